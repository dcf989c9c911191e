"""Reading figures: phrases and sentences are data; laws hold for every text."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.figures import read_figures, read_quantities
from sources.figures.interval import COUNTS, MEASURES, is_counted
from sources.figures.making import maker
from sources.lines import parse_article_line
from sources.model import Article, Figure, Language, Metric, Period, Topic
from sources.seeds import parse_period
from sources.topics import SEEDS, load_topic

HERE = Path(__file__).parent
FIGURES = HERE.parent / "sources" / "figures"
ZONE = load_topic(SEEDS / "topics" / "red-rain.toml").timezone


def cases(name: str, key: str) -> list[Any]:
    table = tomllib.loads((HERE / "phrases" / name).read_text("utf-8"), parse_float=Decimal)
    return [pytest.param(case, id=case["text"][:60]) for case in table[key]]


def quantities(text: str, language: Language, published: str | None = "2025-09-08") -> list[Figure]:
    when = parse_period(published, ZONE) if published else None
    return list(
        read_quantities(article_id="a", title=None, paragraphs=[text], language=language, published=when).figures
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ["phrase"])
def test_phrases_are_there(language: str, kind: str) -> None:
    assert len(cases(f"{language}.toml", kind)) >= 20


def _check_phrase(case: dict[str, Any], language: Language) -> None:
    found = quantities(case["text"], language)
    got = [(f.said, f.quantity.value, f.quantity.value_max, f.quantity.unit or None, f.quantity.hedge) for f in found]
    expected = [
        (
            each["said"],
            Decimal(str(each["value"])),
            Decimal(str(each["max"])) if "max" in each else None,
            each.get("unit"),
            each.get("hedge", "bare"),
        )
        for each in case["expect"]
    ]
    assert got == expected


@pytest.mark.parametrize("case", cases("vi.toml", "phrase"))
def test_vietnamese_phrase(case: dict[str, Any]) -> None:
    _check_phrase(case, "vi")


@pytest.mark.parametrize("case", cases("en.toml", "phrase"))
def test_english_phrase(case: dict[str, Any]) -> None:
    _check_phrase(case, "en")


def _check_time(case: dict[str, Any], language: Language) -> None:
    when = parse_period(case.get("published", "2025-09-08"), ZONE)
    found = read_quantities(
        article_id="a", title=None, paragraphs=[case["text"]], language=language, published=when
    ).times
    got = [(t.said, t.period.start, t.period.end) for t in found]
    expected = []
    for each in case["expect"]:
        first, last = each["from"], each.get("to", each["from"])
        expected.append((each["said"], parse_period(first, ZONE).start, parse_period(last, ZONE).end))
    assert got == expected


@pytest.mark.parametrize("case", cases("vi.toml", "time"))
def test_vietnamese_time(case: dict[str, Any]) -> None:
    _check_time(case, "vi")


@pytest.mark.parametrize("case", cases("en.toml", "time"))
def test_english_time(case: dict[str, Any]) -> None:
    _check_time(case, "en")


# --- figures of a topic ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def harbour() -> Topic:
    return load_topic(HERE / "articles" / "harbour.toml")


ARTICLES = [
    case
    for path in sorted((HERE / "articles" / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["article"]
]


def _days(period: Period) -> str:
    """The days that a period begins and ends on."""
    return "/".join(edge.astimezone(ZONE).date().isoformat() if edge else "" for edge in (period.start, period.end))


@pytest.mark.parametrize("case", ARTICLES, ids=[case["id"] for case in ARTICLES])
def test_article(case: dict[str, Any]) -> None:
    topic = load_topic(HERE / "articles" / f"{case.get('topic', 'harbour')}.toml")
    article = parse_article_line(
        {
            "id": case["id"],
            "url": "https://news.example.org/a",
            "outlet": "example",
            "lang": case["lang"],
            "published": case.get("published"),
            "title": case.get("title"),
            "paragraphs": case["paragraphs"],
        }
    )
    got = read_figures(article, topic)
    said = {f.figure_id: f.said for f in got.figures}
    shown = [
        {
            key: value
            for key, value in {
                "said": f.said,
                "value": f.quantity.value if any("value" in each for each in case["expect"]) else None,
                "since": f.delta_since.astimezone(ZONE).date().isoformat()
                if f.delta_since and any("since" in each for each in case["expect"])
                else None,
                "subject": f.subject,
                "metric": f.metric,
                "status": f.status,
                "place": f.place,
                "by": f.attributed_to,
                "comparator": f.quantity.comparator if any("comparator" in each for each in case["expect"]) else None,
                "unit": f.quantity.unit if any("unit" in each for each in case["expect"]) else None,
                "reached": f.milestone.value if f.milestone else None,
                "of": f.rank_of if any("of" in each for each in case["expect"]) else None,
                "as_of": _days(f.as_of) if any("as_of" in each for each in case["expect"]) else None,
                "period": _days(f.period) if f.period and any("period" in each for each in case["expect"]) else None,
                "basis": f.as_of_basis if any("basis" in each for each in case["expect"]) else None,
                "again": said.get(f.same_as or "") if any("again" in each for each in case["expect"]) else None,
            }.items()
            if value is not None
        }
        for f in got.figures
    ]
    assert shown == [{"status": "fact", **each} for each in case["expect"]]
    assert sorted(u.reason for u in got.unread) == sorted(case.get("unread", []))


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        ("Cầu Hải Âu thu 100 tỷ trong 3 ngày, 200 tỷ trong 1 tuần.", [("3 ngày", 100), ("1 tuần", 200)], []),
        ("Cầu Hải Âu mở hơn 2 tuần mà không mất khách, 3 ngày cuối tuần thu hơn 8 tỷ đồng.", [], ["no_milestone"]),
        ("Cầu Hải Âu cần 15 ngày để lên ngôi.", [], ["no_milestone"]),
        ("Cầu Hải Âu có 552 tỷ đồng sau 17 ngày, xóa kỷ lục cũ.", [("17 ngày", 552)], []),
    ],
)
def test_days_lead_up_to_the_amount_they_stand_with(
    text: str, expected: list[tuple[str, int]], unread: list[str], harbour: Topic
) -> None:
    days = Metric(key="days", kind="duration", unit="days", nouns={}, cues={"vi": ("trong", "sau", "cần", "mất")})
    article = parse_article_line(
        {"id": "a", "url": "https://news.example.org/a", "outlet": "example", "lang": "vi", "paragraphs": [text]}
    )
    got = read_figures(article, replace(harbour, metrics=(*harbour.metrics, days)))
    reached = [(f.said, int((f.milestone.value or 0) / 10**9)) for f in got.figures if f.milestone]
    assert reached == expected
    assert [u.reason for u in got.unread if u.reason == "no_milestone"] == unread


def _figures(article: Article, topic: Topic) -> list[tuple[object, ...]]:
    return [
        (f.paragraph, f.start, f.said, f.subject, f.metric, f.quantity, f.status, f.as_of, f.period, f.attributed_to)
        for f in read_figures(article, topic).figures
    ]


def test_the_name_of_a_film_changes_nothing_but_the_name() -> None:
    """Two titles of one length: everything read is the same but the subject."""
    template = SEEDS / "topics" / "red-rain.toml"
    mine = load_topic(template)
    text = 'Đến 18h ngày 5/9, "{}" thu hơn 495,5 tỷ đồng, theo Box Office Vietnam. Riêng ngày 4/9, phim có 15 tỷ đồng.'

    def read(name: str) -> list[tuple[object, ...]]:
        article = parse_article_line(
            {"id": "x", "lang": "vi", "published": "2025-09-06", "title": None, "paragraphs": [text.format(name)]}
        )
        return _figures(article, mine)

    first, second = read("Mưa đỏ"), read("Bố già")
    assert [row[:3] + row[4:] for row in first] == [row[:3] + row[4:] for row in second]
    assert {row[3] for row in first} == {"Mưa đỏ"}
    assert len(first) >= 2


@given(
    st.integers(min_value=1, max_value=999),
    st.integers(min_value=1, max_value=9),
    st.sampled_from(["tỷ", "tỉ", "triệu", "nghìn"]),
)
@settings(max_examples=60, deadline=None)
def test_a_value_reads_back_however_it_is_written(whole: int, tenth: int, scale: str) -> None:
    size = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3}[scale]
    expected = (Decimal(whole) + Decimal(tenth) / 10) * size
    assert [f.quantity.value for f in quantities(f"thu {whole},{tenth} {scale} đồng", "vi")] == [expected]
    grouped = f"{int(expected):,}".replace(",", ".")
    assert [f.quantity.value for f in quantities(f"thu {grouped} đồng", "vi")] == [expected]
    assert [f.quantity.value for f in quantities(f"made {int(expected):,} dong", "en")] == [expected]


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_offsets_cut_out_what_is_said(text: str) -> None:
    for language in ("vi", "en"):
        tongue: Language = "vi" if language == "vi" else "en"
        for figure in quantities(text, tongue):
            assert text[figure.start : figure.end] == figure.said


NUMBERS = [
    "hơn 600 tỷ đồng",
    "16h30 ngày 7/9",
    "5-8 tỷ",
    "nửa triệu vé",
    "1.234,5 tấn",
    "hàng trăm người",
    "12%",
    "Top 4",
]


@given(st.lists(st.sampled_from([*NUMBERS, "phim", ",", ".", "và", "Mưa đỏ", "(", ")"]), max_size=14))
@settings(max_examples=80, deadline=None)
def test_nfc_and_nfd_read_alike(words: list[str]) -> None:
    text = " ".join(words)
    decomposed = unicodedata.normalize("NFD", text)
    alike, given_form = quantities(text, "vi"), quantities(decomposed, "vi")
    assert [unicodedata.normalize("NFC", f.said) for f in given_form] == [f.said for f in alike]
    assert [f.quantity for f in given_form] == [f.quantity for f in alike]
    assert all(decomposed[f.start : f.end] == f.said for f in given_form)


ONES = {
    "vi": ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"],
    "en": [
        *["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        *["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
    ],
}
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled_group(number: int, language: str, *, is_first: bool) -> str:
    """A number below a thousand as it is spelled out."""
    hundreds, rest = divmod(number, 100)
    if language == "en":
        below = ONES["en"][rest] if rest < 20 else f"{TENS[rest // 10]}-{ONES['en'][rest % 10]}".rstrip("-")
        return " ".join(filter(None, (f"{ONES['en'][hundreds]} hundred" if hundreds else "", below)))
    tens, ones = divmod(rest, 10)
    words = [f"{ONES['vi'][hundreds] or 'không'} trăm"] if hundreds or not is_first else []
    if tens:
        last = {1: "mốt", 5: "lăm"}.get(ones, ONES["vi"][ones]) if tens > 1 else {5: "lăm"}.get(ones, ONES["vi"][ones])
        words.append(f"{ONES['vi'][tens]} mươi {last}".rstrip() if tens > 1 else f"mười {last}".rstrip())
    elif ones:
        words.append(("linh " if words else "") + ONES["vi"][ones])
    return " ".join(words)


def spelled(number: int, language: str) -> str:
    scales = {"vi": ["", " nghìn", " triệu", " tỷ"], "en": ["", " thousand", " million", " billion"]}[language]
    groups: list[str] = []
    power = 0
    while number:
        number, group = divmod(number, 1000)
        if group:
            groups.insert(0, spelled_group(group, language, is_first=not number) + scales[power])
        power += 1
    return " ".join(groups)


@given(st.integers(min_value=2, max_value=999_999_999_999))
@settings(max_examples=200, deadline=None)
def test_a_spelled_out_number_reads_back(number: int) -> None:
    assert [f.quantity.value for f in quantities(f"{spelled(number, 'en')} tickets", "en")] == [number]
    assert [f.quantity.value for f in quantities(f"{spelled(number, 'vi')} vé", "vi")] == [number]


def test_an_unrelated_paragraph_changes_no_figure(harbour: Topic) -> None:
    case = ARTICLES[0]
    base = {"id": "x", "lang": case["lang"], "published": case.get("published"), "title": None}
    alone = _figures(parse_article_line({**base, "paragraphs": case["paragraphs"]}), harbour)
    more = _figures(parse_article_line({**base, "paragraphs": [*case["paragraphs"], "Trời hôm ấy xanh."]}), harbour)
    assert alone == more


@pytest.mark.parametrize("text", ["1,", "7", "1,234.567 ", "hai mươi ", "khoảng hơn ", "(1 ", "12/3 ", "a. B. "])
def test_what_is_no_prose_is_read_in_time(text: str, harbour: Topic) -> None:
    mountain = text * (100_000 // len(text))
    article = parse_article_line({"id": "x", "lang": "en", "title": None, "paragraphs": [mountain]})
    assert read_figures(article, harbour).figures == ()
    assert all(mountain[f.start : f.end] == f.said for f in quantities(mountain, "vi"))


@pytest.mark.parametrize("text", ["in Ossel ", "in the ", "Sedgemouth village ", "(in Ossel, "])
def test_a_mountain_of_places_is_read_in_time(text: str) -> None:
    heron = load_topic(HERE / "articles" / "heron.toml")
    mountain = text * (200_000 // len(text))
    article = parse_article_line({"id": "x", "lang": "en", "title": None, "paragraphs": [mountain]})
    assert read_figures(article, heron).figures == ()


def test_days_beyond_any_calendar_are_no_duration(harbour: Topic) -> None:
    text = "Cầu Hải Âu thu 450 tỷ đồng sau 9.999.999 ngày."
    article = parse_article_line({"id": "a", "lang": "vi", "published": "2025-09-08", "paragraphs": [text]})
    assert [figure.said for figure in read_figures(article, harbour).figures] == ["450 tỷ đồng"]


def test_frozen_nouns_made_fast_are_the_same() -> None:
    made = maker(Period)(None, None)
    assert made == Period()
    assert hash(made) == hash(Period())
    with pytest.raises(FrozenInstanceError):
        made.start = None  # type: ignore[misc]


def test_five_megabytes_of_digits_and_commas_are_read_in_seconds() -> None:
    assert quantities("1,23,4567" * 600_000, "en") == []


def test_a_swapped_publication_date_is_noticed(harbour: Topic) -> None:
    line = {"id": "x", "lang": "vi", "published": "2025-12-09", "title": None}
    texts = ["Đến 18h ngày 5/9, Cầu Hải Âu thu 495,5 tỷ đồng.", "Tối 8/9, Cầu Hải Âu đông xe."]
    got = read_figures(parse_article_line({**line, "paragraphs": texts}), harbour)
    assert [u.reason for u in got.unread] == ["published_swapped"]
    assert got.figures[0].as_of.end == parse_period("2025-09-05T18:00", ZONE).end


def test_increments_say_since_when(harbour: Topic) -> None:
    text = "Đến 6 giờ ngày 8/9, lũ làm 20 người chết, tăng 3 người so với 22 giờ ngày 7/9."
    line = {"id": "x", "lang": "vi", "published": "2025-09-08", "title": None, "paragraphs": [text]}
    total, increment = read_figures(parse_article_line(line), harbour).figures
    assert (total.as_of.end, total.delta_since) == (parse_period("2025-09-08T06:00", ZONE).end, None)
    assert increment.delta_since == parse_period("2025-09-07T22:00", ZONE).start


def test_a_conversion_is_the_same_figure(harbour: Topic) -> None:
    text = "Cầu Hải Âu thu hơn 600 tỷ đồng (24 triệu USD)."
    line = {"id": "x", "lang": "vi", "published": "2025-09-08", "title": None, "paragraphs": [text]}
    first, second = read_figures(parse_article_line(line), harbour).figures
    assert second.same_as == first.figure_id
    assert second.quantity.hedge == "more"


def test_without_a_date_nothing_is_guessed() -> None:
    found = read_quantities(
        article_id="a", title=None, paragraphs=["Hôm nay và ngày 7/9."], language="vi", published=None
    )
    assert all(time.period.start is None for time in found.times)
    assert date(2025, 9, 7)


def test_measures_and_counts_are_all_units() -> None:
    """A unit that is neither is a topic's own count noun: a new measure in the word lists must be named as one."""
    known = set(COUNTS) | set(MEASURES)
    for name in ("units", "vi", "en"):
        table = tomllib.loads((FIGURES / f"{name}.toml").read_text("utf-8"))
        units = {*table.get("unit", {}), *table.get("sign", {})}
        assert {unit for unit in units if not unit.isupper()} <= known, name
    assert is_counted("gold medals")
    assert not is_counted("USD/tonne")
