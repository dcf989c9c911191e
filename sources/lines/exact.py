"""JSON whose numbers are exact: amounts without an exponent, read back as `Decimal`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring
from typing import Final, NoReturn

_LONG: Final = 60  # characters of a value that a message shows


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


def show(value: object) -> str:
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
