"""Makes C of the reader with mypyc where DOICHIEU_COMPILE is 1; without it, nothing is compiled (pyproject.toml says
all the rest). scripts/compile is the way to it, docs/decisions/0012-compiled-reader.md says why."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).resolve().parent
GROUP = "sources.figures"
# Beside the files of C that include them, but for a group with a dot in its name.
HEADERS = [str(Path("build", *GROUP.split(".")[:-1]))]


class BuildExtension(build_ext):
    """Compiles the files of an extension side by side: setuptools takes one after the other."""

    def build_extension(self, ext: Extension) -> None:
        def compile_one(source: str) -> list[str]:
            made: list[str] = self.compiler.compile(
                [source],
                output_dir=self.build_temp,
                include_dirs=[*ext.include_dirs, *HEADERS],
                extra_postargs=ext.extra_compile_args,
                depends=ext.depends,
            )
            return made

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            ext.extra_objects += [path for made in pool.map(compile_one, ext.sources) for path in made]
        ext.sources = []
        super().build_extension(ext)


if os.environ.get("DOICHIEU_COMPILE") == "1":
    sys.path.insert(0, str(ROOT))
    from mypyc.build import mypycify

    from sources.compiled import modules

    # What compiled code saves are the interpreter's steps; more than -O1 takes twice as long to build for nothing. One
    # file of C a module: all in one takes the compiler thrice the time of all of them.
    paths = [str(path.relative_to(ROOT)) for path in modules()]
    setup(
        ext_modules=mypycify(paths, group_name=GROUP, debug_level="0", opt_level="1", multi_file=True),
        cmdclass={"build_ext": BuildExtension},
    )
else:
    setup()
