"""The quality gate: how well annotated articles are read, against floors that only a deliberate flag lowers.

    python benchmarks/gate.py                    scores, and fails below a floor
    python benchmarks/gate.py --misses KIND      every miss of a kind: quantity, hedge, missed, extra, as_of, ...
    python benchmarks/gate.py --raise            lifts the floors to what is reached now
    python benchmarks/gate.py --lower GROUP.FIELD    lowers that one floor to what is reached now

The annotated articles (`../shared/corpus`, or the folder in DOICHIEU_CORPUS) are not part of the project: without
them the gate says so and passes.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.scoring import Score, load_cases, score  # noqa: E402

FLOORS = Path(__file__).with_name("floors.toml")
F1_FIELDS = ("quantity", "figure", "attribution")


def measure(folder: Path) -> dict[str, Score]:
    """Scores by topic and language, and of everything."""
    scores: dict[str, Score] = {}
    everything = scores["all"] = Score()
    for case in load_cases(folder):
        group = f"{case.topic.key}-{case.article.language}"
        for each in (everything, scores.setdefault(group, Score())):
            score(case, each)
    return scores


def values_of(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
    """One number a field: F1 where something can be missed or made up, else the share that is right."""
    return {
        group: {name: tally.f1 if name in F1_FIELDS else tally.precision for name, tally in sorted(each.fields.items())}
        for group, each in scores.items()
    }


def read_floors() -> dict[str, dict[str, float]]:
    """The floors, in hundredths of a per cent as whole numbers in the file."""
    table = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return {group: {name: value / 10_000 for name, value in fields.items()} for group, fields in table.items()}


def write_floors(floors: dict[str, dict[str, float]]) -> None:
    lines = [
        "# Floors of benchmarks/gate.py, in hundredths of a per cent. Raised with --raise; lowered with --lower.\n"
    ]
    for group, fields in floors.items():
        lines.append(f"\n[{group}]\n")
        lines += [f"{name} = {math.floor(value * 10_000 + 1e-6)}\n" for name, value in sorted(fields.items())]
    FLOORS.write_text("".join(lines), "utf-8")


def print_table(scores: dict[str, Score]) -> None:
    for group, each in scores.items():
        print(group)
        for name, tally in sorted(each.fields.items()):
            print(
                f"  {name:<12} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
                f"  ({tally.right} right of {tally.annotated} annotated, {tally.read} read)"
            )
        print("  unread       " + ", ".join(f"{reason} {count}" for reason, count in each.unread.most_common()))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="How well annotated articles are read, against floors.")
    parser.add_argument("--misses", metavar="KIND", help="print every miss of a kind")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is reached now")
    parser.add_argument("--lower", metavar="GROUP.FIELD", help="lower one floor to what is reached now")
    given = parser.parse_args(argv)
    folder = Path(os.environ.get("DOICHIEU_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        print(f"gate: no annotated articles in {folder.name}/: nothing was measured")
        return 0
    scores = measure(folder)
    if given.misses:
        print(*(line for line in scores["all"].misses if f" | {given.misses} | " in line), sep="\n")
        return 0
    reached, floors = values_of(scores), read_floors()
    if given.lower:
        group, _, name = given.lower.partition(".")
        floors[group][name] = reached[group][name]
        write_floors(floors)
    if given.lift:
        for group, fields in reached.items():
            for name, value in fields.items():
                floors.setdefault(group, {})[name] = max(value, floors.get(group, {}).get(name, 0))
        write_floors(floors)
    print_table(scores)
    below = [
        f"{group}.{name}: {reached.get(group, {}).get(name, 0):.4f}, floor {floor:.4f}"
        for group, fields in floors.items()
        for name, floor in fields.items()
        if reached.get(group, {}).get(name, 0) + 1e-4 < floor
    ]
    for line in below:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
