"""Rows -> HTML, Markdown, JSON, CSV, ClaimReview: pure functions of the published warehouse, byte for byte."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from sources.model import Topic
from warehouse.connection import Reader
from warehouse.report.claimreview import claim_reviews
from warehouse.report.content import collect_content
from warehouse.report.data import as_csv, as_json
from warehouse.report.held import collect_held, held_at, runs_that_changed
from warehouse.report.index import collect_index
from warehouse.report.mail import as_markdown
from warehouse.report.model import Content
from warehouse.report.page import gone_page, held_page, index_page, page_name, report_page
from warehouse.report.quotes import read_evidence
from warehouse.words import TONGUES, Tongue

Form = Literal["html", "md", "json", "csv", "claimreview"]
HELD = "held"

__all__ = ["Form", "page_name", "render", "summary_table", "write_reports"]


def render(reader: Reader, topic: Topic, *, form: Form, language: Tongue = "en", site: str | None = None) -> str:
    """The report of a topic's newest run, one file that needs no other. A ClaimReview comes only of signed-off verdicts
    on original pages, and needs to know at which `site` the reports are published."""
    if form == "claimreview":
        return claim_reviews(reader, topic, language, site)
    return _rendered(collect_content(reader, topic, language), form, language)


def _rendered(content: Content, form: Form, language: Tongue, *, siblings: bool = False) -> str:
    match form:
        case "html":
            return report_page(content, language, siblings=siblings)
        case "md":
            return as_markdown(content, language)
        case "json":
            return as_json(content)
        case _:
            return as_csv(content)


def write_reports(reader: Reader, topic: Topic, folder: Path) -> Path:
    """Write KEY.html, KEY.vi.html, KEY.md and KEY.json, the index over all topics, and a page for each run that held
    something new of a claim; each whole or not at all. Gives the path of KEY.html."""
    evidence = read_evidence(reader, topic.key)
    contents = {language: collect_content(reader, topic, language, evidence) for language in TONGUES}
    topics = collect_index(reader)
    files = {
        page_name(topic.key, language): _rendered(content, "html", language, siblings=True)
        for language, content in contents.items()
    }
    files[f"{topic.key}.md"] = _rendered(contents["en"], "md", "en")
    files[f"{topic.key}.json"] = _rendered(contents["en"], "json", "en")
    for language in TONGUES:
        files[page_name("index", language)] = index_page(topics, language)
        stretches = collect_held(reader, topic, language)
        for run_id in runs_that_changed(stretches):
            text = held_page(topic.key, contents[language].title, run_id, held_at(stretches, run_id), language)
            files[f"{HELD}/{page_name(topic.key, language, run_id)}"] = text
    if reader.query("select count(*) from stored.tombstone").rows[0][0]:
        for name, tongue in _held_before(folder, topic.key):
            files.setdefault(name, gone_page(topic.key, contents[tongue].title, tongue))
    for name, text in files.items():
        _write(folder / name, text)
    return folder / page_name(topic.key, "en")


def _held_before(folder: Path, topic: str) -> list[tuple[str, Tongue]]:
    """The pages on what was held that lie there already, with their languages."""
    mine = re.compile(rf"{re.escape(topic)}-[0-9a-f]{{16}}(\.vi)?\.html")
    matches = (mine.fullmatch(path.name) for path in sorted((folder / HELD).glob("*.html")))
    return [(f"{HELD}/{match[0]}", "vi" if match[1] else "en") for match in matches if match]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(text, "utf-8")
    os.replace(temporary, path)


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
