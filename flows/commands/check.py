"""`doichieu check`: an article in, its claims out, each with a verdict from the warehouse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from flows.commands.read import understand
from flows.documents import article_of, fetch_page, named_outlet, of_outlet, parse_published, read_bytes
from flows.known import known_topic
from flows.output import print_lines, print_table
from flows.settings import read_settings
from sources.claims import find_claims
from sources.errors import WarehouseError
from sources.figures.passage import lower
from sources.figures.who import cast_of, find_mentions
from sources.lines import figure_line
from sources.model import Article, Outlet, Topic, Unread
from sources.outlets import OUTLETS, outlet_key, outlet_parties
from sources.topics import SEEDS, load_topic
from warehouse import open_published
from warehouse.connection import Reader
from warehouse.verdicts import Claimant, Holdings, Verdict, judge
from warehouse.verdicts.unheard import find_unheard
from warehouse.verdicts.unlisted import with_unlisted
from warehouse.verify import read_holdings, verdict_line
from warehouse.words import count_text, word


def main(arguments: argparse.Namespace) -> int:
    outlet = named_outlet(arguments.outlet)
    article = of_outlet(_article(arguments, outlet), arguments.outlet)
    topic = known_topic(read_settings(), arguments.topic) if arguments.topic else choose_topic(article)
    if article.published is None:
        print(
            "doichieu: the article has no date; times in it are not resolved (give one with --published)",
            file=sys.stderr,
        )
    if topic is None:
        print(
            "doichieu: no topic fits this article; its quantities are listed, none is judged (see docs/add-a-topic.md)",
            file=sys.stderr,
        )
    understood = understand(article, topic)
    claimant = Claimant(
        article=article,
        url=article.url or None,
        outlet=outlet.key if outlet else (article.outlet or outlet_key(article.url) or None),
        outlet_name=outlet.name if outlet else (article.outlet_name if article.outlet in OUTLETS else None),
        published=article.published,
    )
    places: dict[str, tuple[str, int, int]] = {}
    try:
        with open_published(read_settings().data) as reader:
            holdings = read_holdings(reader, topic, OUTLETS) if topic else _nothing_held()
            places = _places(reader)
    except WarehouseError as error:
        print(f"doichieu: {error}", file=sys.stderr)
        holdings = _nothing_held()
    claims = find_claims(article, understood.figures, topic, with_unlisted(OUTLETS, [*holdings.articles, article]))
    verdicts = judge(holdings, topic or _no_topic(), claims, claimant, OUTLETS)
    for line in _unheard(understood.unread, has_verdicts=bool(verdicts)):
        print(f"doichieu: {line}", file=sys.stderr)
    if arguments.json:
        print_lines(verdict_line(verdict, _figure(verdict, article), places) for verdict in verdicts)
    else:
        _print(verdicts, article)
    return 1 if any(verdict.verdict == "refuted" for verdict in verdicts) else 0


def _unheard(unread: Sequence[Unread], *, has_verdicts: bool) -> Iterator[str]:
    """What the text has that no verdict is on, a line each kind."""
    numbers, comparisons = find_unheard(unread)
    if not has_verdicts:
        yield "no claim was understood in it, so that nothing is judged"
    if numbers:
        yield f"not understood, and not judged: {'; '.join(numbers)}"
    if comparisons:
        yield f"comparisons are not judged: {'; '.join(comparisons)}"


def choose_topic(article: Article) -> Topic | None:
    """The topic whose main subject is named most often."""
    best: tuple[int, Topic] | None = None
    for file in sorted((SEEDS / "topics").glob("*.toml")):
        topic = load_topic(file)
        cast = cast_of(topic, article.language, outlet_parties())
        named = sum(
            mention.name == cast.main
            for text in (article.title or "", *article.paragraphs)
            for mention in find_mentions(text, lower(text), cast)
        )
        if named and (best is None or named > best[0]):
            best = (named, topic)
    return best[1] if best else None


def _article(arguments: argparse.Namespace, outlet: Outlet | None) -> Article:
    published = parse_published(arguments.published)
    if arguments.source.startswith(("http://", "https://")):
        page = fetch_page(arguments.source)
        return article_of(page.body, url=page.url, published=published, outlet=outlet, language=arguments.lang)
    body = read_bytes(arguments.source)
    return article_of(body, url="", published=published, outlet=outlet, language=arguments.lang)


def _nothing_held() -> Holdings:
    return Holdings(items=(), pairs=(), articles=(), figures=())


def _no_topic() -> Topic:
    from sources.model import VIETNAM

    return Topic(
        key="",
        title={},
        timezone=VIETNAM,
        since=None,
        until=None,
        outlets=(),
        queries={},
        subjects=(),
        metrics=(),
    )


def _places(reader: Reader) -> dict[str, tuple[str, int, int]]:
    rows = reader.query(
        "select article_id, warc_file, warc_offset, warc_length from stored.capture "
        "where article_id is not null and warc_file is not null "
        "qualify row_number() over (partition by article_id order by captured_at) = 1"
    ).rows
    return {str(article): (str(file), int(str(offset)), int(str(length))) for article, file, offset, length in rows}


def _figure(verdict: Verdict, article: Article) -> dict[str, object] | None:
    if verdict.claim.figure is None:
        return None
    return figure_line(
        verdict.claim.figure,
        outlet=article.outlet or outlet_key(article.url) or None,
        url=article.url or None,
        published=article.published,
        language=article.language,
    )


def _print(verdicts: list[Verdict], article: Article) -> None:
    if any(verdict.is_simulated for verdict in verdicts):
        print("TRANG MÔ PHỎNG / SIMULATED PAGES: figures as reported, sentences ours")
    rows = []
    for verdict in verdicts:
        label = word("verdict", verdict.verdict, "en")
        if verdict.attribution == "unchecked" and verdict.claim.kind in ("attribution", "quotation"):
            label = word("verdict", "unchecked", "en")
        marks = "; ".join(word("qualifier", qualifier, "en") for qualifier in verdict.qualifiers)
        said = verdict.claim.said if len(verdict.claim.said) < 80 else verdict.claim.said[:77] + "..."
        rows.append(
            (
                word("kind", verdict.claim.kind, "en"),
                said,
                label,
                verdict.origins if verdict.outlets else None,
                verdict.outlets or None,
                f"{verdict.explanation.en}{' (' + marks + ')' if marks else ''}",
            )
        )
    print_table(("claim", "said", "result", "origins", "outlets", "why"), rows)
    print(
        f"{count_text(len(verdicts), 'claim')}. Not yet reviewed by an editor. "
        "Evidence leaves out the article itself, its copies and whatever cites it."
    )
