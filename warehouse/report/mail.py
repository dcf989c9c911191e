"""Contents as Markdown, for a mail or a pull request."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.report.labels import load_labels
from warehouse.report.model import Content
from warehouse.report.page import TEMPLATES
from warehouse.words import Tongue, time_text


def as_markdown(content: Content, tongue: Tongue) -> str:
    """The report in Markdown, in which text of a page stays text."""
    return (
        _environment()
        .get_template("report.md.j2")
        .render(c=content, t=load_labels()[tongue], when=lambda moment: time_text(moment, tongue))
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _escaped
    return environment


def _escaped(text: str) -> str:
    """No markup, no links, no table cells of its own."""
    for sign in ("\\", "`", "*", "_", "[", "]", "<", ">", "|", "#"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")
