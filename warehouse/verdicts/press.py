"""The pages that are held of the outlets that a claim credits, and what may be said where they don't have it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sources.model import VIETNAM, Article, Language, Outlet, Period
from sources.text import fold
from warehouse.reconcile.model import Text
from warehouse.verdicts.witnesses import is_later
from warehouse.words import Tongue, count_text, time_text

ENOUGH_PAGES = 3  # fewer pages of a credited outlet than this check nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The original pages of one outlet that a claim may rest on; `later` are those that came out after it."""

    key: str
    name: str
    pages: tuple[Article, ...]
    later: tuple[Article, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether there are too few to say that something is not in them."""
        return len(self.pages) < ENOUGH_PAGES


def shelves_of(
    keys: Sequence[str], articles: Iterable[Article], outlets: Mapping[str, Outlet], made: Period | None
) -> list[Shelf]:
    """A shelf for each credited outlet, its other editions included. Where it is known when the claim was made, a page
    that nobody knows the day of is left out: it may be later."""
    held = [
        article
        for article in articles
        if article.wording == "original" and (made is None or article.published is not None)
    ]
    found = []
    for key in keys:
        outlet = outlets.get(key)
        name = _house_name(outlet.name) if outlet else None
        own = [page for page in held if page.outlet == key or (name and _house_name(page.outlet_name) == name)]
        late = [page for page in own if is_later(page.published, made)]
        pages = tuple(page for page in own if page not in late)
        found.append(Shelf(key=key, name=outlet.name if outlet else key, pages=pages, later=tuple(late)))
    return found


def since(shelf: Shelf, moment: datetime | None) -> Shelf:
    """The pages that came out at a time or afterwards, and can tell of it."""
    if moment is None:
        return shelf
    pages = (
        page
        for page in shelf.pages
        if page.published is None or page.published.end is None or page.published.end >= moment
    )
    return replace(shelf, pages=tuple(pages))


def without(shelf: Shelf, articles: Collection[str]) -> Shelf:
    """The pages that are not among these articles."""
    return replace(shelf, pages=tuple(page for page in shelf.pages if page.article_id not in articles))


def in_language(shelf: Shelf, language: Language) -> Shelf:
    """The pages in one language: nobody finds words in another one."""
    return replace(shelf, pages=tuple(page for page in shelf.pages if page.language == language))


def not_found(shelves: Sequence[Shelf], *, is_later: bool = False, is_part: bool = False) -> Text:
    """Says in how many pages, and from when to when, something was not found; `is_later`: of those from before the
    claim, since later ones have it; `is_part`: those with figures of other things alone are left out."""
    such = {"en": " that may have it", "vi": " có thể có số này"} if is_part else {"en": "", "vi": ""}
    before = {"en": " from before the claim", "vi": " đăng trước khi nêu"} if is_later else {"en": "", "vi": ""}

    def text(tongue: Tongue) -> str:
        parts = [
            f"{count_text(len(s.pages), 'page')} of {s.name}{such['en'] + before['en']} that we hold{_from_to(s, 'en')}"
            if tongue == "en"
            else f"{len(s.pages)} bài{such['vi']} của {s.name}{before['vi']} mà chúng tôi lưu{_from_to(s, 'vi')}"
            for s in shelves
        ]
        if tongue == "en":
            return f"Not found in the {', nor in the '.join(parts)}."
        return f"Chưa thấy trong {'; '.join(parts)}."

    return Text(en=text("en"), vi=text("vi"))


def came_later(pages: Mapping[str, Sequence[Article]]) -> Text:
    """Says on which day outlets, by name, had it once the claim was made."""

    def text(tongue: Tongue) -> str:
        days = {
            name: min((page.published.start for page in held if page.published and page.published.start), default=None)
            for name, held in pages.items()
        }
        if tongue == "en":
            parts = [f"{name} on {time_text(_start_of_day(day), tongue)}" for name, day in days.items()]
            return f"Reported by {', '.join(parts)}, after the claim was made."
        parts = [f"{name} đăng ngày {time_text(_start_of_day(day), tongue)}" for name, day in days.items()]
        return f"{'; '.join(parts)}, sau khi nêu."

    return Text(en=text("en"), vi=text("vi"))


def too_few(
    shelves: Sequence[Shelf],
    moment: datetime | None = None,
    language: Language | None = None,
    *,
    is_part: bool = False,
) -> Text:
    """Says how few pages are held: of a time and a language, where only those would tell; `is_part`: without those that
    have figures of other things alone."""
    day = time_text(_start_of_day(moment), "en"), time_text(_start_of_day(moment), "vi")
    such = (" that may have it", " có thể có số này") if is_part else ("", "")
    of_en = f" from {day[0]} on" if moment is not None else ""
    of_vi = f" từ {day[1]}" if moment is not None else ""
    if language is not None:
        of_en += " in English" if language == "en" else " in Vietnamese"
        of_vi += " bằng tiếng Anh" if language == "en" else " bằng tiếng Việt"
    en = ", ".join(f"{len(s.pages)} of {s.name}{_from_to(s, 'en')}" for s in shelves)
    vi = ", ".join(f"{len(s.pages)} của {s.name}{_from_to(s, 'vi')}" for s in shelves)
    return Text(
        en=f"The attribution could not be checked: original pages{such[0]} held{of_en}: {en}.",
        vi=f"Chưa kiểm tra được việc dẫn nguồn: số bài gốc{such[1]} đang lưu{of_vi}: {vi}.",
    )


def _from_to(shelf: Shelf, tongue: Tongue) -> str:
    """ " (2 Sep 2025 – 7 Sep 2025)", and how many have no date."""
    ends = [end for page in shelf.pages if page.published for end in (page.published.start, page.published.end) if end]
    undated = sum(page.published is None for page in shelf.pages)
    parts = []
    if ends:
        first, last = time_text(_start_of_day(min(ends)), tongue), time_text(_start_of_day(max(ends)), tongue)
        parts.append(first if first == last else f"{first} – {last}")
    if undated:
        parts.append(f"{undated} without a date" if tongue == "en" else f"{undated} bài không rõ ngày")
    return f" ({', '.join(parts)})" if parts else ""


def _start_of_day(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(VIETNAM).replace(hour=0, minute=0, second=0)


def _house_name(name: str) -> str:
    return fold(name.split(" (")[0])
