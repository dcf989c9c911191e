"""Whose figures may speak for or against a claim: everybody's but the claimant's, its copies', and whoever cites it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rapidfuzz import fuzz

from sources.credits import credits_outlet, names_outlet
from sources.model import Article, CheckedClaim, Outlet, Period
from sources.text import fold
from warehouse.reconcile.model import Comparable
from warehouse.verdicts.model import Claimant

SHARED_VALUES = 3  # this many equal amounts, and most of the claimant's, make an article a copy
SHARED_SHARE = 0.6
NEAR_DUPLICATE = 88  # token-set similarity of a paragraph, in per cent


def find_copies(
    claims: Sequence[CheckedClaim],
    claimant: Claimant,
    articles: Iterable[Article],
    items: Sequence[Comparable],
    amounts: Mapping[str, set[tuple[object, str]]],
    outlets: Mapping[str, Outlet],
) -> set[str]:
    """Articles that are the claimant's own or of another edition of its house, cite it, or came after it and restate it
    or share its text. What was out before a claim is no copy of it, and of an outlet that the claimant credits only
    what is known to be later may be one. `amounts` holds the values and units that each article states."""
    own: set[tuple[object, str]] = {
        (claim.figure.quantity.value, claim.figure.quantity.unit)
        for claim in claims
        if claim.figure is not None and claim.figure.quantity.unit not in ("rank", "date", "days")
    }
    credited = {key for claim in claims for key in claim.credits}
    named = outlets.get(claimant.outlet or "")
    excluded: set[str] = set()
    for article in articles:
        may_copy = (
            is_later(article.published, claimant.published)
            if article.outlet in credited
            else not is_earlier(article.published, claimant.published)
        )
        if (
            (claimant.url and article.url == claimant.url)
            or (claimant.outlet and house_of(article.outlet, outlets) == house_of(claimant.outlet, outlets))
            or (named is not None and _cites(article, named))
            or (may_copy and _restates(own, amounts.get(article.article_id, set())))
            or (may_copy and _shares_text(claimant.article, article))
        ):
            excluded.add(article.article_id)
    for item in items:
        cited = item.figure.attributed_to or item.origin
        if cited is not None and named is not None and names_outlet(cited, named):
            excluded.add(item.figure.article_id)
    return excluded


def house_of(key: str, outlets: Mapping[str, Outlet]) -> str:
    """The house of an outlet: its editions are no independent witnesses."""
    outlet = outlets.get(key)
    return (outlet.group or outlet.key) if outlet else fold(key)


def is_earlier(published: Period | None, moment: Period | None) -> bool:
    """Whether something is known to have been out before; what came out on one day is not."""
    return _is_before(published.end if published else None, moment.start if moment else None)


def is_later(published: Period | None, moment: Period | None) -> bool:
    """Whether something is known to have come out afterwards."""
    return _is_before(moment.end if moment else None, published.start if published else None)


def _is_before(first: datetime | None, second: datetime | None) -> bool:
    return first is not None and second is not None and first < second


def _cites(article: Article, claimant: Outlet) -> bool:
    return any(credits_outlet(text, article.language, claimant) for text in (article.title or "", *article.paragraphs))


def _restates(own: set[tuple[object, str]], stated: set[tuple[object, str]]) -> bool:
    shared = own & stated
    return len(shared) >= SHARED_VALUES and len(shared) >= SHARED_SHARE * len(own)


def _shares_text(mine: Article | None, other: Article) -> bool:
    if mine is None or mine.language != other.language or "facsimile" in (mine.wording, other.wording):
        return False
    long = [text for text in mine.paragraphs if len(text) > 120]
    return any(
        fuzz.token_set_ratio(text, theirs) >= NEAR_DUPLICATE
        for text in long
        for theirs in other.paragraphs
        if len(theirs) > 120
    )
