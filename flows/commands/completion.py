"""`doichieu completion`: a completion script for a shell."""

from __future__ import annotations

import argparse

import shtab

from flows.arguments import build_parser
from sources.topics import topic_keys


def main(arguments: argparse.Namespace) -> int:
    parser = build_parser()
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    for command in commands.choices.values():
        for action in command._actions:
            _say_what_fits(action)
    print(shtab.complete(parser, shell=arguments.shell), end="")
    return 0


def _say_what_fits(action: argparse.Action) -> None:
    """Files where a file is expected, topics where a topic is."""
    if action.metavar == "DIR":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif action.metavar and any(word in str(action.metavar) for word in ("FILE", "PATH", "WARC")):
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif action.metavar in ("TOPIC", "T") and action.choices is None and action.dest == "topic":
        action.choices = topic_keys()
