"""An article in, its claims out: each with the verdict that the evidence allows, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from sources.claims import find_claims
from sources.figures import read_figures
from sources.lines import parse_article_line
from sources.outlets import OUTLETS
from sources.topics import SEEDS, load_topic
from tests.support import bundled, fill, made_up_page, red_rain

TEXT = (Path(__file__).parent / "articles" / "claims.txt").read_text("utf-8")
Check = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def check(tmp_path: Path, red_rain_data: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """`doichieu check` on a text; gives its lines."""

    def run(text: str, *, data: Path = red_rain_data, topic: str = "red-rain") -> list[dict[str, Any]]:
        file = tmp_path / "article.txt"
        file.write_text(text, "utf-8")
        capsys.readouterr()
        code = main(
            ["check", str(file), "--topic", topic, "--published", "2025-09-29", "--json", "--data", str(data)],
        )
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert code == (1 if any(line["verdict"] == "refuted" for line in lines) else 0)
        return lines

    return run


def _verdicts(lines: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[object, ...]]:
    return {(line["kind"], line["said"]): (line["verdict"], line["attribution"], *line["credits"]) for line in lines}


def test_every_claim_comes_out_with_its_verdict(check: Check) -> None:
    found = {key: value[:2] for key, value in _verdicts(check(TEXT)).items()}
    assert found[("figure", "US$24.6 million")] == ("refuted", "none")
    assert found[("figure", "55 billion dong")] == ("conflicting", "none")  # nearly 50 too, and nobody names an origin
    assert found[("milestone", "September 7")] == ("supported", "unchecked")
    assert found[("rank", "highest-grossing")] == ("supported", "unchecked")
    assert found[("figure", "6.6 million tickets")][1] == "unchecked"
    assert found[("figure", "600 billion dong")][1] == "unchecked"
    assert found[("figure", "600 billion dong")][0] != "refuted"
    assert found[("milestone", "20 days")][1] == "unchecked"
    assert found[("attribution", "Tuoi Tre and Lao Dong")] == ("not_enough_evidence", "unchecked")
    assert found[("attribution", "Nhan Dan and VietnamPlus")] == ("not_enough_evidence", "unchecked")
    kinds = [kind for kind, _ in found]
    assert kinds.count("fact") == 2
    assert len(found) == 11


def test_the_conversion_is_off_by_eight_per_cent_and_says_what_would_fit(check: Check) -> None:
    line = next(line for line in check(TEXT) if line["said"] == "US$24.6 million")
    numbers = line["derivation"]["numbers"]
    assert 0.07 < numbers["pool"] / numbers["rate"] - 1 < 0.09
    assert "22.7" in line["explanation"]["en"] or "22.8" in line["explanation"]["en"]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("600 billion", "700 billion", {"600 billion dong", "700 billion dong", "US$24.6 million", "20 days"}),
        ("24.6 million", "22.7 million", {"US$24.6 million", "US$22.7 million"}),
        ("55 billion", "75 billion", {"55 billion dong", "75 billion dong"}),
        (
            "Tuoi Tre and",
            "Thanh Nien and",
            {
                "20 days",
                "6.6 million tickets",
                "600 billion dong",
                "US$24.6 million",
                "Tuoi Tre and Lao Dong",
                "Thanh Nien and Lao Dong",
            },
        ),
    ],
    ids=["gross", "conversion", "record", "outlet"],
)
def test_a_changed_word_changes_its_verdicts_and_no_other(check: Check, old: str, new: str, changed: set[str]) -> None:
    before, after = _verdicts(check(TEXT)), _verdicts(check(TEXT.replace(old, new)))
    differing = {
        said for kind, said in before.keys() | after.keys() if before.get((kind, said)) != after.get((kind, said))
    }
    assert differing
    assert differing <= changed
    if old.startswith("24.6"):
        assert after[("figure", "US$22.7 million")][0] == "supported"
    if old.startswith("55"):
        assert after[("figure", "75 billion dong")][0] == "refuted"


def test_claims_come_from_the_article_and_not_from_the_topic_file(check: Check, tmp_path: Path) -> None:
    text = (SEEDS / "topics" / "red-rain.toml").read_text("utf-8")
    bare = tmp_path / "red-rain.toml"
    bare.write_text(text[: text.index("[[claim]]")], "utf-8")
    assert load_topic(bare).claims == ()
    assert _verdicts(check(TEXT, topic=str(bare))) == _verdicts(check(TEXT))


def test_a_quotation_belongs_to_whoever_is_named_before_it() -> None:
    topic = red_rain()
    first, second = (claim.quote for claim in topic.claims if claim.quote)
    text = f"The Bangkok Post praised “Red Rain” for its “{first},” while the Straits Times hailed its “{second}.”"
    article = parse_article_line(
        {"id": "x", "lang": "en", "published": "2025-09-29", "title": None, "paragraphs": [text]}
    )
    claims = find_claims(article, read_figures(article, topic).figures, topic, OUTLETS)
    assert [claim.credits for claim in claims if claim.kind == "quotation"] == [("bangkokpost",), ("straitstimes",)]


def test_the_article_and_its_copies_are_no_evidence_for_it(check: Check, tmp_path: Path) -> None:
    copies = bundled(only=("asiatimes.com", "menafn.com", "taiwaninfo"))
    assert len(copies) >= 2
    fill(tmp_path / "data", replace(red_rain(), claims=()), copies)
    lines = check(TEXT, data=tmp_path / "data")
    assert {line["verdict"] for line in lines} == {"not_enough_evidence"}
    assert "failed" not in {line["attribution"] for line in lines}


def test_with_an_empty_warehouse_nothing_is_said(check: Check, tmp_path: Path) -> None:
    lines = check(TEXT, data=tmp_path / "none")
    assert {line["verdict"] for line in lines} == {"not_enough_evidence"}


def test_a_text_that_fits_no_topic_is_listed_and_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "other.txt"
    file.write_text("The new tram carried 12,500 passengers on Monday.", "utf-8")
    assert main(["check", str(file), "--json", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr()
    lines = [json.loads(line) for line in out.out.splitlines()]
    assert [line["verdict"] for line in lines] == ["not_enough_evidence"]
    assert "no topic fits" in out.err
    assert "no date" in out.err


def test_the_seed_article_gives_all_of_its_claims(check: Check, shared: Path) -> None:
    found = _verdicts(check((shared / "seed" / "asia-times-red-rain.txt").read_text("utf-8")))
    kinds = [kind for kind, _ in found]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "figure": 4,
        "milestone": 2,
        "rank": 1,
        "attribution": 3,
        "quotation": 2,
        "fact": 2,
    }
    assert found[("figure", "US$24.6 million")][0] == "refuted"
    assert not {verdict for (_, said), (verdict, *_) in found.items() if said != "US$24.6 million"} & {"refuted"}


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [
        pytest.param("khoảng 570", "not_enough_evidence", id="two-vague-amounts-that-only-touch"),
        pytest.param("khoảng 595", "supported", id="two-vague-amounts-that-hold-each-other"),
        pytest.param("600", "supported", id="the-same"),
    ],
)
def test_only_what_holds_the_other_speaks_for_it(reported: str, verdict: str, check: Check, tmp_path: Path) -> None:
    body = f"<p>Tính đến ngày 11/9, doanh thu phim Mưa đỏ là {reported} tỷ đồng.</p>"
    data = tmp_path / "data"
    fill(data, red_rain(claims=False), [made_up_page(body, when="2025-09-12")])
    (line,) = check("Mưa đỏ đã thu khoảng 600 tỷ đồng tính đến ngày 11/9.", data=data)
    assert line["verdict"] == verdict


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [
        pytest.param(["600", "650", "650"], "conflicting", id="others-give-another-for-that-day"),
        pytest.param(["600", "600", "600", "650"], "conflicting", id="houses-that-name-no-origin-are-one"),
        pytest.param(["600@A", "600@A", "600@A", "650@D"], "conflicting", id="houses-that-cite-one-origin-are-one"),
        pytest.param(["600@A", "600@B", "600@C", "650@D"], "supported", id="three-times-as-many-origins-give-it"),
        pytest.param(["600@A", "631@A"], "supported", id="one-origin-at-two-hours"),
        pytest.param(["600@A", "631@D"], "conflicting", id="two-origins-at-two-hours"),
        pytest.param(["600@A", "950@A"], "conflicting", id="one-origin-further-off-than-a-day-moves"),
        pytest.param(["650", "650", "650", "650"], "conflicting", id="nobody-gives-it-and-a-day-moves-less"),
        pytest.param(["627", "627"], "not_enough_evidence", id="another-hour-would-explain-it"),
    ],
)
def test_other_amounts_of_the_same_day_are_seen(
    reported: list[str], verdict: str, check: Check, tmp_path: Path
) -> None:
    pages = [
        made_up_page(
            f"<p>Tính đến ngày 11/9, doanh thu phim Mưa đỏ là {amount} tỷ đồng"
            f"{f', theo Trạm đếm vé {origin}' if origin else ''}.</p>",
            url=f"https://n{number}.example.org/a-1.html",
            when="2025-09-12",
        )
        for number, each in enumerate(reported)
        for amount, _, origin in (each.partition("@"),)
    ]
    data = tmp_path / "data"
    fill(data, red_rain(claims=False), pages)
    (line,) = check("Mưa đỏ đã thu 600 tỷ đồng tính đến ngày 11/9.", data=data)
    assert line["verdict"] == verdict


def test_an_answer_on_a_rank_is_what_was_said_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [
        made_up_page(
            f"<p>The film Red Rain ranks No. {rank} among all of the Vietnamese films of all time.</p>",
            url=f"https://n{rank}.example.org/a-1.html",
            when=day,
        )
        for rank, day in ((3, "2025-09-05"), (2, "2025-09-06"))
    ]
    fill(tmp_path, red_rain(claims=False), pages)
    for at, rank in ((None, 2), ("2025-09-05", 3)):
        capsys.readouterr()
        assert (
            main(["answer", "red-rain", "rank", "--json", "--data", str(tmp_path), *(["--at", at] if at else [])]) == 0
        )
        line = json.loads(capsys.readouterr().out)
        assert (line["low"], line["high"], line["agree"]) == (rank, rank, True)


def test_what_is_not_understood_is_told_and_not_judged(
    tmp_path: Path, red_rain_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Red Rain needed 4,300 extras for two decades, twice those of Mai.", "utf-8")
    capsys.readouterr()
    assert (
        main(["check", str(file), "--topic", "red-rain", "--published", "2025-09-29", "--data", str(red_rain_data)])
        == 0
    )
    assert [line for line in capsys.readouterr().err.splitlines() if "judged" in line] == [
        "doichieu: no claim was understood in it, so that nothing is judged",
        "doichieu: not understood, and not judged: 4,300",
        "doichieu: comparisons are not judged: twice",
    ]


def test_a_stretch_of_which_no_report_has_all_is_answered_by_nothing(
    red_rain_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--json", "--data", str(red_rain_data)]
    capsys.readouterr()
    assert main(["answer", "red-rain", "gross_day", "--at", "2025-08-30/2025-09-02", *data]) == 0
    told = capsys.readouterr()
    line = json.loads(told.out)
    assert (line["low"], line["high"], line["outlets"]) == (None, None, 0)
    assert told.err == "doichieu: no report held here gives gross_day for that time, or for all of it\n"
    assert main(["answer", "red-rain", "gross_day", "--at", "2025-09-01", *data]) == 0
    assert capsys.readouterr().err == ""
