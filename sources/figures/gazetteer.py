"""The places that a language knows: their spellings, and the words that they stand beside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sources.figures.lexicon import alternatives, fold_case, whole, whole_words, word_list
from sources.figures.markets import market_tables
from sources.figures.measures import is_currency
from sources.figures.nowhere import nowhere_tables
from sources.figures.routewords import route_tables
from sources.figures.spellings import spellings_of
from sources.figures.tables import read_table
from sources.text import fold

_CAPITALISED: Final = r"[A-ZĐÀ-ÖØ-Ý][\w’'-]+(?:\s[A-ZĐÀ-ÖØ-Ý][\w’'-]+){0,3}"


def place_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a language's table says of places: the fields of Language that are about them."""
    held, places = table["places"], place_names()
    kinds = _kinds(held)
    demonyms = held.get("demonyms", {})
    unnamed = rf"(?:[^\W\d]+\s){{0,2}}?(?:{alternatives(held['one_kinds'])})(?!\w)"
    only = rf"(?:(?:{alternatives(held['only'])})\s)?"
    at = rf"(?:(?:{alternatives(held['at'])})\s)?" if "riêng" in held["only"] else rf"(?:{alternatives(held['at'])})\s"
    is_bare = "?" if held["building_bare"] else ""
    building = (
        rf"(?:{alternatives(held['building_at'])})\s"
        rf"(?:(?:{alternatives(held['building_leads'])})\s(?:[^\W\d_]+\s){{0,2}}?){is_bare}"
        rf"(?:{alternatives(held['buildings'])})(?!\w)"
    )
    return {
        "nowhere": nowhere_tables(held, kinds),
        "markets": market_tables(held),
        "place": re.compile(whole(places, lower=False)),
        "place_behind": re.compile(
            rf"(?:s?['’])?\s+(?:{alternatives((fold_case(p) for p in places), backwards=True)})(?!\w)"
        ),
        "places": {fold_case(spelling): name for spelling, name in places.items()},
        "provinces": _provinces() | _lands(),
        "peers": frozenset((*held["names"], *held["lands"])),
        "lands": _lands(),
        "lands_do": re.compile(
            rf"(?:\s(?:{alternatives(held['lands_between'])}))?\s(?:{alternatives(held['lands_do'])})(?!\w)"
        ),
        "lands_supply": re.compile(
            rf"(?:\s(?:{alternatives(held['lands_between'])}))?\s(?:{alternatives(held['lands_supply'])})(?!\w)"
        ),
        "lands_import": re.compile(
            rf"(?:\s(?:{alternatives(held['lands_between'])}))?\s(?:{alternatives(held['lands_import'])})(?!\w)"
        ),
        "lands_imports": whole_words(held["lands_import"]),
        "lands_home_kind": whole_words(held["lands_home_kind"]),
        "lands_own": whole_words(held["lands_own"]),
        "lands_take": whole_words(held["lands_take"]),
        "partners": whole_words(held["partners"]),
        "lands_of": re.compile(rf"\s(?:{alternatives(held['lands_of'])})\s(?:the\s)?"),
        "lands_home": whole_words((*held["nation"], *held["whole"])),
        "lands_gave": re.compile(rf"\s(?:{alternatives(held['lands_gave'])})\s(?:the\s)?$"),
        "place_at_words": frozenset(held["at"]),
        "where_behind": re.compile(rf"{whole(held['after'])}\s+(?:the\s+)?$"),
        "local_report": _local_report(held),
        "nation": whole_words(held["nation"]),
        "place_parts": re.compile(rf"(?<=\s)(?:{alternatives(held['parts_of'])})\s"),
        "reached": re.compile(rf"{whole(held['reached'])}(?P<gap>(?:\s[^,;.:\d]{{1,44}}?)?)\s(?:the\s)?$"),
        "place_next": re.compile(
            rf"(?<!\w)(?:{alternatives(held['next_lead'])})\s(?:the\s)?(?:(?:{kinds})\s)?(?P<name>{_CAPITALISED})"
            rf"(?:\s[a-z]{{4,12}})?\s(?:{alternatives(held['next_with'])})\s(?=[^,;.()\d]{{0,16}}\d)"
        ),
        "place_post": re.compile(rf"{whole(held['post'])}(?:\s[^,;.:\d]{{0,32}})?\s$"),
        "place_no_name": frozenset(held["no_name"]),
        "place_longer": re.compile(rf"\s(?:\w+\s)?(?:{alternatives(held['institutions'])})(?!\w)")
        if held["institutions"]
        else re.compile("(?!)"),
        "place_markets": re.compile(rf"(?:{alternatives(held['markets'])})(?!\w)"),
        "homes": tuple(held["home"]),
        "places_whole": frozenset(map(fold, held["whole"])),
        "place_leads": re.compile(rf"[\s,]*(?:(?:the|riêng|{alternatives(held['lead'])})\s)*"),
        "place_lead": re.compile(
            rf"{whole((*held['lead'], *held['lead_several']))}\s+(?:the\s+)?(?:\w+['’]s\s+)?"
            rf"(?:(?:{alternatives(held['lead_ahead'])})\s){{0,2}}"
        ),
        "place_at": re.compile(
            rf"(?:(?:[^,;.()\d]{{0,32}}|[^,;.()]{{0,18}})\s|[^;.()\d]{{0,24}}\((?:đều|tất cả|all)\s){_in_place(held)}"
        ),
        "place_outside": re.compile(rf"{whole(held['outside'])}\s(?:the\s)?"),
        "place_outside_word": held["outside"][0],
        "place_abroad": re.compile(rf"\s(?:{alternatives(held['abroad'])})(?!\w)"),
        "place_beyond": whole_words(held["beyond"]),
        "place_everywhere": whole_words(held["everywhere"]),
        "place_abroad_name": held["abroad_name"],
        "routes": route_tables(held),
        "place_world_name": held["world_name"],
        "place_kinds_of_world": frozenset(held["world_kinds"]),
        "place_works": re.compile(
            rf"{whole(held['works'])}(?:\s|(?:(?!{whole(held['sold'])})[^,;:.()\d]){{0,40}}\s(?:{alternatives(held['works_of'])})\s)$"
        ),
        "place_works_behind": re.compile(
            rf"['’]s?\s(?:(?!{whole(held['sold'])})[\w-]+\s){{0,3}}?(?:{alternatives(held['works'])})(?!\w)"
        ),
        "place_of": re.compile(rf"[)”\"’»]?\s(?:{alternatives(held['works_of'])})\s(?:the\s)?"),
        "place_apart": re.compile(rf",\s(?:{alternatives(held['apart'])})(?!\w)"),
        "place_purpose": whole_words(held["purpose"]),
        "place_toward": re.compile(rf"\s(?:{alternatives(held['toward'])})\s(?:the\s)?"),
        "place_joined": re.compile(rf"\s*,?\s*(?:(?:and|và)\s+)?(?:the\s+)?(?:(?:{kinds})\s+)?"),
        "place_and_last": re.compile(rf",?\s(?:and|và)\s(?:the\s)?(?:(?:{kinds})\s)?"),
        "worst": whole_words(held["worst"]),
        "place_speaker": whole_words(held["speakers"]),
        "place_speaking": re.compile(
            rf"(?:(?:['’]s)?\s(?P<body>(?:[a-z]+\s)?(?:{alternatives(held['speakers'])})))?,?\s(?:and|và)\s"
            rf"(?:(?:{alternatives(held['at'])})\s)?(?:the\s)?(?:(?P<kind>{kinds})\s)?"
        ),
        "place_spoken": re.compile(
            rf"(?:{alternatives(held['speakers'])})\s(?:and|và)\s(?:(?:{alternatives(held['at'])})\s)?(?:the\s)?(?:{kinds})\s$"
        ),
        "place_counted_in": re.compile(
            rf"\s(?:{alternatives(held['at'])})\s(?:the\s)?(?:[a-z-]+\s)?(?:(?:{kinds})\s)?$|\s(?:{kinds})\s$"
        ),
        "place_counted_at": re.compile(
            rf"(?:^|\s)(?:{alternatives((*held['at'], *held['throughout']))})\s(?:the\s)?(?:[^\W\d]+\s){{0,2}}$"
        ),
        "place_chain": re.compile(
            rf"(?:\s(?:{alternatives(held['kind_behind'])}))?\s(?:of|thuộc)\s(?:the\s)?|,\s(?:thuộc\s)?(?:{kinds})\s"
        ),
        "place_kind_behind": re.compile(rf"\s(?:{alternatives(held['kind_behind'])})(?!\w)"),
        "place_beside": re.compile(
            rf",\s(?:[^,;.:()\d]{{0,60}}\s)?(?:{alternatives(held['beside'])})\s(?:[^,;:.()\d]{{0,16}}\s)?"
            rf"(?:(?:{alternatives(held['beside_of'])}|{kinds})\s){{0,4}}"
        ),
        "place_item": re.compile(r"\s?[^,;:.\d]{0,32}(?:,\s(?:(?:and|và)\s)?|\s(?:and|và)\s)(?:[^\W\d_]+\s){0,2}"),
        "place_far": re.compile(rf"[^,;:.()\d]{{1,88}}\s{_in_place(held)}"),
        "place_share": re.compile(r"\s[^,;:.()\d]{0,40}(?:and|và)(?:\s[^,;:.()\d]{0,16})?\s?"),
        "place_both": re.compile(
            rf"[^,;:.()\d]{{0,48}}?,?\s(?:{alternatives(held['both'])})(?P<last>(?:\s[^,;:.()\d]{{0,28}})?\s?)"
        ),
        "place_listed": re.compile(r"[^,;:.()\d]{0,48},\s(?:[^,;:.()\d]{0,28}\s)?"),
        "place_clause": re.compile(rf"(?:{whole(held['clauses'])}|;)\s(?:the\s)?$"),
        "place_and_at": re.compile(rf"\s(?:and|và|,)\s(?:{alternatives(held['at'])})\s(?:the\s)?$"),
        "place_from": re.compile(rf"{whole(held['range_from'])}\s(?:the\s)?(?:(?:{kinds})\s)?$"),
        "place_to": re.compile(rf"\s(?:{alternatives(held['range_to'])})\s(?:the\s)?(?:(?:{kinds})\s)?"),
        "place_around": re.compile(
            rf"(?:\s(?:{alternatives(held['kind_behind'])}))?\s\((?:(?:{whole(held['at'])}|thuộc)\s)?(?:the\s)?(?:(?:{kinds})\s)?"
        )
        if held["kind_behind"]
        else re.compile(rf"\s\((?:(?:{whole(held['at'])}|thuộc)\s)?(?:(?:{kinds})\s)?"),
        "place_around_end": re.compile(rf"(?:\s(?:{alternatives(held['around_end'])}))?\)")
        if held["around_end"]
        else re.compile(r"\)"),
        "place_each": re.compile(rf"\s(?:{alternatives(held['each'])})(?!\w)"),
        "place_each_of": re.compile(rf"\s(?:{alternatives(held['each_of'])})\s(?:the\s)?(?:(?:{kinds})\s)?$"),
        "place_leads_several": re.compile(rf"{whole(held['lead_several'])}\s$"),
        "place_list_end": whole_words((*held["one_kinds"], *held["list_end"])),
        "place_one": re.compile(rf"\W*{only}{at}(?:{alternatives((*held['one_of'], *held['a_one']))})\s{unnamed}"),
        "place_in_one": re.compile(
            rf"[^,;:.()\d]{{0,40}}?\s{only}{at}(?:{alternatives(held['one_alone'])})\s{unnamed}"
        ),
        "building": re.compile(building),
        "building_behind": re.compile(rf"[^,;:.()\d]{{0,40}}?\s{building}"),
        "there_several": whole_words(held["there_several"]),
        "place_in_all": re.compile(
            rf"(?:\s(?:{alternatives(held['in_all'])}))?,\s(?=[^,;.:()\d]{{0,40}}\s(?:{alternatives(held['at'])})\s)"
        ),
        "place_counted": re.compile(
            rf"(?:\s[^,;.:()\d]{{1,16}})?\s(?:{alternatives(held['counted'])})\s(?:the\s)?(?:(?:{kinds})\s)?"
        ),
        "place_whose": re.compile(
            rf"(?<!\w)(?:{alternatives(held['counted'])})\s(?:the\s)?(?:(?:{kinds})\s)?(?P<name>{_CAPITALISED}?)"
            rf"\s?(?:{alternatives(held['counted_body'])})(?!\w)"
        ),
        "place_of_event": re.compile(
            rf"(?<!\w)(?:[Aa]n?|[Oo]ne|[Aa]nother)\s(?P<name>{_CAPITALISED})\s(?:[a-z]+\s){{1,2}}"
            rf"(?:{alternatives(table['as_of']['events'])})(?!\w)"
        )
        if held.get("demonyms")
        else re.compile("(?!)"),
        "place_counted_body": re.compile(rf"\s?(?:{alternatives(held['counted_body'])})(?!\w)"),
        "place_left": whole_words(held["left"]),
        "place_mostly": whole_words(held["mostly"]),
        "home_all": whole_words(held["home_all"]),
        "home_town": whole_words(held["home_town"]),
        "town_parts": re.compile(rf"(?:{alternatives(held['town_parts'])})\s$"),
        "town_kinds": re.compile(rf"{whole(held['town_kinds'])}\s"),
        "town_ends": re.compile(rf"\s(?:{'|'.join(held['town_ends'])})(?!\w)")
        if held["town_ends"]
        else re.compile("(?!)"),
        "home_bare": re.compile(
            rf"(?:{alternatives(held['home_bare'])})\s(?=[^\W\d_])(?!(?:{alternatives(held['lands_of'])})\s)"
        ),
        "place_where": re.compile(rf",?\s(?:{alternatives(held['where'])})(?!\w)"),
        "there": whole_words((*held["there"], *held["there_market"])),
        "there_market": whole_words(held["there_market"]),
        "place_as_for": re.compile(rf"\W*{whole(held['as_for'])}\s"),
        "place_region": re.compile(
            rf"\s(?:[^,;.()\d]{{0,32}}\s)?(?:{alternatives(held['at'])})\s(?:the\s)?"
            rf"(?:{alternatives(held['regions'])})\s(?:of\s|của\s)?"
        ),
        "there_land": whole_words(held["there_land"]),
        "there_and": re.compile(
            rf"\s(?:and|và|lẫn|cùng)\s(?:(?:{alternatives(held['at'])})\s)?(?:the\s)?"
            rf"(?:(?:{alternatives(held['at_ahead'])})\s)?"
        ),
        "struck": re.compile(
            rf"{whole(held['struck'])}(?:\s[^,;:()]{{0,40}})?\s(?:{alternatives(held['at'])})\s(?:the\s)?$"
        ),
        "struck_at": re.compile(rf"(?:\s[^;:()\d]{{0,24}})?\s(?:{alternatives(held['at'])})\s(?:the\s)?"),
        "all_lands": whole_words(held["all_lands"]),
        "office_before": re.compile(rf"{whole(held['office_before'])}(?:\s[^,;.:()\d]{{0,40}})?\s$")
        if held["office_before"]
        else re.compile("(?!)"),
        "office_behind": re.compile(
            rf"(?:['’]s?)?(?:\s[\w-]+){{0,4}}?\s(?:{alternatives(held['office_behind'])})(?!\w)"
        )
        if held["office_behind"]
        else re.compile("(?!)"),
        "held_area_words": word_list([*held["areas"], *held["areas_held"]]),
        "held_area": re.compile(
            rf"(?:{whole(held['areas'])}(?:\s[^,;.:()\d]{{0,40}}?)?\s(?<!được\s)(?:{alternatives(held['holding'])})(?!\w)"
            rf"|{whole(held['areas_held'])})"
        ),
        "capital": held["capital"],
        "capital_speaks": re.compile(rf"(?:['’]s)?\s+(?:{alternatives(held['speaks'])})(?!\w)"),
        "demonyms": whole_words(demonyms),
        "demonym_places": {fold_case(word): place for word, place in demonyms.items()},
    }


