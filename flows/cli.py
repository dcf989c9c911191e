"""`doichieu`: the command line.

Exit codes: 0 fine; 1 from run, check and reconcile when discrepancies of severity 2 or more, or claims that do
not match, were found; 2 wrong use or bad input; 3 the run itself failed; 130 interrupted.
Results go to stdout, progress and log to stderr.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from traceback import clear_frames

from flows.arguments import build_parser
from sources.errors import DoichieuError

FAILED = 3
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code. Errors on purpose are a line or two on stderr."""
    arguments = build_parser().parse_args(argv)
    if arguments.data is not None:
        os.environ["DOICHIEU_DATA"] = str(arguments.data)
    try:
        command: Callable[[argparse.Namespace], int] = import_module(f"flows.commands.{arguments.module}").main
        code = command(arguments)
        sys.stdout.flush()
        return code
    except DoichieuError as error:
        print(f"doichieu: {error}", file=sys.stderr)
        _let_go(error)
        return error.exit_code
    except KeyboardInterrupt:
        print("doichieu: interrupted; what was loaded is kept", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:
        if os.environ.get("DOICHIEU_DEBUG"):
            raise
        print(
            f"doichieu: unforeseen {type(error).__name__}: {error}\n"
            "Set DOICHIEU_DEBUG=1 for the whole story; nothing that was loaded is lost.",
            file=sys.stderr,
        )
        _let_go(error)
        return FAILED


def _let_go(error: BaseException | None) -> None:
    """Free what the frames of an error hold. Prefect keeps the error of a failed task to the end of the process, and
    with it a database connection, which DuckDB's binding would then complain of in thirty lines below ours."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


if __name__ == "__main__":
    sys.exit(main())
