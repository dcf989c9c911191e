"""JSON lines: articles in, figures, unread numbers and times out; and figure lines in again for `reconcile`.

The form is a contract that other programs rely on. Numbers are exact: amounts are JSON numbers without an
exponent, and are read back as `Decimal`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring
from typing import Final, NoReturn, cast, get_args

from sources.errors import UsageError
from sources.figures.interval import HEDGES, quantity_of
from sources.model import (
    VIETNAM,
    Article,
    Basis,
    Comparator,
    Figure,
    Hedge,
    Language,
    Milestone,
    Period,
    Quantity,
    Reading,
    Status,
    TimePhrase,
    Unread,
)
from sources.seeds import YEARS, parse_period
from sources.text import detect_language, normalise

_EPOCH = date(1970, 1, 1)
_LEAST: Final = Decimal("1e-24")  # amounts are larger than this and smaller than its inverse; no report has others
_MOST: Final = Decimal("1e24")
_LONGEST = 10**9  # characters
_LONG: Final = 60  # characters of a value that a message shows
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def dumps(line: Mapping[str, object]) -> str:
    """One line of JSON. Decimals are written as numbers, exactly and without an exponent."""
    return _json(line)


def _json(value: object) -> str:
    match value:
        case str():
            return encode_basestring(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(map(_json, value)) + "]"
        case dict():
            return "{" + ", ".join([f"{encode_basestring(str(k))}: {_json(v)}" for k, v in value.items()]) + "}"
        case Decimal():
            return _number(value)
        case datetime() | date():
            return f'"{value.isoformat()}"'
        case Mapping():
            return _json(dict(value))
        case _:
            return json.dumps(value, ensure_ascii=False)


def _number(value: Decimal) -> str:
    if value == value.to_integral():
        return str(int(value))
    return f"{value.normalize():f}"


def _told(value: object) -> str:
    """A value of a line as the line has it, cut short."""
    told = repr(value) if isinstance(value, str) else str(value) if isinstance(value, Decimal) else _json(value)
    return told if len(told) <= _LONG else f"{told[:_LONG]}…"


def loads(text: str) -> object:
    """JSON with exact numbers, of which every text can be written again. Raises ValueError."""
    try:
        value = json.loads(text, parse_float=_exact, parse_int=_integer, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("too many brackets inside one another") from None
    if "\\ud" in text or "\\uD" in text:  # half a surrogate pair is no character: UnicodeEncodeError is a ValueError
        json.dumps(value, ensure_ascii=False, default=str).encode()
    return value


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        return _refuse(number)


def _integer(number: str) -> int:
    try:
        return int(number)
    except ValueError:
        raise ValueError(f"a number of {len(number)} digits") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def figure_line(
    figure: Figure, *, outlet: str | None, url: str | None, published: Period | None, language: str
) -> dict[str, object]:
    """The line of a figure."""
    quantity = figure.quantity
    return {
        "row": "figure",
        "id": figure.figure_id,
        "article": figure.article_id,
        "outlet": outlet,
        "url": url,
        "published": period_text(published),
        "lang": language,
        "paragraph": figure.paragraph,
        "start": figure.start,
        "end": figure.end,
        "said": figure.said,
        "subject": figure.subject,
        "metric": figure.metric,
        "value": _value(quantity.value, quantity.unit),
        "value_max": _value(quantity.value_max, quantity.unit),
        "unit": quantity.unit or None,
        "hedge": quantity.hedge,
        "comparator": quantity.comparator,
        "low": _value(quantity.low, quantity.unit),
        "high": _value(quantity.high, quantity.unit),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "soft_low": _value(quantity.soft_low, quantity.unit),
        "soft_high": _value(quantity.soft_high, quantity.unit),
        "precision": quantity.precision,
        "status": figure.status,
        "delta_since": _moment(figure.delta_since),
        "milestone": milestone_line(figure.milestone),
        "rank_of": figure.rank_of,
        "place": figure.place,
        "period_start": _day(figure.period.start) if figure.period else None,
        "period_end": _day(figure.period.end) if figure.period else None,
        "as_of_start": _moment(figure.as_of.start),
        "as_of_end": _moment(figure.as_of.end),
        "as_of_basis": figure.as_of_basis,
        "attributed_to": figure.attributed_to,
        "same_as": figure.same_as,
        "readings": [{"value": reading.value, "weight": reading.weight} for reading in quantity.readings] or None,
    }


def unread_line(unread: Unread) -> dict[str, object]:
    return {
        "row": "unread",
        "article": unread.article_id,
        "paragraph": unread.paragraph,
        "start": unread.start,
        "end": unread.end,
        "said": unread.said,
        "reason": unread.reason,
    }


def time_line(article_id: str, phrase: TimePhrase) -> dict[str, object]:
    return {
        "row": "time",
        "article": article_id,
        "said": phrase.said,
        "paragraph": phrase.paragraph,
        "start": phrase.start,
        "end": phrase.end,
        "from": _moment(phrase.period.start),
        "to": _moment(phrase.period.end),
        "basis": phrase.basis,
    }


def milestone_line(milestone: Milestone | None) -> dict[str, object] | None:
    if milestone is None:
        return None
    return {"value": milestone.value, "unit": milestone.unit, "subject": milestone.subject}


def _value(value: Decimal | None, unit: str) -> Decimal | str | None:
    if value is not None and unit == "date":
        return day_of(value).isoformat()
    return value


def day_of(value: Decimal) -> date:
    """The day that a quantity of unit "date" counts."""
    return _EPOCH + timedelta(days=int(value))


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).isoformat()


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).date().isoformat()


def period_text(period: Period | None) -> str | None:
    """A publication time as it is known: an instant, a day or a month."""
    if period is None or period.start is None or period.end is None:
        return None
    if period.start == period.end:
        return period.start.astimezone(VIETNAM).isoformat()
    first, last = period.start.astimezone(VIETNAM).date(), period.end.astimezone(VIETNAM).date()
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y}"


def parse_article_line(line: object, where: str = "article") -> Article:
    """The article of a `read --articles` line. Raises UsageError."""
    if not isinstance(line, Mapping):
        raise UsageError(f"{where}: expected a JSON object with id, title and paragraphs, found {str(line)[:40]!r}")
    paragraphs = line.get("paragraphs")
    if not isinstance(paragraphs, list) or not all(isinstance(text, str) for text in paragraphs):
        raise UsageError(f"{where}: paragraphs: expected a list of text, found {str(paragraphs)[:40]!r}")
    title = line.get("title")
    if title is not None and not isinstance(title, str):
        raise UsageError(f"{where}: title: expected text or null, found {_told(title)}")
    outlet = str(line.get("outlet") or "")
    return Article(
        article_id=str(line.get("id") or where),
        outlet=outlet,
        outlet_name=outlet,
        url=str(line.get("url") or ""),
        language=_language(line.get("lang"), " ".join((title or "", *paragraphs))),
        title=title,
        lead=None,
        paragraphs=tuple(paragraphs),
        published=_time(line.get("published"), "published", where),
    )


def _language(value: object, text: str) -> Language:
    if value in ("vi", "en"):
        return value
    return detect_language(text)


def _time(value: object, key: str, where: str) -> Period | None:
    if value is None or value == "":
        return None
    try:
        return parse_period(str(value), VIETNAM)
    except ValueError:
        raise UsageError(f"{where}: {key}: expected a day, a month or an instant, found {_told(value)}") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure from anywhere, with what is known of where it stood."""

    figure: Figure
    outlet: str | None = None
    outlet_name: str | None = None
    url: str | None = None
    published: Period | None = None
    language: str | None = None
    changed_at: datetime | None = None  # by when the page was written over, where that is known


