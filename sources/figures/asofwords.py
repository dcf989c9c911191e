"""The words for what a time is for, and of which stretch an amount is, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words, word_list
from sources.figures.stretchwords import FAINT, StretchWords


def stretch_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """Of which stretch of time an amount is."""
    stretch = table["stretch"]
    return {
        "day_words": tuple(stretch["day"]),
        "weekend_words": tuple(stretch["weekend"]),
        "period_words": tuple(stretch["period"]),
        "longer": whole_words(stretch["longer"]),
        "weekend": whole_words(stretch["weekend"]),
        "stretch": whole_words([*stretch["weekend"], *stretch["period"]]),
        "total": re.compile(whole(stretch["total"], not_behind=stretch["not_behind"])),
        "nth_week": re.compile(
            rf"\s(?:{alternatives(stretch['nth_leads'])})\s(?:{alternatives(stretch['nth'])})"
            rf"(?:{alternatives(stretch['nth_ends'])})(?!\w)"
        ),
        "mere": re.compile(rf"{whole(stretch['mere'])}\s+$"),
        "mark": whole_words(stretch["mark"]),
        "stretch_words": (
            StretchWords(word_list(stretch["total"], not_behind=stretch["not_behind"]), "none", factor=0.7),
            StretchWords(word_list(stretch["mark"]), "none", penalty=35.0),
            StretchWords(word_list(stretch["leading"]), "day", penalty=FAINT),
        ),
        "on_day": tuple(stretch["on_day"]),
        "takes": re.compile(whole(stretch["takes"], not_behind=stretch["takes_not_behind"])),
        "time_of_list": re.compile(rf"\s(?:{alternatives(stretch['time_of_list'])})\s"),
        "year_of_thing": re.compile(rf"{whole(stretch['year_of_thing'])}\s$" if stretch["year_of_thing"] else "(?!)"),
        "come_to": whole_words(stretch["come_to"]),
        "some_day": whole_words(stretch["some_day"]),
        "takes_done": re.compile(rf"{whole(stretch['takes_done'])}\s(?:[^\W\d_]+\s)?$"),
        "time_alone": re.compile(rf"\s(?:{alternatives(stretch['time_alone'])})(?!\w)"),
        "alone_time": re.compile(rf"{whole(stretch['alone_time'])}\s$"),
        "same_day": word_list(stretch["same_day"]),
        "same_part": word_list(stretch["same_part"]),
        "day_by": re.compile(rf"{whole([*stretch['by_day'], *table['as_of']['lead']])}\s(?:\w+\s){{0,2}}$"),
        "day_closing": whole_words(stretch["day_closing"]),
        "day_leads": re.compile(rf"\s(?:(?:{alternatives(stretch['day_leads'])})\s)?"),
    }


def as_of_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a time is for."""
    as_of = table["as_of"]
    since = frozenset(word.split()[-1] for word in table["time"]["since"])  # a time stands close behind these
    return {
        "as_of_lead": re.compile(rf"{whole(as_of['lead'])}\s+(?:(?:the|{alternatives(as_of['around'])})\s+)?$"),
        "compares": whole_words(as_of["sets_against"]),
        "sets_against": re.compile(rf"\s*[\"“]?(?:{alternatives(as_of['sets_against'])})(?!\w)"),
        "compared_time": re.compile(
            rf"{whole(word for word in as_of['compared'] if word.split()[-1] not in since)}\s+(?:[^\W\d]+\s+){{0,3}}$"
            rf"|{whole(word for word in as_of['compared'] if word.split()[-1] in since)}\s+(?:[^\W\d]+\s+){{0,2}}$"
        ),
        "over_base": re.compile(
            rf"(?:%|(?<!\w)(?:{alternatives(_rates(table))}))\s(?:{alternatives(as_of['base_leads'])})\s(?:(?:{alternatives(as_of['base_fill'])})\s){{0,3}}$"
            rf"|(?<!\w)(?:{alternatives([*table['multiples'], *as_of['base_multiples']])})\s$"
            rf"|{whole(table['change']['nouns'])}\s(?:{alternatives(table['change']['of'])})\s(?:[^\W\d_]+\s){{0,2}}\d[\d.,]*(?:\s[^\W\d_]+){{1,3}}"
            rf"\s(?:{alternatives(as_of['base_leads'])})\s(?:(?:{alternatives(as_of['base_fill'])})\s){{0,3}}$"
        ),
        "yearly_of": re.compile(rf"{whole(table['status']['yearly_of'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "base_never": tuple(as_of["base_never"]),
        "after_rate": re.compile(rf"{whole(as_of['after_rate'])}\s(?:\w+\s){{0,2}}$"),
        "from_behind": re.compile(rf"{whole(as_of['from'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "passed_the": re.compile(rf"(?:{alternatives(as_of['passed_the'])})\s"),
        "before_that": whole_words(as_of["before_that"]),
        "opens_before": re.compile(rf"[“\"‘]?(?:{alternatives(as_of['opens_before'])})(?:,|(?=\s[^\W\d_]))"),
        "this_mark": whole_words(as_of["this_mark"]),
        "had_already": whole_words(as_of["had_already"]),
        "says_of": re.compile(rf"{whole(as_of['says_of'])}\s(?:(?:{alternatives(as_of['says_of_day'])})\s)?$"),
        "run_between": re.compile(
            rf"{whole([word for word in as_of['between'] if word not in as_of['counted_from']])}\s(?:\w+\s){{0,2}}$"
        ),
        "run_joined": re.compile(rf"\s(?:{alternatives(as_of['between_and'])})\s(?:\w+\s)?"),
        "run_from": re.compile(rf"{whole(as_of['counted_from'])}\s(?:\w+\s){{0,2}}$"),
        "counted_from": re.compile(rf"\s(?:{alternatives(as_of['counted_from'])})\s"),
        "released": whole_words(as_of["released"]),
        "released_where": re.compile(rf"\s(?:{alternatives(as_of['released_where'])})(?!\w)[^,.;:()\d]*"),
        "source_behind": re.compile(rf"(?:\s[^\W\d_]+)?\s(?:{alternatives(as_of['sources'])})(?!\w)"),
        "source_before": re.compile(rf"{whole(as_of['sources'])}\s(?:[^\W\d_]+\s){{0,4}}$"),
        "former": re.compile(
            rf"{whole(as_of['former'])}\s+(?:(?:[^\W\d]+\s+){{0,2}}|(?:[^\W\d]+\s+){{0,3}}(?:{alternatives(as_of['counts'])})\s+)$"
        ),
        "former_words": whole_words(as_of["former"]),
        "base_of": re.compile(rf"\s(?:{alternatives(as_of['base_of'])})(?!\w)"),
        "between": re.compile(rf"{whole(as_of['between'])}\s(?:the\s|ngày\s)?$"),
        "as_of_words": frozenset(as_of["lead"]),
        "as_of_fill": re.compile(r"\s(?:[^\W\d_]+\s){0,2}"),
        "now_behind": re.compile(rf"\s(?:{alternatives(as_of['now'])})(?!\w)"),
        "gloss_lead": re.compile(rf"(?:{alternatives(as_of['gloss_leads'])})\s(?:ngày\s|the\s)?"),
        "day_named": re.compile(rf"{whole(as_of['counted_by'])}\s(?:the\s)?(?P<name>(?:[^\W\d_][\w'’]*\s){{1,5}})$"),
        "between_and": re.compile(rf",?\s(?:{alternatives(as_of['between_and'])})\s(?:ngày\s)?"),
        "event_time": re.compile(
            rf"{whole(word for word in as_of['event'] if word.split()[-1] not in since)}\s+(?:[^\W\d]+,?\s+){{0,4}}$"
            rf"|{whole(word for word in as_of['event'] if word.split()[-1] in since)}\s+(?:[^\W\d]+\s+){{0,2}}$"
        ),
        "happened": whole_words(as_of["happened"]),
        "befell": whole_words([*as_of["happened"], *as_of["event"]]),
        "relative": whole_words(table["head"]["relative"]),
        "resumed": whole_words(as_of["resumed"]),
        "at_time": re.compile(rf"{whole(as_of['at'])}\s+(?:(?:{alternatives(as_of['around'])})\s+)?$"),
        "restating": re.compile(
            rf"{whole(as_of['restating_leads'])}\s(?:{alternatives(as_of['restating'])})\s(?:(?:{alternatives(as_of['restated_what'])})\s)"
            rf"{'?' if as_of['restating_is_enough'] else ''}(?:{alternatives(as_of['restated_to'])})\s$"
        ),
        "later": re.compile(rf"{whole(as_of['later'])}(?!\s(?:{alternatives(as_of['later_not'])})(?!\w))"),
        "counted_by": re.compile(rf"{whole(as_of['counted_by'])}\s+(?:[^\W\d]+\s+){{0,2}}$"),
        "happenings": whole_words(as_of["events"]),
        "attributive": re.compile(rf"{whole(as_of['attributive'])}\s$"),
        "event_behind": re.compile(rf",?(?:\s[\w.’'-]+){{0,4}}?\s(?:{alternatives(as_of['events'])})(?!\w)"),
        "strength": re.compile(
            rf"[\s,]+\(?(?:(?:{alternatives(as_of['strength'])})\s)?\d[\d.,]*\)?(?:\s(?:{alternatives(as_of['strength_in'])})\)?)?"
            r"(?=[\s,])"
        ),
        "told_as_at": re.compile(rf"{whole(as_of['as_at'])}\s+(?:[^\W\d]+\s+){{0,2}}$"),
        "begun_since": re.compile(rf"{whole(as_of['begun'])}\s(?!\s*$)[^,;:()]*\s$"),
        "debuts": re.compile(rf"{whole(as_of['debuts'])}(?:\s(?:[^\W\d_]+|\d{{4}})){{0,7}}\s$"),
        "summing": whole_words(as_of["summing"]),
        "that_day": whole_words(as_of["that_day"]),
        "peak": whole_words(as_of["peak"]),
        "that_period": whole_words(as_of["that_period"]),
        "that_part": {
            months: re.compile(
                rf"{whole(as_of[key])}(?!\s(?:[ivx\d]+|{alternatives(table['time']['quarters'])})(?!\w))"
            )
            for months, key in ((3, "that_quarter"), (1, "that_month"))
        },
        "possessed": whole_words(as_of["possessed"]),
        "of_time": re.compile(rf"\s*(?:(?:{alternatives(as_of['of'])})\s+)?"),
        "by_year": re.compile(rf"\s(?:{alternatives(as_of['by_year'])})\s"),
        "year_ago": whole_words(as_of["year_ago"]),
        "year_of_day": re.compile(rf"\s(?:(?:{alternatives(as_of['of'])})\s)?"),
        "same_stretch": re.compile(
            rf"{whole(as_of['same_stretch'])}\s(?:(?:{alternatives(as_of['of'])})\s)?(?:the\s)?$"
        ),
        "same_stretch_behind": re.compile(
            rf"[\s,]+(?:(?:{alternatives([*as_of['of'], *as_of['same_leads']])})\s)?(?:the\s)?"
            rf"(?:{alternatives(as_of['same_stretch'])})(?!\w)"
        ),
        "holiday": re.compile(
            rf"{whole(as_of['holiday'])}(?=[^\w\s-]|\s*$|\s(?:{alternatives(as_of['holiday_before'])})(?!\w)|\s\d)"
            if as_of["holiday_before"]
            else whole(as_of["holiday"])
        ),
        "year_ago_behind": re.compile(
            rf"\s\(?(?:(?:{alternatives([*as_of['year_ago_leads'], *as_of['of']])})\s)?"
            rf"(?:{alternatives(as_of['year_ago'])})(?!\w)"
        ),
        "left_behind": re.compile(rf"{whole(as_of['from'])}\s(?:(?:{alternatives(as_of['from_fill'])})\s)?$"),
        "year_ago_leads": whole_words(as_of["year_ago_leads"]),
        "continues": re.compile(rf"\s*[\"“'‘]?(?:{alternatives(map(fold_case, as_of['continues']))})(?!\w)"),
        "achieved_in": re.compile(
            rf"\s(?:{alternatives(as_of['achieved'])})\s(?:(?:{alternatives(as_of['of'])})\s)?(?:the\s)?"
        ),
        "behind_amount": re.compile(rf"\s*(?:(?:{alternatives(as_of['behind'])})\s+){{0,2}}"),
        "first_day": whole_words(as_of["first_day"]),
        "whole_year": whole_words(as_of["whole_year"]),
    }


def _rates(table: Mapping[str, Any]) -> list[str]:
    """What ends the words for a rate or a multiple: "percent", "times", "increase"."""
    course = table["course"]
    return [
        *table["unit"]["percent"],
        *table["unit"]["times"],
        *table["multiples"],
        *course["rise_after"],
        *course["fall_after"],
        *course["spans"],
    ]
