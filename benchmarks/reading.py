"""How fast prose is read, in sentences a second on one core.

    python benchmarks/reading.py              layer 1 (quantities and times) and both layers, beside quantulum3
    python benchmarks/reading.py --sentences 40000

The sentences are those of sentences.toml with numbers drawn by a fixed seed: no two runs differ, and no line repeats
often. Three of ten hold a digit. Full values are built, offsets and identities included. quantulum3 is read in the
same run where it is installed (it is no dependency of this project): `pip install quantulum3`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sources import compiled  # noqa: E402
from sources.figures import read_figures, read_quantities  # noqa: E402
from sources.lines import parse_article_line  # noqa: E402
from sources.model import Article, Language  # noqa: E402
from sources.topics import load_topic  # noqa: E402

SENTENCES = Path(__file__).with_name("sentences.toml")
TOPIC = ROOT / "tests" / "articles" / "harbour.toml"
SENTENCES_A_PARAGRAPH = 4
PARAGRAPHS_AN_ARTICLE = 12
PEER_SENTENCES = 600
SEEDS_OF_RUNS = (7, 8, 9)
TOPIC_TEXT = {
    "vi": "Đến 18h ngày {day}, Cầu Hải Âu thu hơn {d} tỷ đồng, theo Ban Quản lý cầu.",
    "en": "By September {dom}, Gull Bridge had collected more than {d} billion dong, the bridge authority said.",
}


def sentences(language: Language, count: int, seed: int = 7) -> list[str]:
    """A fixed text: the plain sentences as they are, the others with numbers drawn."""
    table = tomllib.loads(SENTENCES.read_text("utf-8"))[language]
    draw = random.Random(seed)
    return [_filled(form, draw, language) for form in (table["plain"] + table["digits"]) * (count // 10)]


def topic_sentences(language: Language, count: int, seed: int = 7) -> list[str]:
    """Sentences that each state a figure of the topic."""
    draw = random.Random(seed)
    return [_filled(TOPIC_TEXT[language], draw, language) for _ in range(count)]


def _filled(form: str, draw: random.Random, language: Language) -> str:
    whole, part = draw.randint(1, 999), draw.randint(1, 9)
    grouped = f"{draw.randint(1_000, 99_999):,}"
    return form.format(
        n=draw.randint(1, 999),
        b=grouped.replace(",", ".") if language == "vi" else grouped,
        d=f"{whole},{part}" if language == "vi" else f"{whole}.{part}",
        day=f"{draw.randint(1, 28)}/{draw.randint(1, 9)}" if language == "vi" else f"September {draw.randint(1, 30)}",
        dom=draw.randint(1, 30),
    )


def articles(language: Language, texts: Sequence[str]) -> list[Article]:
    paragraphs = [
        " ".join(texts[at : at + SENTENCES_A_PARAGRAPH]) for at in range(0, len(texts), SENTENCES_A_PARAGRAPH)
    ]
    return [
        parse_article_line(
            {
                "id": f"{language}{at}",
                "lang": language,
                "published": "2025-09-08",
                "title": None,
                "paragraphs": paragraphs[at : at + PARAGRAPHS_AN_ARTICLE],
            }
        )
        for at in range(0, len(paragraphs), PARAGRAPHS_AN_ARTICLE)
    ]


def timed(work: Callable[[Sequence[Article]], int], texts: Sequence[Sequence[Article]]) -> tuple[float, int]:
    """Seconds of one core and how much came out: the best of several texts, none of which is read twice, so that
    nothing remembered helps."""
    best, found = float("inf"), 0
    for held in texts:
        start = time.process_time()
        count = work(held)
        seconds = time.process_time() - start
        if seconds < best:
            best, found = seconds, count
    return best, found


def quantities_of(held: Sequence[Article]) -> int:
    return sum(
        len(
            read_quantities(
                article_id=article.article_id,
                title=article.title,
                paragraphs=article.paragraphs,
                language=article.language,
                published=article.published,
            ).figures
        )
        for article in held
    )


def measure(count: int) -> dict[str, float]:
    """Sentences a second, by what was read and in which language."""
    rates: dict[str, float] = {}
    topic = load_topic(TOPIC)
    for language in ("vi", "en"):
        tongue: Language = "vi" if language == "vi" else "en"
        quantities_of(articles(tongue, sentences(tongue, 100, seed=1)))
        texts = [articles(tongue, sentences(tongue, count, seed)) for seed in SEEDS_OF_RUNS]
        seconds, found = timed(quantities_of, texts)
        rates[f"layer 1, {language}"] = count / seconds
        print(f"layer 1, {language}: {count / seconds:>9,.0f} sentences/s  {found / seconds:>9,.0f} quantities/s")
        about = [articles(tongue, topic_sentences(tongue, count // 10, seed)) for seed in SEEDS_OF_RUNS]
        seconds, found = timed(lambda held: sum(len(read_figures(each, topic).figures) for each in held), about)
        rates[f"both layers, {language}"] = count // 10 / seconds
        rate = rates[f"both layers, {language}"]
        print(f"both layers, {language}: {rate:>6,.0f} topic sentences/s  {found / seconds:>6,.0f} figures/s")
    return rates


def measure_peer(rates: dict[str, float]) -> None:
    """quantulum3 on the first of the same English sentences."""
    try:
        from quantulum3 import parser
    except ImportError:
        print("quantulum3: not installed, not compared")
        return
    texts = sentences("en", PEER_SENTENCES)
    parser.parse(texts[-1])
    start = time.process_time()
    for text in texts:
        parser.parse(text)
    rate = len(texts) / (time.process_time() - start)
    rates["quantulum3, en"] = rate
    print(f"quantulum3, en: {rate:>9,.0f} sentences/s: layer 1 is {rates['layer 1, en'] / rate:,.0f} times as fast")


def main(argv: list[str] | None = None) -> int:
    given = argparse.ArgumentParser(description="How fast prose is read.")
    given.add_argument("--sentences", type=int, default=20_000)
    count = given.parse_args(argv).sentences
    print(f"the reader is {compiled.state()}")
    measure_peer(measure(count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
