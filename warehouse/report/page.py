"""Contents -> self-contained HTML pages. Text is escaped, links are http(s) or to pages beside, and the page's own
policy lets nothing run but the script that stands in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from warehouse.report.chart import draw_chart
from warehouse.report.citations import draw_graph
from warehouse.report.labels import load_labels
from warehouse.report.model import Content, Held, Item
from warehouse.words import Tongue, time_text, word

TEMPLATES = Path(__file__).with_name("templates")


def report_page(content: Content, tongue: Tongue, *, siblings: bool) -> str:
    """The report. With `siblings` it links the index, its other language and what was held before, which lie beside
    it."""
    return _page(
        "report.html.j2",
        tongue,
        c=content,
        siblings=siblings,
        chart=Markup(draw_chart(content.chart, tongue)),  # vl_convert escapes what it draws
        graph=draw_graph(content.citations),
        choices=_choices(content.findings, tongue),
        kinds=_kinds(content.harmless),
    )


def held_page(topic: str, title: str, run_id: str, stretches: Sequence[Held], tongue: Tongue) -> str:
    """What was held of every claim at the end of one run; it says so where another verdict was held later."""
    return _page(
        "held.html.j2",
        tongue,
        topic=topic,
        title=title,
        run_id=run_id,
        held=stretches,
        since=max(held.since for held in stretches),
        is_simulated=any(held.is_simulated for held in stretches),
    )


def gone_page(topic: str, title: str, tongue: Tongue) -> str:
    """What stands at a lasting link whose verdicts rested on a page that was withdrawn."""
    return _page("gone.html.j2", tongue, topic=topic, title=title)


def index_page(topics: Sequence[Mapping[str, object]], tongue: Tongue) -> str:
    """The index over the topics of a warehouse."""
    return _page(
        "index.html.j2", tongue, topics=topics, is_simulated=any(bool(topic["is_simulated"]) for topic in topics)
    )


def page_name(topic: str, tongue: Tongue, run_id: str = "") -> str:
    """The file of a topic's report, or of what a run held, in a language."""
    return (f"{topic}-{run_id}" if run_id else topic) + ("" if tongue == "en" else f".{tongue}") + ".html"


def _page(template: str, tongue: Tongue, **values: object) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    environment = _environment()
    text = environment.get_template(template).render(
        t=load_labels()[tongue],
        language=tongue,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        when=lambda moment: _when(moment, tongue),
        verdict=lambda code: word("verdict", code, tongue),
        page_name=page_name,
        **values,
    )
    return text.lstrip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _when(moment: datetime, tongue: Tongue) -> str:
    return time_text(moment, tongue)


def _choices(items: Sequence[Item], tongue: Tongue) -> dict[str, list[tuple[str, str]]]:
    """What the differences can be filtered by: value and words."""
    outlets = sorted({name for item in items for name in item.who})
    return {
        "type": sorted({(item.code, item.label) for item in items}, key=lambda choice: choice[1]),
        "metric": sorted({(item.metric, item.metric_name) for item in items}, key=lambda choice: choice[1]),
        "outlet": [(name, name) for name in outlets],
        "severity": [(str(s), word("gap", str(s), tongue)) for s in sorted({i.severity for i in items}, reverse=True)],
    }


def _kinds(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """What only looks different, by the reason why it is not."""
    kinds: dict[str, list[Item]] = {}
    for item in items:
        kinds.setdefault(item.label, []).append(item)
    return sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0]))
