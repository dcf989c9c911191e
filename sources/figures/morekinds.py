"""Others of the kind that a topic is about one of, told by how many they are: "the city plans seven more lines with a
length of 355 km"."""

from __future__ import annotations

import re

from sources.figures.lexicon import alternatives, fold_case
from sources.figures.phrase import Phrase
from sources.figures.sentence import Sentence
from sources.figures.who import Cast


def kinds_of(cast: Cast) -> re.Pattern[str] | None:
    """Behind a number: the kinds that a topic calls its subjects by, where that is one of many ("the line")."""
    language = cast.language
    said = {fold_case(text) for held in cast.by_name.values() for text in held.descriptions.get(language.code, ())}
    if language.nouns_behind:
        kinds = [f"{text.removeprefix('the ')}s" for text in said if text.startswith("the ") and not text.endswith("s")]
    else:
        kinds = [text for text in said if text.split()[0] not in language.several]
    if not kinds:
        return None
    return re.compile(rf"(?:\s(?:{alternatives(language.more_of)}))*\s(?:{alternatives(kinds)})(?!\w)")


def is_of_more(kinds: re.Pattern[str] | None, within: Sentence, phrase: Phrase) -> bool:
    """Whether a sentence that names nobody tells a number of several of the kind."""
    if kinds is None or any(m.is_named and m.end <= phrase.start for m in within.mentions):
        return False
    counts = [p for p in within.phrases if p.end <= phrase.hedge_start and p.value > 1 and not p.has_scale]
    found = [(p, kind) for p in counts if (kind := kinds.match(within.low, p.end)) is not None]
    if not found:
        return False
    count, kind = found[-1]
    return not any(m.start < count.start < m.end or kind.end() < m.start < phrase.start for m in within.mentions)
