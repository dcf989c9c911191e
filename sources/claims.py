"""What an article asserts, one claim at a time: figures, milestones, ranks, attributions, quotations, and
who made the thing.

The article alone is read, never the claims of a topic file. Figures come from `sources.figures`; the cues
for the rest are a table, `claims.toml`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.credits import Credit, find_credits
from sources.model import Article, CheckedClaim, ClaimKind, Figure, Metric, Outlet, Subject, Topic
from sources.text import fold, sentences

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_NAME = r"[A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ][\w’'&.-]*"
_NAMES = re.compile(
    rf"(?:the\s+)?{_NAME}(?:\s+{_NAME})*(?:(?:\s*,\s*|\s+(?:and|và|&)\s+|\s*,\s*(?:and|và)\s+)"
    rf"(?:the\s+)?{_NAME}(?:\s+{_NAME})*)*"
)
_SEPARATOR = re.compile(r"\s*,\s*(?:and\s+|và\s+)?|\s+(?:and|và|&)\s+")
_MIN_QUOTED_WORDS = 4  # shorter ones are titles and single words in quotation marks


@dataclass(frozen=True, slots=True)
class _Role:
    role: str
    after: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Cues:
    roles: tuple[_Role, ...]


def find_claims(
    article: Article, figures: Sequence[Figure], topic: Topic | None, outlets: Mapping[str, Outlet]
) -> list[CheckedClaim]:
    """Every claim of the article, in the order of its text."""
    cues = _load_cues()
    own = (article.outlet, article.outlet_name)
    metrics = {metric.key: metric for metric in topic.metrics} if topic else {}
    claims: list[CheckedClaim] = []
    texts = [(-1, article.title)] if article.title else []
    for number, text in [*texts, *enumerate(article.paragraphs)]:
        for start, end in sentences(text):
            here = [
                figure
                for figure in figures
                if figure.paragraph == number and start <= figure.start < end and figure.status != "negated"
            ]
            credits = list(find_credits(text, start, end, article.language, outlets, but=own))
            claims += (
                _figure_claim(figure, metrics.get(figure.metric or ""), _nearest(credits, figure.start, figure.end))
                for figure in here
            )
            quotes = list(_quotations(text, start, end, article, number, credits))
            claims += quotes
            if not quotes:
                claims += (_attribution(text, start, end, number, credit, bool(here)) for credit in credits)
            claims += _facts(text, start, end, article, number, topic, cues)
    return sorted(claims, key=lambda claim: (claim.paragraph, claim.start, claim.end, claim.kind))


def _figure_claim(figure: Figure, metric: Metric | None, credits: tuple[str, ...]) -> CheckedClaim:
    kind: ClaimKind = "figure"
    if metric is not None and metric.kind == "rank":
        kind = "rank"
    elif metric is not None and metric.kind in ("date", "duration"):
        kind = "milestone" if figure.milestone or metric.kind == "duration" else "date"
    return CheckedClaim(
        claim_id=_claim_id(figure.article_id, figure.paragraph, kind, figure.said, figure.metric or "", figure.start),
        kind=kind,
        said=figure.said,
        paragraph=figure.paragraph,
        start=figure.start,
        end=figure.end,
        figure=figure,
        credits=credits,
        subject=figure.subject,
    )


def _attribution(text: str, start: int, end: int, paragraph: int, credit: Credit, has_figures: bool) -> CheckedClaim:
    """With figures beside it the words are the credit; without any, the whole sentence is what is ascribed."""
    first, last = (credit.start, credit.end) if has_figures else (start, end)
    said = text[first:last]
    return CheckedClaim(
        claim_id=_claim_id("", paragraph, "attribution", said, ",".join(credit.outlets), first),
        kind="attribution",
        said=said,
        paragraph=paragraph,
        start=first,
        end=last,
        credits=credit.outlets,
    )


def _nearest(credits: Sequence[Credit], start: int, end: int) -> tuple[str, ...]:
    """The outlets credited nearest to some words; of two as near, those named before them."""
    near = min(credits, key=lambda each: max(start - each.end, each.start - end), default=None)
    return near.outlets if near else ()


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
            claim_id=_claim_id(article.article_id, paragraph, "quotation", words, "", match.start(group)),
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
    return before[-1].outlets if before else _nearest(credits, at, at)


def _is_title(words: str) -> bool:
    """Most words begin with a capital: the name of a work."""
    parts = [word for word in words.split() if word[:1].isalpha()]
    return bool(parts) and sum(word[0].isupper() for word in parts) * 2 > len(parts)


def _facts(
    text: str, start: int, end: int, article: Article, paragraph: int, topic: Topic | None, cues: _Cues
) -> Iterator[CheckedClaim]:
    """Who directed, produced or wrote the topic's subject, where a sentence names subject and people."""
    if topic is None:
        return
    sentence = text[start:end]
    subject = _subject_in(sentence, topic.subjects)
    if subject is None:
        return
    for role in cues.roles:
        for cue in role.after.get(article.language, ()):
            match = re.search(
                rf"(?<!\w){re.escape(cue)}(?!\w)(?:\s+[a-zà-ỹđ]+){{0,6}}?\s+(?={_NAMES.pattern})",
                sentence,
                re.IGNORECASE if cue[0].isupper() else 0,
            )
            if match is None:
                match = re.search(
                    rf"(?<!\w){re.escape(cue.capitalize())}(?!\w)(?:\s+[a-zà-ỹđ]+){{0,6}}?\s+"
                    rf"(?={_NAMES.pattern})",
                    sentence,
                )
            found = _NAMES.match(sentence, match.end()) if match else None
            if match is None or found is None:
                continue
            names = tuple(name.removeprefix("the ") for name in _SEPARATOR.split(found[0]) if name)
            first = start + match.start()
            last = start + found.end()
            yield CheckedClaim(
                claim_id=_claim_id(article.article_id, paragraph, "fact", text[first:last], role.role, first),
                kind="fact",
                said=text[first:last],
                paragraph=paragraph,
                start=first,
                end=last,
                subject=subject.name,
                role=role.role,
                names=names,
            )
            break


def _subject_in(sentence: str, subjects: Sequence[Subject]) -> Subject | None:
    folded = fold(sentence)
    for subject in sorted(subjects, key=lambda each: not each.main):
        for names in subject.names.values():
            if any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in names):
                return subject
    return None


def _claim_id(article: str, paragraph: int, kind: str, said: str, what: str, start: int) -> str:
    return hashlib.sha256(f"{article}|{paragraph}|{start}|{kind}|{said}|{what}".encode()).hexdigest()[:16]


@cache
def _load_cues() -> _Cues:
    table = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))
    return _Cues(
        roles=tuple(
            _Role(role=each["role"], after={key: tuple(value) for key, value in each["after"].items()})
            for each in table["role"]
        ),
    )
