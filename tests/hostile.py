"""A hostile web server on loopback: each behaviour is a function that is handed the connection and the request."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAUSE = 0.05  # seconds between the drops of whoever drips
Behaviour = Callable[[socket.socket, str, int], None]  # connection, path, how often this path was asked for before
PAGE = b"<html><body><article><h1>Gull Bridge</h1><p>The bridge took 12.5 billion dong.</p></article></body></html>"


def answer(
    body: bytes = PAGE, status: str = "200 OK", *headers: str, length: int | None = None, kind: str = "text/html"
) -> bytes:
    """The bytes of a well-formed answer, whose length may be a lie."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    return "\r\n".join([*lines, *headers, "Connection: close", "", ""]).encode() + body


def says(*parts: bytes) -> Behaviour:
    """Sends the parts and hangs up."""
    return lambda connection, path, times: connection.sendall(b"".join(parts))


def drips(head: bytes, drop: bytes, drops: int = 400) -> Behaviour:
    """Sends a beginning and then a drop at a time."""

    def drip(connection: socket.socket, path: str, times: int) -> None:
        connection.sendall(head)
        for _ in range(drops):
            connection.sendall(drop)
            if STOP.wait(PAUSE):
                return

    return drip


def resets(after: bytes) -> Behaviour:
    """Sends a beginning and resets the connection."""

    def reset(connection: socket.socket, path: str, times: int) -> None:
        connection.sendall(after)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return reset


def in_turn(*answers: bytes) -> Behaviour:
    """The first answer, then the second, ...; the last for ever."""
    return lambda connection, path, times: connection.sendall(answers[min(times, len(answers) - 1)])


def bomb(unfolded: int) -> bytes:
    """A small gzip body that unfolds to many zeros, a member a megabyte."""
    member = gzip.compress(bytes(1 << 20), 9)
    return answer(member * (unfolded >> 20), "200 OK", "Content-Encoding: gzip")


STOP = threading.Event()


@contextmanager
def hostile(behaviours: dict[str, Behaviour]) -> Iterator[tuple[str, list[str]]]:
    """Serves behaviours by path on a free port; gives the base address and the paths asked for, in order."""
    asked: list[str] = []
    STOP.clear()
    listener = socket.create_server(("127.0.0.1", 0), backlog=50)
    listener.settimeout(0.05)
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65536)
                if not part:
                    return
                request += part
            path = request.split(b" ", 2)[1].decode("latin-1")
            times = asked.count(path)
            asked.append(path)
            behaviour = behaviours.get(path) or says(answer(b"", "404 Not Found"))
            behaviour(connection, path, times)

    def accept() -> None:
        while not STOP.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
                threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    finally:
        STOP.set()
        accepting.join()
        for thread in threads:
            thread.join()
        listener.close()
