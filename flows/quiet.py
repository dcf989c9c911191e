"""Prefect's settings for a quiet, local run; what the environment says already is left as it is.

Imported before Prefect, which reads them once. No telemetry; the embedded server keeps its database with the data,
so that a user's own ~/.prefect is left alone; its own log is for errors of ours alone.
"""

from __future__ import annotations

import os
from pathlib import Path

from sources.errors import WarehouseError

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LOG_PRINTS": "false",
    "PREFECT_HOME": str(Path(os.environ.get("DOICHIEU_DATA", "data")).resolve() / "prefect"),
}

for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)

try:
    # The embedded server does not make the folder of its database.
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
except OSError as _error:
    raise WarehouseError(f"{os.environ['PREFECT_HOME']}: cannot be made: {_error.strerror}; choose --data") from _error
