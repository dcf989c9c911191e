"""Whether outlets can still be read: a layout that has changed is told within the run that meets it."""

from __future__ import annotations

from collections.abc import Iterable

from sources.captures import Capture
from sources.model import VIETNAM
from sources.outlets import OUTLETS
from warehouse.events import ENOUGH

SHARE = 2  # one page in so many must be in trouble for an alarm
_WITH_TEXT = ("read", "empty", "failed", "layout")


def find_alarms(captures: Iterable[Capture]) -> dict[str, str]:
    """For each outlet that we have a module for, what is wrong with most of its pages: no body where its layout keeps
    it (a general extractor may have read it all the same), no title, no date."""
    pages: dict[str, list[Capture]] = {}
    for capture in captures:
        is_page = not capture.is_facsimile and capture.extractor not in ("loaded", "undated")
        if capture.outlet in OUTLETS and capture.outcome in _WITH_TEXT and is_page:
            pages.setdefault(capture.outlet, []).append(capture)
    alarms: dict[str, str] = {}
    for outlet, held in sorted(pages.items()):
        if len(held) < ENOUGH:
            continue
        since = min(capture.captured_at for capture in held).astimezone(VIETNAM)
        lost = [capture for capture in held if capture.outcome != "read" or capture.extractor == "general"]
        rescued = sum(capture.extractor == "general" for capture in lost)
        troubles = []
        if len(lost) * SHARE >= len(held):
            troubles.append(
                f"body empty on {len(lost)} of {len(held)} pages since {since:%H:%M}"
                + (f" ({rescued} read by the general extractor)" if rescued else "")
            )
        for field in ("title", "published"):
            without = sum(field in capture.missing for capture in held)
            if without * SHARE >= len(held):
                troubles.append(f"no {field} on {without} of {len(held)} pages")
        if troubles:
            alarms[outlet] = "; ".join(troubles)
    return alarms
