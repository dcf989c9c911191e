"""The running total as it was reported, drawn by Vega-Lite into a still picture. No curve is fitted."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sources.model import VIETNAM
from warehouse.report.content import Content
from warehouse.words import Tongue

_SPEC = Path(__file__).with_name("templates") / "chart.json"
_BILLION = 10**9


def draw_chart(content: Content, tongue: Tongue) -> str:
    """An SVG, or nothing where fewer than two totals were reported. Colours follow the page's."""
    if len(content.points) < 2 or content.chart_metric is None:
        return ""
    import vl_convert

    large = max(point.value for point in content.points) >= _BILLION
    size = _BILLION if large else 1
    spec = json.loads(_SPEC.read_text("utf-8"))
    kinds = {
        "value": {"en": "as reported", "vi": "như đã đưa"},
        "floor": {"en": '"more than"', "vi": '"hơn"'},
        "ceiling": {"en": '"nearly"', "vi": '"gần"'},
    }
    values = [
        {
            "when": point.when.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M:%S"),
            "value": float(point.value / size),
            "low": float((point.low if point.low is not None else point.value) / size),
            "high": float((point.high if point.high is not None else point.value) / size),
            "kind": kinds[point.kind][tongue],
        }
        for point in content.points
    ]
    spec["data"] = {"values": values}
    unit = content.chart_metric.unit
    scale = (("tỷ " if tongue == "vi" else "billion ") if large else "") + (
        {"VND": "đồng" if tongue == "vi" else "dong"}.get(unit, unit)
    )
    spec["layer"][0]["encoding"]["y"]["title"] = f"{content.chart_title} ({scale})"
    spec["layer"][1]["encoding"]["shape"]["scale"]["domain"] = [kinds[k][tongue] for k in ("value", "floor", "ceiling")]
    if content.claimed is not None:
        spec["layer"][2]["data"] = {"values": [{"value": float(content.claimed[0] / size)}]}
        spec["layer"][3]["data"] = {
            "values": [
                {"value": float(content.claimed[0] / size), "text": "số được nêu" if tongue == "vi" else "the claim"}
            ]
        }
    else:
        del spec["layer"][2:]
    svg = vl_convert.vegalite_to_svg(json.dumps(spec))
    return _themed(svg, content.chart_title)


def _themed(svg: str, title: str) -> str:
    """Black becomes the page's text colour, and the picture scales with its column."""
    svg = re.sub(r"(fill|stroke)=\"(?:black|#000|#000000)\"", r'\1="currentColor"', svg)
    svg = re.sub(r"<svg ([^>]*?)width=\"[\d.]+\" height=\"[\d.]+\"", r"<svg \1", svg, count=1)
    name = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{name}" ', svg, count=1)
