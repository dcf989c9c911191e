"""Pages in, readings out: fetched or replayed, archived, read, and kept when they are about the topic.

Plain functions; `flows.collect` says when they run. One bad page is a row with its outcome, never the end of a run.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sources.archive import Archive
from sources.captures import Capture, Read, capture_of, read_one
from sources.discover import MOST, TAGS, Candidate, discover, linked
from sources.errors import FetchError
from sources.fetch import Fetcher
from sources.model import Outlet, Page, Topic
from sources.outlets import OUTLETS, outlet_key
from sources.reader import cookie_of_gate
from warehouse.held import Held, Last
from warehouse.load import OutletCoverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What came of one outlet (or one batch of pages)."""

    captures: tuple[Capture, ...] = ()
    reads: tuple[Read, ...] = ()
    coverage: tuple[OutletCoverage, ...] = ()
    reached: bool = False


class Keeper:
    """The archive of one run, shared by threads: a capture that is held already is not written again, and a body that
    is held already is written as a reference to it."""

    def __init__(self, archive: Archive, held: Held, request_headers: Sequence[tuple[str, str]] = ()) -> None:
        self._archive = archive
        self._captures = dict(held.captures)
        self._last = dict(held.last)
        self._headers = tuple(request_headers)
        self._withdrawn = held.withdrawn
        self._readings = held.readings
        self._lock = threading.Lock()

    def keep(self, page: Page) -> Page:
        """The page with its place in the archive."""
        key = (page.url, page.captured_at, page.digest)
        with self._lock:
            ref = self._captures.get(key)
            if ref is None:
                last = self._last.get(page.url)
                if last is not None and last.digest == page.digest:
                    ref = self._archive.write_revisit(page, self._archive.read(last.warc), self._headers)
                else:
                    ref = self._archive.write(page, self._headers)
                self._captures[key] = ref
        return replace(page, warc=ref)

    def is_withdrawn(self, url: str) -> bool:
        """Whether the page of an address was taken out for good: it is never taken in again."""
        return self._withdrawn.have(url)

    def is_withdrawn_page(self, page: Page) -> bool:
        """The same of a page that is at hand, by what it gives as its own address too."""
        return self._withdrawn.have_page(page)

    def reading_of(self, url: str) -> tuple[int, int] | None:
        """How many figures, and numbers not understood, an address's newest capture is known to hold; None when it was
        not read for the topic as it is."""
        last = self._last.get(url)
        return self._readings.get(last.article_id) if last is not None and last.article_id is not None else None

    def last(self, url: str) -> Last | None:
        """The newest capture of an address, where one is held."""
        return self._last.get(url)

    def unchanged(self, answer: Page, last: Last) -> tuple[Page, Capture]:
        """What is held of an address that a server says is unchanged, and the row of this capture of it."""
        with self._lock:
            held = self._archive.read(last.warc)
            ref = self._archive.write_revisit(replace(answer, url=held.url), held, self._headers)
        return replace(held, warc=last.warc), Capture(
            url=held.url,
            captured_at=answer.captured_at,
            digest=last.digest,
            outlet=outlet_key(held.url),
            status=answer.status,
            outcome="unchanged",
            article_id=last.article_id,
            warc=ref,
            etag=last.etag,
            last_modified=last.last_modified,
        )

    def close(self) -> None:
        self._archive.close()


def read_pages(
    pages: Iterable[Page], topic: Topic, keeper: Keeper, since: datetime | None, until: datetime | None
) -> Harvest:
    """Archive and read pages that are at hand; coverage is counted by outlet."""
    captures: list[Capture] = []
    reads: list[Read] = []
    outcomes: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for page in pages:
        if keeper.is_withdrawn_page(page):
            continue
        capture, found, name = read_one(page if page.problem else keeper.keep(page), topic, since, until)
        captures.append(capture)
        if page.is_index:
            continue
        counts = outcomes.setdefault(capture.outlet, Counter())
        names.setdefault(capture.outlet, name)
        counts["asked"] += 1
        counts["fetched"] += 1
        counts["read" if capture.outcome == "unchanged" else capture.outcome] += 1
        if found is not None:
            reads.append(found)
            counts["about"] += 1
            counts["figures"] += len(found.understanding.figures)
            counts["unread"] += len(found.understanding.unread)
    coverage = tuple(_coverage(outlet, names[outlet], counts) for outlet, counts in sorted(outcomes.items()))
    return Harvest(captures=tuple(captures), reads=tuple(reads), coverage=coverage, reached=bool(captures))


