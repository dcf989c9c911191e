"""Claims without a number of their own: quotations, what is ascribed to an outlet in words, and who made the thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from rapidfuzz import fuzz

from sources.facts import find_facts
from sources.model import Article, CheckedClaim, Language, Outlet, Topic
from sources.text import fold
from warehouse.reconcile.model import Text
from warehouse.reconcile.origins import NEAR_DUPLICATE, PASSAGE
from warehouse.verdicts.model import EMPTY, Attribution, Evidence, Judgement, Verdict
from warehouse.verdicts.press import ENOUGH_PAGES, Shelf, came_later, in_language, not_found, too_few
from warehouse.verdicts.witnesses import house_of
from warehouse.verdicts.wording import Like, count_words, find_like, has_words, language_of
from warehouse.words import TONGUES, period_text

_LEAST_WORDS = 4  # fewer words are met by chance
_WITNESSES = 2  # houses that must say who made a thing, in words of their own
_LIKE = Text(
    en="A passage like it is there, in which some words differ: whether it is the same is for a reader to say: {}.",
    vi="Có đoạn gần giống, nhưng vài từ khác: có phải cùng một lời hay không cần người đọc xem: {}.",
)
_TURNED = Text(
    en="A passage like it is there, but only one of the two has a “not”, an “if” or the like: {}.",
    vi="Có đoạn gần giống, nhưng chỉ một bên có “không”, “nếu” hay từ tương tự: {}.",
)
_OTHER_NUMBER = Text(
    en="A passage like it is there with another number: {}.", vi="Có đoạn gần giống nhưng với con số khác: {}."
)
_TOO_FEW = Text(
    en=f"It takes {ENOUGH_PAGES} to say that something is not there.",
    vi=f"Cần từ {ENOUGH_PAGES} bài trở lên mới nói được là không có.",
)
_LOOK = Text(en="A look at that passage on its page.", vi="Xem lại đoạn đó trên trang gốc.")


def judge_quotation(claim: CheckedClaim, shelves: Sequence[Shelf], articles: Sequence[Article]) -> Verdict:
    """Whether the words stand on a page of each outlet that they are ascribed to. `articles`: what may be searched
    where none is."""
    quote = claim.quote or ""
    if not shelves:
        found = [page for page in articles if has_words(quote, page)]
        if found and count_words(quote) >= _LEAST_WORDS:
            return found_verdict(claim, found, origins=1)
        why = Text(
            en="No outlet is credited with the words, and no page held has them.",
            vi="Không nêu tòa soạn nào, và không bài nào đang lưu có lời này.",
        )
        like = find_like(quote, articles)
        return _near(nothing_verdict(claim, why), [like] if like else [])
    return _words_of(claim, quote, shelves, is_quoted=True)


def judge_ascribed(claim: CheckedClaim, shelves: Sequence[Shelf]) -> Verdict:
    """Whether what is ascribed to outlets stands on their pages in these words. In other words it would not be seen, so
    that it is never said not to be there."""
    return _words_of(claim, claim.quote or claim.said, shelves, is_quoted=False)


def _words_of(claim: CheckedClaim, words: str, shelves: Sequence[Shelf], *, is_quoted: bool) -> Verdict:
    language: Language = language_of(words)
    names = ", ".join(shelf.name for shelf in shelves)
    having_it = _standing_there(words, shelves)
    found: list[Article] = []
    without: list[Shelf] = []
    for shelf in shelves:
        having = [page for page in shelf.pages if has_words(words, page)]
        found += having
        if not having:
            without.append(in_language(shelf, language))
    if not without and (is_quoted or count_words(words) >= _LEAST_WORDS):
        return found_verdict(claim, found, origins=len(shelves))
    likes = [like for shelf in without for like in (find_like(words, shelf.pages),) if like] if is_quoted else []
    thin = [shelf for shelf in without if shelf.is_thin]
    if thin or not without:
        is_all = all(len(shelf.pages) == len(in_language(shelf, language).pages) for shelf in shelves)
        few = too_few(thin or shelves, None, None if is_all else language)
        needed = _TOO_FEW if is_quoted and thin else EMPTY
        return _near(nothing_verdict(claim, _join(having_it, few, needed), "unchecked", names=names), likes)
    if likes and len(likes) == len(without) and all(like.is_alike for like in likes):
        return _near(nothing_verdict(claim, having_it, "unchecked", names=names), likes)
    late = {s.name: having for s in without for having in ([p for p in s.later if has_words(words, p)],) if having}
    said = _join(having_it, not_found(without, is_later=bool(late)), came_later(late) if late else EMPTY)
    if is_quoted:
        mark = "attribution-later" if len(late) == len(without) else "attribution-failed"
        return _near(nothing_verdict(claim, said, "failed", (mark,), names), likes)
    why = Text(
        en=f"{said.en} Only the same words would be seen, so the attribution could not be checked.",
        vi=f"{said.vi} Chỉ nhận ra lời giống hệt, nên chưa kiểm tra được việc dẫn nguồn.",
    )
    return nothing_verdict(claim, why, "unchecked", names=names)


def _near(verdict: Verdict, likes: Sequence[Like]) -> Verdict:
    """The verdict with the passages that are like the words, and in what they differ."""
    if not likes:
        return verdict
    texts = [_like_text(like) for like in likes]
    return replace(verdict, explanation=_join(verdict.explanation, *texts), would_settle=_LOOK)


def _like_text(like: Like) -> Text:
    text = _LIKE if like.is_alike else _TURNED if like.is_turned else _OTHER_NUMBER
    out = like.page.published
    days = [f", {period_text(out, tongue)}" if out is not None else "" for tongue in TONGUES]
    en, vi = (f"“{like.text}” ({like.page.outlet_name}{day})" for day in days)
    return Text(en=text.en.format(en), vi=text.vi.format(vi))


def _standing_there(words: str, shelves: Sequence[Shelf]) -> Text:
    """Says which of several outlets have the words."""
    names = ", ".join(shelf.name for shelf in shelves if any(has_words(words, page) for page in shelf.pages))
    if not names or len(shelves) == 1:
        return EMPTY
    return Text(en=f"Found in pages of {names}.", vi=f"Có trong bài của {names}.")


def _join(*texts: Text) -> Text:
    return Text(en=" ".join(t.en for t in texts if t.en), vi=" ".join(t.vi for t in texts if t.vi))


def judge_fact(
    claim: CheckedClaim, articles: Sequence[Article], topic: Topic, outlets: Mapping[str, Outlet]
) -> Verdict:
    """Who made the thing: where two houses say just that of just these, in words of their own."""
    wanted = {fold(name).removeprefix("the ") for name in claim.names}
    pro: list[tuple[Article, str]] = []
    con: list[Article] = []
    for page in articles if wanted else ():
        for fact in find_facts(page, topic) if page.wording == "original" else ():
            if fact.role != claim.role or fact.subject != claim.subject:
                continue
            named = {fold(name).removeprefix("the ").rstrip(" .") for name in fact.names}
            if wanted <= named:
                pro.append((page, page.paragraphs[fact.paragraph]))
            elif not wanted & named:
                con.append(page)
    houses = {house_of(page.outlet, outlets) for page, _ in pro}
    origins = min(len(houses), _count_passages([text for _, text in pro]))
    pages = list(dict.fromkeys(page for page, _ in pro))
    if origins >= _WITNESSES:
        return found_verdict(claim, pages, origins=origins, against=con)
    return nothing_verdict(
        claim,
        Text(
            en="Two original pages that say so are needed; simulated pages settle no words.",
            vi="Cần hai bài gốc nói như vậy; trang mô phỏng không dùng để xét câu chữ.",
        ),
    )


def found_verdict(
    claim: CheckedClaim, pages: Sequence[Article], *, origins: int, against: Sequence[Article] = ()
) -> Verdict:
    """The words are on these pages; others say it of others."""
    verdict: Judgement = "conflicting" if against else "supported"
    names = ", ".join(sorted({page.outlet_name for page in pages}))
    others = ", ".join(sorted({page.outlet_name for page in against}))
    return Verdict(
        claim=claim,
        verdict=verdict,
        qualifiers=(),
        attribution="confirmed" if claim.credits else "none",
        outlets=len({page.outlet for page in (*pages, *against)}),
        origins=origins,
        evidence=tuple(
            Evidence(figure_id=None, article_id=page.article_id, outlet=page.outlet, stance=stance)
            for stance, held in _stances(pages, against)
            for page in dict.fromkeys(held)
        ),
        explanation=Text(
            en=f"Found in pages of {names}." + (f" Pages of {others} name others." if others else ""),
            vi=f"Có trong bài của {names}." + (f" Bài của {others} nêu người khác." if others else ""),
        ),
        would_settle=EMPTY,
        derivation={
            "rule": "words found in original pages",
            "inputs": [page.article_id for page in (*pages, *against)],
            "steps": [],
        },
    )


def _stances(
    pages: Sequence[Article], against: Sequence[Article]
) -> tuple[tuple[Literal["for", "against"], Sequence[Article]], ...]:
    return ("for", pages), ("against", [page for page in against if page not in pages])


def nothing_verdict(
    claim: CheckedClaim, why: Text, attribution: Attribution = "none", qualifiers: tuple[str, ...] = (), names: str = ""
) -> Verdict:
    """Nothing is said of a claim, and why."""
    settle = Text(
        en=f"Pages of {names} from before the claim was made."
        if names
        else "Original pages of other outlets that speak of it.",
        vi=f"Các bài của {names} đăng trước khi nêu." if names else "Bài gốc của các tòa soạn khác nói về điều này.",
    )
    return Verdict(
        claim=claim,
        verdict="not_enough_evidence",
        qualifiers=qualifiers,
        attribution=attribution,
        outlets=0,
        origins=0,
        evidence=(),
        explanation=why,
        would_settle=settle,
        derivation={"rule": "no evidence, no verdict", "inputs": [], "steps": []},
    )


def _count_passages(texts: Sequence[str]) -> int:
    """How many of the passages are none another's copy."""
    own: list[str] = []
    for text in texts:
        if not any(
            min(len(text), len(other)) >= PASSAGE and fuzz.token_set_ratio(text, other) >= NEAR_DUPLICATE
            for other in own
        ):
            own.append(text)
    return len(own)
