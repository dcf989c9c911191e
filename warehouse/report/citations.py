"""Who cites whom: outlets on the left, the parties that their figures are credited to on the right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from warehouse.connection import Reader
from warehouse.report.model import Cites

_CITES = """
with credited as (
    select outlet_name, unnest(coalesce(string_split(attributed_to, '; '), [null])) as party
    from figure where topic = $1
)
select outlet_name, party, count(*)::integer as figures from credited
group by all order by figures desc, outlet_name, party
"""
_LEFT, _RIGHT, _ROW, _TOP = 150, 290, 20, 14  # units of the drawing
_OUTLETS, _PARTIES = 18, 12
_LONGEST = 21  # letters of a name that the drawing has room for


def collect_citations(reader: Reader, topic: str) -> tuple[Cites, ...]:
    """A row an outlet and party, with most figures first; party None: no origin named."""
    return tuple(
        Cites(
            outlet=str(row["outlet_name"]),
            party=None if row["party"] is None else str(row["party"]),
            figures=int(str(row["figures"])),
        )
        for row in reader.records(_CITES, topic)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    y: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    start: float
    end: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A drawing of the commonest citations, in units of its own."""

    width: int
    height: int
    left: int
    right: int
    outlets: tuple[Node, ...]
    parties: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw_graph(citations: Sequence[Cites]) -> Graph | None:
    """The graph of those who name an origin; None where nobody does."""
    named = [cites for cites in citations if cites.party is not None]
    parties = _commonest([(str(cites.party), cites.figures) for cites in named], _PARTIES)
    kept = [cites for cites in named if cites.party in parties]
    outlets = _commonest([(cites.outlet, cites.figures) for cites in kept], _OUTLETS)
    kept = [cites for cites in kept if cites.outlet in outlets]
    if not kept:
        return None
    parties = [party for party in parties if any(cites.party == party for cites in kept)]
    pulls: dict[str, list[int]] = defaultdict(list)
    for cites in kept:
        pulls[cites.outlet] += [parties.index(str(cites.party))] * cites.figures
    # Outlets stand near those whom they cite, so that few lines cross.
    outlets.sort(key=lambda name: (sum(pulls[name]) / len(pulls[name]), name))
    height = _TOP * 2 + _ROW * max(len(outlets), len(parties))

    def places(names: Sequence[str]) -> dict[str, float]:
        step = (height - 2 * _TOP) / len(names)
        return {name: round(_TOP + step * (number + 0.5), 1) for number, name in enumerate(names)}

    left, right = places(outlets), places(parties)
    return Graph(
        width=440,
        height=height,
        left=_LEFT,
        right=_RIGHT,
        outlets=tuple(Node(y=y, name=_shortened(name)) for name, y in left.items()),
        parties=tuple(Node(y=y, name=_shortened(name)) for name, y in right.items()),
        edges=tuple(
            Edge(start=left[c.outlet], end=right[str(c.party)], width=round(1 + log2(c.figures), 1)) for c in kept
        ),
    )


def _commonest(counted: Sequence[tuple[str, int]], most: int) -> list[str]:
    sums: Counter[str] = Counter()
    for name, count in counted:
        sums[name] += count
    return sorted(sums, key=lambda name: (-sums[name], name))[:most]


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
