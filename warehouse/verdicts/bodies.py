"""The body that a claim says a number is from, beside the bodies that the reports have it from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.credits import names_outlet
from sources.model import Figure, Outlet, Topic
from sources.text import fold
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.parties import parties_of
from warehouse.reconcile.sets import count_origins, meet
from warehouse.verdicts.balance import OUTWEIGHS, origin_of
from warehouse.verdicts.credited import given_instead, is_same_time
from warehouse.verdicts.figures import names_text, positions_text
from warehouse.verdicts.model import EMPTY, How, Judgement, Side
from warehouse.verdicts.probe import of_its_kind
from warehouse.words import Tongue

OTHER = "other-body"  # the qualifier of a number that the reports have from another body than the claim


def bodies_of(figure: Figure, topic: Topic, outlets: Mapping[str, Outlet]) -> frozenset[str]:
    """The bodies that a claim names behind its number, by the topic's names for them; outlets are none."""
    if figure.attributed_to is None:
        return frozenset()
    names = {fold(name): party.key for party in topic.parties for name in (party.key, *party.names)}
    whole = names.get(fold(figure.attributed_to))
    cited = (whole,) if whole is not None else parties_of(figure.attributed_to)
    return frozenset(
        names.get(fold(name), name)
        for name in cited
        if fold(name) in names or not any(names_outlet(name, outlet) for outlet in outlets.values())
    )


def is_of_several(side: Side) -> bool:
    """Whether the reports for and against a claim are those of two bodies or more."""
    return len(_named((*side.pro, *side.con, *side.beside))) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """What the reports have from the bodies that a claim names, where it is not its number, and whose that is;
    `is_unknown` where nobody of that name is known here."""

    said: Text = EMPTY
    is_unknown: bool = False
    marks: tuple[str, ...] = ()
    instead: tuple[Comparable, ...] = ()


def judge_bodies(side: Side, bodies: frozenset[str], items: Sequence[Comparable], known: Collection[str] = ()) -> Whose:
    """Nothing where one of the bodies that a claim names gives its number, or it is told of nobody. `known` are the
    parties of the topic."""
    probe = side.probe
    reports = of_its_kind(probe, items)
    own = [item for item in reports if bodies & _named([item])]
    if not bodies or any(_has(probe, item) for item in own):
        return Whose()
    instead = given_instead(probe, own)
    others = _named(side.pro)
    is_unknown = not own and all(name[:1].isupper() for name in bodies) and not bodies & {*known, *_named(items)}
    is_told = not side.pro and (side.note.en or {id(i) for i in instead} <= {id(i) for i in (*side.con, *side.beside)})
    if not is_unknown and not others and (not instead or is_told):
        return Whose()

    def text(tongue: Tongue) -> str:
        body = names_text(sorted(bodies), tongue)
        whose = names_text(sorted(others), tongue)
        parts = []
        if instead:
            told = positions_text(instead, tongue, probe=probe)
            parts.append(f"Given for {body}: {told}." if tongue == "en" else f"Số được nêu của {body}: {told}.")
        elif is_unknown and tongue == "en":
            parts.append(f"No page of {body} is known here, and no number from there: this could not be checked.")
        elif is_unknown:
            parts.append(f"Chưa có bài nào của {body} hay số nào dẫn từ đó, nên chưa kiểm tra được.")
        elif tongue == "en":
            parts.append(f"No report held here has it from {body}.")
        else:
            parts.append(f"Không bài nào mà chúng tôi lưu nêu số này là của {body}.")
        if whose:
            parts.append(
                f"The number is given as that of {whose}." if tongue == "en" else f"Các bài nêu số này là của {whose}."
            )
        return " ".join(parts)

    said = Text(en=text("en"), vi=text("vi"))
    return Whose(said=said, is_unknown=is_unknown, marks=(OTHER,) if others and not is_unknown else (), instead=instead)


def against_whose(side: Side, verdict: Judgement, whose: Whose) -> tuple[Judgement, Side]:
    """A claim is not supported by a number that only others give than the body that it names, where that body is
    reported with another one: the two differ."""
    is_outweighed = count_origins(side.pro) >= OUTWEIGHS * count_origins(whose.instead)
    if verdict != "supported" or not whose.marks or not whose.instead or is_outweighed:
        return verdict, side
    told = {item.figure.figure_id for item in side.con}
    more = [item for item in whose.instead if item.figure.figure_id not in told]
    how: dict[str, How] = {item.figure.figure_id: "at any time" for item in more}
    return "conflicting", replace(side, con=(*side.con, *more), how={**side.how, **how})


def _has(probe: Comparable, item: Comparable) -> bool:
    return meet(probe, item) and is_same_time(probe, item) == "same"


def _named(items: Iterable[Comparable]) -> set[str]:
    """The bodies that reports name."""
    return {party for item in items for origin in (origin_of(item),) if origin for party in parties_of(origin)}
