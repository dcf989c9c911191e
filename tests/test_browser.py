"""The reports in a real browser: quiet, reachable, readable at any width and in both themes, and useful."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path
from unittest.mock import Mock

import pytest

from sources.topics import load_topic
from tests.browser import Browser, open_browser
from tests.support import fill, made_up_page

pytestmark = pytest.mark.browser
HOSTILE = tomllib.loads((Path(__file__).parent / "report" / "hostile.toml").read_text("utf-8"))
HARBOUR = Path(__file__).parent / "articles" / "harbour.toml"
VISIBLE = "return Array.from(document.querySelectorAll('#findings > article')).filter(e => !e.hidden).length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(red_rain_data: Path) -> Path:
    return red_rain_data / "reports"


@pytest.fixture(scope="module")
def hostile_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of original pages that hold what they should not, one of them changed after its first capture."""
    folder = tmp_path_factory.mktemp("hostile")
    topic = load_topic(HARBOUR)
    topic = replace(topic, title={"en": "</title><script>window.ran = true</script>", "vi": "<b onclick=x>Cầu"})
    pages = [
        made_up_page(f"<p>{escape(page['paragraph'])}</p>", f"https://{page['id']}.example.com/a.html", page["title"])
        for page in HOSTILE["page"]
    ]
    changed = made_up_page(
        "<p>Đến ngày 3/9, Cầu Hải Âu thu 999,5 tỷ đồng &lt;script&gt;window.ran = true&lt;/script&gt;</p>",
        pages[0].url,
    )
    pages.append(replace(changed, captured_at=changed.captured_at + timedelta(hours=5)))
    fill(folder, topic, pages)
    return folder / "reports"


@pytest.mark.parametrize(
    ("name", "width", "theme"),
    [
        ("red-rain.html", 1280, "light"),
        ("red-rain.html", 390, "dark"),
        ("red-rain.vi.html", 390, "light"),
        ("red-rain.vi.html", 1280, "dark"),
        ("index.html", 390, "light"),
        ("index.vi.html", 1280, "dark"),
        ("held", 390, "dark"),
        ("held", 1280, "light"),
    ],
)
def test_a_page_is_quiet_fits_and_can_be_read_by_everybody(
    browser: Browser, reports: Path, name: str, width: int, theme: str
) -> None:
    path = next((reports / "held").glob("*.vi.html")) if name == "held" else reports / name
    browser.show(path, width=width, theme=theme)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.complaints() == []
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.violations() == []


@pytest.mark.parametrize(
    ("document", "asked", "heard"),
    [
        ("chrome://new-tab-page/", "https://a.example.com/logo.png", False),
        ("chrome-untrusted://new-tab-page/bar", "chrome-untrusted://new-tab-page/bar", False),
        ("file:///reports/index.html", "https://a.example.com/logo.png", True),
        ("file:///reports/index.html", "file:///reports/style.css", False),
    ],
)
def test_only_what_a_report_asks_for_is_a_complaint(document: str, asked: str, heard: bool) -> None:
    request = {
        "method": "Network.requestWillBeSent",
        "params": {"documentURL": document, "request": {"url": asked}},
    }
    driver = Mock()
    driver.get_log = lambda kind: [{"message": json.dumps({"message": request})}] if kind == "performance" else []
    assert Browser(driver).complaints() == ([f"asked for {asked}"] if heard else [])


def test_nothing_of_a_page_runs_and_its_links_are_http(browser: Browser, hostile_reports: Path) -> None:
    for path in sorted(hostile_reports.rglob("*.html")):
        browser.show(path, width=390)
        assert browser.complaints() == [], path.name
        assert browser.run("return window.ran === undefined && document.title.endsWith('· doichieu')"), path.name
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert browser.run("return document.documentElement.scrollWidth") <= 390, path.name
        links = browser.run(
            "return Array.from(document.querySelectorAll('[href],[src]')).map(e => e.protocol || e.src)"
        )
        assert set(links) <= {"https:", "http:", "file:"}, path.name
        handlers = "return Array.from(document.querySelectorAll('*')).filter(e => e.getAttributeNames()"
        assert browser.run(f"{handlers}.some(name => name.startsWith('on'))).length") == 0, path.name
    browser.show(hostile_reports / "harbour.html")
    shown = browser.run("return document.body.textContent")
    for amount in ("495,5", "777,7", "312,4", "218,9", "654,3", "888,1", "123,4", "999,5"):
        assert amount in shown
    assert browser.violations() == []


