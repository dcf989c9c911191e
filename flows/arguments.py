"""The command line: every command with its arguments and examples; docs/cli.md is made from it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn, Protocol

_EPILOG = "Every command has examples in its own --help: doichieu run --help"


class _Add(Protocol):
    def __call__(
        self, name: str, module: str, what: str, example: str, *, json: bool = True
    ) -> argparse.ArgumentParser: ...


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"doichieu: {message}\nSee {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; docs/cli.md is made from it."""
    parser = _Parser(
        prog="doichieu",
        description="Holds what several news outlets report against each other, and says where they can't all "
        "be right.",
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, module: str, what: str, example: str, *, json: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=what,
            description=what[0].upper() + what[1:] + ".",
            epilog=f"Examples:\n{example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(module=module)
        command.add_argument(
            "--data",
            type=Path,
            metavar="DIR",
            help="where warehouse, archive and reports lie (default: $DOICHIEU_DATA, else ./data)",
        )
        if json:
            command.add_argument("--json", action="store_true", help="JSON lines on stdout instead of tables")
        return command

    _add_main(add)
    _add_desk(add)
    _add_archives(add)
    _add_upkeep(add)
    return parser


def _add_main(add: _Add) -> None:
    """Gather, check, read, reconcile."""
    run = add(
        "run",
        "run",
        "the main job: collect, load, verify, report",
        "  doichieu run red-rain\n  doichieu run red-rain --replay seeds/pages\n"
        "  doichieu run red-rain --since 2025-08-20 --until 2025-09-30",
    )
    run.add_argument("topic", metavar="TOPIC", help="a topic's key, or the path of a TOML file")
    run.add_argument(
        "--replay",
        type=Path,
        metavar="PATH",
        help="read a WARC, or a folder with index.jsonl, instead of the network",
    )
    run.add_argument("--since", metavar="DAY", help="leave out what was published before")
    run.add_argument("--until", metavar="DAY", help="leave out what was published after")
    run.add_argument("--plan", action="store_true", help="show what would be fetched and why, and fetch no article")
    run.add_argument(
        "--runner",
        choices=("threads", "dask"),
        default="threads",
        help="dask: several processes, or the machines of a scheduler (DOICHIEU_DASK)",
    )
    run.add_argument("--quiet", action="store_true", help="no progress on stderr")

    check = add(
        "check",
        "check",
        "an article in: its claims out, each with a verdict from the warehouse",
        "  doichieu check article.html --topic red-rain\n"
        "  doichieu check notes.txt --published 2025-09-29 --outlet asiatimes\n"
        "  pbpaste | doichieu check -",
    )
    check.add_argument("source", metavar="FILE|URL|-")
    _add_article_options(check)

    read = add(
        "read",
        "read",
        "what figures are in a text",
        "  doichieu read article.html --topic red-rain\n"
        "  echo 'thu hơn 600 tỷ đồng' | doichieu read - --lang vi --json\n"
        "  doichieu read --articles many.jsonl --topic red-rain --json",
    )
    read.add_argument("source", metavar="FILE|URL|-", nargs="?")
    read.add_argument("--articles", metavar="FILE", help="read many articles, one JSON object a line (- for stdin)")
    read.add_argument("--times", action="store_true", help="also a row for every time phrase")
    read.add_argument("--unread", action="store_true", help="also a row for every number not understood")
    _add_article_options(read)

    reconcile = add(
        "reconcile",
        "reconcile",
        "figures from anywhere in, findings out",
        "  doichieu reconcile figures.jsonl --topic red-rain --json\n"
        "  doichieu read --articles a.jsonl --topic T --json | doichieu reconcile - --topic T",
    )
    reconcile.add_argument("figures", metavar="FIGURES.jsonl", help="figure lines as `read` writes them (- for stdin)")
    reconcile.add_argument("--topic", required=True, metavar="T")
    reconcile.add_argument("--all", action="store_true", help="also what only looks different")


def _add_desk(add: _Add) -> None:
    """What was found, and what a person says of it."""
    answer = add(
        "answer",
        "answer",
        "which number may I print? the interval that the evidence allows",
        "  doichieu answer red-rain gross_total --at 2025-09-07",
    )
    answer.add_argument("topic", metavar="TOPIC")
    answer.add_argument("metric", metavar="METRIC")
    answer.add_argument("--subject", metavar="S", help="default: the topic's main subject")
    answer.add_argument("--at", metavar="T", help="a day, an instant, or days FROM/TO (default: the latest there is)")

    latest = add(
        "latest",
        "answer",
        "each authority's latest figure, with its as-of",
        "  doichieu latest typhoon-yagi deaths",
    )
    latest.add_argument("topic", metavar="TOPIC")
    latest.add_argument("metric", metavar="METRIC")
    latest.add_argument("--subject", metavar="S", help="default: the topic's main subject")

    digest = add(
        "digest",
        "digest",
        "what changed in the day before the newest run, in a minute; also when nothing did",
        "  doichieu digest\n  doichieu digest red-rain --since 2025-09-08 --lang vi",
    )
    digest.add_argument("topic", metavar="TOPIC", nargs="*", help="default: every topic that was run")
    digest.add_argument("--since", metavar="DAY", help="default: a day before the newest run")
    digest.add_argument("--lang", choices=("vi", "en"), default="en")

    explain = add(
        "explain",
        "explain",
        "a finding, verdict or figure back to rule, numbers, sentence and bytes",
        "  doichieu explain 3f1c9a7b20d45e61",
    )
    explain.add_argument("id", metavar="ID")

    sql = add(
        "sql",
        "sql",
        "read-only SQL on the published warehouse",
        '  doichieu sql "select * from discrepancy"\n  doichieu sql --format csv -f query.sql\n'
        '  doichieu sql --format parquet --output figures.parquet "from figure"\n  doichieu sql',
    )
    sql.add_argument("query", metavar="QUERY", nargs="?", help="default: standard input, or a prompt")
    sql.add_argument("-f", "--file", type=Path, metavar="FILE", help="take the query from a file")
    sql.add_argument("--format", choices=("table", "csv", "json", "markdown", "parquet"), default="table")
    sql.add_argument("--output", type=Path, metavar="FILE", help="write there instead of stdout (needed for parquet)")
    sql.add_argument("--rows", type=int, default=1000, metavar="N", help="most rows that a table shows (default: 1000)")
    sql.add_argument("--memory", default="4GB", metavar="SIZE", help="most that a query may take (default: 4GB)")
    sql.add_argument("--allow-files", action="store_true", help="let the query read other files")

    report = add(
        "report",
        "report",
        "the report of a topic",
        "  doichieu report red-rain\n  doichieu report red-rain --format md --lang vi\n"
        "  doichieu report red-rain --format claimreview --site https://desk.example.org/reports/\n"
        "  doichieu report red-rain --recheck",
        json=False,
    )
    report.add_argument("topic", metavar="TOPIC")
    report.add_argument("--format", choices=("html", "md", "json", "csv", "claimreview"), default="html")
    report.add_argument("--lang", choices=("vi", "en"), default="en")
    report.add_argument("--output", type=Path, metavar="FILE", help="default: reports/ for html, else stdout")
    report.add_argument(
        "--site", metavar="URL", help="where the reports are published; a claimreview of signed-off verdicts needs it"
    )
    report.add_argument("--recheck", action="store_true", help="check every derivation again, with separate code")

    export = add(
        "export",
        "export",
        "a run as files for others (RO-Crate, Parquet), or everything as a backup",
        "  doichieu export red-rain\n  doichieu export red-rain --format parquet --output tables\n"
        "  doichieu export --all backup.tar\n  doichieu export --restore backup.tar --data new",
        json=False,
    )
    export.add_argument("topic", metavar="TOPIC", nargs="?", help="whose newest run is exported")
    export.add_argument(
        "--format",
        choices=("rocrate", "parquet"),
        default="rocrate",
        help="rocrate: reports, tables and where they come from (PROV); parquet: the tables alone",
    )
    export.add_argument("--output", type=Path, metavar="DIR", help="a new folder (default: TOPIC-export)")
    export.add_argument(
        "--all", type=Path, metavar="FILE", help="a backup: archive, tables, reviews, what alerts were sent"
    )
    export.add_argument("--restore", type=Path, metavar="FILE", help="make the data folder from a backup")

    review = add(
        "review",
        "review",
        "a person accepts, rejects or explains a finding or a verdict (TOPIC/CLAIM), with a reason",
        "  doichieu review\n"
        '  doichieu review red-rain/day-record accept --reason "pages looked at" --by desk\n'
        '  doichieu review 3f1c9a7b20d45e61 explain --reason "two counts, see the tracker\'s note" --by desk',
    )
    review.add_argument("id", metavar="ID", nargs="?", help="default: list the findings, those that wait first")
    review.add_argument("decision", choices=("accept", "reject", "explain"), nargs="?")
    review.add_argument("--reason", metavar="R", help="in your words; needed for a decision")
    review.add_argument("--by", metavar="NAME", help="who decides (default: your account's name)")
    review.add_argument("--topic", metavar="T", help="list the findings of one topic")


def _add_archives(add: _Add) -> None:
    """Pages and articles that come otherwise, and go."""
    added = add(
        "add",
        "add",
        "one page into the archive and the warehouse",
        "  doichieu add saved.html --url https://news.example.org/a-1.html --published 2025-09-11 --topic red-rain",
    )
    added.add_argument("source", metavar="URL|FILE")
    added.add_argument("--url", metavar="U", help="the page's own address (needed for a file)")
    added.add_argument("--published", metavar="T", help="when it was published, if the page does not say")
    added.add_argument("--topic", metavar="T", help="default: every topic that the page is about")

    rows = add(
        "load",
        "load",
        "articles from CSV, JSON lines or Parquet into the archive and the warehouse",
        "  doichieu load articles.jsonl --topic red-rain\n"
        "  doichieu load export.csv --column text=noi_dung --column published=ngay",
    )
    rows.add_argument("file", type=Path, nargs="+", metavar="FILE", help=".csv, .tsv, .jsonl (also .gz) or .parquet")
    rows.add_argument("--topic", action="append", metavar="T", help="default: every topic; may be given again")
    rows.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="KEY=NAME",
        help="what a column is called: url, title, text, published, outlet, lang, captured, authors",
    )
    rows.add_argument("--outlet", metavar="NAME", help="whose articles they are, where neither address nor row says")
    rows.add_argument("--quiet", action="store_true", help="no progress on stderr")

    surveying = add(
        "survey",
        "survey",
        "what a corpus counts, in which amounts, and whom it names, before any topic exists",
        "  doichieu survey articles.jsonl\n  doichieu survey saved/*.html --top 10\n  doichieu survey",
    )
    surveying.add_argument(
        "file", type=Path, nargs="*", metavar="FILE", help="as for `load`, or pages and texts (default: the warehouse)"
    )
    surveying.add_argument("--top", type=int, default=20, metavar="N", help="rows of each table (default: 20)")
    surveying.add_argument("--lang", choices=("vi", "en"), help="only articles in this language")

    withdrawal = add(
        "withdraw",
        "withdraw",
        "a page taken out for good: its payload goes, a tombstone with the reason stays, verdicts are made anew",
        '  doichieu withdraw https://news.example.org/a-1.html --reason "asked for by the outlet"',
        json=False,
    )
    withdrawal.add_argument("url", metavar="URL", help="the page's own address")
    withdrawal.add_argument("--reason", required=True, metavar="R", help="why; it stays")
    withdrawal.add_argument("--topic", metavar="T", help="the topic's file, where it does not lie in seeds/topics/")

    archives = add(
        "backfill",
        "backfill",
        "archives of news crawls into the warehouse: any site, any size, resumable",
        "  doichieu backfill CC-NEWS-2025-09-*.warc.gz --topic red-rain --processes 4",
    )
    archives.add_argument("warc", type=Path, nargs="+", metavar="WARC", help="WARC files, compressed or not")
    archives.add_argument("--topic", required=True, metavar="T", help="a topic's key, or the path of a TOML file")
    archives.add_argument("--processes", type=int, default=1, metavar="N", help="that read side by side (default: 1)")
    archives.add_argument("--since", metavar="DAY", help="leave out what was published before")
    archives.add_argument("--until", metavar="DAY", help="leave out what was published after")
    archives.add_argument("--quiet", action="store_true", help="no progress on stderr")


