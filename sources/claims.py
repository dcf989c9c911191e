"""What an article asserts, one claim at a time: figures, milestones, ranks, attributions, quotations, and
who made the thing.

The article alone is read, never the claims of a topic file. Figures come from `sources.figures`; the cues
for the rest are a table, `claims.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.credits import Credit, find_credits, without_credit
from sources.facts import claim_id, facts_in
from sources.model import Article, CheckedClaim, ClaimKind, Figure, Metric, Outlet, Topic
from sources.text import sentences

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_MIN_QUOTED_WORDS = 4  # shorter ones are titles and single words in quotation marks


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand."""

    start: int
    end: int


def find_claims(
    article: Article, figures: Sequence[Figure], topic: Topic | None, outlets: Mapping[str, Outlet]
) -> list[CheckedClaim]:
    """Every claim of the article, in the order of its text."""
    own = (article.outlet, article.outlet_name)
    metrics = {metric.key: metric for metric in topic.metrics} if topic else {}
    claims: list[CheckedClaim] = []
    texts = [(-1, article.title)] if article.title else []
    for number, text in [*texts, *enumerate(article.paragraphs)]:
        for start, end in sentences(text):
            here = [figure for figure in figures if figure.paragraph == number and start <= figure.start < end]
            credits = list(find_credits(text, start, end, article.language, outlets, but=own))
            claims += (
                _figure_claim(figure, metrics.get(figure.metric or ""), _outlets(_nearest(credits, figure)))
                for figure in here
            )
            quotes = list(_quotations(text, start, end, article, number, credits))
            claims += quotes
            if not quotes:
                claims += (_attribution(text, start, end, article, number, credit, credits, here) for credit in credits)
            claims += facts_in(text, start, end, article, number, topic)
    return sorted(claims, key=lambda claim: (claim.paragraph, claim.start, claim.end, claim.kind))


def _figure_claim(figure: Figure, metric: Metric | None, credits: tuple[str, ...]) -> CheckedClaim:
    kind: ClaimKind = "figure"
    if metric is not None and metric.kind == "rank":
        kind = "rank"
    elif metric is not None and metric.kind in ("date", "duration"):
        kind = "milestone" if figure.milestone or metric.kind == "duration" else "date"
    return CheckedClaim(
        claim_id=claim_id(figure.article_id, figure.paragraph, kind, figure.said, figure.metric or "", figure.start),
        kind=kind,
        said=figure.said,
        paragraph=figure.paragraph,
        start=figure.start,
        end=figure.end,
        figure=figure,
        credits=credits,
        subject=figure.subject,
    )


def _attribution(
    text: str,
    start: int,
    end: int,
    article: Article,
    paragraph: int,
    credit: Credit,
    credits: Sequence[Credit],
    figures: Sequence[Figure],
) -> CheckedClaim:
    """With figures beside it the words are the credit; without any, the whole sentence is what is ascribed."""
    first, last = (credit.start, credit.end) if figures else (start, end)
    said = text[first:last]
    return CheckedClaim(
        claim_id=claim_id("", paragraph, "attribution", said, ",".join(credit.outlets), first),
        kind="attribution",
        said=said,
        paragraph=paragraph,
        start=first,
        end=last,
        credits=credit.outlets,
        quote="" if figures else without_credit(text, credit, start, end, article.language),
        beside=tuple(figure.figure_id for figure in figures if _nearest(credits, figure) is credit),
        places=credit.places,
    )


def parts_of(claim: CheckedClaim) -> list[CheckedClaim]:
    """A credit of several outlets as one claim of each, since one may have it and another not. Beside figures the words
    are the outlet's name; of a sentence that is ascribed they stay the sentence."""
    parts = []
    for outlet, (start, end) in zip(claim.credits, claim.places, strict=False):
        first, last = (start, end) if claim.beside or not claim.quote else (claim.start, claim.end)
        said = claim.said[first - claim.start : last - claim.start]
        identity = claim_id("", claim.paragraph, "attribution", said, outlet, first)
        place = ((start, end),)
        parts.append(
            replace(claim, claim_id=identity, said=said, start=first, end=last, credits=(outlet,), places=place)
        )
    return parts


def _nearest(credits: Sequence[Credit], words: Figure | Span) -> Credit | None:
    """The outlets credited nearest to some words; of two as near, those named before them."""
    return min(credits, key=lambda each: max(words.start - each.end, each.start - words.end), default=None)


def _outlets(credit: Credit | None) -> tuple[str, ...]:
    return credit.outlets if credit else ()


def _quotations(
    text: str, start: int, end: int, article: Article, paragraph: int, credits: Sequence[Credit]
) -> Iterator[CheckedClaim]:
    """Words in quotation marks, ascribed to whoever was named last before them, else first behind them."""
    for match in _QUOTED.finditer(text, start):
        if match.start() >= end:
            return
        words = next(group for group in match.groups() if group is not None)
        group = match.lastindex or 0
        if len(words.split()) < _MIN_QUOTED_WORDS or _is_title(words):
            continue
        yield CheckedClaim(
            claim_id=claim_id(article.article_id, paragraph, "quotation", words, "", match.start(group)),
            kind="quotation",
            said=words,
            paragraph=paragraph,
            start=match.start(group),
            end=match.end(group),
            credits=_speaker(credits, match.start()),
            quote=words.rstrip(" ,.;"),
        )


def _speaker(credits: Sequence[Credit], at: int) -> tuple[str, ...]:
    before = [credit for credit in credits if credit.end <= at]
    return before[-1].outlets if before else _outlets(_nearest(credits, Span(start=at, end=at)))


def _is_title(words: str) -> bool:
    """Most words begin with a capital: the name of a work."""
    parts = [word for word in words.split() if word[:1].isalpha()]
    return bool(parts) and sum(word[0].isupper() for word in parts) * 2 > len(parts)
