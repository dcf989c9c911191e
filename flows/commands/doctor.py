"""`doichieu doctor`: what is set, what is reachable, what is stale or broken."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from flows.checkup import check_up
from flows.output import print_lines, print_table
from flows.settings import read_settings

BROKEN = 3


def main(arguments: argparse.Namespace) -> int:
    signs = check_up(read_settings(), now=datetime.now(UTC), quick=arguments.quick)
    if arguments.json:
        print_lines({"row": "sign", "about": s.about, "state": s.state, "seen": s.seen, "do": s.do} for s in signs)
    else:
        print_table(("", "about", "seen", "what to do"), [(s.state, s.about, s.seen, s.do) for s in signs])
    return BROKEN if any(sign.state == "broken" for sign in signs) else 0