def parse_figure_line(line: object, number: int) -> FigureLine:
    """A line of `reconcile` input. Raises UsageError saying what was found and expected."""
    where = f"line {number}"
    if not isinstance(line, Mapping):
        raise UsageError(f"{where}: expected a JSON object, found {str(line)[:60]!r}")
    for key in ("subject", "metric", "unit"):
        if not isinstance(line.get(key), str) or not str(line[key]).strip():
            raise UsageError(f"{where}: {key}: expected text, found {_told(line.get(key))}")
    unit = normalise(str(line["unit"]))
    quantity = _quantity(line, unit, where)
    outlet = _text(line.get("outlet"))
    figure = Figure(
        figure_id=str(line.get("id") or ""),
        article_id=_text(line.get("article")) or _text(line.get("url")) or "",
        paragraph=_whole(line.get("paragraph"), 0),
        start=_whole(line.get("start"), 0),
        end=_whole(line.get("end"), 0),
        said=_text(line.get("said")) or "",
        subject=normalise(str(line["subject"])),
        metric=normalise(str(line["metric"])),
        quantity=quantity,
        status=cast("Status", _choice(line, "status", get_args(Status), "fact", where)),
        delta_since=_instant(line.get("delta_since")),
        milestone=_milestone(line.get("milestone"), where),
        rank_of=_text(line.get("rank_of")),
        place=_text(line.get("place")),
        period=_span(line, "period_start", "period_end", where) or _named_period(line.get("period_label")),
        as_of=_span(line, "as_of_start", "as_of_end", where) or Period(),
        as_of_basis=cast(
            "Basis",
            _choice(line, "as_of_basis", get_args(Basis), "stated" if line.get("as_of_end") else "unknown", where),
        ),
        attributed_to=_text(line.get("attributed_to")),
        same_as=_text(line.get("same_as")),
    )
    return _named(
        FigureLine(
            figure=figure,
            outlet=outlet,
            outlet_name=_text(line.get("outlet_name")) or outlet,
            url=_text(line.get("url")),
            published=_publication(line.get("published"), where),
            language=_text(line.get("lang")),
        )
    )