def _local_report(held: Mapping[str, Any]) -> re.Pattern[str]:
    """What stands in front of a place whose own authorities count: "authorities in", "theo Ban Chỉ huy ... tỉnh"."""
    lead = rf"(?:{alternatives(held['local_lead'])})\s[^.;:]{{0,100}}?" if held["local_lead"] else ""
    gap = "[^.;:]{0,60}" if held["local_lead"] else ""
    return re.compile(
        rf"{lead}(?<!\w)(?:{alternatives(held['local_body'])})\s{gap}(?:{alternatives(held['local_of'])})\s$"
    )


def _kinds(held: Mapping[str, Any]) -> str:
    """Words for a kind of place, right in front of its name."""
    return alternatives(word for word in (*held["lead"], *held["lead_several"]) if word not in held["at"])


def _in_place(held: Mapping[str, Any]) -> str:
    """ "in the", "ở xã": what stands right in front of a place."""
    kinds = _kinds(held)
    ahead = alternatives((*held["at_ahead"], *held["lead_ahead"]))
    at = rf"(?:(?:{alternatives(held['at'])})\s(?:the\s)?(?:(?:{ahead})\s)?|on\sthe\s)"
    return rf"{at}(?:the\s)?(?:(?:[a-z-]+\s)?(?:{kinds})\s)?"


