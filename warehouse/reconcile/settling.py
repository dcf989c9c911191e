"""What else speaks against a figure: where it disagrees with another report of its time, the rest of its article, the
amount that it is converted to there, and what it is a part of may tell which of the two is off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warehouse.reconcile.groups import Conflict, scope_of
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable, Number
from warehouse.reconcile.sets import bounds, meet, positions


def settled_by(conflicts: Sequence[Conflict], mismatches: Sequence[Mismatch]) -> tuple[list[Conflict], list[Mismatch]]:
    """The disagreements, with what does not fit elsewhere as the odd one where nothing else says which is; and the
    mismatches that are gone with what others report instead of an odd one. A part above its whole is such a mismatch
    too, and no disagreement of its own then."""
    wholes = {id(conflict): mismatch for conflict in conflicts for mismatch in _above_whole(conflict)}
    of: dict[int, list[tuple[Mismatch, Number, Number]]] = {}
    for mismatch in (*mismatches, *wholes.values()):
        if mismatch.code == "INTERN":
            of.setdefault(id(mismatch.items[0]), []).append((mismatch, mismatch.low, mismatch.high))
            if mismatch.second is not None:
                of.setdefault(id(mismatch.items[1]), []).append((mismatch, *mismatch.second))
    found: list[Conflict] = []
    gone: list[Mismatch] = []
    for conflict in conflicts:
        if conflict.reason not in ("apart", "final") or conflict.parts:
            found.append(conflict)
            continue
        answered = {
            id(item): told
            for item in conflict.items
            if id(item) in of
            for rivals in ([other for other in conflict.items if not meet(item, other)],)
            for told in ([each for each, low, high in of[id(item)] if any(_fits(o, low, high) for o in rivals)],)
            if told
        }
        sides = positions(conflict.items) if answered and not conflict.odd else []
        odd = [side for side in sides if all(id(item) in answered for item in side)]
        settled = _with_odd(conflict, odd[0]) if len(sides) == 2 and len(odd) == 1 else conflict
        found.append(settled)
        gone += [each for item in settled.odd for each in answered.get(id(item), ())]
    dropped = {id(each) for each in gone}
    return [each for each in found if id(each) not in wholes or id(wholes[id(each)]) not in dropped], gone


def _above_whole(conflict: Conflict) -> Iterator[Mismatch]:
    """The one part that lies above a whole of no other body, and what the whole allows for it."""
    if conflict.reason != "scope" or len(conflict.odd) != 1:
        return
    part = conflict.odd[0]
    others = [item for item in conflict.items if item is not part]
    is_other_body = all(None not in (o.origin, part.origin) and o.origin != part.origin for o in others)
    if not is_other_body and all(scope_of(other) != scope_of(part) and other.high is not None for other in others):
        high = max(other.high for other in others if other.high is not None)
        if part.low is not None and part.low > high:
            yield Mismatch(rule="scope", items=(part,), low=None, high=high)


def _fits(item: Comparable, low: Number, high: Number) -> bool:
    least, most = bounds(item)
    return (low is None or most[0] >= low) and (high is None or least[0] <= high)


def _with_odd(conflict: Conflict, odd: Sequence[Comparable]) -> Conflict:
    rest = [item for item in conflict.items if item not in odd]
    low = max((item.low for item in rest if item.low is not None), default=None)
    high = min((item.high for item in rest if item.high is not None), default=None)
    first = odd[0]
    is_low = low is not None and first.high is not None and first.high <= low
    return replace(conflict, odd=tuple(odd), low=low, high=high, is_low=is_low)