def failed_outlet(outlet: Outlet, note: str) -> OutletCoverage:
    """The row of an outlet that could not be gathered from at all."""
    return replace(_coverage(outlet.key, outlet.name, {"asked": 1}, note), reached=False)


def with_alarms(harvest: Harvest, alarms: Mapping[str, str]) -> Harvest:
    """The harvest with what is wrong with an outlet's pages in its coverage."""
    coverage = tuple(
        replace(row, note="; ".join(filter(None, (alarms.get(row.outlet), row.note)))) for row in harvest.coverage
    )
    return replace(harvest, coverage=coverage)


def _coverage(outlet: str, name: str, counts: Mapping[str, int], note: str = "") -> OutletCoverage:
    read_well = counts.get("read", 0)
    gated, paywalled = counts.get("gated", 0), counts.get("paywalled", 0)
    return OutletCoverage(
        outlet=outlet,
        outlet_name=name,
        asked=counts.get("asked", 0),
        fetched=counts.get("fetched", 0),
        read=read_well,
        gated=gated,
        paywalled=paywalled,
        failed=max(0, counts.get("asked", 0) - read_well - gated - paywalled),
        about_topic=counts.get("about", 0),
        figures=counts.get("figures", 0),
        unread=counts.get("unread", 0),
        note=note,
    )


def plan_outlet(
    outlet: Outlet, topic: Topic, fetcher: Fetcher, since: datetime | None, until: datetime | None
) -> Sequence[Candidate]:
    """What would be fetched from an outlet, and why. Nothing is archived."""
    return discover(
        topic, outlet, lambda url: fetcher.get(url, per_second=outlet.requests_per_second), since, until
    ).candidates


def gather_outlet(
    outlet: Outlet,
    topic: Topic,
    fetcher: Fetcher,
    keeper: Keeper,
    since: datetime | None,
    until: datetime | None,
    say: Callable[[str], None] = lambda _: None,
) -> Harvest:
    """Everything that one outlet has on the topic: discovered, fetched, archived, read."""
    desk = _Desk(outlet, fetcher, keeper)
    found = discover(topic, outlet, desk.get_index, since, until)
    counts: Counter[str] = Counter()
    reads: list[Read] = []
    problems = [error.reason for error in found.failures]
    reached = len(found.failures) < found.asked
    trail = _Trail(topic, outlet, found.candidates)
    for candidate in trail:
        if keeper.is_withdrawn(candidate.url):
            continue
        counts["asked"] += 1
        try:
            page = desk.get(candidate.url)
        except FetchError as error:
            counts[error.outcome] += 1
            problems.append(error.reason)
            reached = reached or error.page is not None
            continue
        counts["fetched"] += 1
        reached = True
        known = keeper.reading_of(candidate.url) if desk.is_unchanged else None
        if known is not None:
            counts.update({"read": 1, "about": 1, "figures": known[0], "unread": known[1]})
            trail.follow(page, desk.get_index)
            continue
        capture, understood, _ = read_one(page, topic, since, until)
        desk.captures.append(capture)
        counts[capture.outcome] += 1
        if understood is not None:
            reads.append(understood)
            counts["about"] += 1
            counts["figures"] += len(understood.understanding.figures)
            counts["unread"] += len(understood.understanding.unread)
            trail.follow(page, desk.get_index)
    say(f"{outlet.name}: {counts['fetched']} of {counts['asked']} pages, {counts['about']} about the topic")
    note = "; ".join(
        f"{reason} ({number}x)" if number > 1 else reason for reason, number in Counter(problems).most_common(3)
    )
    if found.asked == 0:
        note = "no feed, sitemap or search to ask; add pages by hand"
    counts["asked"] = max(counts["asked"], 1 if found.asked else 0)
    return Harvest(
        captures=tuple(desk.captures),
        reads=tuple(reads),
        coverage=(replace(_coverage(outlet.key, outlet.name, counts, note), reached=reached),),
        reached=reached,
    )