def _named(line: FigureLine) -> FigureLine:
    """A line without an id, or without an article, has them of what it says: neither its place among the others nor
    the zone of its times names it."""
    if line.figure.figure_id and line.figure.article_id:
        return line
    text = json.dumps(asdict(line), sort_keys=True, default=_plain)
    name = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    figure = line.figure
    return replace(
        line,
        figure=replace(figure, figure_id=figure.figure_id or f"L{name}", article_id=figure.article_id or f"A{name}"),
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC).isoformat()
        except OverflowError:  # a clock at the end of the calendar
            return value.isoformat()
    return str(value.normalize() if isinstance(value, Decimal) else value)


def _quantity(line: Mapping[str, object], unit: str, where: str) -> Quantity:
    value = _amount(line.get("value"), unit, "value", where, required=line.get("value") is not None)
    if value is None:
        if line.get("value_max") is None and line.get("low") is None and line.get("high") is None:
            if unit == "words":
                return Quantity(value=None, unit=unit)
            raise UsageError(f"{where}: value: is missing; expected a number (or a day for unit date)")
        ends = (_amount(line.get(key), unit, key, where) for key in ("low", "high", "value_max"))
        value = next(end for end in ends if end is not None)
    comparator = cast("Comparator", _choice(line, "comparator", get_args(Comparator), "eq", where))
    hedge = cast("Hedge", _choice(line, "hedge", get_args(Hedge), HEDGES[comparator], where))
    value_max = _amount(line.get("value_max"), unit, "value_max", where)
    precision = _amount(line.get("precision"), "", "precision", where)
    quantity = quantity_of(value, unit=unit, hedge=hedge, value_max=value_max, precision=precision)
    if quantity.hedge == "near" and comparator == "gt":
        quantity = _from_above(quantity, value)
    changes: dict[str, object] = {}
    for key in ("low", "high", "soft_low", "soft_high"):
        if key in line and (line[key] is not None or ("low" in line and "high" in line)):
            changes[key] = _amount(line[key], unit, key, where)
    for key in ("low_open", "high_open"):
        if isinstance(line.get(key), bool):
            changes[key] = line[key]
    readings = line.get("readings")
    if isinstance(readings, list):
        changes["readings"] = tuple(_reading(reading, unit, where) for reading in readings)
    quantity = replace(quantity, **changes) if changes else quantity  # type: ignore[arg-type]
    low, high = quantity.low, quantity.high
    is_open = quantity.low_open or quantity.high_open
    if low is not None and high is not None and (low > high or (low == high and is_open)):
        raise UsageError(
            f"{where}: low, high: expected a low end below the high end, found {_told(low)} and {_told(high)}"
        )
    return quantity


