"""The reference pages docs/cli.md and docs/schema.md, made from the program itself.

python -m flows.reference        writes both
"""

from __future__ import annotations

import argparse
import re
from itertools import groupby
from pathlib import Path
from typing import cast

from flows.arguments import build_parser
from warehouse.connection import Reader, memory_warehouse
from warehouse.reconcile.model import load_rules
from warehouse.words import load_words

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made by `python -m flows.reference`; a test fails when it is out of date. -->\n"


def cli_page() -> str:
    """Every command with its options and examples, as Markdown."""
    parser = build_parser()
    listed = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    parts = [f"# Commands\n\n{_MADE}\n", (parser.description or "") + "\n\n", _EXITS]
    helps = {choice.dest: choice.help or "" for choice in listed._choices_actions}
    for name, command in listed.choices.items():
        parts.append(f"\n## {name}\n\n{_sentence(helps[name])}\n\n    {_usage(command)}\n\n")
        options = [action for action in command._actions if action.dest != "help"]
        parts.append("| | |\n| --- | --- |\n")
        parts += [f"| `{_spelled(action)}` | {_cell(action)} |\n" for action in options]
        examples = (command.epilog or "").removeprefix("Examples:\n")
        parts.append("\n" + "\n".join(f"  {line}" for line in examples.splitlines()) + "\n")
    return "".join(parts)


_EXITS = """Results go to standard output, progress and messages to standard error; `--json` gives JSON lines
wherever rows are printed. Exit codes:

| code | meaning |
| --- | --- |
| 0 | fine |
| 1 | only from `run`, `check`, `reconcile`: discrepancies of severity 2 or more, or claims that do not match |
| 2 | wrong use, or bad input |
| 3 | the run itself failed |
| 130 | interrupted |

Settings come from the environment: `DOICHIEU_DATA` (folder, `./data`), `DOICHIEU_CONTACT` (an address that the outlets
can write to, sent with each request), `DOICHIEU_RATE` (requests a second and host, instead of each outlet's own),
`DOICHIEU_WORKERS` (outlets asked side by side, 8), `DOICHIEU_WAIT` (seconds to wait for another writer, 30),
`DOICHIEU_LAKE` and `DOICHIEU_LAKE_FILES` (a lake instead of a file, see [scale-out](scale-out.md)), `DOICHIEU_DASK`
(address of a Dask scheduler), `DOICHIEU_DEBUG` (1: the whole story of an unforeseen error).
"""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _usage(command: argparse.ArgumentParser) -> str:
    return re.sub(r"\s+", " ", command.format_usage().removeprefix("usage: ")).strip()


def _spelled(action: argparse.Action) -> str:
    shown = action.metavar if isinstance(action.metavar, str) else None
    value = shown or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return value.replace("|", "\\|")
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}".replace("|", "\\|")


def _cell(action: argparse.Action) -> str:
    return (action.help or "").replace("|", "\\|")


def schema_page() -> str:
    """Every view and table with its columns, as Markdown, from the comments in the database."""
    with memory_warehouse() as warehouse:
        return "".join(
            [
                f"# The warehouse\n\n{_MADE}\n",
                "`published.duckdb` holds views, which are what to query, over tables in the schema `stored`, which "
                "only grow.\nTimes are `TIMESTAMP WITH TIME ZONE`; amounts are exact decimals in the unit that stands "
                "beside them. [sql](sql.md) has questions and their queries.\n\n",
                _DIAGRAM,
                "\n## Views\n",
                *_relations(warehouse, "main"),
                "\n## Macros\n\nFor what is easily got wrong.\n\n| | |\n| --- | --- |\n",
                *_macros(warehouse),
                "\n## Tables\n",
                *_relations(warehouse, "stored"),
            ]
        )


