"""Topics by key, also those whose file lies elsewhere: of one that was run by its path the data folder keeps a copy."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from flows.settings import Settings
from sources.errors import UsageError
from sources.model import Topic
from sources.topics import SEEDS, find_topic, load_topic, topic_keys

FOLDER = "topics"
_IS_NAME = re.compile(r"\w[\w.-]*")


def keep_topic(settings: Settings, name: str, topic: Topic) -> None:
    """Keep a copy of the file of a topic that is named by a path, for commands that name it by its key."""
    if topic.key in topic_keys() or not _IS_NAME.fullmatch(topic.key):
        return
    text, kept = known_file(settings, name).read_bytes(), _kept(settings, topic.key)
    if kept.is_file() and kept.read_bytes() == text:
        return
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        temporary = kept.with_name(f"{kept.name}.{os.getpid()}.tmp")
        temporary.write_bytes(text)
        os.replace(temporary, kept)
    except OSError as error:
        raise UsageError(f"{kept}: cannot be written: {error.strerror or error}") from None


def known_file(settings: Settings, name: str) -> Path:
    """The file of a topic by path or key: in seeds/topics/, else the copy of one that was run by its path. Raises
    UsageError naming the topics there are."""
    return find_topic(name, _folders(settings))


def known_topic(settings: Settings, name: str, *, is_told: bool = False) -> Topic:
    """The topic of a path or a key. `is_told` says on stderr where a copy is used, since the file that it was made of
    may have changed. Raises UsageError for one that is unknown, SeedError with the mistakes of its file."""
    if is_told:
        tell_copy(settings, name)
    return load_topic(known_file(settings, name))


def tell_copy(settings: Settings, name: str) -> None:
    """Say which file a key stands for, where that is the data folder's copy."""
    file = known_file(settings, name)
    if file == _kept(settings, name):
        print(f"doichieu: {name}: its file is {file}, kept when it was last given by its path", file=sys.stderr)


def known_keys(settings: Settings) -> tuple[str, ...]:
    """The keys of seeds/topics/, and behind them those of the topics that were run by their path."""
    return topic_keys(_folders(settings))


def _folders(settings: Settings) -> tuple[Path, ...]:
    return (SEEDS / "topics", settings.data / FOLDER)


def _kept(settings: Settings, key: str) -> Path:
    return settings.data / FOLDER / f"{key}.toml"