def _add_upkeep(add: _Add) -> None:
    """Outlets, topics, schedules, the installation."""
    outlets = add(
        "outlets",
        "listing",
        "what can be read, and how well it was read lately",
        "  doichieu outlets\n  doichieu outlets --check",
    )
    outlets.add_argument("--check", action="store_true", help="try every outlet live")

    topics = add(
        "topics",
        "listing",
        "the topics; `topics new` asks and writes a file, `topics validate` looks for mistakes",
        "  doichieu topics\n  doichieu topics new\n"
        "  doichieu topics new my-flood.toml --title 'The May flood' --name 'May flood' --vi 'lũ tháng 5' "
        "--en 'May flood' --like storm-matmo\n"
        "  doichieu topics validate my-flood.toml",
    )
    topics.add_argument("action", choices=("list", "new", "validate"), nargs="?", default="list")
    topics.add_argument("name", metavar="TOPIC", nargs="?", help="a key, or the path of a TOML file")
    topics.add_argument("--title", metavar="T", help="new: what the topic is called")
    topics.add_argument("--name", dest="subject", metavar="N", help="new: whom or what its figures are of")
    topics.add_argument(
        "--vi", action="append", metavar="N", help="new: what Vietnamese pages call it; may be repeated"
    )
    topics.add_argument("--en", action="append", metavar="N", help="new: what English pages call it; may be repeated")
    topics.add_argument("--since", metavar="DAY", help="new: the first day to look for")
    topics.add_argument("--until", metavar="DAY", help="new: the last day to look for")
    topics.add_argument("--like", metavar="TOPIC", help="new: take metrics, relations and parties from this topic")

    doctor = add(
        "doctor",
        "doctor",
        "what is set, what is reachable, what is stale or broken, and what to do about it",
        "  doichieu doctor\n  doichieu doctor --json",
    )
    doctor.add_argument("--quick", action="store_true", help="ask nothing on the network, read no archive through")

    completion = add(
        "completion",
        "completion",
        "a completion script for your shell",
        "  doichieu completion bash > ~/.local/share/bash-completion/completions/doichieu\n"
        "  doichieu completion zsh > ~/.zfunc/_doichieu",
        json=False,
    )
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))

    serve = add("serve", "serve", "run every topic on its schedule", "  doichieu serve red-rain", json=False)
    serve.add_argument("topic", metavar="TOPIC", nargs="*", help="default: every topic that has a schedule")


def _add_article_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--topic", metavar="T", help="a topic's key, or the path of a TOML file")
    command.add_argument("--published", metavar="T", help="a day or an instant, when the text does not say")
    command.add_argument(
        "--outlet", metavar="K", help="whose text it is, by key or host, when the address does not say"
    )
    command.add_argument("--lang", choices=("vi", "en"), help="default: seen from the letters")
