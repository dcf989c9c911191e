"""Makes C of the reader with mypyc where DOICHIEU_COMPILE is 1; without it, nothing is compiled (pyproject.toml says
all the rest). scripts/compile is the way to it, docs/decisions/0012-compiled-reader.md says why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).resolve().parent


if os.environ.get("DOICHIEU_COMPILE") == "1":
    sys.path.insert(0, str(ROOT))
    from mypyc.build import mypycify

    from sources.compiled import modules

    # What compiled code saves are the interpreter's steps; more than -O1 takes twice as long to build for nothing.
    paths = [str(path.relative_to(ROOT)) for path in modules()]
    setup(ext_modules=mypycify(paths, group_name="sources.figures", debug_level="0", opt_level="1"))
else:
    setup()