_DIAGRAM = """```mermaid
erDiagram
    article ||--o{ figure : "states"
    article ||--o{ unread : "has"
    article }o--|| coverage : "outlet, run"
    figure ||--o| comparable : "brought to one unit"
    comparable }o--|| origin : "rests on"
    comparable }o--o{ envelope : "bounds"
    figure ||--o{ evidence : "is"
    evidence }o--|| discrepancy : "finding_id"
    evidence }o--|| verdict : "claim_id"
    difference ||--|| discrepancy : "those that matter"
    figure }o--o{ revision : "changed"
    run ||--o{ coverage : "asked"
    outlet_health }o--|| coverage : "outlet"
```
"""


def _macros(reader: Reader) -> list[str]:
    rows = reader.records(
        "select function_name, function_type, parameters, comment from duckdb_functions() "
        "where not internal and function_type like '%macro' order by function_name"
    )
    return [
        f"| `{'from ' if row['function_type'] == 'table_macro' else ''}{row['function_name']}"
        f"({', '.join(map(str, cast('list[object]', row['parameters'])))})` | {row['comment']} |\n"
        for row in rows
    ]


def _relations(reader: Reader, schema: str) -> list[str]:
    about = {
        str(row["name"]): row["comment"]
        for row in reader.records(
            "select view_name as name, comment from duckdb_views() where schema_name = $1 and not internal "
            "union all select table_name, comment from duckdb_tables() where schema_name = $1",
            schema,
        )
    }
    columns = reader.records(
        "select table_name, column_name, data_type, comment from duckdb_columns() "
        "where schema_name = $1 and not internal order by table_name, column_index",
        schema,
    )
    parts = []
    for name, held in groupby(columns, key=lambda row: str(row["table_name"])):
        full = name if schema == "main" else f"{schema}.{name}"
        parts.append(f"\n### {full}\n\n{about[name]}\n\n| column | type | |\n| --- | --- | --- |\n")
        parts += [f"| {row['column_name']} | {row['data_type']} | {row['comment']} |\n" for row in held]
    return parts


