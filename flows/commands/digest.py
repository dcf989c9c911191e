"""`doichieu digest`: what changed, in a minute, also when nothing did."""

from __future__ import annotations

import argparse
import sys

from flows.documents import parse_day
from flows.known import known_keys, known_topic
from flows.output import print_lines
from flows.settings import read_settings
from flows.targets import message_data
from sources.errors import UsageError
from warehouse import open_published
from warehouse.alerts import latest_digest


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    topics = [known_topic(settings, name) for name in arguments.topic or known_keys(settings)]
    found = 0
    with open_published(settings.data) as reader:
        for topic in topics:
            digest = latest_digest(reader, topic, parse_day(arguments.since, topic))
            if digest is None:
                if arguments.topic:
                    print(f"doichieu: {topic.key}: not run yet; `doichieu run` it first", file=sys.stderr)
                continue
            found += 1
            if arguments.json:
                print_lines([message_data(digest, None)])
            else:
                print(("\n" if found > 1 else "") + digest.text[arguments.lang])
    if not found:
        raise UsageError("no topic was run yet; `doichieu run TOPIC` first")
    return 0
