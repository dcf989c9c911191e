"""Known disagreements put into made-up series: which are found, of which type, and what is flagged that should not be.

    python -m benchmarks.injected [--seed N] [--each N] [--verbose]

Prints the share of conflicts found whose hard intervals lie apart by 3 % or more, precision, recall and F1 by type and
their mean, the share of consistent series flagged (beside a comparator with a fixed tolerance of 1 % on the same
lines), and precision and recall of pairs of figures of one origin.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import redirect_stdout
from decimal import Decimal
from io import StringIO
from itertools import combinations
from pathlib import Path

from benchmarks.generator import Case, Line, make_cases
from flows.cli import main as doichieu
from sources.lines import dumps, loads, parse_figure_line
from sources.topics import find_topic, load_topic
from warehouse.reconcile.comparable import make_comparables
from warehouse.reconcile.origins import with_witnesses

FLOOR_ORIGINS = 0.9
LEAST = 30  # cases that a type must have to count
FLOOR_F1, FLOOR_FOUND, CEILING_FLAGGED = 0.95, 0.98, 0.01
TOLERANCE = Decimal("0.01")
Found = dict[str, object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=50, help="cases of each kind")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    cases = list(make_cases(arguments.seed, arguments.each))
    found = _reconcile(cases)
    figures = sum(len(case.lines) for case in cases)
    print(f"cases {len(cases)}; figures {figures}; seed {arguments.seed}")
    mean = _types(cases, found, verbose=arguments.verbose)
    share = _apart(cases, found)
    flagged = _consistent(cases, found, verbose=arguments.verbose)
    precision, recall = _origins(cases)
    if min(precision, recall) < FLOOR_ORIGINS:
        return 1
    return 0 if mean >= FLOOR_F1 and share >= FLOOR_FOUND and flagged <= CEILING_FLAGGED else 1


def _reconcile(cases: Sequence[Case]) -> dict[str, list[Found]]:
    """The findings of `doichieu reconcile --all`, by figure."""
    by_figure: dict[str, list[Found]] = defaultdict(list)
    for topic in sorted({case.topic for case in cases}):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "figures.jsonl"
            lines = [dumps(line) for case in cases if case.topic == topic for line in case.lines]
            path.write_text("\n".join(lines) + "\n", "utf-8")
            output = StringIO()
            with redirect_stdout(output):
                doichieu(["reconcile", str(path), "--topic", topic, "--all", "--json"])
        for text in output.getvalue().splitlines():
            finding = loads(text)
            assert isinstance(finding, dict)
            for figure in finding["figures"]:
                by_figure[figure].append(finding)
    return by_figure


def _named(case: Case, found: dict[str, list[Found]]) -> Found | None:
    """The worst finding that holds a figure that was put in."""
    held = [finding for name in case.wrong for finding in found.get(name, []) if int(str(finding["severity"])) > 0]
    return max(held, key=lambda f: (f["type"] in case.types, int(str(f["severity"]))), default=None)


def _types(cases: Sequence[Case], found: dict[str, list[Found]], *, verbose: bool) -> float:
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrongly: Counter[str] = Counter()
    repaired: Counter[bool] = Counter()
    for case in cases:
        if not case.types:
            continue
        finding = _named(case, found)
        code = str(finding["type"]) if finding else "none"
        if code in case.types:
            right[case.label] += 1
        else:
            missed[case.label] += 1
            wrongly[code] += 1
            if verbose:
                print(f"  {case.kind} {case.key}: {code}, right {sorted(case.types)}: {_explained(finding)}")
        if case.repaired is not None and finding is not None:
            repair = finding["repaired"]
            repaired[isinstance(repair, dict) and repair["value"] == case.repaired] += 1
    scores = []
    for code in sorted(set(right) | set(missed)):
        cases_of = right[code] + missed[code]
        precision = right[code] / max(1, right[code] + wrongly[code])
        recall = right[code] / cases_of
        score = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"  {code:8} cases {cases_of:4}  P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}")
        if cases_of >= LEAST:
            scores.append(score)
    mean = sum(scores) / len(scores)
    print(f"types: macro-F1 {mean:.3f} over {len(scores)} types (floor {FLOOR_F1})")
    print(f"repaired values: {repaired[True]} of {repaired[True] + repaired[False]} right")
    return mean


def _explained(finding: Found | None) -> str:
    if finding is None:
        return ""
    explanation = finding["explanation"]
    assert isinstance(explanation, dict)
    return json.dumps([str(explanation["en"]), finding["candidates"]], ensure_ascii=False, default=str)[:420]


def _apart(cases: Sequence[Case], found: dict[str, list[Found]]) -> float:
    wide = [case for case in cases if case.gap is not None and case.gap > 0.03]
    hit = sum(_named(case, found) is not None for case in wide)
    share = hit / len(wide)
    print(f"hard intervals 3 % apart: {hit} of {len(wide)} found, {share:.3f} (floor {FLOOR_FOUND})")
    return share


def _consistent(cases: Sequence[Case], found: dict[str, list[Found]], *, verbose: bool) -> float:
    calm = [case for case in cases if not case.types and case.label == "consistent"]
    flagged = tolerated = 0
    for case in calm:
        held = [f for line in case.lines for f in found.get(str(line["id"]), []) if int(str(f["severity"])) > 0]
        flagged += bool(held)
        tolerated += _compare(case.lines)
        if held and verbose:
            print(f"  {case.kind} {case.key}: {held[0]['type']} {_explained(held[0])}")
    share = flagged / len(calm)
    print(f"consistent series: {flagged} of {len(calm)} flagged, {share:.3f} (ceiling {CEILING_FLAGGED})", end="; ")
    print(f"a fixed tolerance of 1 % on the same lines: {tolerated}, {tolerated / len(calm):.3f}")
    return share


def _origins(cases: Sequence[Case]) -> tuple[float, float]:
    """Precision and recall of the pairs of reports that are of one origin, on the copied counts."""
    true = said = both = 0
    topic = load_topic(find_topic("red-rain"))
    for case in cases:
        if case.label != "copied":
            continue
        lines = [loads(dumps(line)) for line in case.lines]
        items, _ = make_comparables([parse_figure_line(line, n) for n, line in enumerate(lines, 1)], topic, {})
        for a, b in combinations(with_witnesses(items), 2):
            is_one = case.origin_of[a.ids[0]] == case.origin_of[b.ids[0]]
            named = a.witness is not None and a.witness == b.witness
            is_said = named or (a.copy_of is not None and a.copy_of == b.copy_of)
            true, said, both = true + is_one, said + is_said, both + (is_one and is_said)
    precision, recall = both / max(1, said), both / max(1, true)
    print(f"pairs of one origin: P {precision:.3f}  R {recall:.3f} of {true} (floor {FLOOR_ORIGINS})")
    return precision, recall


def _compare(lines: Sequence[Line]) -> bool:
    """Whether a comparator with a fixed tolerance flags the series: one day or period, values more than 1 % apart."""
    groups: dict[tuple[object, ...], list[Decimal]] = defaultdict(list)
    for line in lines:
        day = str(line.get("as_of_end") or "")[:10]
        key = (line["metric"], line["unit"], line.get("place"), line.get("period_start"), line.get("period_end"), day)
        groups[key].append(Decimal(str(line["value"])))
    return any(max(held) - min(held) > TOLERANCE * max(map(abs, held)) for held in groups.values())


if __name__ == "__main__":
    sys.exit(main())
