"""`doichieu topics new`: a commented topic file from a few questions, or from options where nobody is there to ask."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

from flows.known import known_file, known_keys
from flows.settings import read_settings
from sources.errors import SeedError, UsageError
from sources.model import VIETNAM, MetricKind
from sources.text import fold
from sources.topics import SEEDS, load_topic

_SHARED = ("[[metric]]", "[[relation]]", "[[party]]")  # what one topic may take from another
_KINDS = {
    "cumulative": "a running total (a film's takings, a toll)",
    "flow": "an amount of a day, a month, any period",
    "level": "may rise and fall (people missing, a price)",
    "share": "per cent of something",
    "growth": "per cent more or less than before",
}


@dataclass(slots=True, kw_only=True)
class Draft:
    """The answers. `metrics` are the blocks of the file that say what is counted."""

    key: str
    title: str
    subject: str
    vi: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    since: str
    until: str
    metrics: str

    def text(self) -> str:
        """The file, with a remark wherever a person will want to go on."""
        names = ", ".join(
            f"{language} = {_list(given)}" for language, given in (("vi", self.vi), ("en", self.en)) if given
        )
        quoted = json.dumps(self.title, ensure_ascii=False)
        return f"""# Made by `doichieu topics new`; docs/add-a-topic.md explains every key.
schema = 1
key = "{self.key}"
title = {{ vi = {quoted}, en = {quoted} }}
timezone = "Asia/Ho_Chi_Minh"                   # of every time that has none
since = {self.since}                              # what is looked for
until = {self.until}
outlets = []                                    # empty: all; `doichieu outlets` lists them
queries = {{ {names} }}                         # asked of the outlets' own search
# schedule = {{ cron = "0 7,19 * * *" }}          # then `doichieu serve`; docs/schedule.md
# alerts = {{ min_severity = 2, mode = "each", targets = ["file:alerts.jsonl"] }}
expect = {{ outlets = 2, figures = 5 }}           # less is a broken run, not a quiet day

# --- whom the figures are of. Name also what must not be mixed up with it: a figure of a subject that is listed is
# --- never given to another one.

[[subject]]
key = "main"
name = {json.dumps(self.subject, ensure_ascii=False)}
main = true
# started = {self.since}                          # a running total can't be older than this
names = {{ {names} }}
# descriptions = {{ vi = ["bộ phim"], en = ["the film"] }}    # what prose may call it

# --- what is counted

{self.metrics.strip()}

# --- a claim under test; never write the verdict that you expect

# [[claim]]
# id = "first-claim"
# text = {{ vi = "…", en = "…" }}
# by = "https://news.example.org/article.html"
# published = {self.until}
# subject = {json.dumps(self.subject, ensure_ascii=False)}
# metric = "…"
# value = 1000000
"""


def draft(arguments: argparse.Namespace) -> int:
    """Ask what was not given, write the file, check it, say what comes next. Raises UsageError."""
    ask = _asker(arguments)
    title = ask(arguments.title, "What is the topic called?", "--title", "")
    suggested = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:40]
    name = arguments.name or ask(None, "Key, or path of the file", "TOPIC", suggested)
    target = Path(name) if name.endswith(".toml") or "/" in name else SEEDS / "topics" / f"{name}.toml"
    if target.exists():
        raise UsageError(f"{target}: is there already; `doichieu topics validate {target}` checks it")
    subject = ask(arguments.subject, "Whom or what are the figures of?", "--name", title)
    vi = arguments.vi or _several(ask(None, "What do Vietnamese pages call it? (several with ;)", "--vi", subject))
    en = arguments.en or _several(ask(None, "And English pages?", "--en", subject))
    today = datetime.now(UTC).astimezone(VIETNAM).date()
    since = _day(ask(arguments.since, "First day to look for", "--since", str(today - timedelta(days=30))))
    until = _day(ask(arguments.until, "Last day", "--until", str(today + timedelta(days=60))))
    made = Draft(
        key=target.stem,
        title=title,
        subject=subject,
        vi=vi,
        en=en,
        since=since,
        until=until,
        metrics=_metrics(arguments, ask),
    )
    _write(target, made.text())
    print(target)
    print(
        f"Next:\n  doichieu read PAGE --topic {target} --unread    # what comes out of a page, and what does not\n"
        f"  doichieu run {target}",
        file=sys.stderr,
    )
    return 0


def _asker(arguments: argparse.Namespace) -> Callable[[str | None, str, str, str], str]:
    """Asks a person where there is one; else an option that is needed is missing, and others have their default."""
    is_person = sys.stdin.isatty()

    def ask(given: str | None, question: str, option: str, default: str) -> str:
        if given:
            return given.strip()
        if not is_person:
            if default:
                return default
            raise UsageError(f"topics new: give {option} (nobody is here to ask: standard input is no terminal)")
        shown = f" [{default}]" if default else ""
        while True:
            print(f"{question}{shown} ", end="", file=sys.stderr, flush=True)
            answer = input().strip() or default
            if answer:
                return answer

    return ask


def _metrics(arguments: argparse.Namespace, ask: Callable[[str | None, str, str, str], str]) -> str:
    """The blocks of another topic, or one metric by its kind, unit and cues."""
    like = arguments.like
    if like is None and sys.stdin.isatty():
        like = ask(
            None, f"Count what another topic counts? ({', '.join(known_keys(read_settings()))}, or no)", "--like", "no"
        )
    if like and like != "no":
        blocks = shared_blocks(known_file(read_settings(), like).read_text("utf-8"))
        return f"# taken from {like}; drop what does not apply\n\n{blocks}"
    kinds = "; ".join(f"{kind}: {about}" for kind, about in _KINDS.items())
    key = re.sub(r"[^a-z0-9]+", "_", fold(ask(None, "What is counted? (a short key)", "--like", "total"))).strip("_")
    kind = ask(None, f"Which kind? {kinds}", "--like", "cumulative")
    if kind not in get_args(MetricKind):
        raise UsageError(f"{kind!r} is no kind; expected one of {', '.join(get_args(MetricKind))}")
    unit = ask(None, "In which unit? (VND, USD, people, tonnes, percent, …)", "--like", "VND")
    vi = _several(ask(None, "Words beside the number in Vietnamese (several with ;)", "--like", "tổng"))
    en = _several(ask(None, "And in English", "--like", "total"))
    return f"""[[metric]]
key = "{key or "total"}"
kind = "{kind}"
unit = {json.dumps(unit)}
cues = {{ vi = {_list(vi)}, en = {_list(en)} }}
# plausible = ["1e3", "1e12"]                   # outside of it a figure is looked at twice
# weight = 2                                    # severity: matters twice as much as other metrics"""


def shared_blocks(text: str) -> str:
    """The metrics, relations and parties of a topic file, as they stand there."""
    blocks = re.split(r"(?m)^(?=\[\[)", text)
    kept = [re.sub(r"(?m)^# ---.*\n?", "", block).strip() for block in blocks if block.startswith(_SHARED)]
    return "\n\n".join(kept)


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _list(texts: list[str]) -> str:
    return "[" + ", ".join(json.dumps(text, ensure_ascii=False) for text in texts) + "]"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text!r}: expected a day such as 2026-05-01") from None


def _write(target: Path, text: str) -> None:
    """The file, whole and without a mistake, or not at all."""
    temporary = target.with_name(target.name + ".tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8")
        try:
            load_topic(temporary)
        except SeedError as error:
            raise UsageError(f"what was answered makes no topic: {error.mistakes[0]}") from None
        temporary.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