def _from_above(quantity: Quantity, value: Decimal) -> Quantity:
    """What is near a number from above: "a loss of nearly 510 billion" is a profit of -510 billion that falls short."""
    low, soft_low = quantity.low, quantity.soft_low
    return replace(
        quantity,
        comparator="gt",
        low=value,
        high=None if low is None else 2 * value - low,
        soft_low=value,
        soft_high=None if soft_low is None else 2 * value - soft_low,
    )


def _reading(reading: object, unit: str, where: str) -> Reading:
    if isinstance(reading, Mapping):
        value = _amount(reading.get("value"), unit, "readings: value", where)
        weight = _amount(reading.get("weight"), "", "readings: weight", where)
        if value is not None and weight is not None:
            return Reading(value=value, weight=weight)
    raise UsageError(f"{where}: readings: expected a value and a weight for each, found {str(reading)[:60]!r}")


def _amount(value: object, unit: str, key: str, where: str, *, required: bool = False) -> Decimal | None:
    if value is None:
        return None
    if unit == "date":
        try:
            day = date.fromisoformat(str(value)[:10])
            if day.year not in YEARS:
                raise ValueError
            return Decimal((day - _EPOCH).days)
        except ValueError:
            raise UsageError(f"{where}: {key}: expected a day such as 2025-09-07, found {_told(value)}") from None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | float):
        raise UsageError(f"{where}: {key}: expected a number, found {_told(value)}")
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        exact = Decimal("nan")
    if exact.is_finite() and (abs(exact) >= _MOST or 0 < abs(exact) <= _LEAST):
        raise UsageError(f"{where}: {key}: expected a number between {_LEAST} and {_MOST}, found {_told(value)}")
    if not exact.is_finite():
        raise UsageError(f"{where}: {key}: expected a number, found {_told(value)}")
    return exact


def _choice(line: Mapping[str, object], key: str, allowed: tuple[str, ...], default: str, where: str) -> str:
    value = line.get(key)
    if value is None:
        return default
    if value not in allowed:
        raise UsageError(f"{where}: {key}: expected one of {', '.join(allowed)}, found {_told(value)}")
    return str(value)


def _text(value: object) -> str | None:
    return normalise(str(value)) if isinstance(value, str) and value.strip() else None


def _whole(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | Decimal) and -_LONGEST < value < _LONGEST else default


def _lenient_time(value: object) -> Period | None:
    """A time that a figure can do without: words such as "previous report" are an unknown time, not a bad line."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return parse_period(value, VIETNAM)
    except ValueError:
        return None


def _publication(value: object, where: str) -> Period | None:
    return _lenient_time(value) if isinstance(value, str) else _time(value, "published", where)


def _named_period(label: object) -> Period | None:
    """A period given by name: "2024", "2024-H1", "2024-Q4", "2023-10/2024-10". None for other words."""
    if not isinstance(label, str):
        return None
    first, _, last = label.strip().partition("/")
    part = re.fullmatch(r"(\d{4})-([HQ])([1-4])", first)
    if part and not last:
        length = 6 if part[2] == "H" else 3
        month = length * int(part[3])
        if month > 12:
            return None
        start, end = f"{part[1]}-{month - length + 1:02}", f"{part[1]}-{month:02}"
    else:
        start, end = first, last or first
    begin, close = _lenient_time(start), _lenient_time(end)
    return Period(start=begin.start, end=close.end) if begin and close else None


def _instant(value: object) -> datetime | None:
    period = _lenient_time(value)
    return period.start if period else None


def _span(line: Mapping[str, object], first: str, last: str, where: str) -> Period | None:
    start, end = _time(line.get(first), first, where), _time(line.get(last), last, where)
    if start is None and end is None:
        return None
    span = Period(start=start.start if start else None, end=end.end if end else None)
    if span.start is not None and span.end is not None and span.start > span.end:
        raise UsageError(
            f"{where}: {first}, {last}: expected a start before the end, found {span.start} and {span.end}"
        )
    return span


def _milestone(value: object, where: str) -> Milestone | None:
    match value:
        case Mapping():
            return Milestone(
                value=_amount(value.get("value"), "", "milestone: value", where),
                unit=_text(value.get("unit")),
                subject=_text(value.get("subject")),
            )
        case int() | Decimal():
            return Milestone(value=_amount(value, "", "milestone", where), unit="VND")
        case str():
            return Milestone(subject=value)
        case _:
            return None
