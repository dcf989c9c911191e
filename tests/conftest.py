"""Shared by every test: nothing leaves the machine, and Prefect starts at most once."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources import compiled

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_sessionstart() -> None:
    if compiled.state() == "stale":
        pytest.exit("the reader was changed since it was compiled: scripts/compile, or scripts/compile --clean", 2)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            host = str(address[0])
            is_local = host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)
            if not is_local:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and the annotated corpus; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One local Prefect server for the whole session (it takes seconds to start)."""
    from tests.server import prefect_server

    home = tmp_path_factory.mktemp("prefect")
    os.environ["PREFECT_HOME"] = str(home)
    import flows.quiet  # noqa: F401  (Prefect reads its settings when it is imported)

    # isort: split
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with prefect_server(home) as api, temporary_settings({PREFECT_API_URL: api}):
        yield


@pytest.fixture(scope="session")
def red_rain_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled pages on the film, read, verified and published."""
    from tests.support import bundled, fill, red_rain

    folder = tmp_path_factory.mktemp("red-rain")
    fill(folder, red_rain(), bundled())
    return folder
