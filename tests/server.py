"""A small web server on loopback, and a local Prefect server: what flow tests talk to."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Asked(list[str]):
    """The paths asked for, in order, when (in seconds of a steady clock), and the bytes of all bodies sent."""

    sent = 0

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []


@contextmanager
def serve_pages(pages: Mapping[str, tuple[Any, ...]]) -> Iterator[tuple[str, Asked]]:
    """Serve (status, content type, body, ETag if any) by path; gives the base address and what was asked for.

    `{base}` in a body is the server's own address. Whoever has the ETag gets 304 and no body.
    """
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            asked.times.append(time.monotonic())
            status, kind, body, *tag = pages.get(self.path, (404, "text/plain", b"nothing here"))
            body = body.replace(b"{base}", base.encode())
            if tag and self.headers["If-None-Match"] == tag[0]:
                status, body = 304, b""
            asked.sent += len(body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if tag:
                self.send_header("ETag", tag[0])
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield base, asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """A local Prefect server with its scheduler; gives the address of its API."""
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
        "DO_NOT_TRACK": "1",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--no-ui", "--host", "127.0.0.1"]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _await_health(api, process, home / "server.log")
            yield api
        finally:
            process.terminate()
            process.wait(20)


def _await_health(api: str, process: subprocess.Popen[bytes], log: Path) -> None:
    pause = threading.Event()
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            pause.wait(0.2)
    raise RuntimeError(f"the Prefect server did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
