"""Rows -> HTML, Markdown, JSON, CSV, ClaimReview: pure functions of the published warehouse, byte for byte."""

from __future__ import annotations

import base64
import csv
import dataclasses
import hashlib
import io
import os
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sources.lines import dumps
from sources.model import Topic
from warehouse.connection import Reader
from warehouse.report.chart import draw_chart
from warehouse.report.content import Content, collect_content
from warehouse.report.labels import load_labels
from warehouse.words import Tongue, time_text

Form = Literal["html", "md", "json", "csv", "claimreview"]
_TEMPLATES = Path(__file__).with_name("templates")

__all__ = ["render", "summary_table", "write_reports"]


def render(reader: Reader, topic: Topic, *, form: Form, language: Tongue = "en") -> str:
    """The report of a topic's newest run. A ClaimReview comes only of reviewed verdicts on original pages."""
    return _rendered(collect_content(reader, topic, language), form, language)


def _rendered(content: Content, form: Form, language: Tongue) -> str:
    match form:
        case "html":
            return _html(content, language)
        case "md":
            return _environment(escape=False).get_template("report.md.j2").render(c=content, t=load_labels()[language])
        case "json":
            return dumps(_as_data(content)) + "\n"
        case "csv":
            return _csv(content)
        case "claimreview":
            return (
                dumps(
                    {
                        "@context": "https://schema.org",
                        "@graph": [],
                        "note": "No verdict has been signed off by an editor, and simulated pages are never exported.",
                    }
                )
                + "\n"
            )


def write_reports(reader: Reader, topic: Topic, folder: Path) -> Path:
    """Write KEY.html, KEY.vi.html, KEY.md and KEY.json, each whole or not at all. Gives the path of KEY.html."""
    folder.mkdir(parents=True, exist_ok=True)
    files: tuple[tuple[str, Form, Tongue], ...] = (
        (f"{topic.key}.html", "html", "en"),
        (f"{topic.key}.vi.html", "html", "vi"),
        (f"{topic.key}.md", "md", "en"),
        (f"{topic.key}.json", "json", "en"),
    )
    tongues: tuple[Tongue, ...] = ("en", "vi")
    contents = {language: collect_content(reader, topic, language) for language in tongues}
    for name, form, language in files:
        temporary = folder / f"{name}.tmp"
        temporary.write_text(_rendered(contents[language], form, language), "utf-8")
        os.replace(temporary, folder / name)
    return folder / f"{topic.key}.html"


def summary_table(
    reader: Reader, topic: Topic, language: Tongue = "en"
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Claims and differences as a table for the terminal: what, verdict or kind, origins, outlets, why."""
    content = collect_content(reader, topic, language)
    rows: list[tuple[object, ...]] = [
        (i.head, i.label, i.origins if i.outlets else None, i.outlets or None, i.why) for i in content.claims
    ]
    rows += [(i.head, f"{i.label} ({i.gap})", i.origins, i.outlets, i.why) for i in content.findings]
    return ("what", "result", "origins", "outlets", "why"), rows


@cache
def _environment(*, escape: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=not escape,
        lstrip_blocks=not escape,
    )
    environment.filters["md"] = _markdown
    return environment


def _markdown(text: str) -> str:
    """Text that stays text in Markdown: no markup, no links, no table cells of its own."""
    for sign in ("\\", "`", "*", "_", "[", "]", "<", ">", "|", "#"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")


def _html(content: Content, language: Tongue) -> str:
    from markupsafe import Markup

    style = (_TEMPLATES / "report.css").read_text("utf-8")
    script = (_TEMPLATES / "report.js").read_text("utf-8")

    def when(moment: datetime) -> str:
        return time_text(moment, language)

    return (
        _environment(escape=True)
        .get_template("report.html.j2")
        .render(
            c=content,
            t=load_labels()[language],
            language=language,
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            chart=draw_chart(content, language),
            when=when,
        )
        .lstrip()
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_data(content: Content) -> dict[str, object]:
    data = _plain(content)
    assert isinstance(data, dict)
    data.pop("chart_metric")
    return data


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return value if not callable(value) else None


def _csv(content: Content) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("run_id", "row", "id", "what", "code", "severity", "origins", "outlets", "simulated", "why"))
    for kind, items in (("claim", content.claims), ("difference", content.findings)):
        for i in items:
            writer.writerow(
                (
                    content.run_id,
                    kind,
                    i.key,
                    _cell(i.head),
                    i.code,
                    i.severity,
                    i.origins,
                    i.outlets,
                    content.is_simulated,
                    _cell(i.why),
                )
            )
    return out.getvalue()


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in "=+-@\t\r" else text