@cache
def _provinces() -> frozenset[str]:
    """The names of the provinces of Viet Nam."""
    return frozenset(name for code in ("vi", "en") for name in read_table(code)["places"]["names"])


@cache
def _lands() -> frozenset[str]:
    """The names of other lands in either language."""
    return frozenset(name for code in ("vi", "en") for name in read_table(code)["places"]["lands"])


@cache
def place_names() -> dict[str, str]:
    """Every spelling of a place in either language -> its name: the Vietnamese one for places in Viet Nam."""
    spellings: dict[str, str] = {}
    for code in ("vi", "en"):
        table = read_table(code)["places"]
        syllables = table.get("syllables", {})
        for name in (*table["names"], *table["lands"], *table.get("districts", ())):
            # "Duc" is a person more often than Germany.
            is_short = name in table["lands"] and " " not in name
            for spelling in (name,) if is_short else spellings_of(name, syllables):
                spellings.setdefault(spelling, name)
        for name, others in table.get("also", {}).items():
            for spelling in others:
                is_short = name in table["lands"] and " " not in spelling
                for form in (spelling,) if is_short else spellings_of(spelling, syllables):
                    spellings[form] = name
        spellings.update(dict.fromkeys(table["longer"], ""))
    spellings.update(dict.fromkeys(_currencies(spellings), ""))
    spellings.update({f"T{said[1:]}": name for said, name in spellings.items() if said.startswith("the ")})
    return spellings


def _currencies(places: Mapping[str, str]) -> list[str]:
    """What money is called after a place, "đô la Mỹ", "Singapore dollars", with what is left of it behind a slip of
    the pen ("tỉđô la Mỹ")."""
    found = []
    for code in ("vi", "en"):
        units = read_table(code)["unit"]
        named = (word for unit, words in units.items() if is_currency(unit) for word in words)
        for words in (word.split() for word in named):
            if len(words) > 1 and (words[-1] in places or words[0] in places or " ".join(words[:-1]) in places):
                found.append(" ".join(words))
                found += [" ".join(words[1:])] if len(words) > 2 and words[-1] in places else []
    return found
