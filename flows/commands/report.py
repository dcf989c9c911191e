"""`doichieu report`: the report of a topic in any of its forms, and the second look at its derivations."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from flows.known import known_topic
from flows.settings import read_settings
from sources.errors import UsageError
from warehouse import open_published
from warehouse.recheck import recheck
from warehouse.report import page_name, render, write_reports


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    topic = known_topic(settings, arguments.topic)
    with open_published(settings.data) as reader:
        if not reader.query("select count(*) from latest_run where topic = $1", [topic.key]).rows[0][0]:
            raise UsageError(f"{topic.key}: not run yet; `doichieu run {arguments.topic}` first")
        if arguments.recheck:
            failures = recheck(reader, topic.key)
            for failure in failures:
                print(failure)
            print(f"{len(failures)} derivations do not hold" if failures else "every derivation holds", file=sys.stderr)
            return 3 if failures else 0
        if arguments.output is None and arguments.format == "html":
            write_reports(reader, topic, settings.reports)
            print(settings.reports / page_name(topic.key, arguments.lang))
            return 0
        text = render(reader, topic, form=arguments.format, language=arguments.lang, site=arguments.site)
    if arguments.format == "claimreview" and not json.loads(text)["@graph"]:
        print(
            "nothing to export: a verdict is exported once a person has signed it off (doichieu review TOPIC/CLAIM "
            "accept), and never from simulated pages",
            file=sys.stderr,
        )
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    _write(arguments.output, text)
    print(arguments.output)
    return 0


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(target.name + ".tmp")
        temporary.write_text(text, "utf-8")
        os.replace(temporary, target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from None
