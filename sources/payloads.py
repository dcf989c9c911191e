"""What a web server answered, as a record of an archive holds it: head, body, and what of it is to be searched.

Crawlers store answers as they came over the wire, so that a body may be in chunks, compressed, or in another character
set than UTF-8. Nearly all are plain UTF-8; the head and the beginning of the body tell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import brotli
from fastwarc import ZstdReader

from sources.reader import decode
from sources.wire import Folded, unfold

LARGEST = 15_000_000  # bytes of a page; what is larger is no article
_LONGEST_HEAD = 1 << 17
_OPENING = 2048  # bytes in which a page says its character set, as the reader looks for it
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_ENCODED = re.compile(rb"\n(?:content|transfer)-encoding[ \t]*:", re.IGNORECASE)
_OTHER_BYTES = (b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff")  # gzip, UTF-16
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)")
_UTF_8 = frozenset({b"utf-8", b"utf8"})
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Payload:
    """An answer: its status (None where it is no answer), its headers as they came, its body decoded."""

    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes


def searchable(raw: bytes) -> bytes:
    """An answer's bytes in UTF-8: as they are where the body is that already, else the body decoded."""
    start = _body_starts(raw)
    head = raw[:start]
    opening = raw[start : start + _OPENING]
    if _ENCODED.search(head) is None and not opening.startswith(_OTHER_BYTES):
        declared = _CHARSET.search(opening) or _CHARSET.search(head.lower())
        if declared is not None and declared[1].lower() in _UTF_8:
            return raw
        if declared is None and _is_utf_8(raw):
            return raw
    payload = read_payload(raw)
    return in_utf_8(payload.body, payload.headers)


def in_utf_8(body: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
    """A page's body as the reader decodes it, in UTF-8."""
    return decode(body, headers).encode("utf-8", "replace")


def read_payload(raw: bytes) -> Payload:
    """The answer, its chunks joined and its compression undone; where that fails, the body as it came."""
    start = _body_starts(raw)
    status, *lines = raw[:start].splitlines() or [b""]
    words = status.split()
    headers = _headers_of(lines)
    body = raw[start:]
    said = {name.lower(): value.lower() for name, value in headers}
    if "chunked" in said.get("transfer-encoding", ""):
        body = _joined(body)
    encodings = [each.strip() for each in said.get("content-encoding", "").split(",") if each.strip()]
    if not encodings and body.startswith(b"\x1f\x8b"):
        encodings = ["gzip"]
    for encoding in reversed(encodings):
        body = _UNDO.get(encoding, _unfolded)(body, encoding)
    return Payload(int(words[1]) if len(words) > 1 and words[1].isdigit() else None, headers, body)


def _body_starts(raw: bytes) -> int:
    blank = _BLANK_LINE.search(raw, 0, _LONGEST_HEAD)
    return blank.end() if blank else len(raw)


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _headers_of(lines: list[bytes]) -> tuple[tuple[str, str], ...]:
    """The headers in order; a line that begins with a space goes on with the one before; others are left out."""
    headers: list[tuple[str, str]] = []
    for line in lines:
        text = line.decode("utf-8" if _is_utf_8(line) else "latin-1")
        name, colon, value = text.partition(":")
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
        elif colon:
            headers.append((name.strip(), value.strip()))
    return tuple(headers)


def _joined(body: bytes) -> bytes:
    """The chunks of a body put together. Some crawlers join them and leave the header as it was: such a body, and
    whatever stands behind the last chunk that can be told, is given as it is."""
    out = bytearray()
    at = 0
    while (line := _CHUNK.match(body, at)) is not None:
        end = line.end() + int(line[1], 16)
        if end == line.end():
            return bytes(out)
        out += body[line.end() : end]
        at = end + 2 if body.startswith(b"\r\n", end) else end
    return bytes(out + body[at:])


def _unfolded(body: bytes, encoding: str) -> bytes:
    """A compressed body, as much of it as there is; a damaged one as it came."""
    out = io.BytesIO()
    try:
        for piece in unfold(iter([body]), encoding):
            out.write(piece)
            if out.tell() > LARGEST:
                break
    except Folded:
        return out.getvalue() or body
    return out.getvalue()


def _unbrotlied(body: bytes, _: str) -> bytes:
    try:
        return brotli.Decompressor().process(body, output_buffer_limit=LARGEST + 1) or body
    except brotli.error:
        return body


def _unzstandard(body: bytes, _: str) -> bytes:
    try:
        return ZstdReader(io.BytesIO(body)).read(LARGEST + 1) or body
    except (OSError, EOFError, ValueError):
        return body


_UNDO: dict[str, Callable[[bytes, str], bytes]] = {"br": _unbrotlied, "zstd": _unzstandard}
