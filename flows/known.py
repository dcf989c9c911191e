"""Topics by key, also those whose file lies elsewhere: of one that was run by its path the data folder keeps a copy."""

from __future__ import annotations

import os
import re
from pathlib import Path

from flows.settings import Settings
from sources.errors import UsageError
from sources.model import Topic
from sources.topics import find_topic, load_topic, topic_keys

FOLDER = "topics"
_IS_NAME = re.compile(r"\w[\w.-]*")


def keep_topic(settings: Settings, name: str, topic: Topic) -> None:
    """Keep a copy of the file of a topic that is named by a path, for commands that name it by its key."""
    if topic.key in topic_keys() or not _IS_NAME.fullmatch(topic.key):
        return
    text, kept = find_topic(name).read_bytes(), _kept(settings, topic.key)
    if kept.is_file() and kept.read_bytes() == text:
        return
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        temporary = kept.with_name(f"{kept.name}.{os.getpid()}.tmp")
        temporary.write_bytes(text)
        os.replace(temporary, kept)
    except OSError as error:
        raise UsageError(f"{kept}: cannot be written: {error.strerror or error}") from None


def known_topic(settings: Settings, name: str) -> Topic:
    """The topic of a path or a key: of seeds/topics/, else one that was run by its path. Raises UsageError."""
    try:
        return load_topic(find_topic(name))
    except UsageError:
        if _IS_NAME.fullmatch(name) and _kept(settings, name).is_file():
            return load_topic(_kept(settings, name))
        raise


def known_keys(settings: Settings) -> tuple[str, ...]:
    """The keys of seeds/topics/, and behind them those of the topics that were run by their path."""
    kept = sorted(path.stem for path in (settings.data / FOLDER).glob("*.toml"))
    return (*topic_keys(), *(key for key in kept if key not in topic_keys()))


def _kept(settings: Settings, key: str) -> Path:
    return settings.data / FOLDER / f"{key}.toml"
