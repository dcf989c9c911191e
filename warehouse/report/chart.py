"""The running total as it was reported, drawn by Vega-Lite into a still picture. No curve is fitted."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from sources.model import VIETNAM
from warehouse.report.labels import load_labels
from warehouse.report.model import Point, Totals
from warehouse.words import Tongue, unit_text

_SPEC = Path(__file__).with_name("templates") / "chart.json"
_BILLION = 10**9
_NAMED = 6  # outlets with a colour of their own: more can't be told apart by everybody
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")  # Okabe and Ito's
_OTHERS = "#8a8f98"


def draw_chart(totals: Totals | None, tongue: Tongue) -> str:
    """An SVG, or nothing where fewer than two totals were reported. Text takes the page's colour."""
    if totals is None or len(totals.points) < 2:
        return ""
    import vl_convert

    labels = load_labels()[tongue]
    points = totals.points
    is_large = max(point.value for point in points) >= _BILLION
    size = _BILLION if is_large else 1
    outlets = [name for name, _ in Counter(point.outlet for point in totals.points).most_common(_NAMED)]
    others = labels["others"]
    spec = json.loads(_SPEC.read_text("utf-8"))
    spec["data"] = {"values": [_value(point, size, labels, outlets, others) for point in points]}
    unit = unit_text(totals.metric, tongue) if totals.metric.unit != "VND" else labels["dong"]
    scale = f"{labels['billion']} {unit}" if is_large else unit
    spec["layer"][0]["encoding"]["y"]["title"] = f"{totals.title} ({scale})"
    has_others = len({point.outlet for point in points}) > len(outlets)
    marks = spec["layer"][1]["encoding"]
    marks["shape"]["scale"]["domain"] = [labels[f"chart_{kind}"] for kind in ("value", "floor", "ceiling")]
    colours = {
        "domain": [*outlets, others] if has_others else outlets,
        "range": [*_COLOURS[: len(outlets)], _OTHERS],
    }
    marks["color"]["scale"] = spec["layer"][0]["encoding"]["color"]["scale"] = colours
    if totals.claimed is None:
        del spec["layer"][2:]
    else:
        claimed = float(totals.claimed / size)
        spec["layer"][2]["data"] = {"values": [{"value": claimed}]}
        spec["layer"][3]["data"] = {"values": [{"value": claimed, "text": labels["the_claim"]}]}
    return _themed(vl_convert.vegalite_to_svg(json.dumps(spec)), totals.title)


def _value(point: Point, size: int, labels: dict[str, str], outlets: list[str], others: str) -> dict[str, object]:
    return {
        "when": point.when.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M:%S"),
        "value": float(point.value / size),
        "low": float((point.low if point.low is not None else point.value) / size),
        "high": float((point.high if point.high is not None else point.value) / size),
        "kind": labels[f"chart_{point.kind}"],
        "outlet": point.outlet if point.outlet in outlets else others,
    }


def _themed(svg: str, title: str) -> str:
    """Black becomes the page's text colour, and the picture scales with its column."""
    svg = re.sub(r"(fill|stroke)=\"(?:black|#000|#000000)\"", r'\1="currentColor"', svg)
    svg = re.sub(r"<svg ([^>]*?)width=\"[\d.]+\" height=\"[\d.]+\"", r"<svg \1", svg, count=1)
    # The table behind it is what a screen reader reads; thousands of labelled marks are not.
    svg = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", svg)
    name = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{name}" ', svg, count=1)