_VERDICTS = """A verdict is on one part of a claim, and never says more than the evidence holds: without evidence it
is "not enough to say", whatever the claim. Evidence leaves out the article itself, its copies and whatever cites it.
Origins (independent witnesses) are counted apart from outlets: ten outlets that cite one tracker are one origin, and
an outlet that names none is never a further one. Whether a named outlet reported a figure is judged apart from the
figure, and only where enough of that outlet's own pages are held; otherwise it "could not be checked".

**Whom it credits.** An outlet reported a figure where one of its own pages, out before the claim, has one that
overlaps it, of the same time and scope, and is about as exact. It is "not found" only in three pages or more that came
out from the claimed time on (of a total that tells none, from the first report of it on) and have not figures of other
things alone, and then it is said from when to when they are; a figure less exact, or of a time that it
does not tell, leaves it unchecked. Of outlets that are credited together each is told by itself, in a verdict of its
own where they come out differently; beside it stands what such an outlet gives instead for that time, and on which day
it had the figure where that was after the claim. A credit beside figures is about those figures. Words are found only
as they stand: each of them, numbers and negations too, and not where what is in front of them turns them around; pages
in another language can't have them, and in other words they would not be seen. The passage that is like a quotation is
shown, and where a negation or a number is what differs, that is said; of one that differs in small words only it is not
said that it is not there. A name that no outlet here has is told as such. Who made a thing is taken from sentences that
say just that, of two houses and in two wordings.

**How it is decided.** By origins, never by houses: all who cite one party are one, and all who name none are one at
most. Three times as many on one side settle it; otherwise published figures differ. A total that two houses or more
speak against is set aside; one with a named origin of its own only if two other origins do, and else it refutes
nothing by itself. "Same figure" is one number in one sense; "consistent with" is said where one of both is a bound
("more than 100" and 551.8), "same after rounding" of the rest. A figure that its own article can't hold beside its
others refutes nothing by itself, and what rests on one says so. "Different scope" says that reports give the claimed
figure of another place. `report --recheck` counts the origins again, and holds each figure against the claim again:
interval, unit, rate and time.

**Whose number it is.** What an article has from two bodies, each by its name, are two voices. Where reports name more
than one body each number is told with its own; where a claim names one that no report has the number from, it is said
whose it is ("given as another body's number") and what is reported of the body named, and the claim is no longer
supported where those two differ.

**Whose pages may speak.** An earlier page is no copy of the claimant, and a page of the outlet that it credits only
if it is known to be later; other editions of the claimant's own house are left out. A page cites an outlet where its
name is written as a name, with a word of crediting beside it. What came out after a claim can neither be what it
cites nor what it quotes; figures of later pages do count, for what they say of the time that is claimed.

**What a claim is held against.** Reports of the same subject, metric and place, in the metric's unit: money comes there
by the dated rate of the claimed time (and its spread), other units by their table; what can't be brought there is not
judged. A running total stands against what was reached before and not passed after; an amount of a period against that
period, else against the sum of its days where one body's are all reported (where none is named: the highest one, which
refutes only what is said to be of one day); what rises and falls against reports of that hour or day, or of as many
days as the topic's `near` allows; a rank against what was said last by then, and against another one that holds before
and after. Another amount of the same day may be of another hour: it makes a verdict at most "published figures differ",
with or without a report that gives the claimed one (of a total or a share only where a day hardly moves it so far); so
does a day that is off by one, since counting rules differ, and, beside a report that gives the claimed amount, a lower
one of a period that was out before the period was over. "By the end of" a day leaves no other hour of it. A round
number is not heard where its own article has a more exact one that excludes the claim. A total without a time is held
against the reports of the newest time of which somebody gives it: another body's number of that day, and a higher one
reached before or a lower one reported later, stand against it. It is given as today's: where a higher one of a later
time had been out for two days, published figures differ, with "a newer figure was already out"; for less that is only
said. A total that most houses of its own time contradict by five times or more is set aside: it speaks against no
claim, and one that repeats it is at most "published figures differ". "More than x" and "nearly x" leave out x. What was
added, forecast or denied is no report of what was reached, and is not judged.
"""


_TYPES = """
## Types of discrepancy

The severity is where a type starts; the size of the gap, the metric's weight and the number of origins move it. What
has severity 0 is no fault: it only looks like a disagreement. In the sentences, `{a}` and `{b}` stand for the figures
and `{who_a}`, `{who_b}` for who holds them.
"""


def verdicts_page() -> str:
    """What each verdict, qualifier and type of discrepancy is called and says, as Markdown."""
    words = load_words()
    rules = load_rules()
    parts = [f"# Verdicts and types of discrepancy\n\n{_MADE}\n{_VERDICTS}"]
    for section, title in (("verdict", "Verdicts"), ("qualifier", "Qualifiers"), ("attribution", "Attribution")):
        parts.append(f"\n## {title}\n\n| code | in reports | trong báo cáo |\n| --- | --- | --- |\n")
        parts += [
            f"| `{code}` | {text['en']} | {text['vi']} |\n" for code, text in words[section].items() if text["en"]
        ]
    parts.append(_TYPES)
    for code, rule in sorted(rules.items(), key=lambda each: (-each[1].severity, each[0])):
        label = words["type"][code]
        parts.append(
            f"\n### {code}: {label['en']}\n\n*{label['vi']}* · severity {rule.severity if rule.fault else 0}\n\n"
            f"> {rule.text.en}\n>\n> {rule.text.vi}\n"
        )
        if rule.settle.en:
            parts.append(f"\nWhat would settle it: {rule.settle.en}\n")
    return "".join(parts)


def main() -> None:
    for name, page in (("cli", cli_page), ("schema", schema_page), ("verdicts", verdicts_page)):
        (DOCS / f"{name}.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
