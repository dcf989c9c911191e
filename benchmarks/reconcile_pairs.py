"""Judged pairs of real reports: reconcile the whole corpus, then look each pair up.

    python -m benchmarks.reconcile_pairs [CORPUS]        default ../shared/corpus

A pair counts as a discrepancy when one finding holds both figures. Its type is that finding's; where no finding holds
both it is "AGREE" when the figures could both be right, else "not comparable".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from sources.errors import DoichieuError
from sources.lines import FigureLine, loads, parse_figure_line
from sources.outlets import OUTLETS
from sources.topics import find_topic, load_topic
from warehouse.reconcile.comparable import ASIDE, make_comparables
from warehouse.reconcile.findings import reconcile
from warehouse.reconcile.model import Comparable, Finding
from warehouse.reconcile.sets import meet

PRINTED = {  # annotated as the facts were; the label that the page prints is another
    "yagi-nation-0908-1800#1": "deaths",  # "24 deaths", which were 21 dead and 3 missing
    "yagi-sggp-en-0914#4": "deaths",  # "172 deaths", which were 113 dead and 59 missing
    "yagi-sggp-en-0914#5": "deaths",
    "yagi-sggp-en-0914#6": "deaths",
    "yagi-trt-0910#9": "deaths",  # "at least 12 people died ... and eight when the bridge fell", who were missing
}
TOPICS = {"yagi": "typhoon-yagi", "matmo": "storm-matmo"}
OTHERWISE = "vietnam-trade-2024"
FLOOR_FLAG, FLOOR_TYPE = 0.95, 0.85


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    items, conversions, findings = _reconcile(_lines(arguments.corpus / "storms-trade-dev.jsonl"))
    pairs = json.loads((arguments.corpus / "pairs-dev.json").read_text("utf-8"))
    flagged_right = typed_right = 0
    for pair in pairs:
        found = _lookup(pair["a"], pair["b"], items, conversions, findings)
        is_flagged = found not in ("AGREE", "not comparable", "ASOF", "ROUND", "BOUND")
        right = is_flagged == (pair["verdict"] == "discrepancy")
        allowed = set(pair["allowed_types"])
        typed = found in allowed or (found in ("AGREE", "BOUND") and bool(allowed & {"ROUND", "AGREE"}))
        flagged_right += right
        typed_right += typed
        if arguments.verbose and not (right and typed):
            print(f"{'flag' if not right else 'type'}: {pair['a']} {pair['b']}: {found}, allowed {sorted(allowed)}")
    flag_share, type_share = flagged_right / len(pairs), typed_right / len(pairs)
    print(f"pairs {len(pairs)}; discrepancy or not {flag_share:.3f} (floor {FLOOR_FLAG}); ", end="")
    print(f"an allowed type {type_share:.3f} (floor {FLOOR_TYPE})")
    return 0 if flag_share >= FLOOR_FLAG and type_share >= FLOOR_TYPE else 1


def _lines(path: Path) -> dict[str, list[FigureLine]]:
    """The annotated figures, by topic."""
    by_topic: dict[str, list[FigureLine]] = defaultdict(list)
    number = 0
    for text in path.read_text("utf-8").splitlines():
        article = loads(text)
        assert isinstance(article, dict)
        key = TOPICS.get(str(article["id"]).split("-")[0], OTHERWISE)
        for figure in article["figures"]:
            number += 1
            line = {
                **figure,
                "metric": PRINTED.get(figure["id"], figure["metric"]),
                "article": article["id"],
                **{name: article.get(name) for name in ("outlet", "url", "published", "lang")},
            }
            try:
                by_topic[key].append(parse_figure_line(line, number))
            except DoichieuError as error:
                print(f"{figure['id']}: {error}", file=sys.stderr)
    return by_topic


def _reconcile(
    by_topic: dict[str, list[FigureLine]],
) -> tuple[dict[str, Comparable], dict[str, str], list[Finding]]:
    """The comparable figures by id, the figure that each conversion converts, and the findings."""
    items: dict[str, Comparable] = {}
    conversions: dict[str, str] = {}
    findings: list[Finding] = []
    for key, lines in by_topic.items():
        topic = load_topic(find_topic(key))
        held, pairs = make_comparables(lines, topic, OUTLETS)
        aside, _ = make_comparables(lines, topic, OUTLETS, statuses=ASIDE)
        items.update({item.figure.figure_id: item for item in (*aside, *held)})
        conversions.update({pair.foreign.figure_id: pair.home.figure_id for pair in pairs})
        findings += reconcile(held, pairs, topic, aside=aside, everything=True)
    return items, conversions, findings


def _lookup(a: str, b: str, items: dict[str, Comparable], conversions: dict[str, str], findings: list[Finding]) -> str:
    both = [finding for finding in findings if a in finding.figures and b in finding.figures]
    # Two figures of one position agree with each other, whatever the finding says of the rest.
    apart = [f for f in both if not any(a in p.figures and b in p.figures for p in f.positions)]
    if apart:
        return max(apart, key=lambda finding: finding.severity).type
    first, second = items.get(a), items.get(b)
    if conversions.get(a) == b or conversions.get(b) == a:
        return "AGREE"  # one amount and its conversion, which no finding speaks against
    if (
        first is None
        or second is None
        or first.figure.subject != second.figure.subject
        or first.metric.key != second.metric.key
        or first.figure.place != second.figure.place
    ):
        return "not comparable"
    if meet(first, second):
        return "AGREE"
    is_kept = first.figure.status == second.figure.status and first.metric.kind not in ("level", "share", "growth")
    return "ASOF" if is_kept and first.as_of != second.as_of else "not comparable"


if __name__ == "__main__":
    sys.exit(main())
