"""Pages that change, readers that get better, and what a person said of a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import flows.job
from flows.commands import review as review_command
from flows.job import live_run, load_and_verify
from flows.settings import Settings
from sources.figures import READER_VERSION, read_figures
from sources.model import VIETNAM, Page, Understanding
from tests.support import fill, made_up_page, red_rain, settings_of
from warehouse import open_published, open_warehouse
from warehouse.load import insert
from warehouse.review import review_finding
from warehouse.verify import verify
from warehouse.withdrawal import withdraw

URL = "https://news.example.org/a-1.html"
DAY = datetime(2025, 9, 8, 12, tzinfo=VIETNAM)


def _page(amount: str, *, hours: int = 0, notice: str = "", url: str = URL) -> Page:
    body = (
        f"<p>Tính đến 16h30 ngày 7/9, doanh thu phim Mưa đỏ là {amount} tỷ đồng, theo Box Office Vietnam.</p>{notice}"
    )
    page = made_up_page(body, url=url, when="2025-09-08")
    return replace(page, captured_at=DAY + timedelta(hours=hours))


def _rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with open_published(folder) as reader:
        return reader.query(query).rows


def _fill(folder: Path, pages: Sequence[Page]) -> None:
    fill(folder, red_rain(claims=False), pages)


def test_a_changed_figure_is_a_finding_and_a_notice_makes_it_none(tmp_path: Path) -> None:
    _fill(tmp_path / "a", [_page("551,4"), _page("571,4", hours=3)])
    assert _rows(tmp_path / "a", "select type, severity, state from discrepancy") == [("SILENT", 2, "opened")]
    notice = "<p>Đính chính: bản trước của bài ghi sai con số, tòa soạn xin lỗi bạn đọc về việc này.</p>"
    _fill(tmp_path / "b", [_page("551,4"), _page("571,4", hours=3, notice=notice)])
    assert _rows(tmp_path / "b", "select type, severity from difference where type <> 'ASOF'") == [("REVISED", 0)]


def test_a_rolling_page_has_not_changed_its_figure(tmp_path: Path) -> None:
    later = made_up_page(
        "<p>Tính đến 20h ngày 7/9, doanh thu phim Mưa đỏ đạt 556,3 tỷ đồng, theo Box Office Vietnam.</p>",
        url=URL,
        when="2025-09-08",
    )
    _fill(tmp_path, [_page("551,4"), replace(later, captured_at=DAY + timedelta(hours=9))])
    assert _rows(tmp_path, "select type from discrepancy") == []


def test_a_time_after_publication_is_none_of_a_page_that_was_written_over(tmp_path: Path) -> None:
    def page(day: int, hours: int, modified: str = "") -> Page:
        body = f"<p>Tính đến 20h ngày {day}/9, doanh thu phim Mưa đỏ đạt {day}6,3 tỷ đồng, theo Box Office Vietnam.</p>"
        made = made_up_page(body, url=URL, when="2025-09-08")
        head = f'<head><meta property="article:modified_time" content="{modified}">'.encode()
        bytes_ = made.body.replace(b"<head>", head) if modified else made.body
        digest = hashlib.sha256(bytes_).hexdigest()
        return replace(made, body=bytes_, digest=digest, captured_at=DAY + timedelta(hours=hours))

    _fill(tmp_path / "once", [page(10, 72)])
    assert _rows(tmp_path / "once", "select type from discrepancy") == [("FUTURE",)]
    _fill(tmp_path / "again", [page(7, 0), page(10, 72)])
    assert _rows(tmp_path / "again", "select type from discrepancy") == []
    _fill(tmp_path / "said", [page(10, 72, "2025-09-10T21:00:00+07:00")])
    assert _rows(tmp_path / "said", "select type from discrepancy") == []


def test_a_better_reader_opens_no_edit_and_loses_no_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [_page("551,4"), _page("651,4", url="https://other.example.org/b-2.html")]
    _fill(tmp_path, pages)
    finding = str(_rows(tmp_path, "select finding_id from discrepancy")[0][0])
    with open_warehouse(tmp_path) as warehouse:
        review_finding(warehouse, finding, "explained", reason="two cut-off times", reviewer="desk", decided_at=DAY)
        warehouse.publish()

    from flows import job
    from sources import captures
    from warehouse import load

    def better(*arguments: object) -> Understanding:
        """Finds the same figures a letter further on."""
        found = read_figures(*arguments)  # type: ignore[arg-type]
        moved = tuple(replace(f, figure_id=f"{f.figure_id[:-1]}z", start=f.start + 1) for f in found.figures)
        return replace(found, figures=moved)

    for module in (job, load):
        monkeypatch.setattr(module, "READER_VERSION", READER_VERSION + 1)
    monkeypatch.setattr(captures, "read_figures", better)
    _fill(tmp_path, pages)
    states = _rows(tmp_path, "select finding_id, type, state, review_reason from difference where severity > 0")
    assert [(row[0], row[2], row[3]) for row in states] == [(finding, "explained", "two cut-off times")]
    assert _rows(tmp_path, "select * from revision") == []


def test_one_more_report_of_a_number_reopens_no_review_and_another_number_does(tmp_path: Path) -> None:
    def page(name: str, amount: str) -> Page:
        return _page(amount, url=f"https://{name}.example.org/a-1.html")

    _fill(tmp_path, [page("one", "551,4"), page("two", "571,4")])
    ((finding,),) = _rows(tmp_path, "select finding_id from discrepancy")
    with open_warehouse(tmp_path) as warehouse:
        review_finding(warehouse, str(finding), "rejected", reason="two counts", reviewer="desk", decided_at=DAY)
    _fill(tmp_path, [page("three", "571,4")])
    states = "select state from difference where finding_id = '" + str(finding) + "'"
    assert _rows(tmp_path, states) == [("rejected",)]
    _fill(tmp_path, [page("four", "581,4")])
    assert _rows(tmp_path, states) == [("reopened",)]


def test_reviews_outlive_the_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    pages = [_page("551,4"), _page("651,4", url="https://other.example.org/b-2.html")]
    _fill(tmp_path, pages)
    finding = str(_rows(tmp_path, "select finding_id from discrepancy")[0][0])
    monkeypatch.setattr(review_command, "read_settings", lambda: _settings(tmp_path))
    assert _review(finding, "reject") == 0
    assert _rows(tmp_path, "select * from discrepancy") == []
    for file in tmp_path.glob("*.duckdb*"):
        file.unlink()
    _fill(tmp_path, pages)
    assert _rows(tmp_path, "select state, reviewer from difference where severity > 0") == [("rejected", "desk")]
    more = [*pages, _page("691,4", hours=5, url="https://third.example.org/c-3.html")]
    _fill(tmp_path, more)
    assert _rows(tmp_path, "select distinct state from difference where severity > 0") == [("reopened",)]


def _settings(folder: Path) -> Settings:
    return settings_of(folder)


def _review(finding: str, decision: str) -> int:
    from flows.arguments import build_parser

    arguments = build_parser().parse_args(["review", finding, decision, "--reason", "another count", "--by", "desk"])
    return review_command.main(arguments)


# --- nothing new -------------------------------------------------------------------------------------


def _conclusions(folder: Path, run_id: str) -> list[list[tuple[object, ...]]]:
    with open_published(folder) as reader:
        return [
            reader.query(f"select * exclude (run_id) from stored.{table} where run_id = $1 order by all", [run_id]).rows
            for table in ("comparable", "finding", "verdict", "evidence")
        ]


def test_a_run_with_nothing_new_concludes_the_same_without_computing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = red_rain()
    run = fill(tmp_path, topic, [_page("551,4"), _page("651,4", url="https://other.example.org/b-2.html")])
    computed: list[str] = []

    def counted(*given: Any) -> Any:
        computed.append(given[2].run_id)
        return verify(*given)

    monkeypatch.setattr(flows.job, "verify", counted)
    later = [live_run(topic, run.made_at + timedelta(hours=hours), None, None) for hours in (1, 2, 3, 4)]
    load_and_verify(settings_of(tmp_path), topic, later[0], [])
    assert computed == []
    assert _conclusions(tmp_path, later[0].run_id) == _conclusions(tmp_path, run.run_id)
    assert _conclusions(tmp_path, run.run_id)[1] != []

    load_and_verify(settings_of(tmp_path), topic, replace(later[1], settings="{}"), [])
    assert computed == [later[1].run_id]  # other tolerances
    with open_warehouse(tmp_path) as warehouse, warehouse.transaction():
        # What a backfill that was killed has loaded and not yet concluded from.
        insert(
            warehouse, "reading", ("article_id", "topic", "reader_version", "topic_digest"), [("x", "red-rain", 1, "")]
        )
    load_and_verify(settings_of(tmp_path), topic, replace(later[1], run_id="r", settings="{}"), [])
    assert computed.pop() == "r"
    load_and_verify(settings_of(tmp_path), replace(topic, digest="other"), replace(later[2], topic_digest="other"), [])
    assert computed[1:] == [later[2].run_id]  # another topic file
    with open_warehouse(tmp_path) as warehouse, warehouse.transaction():
        withdraw(warehouse, URL, reason="asked for", withdrawn_at=later[3].made_at)
    load_and_verify(settings_of(tmp_path), topic, later[3], [])
    assert computed[2:] == [later[3].run_id]  # a page is gone


def test_the_run_concluded_last_is_the_newest_whatever_it_is_called(tmp_path: Path) -> None:
    page, topic = _page("551,4"), red_rain(claims=False)

    def newest() -> tuple[object, ...]:
        with open_published(tmp_path) as reader:
            return reader.query("select run_id, made_at from latest_run").rows[0]

    for digest in "abcdef":  # a topic file that is edited: other runs of one time
        run = fill(tmp_path, replace(topic, digest=digest), [page])
        assert newest() == (run.run_id, run.made_at)
    later = live_run(topic, run.made_at + timedelta(days=9), None, None)
    load_and_verify(settings_of(tmp_path), topic, later, [])
    older = fill(tmp_path, topic, [page, _page("651,4", url="https://other.example.org/b-2.html")])
    assert older.made_at < later.made_at
    assert newest() == (older.run_id, later.made_at)  # it rests on what both gathered
    again = fill(tmp_path, replace(topic, digest="a"), [page])
    assert newest() == (again.run_id, later.made_at)


def test_a_text_that_was_put_back_is_the_latest_again_and_both_changes_are_told(tmp_path: Path) -> None:
    _fill(tmp_path, [_page("551,4"), _page("571,4", hours=3), _page("551,4", hours=6)])
    assert _rows(tmp_path, "select value from figure where metric = 'gross_total'") == [(551_400_000_000,)]
    assert len(_rows(tmp_path, "select * from revision")) == 2
    ((said,),) = _rows(tmp_path, "select explanation_en from difference where type = 'SILENT'")
    assert "551.4 billion dong, then 571.4 billion dong, then 551.4 billion dong" in str(said)


@pytest.mark.parametrize("amounts", [("551,4", "651,4", "551,4"), ("651,4", "551,4", "651,4")])
def test_a_text_that_was_put_back_is_judged_again(amounts: tuple[str, ...], tmp_path: Path) -> None:
    other = _page("551,4", url="https://other.example.org/b-2.html")
    differs = "select count(*) from discrepancy where type <> 'SILENT'"
    for hours, amount in enumerate(amounts):
        _fill(tmp_path / "run", [other, *(_page(each, hours=h) for h, each in enumerate(amounts[: hours + 1]))][-2:])
        assert _rows(tmp_path / "run", differs) == [(int(amount != "551,4"),)], amounts[: hours + 1]
    _fill(tmp_path / "anew", [other, *(_page(amount, hours=hours) for hours, amount in enumerate(amounts))])
    told = "select finding_id, type, explanation_en from difference order by all"
    assert _rows(tmp_path / "run", told) == _rows(tmp_path / "anew", told)


def test_a_page_that_moves_on_without_a_time_has_not_changed_its_figure(tmp_path: Path) -> None:
    pages = [
        replace(
            made_up_page(
                f"<p>Doanh thu phim Mưa đỏ là {amount} tỷ đồng, theo Box Office Vietnam.</p>",
                url=URL,
                when="2025-09-08",
            ),
            captured_at=DAY + timedelta(hours=hours),
        )
        for amount, hours in (("551,4", 0), ("571,4", 30))
    ]
    _fill(tmp_path, pages)
    assert _rows(tmp_path, "select value from figure where metric = 'gross_total'") == [(571_400_000_000,)]
    assert _rows(tmp_path, "select type from discrepancy") == []


def test_a_notice_that_stood_there_before_is_none_of_the_change(tmp_path: Path) -> None:
    notice = "<p>Đính chính: ngày phát hành đã được sửa ở phần trên của bài viết này.</p>"
    _fill(tmp_path, [_page("551,4", notice=notice), _page("571,4", hours=3, notice=notice)])
    assert _rows(tmp_path, "select type from discrepancy") == [("SILENT",)]


def test_a_notice_of_something_else_announces_no_change(tmp_path: Path) -> None:
    notice = "<p>Đính chính: bản trước của bài viết sai tên đạo diễn, tòa soạn xin lỗi bạn đọc.</p>"
    _fill(tmp_path, [_page("551,4"), _page("571,4", hours=3, notice=notice)])
    assert _rows(tmp_path, "select type from discrepancy") == [("SILENT",)]


def test_the_number_that_a_notice_takes_back_stands_for_nothing(tmp_path: Path) -> None:
    notice = "<p>Đính chính: bản trước của bài viết ghi doanh thu phim Mưa đỏ là 551,4 tỷ đồng, tòa soạn xin lỗi.</p>"
    _fill(tmp_path, [_page("551,4"), _page("541,5", hours=3, notice=notice)])
    assert _rows(tmp_path, "select value_before, value_after from revision") == [(551_400_000_000, 541_500_000_000)]
    assert _rows(tmp_path, "select type from difference where type <> 'ASOF'") == [("REVISED",)]


def test_a_number_told_more_exactly_is_no_changed_figure(tmp_path: Path) -> None:
    _fill(tmp_path, [_page("551,4"), _page("551,38", hours=3)])
    assert _rows(tmp_path, "select type from discrepancy") == []


def test_a_headline_and_its_text_that_change_are_one_change(tmp_path: Path) -> None:
    pages = []
    for hours, amount in enumerate(("551,4", "571,4")):
        title = f"Phim Mưa đỏ: doanh thu {amount} tỷ đồng tính đến 16h30 ngày 7/9"
        page = made_up_page(
            f"<p>Tính đến 16h30 ngày 7/9, doanh thu phim Mưa đỏ là {amount} tỷ đồng, theo Box Office Vietnam.</p>",
            url=URL,
            title=title,
            when="2025-09-08",
        )
        pages.append(replace(page, captured_at=DAY + timedelta(hours=hours)))
    _fill(tmp_path, pages)
    assert len(_rows(tmp_path, "select * from figure where metric = 'gross_total'")) == 2
    assert len(_rows(tmp_path, "select * from revision")) == 1
    ((said,),) = _rows(tmp_path, "select explanation_en from difference where type = 'SILENT'")
    assert str(said).count("571.4 billion") == 1


def test_a_finding_stays_the_same_when_a_further_report_tells_who_is_off(tmp_path: Path) -> None:
    def total(number: int, amount: str, day: int) -> Page:
        body = f"<p>Tính đến 16h ngày {day}/9, doanh thu phim Mưa đỏ là {amount} tỷ đồng, theo Box Office Vietnam.</p>"
        page = made_up_page(body, url=f"https://n{number}.example.org/a-{number}.html", when=f"2025-09-{day + 1:02}")
        return replace(page, captured_at=DAY + timedelta(days=day))

    pages = [total(1, "600,4", 7), total(2, "500,4", 8)]
    _fill(tmp_path, pages)
    ((first, kind),) = _rows(tmp_path, "select finding_id, type from discrepancy")
    _fill(tmp_path, [*pages, total(3, "505,4", 9)])
    assert (kind, _rows(tmp_path, "select finding_id, type from discrepancy")) == ("DECR", [(first, "DECR")])


def test_two_topics_that_name_one_thing_alike_hold_their_figures_each(tmp_path: Path) -> None:
    topic = red_rain(claims=False)
    for each in (topic, replace(topic, key="other-film", digest="other")):
        fill(tmp_path, each, [_page("551,4")])
    assert _rows(tmp_path, "select topic, value from figure order by topic") == [
        ("other-film", 551_400_000_000),
        ("red-rain", 551_400_000_000),
    ]
    assert _rows(tmp_path, "select topic, count(*) from envelope group by topic order by topic") == [
        ("other-film", 1),
        ("red-rain", 1),
    ]


def test_what_an_edited_topic_no_longer_asks_for_is_no_figure(tmp_path: Path) -> None:
    topic = red_rain(claims=False)
    kept = tuple(metric for metric in topic.metrics if metric.key == "gross_total")
    edited = replace(topic, digest="edited", metrics=kept)
    other = _page("551,4", notice="<p>Riêng ngày 7/9, phim thu 21,5 tỷ đồng.</p>")
    credit, day = "Box Office Vietnam", 21_500_000_000
    for version, expected in (
        (topic, [("gross_day", day, None), ("gross_total", 551_400_000_000, credit)]),
        (edited, [("gross_total", 551_400_000_000, credit)]),
        (topic, [("gross_day", day, None), ("gross_total", 551_400_000_000, credit)]),
    ):
        fill(tmp_path, version, [other])
        assert _rows(tmp_path, "select metric, value, attributed_to from figure order by metric") == expected
    assert _rows(tmp_path, "select count(*) from stored.reading") == [(1,)]


def test_what_an_older_reader_read_for_an_edited_topic_goes_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = red_rain(claims=False)
    fill(tmp_path, topic, [_page("551,4")])
    with open_warehouse(tmp_path) as warehouse, warehouse.transaction():
        for table in ("figure", "reading"):
            warehouse.connection.execute(f"update stored.{table} set reader_version = 1")
    other = replace(topic, digest="edited", subjects=(replace(topic.subjects[0], names={"vi": ("X",)}),))
    for is_told in (True, False):
        capsys.readouterr()
        fill(tmp_path, other, [_page("1", url="https://other.example.org/b-2.html")])
        assert ("held articles anew" in capsys.readouterr().err) is is_told
        assert _rows(tmp_path, "select count(*) from stored.figure") == [(0,)]


def test_what_is_held_is_read_for_an_edited_topic_whatever_a_run_meets(tmp_path: Path) -> None:
    topic = red_rain(claims=False)
    kept = tuple(metric for metric in topic.metrics if metric.key == "gross_total")
    old = _page("551,4", notice="<p>Riêng ngày 7/9, phim thu 21,5 tỷ đồng.</p>")
    new = _page("551,4", url="https://other.example.org/b-2.html", hours=9)
    held = "select metric, count(*) from figure group by metric order by metric"
    fill(tmp_path, topic, [old])
    fill(tmp_path, replace(topic, digest="edited", metrics=kept), [new])
    assert _rows(tmp_path, held) == [("gross_total", 2)]
    fill(tmp_path, replace(topic, digest="once more"), [new])
    assert _rows(tmp_path, held) == [("gross_day", 1), ("gross_total", 2)]
    fill(
        tmp_path,
        replace(topic, digest="another film", subjects=(replace(topic.subjects[0], names={"vi": ("X",)}),)),
        [new],
    )
    assert _rows(tmp_path, "select count(*) from stored.figure") == [(0,)]
