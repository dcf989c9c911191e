"""The environment, read once into a frozen `Settings`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from sources.errors import UsageError
from warehouse.lake import Lake


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is told from outside; `doichieu` reads them from DOICHIEU_… variables."""

    data: Path
    contact: str
    rate: float | None  # requests a second and host; None: each outlet's own
    workers: int
    wait_seconds: float
    allow_private: bool
    lake: Lake | None = None
    dask: str = ""  # address of a scheduler; empty: a cluster on this machine
    smtp: str | None = None  # smtp://user:password@host:port, or smtps://
    mail_from: str = ""
    prefect_block: str = ""  # a notification block that Prefect's automation sends alerts with: slack-webhook/desk

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def reports(self) -> Path:
        return self.data / "reports"

    @property
    def user_agent(self) -> str:
        contact = f" (+{self.contact})" if self.contact else ""
        return f"doichieu/{code_version()}{contact}"


def code_version() -> str:
    return version("doichieu")


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment. Raises UsageError for a value that is none."""
    return Settings(
        data=Path(environment.get("DOICHIEU_DATA", "data")),
        contact=environment.get("DOICHIEU_CONTACT", ""),
        rate=_number(environment, "DOICHIEU_RATE"),
        workers=int(_number(environment, "DOICHIEU_WORKERS") or 8),
        wait_seconds=_number(environment, "DOICHIEU_WAIT") or 30.0,
        allow_private=environment.get("DOICHIEU_ALLOW_PRIVATE", "") == "1",
        lake=_lake(environment),
        dask=environment.get("DOICHIEU_DASK", ""),
        smtp=_smtp(environment),
        mail_from=environment.get("DOICHIEU_MAIL_FROM", ""),
        prefect_block=environment.get("DOICHIEU_PREFECT_BLOCK", ""),
    )


def _smtp(environment: Mapping[str, str]) -> str | None:
    url = environment.get("DOICHIEU_SMTP")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise UsageError("DOICHIEU_SMTP: expected smtp://user:password@host:port or smtps://…")
    return url


def _lake(environment: Mapping[str, str]) -> Lake | None:
    catalogue, files = environment.get("DOICHIEU_LAKE", ""), environment.get("DOICHIEU_LAKE_FILES", "")
    if bool(catalogue) != bool(files):
        raise UsageError("DOICHIEU_LAKE (the catalogue) and DOICHIEU_LAKE_FILES (a folder or bucket) go together")
    return Lake(catalogue=catalogue, files=files) if catalogue else None


def _number(environment: Mapping[str, str], name: str) -> float | None:
    value = environment.get(name)
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 < number < 1e6:
        raise UsageError(f"{name}={value!r}: expected a number above 0")
    return number
