"""The wire below `fetch`: only public addresses, every read within the time that is left, bodies unfolded in bounds.

A time-out of a socket starts anew with every byte, so that a server that drips holds a reader for ever; here each
read gets what is left of the whole request's time.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import cast

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import IncompleteRead, LocationParseError, NameResolutionError
from urllib3.exceptions import TimeoutError as TimeoutOfPool
from urllib3.util.connection import allowed_gai_family

from sources.model import Outcome

CHUNK = 65536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddress(OSError):
    """The host's address is private, loopback, link-local or otherwise not public."""


class Folded(ValueError):
    """A compressed body that is damaged, cut off, or compressed in a way that was not asked for."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the request of this thread may do: the seconds left to it, and whether it may go to private addresses."""

    left: Callable[[], float]
    allow_private: bool


_BOUNDS: ContextVar[Bounds | None] = ContextVar("bounds", default=None)


@contextmanager
def bounded(bounds: Bounds) -> Iterator[None]:
    """Whatever is sent and read inside keeps to the bounds."""
    token = _BOUNDS.set(bounds)
    try:
        yield
    finally:
        _BOUNDS.reset(token)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, also when an IPv4 address is wrapped in it."""
    found = ipaddress.ip_address(address.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast


def vet(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them public. Raises ForbiddenAddress (or OSError when the name is unknown)."""
    try:
        found = socket.getaddrinfo(host, port, allowed_gai_family(), socket.SOCK_STREAM)
    except UnicodeError:
        raise socket.gaierror(f"{host!r} is no host name") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            raise ForbiddenAddress(f"{host} leads to {address}, which is not public")
    return addresses


def unfold(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """A body decoded, never more than a chunk at a time however much is folded into it. Raises Folded."""
    match encoding.strip().lower():
        case "" | "identity":
            return pieces
        case "gzip" | "x-gzip":
            return _inflate(pieces, zlib.MAX_WBITS | 16)
        case "deflate":
            return _inflate(pieces, zlib.MAX_WBITS)
        case other:
            raise Folded(f"the body came in the encoding {other[:40]!r}, which was not asked for")


def _inflate(pieces: Iterator[bytes], window: int) -> Iterator[bytes]:
    member = zlib.decompressobj(window)
    is_first = True
    is_whole = True
    for piece in pieces:
        if is_first and window == zlib.MAX_WBITS and piece and piece[0] & 0x0F != 8:
            member = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave the zlib header out
        is_first = is_whole = False
        data = piece
        out = b""
        while data or len(out) == CHUNK:
            try:
                out = member.decompress(data, CHUNK)
            except zlib.error as error:
                raise Folded(f"the compressed body is damaged ({error})") from None
            if out:
                yield out
            data = member.unconsumed_tail
            if member.eof:
                rest = member.unused_data
                if not rest.startswith(b"\x1f\x8b"):  # padding behind the last member
                    break
                member = zlib.decompressobj(window)
                data = rest
        is_whole = member.eof
    if not is_whole:
        raise Folded("the compressed body is cut off")


def explain(error: BaseException) -> tuple[Outcome, str]:
    """The outcome and the reason of what went wrong down here, told by its kind rather than by its text."""
    for cause in _causes(error):
        match cause:
            case ForbiddenAddress():
                return "forbidden", str(cause)
            case Folded():
                return "unreachable", str(cause)
            case socket.gaierror() | NameResolutionError():
                return "unreachable", "the name is not known"
            case TimeoutError() | TimeoutOfPool():
                return "unreachable", "no answer in time"
            case ConnectionRefusedError():
                return "unreachable", "the connection was refused"
            case ssl.SSLCertVerificationError():
                return "unreachable", "the certificate is not trusted"
            case ConnectionError() | IncompleteRead():
                return "unreachable", "the connection was cut"
            case LocationParseError():
                return "http_error", "no usable address"
            case _:
                continue
    return "unreachable", f"{type(error).__name__}: {str(error)[:120]}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Everything that an error was made from, the deepest first."""
    held: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, BaseException) and not any(each is other for other in held):
            held.append(each)
            waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
    return reversed(held)


class _Timed:
    """A socket whose every read and write keeps to what is left of the request's time."""

    def __init__(self, inner: socket.socket) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def makefile(self, mode: str, *_: object, **__: object) -> io.BufferedReader:
        raw = socket.SocketIO(cast("socket.socket", self), "rb")
        self._inner._io_refs += 1  # type: ignore[attr-defined]
        return io.BufferedReader(raw)

    def recv_into(self, buffer: bytearray) -> int:
        with self._in_time():
            return self._inner.recv_into(buffer)

    def sendall(self, data: bytes) -> None:
        with self._in_time():
            self._inner.sendall(data)

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        bounds = _BOUNDS.get()
        usual = self._inner.gettimeout()
        if bounds is not None:
            left = bounds.left()
            if left <= 0:
                raise TimeoutError("timed out: the time for the whole request is over")
            self._inner.settimeout(left if usual is None else min(usual, left))
        try:
            yield
        finally:
            self._inner.settimeout(usual)


class _Guarded(HTTPConnection):
    """Connects to the very address that was vetted, so that no second look-up can lead elsewhere."""

    def _new_conn(self) -> socket.socket:
        bounds = _BOUNDS.get()
        if bounds is not None and bounds.allow_private:
            return super()._new_conn()
        name = self._dns_host
        problem: Exception = OSError(f"{name} has no address")
        try:
            for address in vet(name, self.port or 80):
                self._dns_host = address
                try:
                    return super()._new_conn()
                except Exception as error:  # the next address may answer: a host without IPv6, say
                    problem = error
        finally:
            self._dns_host = name
        raise problem

    def connect(self) -> None:
        super().connect()
        if self.sock is not None:
            self.sock = cast("socket.socket", _Timed(self.sock))


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same over TLS."""


class Pool(HTTPConnectionPool):
    """Guarded connections to one host."""

    ConnectionCls = _Guarded


class TLSPool(HTTPSConnectionPool):
    """Guarded connections to one host over TLS."""

    ConnectionCls = _GuardedTLS
