"""The words for places in a chart, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sources.figures.lexicon import alternatives, whole, whole_words


def rank_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Language for places in a chart."""
    rank = table["rank"]
    return {
        "rank_before": re.compile(rf"{whole(rank['before'], lower=False)}\s?$"),
        "rank_words": rank["words"],
        "rank_title": whole_words(rank["titles"]),
        "rank_titles": rank["titles"],
        "rank_word": re.compile(
            rf"{whole(rank['behind'])}\s+(?P<rank>(?:thứ\s+|the\s+)?(?P<word>{alternatives(rank['words'])}))(?!\w)"
        ),
        "rank_top": re.compile(rf"{whole(['top'])}\s(?P<word>{alternatives(table['words'])})(?!\w)"),
        "rank_given": re.compile(rf"[”\"’]?\s(?P<rank>(?:thứ\s|the\s)?(?P<word>{alternatives(rank['words'])}))(?!\w)"),
        "rank_giving": re.compile(rf"{whole(rank['giving'])}\s[“\"‘]?$"),
        "rank_ordinal": re.compile(
            rf"{whole(rank['ordinal_lead'])}\s(?P<rank>(?P<number>\d{{1,3}})(?:{alternatives(rank['ordinal_ends'])})(?!\w))"
            rf"\s(?!(?:{alternatives(rank['ordinal_not'])})(?!\w))(?:[^\W\d_]+\s){{1,4}}?(?:{alternatives(rank['ordinal_of'])})(?!\w)"
        ),
        "rank_given_to": re.compile(rf"(?:\s[^\W\d_]+){{0,5}}?\s(?:{alternatives(rank['given_to'])})\s"),
        "rank_ceded": re.compile(rf"{whole(rank['ceded'])}\s(?:[^\W\d_]+\s){{0,2}}$"),
        "rank_ceded_to": re.compile(rf"\s(?:{alternatives(rank['ceded_to'])})\s"),
        "rank_list": re.compile(
            rf"{whole(rank['lists'])}|{whole(['top'])}\s(?:\d+|{alternatives(table['words'])})(?!\w)"
        ),
        "rank_listed": re.compile(
            rf"[\s-](?:(?!(?:{alternatives(table['plural']['no_attribute'])})(?!\w))[\w-]+\s){{0,3}}?(?:{alternatives(rank['listed'])})(?!\w)"
        ),
        "rank_apart": whole_words(rank["apart"]),
        "rank_passing": whole_words(rank["passing"]),
        "rank_counted": re.compile(
            rf"{whole(rank['counted'])}(?:\s(?!(?:{alternatives(rank['behind'])})(?!\w))[^\W\d_]+){{0,4}}?\s(?:{alternatives(rank['sign'])})\s$"
            if rank["counted"]
            else "(?!)"
        ),
        "rank_numbered": re.compile(
            rf"{whole(rank['numbered'])}(?:\s(?!(?:{alternatives(rank['behind'])})(?!\w))[^\W\d_]+){{0,3}}?\s(?:{alternatives(rank['sign'])})\s$"
            if rank["numbered"]
            else "(?!)"
        ),
        "rank_kinds": {kind: whole_words(words) for kind, words in table["rank_kind"].items()},
        "into_group": re.compile(rf"{whole(rank['into'])}\s+(?:\S+\s+){{0,2}}$"),
        "superlative_not": re.compile(rf"{whole(rank['superlative_not'])}(?:\s[^\W\d_]+(?:['’]s)?){{0,3}}\s$"),
        "superlative_among": re.compile(rf"{whole(rank['superlative_among'])}(?:\s[^\W\d_]+(?:['’]s)?){{0,9}}\s$"),
        "superlative_nth": re.compile(
            rf"(?<!\w)(?:(?P<word>{alternatives(rank['words'])})|(?P<number>\d{{1,3}})(?:{alternatives(rank['ordinal_ends'])}))[\s-]$"
            if rank["ordinal_ends"]
            else "(?!)"
        ),
        "superlative": whole_words(rank["superlative"]),
        "scopes": {scope: whole_words(words) for scope, words in table["scope"].items()},
    }
