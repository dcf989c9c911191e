"""A layout that has changed is told within one run."""

from __future__ import annotations

from datetime import datetime

from flows.health import find_alarms
from sources.captures import Capture
from sources.model import VIETNAM, Outcome

NOON = datetime(2025, 9, 6, 12, tzinfo=VIETNAM)


def _capture(
    number: int,
    outcome: Outcome = "read",
    *,
    extractor: str | None = "layout",
    outlet: str = "tuoitre",
    missing: str = "",
) -> Capture:
    return Capture(
        url=f"https://news.example.org/{number}",
        captured_at=NOON.replace(minute=number),
        digest=str(number),
        outlet=outlet,
        status=200,
        outcome=outcome,
        extractor=extractor,
        missing=tuple(filter(None, missing.split(","))),
    )


def test_a_body_that_is_gone_is_told_with_how_often_and_since_when() -> None:
    captures = [_capture(0), *(_capture(n, "layout", extractor=None) for n in range(1, 8))]
    captures += [_capture(8, extractor="general"), _capture(9, extractor="general")]
    assert find_alarms(captures) == {
        "tuoitre": "body empty on 9 of 10 pages since 12:00 (2 read by the general extractor)"
    }


def test_fields_that_are_gone_are_told() -> None:
    captures = [_capture(n, missing="published") for n in range(4)]
    assert find_alarms(captures) == {"tuoitre": "no published on 4 of 4 pages"}


def test_a_single_odd_page_few_pages_and_unknown_hosts_raise_no_alarm() -> None:
    assert find_alarms([_capture(n) for n in range(9)] + [_capture(9, "empty")]) == {}
    assert find_alarms([_capture(n, "layout") for n in range(2)]) == {}
    assert find_alarms([_capture(n, extractor="general", outlet="news.example.org") for n in range(9)]) == {}
    assert find_alarms([_capture(n, "http_error") for n in range(9)]) == {}