class _Trail:
    """The addresses of one outlet that are worth fetching, each once: first what was discovered, then what pages about
    the topic lead to."""

    def __init__(self, topic: Topic, outlet: Outlet, found: Sequence[Candidate]) -> None:
        self._topic = topic
        self._outlet = outlet
        self._waiting = deque(found)
        self._seen = {candidate.url for candidate in found}
        self._tags: set[str] = set()

    def __iter__(self) -> Iterator[Candidate]:
        while self._waiting:
            yield self._waiting.popleft()

    def follow(self, page: Page, get_index: Callable[[str], Page]) -> None:
        """Take up what a page about the topic links to; a tag's own page is asked for once."""
        articles, tags = linked(page, self._topic, self._outlet)
        self._take(articles)
        for url in tags:
            if url in self._tags or len(self._tags) >= TAGS:
                continue
            self._tags.add(url)
            try:
                listed = get_index(url)
            except FetchError:
                continue  # it is a row of its own
            self._take(linked(listed, self._topic, self._outlet)[0])

    def _take(self, articles: Sequence[Candidate]) -> None:
        for candidate in articles:
            if candidate.url not in self._seen and len(self._seen) < MOST:
                self._seen.add(candidate.url)
                self._waiting.append(candidate)


class _Desk:
    """Asks one outlet for pages: only for what changed, through its cookie gate where that is set, and everything that
    it answers is archived and a row."""

    def __init__(self, outlet: Outlet, fetcher: Fetcher, keeper: Keeper) -> None:
        self.captures: list[Capture] = []
        self.is_unchanged = False  # whether the last page asked for is as it was
        self._outlet = outlet
        self._fetcher = fetcher
        self._keeper = keeper

    def get_index(self, url: str) -> Page:
        """A feed, sitemap or search page. Raises FetchError."""
        page = self.get(url, is_index=True)
        self.captures.append(capture_of(page))
        return page

    def get(self, url: str, *, is_index: bool = False) -> Page:
        """A page with its place in the archive; what is held where it is unchanged. Raises FetchError."""
        last = self._keeper.last(url)
        self.is_unchanged = False
        try:
            page = self._ask(url, last.validators if last else {})
        except FetchError as error:
            self.captures.append(self._failure(error))
            raise
        if page.status == 304 and last is not None:
            held, capture = self._keeper.unchanged(page, last)
            self.captures.append(capture)
            self.is_unchanged = True
            return held
        if not is_index and self._keeper.is_withdrawn_page(page):
            refusal = FetchError(url, "withdrawn", "was withdrawn; it is not taken in again")
            self.captures.append(self._failure(refusal))
            raise refusal
        return self._keeper.keep(replace(page, is_index=is_index))

    def _ask(self, url: str, validators: Mapping[str, str]) -> Page:
        rate = self._outlet.requests_per_second
        page = self._fetcher.get(url, per_second=rate, validators=validators)
        cookie = cookie_of_gate(page.body) if self._outlet.pass_cookie_gate else None
        if cookie is None:
            return page
        return self._fetcher.get(url, per_second=rate, validators=validators, cookies=dict([cookie]))

    def _failure(self, error: FetchError) -> Capture:
        if error.page is not None:
            return replace(capture_of(self._keeper.keep(error.page)), outcome=error.outcome, reason=error.reason)
        return Capture(
            url=error.url,
            captured_at=self._fetcher.clock.today().replace(microsecond=0),
            digest="",
            outlet=self._outlet.key,
            status=0,
            outcome=error.outcome,
            reason=error.reason,
        )


def chosen_outlets(topic: Topic) -> tuple[Outlet, ...]:
    """The outlets that a topic asks; all of them when it names none."""
    keys = topic.outlets or tuple(OUTLETS)
    return tuple(OUTLETS[key] for key in keys)
