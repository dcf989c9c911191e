"""`doichieu serve`: every topic on its schedule."""

from __future__ import annotations

import argparse

from flows.known import known_topic
from flows.settings import read_settings
from sources.errors import UsageError
from sources.topics import topic_keys


def main(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    names = arguments.topic or list(topic_keys())
    topics = [(name, known_topic(settings, name, is_told=True)) for name in names]
    scheduled = [(name, topic) for name, topic in topics if topic.schedule is not None]
    if not scheduled:
        raise UsageError(
            f'{", ".join(names)}: no schedule; add `schedule = {{ cron = "0 7,19 * * *" }}` to the topic file'
        )
    from flows.schedule import serve_topics  # Prefect takes a second to import

    serve_topics(scheduled, settings)
    return 0
