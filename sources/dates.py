"""Date texts as outlets write them, in pages and in feeds.

A missing zone means Asia/Ho_Chi_Minh. Traps met in the wild: "GMT+7" behind the time, a space before the zone,
a 24-hour clock with AM or PM behind it, month-first dates in two outlets' feeds, and "+07", which the standard
library reads as seven minutes.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime

from sources.model import VIETNAM, Period
from sources.seeds import YEARS, days, parse_period

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T\s]+(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?"
    r"\s?(?P<z>Z|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_LOCAL = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?:[\s,|-]+(?P<h>\d{1,2})[:h](?P<i>\d{2})(?::(?P<s>\d{2}))?)?"
)
_LOCAL_TIME_FIRST = re.compile(
    r"(?<!\d)(?P<h>\d{1,2})[:h](?P<i>\d{2})[\s,|-]+(?:ngày\s+)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ENGLISH = re.compile(
    r"(?:(?P<d1>\d{1,2})\s+(?P<m1>[A-Z][a-z]{2,8})\.?|(?P<m2>[A-Z][a-z]{2,8})\.?\s+(?P<d2>\d{1,2})),?\s+(?P<y>\d{4})"
    r"(?:[\s,|]+(?:at\s+)?(?P<h>\d{1,2}):(?P<i>\d{2})(?::\d{2})?\s?(?P<p>am|pm|AM|PM)?)?"
)
_US_FEED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(AM|PM)")
_SHORT_ZONE = re.compile(r"([+-]\d{2})$")


def parse_date(text: str) -> Period | None:
    """The instant, or the day when no time is given, that a date text names; None when it names none."""
    if re.fullmatch(r"\d{4}-\d{2}", text.strip()):
        return parse_period(text, VIETNAM)
    iso = _ISO.search(text)
    if iso:
        return _period(iso["y"], iso["m"], iso["d"], iso["h"], iso["i"], iso["s"], iso["z"])
    for pattern in (_LOCAL_TIME_FIRST, _LOCAL):
        local = pattern.search(text)
        if local:
            seconds = local.groupdict().get("s")
            return _period(local["y"], local["m"], local["d"], local["h"], local["i"], seconds, None)
    english = _ENGLISH.search(text)
    if english:
        month = _MONTHS.get((english["m1"] or english["m2"])[:3].lower())
        if month:
            hour = english["h"]
            if hour and english["p"]:
                hour = str(int(hour) % 12 + (12 if english["p"].lower() == "pm" else 0))
            return _period(english["y"], str(month), english["d1"] or english["d2"], hour, english["i"], None, None)
    return None


def parse_feed_date(text: str) -> datetime | None:
    """The instant of a feed item, aware; None when the text is no date."""
    text = text.strip()
    american = _US_FEED.fullmatch(text)
    if american:
        month, day, year, hour, minute, second = map(int, american.groups()[:6])
        hour = hour % 12 + (12 if american[7] == "PM" else 0)
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
        except ValueError:
            return None
    if "," in text:
        try:
            moment = parsedate_to_datetime(
                _SHORT_ZONE.sub(r"\g<1>00", text.replace(":00 +07:00", ":00 +0700").replace("+07:00", "+0700"))
            )
        except (ValueError, TypeError):
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    period = parse_date(text)
    return period.start if period else None


def _period(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> Period | None:
    try:
        on = date(int(year), int(month), int(day))
        if on.year not in YEARS:
            return None  # a slip of the page; no zone could be applied to the ends of the calendar
        if hour is None:
            return days(on, on)
        moment = datetime.combine(on, time(int(hour), int(minute or 0), int(second or 0)), VIETNAM)
        if zone:
            offset = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"
            moment = datetime.fromisoformat(moment.strftime("%Y-%m-%dT%H:%M:%S") + offset)
    except ValueError:
        return None
    return Period(start=moment, end=moment)
