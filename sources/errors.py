"""Every error that doichieu raises on purpose.

    DoichieuError
    ├── UsageError        the caller asked for something that does not exist or does not fit (exit 2)
    ├── SeedError         a seed file is wrong; carries every mistake found in it
    ├── FetchError        a page could not be had; carries the outcome for its row
    ├── UnreadablePage    a page was had and is no article; carries the outcome for its row
    ├── ArchiveError      a WARC file or a replay folder cannot be read or written
    ├── AlertError        a target could not be told; the alert stays due
    └── WarehouseError    the database is locked, damaged, full or of another version

A message says which file or address, what was found, what was expected, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from sources.model import Outcome, Page


class DoichieuError(Exception):
    """The root: whatever is caught at the edge of the program."""

    exit_code = 3


class UsageError(DoichieuError):
    """Wrong use or bad input."""

    exit_code = 2


class SeedError(DoichieuError):
    """Every mistake of one seed file: `mistakes` are "file: key: what is wrong" lines."""

    exit_code = 2

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


class FetchError(DoichieuError):
    """A page that could not be had. `outcome` is one of `model.Outcome`; `page` is what the server sent instead."""

    def __init__(self, url: str, outcome: Outcome, reason: str, page: Page | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.outcome = outcome
        self.reason = reason
        self.page = page


class UnreadablePage(DoichieuError):
    """A page that is no article. `outcome` is one of `model.Outcome`."""

    exit_code = 2

    def __init__(self, url: str, outcome: Outcome, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.outcome = outcome
        self.reason = reason


class ArchiveError(DoichieuError):
    """A WARC file or a folder of pages that cannot be read or written."""

    exit_code = 2


class WarehouseError(DoichieuError):
    """The database cannot be opened, written or published."""


class AlertError(DoichieuError):
    """A target of alerts that could not be told; what was to be sent stays due."""