def test_a_revised_page_is_shown_before_and_after(browser: Browser, hostile_reports: Path) -> None:
    browser.show(hostile_reports / "harbour.html")
    shown = browser.run("return document.querySelector('.change').textContent")
    assert shown.index("495,5") < shown.index("999,5")
    assert "no notice seen" in browser.run("return document.querySelector('.revision').textContent")


def test_filters_leave_what_fits_every_choice(browser: Browser, reports: Path) -> None:
    browser.show(reports / "red-rain.html")
    total = browser.run(VISIBLE)
    choose = """
    var field = document.querySelector('[data-filter=' + arguments[0] + ']');
    field.value = arguments[1]; field.dispatchEvent(new Event('input', {bubbles: true}));
    """
    browser.run(choose, "type", "CONV")
    assert browser.run(VISIBLE) == 1
    assert f"1 of {total}" in browser.run("return document.querySelector('.filter [role=status]').textContent")
    browser.run(choose, "metric", "gross_day")
    assert browser.run(VISIBLE) == 0
    browser.run("document.querySelector('[data-clear]').click()")
    assert browser.run(VISIBLE) == total
    browser.run(choose, "severity", "3")
    large = browser.run(VISIBLE)
    browser.run(choose, "outlet", "VnExpress")
    assert 1 <= browser.run(VISIBLE) < large < total
    browser.run("document.querySelector('[data-clear]').click()")
    browser.run(choose, "text", "VIETNAMNET")
    assert 1 <= browser.run(VISIBLE) < total


def test_a_deep_link_opens_what_it_leads_to(browser: Browser, reports: Path) -> None:
    browser.show(reports / "red-rain.html")
    identity = browser.run("return document.querySelector('details article').id")
    browser.show(reports / "red-rain.html", anchor=identity)
    assert browser.run("return document.activeElement.id") == identity
    assert browser.run("return document.activeElement.closest('details').open")
    place = browser.run("return document.activeElement.getBoundingClientRect().top")
    assert 0 <= place < 900


def test_the_keyboard_reaches_the_claims_at_once(browser: Browser, reports: Path) -> None:
    browser.show(reports / "red-rain.html")
    browser.type("\ue004")  # Tab
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run("return document.activeElement.getBoundingClientRect().left") >= 0
    browser.type("\ue007")  # Enter
    assert browser.run("return location.hash") == "#claims"


def test_what_is_new_since_the_last_visit_is_marked(browser: Browser, reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "red-rain.html"
    shutil.copy(reports / "red-rain.html", path)
    said = "return document.getElementById('since-visit').textContent"
    browser.show(path)
    browser.run("localStorage.clear()")
    browser.show(path)
    assert "first visit" in browser.run(said)
    browser.show(path)
    assert "Nothing new" in browser.run(said)
    path.write_text(path.read_text("utf-8").replace('data-state="CONV 3"', 'data-state="CONV 4"'), "utf-8")
    browser.show(path)
    assert browser.run(said).startswith("New or changed since your last visit: 1.")
    assert browser.run("return document.querySelectorAll('#findings .new').length") == 1


def test_a_line_to_print_and_an_enquiry_are_copied(browser: Browser, reports: Path) -> None:
    browser.show(reports / "red-rain.html")
    for source in ("print-vi", "print-en"):
        browser.run(
            "document.execCommand = () => true; navigator.clipboard && (navigator.clipboard.writeText = t => {"
            " window.copied = t; return Promise.resolve(); })"
        )
        browser.run(f"document.querySelector('[data-copy={source}]').click()")
        expected = browser.run(f"return document.getElementById('{source}').textContent")
        copied = browser.run("return window.copied === undefined ? String(getSelection()) : window.copied")
        assert copied == expected
    assert "not to be sent" in browser.run("return document.querySelector('.enquiry pre[lang=en]').textContent")


def test_on_paper_the_reports_behind_claims_and_differences_are_open(browser: Browser, reports: Path) -> None:
    browser.show(reports / "red-rain.html")
    closed = "return document.querySelectorAll('main > article > details.evidence:not([open])').length"
    before = browser.run(closed)
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    assert browser.run(closed) == 0
    browser.run("window.dispatchEvent(new Event('afterprint'))")
    assert browser.run(closed) == before > 0
    printed = browser.pdf()
    assert printed.startswith(b"%PDF")
    assert 5 < printed.count(b"/Type /Page\n") < 40
