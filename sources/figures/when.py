"""Time phrases -> periods. Everything is resolved against the publication time; a year that is left out is
the one that brings the day nearest to publication.

Without a publication time a phrase that needs one stays unresolved (a period open on both sides).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

from sources.figures.language import Language, alternatives, fold_case, language_of
from sources.model import VIETNAM, Basis, Period

Grain = Literal["instant", "part", "day", "days", "weekend", "month", "quarter", "span", "year", "unknown"]
UNKNOWN = Period()
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time phrase of one text: its characters, its period, and how fine it is."""

    start: int
    end: int
    said: str
    period: Period
    grain: Grain
    basis: Basis = "stated"

    @property
    def day(self) -> date | None:
        """The day that it names, if it names one."""
        if self.grain in ("instant", "part", "day") and self.period.start is not None:
            return self.period.start.date()
        return None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What unfinished dates are finished with: the day of publication and the day spoken of last."""

    published: date | None
    last_day: date | None = None
    hint: date | None = None  # a day near what is spoken of, where nothing says when it was published


_Handler = Callable[[re.Match[str], Anchor, Language], tuple[Period, Grain] | None]


def find_moments(text: str, language: Language, anchor: Anchor) -> list[Moment]:
    """Every time phrase of a text, in order, none inside another."""
    found: list[Moment] = []
    taken: list[tuple[int, int]] = []
    for pattern, handle in _patterns(language.code):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            if match.groupdict().get("date") and _is_amount(text, match, language):
                continue
            read = handle(match, anchor, language)
            if read is None:
                continue
            taken.append((start, end))
            found.append(Moment(start, end, match[0], read[0], read[1]))
    found.sort(key=lambda moment: moment.start)
    return list(_follow(found, anchor, text, language))


def _follow(found: Sequence[Moment], anchor: Anchor, text: str, language: Language) -> Iterator[Moment]:
    """ "the same day" is the last day named before it, else the day that the anchor carries."""
    last = anchor.last_day
    for moment in found:
        if moment.grain == "unknown" and language.same_day.search(moment.said) and last is not None:
            part = _part_of(moment.said, language)
            yield Moment(
                moment.start,
                moment.end,
                moment.said,
                _of_day(last, None, None, part, None, dict(language.dayparts)),
                "part" if part else "day",
                "derived",
            )
            continue
        if moment.day is not None:
            last = moment.day
        yield moment


def whole_day(day: date) -> Period:
    return Period(start=datetime.combine(day, time(), VIETNAM), end=datetime.combine(day, time(23, 59, 59), VIETNAM))


def span_of(first: date, last: date) -> Period:
    return Period(start=whole_day(first).start, end=whole_day(last).end)


def _is_amount(text: str, match: re.Match[str], language: Language) -> bool:
    """ "5-8 tỷ" and "1.9 trillion" are amounts, "22.8" is a number unless something says that it is a day."""
    end = match.end("date")
    if language.scale.match(text, end):
        return True
    unit = language.unit.match(text, end)
    if unit and not match["lead"]:
        return True
    dotted = "." in match["date"] and not re.search(r"\d{4}$", match["date"])
    return dotted and not (match["lead"] or match.groupdict().get("hour") or match.groupdict().get("part"))


def _year(day: int, month: int, anchor: Anchor) -> date | None:
    """The day of the nearest year."""
    near = anchor.published or anchor.hint
    if near is None:
        return None
    best: date | None = None
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if best is None or abs(candidate - near) < abs(best - near):
            best = candidate
    return best


def _date(day: int, month: int, year: str | None, anchor: Anchor) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is None:
        return _year(day, month, anchor)
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _of_day(
    day: date,
    hour: str | None,
    minute: str | None,
    part: str | None,
    meridiem: str | None = None,
    dayparts: dict[str, tuple[int, int]] | None = None,
) -> Period:
    parts = dayparts or {}
    if hour is not None:
        at = int(hour)
        afternoon = (meridiem or "").lower().startswith("p") or (
            part is not None and parts.get(part.lower(), (0, 0))[0] >= 12
        )
        if afternoon and at < 12:
            at += 12
        if meridiem and meridiem.lower().startswith("a") and at == 12:
            at = 0
        if at == 24:
            day, at = day + timedelta(days=1), 0
        if 0 <= at < 24 and 0 <= int(minute or 0) < 60:
            moment = datetime.combine(day, time(at, int(minute or 0)), VIETNAM)
            return Period(start=moment, end=moment)
    if part is not None and part.lower() in parts:
        first, last = parts[part.lower()]
        return Period(
            start=datetime.combine(day, time(first), VIETNAM),
            end=datetime.combine(day, time(last, 59, 59), VIETNAM),
        )
    return whole_day(day)


def _part_of(said: str, language: Language) -> str | None:
    for part in sorted(language.dayparts, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said, re.IGNORECASE):
            return part
    return None


def _grain(hour: str | None, part: str | None) -> Grain:
    return "instant" if hour else "part" if part else "day"


def _handle_date(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    groups = match.groupdict()
    month = groups.get("month") or ""
    number = (
        int(month) if month.isdigit() else language.months.get(month.capitalize()) or language.months.get(month.lower())
    )
    if number is None:
        return None
    day = _date(int(groups["day"]), number, groups.get("year"), anchor)
    if day is None:
        valid = 1 <= number <= 12 and 1 <= int(groups["day"]) <= 31
        return (UNKNOWN, "unknown") if valid and groups.get("year") is None and anchor.published is None else None
    hour, part = groups.get("hour"), groups.get("part")
    return (
        _of_day(day, hour, groups.get("minute"), part, groups.get("meridiem"), dict(language.dayparts)),
        _grain(hour, part),
    )


def _handle_day_only(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    """ "ngày 31": of the month of the day spoken of last, or the latest such day before publication."""
    number = int(match["day"])
    base = anchor.last_day or anchor.published
    if not 1 <= number <= 31:
        return None
    if base is None:
        return UNKNOWN, "unknown"
    month = base.replace(day=1)
    for _ in range(3):
        if number <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=number)
            if anchor.published is None or day <= anchor.published + timedelta(days=2):
                hour, part = match["hour"], match["part"]
                return _of_day(day, hour, match["minute"], part, None, dict(language.dayparts)), _grain(hour, part)
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _handle_range(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    groups = match.groupdict()
    month2 = groups["month2"]
    second = int(month2) if month2.isdigit() else language.months.get(month2.capitalize(), 0)
    month1 = groups.get("month1") or month2
    first = int(month1) if month1.isdigit() else language.months.get(month1.capitalize(), 0)
    last_day = _date(int(groups["day2"]), second, groups.get("year"), anchor)
    if last_day is None:
        return None
    first_day = _date(int(groups["day1"]), first, str(last_day.year), anchor)
    if first_day is None or first_day > last_day or (last_day - first_day).days > 200:
        return None
    return span_of(first_day, last_day), "days"


def _handle_relative(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    if language.same_day.search(match[0]):
        return UNKNOWN, "unknown"
    if anchor.published is None:
        return UNKNOWN, "unknown"
    back = 1 if language.yesterday.search(match[0]) or match.groupdict().get("qua") else 0
    day = anchor.published - timedelta(days=back)
    hour, part = match.groupdict().get("hour"), match.groupdict().get("part")
    return _of_day(day, hour, match.groupdict().get("minute"), part, None, dict(language.dayparts)), _grain(hour, part)


def _handle_weekday(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    if anchor.published is None:
        return UNKNOWN, "unknown"
    weekday = language.weekdays.get(match["weekday"].capitalize(), language.weekdays.get(match["weekday"].lower()))
    if weekday is None:
        return None
    back = (anchor.published.weekday() - weekday) % 7
    if back == 0 and fold_case(match.groupdict().get("which") or "") == "last":
        back = 7
    return whole_day(anchor.published - timedelta(days=back)), "day"


def _handle_weekend(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    if anchor.published is None:
        return UNKNOWN, "unknown"
    sunday = anchor.published - timedelta(days=(anchor.published.weekday() + 1) % 7)
    return span_of(sunday - timedelta(days=2), sunday), "weekend"


def _year_of(groups: dict[str, str | None], anchor: Anchor) -> int | None:
    year = groups.get("year")
    if year:
        return int(year)
    return anchor.published.year if anchor.published else None


def _handle_month(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    name = match["month"]
    month = (
        int(name) if name.isdigit() else language.months.get(name.capitalize(), language.months.get(fold_case(name), 0))
    )
    if not 1 <= month <= 12:
        return None
    year = _year_of(match.groupdict(), anchor)
    if year is None:
        return UNKNOWN, "unknown"
    if match["year"] is None and anchor.published and date(year, month, 1) > anchor.published:
        year -= 1
    last = date(year, month, calendar.monthrange(year, month)[1])
    days = match.groupdict().get("days")
    if match.groupdict().get("through"):
        return span_of(date(year, 1, 1), last), "span"
    if days and int(days) <= last.day:
        return span_of(date(year, month, 1), date(year, month, int(days))), "span"
    return span_of(date(year, month, 1), last), "month"


def _handle_quarter(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    name = match["quarter"].lower()
    quarter = _ROMAN.get(name) or _ORDINALS.get(name) or (int(name) if name.isdigit() else 0)
    year = _year_of(match.groupdict(), anchor)
    if not 1 <= quarter <= 4:
        return None
    if year is None:
        return UNKNOWN, "unknown"
    first = date(year, 3 * quarter - 2, 1)
    if match["year"] is None and anchor.published and first > anchor.published:
        first = first.replace(year=year - 1)
    return span_of(first, _end_of_month(first.year, 3 * quarter)), "quarter"


def _handle_months(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    """The first n months of a year."""
    said = match["count"]
    count = (
        int(said) if said.isdigit() else language.words.get(fold_case(said), language.months.get(fold_case(said), 0))
    )
    year = _year_of(match.groupdict(), anchor)
    if not 1 <= count <= 12:
        return None
    if year is None:
        return UNKNOWN, "unknown"
    if (
        match["year"] is None
        and anchor.published
        and _end_of_month(year, count) > anchor.published + timedelta(days=20)
    ):
        year -= 1
    return span_of(date(year, 1, 1), _end_of_month(year, count)), "span"


def _handle_half(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    year = _year_of(match.groupdict(), anchor)
    if year is None:
        return UNKNOWN, "unknown"
    is_first = fold_case(match["half"]) in ("đầu", "first")
    return (
        span_of(date(year, 1, 1), date(year, 6, 30)) if is_first else span_of(date(year, 7, 1), date(year, 12, 31))
    ), "span"


def _handle_year(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    year = int(match["year"])
    return (span_of(date(year, 1, 1), date(year, 12, 31)), "year") if 1800 <= year <= 2200 else None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@cache
def _patterns(code: str) -> list[tuple[re.Pattern[str], _Handler]]:
    language = language_of("vi" if code == "vi" else "en")
    parts = alternatives(language.dayparts)
    numeric = r"(?P<date>(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>(?:19|20)\d{2}))?)(?![\d%]|[.,/]\d)"
    if code == "vi":
        hour = r"(?:(?P<hour>\d{1,2})\s?(?:h|g|giờ|:)\s?(?:(?P<minute>\d{2})(?:\s?phút)?)?(?!\w)[\s,]*)?"
        part = rf"(?:(?P<part>{parts})[\s,]+)?"
        year = r"(?:\s?[/.-]\s?(?P<year>(?:19|20)\d{2})|\s+năm\s+(?P<yearword>nay))?"
        rules: list[tuple[str, _Handler]] = [
            (
                r"(?<![\w/.,-])(?:(?:từ\s+)?(?:ngày\s+)?)(?P<day1>\d{1,2})(?:\s?[/.]\s?(?P<month1>\d{1,2}))?\s?(?:-|–|—|đến|tới|và)\s?(?:hết\s+)?(?:ngày\s+)?"
                r"(?P<day2>\d{1,2})\s?[/.]\s?(?P<month2>\d{1,2})(?:\s?[/.]\s?(?P<year>(?:19|20)\d{2}))?(?![\d%]|[.,/]\d)",
                _handle_range,
            ),
            (
                rf"(?<![\w/.,-]){hour}{part}(?P<lead>(?:của\s+)?(?:ngày|hôm|từ|đến|tới|mùng|mồng)\s+)?{numeric}",
                _handle_date,
            ),
            (
                rf"(?<![\w/.,-]){hour}{part}ngày\s+(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})(?:\s+năm\s+(?P<year>\d{{4}}))?(?!\d)",
                _handle_date,
            ),
            (
                rf"(?<![\w/.,-]){hour}{part}(?:hôm nay|hôm qua|cùng ngày|hôm ấy|hôm đó)(?!\w)",
                _handle_relative,
            ),
            (rf"(?<!\w)(?P<part>{parts})\s+(?:nay|(?P<qua>qua))(?!\w)", _handle_relative),
            (
                rf"(?<![\w/.,-]){hour}{part}ngày\s+(?P<day>\d{{1,2}})(?![\w/.,-]*\d)(?!\s+(?:tháng|ngày|chiếu))(?!\w)",
                _handle_day_only,
            ),
            (
                rf"(?<!\w)(?P<days>\d{{1,2}})\s+ngày\s+đầu\s+tháng\s+(?P<month>\d{{1,2}}){year}(?!\d)",
                _handle_month,
            ),
            (
                r"(?<!\w)(?P<count>\d{1,2}|mười một|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+tháng(?:\s+đầu)(?:\s+năm)?(?:\s?[/-]?\s?(?P<year>(?:19|20)\d{2}))?(?!\d)",
                _handle_months,
            ),
            (
                r"(?<!\w)(?P<count>\d{1,2})\s+tháng\s+(?:năm\s+)?(?P<year>(?:19|20)\d{2})(?!\d)",
                _handle_months,
            ),
            (
                rf"(?<!\w)(?:(?P<through>đến hết|tính đến hết|hết)\s+)?tháng\s+(?P<month>1[0-2]|[1-9]|{alternatives([m for m in language.months if m not in ('năm',)])})(?:\s?[/.-]\s?(?P<year>(?:19|20)\d{{2}})|\s+năm\s+(?P<year_>\d{{4}}))?(?![\w/])",
                _handle_month,
            ),
            (
                r"(?<!\w)[Qq]uý\s+(?P<quarter>IV|I{1,3}|[1-4])(?:\s?[/-]\s?|\s+năm\s+|\s+)?(?P<year>(?:19|20)\d{2})?(?!\w)",
                _handle_quarter,
            ),
            (r"(?<!\w)nửa\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>(?:19|20)\d{2}))?", _handle_half),
            (r"(?<!\w)(?:cuối tuần(?:\s+(?:qua|này|trước|vừa rồi|vừa qua))?)(?!\w)", _handle_weekend),
            (r"(?<!\w)(?:cả\s+)?năm\s+(?P<year>(?:19|20)\d{2})(?!\d)", _handle_year),
            (
                r"(?<![\w/.,-])(?P<year>(?:19|20)\d{2})(?![\w%]|[.,/]\d|\s*(?:đồng|tỷ|tỉ|triệu|nghìn|người|vé|suất|tấn|căn|nhà|ha|USD|hộ|km|m|ghế))",
                _handle_year,
            ),
        ]
    else:
        months = alternatives(language.months)
        clock = r"(?:(?:at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<meridiem>a\.?m\.?|p\.?m\.?),?\s+(?:local time,?\s+)?(?:on\s+)?)?"
        part = rf"(?:(?:the\s+)?(?P<part>{parts})\s+(?:of\s+|on\s+)?)?"
        ordinal = r"(?:st|nd|rd|th)?"
        year = r"(?:,?\s+(?P<year>(?:19|20)\d{2}))?"
        rules = [
            (
                rf"(?<!\w)(?P<day1>\d{{1,2}}){ordinal}(?:\s+(?P<month1>{months})\.?)?\s?(?:-|–|—|to|and)\s?(?P<day2>\d{{1,2}}){ordinal}\s+(?P<month2>{months})\.?(?!\w){year}",
                _handle_range,
            ),
            (
                rf"(?<!\w)(?P<month1>{months})\.?\s+(?P<day1>\d{{1,2}}){ordinal}\s?(?:-|–|—|to)\s?(?:(?P<month2x>{months})\.?\s+)?(?P<day2>\d{{1,2}}){ordinal}(?!\w){year}",
                _handle_range_en,
            ),
            (
                r"(?<![\w/.,-])(?P<day1>\d{1,2})(?:/(?P<month1>\d{1,2}))?\s?(?:-|–|to|and)\s?(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?:/(?P<year>(?:19|20)\d{2}))?(?![\d%]|[.,/]\d)",
                _handle_range,
            ),
            (
                rf"(?<!\w){clock}{part}(?P<month>{months})\.?\s+(?P<day>\d{{1,2}}){ordinal}(?!\w){year}",
                _handle_date,
            ),
            (
                rf"(?<!\w){clock}{part}(?:the\s+)?(?P<day>\d{{1,2}}){ordinal}\s+(?:of\s+)?(?P<month>{months})\.?(?!\w){year}",
                _handle_date,
            ),
            (
                r"(?<![\w/.,-])(?P<lead>(?:on|by|until|from|of|since|to|and)\s+)?(?P<date>(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>(?:19|20)\d{2}))?)(?![\d%]|[.,/]\d)",
                _handle_date,
            ),
            (
                rf"(?<!\w)(?P<part>{parts})\s+(?:of\s+)?(?:today|yesterday)(?!\w)|(?<!\w)(?:this\s+)(?P<part2>{parts})(?!\w)|(?<!\w)(?:today|yesterday|the same day|that day)(?!\w)",
                _handle_relative,
            ),
            (
                rf"(?<!\w)(?:(?P<which>last|this|on|as of|by|until|since)\s+)?(?P<weekday>{alternatives(language.weekdays)})(?!\w)",
                _handle_weekday,
            ),
            (
                r"(?<!\w)(?:the\s+)?first\s+(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months(?:\s+of(?:\s+the\s+year)?)?(?:\s+(?P<year>(?:19|20)\d{2}))?(?!\d)",
                _handle_months,
            ),
            (
                r"(?<!\w)(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months\s+(?:of\s+|in\s+)(?P<year>(?:19|20)\d{2})(?!\d)",
                _handle_months,
            ),
            (
                r"(?<!\w)(?:the\s+)?(?P<half>first|second)\s+half(?:\s+of)?(?:\s+(?P<year>(?:19|20)\d{2}))?(?!\w)",
                _handle_half,
            ),
            (
                r"(?<!\w)(?:the\s+)?(?P<quarter>first|second|third|fourth)\s+quarter(?:\s+of)?(?:\s+(?P<year>(?:19|20)\d{2}))?(?!\w)",
                _handle_quarter,
            ),
            (r"(?<!\w)Q(?P<quarter>[1-4])(?:[\s/-]+(?P<year>(?:19|20)\d{2}))?(?!\w)", _handle_quarter),
            (
                rf"(?<!\w)(?:(?P<through>through|the end of|end-)\s*)?(?P<month>{months})\.?(?:,?\s+(?P<year>(?:19|20)\d{{2}}))(?!\d)",
                _handle_month,
            ),
            (
                rf"(?<=\bin\s)(?P<month>{months})(?P<year>)?(?P<through>)?(?!\w)|(?<=\bearly\s)(?P<month_>{months})(?!\w)",
                _handle_month_en,
            ),
            (r"(?<!\w)(?:(?:last|this|the|over the|opening)\s+)?weekend(?!\w)", _handle_weekend),
            (
                r"(?<![\w/.,$-])(?P<year>(?:19|20)\d{2})(?![\w%]|[.,/]\d|\s*(?:people|tonnes|tons|billion|million|dong|VND|USD|houses|homes|tickets|screenings))",
                _handle_year,
            ),
        ]
    return [(re.compile(rule, re.IGNORECASE if code == "vi" else 0), handle) for rule, handle in rules]


def _handle_range_en(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    first = language.months[match["month1"]]
    second = language.months[match["month2x"]] if match["month2x"] else first
    last_day = _date(int(match["day2"]), second, match["year"], anchor)
    first_day = _date(int(match["day1"]), first, str(last_day.year), anchor) if last_day else None
    if last_day is None or first_day is None or first_day > last_day:
        return None
    return span_of(first_day, last_day), "days"


def _handle_month_en(match: re.Match[str], anchor: Anchor, language: Language) -> tuple[Period, Grain] | None:
    month = language.months[match["month"] or match["month_"]]
    if anchor.published is None:
        return UNKNOWN, "unknown"
    year = anchor.published.year - (date(anchor.published.year, month, 1) > anchor.published)
    return span_of(date(year, month, 1), _end_of_month(year, month)), "month"
