"""The gzip members that an archive file is made of, one a record: found, cut back to, overwritten."""

from __future__ import annotations

import fcntl
import io
import os
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from sources.errors import ArchiveError

CHUNK = 1 << 16  # bytes that are read at a time
_MEMBER = b"\x1f\x8b\x08"
_PLAIN = re.compile(rb"WARC/[01]\.\d+\r?\n[\w-]+:")


def lock(file: io.IOBase) -> bool:
    """Take a file for oneself until it is closed; False when another writer has it."""
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == _MEMBER[:2]


def next_record(path: Path, start: int) -> int | None:
    """Where the next WARC record begins, at or behind an offset: in a compressed file a gzip member that holds one."""
    find = _member_in if is_gzip(path) else _record_in
    with path.open("rb") as file:
        file.seek(start)
        window, base = b"", start
        while chunk := file.read(CHUNK):
            window += chunk
            at = find(window)
            if at is not None:
                return base + at
            keep = window[-2048:]
            base += len(window) - len(keep)
            window = keep
    return None


def _member_in(window: bytes) -> int | None:
    at = window.find(_MEMBER)
    while at >= 0:
        try:
            begun = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(window[at : at + 2048], 5)
        except zlib.error:
            begun = b""
        if begun == b"WARC/":
            return at
        at = window.find(_MEMBER, at + 1)
    return None


def _record_in(window: bytes) -> int | None:
    found = _PLAIN.search(window)
    return found.start() if found else None


def cut_torn_end(path: Path, start: int = 0) -> int:
    """Cut a file back to its last whole gzip member behind `start`, where one begins; what is cut is kept beside it as
    `.torn`. Damage with whole records behind it is no torn end, and left as it is. Gives the bytes cut."""
    good = start
    with path.open("r+b") as file:
        file.seek(start)
        for end in member_ends(file):
            good = start + end
        size = file.seek(0, os.SEEK_END)
        if size > good:
            if next_record(path, good + 1) is not None:
                return 0
            file.seek(good)
            path.with_name(path.name + ".torn").write_bytes(file.read())
            file.truncate(good)
            file.flush()
            os.fsync(file.fileno())
    return size - good


def member_ends(file: io.BufferedIOBase, into: io.BufferedIOBase | None = None) -> Iterator[int]:
    """Where each whole gzip member ends, from where the file stands; ends quietly at the first that is not whole. What
    the members hold, and of one that is not whole what comes before the damage, is written `into` a file."""
    place = 0
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while chunk := file.read(CHUNK):
        while chunk:
            try:
                rest = chunk
                while rest and not member.eof:  # behind the end of a member, zlib keeps what it was given last
                    held = member.decompress(rest, CHUNK)
                    if into is not None:
                        into.write(held)
                    rest = member.unconsumed_tail
            except zlib.error:
                return
            rest = member.unused_data
            place += len(chunk) - len(rest)
            chunk = rest
            if member.eof:
                yield place
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)


def tombstone_of(length: int) -> bytes:
    """A gzip member of a given length that holds a WARC metadata record of nothing but spaces, stored and not
    compressed. A stored block holds 65,535 bytes and costs 5; a name in the member's header fills what is left over."""
    head = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Type: text/plain\r\nWARC-Target-URI: urn:withdrawn\r\n"
    for name in (b"", *(b"-" * count for count in range(1, 10))):
        for blocks in range(1, length // 65535 + 2):
            size = length - 18 - 5 * blocks - (len(name) + 1 if name else 0)
            if size < 1 or -(-size // 65535) != blocks:
                continue
            room = size - len(head) - len(b"Content-Length: \r\n\r\n\r\n\r\n")
            digits = len(str(room))
            text = f"Content-Length: {room - digits}\r\n\r\n".encode()
            data = head + text + b" " * (room - digits) + b"\r\n\r\n"
            if room < 2 or len(data) != size:
                continue
            stored = b"".join(
                bytes([at + 65535 >= size]) + struct.pack("<HH", len(part), len(part) ^ 0xFFFF) + part
                for at in range(0, size, 65535)
                for part in (data[at : at + 65535],)
            )
            header = b"\x1f\x8b\x08" + (b"\x08" if name else b"\x00") + bytes(5) + b"\xff"
            trailer = struct.pack("<II", zlib.crc32(data), size & 0xFFFFFFFF)
            return header + (name + b"\0" if name else b"") + stored + trailer
    raise ArchiveError(f"a record of {length} bytes is too short for a tombstone")
