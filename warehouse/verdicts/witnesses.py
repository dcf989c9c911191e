"""Whose figures may speak for or against a claim: everybody's but the claimant's, its copies', and whoever cites it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from sources.model import Article, CheckedClaim
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
    amounts: dict[str, set[tuple[object, str]]],
) -> set[str]:
    """Articles that are the claimant's own, restate it, share its text, or cite it. `amounts` holds the values and
    units that each article states."""
    own: set[tuple[object, str]] = {
        (claim.figure.quantity.value, claim.figure.quantity.unit)
        for claim in claims
        if claim.figure is not None and claim.figure.quantity.unit not in ("rank", "date", "days")
    }
    name = fold(claimant.outlet_name or "")
    excluded: set[str] = set()
    for article in articles:
        if (
            (claimant.url and article.url == claimant.url)
            or (claimant.outlet and article.outlet == claimant.outlet)
            or (
                name
                and len(name) > 5
                and any(name in fold(text) for text in (article.title or "", *article.paragraphs))
            )
            or _restates(own, amounts.get(article.article_id, set()))
            or _shares_text(claimant.article, article)
        ):
            excluded.add(article.article_id)
    for item in items:
        if item.origin is not None and name and len(name) > 5 and name in fold(item.origin):
            excluded.add(item.figure.article_id)
    return excluded


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
