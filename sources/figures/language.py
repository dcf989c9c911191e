"""What a language provides: its tables, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sources.figures.gazetteer import place_tables
from sources.figures.lexicon import WordList, conditions
from sources.figures.limitwords import Limits
from sources.figures.markets import Markets
from sources.figures.measures import number_heads, number_tables
from sources.figures.nowhere import Nowhere
from sources.figures.passage import DIGITS
from sources.figures.pollwords import Polls
from sources.figures.prose import prose_tables
from sources.figures.routewords import Routes
from sources.figures.stretchwords import StretchWords
from sources.figures.tables import read_table
from sources.figures.timegrammar import TimeTables, time_tables
from sources.figures.words import NumberWords
from sources.model import Hedge
from sources.model import Language as Code

_PARTS = "½⅓⅔¼¾⅕⅛"
# What may stand before a word, and what a number may begin with. Every character by itself or in a range: a set without
# classes such as \\s is looked up in a table, and the search runs over what is not in it.
_SPACES = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BEGINNINGS = rf"[{_PARTS} -@\[-^`{{-~{_SPACES}“”‘’«»…–—]"


@dataclass(frozen=True, slots=True)
class Language:
    """One language's tables. Patterns named `…_behind` are matched on the text turned around, at the place where a
    number or a name begins; the others where it ends, on the text in lower case."""

    code: Code
    decimal: str
    starts: re.Pattern[str]  # where a number or a time may begin: see Passage
    openings: Mapping[str, re.Pattern[str] | None]  # by the word of a mark: what a time looks like that begins with it
    only_times: frozenset[str]  # words that begin a time and no number
    # numbers
    words: NumberWords
    scales: Mapping[str, Decimal]
    scale: re.Pattern[str]
    large_scale: Decimal | None  # from here on an amount without a unit is money of the country
    home_currency: str
    units: Mapping[str, str]
    unit: re.Pattern[str]
    currency_behind: re.Pattern[str]
    measure: re.Pattern[str]  # scale and unit in one look, both left out at will: see Tail
    half_unit: re.Pattern[str]  # "a month and a half"
    further: re.Pattern[str]  # whatever may still belong to a number behind its unit
    subunit: re.Pattern[str]
    point: re.Pattern[str]
    point_signs: frozenset[str]  # the letters that a spoken point begins with
    fronts: Mapping[str, str]  # what a word right in front of a number may end: a (h)edge, a (n)ame, a (c)urrency
    worded: Mapping[str, str]  # by first word: (m)ultiple, (o)rdinal, (v)ague or spelled (n)umber
    measured: frozenset[str]
    hedges: Mapping[str, Hedge]
    hedge_behind: re.Pattern[str]
    hedges_after: Mapping[str, Hedge]
    hedge_after: re.Pattern[str]
    share_behind: re.Pattern[str]
    minus: frozenset[str]
    vague: re.Pattern[str]
    magnitudes: Mapping[str, Decimal]
    ordinals: Mapping[str, int]
    ordinal: re.Pattern[str]  # "sixth day"
    ordinal_after: re.Pattern[str]  # "th day" behind digits
    ordinal_signs: tuple[str, ...]
    ordinal_behind: re.Pattern[str]  # "ngày ra rạp thứ" in front of them
    multiples: Mapping[str, Decimal]
    multiple: re.Pattern[str]
    share_between: re.Pattern[str]  # "one in five": a share, and no five
    range_between: re.Pattern[str]
    range_opening_behind: re.Pattern[str]
    change_behind: re.Pattern[str]
    by_behind: re.Pattern[str]
    change_by_behind: re.Pattern[str]  # in front of what something changed by
    range_pairs: Mapping[str, frozenset[str]]
    joiner: re.Pattern[str]
    joiner_words: frozenset[str]
    not_behind: re.Pattern[str]
    ages_behind: re.Pattern[str]  # in front of an age, or of two
    each_behind: re.Pattern[str]  # what makes a number the measure that another is told by: "per 100,000 people"
    score_behind: re.Pattern[str]
    modifier: re.Pattern[str]
    more_inside: re.Pattern[str]  # between a number and what it counts: so many came on top of others
    more_behind: re.Pattern[str]  # the same, right behind a count
    across: frozenset[str]
    across_units: frozenset[str]
    per: re.Pattern[str]  # groups named after periods
    per_unit: re.Pattern[str]  # groups named after units
    # times
    times: TimeTables
    # prose
    rank_before: re.Pattern[str]
    rank_words: Mapping[str, int]
    rank_title: re.Pattern[str]
    rank_titles: Mapping[str, int]
    rank_word: re.Pattern[str]
    rank_top: re.Pattern[str]  # "top five"
    rank_given: re.Pattern[str]  # behind a name: "xếp A thứ hai"
    rank_giving: re.Pattern[str]  # and in front of it
    rank_ordinal: re.Pattern[str]  # "the 10th domestic title to ..."
    rank_ceded: re.Pattern[str]
    rank_ceded_to: re.Pattern[str]
    rank_given_to: re.Pattern[str]  # between a place and the name that has it: "vị trí thứ 3 là"
    rank_list: re.Pattern[str]  # in front of a superlative that says what a list is of
    rank_listed: re.Pattern[str]  # the same, behind it
    rank_apart: re.Pattern[str]  # between two ranks of which neither is the other's list
    rank_passing: re.Pattern[str]  # behind a place in the order of those that passed a mark
    rank_counted: re.Pattern[str]  # in front of such a place: "phim thứ 5"
    rank_numbered: re.Pattern[str]  # in front of one of many of its kind: "tấm huy chương thứ 66"
    rank_kinds: Mapping[str, re.Pattern[str]]  # whose list is one of theirs alone: "animated"
    into_group: re.Pattern[str]
    superlative_not: re.Pattern[str]  # in front of a superlative that is no first place
    superlative_among: re.Pattern[str]  # the same, over more words: "one of the ..."
    superlative_nth: re.Pattern[str]  # "third highest-grossing"
    superlative: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]
    status: Mapping[str, re.Pattern[str]]
    revised: re.Pattern[str]  # "raises the growth of 2024 to": in front of a forecast
    target_behind: re.Pattern[str]  # right behind an amount that somebody has set out to reach
    denied: re.Pattern[str]  # right before a number that is not so: "55 billion, not 50 billion"
    corrects: re.Pattern[str]  # the beginning of a sentence that takes back the number of the one before
    meant: re.Pattern[str]  # right in front of the number that should have been written
    negation: re.Pattern[str]  # in front of the verb of a number: it is not so
    change_ends: tuple[str, ...]  # what stands right in front of a number by which something rose or fell
    changed_by: re.Pattern[str]  # up to such a number: what rose or fell
    changed_gap: re.Pattern[str]  # between what rose or fell and by how much
    changed_bare: re.Pattern[str]  # right in front of one: a verb of rising or falling
    increment_behind: re.Pattern[str]
    beyond_behind: re.Pattern[str]  # between an amount and the time that it had more or less than
    difference_leads: tuple[str, ...]  # right before a difference: "exceeded 2023 by"
    average: re.Pattern[str]
    courses: Mapping[str, re.Pattern[str]]  # how a percentage tells a rise or a fall, and what it is of: see signs
    bases: Mapping[str, re.Pattern[str]]  # what a rate is measured against: the year, the quarter or the month before
    measures: Mapping[str, re.Pattern[str]]  # whether a rate is of an amount or of a value
    opposites: tuple[tuple[str, str], ...]  # two sides that one metric can be spoken of with: "surplus", "deficit"
    restated: re.Pattern[str]  # between an amount and the share that it is of a whole
    share_of: re.Pattern[str]  # right before a percentage: a part of a whole, no growth
    ratio: re.Pattern[str]  # right before one: how much of another amount it is
    share_nouns: re.Pattern[str]  # what rises or falls in such a clause is a share
    share_changed: re.Pattern[str]  # right before a percentage that is none
    of_whole: re.Pattern[str]  # right behind one
    things_same: re.Pattern[str]  # right behind a bare number: of what the list counted before
    things_only: re.Pattern[str]  # the same, never of people or houses
    things_others: tuple[str, ...]  # at the end of a count of people: of what the list counted before
    states: re.Pattern[str]  # right behind a count: the state of those that it counts
    counted_with: re.Pattern[str]  # the crew of a ship or a plane
    missed: re.Pattern[str]  # of those who may be found again
    rescued: re.Pattern[str]  # of those who were missing
    next_to: re.Pattern[str]  # in front of a thing beside which another is counted
    helping: re.Pattern[str]  # between those who are counted and what they did
    classifiers: tuple[str, ...]  # nouns that count anything
    nouns_behind: bool  # whether what describes a noun stands between it and its number
    suffers: re.Pattern[str]  # right behind a count: what was done to all of it
    noun_behind: re.Pattern[str]  # a word behind a bare number that is a noun: where nouns have no plural
    things_behind: re.Pattern[str]  # right behind a number: what it counts, and no people
    plural: re.Pattern[str]  # a noun that a bare number counts
    foretells: re.Pattern[str]  # verbs of foretelling that are other words as well: "projects"
    forecasters: re.Pattern[str]  # right in front of one: who foretells
    infinitive: re.Pattern[str]  # between one and the number that is foretold
    guessed_behind: re.Pattern[str]
    needs: re.Pattern[str]  # in front of an amount, with the next behind it: what is still short of something
    needs_behind: re.Pattern[str]
    needed: re.Pattern[str]
    head_verbs: re.Pattern[str]  # what a clause speaks of stands before the first of these: see heads
    head_agents: re.Pattern[str]  # those of them that say who plans or foretells, and not what
    head_doing: frozenset[str]  # every word of which they are made
    head_neutral: re.Pattern[str]  # words beside it that name nothing
    head_prepositions: re.Pattern[str]
    head_joins: re.Pattern[str]  # between two clauses
    head_linking: re.Pattern[str]  # between another head and a name
    head_other_kinds: tuple[tuple[str, str], ...]  # of two kinds of a thing that a topic follows one of: the other
    head_prices: re.Pattern[str]  # "price": of what is named near it
    head_compounds: re.Pattern[str]  # words with a verb inside that is none
    head_placing: re.Pattern[str]  # verbs that what is spoken of may stand behind, over a copula
    head_relative: re.Pattern[str]  # at the beginning of a clause: it goes on about what stands in front of it
    head_beside: re.Pattern[str]  # the same, where no verb follows
    head_copula: re.Pattern[str]  # behind which what is spoken of may stand too
    head_holders: re.Pattern[str]  # in front of a name: what is spoken of is another thing, that has to do with it
    sums: re.Pattern[str]  # sums of money that come in kinds: "revenue", "doanh thu"
    sum_words: tuple[str, ...]
    sum_kinds: re.Pattern[str]  # behind one of them: kinds that begin like a verb
    sum_plain: re.Pattern[str]  # beside one of them: words that make it no other kind
    head_parts: re.Pattern[str]  # right behind a name: of it is something else
    head_causes: re.Pattern[str]  # between what rose and the whole that it moved
    out_of: re.Pattern[str]  # between a number and the one that it is a part of
    part_added: re.Pattern[str]  # between an amount and what comes on top of it
    head_objects: re.Pattern[str]  # between money and whom or what it went for
    part_without: re.Pattern[str]  # in front of what a number leaves out
    part_of_them: re.Pattern[str]  # right behind a count of some of those that were counted before
    part_from: re.Pattern[str]  # in front of a count of which the next one is a part
    product_kinds: re.Pattern[str]  # beside a product: one kind of it only
    product_leads: re.Pattern[str]  # what a sentence on a product begins with
    some_with: re.Pattern[str]  # between a count and one of some of those
    some_only: re.Pattern[str]  # the same, with what was done with those
    some_not: re.Pattern[str]  # what makes it another count of all
    part_except: re.Pattern[str]  # right in front of those who are not counted
    part_all: re.Pattern[str]  # right in front of the count of all who were there
    part_others: re.Pattern[str]  # in front of a count of the rest
    part_others_behind: re.Pattern[str]
    part_toll: re.Pattern[str]  # in front of a count of those to whom something was done
    part_but: re.Pattern[str]  # behind a count of all but those
    part_beside: re.Pattern[str]  # between a part of a toll and the other part
    part_spots: re.Pattern[str]  # right behind a count that a toll's word leads to: where those were
    part_ground: re.Pattern[str]
    part_words: WordList  # any of the words of the patterns below
    part_listing: re.Pattern[str]  # between a whole and its parts, in front of the whole's amount
    part_whole: re.Pattern[str]  # in front of parts that are told together
    part_including: re.Pattern[str]  # in front of parts of what was counted before
    part_giving: re.Pattern[str]  # beside a count of what some gave to a larger one
    predicates: re.Pattern[str]  # behind such parts: what is told of the whole
    part_most: re.Pattern[str]
    part_came: re.Pattern[str]  # between those who came and the way
    part_ways: re.Pattern[str]  # by which a part came
    head_having: re.Pattern[str]  # between a name and what it has
    head_where: re.Pattern[str]  # between a name and where that is
    head_which: re.Pattern[str]  # behind a comma: goes on about the name in front of it
    head_bodies: re.Pattern[str]  # nouns of which there are several, each an owner of its own: "the domestic sector"
    fellow_kinds: re.Pattern[str]  # what a topic calls a subject that is one of many of its kind
    fellow_befell: re.Pattern[str]  # between the name of another and what befell it
    fellow_none: re.Pattern[str]  # what no such name begins with
    head_segments: re.Pattern[str]  # a part of a company's business
    head_bodies_of: re.Pattern[str]  # beside one: which of them it is
    head_rest: re.Pattern[str]  # right before one
    toll_scene: re.Pattern[str]
    toll_hospital: re.Pattern[str]  # where some died later than the others
    dying_of: re.Pattern[str]  # what somebody died of, and no count of the hurt
    toll_bodies: re.Pattern[str]  # are brought to a hospital
    toll_rest: re.Pattern[str]  # right in front of a count of the rest
    toll_rest_behind: re.Pattern[str]
    toll_identified: re.Pattern[str]  # in the clause of a count of those whose names are known
    toll_every: re.Pattern[str]  # right in front of a count of all
    toll_groups: re.Pattern[str]  # people of one sex, age or trade
    toll_helpers: re.Pattern[str]  # of those, the ones who come to help
    toll_group_links: frozenset[str]  # between a count and such a word
    toll_own: re.Pattern[str]  # behind a count: of a land or a firm that speaks of its own
    toll_severity: re.Pattern[str]  # how badly some of them were hurt
    toll_among: re.Pattern[str]  # in front of a count of some of those
    toll_them: re.Pattern[str]  # of these, those that name nobody
    toll_nation: re.Pattern[str]  # between a count and a nation
    nationals: re.Pattern[str]
    helpers_sent: re.Pattern[str]  # in front of a count of those who come to help
    helpers_force: re.Pattern[str]
    helpers_of: re.Pattern[str]  # between such words and a count
    helpers_begun: re.Pattern[str]  # between a comma and what they do
    helpers_jobs: re.Pattern[str]  # right behind a count of those who came to help
    helpers_do: re.Pattern[str]  # behind it
    leads: frozenset[str]  # as a cue, such a word speaks only of the number right behind it: "shipped for $3 billion"
    worth: re.Pattern[str]  # between what was counted and what that is worth
    held_as: re.Pattern[str]  # right behind an amount of money: what it lies in
    owners: tuple[str, ...]  # between what is counted and whose it is: "doanh thu của"
    not_owned: tuple[str, ...]  # in front of which it is another's that is spoken of: "kỷ lục doanh thu của"
    rival_kinds: frozenset[str]  # what there are many of, each with a name: typhoons
    aside: re.Pattern[str]  # words of a clause that leads up to the main one
    turn: re.Pattern[str]  # where a sentence turns from one assertion to another
    bare_clause: re.Pattern[str]
    pronouns: re.Pattern[str]
    one: re.Pattern[str]  # a pronoun of one thing: "it", "phim này"
    titled: re.Pattern[str]  # in front of a title
    after_amount: re.Pattern[str]  # in front of a day by which an amount was reached
    by_stretch: re.Pattern[str]  # in front of a weekend by which one was reached
    passing: re.Pattern[str]  # in front of an amount that a total came to on its way
    of_day: re.Pattern[str]  # beside an amount that is of a day
    supplies: re.Pattern[str]  # in front of a count: to whom power or water is cut off
    saves: re.Pattern[str]  # the same: who were brought to safety
    carried: re.Pattern[str]  # the same, of the dead and the injured
    treats: re.Pattern[str]  # in front of a count: of a hospital's
    compounds: re.Pattern[str]  # nouns that begin with one that may be counted and name another thing
    several: frozenset[str]  # in front of a noun: there are several of them
    more_of: tuple[str, ...]  # between a number and others of the kind that a topic is about
    treated: re.Pattern[str]  # the same, behind it
    turned_into: re.Pattern[str]  # between a name and what it has become or still is
    other_parts: re.Pattern[str]  # of a series: none that a topic names
    told_of_name: re.Pattern[str]  # begins a clause about the name in front of it
    picture: re.Pattern[str]  # whose a picture is
    caption: re.Pattern[str]  # a line below a picture
    others: re.Pattern[str]  # what a number may be of that is none of a topic's subjects
    credit_before: re.Pattern[str]
    credit_after: re.Pattern[str]
    credit_foretells: re.Pattern[str]  # right behind who foretells: what follows is theirs, and not what stands before
    expecting_words: WordList  # any of the words by which somebody is told for an expectation
    expects_behind: re.Pattern[str]  # right behind who is named for what they expect
    media: re.Pattern[str]  # in a name: who reports what others count
    offices: re.Pattern[str]  # in a name: a body that counts what it also foretells
    expects_before: re.Pattern[str]  # the same, right in front of them
    credit_under: re.Pattern[str]  # between a body and the one that it is of
    credit_lead: re.Pattern[str]
    credit_who: re.Pattern[str]  # in the text as written: a name behind such a lead
    speaks: re.Pattern[str]
    speaker: re.Pattern[str]  # in the text as written: a person who says something
    titles: frozenset[str]  # in front of a person's name
    speaker_behind: re.Pattern[str]  # the same, behind the verb: "said spokesman X"
    letters_speaker: re.Pattern[str]  # a body by its letters
    credit_body: re.Pattern[str]  # behind words that cite: a body of no name
    media_says: re.Pattern[str]  # a paper or a station that says something
    body_says: re.Pattern[str]  # such a body that says something
    body_speaker: re.Pattern[str]  # in the text as written: a body that no list has, and that says something
    office_speaker: re.Pattern[str]  # the same, by the last word of its name
    credit_clause: re.Pattern[str]  # in front of the one on whose word a clause of its own is
    credit_own: re.Pattern[str]  # who speaks only for their own people
    acts_by: re.Pattern[str]  # in front of who did something, and cited for nothing
    credit_updating: re.Pattern[str]  # in front of "data from": what was added, and no source
    acts_behind: re.Pattern[str]  # the same, behind
    no_who: frozenset[str]  # the first word of what is cited, and speaks for nobody
    points_back: re.Pattern[str]  # says that somebody says so who was named before: "he added", "bộ này cho biết"
    generic_credit: re.Pattern[str]
    says: re.Pattern[str]
    tells: re.Pattern[str]  # verbs of telling that an amount is the object of
    told_on: re.Pattern[str]  # in front of a time at which something was only told
    day_words: tuple[str, ...]
    weekend_words: tuple[str, ...]
    period_words: tuple[str, ...]
    weekend: re.Pattern[str]
    longer: re.Pattern[str]  # words for a stretch that is longer than a day
    stretch: re.Pattern[str]  # words for a stretch of time that an amount is of
    gap_behind: re.Pattern[str]  # right behind a number that is only a difference
    gap_front: re.Pattern[str]  # in front of one
    gap_names: re.Pattern[str]  # in front of a name that stands in front of one
    gap_than: re.Pattern[str]  # right in front of an amount: a difference, or what is exceeded
    gap_against: re.Pattern[str]  # right behind an amount: what it is a difference to, or what it led to
    gap_is: re.Pattern[str]  # between what something is compared with and by how much
    remaining: re.Pattern[str]  # beside a count of what is still so
    besides: re.Pattern[str]  # right in front of a count of others than those who were told before
    senses: WordList  # any word of a status, an average or a difference
    short_after: re.Pattern[str]
    surpasses: re.Pattern[str]  # in front of an expectation that is only set against what came
    then_came: re.Pattern[str]  # from such an expectation to what came
    was_expected: re.Pattern[str]  # beside what was foretold of a time that had come
    leads_on: re.Pattern[str]  # between what was reached and what may be reached next
    judges: re.Pattern[str]  # in front of an estimate: of what was yet to come
    level_expected: re.Pattern[
        str
    ]  # right in front of a number that had been expected, and that another is compared with
    far_front: re.Pattern[str]  # in front of an amount that was not reached
    total: re.Pattern[str]
    mark: re.Pattern[str]
    nth_week: re.Pattern[str]  # right behind an amount: which week of a run brought it
    on_day: tuple[str, ...]  # what a day begins with on which something was
    then_back: re.Pattern[str]  # of an event that was told last and is none of the topic's
    follow_ups: re.Pattern[str]  # what came with an event, and has a size and a spot of its own
    by_year: re.Pattern[str]  # between an amount and the year by which it is to be
    year_of_day: re.Pattern[str]  # between a day and the year that says which one it is of
    same_stretch: re.Pattern[str]  # right in front of a year: the stretch of it that is like the one told before
    same_stretch_behind: re.Pattern[str]  # the same, right behind it
    holiday: re.Pattern[str]  # a stretch of some days of a year, which no calendar tells
    year_ago: re.Pattern[str]  # the same stretch of the year before
    year_ago_behind: re.Pattern[str]  # the same, right behind an amount
    left_behind: re.Pattern[str]  # right in front of what something rose or fell from
    year_ago_leads: re.Pattern[str]  # in front of it, where a sentence begins
    continues: re.Pattern[str]  # begins a paragraph that goes on with the times of the one before
    takes: re.Pattern[str]  # what somebody does who takes money in
    time_of_list: re.Pattern[str]  # between a list of numbers and the times that they are of, one by one
    year_of_thing: re.Pattern[str]  # in front of a year that says which thing is meant
    come_to: re.Pattern[str]  # in front of the total that an amount right before it was added to
    some_day: re.Pattern[str]  # beside a count: of one of many days
    takes_done: re.Pattern[str]  # in front of such a verb: what it had come to by then
    time_alone: re.Pattern[str]  # right behind a time: what was then is told, and no total
    alone_time: re.Pattern[str]  # the same, right in front of one
    same_day: WordList  # points to a day on which something was
    same_part: WordList  # the same, to a part of one
    day_by: re.Pattern[str]  # in front of a day by which something was reached
    day_closing: re.Pattern[str]  # in front of a day that was over then
    day_leads: re.Pattern[str]  # between an amount and the day that it was taken on
    stretch_words: tuple[StretchWords, ...]  # words that in any topic say of which stretch an amount is
    mere: re.Pattern[str]
    object_words: WordList  # any of the words of the next two
    back: tuple[str, ...]  # begin what goes on about whom was spoken of last
    back_this: tuple[str, ...]  # the same with a word for its kind
    object_done: re.Pattern[str]  # of those, the ones whose subject a "with" behind the name tells of
    object_behind: re.Pattern[str]
    introduces: re.Pattern[str]  # begins a sentence that names what it is about later: "another film ... is A"
    copula: re.Pattern[str]  # in front of that name
    relative_clause: re.Pattern[str]  # begins a clause about the name in front of it
    crew: re.Pattern[str]  # in front of a name: somebody who made it
    crew_behind: re.Pattern[str]  # the same, right behind a name
    owner_lead: re.Pattern[str]  # between a number and the name, behind it, that it is of
    means: tuple[str, ...]  # in front of the way in which something comes, and which is no name: "by road"
    means_lead: re.Pattern[str]  # from a number to the end of such a way
    overtaken_behind: re.Pattern[str]  # words in front of a name that say what was overtaken, and what kind it is
    overtake_then: re.Pattern[str]  # between one overtaken and an amount: that of the one who overtook
    set_against: re.Pattern[str]  # in front of a name that a number is only compared with
    overtake: re.Pattern[str]
    where_behind: re.Pattern[str]
    as_of_lead: re.Pattern[str]
    sets_against: re.Pattern[str]  # begins a sentence that only compares what the one before it told
    compares: re.Pattern[str]  # the same, wherever it stands
    compared_time: re.Pattern[str]
    opens_before: re.Pattern[str]  # begins a sentence about what was before the time that was told
    this_mark: re.Pattern[str]  # points back to an amount that was reached
    had_already: re.Pattern[str]  # in front of what was reached long before
    says_of: re.Pattern[str]  # between a verb of saying and a time: what is said is of that time
    run_between: re.Pattern[str]  # in front of a release: it is one end of a stretch
    run_joined: re.Pattern[str]  # between that release and the other end
    run_from: re.Pattern[str]  # in front of a release: what follows goes on from it
    counted_from: re.Pattern[str]  # between a number of days and what they are counted from
    released: re.Pattern[str]  # words for the beginning of a run
    released_where: re.Pattern[str]  # between a word for a release and its day: where it was
    source_behind: re.Pattern[str]  # behind a year: a count that was taken then
    source_before: re.Pattern[str]  # and in front of it
    former_words: re.Pattern[str]
    base_of: re.Pattern[str]  # between how much of another an amount is and the time of that
    former: re.Pattern[str]  # in front of a number that is of an earlier time
    over_base: re.Pattern[str]
    base_never: tuple[str, ...]
    yearly_of: re.Pattern[str]
    after_rate: re.Pattern[str]  # in front of what a rate was before the one that was just told
    from_behind: re.Pattern[str]  # in front of what a number was before the next one
    passed_the: re.Pattern[str]  # in front of a number that another passed
    before_that: re.Pattern[str]  # in a time that counts from another: "the prior month"
    between: re.Pattern[str]  # in front of two times that are the ends of one stretch, and what stands between them
    as_of_words: frozenset[str]  # lead to a time as of which something is told
    as_of_fill: re.Pattern[str]  # between one of them and that time
    now_behind: re.Pattern[str]  # behind one: the time at which it is told
    gloss_lead: re.Pattern[str]  # between an opening bracket and the stretch that it tells by both ends
    day_named: re.Pattern[str]  # up to such a bracket: a day, by its name, as of which something is told
    between_and: re.Pattern[str]
    event_time: re.Pattern[str]
    befell: re.Pattern[str]  # what happened, or whom it hit
    happened: re.Pattern[str]  # beside a time: when it happened, not when something was counted
    relative: re.Pattern[str]  # what a clause begins with that goes on about the words in front of it
    resumed: re.Pattern[str]  # between what happened and a time: the clause tells something else by then
    at_time: re.Pattern[str]  # in front of a time of what its sentence tells, whatever that is
    restating: re.Pattern[str]  # right in front of a number: it corrects the one before it
    later: re.Pattern[str]  # between a time and what was told some time after it
    counted_by: re.Pattern[str]  # in front of a time as of which something was counted
    happenings: re.Pattern[str]  # in front of a time that says which of them is meant
    attributive: re.Pattern[str]  # in front of a time that stands in front of the event that it belongs to
    event_behind: re.Pattern[str]  # from such a time to the end of the word for that event
    strength: re.Pattern[str]  # between one of them and its time: how strong it was
    told_as_at: re.Pattern[str]  # the same, even of a day to come
    begun_since: re.Pattern[str]  # in front of the day since which something is, with what began then
    debuts: re.Pattern[str]  # in front of the day on which a run began
    summing: re.Pattern[str]  # what follows is of all months so far
    that_day: re.Pattern[str]  # points back to the day that was named last
    peak: re.Pattern[str]  # of the most that there were at any time
    that_period: re.Pattern[str]  # points back to a stretch of time that was told before
    that_part: Mapping[int, re.Pattern[str]]  # the same of a quarter and a month, by their months
    possessed: re.Pattern[str]  # what a time may own that makes it the time of a figure
    achieved_in: re.Pattern[str]  # between a number and the time in which it was reached
    of_time: re.Pattern[str]
    behind_amount: re.Pattern[str]
    first_day: re.Pattern[str]
    whole_year: re.Pattern[str]
    place: re.Pattern[str]
    place_behind: re.Pattern[str]
    places: Mapping[str, str]  # by spelling; "" for a longer name that is no place
    lands: frozenset[str]  # other lands, in either language
    lands_do: re.Pattern[str]  # "Thailand exported", "Thái Lan đón": right behind a land, what it does itself
    lands_supply: re.Pattern[str]
    lands_import: re.Pattern[str]
    lands_imports: re.Pattern[str]
    lands_home_kind: re.Pattern[str]
    lands_own: re.Pattern[str]  # "Thailand's exports": what a land has of its own
    lands_take: re.Pattern[str]  # "imports … from Thailand": the other side of that
    partners: re.Pattern[
        str
    ]  # "exports", "visitors": what of one land is told by the lands that it goes to or comes from
    lands_gave: re.Pattern[str]
    lands_of: re.Pattern[str]  # "exports of Thailand"
    lands_home: re.Pattern[str]  # the land that most topics are of
    provinces: frozenset[str]  # places none of which lies in another
    peers: frozenset[str]  # those of them that a comma alone may join
    place_at_words: frozenset[str]
    nation: re.Pattern[str]
    place_parts: re.Pattern[str]  # in front of one of several places
    reached: re.Pattern[str]  # in front of a place that an event reached
    place_next: re.Pattern[str]  # in the text as written: a place, no table knows it, that the number behind it is of
    place_post: re.Pattern[str]  # in front of where somebody of a newspaper is
    place_no_name: frozenset[str]  # words that no name begins with
    place_longer: re.Pattern[str]  # behind a place, in the text as written: it is in a longer name
    place_markets: re.Pattern[str]  # behind a land's adjective: what is of that land
    there_market: re.Pattern[str]  # back to the land that was named last
    place_as_for: re.Pattern[str]  # with a place behind it: a sentence is about that
    nowhere: Nowhere
    limits: Limits
    polls: Polls
    markets: Markets
    place_both: re.Pattern[str]  # between two counts of one place
    place_listed: re.Pattern[str]  # between two counts of a list
    place_list_end: re.Pattern[str]  # behind the last of several places
    place_one: re.Pattern[str]  # a sentence that begins with a place of no name
    place_in_one: re.Pattern[str]  # such a one behind a count
    building: re.Pattern[str]  # where something was counted that is one building
    building_behind: re.Pattern[str]  # the same, from a count to it
    there_several: re.Pattern[str]  # back to several places
    place_purpose: re.Pattern[str]  # between a place and a number: what was done there was meant to bring it about
    homes: tuple[str, ...]  # the land that most topics are of, by all its spellings
    places_whole: frozenset[str]  # names, without marks, that are no part of the country
    place_leads: re.Pattern[str]  # nothing but such words
    place_lead: re.Pattern[str]  # words that a place follows
    place_at: re.Pattern[str]  # between a number and the place that it is told of
    place_outside: re.Pattern[str]  # in front of a place: what is told is not of it
    place_outside_word: str
    place_abroad: re.Pattern[str]  # right behind an amount: of everywhere but at home
    place_beyond: re.Pattern[str]  # between a land and an amount: of the other lands
    place_everywhere: re.Pattern[str]  # the same: of all of them
    place_abroad_name: str
    place_kinds_of_world: frozenset[str]  # words for everywhere that may be said of another thing
    routes: Routes
    place_world_name: str  # of all lands, in a topic of one
    place_works: re.Pattern[str]  # in front of a land: whose a film or a studio is
    place_works_behind: re.Pattern[str]  # the same, behind it
    place_of: re.Pattern[str]  # between a title and the land that it is from
    place_apart: re.Pattern[str]  # begins a clause that a place before it is not of
    place_toward: re.Pattern[str]  # the same, of what goes to a place or comes from it
    local_report: re.Pattern[str]  # in front of a place whose own authorities count
    place_joined: re.Pattern[str]  # between two places of a list
    place_and_last: re.Pattern[str]  # between the last two
    worst: re.Pattern[str]  # where most was lost
    place_speaker: re.Pattern[str]  # those who speak for a place
    place_speaking: re.Pattern[str]  # between two places whose authorities speak together
    place_spoken: re.Pattern[str]  # in front of a place whose authorities speak with others
    place_counted_in: re.Pattern[str]  # from a count to the place that it is of
    place_counted_at: re.Pattern[str]  # in front of a count of places in which something was done
    place_chain: re.Pattern[str]  # between a place and the larger one that it lies in
    place_kind_behind: re.Pattern[str]  # a kind of place smaller than those of the table
    place_beside: re.Pattern[str]  # between a place and one that it lies beside
    place_item: re.Pattern[str]  # between two numbers of a list
    place_far: re.Pattern[str]  # between a count and the only place of its sentence
    place_share: re.Pattern[str]  # between two numbers that the place behind the second is of
    place_clause: re.Pattern[str]  # in front of a number that begins a clause
    place_and_at: re.Pattern[str]  # at the end of what leads to a place that another number is of
    place_from: re.Pattern[str]  # in front of the first of a range of places
    place_to: re.Pattern[str]  # between the first and the last
    place_around: re.Pattern[str]  # between a place and the brackets' one that it lies in
    place_around_end: re.Pattern[str]  # behind that one
    place_each: re.Pattern[str]  # beside a number: it is of each of several places
    place_each_of: re.Pattern[str]  # the same, right in front of those
    place_leads_several: re.Pattern[str]  # at the end of what stands in front of several places
    place_in_all: re.Pattern[str]  # behind a number in an apposition: up to its place
    place_counted: re.Pattern[str]  # between a count and the place whose body counted: "recorded by"
    place_whose: re.Pattern[str]  # the same with a place that no table knows
    place_of_event: re.Pattern[str]  # "a Reed Bay tower collapse": with the place where something else happened
    place_counted_body: re.Pattern[str]  # behind that place: "authorities"
    place_left: re.Pattern[str]  # in front of a land that an event had been in
    place_mostly: re.Pattern[str]  # between a number and a place: it is of most of it
    home_bare: re.Pattern[str]  # begins a clause about the province that was named last
    home_town: re.Pattern[str]  # of those, the words for a town
    town_parts: re.Pattern[str]  # in front of the name of a part of a town
    town_kinds: re.Pattern[str]  # in front of the name of a town or a district
    town_ends: re.Pattern[str]  # the same, behind it, in the text as written
    home_all: re.Pattern[str]  # of all the province that was named last
    place_where: re.Pattern[str]  # behind a place, what follows goes on about it: ", where"
    there: re.Pattern[str]
    place_region: re.Pattern[str]  # between a number and the land that it is of a part of
    there_land: re.Pattern[str]  # back to a land
    there_and: re.Pattern[str]  # between that and another place
    struck: re.Pattern[str]  # in front of a place: where an event began
    struck_at: re.Pattern[str]  # between the event and such a place, where a colon follows
    all_lands: re.Pattern[str]  # words for all lands of an event
    office_before: re.Pattern[str]  # in front of a land: an office or a body of it
    office_behind: re.Pattern[str]  # the same, behind
    held_area_words: WordList  # what the next one begins with
    held_area: re.Pattern[str]  # a part of a land, by who holds it
    capital: str  # the place that stands for the government where it speaks
    capital_speaks: re.Pattern[str]
    cause_before: re.Pattern[str]
    cause_behind: re.Pattern[str]
    including: re.Pattern[str]  # between a count and a part of it
    lost_behind: re.Pattern[str]  # "Lao Cai lost six to a landslide": between the place and the number
    lost_to: re.Pattern[str]
    umbrella_words: re.Pattern[str]
    raising: re.Pattern[str]  # in front of the total that what came in raised
    raising_words: re.Pattern[str]
    raised: re.Pattern[str]  # words of such a total
    damaged_of: re.Pattern[str]  # behind the word for a damage: what it is of
    damaged_thing: re.Pattern[str]  # what a clause on one thing begins with
    damaged_worth: re.Pattern[str]  # between what is counted and what it was worth
    event_kinds: tuple[tuple[re.Pattern[str], frozenset[str]], ...]  # words for events of one kind
    event_any: re.Pattern[str]  # any of the next
    event_sure: tuple[str, ...]  # of those, the ones that another event is told by
    toll_house: re.Pattern[str]  # in the text as written: a hospital by its name
    toll_helped: re.Pattern[str]  # between somebody in need and who helped
    toll_helped_by: re.Pattern[str]  # behind what was done for somebody: who did it
    toll_others: re.Pattern[str]  # behind a count of those who died in one way: "and others died"
    toll_houses: re.Pattern[str]  # in front of a hospital that is one of several
    toll_at: re.Pattern[str]  # in front of one that is only where something is
    toll_cited: re.Pattern[str]  # in front of one that is cited
    toll_arrival: re.Pattern[str]  # behind a count of those who were brought to a hospital
    toll_caused: re.Pattern[str]  # between an event and what it cost
    toll_care: re.Pattern[str]  # what a hospital does with those whom it takes in
    adds: re.Pattern[str]  # in front of what came in, with the total that it was added to behind it
    adds_to: re.Pattern[str]  # between the two
    counting_in: re.Pattern[str]  # begins a sentence whose total holds what was told before it
    umbrella: re.Pattern[str]  # words for several counts at once: "thương vong"
    death_words: frozenset[str]
    begun_behind: re.Pattern[str]  # in front of a time at which a building or a person began
    since_behind: re.Pattern[str]  # right in front of a time since which something is the worst
    that_event: re.Pattern[str]  # points back to the event that was told last
    since_words: re.Pattern[str]
    superlatives: re.Pattern[str]  # in front of a "since" with another event
    then_ahead: re.Pattern[str]  # right behind a time: what happened at it
    link_words: re.Pattern[str]  # between an event and what is told of it
    no_event: re.Pattern[str]  # behind such a word: what is brought in is no event
    bringing: re.Pattern[str]  # in front of the name of another event
    alive: re.Pattern[str]  # behind a number of missing: they are not
    demonyms: re.Pattern[str]
    demonym_places: Mapping[str, str]
    converts: re.Pattern[str]  # between an amount and the same in another currency
    list_next: re.Pattern[str]  # between two items of a list whose noun stands with the first
    list_in: re.Pattern[str]  # between a number of such a list and whose it is
    in_turn: re.Pattern[str]
    rises_to: re.Pattern[str]  # in front of what a count came to
    becomes: re.Pattern[str]  # between what a count was and what it is


@cache
def language_of(code: Code) -> Language:
    """The tables of a language."""
    table = read_table(code)
    times = time_tables(table["time"])
    numbers = number_tables(table)
    heads = dict.fromkeys(number_heads(table, numbers), "")
    words = conditions({**times.heads, **heads})
    starts = re.compile(rf"{_BEGINNINGS}(?:(?<=[0-9{_PARTS}])(\d*(?:[.,]\d+)*)[0-9.,]*|{words})")
    first_words = {head.split()[0] for head in heads}
    only_times = frozenset(head for head in times.heads if head not in first_words)
    return Language(
        code=code,
        decimal=table["decimal"],
        starts=starts,
        openings={head: times.opening.get(head.split(" ")[0]) for head in (DIGITS, *times.heads, *heads)},
        only_times=only_times,
        times=times,
        **numbers,
        **place_tables(table),
        **prose_tables(table),
    )
