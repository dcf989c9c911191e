"""What may be said of a claim, in its smallest form: a few pages of made-up outlets, a claim, and its verdicts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sources.claims import find_claims
from sources.figures import read_figures
from sources.lines import FigureLine, dumps, parse_article_line, parse_figure_line
from sources.model import VIETNAM, Article, Claim, Layout, Outlet, Period, Quantity, Topic
from sources.seeds import parse_period
from sources.topics import find_topic, load_topic
from warehouse.recheck_verdicts import recheck_verdict
from warehouse.reconcile.comparable import ASIDE, make_comparables
from warehouse.reconcile.origins import passages_of, with_witnesses
from warehouse.verdicts import Claimant, Holdings, Verdict, judge
from warehouse.verdicts.stretches import with_days
from warehouse.verdicts.unlisted import with_unlisted
from warehouse.verify import judge_topic

FOLDER = Path(__file__).with_name("verdicts")
TOPIC = load_topic(FOLDER / "topic.toml")
NAMES = {
    "alpha": "Alpha Daily",
    "beta": "Beta Post",
    "gamma": "Gamma Wire",
    "kinhte": "Kinh Tế",
    "claimer": "Claimer Herald",
    "claimer_vi": "Claimer Herald (Vietnamese)",
}
OUTLETS = {
    key: Outlet(
        key=key,
        name=name,
        language="vi" if key == "kinhte" else "en",
        home=f"https://{key}.example.org/",
        hosts=(f"{key}.example.org",),
        layout=Layout(),
        group="claimer" if key.startswith("claimer") else None,
    )
    for key, name in NAMES.items()
}


def _cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(file.read_text("utf-8")).get("case", ()):
            yield pytest.param(case, id=f"{file.stem}-{case['id']}")


def _page(row: Mapping[str, Any], number: int) -> Article:
    """A page as the cases give it: its outlet, when it was published, its paragraphs."""
    outlet = row.get("outlet", f"n{number}.example.org")
    host = f"{outlet}.example.org" if outlet in OUTLETS else outlet
    line = {
        "id": f"page{number}",
        "url": f"https://{host}/a-{number}.html",
        "outlet": outlet,
        "lang": row.get("lang", "en"),
        "published": row.get("published"),
        "title": row.get("title"),
        "paragraphs": row["text"] if isinstance(row["text"], list) else [row["text"]],
    }
    return replace(parse_article_line(line), outlet_name=row.get("name") or NAMES.get(outlet, outlet))


def hold(pages: Sequence[Article], topic: Topic) -> Holdings:
    """What a warehouse with these pages holds."""
    lines = [
        FigureLine(
            figure=figure,
            outlet=page.outlet,
            outlet_name=page.outlet_name,
            url=page.url,
            published=page.published,
            language=page.language,
        )
        for page in pages
        for figure in read_figures(page, topic).figures
    ]
    items, pairs = make_comparables(lines, topic, OUTLETS)
    aside, _ = make_comparables(lines, topic, OUTLETS, statuses=ASIDE)
    return Holdings(
        items=with_witnesses(items, passages_of(pages)),
        aside=aside,
        pairs=pairs,
        articles=pages,
        figures=[line.figure for line in lines],
    )


def _judge(case: Mapping[str, Any]) -> list[Verdict]:
    topic = replace(TOPIC, metrics=tuple(m for m in TOPIC.metrics if m.key not in case.get("without", ())))
    pages = [_page(row, number) for number, row in enumerate(case["pages"])]
    article = replace(_page(case["claim"], 99), article_id="claim", url="")
    outlet = OUTLETS.get(case["claim"].get("outlet", ""))
    claimant = Claimant(
        article=article,
        url=None,
        outlet=outlet.key if outlet else None,
        outlet_name=outlet.name if outlet else None,
        published=article.published,
    )
    known = with_unlisted(OUTLETS, pages)
    claims = find_claims(article, read_figures(article, topic).figures, topic, known)
    return judge(hold(pages, topic), topic, claims, claimant, OUTLETS)


@pytest.mark.parametrize("case", list(_cases()))
def test_verdict(case: Mapping[str, Any]) -> None:
    verdicts = _judge(case)
    for wanted in case["expect"]:
        found = [v for v in verdicts if v.claim.kind == wanted["kind"] and wanted.get("said", "") in v.claim.said]
        assert found, [f"{v.claim.kind}: {v.claim.said}" for v in verdicts]
        for verdict in found:
            seen = f"{verdict.verdict} {verdict.qualifiers} {verdict.attribution}: {verdict.explanation.en}"
            assert verdict.verdict == wanted["verdict"], seen
            if "attribution" in wanted:
                assert verdict.attribution == wanted["attribution"], seen
            if "qualifiers" in wanted:
                assert set(wanted["qualifiers"]) <= set(verdict.qualifiers), seen
            if "never" in wanted:
                assert not set(wanted["never"]) & set(verdict.qualifiers), seen
            if "origins" in wanted:
                assert verdict.origins == wanted["origins"], seen
            for text in wanted.get("en", ()):
                assert text in verdict.explanation.en, seen
            for text in wanted.get("not_en", ()):
                assert text not in verdict.explanation.en, seen
            for text in wanted.get("settle", ()):
                assert text in verdict.would_settle.en, verdict.would_settle.en
            for text in wanted.get("not_settle", ()):
                assert text not in verdict.would_settle.en, verdict.would_settle.en
    for verdict in verdicts:
        stances = {(each.figure_id, each.article_id): each.stance for each in verdict.evidence}
        assert verdict.verdict == "not_enough_evidence" or verdict.evidence
        assert len(stances) == len(verdict.evidence), "a figure stands on both sides"
        assert recheck_verdict(verdict.verdict, _as_stored(verdict)) is None


def _as_stored(verdict: Verdict) -> dict[str, Any]:
    return dict(json.loads(dumps(verdict.derivation), parse_float=Decimal))


@pytest.mark.parametrize(
    ("part", "key", "value", "problem"),
    [
        ("claim", "low", 1, "other bounds"),
        ("claim", "unit", "USD", "is in VND, the claim in USD"),
        ("claim", "time_end", "2025-09-01T12:00:00+07:00", "of another time"),
        ("inputs", "low", 555000000000, "does not fit the claim"),
        ("inputs", "unit", "people", "is in people"),
        ("inputs", "time_start", "2025-09-09T12:00:00+07:00", "of another time"),
        ("inputs", "stance", "against", "refuted"),
    ],
)
def test_a_verdict_that_was_tampered_with_does_not_hold(part: str, key: str, value: object, problem: str) -> None:
    text = "Paper Lantern had grossed 552 billion dong as of 16:00 on 7 September."
    page = {"outlet": "alpha", "published": "2025-09-07", "text": text}
    (verdict,) = _judge({"pages": [page], "claim": {"published": "2025-09-20", "text": text}})
    derivation = _as_stored(verdict)
    assert recheck_verdict("supported", derivation) is None
    rows = derivation[part] if part == "inputs" else [derivation[part]]
    rows[0][key] = value
    assert problem in str(recheck_verdict("supported", derivation))


def test_a_verdict_of_an_older_version_asks_for_another_run() -> None:
    kept = {"figure": "f", "low": 1, "high": 1, "house": "alpha", "stance": "for"}
    older = {"rule": "", "settings": {"outweighs": 3}, "claim": {"low": 1, "high": 1}, "inputs": [kept], "steps": []}
    assert "run the topic again" in str(recheck_verdict("supported", older))


def test_who_shares_a_party_with_another_is_not_counted_twice() -> None:
    text = "Paper Lantern had grossed {} billion dong as of 16:00 on 7 September{}."
    named = ("Box Office Alpha", "the Film Department", "the Cinema Association")
    pages = [
        *({"published": "2025-09-07", "text": text.format(552, f", according to {name}")} for name in named),
        {"published": "2025-09-07", "text": text.format(480, ", according to Epsilon Radio")},
    ]
    (verdict,) = _judge({"pages": pages, "claim": {"published": "2025-09-20", "text": text.format(480, "")}})
    derivation = _as_stored(verdict)
    assert recheck_verdict("refuted", derivation) is None
    against = [row for row in derivation["inputs"] if row["stance"] == "against"]
    for row, name in zip(against, ("Delta TV; Box Office Alpha", "Alpha Daily; Box Office Alpha"), strict=False):
        row["origin"] = name
    assert "make it conflicting" in str(recheck_verdict("refuted", derivation))


def test_a_claim_in_other_money_is_rechecked_by_its_rate() -> None:
    text = "Paper Lantern had grossed {} as of 16:00 on 7 September."
    page = {"outlet": "alpha", "published": "2025-09-07", "text": text.format("552 billion dong")}
    claim = {"published": "2025-09-20", "text": text.format("US$20.9 million")}
    (verdict,) = _judge({"pages": [page], "claim": claim, "without": ["exports"]})
    derivation = _as_stored(verdict)
    assert recheck_verdict(verdict.verdict, derivation) is None
    derivation["claim"]["rate"] = 24000
    assert "is not" in str(recheck_verdict(verdict.verdict, derivation))


@pytest.mark.parametrize(("day", "attribution"), [("2025-09-08", "failed"), ("2025-09-20", "confirmed")])
def test_what_came_out_after_a_claim_of_the_topic_was_not_cited_by_it(day: str, attribution: str) -> None:
    texts = {
        "2025-09-07": "Paper Lantern is in cinemas.",
        "2025-09-07T12:00:00+07:00": "Paper Lantern is seen by many.",
        "2025-09-07T18:00:00+07:00": "Paper Lantern is still in cinemas.",
        "2025-09-15": (
            "Paper Lantern had grossed 551.8 billion dong as of 7 September. "
            "It is a film about the price of peace in a small town."
        ),
    }
    pages = [
        _page({"outlet": "alpha", "published": when, "text": text}, number)
        for number, (when, text) in enumerate(texts.items())
    ]
    made = parse_period(day, VIETNAM)
    amount = Decimal("551800000000")
    half = Decimal("50000000")
    quantity = Quantity(value=amount, unit="VND", low=amount - half, high=amount + half, precision=half * 2)
    claims = (
        Claim(
            claim_id="total",
            text={"en": "It took 551.8 billion dong."},
            by="https://claims.example.com/a",
            published=made,
            subject="Đèn Lồng",
            metric="gross",
            quantity=quantity,
            as_of=parse_period("2025-09-07", VIETNAM),
            credits=("alpha",),
        ),
        Claim(
            claim_id="words",
            text={"en": "Alpha Daily wrote so."},
            by="https://claims.example.com/a",
            published=made,
            subject="Đèn Lồng",
            credits=("alpha",),
            quote="a film about the price of peace in a small town",
        ),
    )
    topic = replace(TOPIC, claims=claims)
    assert [v.attribution for v in judge_topic(hold(pages, topic), topic, OUTLETS)] == [attribution] * 2


@pytest.mark.parametrize(
    "text", ["grossed 551.8 billion dong as of 7 September", "ranks No. 1 among films of all time"]
)
def test_what_is_denied_is_a_claim_that_is_never_supported(text: str) -> None:
    page = _page({"outlet": "alpha", "published": "2025-09-07", "text": f"Paper Lantern {text}."}, 0)
    article = replace(page, article_id="claim", url="", outlet="", outlet_name="", published=_day("2025-09-08"))
    figures = [replace(figure, status="negated") for figure in read_figures(article, TOPIC).figures]
    claimant = Claimant(article=article, url=None, outlet=None, outlet_name=None, published=article.published)
    verdicts = judge(hold([page], TOPIC), TOPIC, find_claims(article, figures, TOPIC, OUTLETS), claimant, OUTLETS)
    assert [(v.verdict, v.evidence) for v in verdicts] == [("not_enough_evidence", ())]
    assert "what is denied is not judged" in verdicts[0].explanation.en


def _day(text: str) -> Period:
    return parse_period(text, VIETNAM)


def test_a_claim_that_a_topic_gives_is_of_no_sentence_of_its_article() -> None:
    topic = load_topic(find_topic("red-rain"))
    line = {"subject": "Mưa đỏ", "metric": "gross_day", "unit": "VND", "value": 55000000000}
    article = parse_article_line({"paragraphs": ["It sold 6.6 million tickets in 20 days. Its record is 55 billion."]})
    figure = parse_figure_line(line, 1).figure
    assert with_days(figure, article, topic) == (figure, "day")
