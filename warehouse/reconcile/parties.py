"""Whom figures credit, where they credit several: "VnExpress; Border Guard" is no third witness beside a report that
credits the Border Guard alone (RECONCILE d.6: a declared chain)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

JOINT = "; "  # stands between parties that one figure credits


def parties_of(origin: str) -> tuple[str, ...]:
    """The parties that a figure credits together."""
    return tuple(origin.split(JOINT))


def without_relays(parties: Sequence[str], is_outlet: Callable[[str], bool]) -> str:
    """Whom it is from: an outlet credited beside a body passes on what the body says."""
    bodies = [party for party in parties if not is_outlet(party)]
    return JOINT.join(dict.fromkeys(bodies or parties))


def single_parties(houses: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For what is credited to several at once, by `houses` that do so: the one of them that the most houses name,
    alone or with others; as it is where two are named by as many."""
    named: dict[str, set[str]] = {}
    for origin, held in houses.items():
        for party in parties_of(origin):
            named.setdefault(party, set()).update(held)
    found = {}
    for origin in houses:
        ranked = Counter({party: len(named[party]) for party in parties_of(origin)}).most_common(2)
        is_clear = len(ranked) == 1 or ranked[0][1] > ranked[1][1]
        found[origin] = ranked[0][0] if is_clear else origin
    return found


def are_apart(origins: Iterable[str | None]) -> bool:
    """Whether some of these are of named bodies that have nobody in common: each is a voice of its own."""
    named = [set(parties_of(origin)) for origin in sorted({origin for origin in origins if origin is not None})]
    return any(first.isdisjoint(second) for first, second in combinations(named, 2))


def count_parties(origins: Iterable[str]) -> int:
    """How many independent witnesses these are: who credits one that is credited elsewhere is no further one, and those
    that share one are one."""
    credited = [set(parties_of(origin)) for origin in sorted(set(origins))]
    alone = {next(iter(each)) for each in credited if len(each) == 1}
    shared: list[set[str]] = []
    for each in credited:
        if each & alone:
            continue
        touching = [known for known in shared if known & each]
        shared = [known for known in shared if not known & each] + [each.union(*touching)]
    return len(alone) + len(shared)
