"""Who is spoken of: subjects (names, descriptions, pronouns), the parties that are cited, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sources.figures.language import Language, language_of
from sources.figures.lexicon import spoken_words, whole, whole_words
from sources.figures.sentence import Hit, Mention
from sources.figures.spellings import home_forms
from sources.model import Language as Code
from sources.model import Party, Subject, Topic
from sources.text import fold

_ARTICLE: Final = "the "
_FRONT: Final = 48  # characters in front of a name that may say that it is overtaken


@dataclass(frozen=True, slots=True)
class Names:
    """A compiled set of spellings and whom each stands for."""

    pattern: re.Pattern[str] | None
    owners: dict[str, str]

    def find(self, text: str, low: str) -> list[Hit]:
        """Every name in a text, which is also given in lower case, in order."""
        if self.pattern is None:
            return []
        found = []
        for match in self.pattern.finditer(low):
            said = match[0] if match[0] in self.owners else _plain(match[0])
            owner = self.owners.get(said)
            if (
                owner is not None
                and not _is_in_compound(text, match.start())
                and self._is_written(text, match.start(), said)
            ):
                found.append(self._longer(text, low, match.start(), match.end(), owner))
        return found

    def _is_written(self, text: str, at: int, said: str) -> bool:
        """A name that is written with a capital is not the common word: "Mai", not "mai"; but "the Greens"."""
        return "^" + said not in self.owners or text[at + len(_ARTICLE) * said.startswith(_ARTICLE)].isupper()

    def _longer(self, text: str, low: str, start: int, end: int, owner: str) -> Hit:
        """ "xuất khẩu sầu riêng đông lạnh": a name that begins inside of another and goes on behind it says more."""
        assert self.pattern is not None
        at = low.find(" ", start, end)
        while at >= 0:
            inner = self.pattern.match(low, at + 1)
            if inner is not None and inner.end() > end:
                said = inner[0] if inner[0] in self.owners else _plain(inner[0])
                if said in self.owners and self._is_written(text, at + 1, said):
                    return start, inner.end(), self.owners[said]
            at = low.find(" ", at + 1, end)
        return start, end, owner


def _is_in_compound(text: str, at: int) -> bool:
    """ "Made-by-Reedworks": a name at the end of a word that says something else."""
    return at > 1 and text[at - 1] == "-" and text[at - 2].islower() and text[at].isupper()


def compile_names(spellings: Iterable[tuple[str, str]]) -> Names:
    """Names from (spelling, owner) pairs; longer spellings win, the first owner keeps a shared one."""
    owners: dict[str, str] = {}
    words: set[str] = set()
    common: set[str] = set()  # that are listed without a capital as well
    for spelling, owner in spellings:
        for form in {spelling, _unmarked(spelling)}:
            words.add(form)
            owners.setdefault(_plain(form), owner)
            if spelling[:1].isupper():
                owners["^" + _plain(form)] = owner
            else:
                common.add("^" + _plain(form))
    for form in common:
        owners.pop(form, None)
    if not words:
        return Names(None, {})
    return Names(whole_words(words), owners)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _unmarked(text: str) -> str:
    """The spelling without marks, when that is still a name of two words or more ("Mua do", not "Mai")."""
    return fold(text) if len(text.split()) > 1 else text


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody that a topic and its readers know by name, compiled for one language."""

    language: Language
    subjects: Names
    descriptions: Names
    parties: Names
    by_name: dict[str, Subject]
    main: str | None
    bodies: frozenset[str]  # parties of the topic: naming one in a sentence with figures is citing it
    counting: frozenset[str]  # those of them that count, and do not only report what others do
    owned: re.Pattern[str] | None = None  # right in front of a name: what is counted, and that it is the name's
    rivals: re.Pattern[str] | None = None  # others of a kind of which there are many: another typhoon


@lru_cache(maxsize=64)
def cast_of(topic: Topic, code: Code, names: tuple[Party, ...]) -> Cast:
    language = language_of(code)
    spellings = [
        (spelling, subject.name)
        for subject in topic.subjects
        for texts in (subject.names.get(code, ()), *(subject.names.values()))
        for name in texts
        for spelling in home_forms(name, language.homes)
    ]
    descriptions = [
        (text, subject.name)
        for subject in sorted(topic.subjects, key=lambda each: not each.main)
        for text in subject.descriptions.get(code, ())
    ]
    parties = [
        (spelling, party.key)
        for party in (*topic.parties, *names)
        for name in party.names
        for spelling in home_forms(name, language.homes)
    ]
    return Cast(
        language=language,
        subjects=compile_names(spellings),
        descriptions=compile_names(descriptions),
        parties=compile_names(parties),
        by_name={subject.name: subject for subject in topic.subjects},
        main=next((subject.name for subject in topic.subjects if subject.main), None),
        bodies=frozenset(party.key for party in topic.parties),
        counting=frozenset(
            party.key
            for party in topic.parties
            if not any(language.media.search(name.lower()) for name in (party.key, *party.names))
        ),
        owned=_owned(topic, code, language),
        rivals=_rivals([spelling for spelling, _ in spellings], language),
    )


def _owned(topic: Topic, code: Code, language: Language) -> re.Pattern[str] | None:
    """ "doanh thu của phim": what a topic counts, and words that make the name behind them its owner."""
    cues = [cue for metric in topic.metrics for cue in metric.cues.get(code, ())]
    if not cues or not language.owners:
        return None
    owners = "|".join(re.escape(word) for word in language.owners)
    rivals = "|".join(re.escape(word) for word in language.not_owned)
    return re.compile(
        rf"^(?!.*(?<!\w)(?:{rivals})(?!\w)).*{whole(cues)}\s(?:{owners})\s(?:the\s|phim\s|bộ\sphim\s)?[“\"‘'«]?$"
    )


def _rivals(spellings: Sequence[str], language: Language) -> re.Pattern[str] | None:
    """Other things of the kind that the subjects' names tell: of "Typhoon Heron", any other typhoon with a name."""
    kinds = {kind for name in spellings if (kind := name.split(" ")[0]).lower() in language.rival_kinds and " " in name}
    if not kinds:
        return None
    own = "|".join(re.escape(name.split(" ", 1)[1]) for name in spellings if name.split(" ")[0] in kinds)
    forms = "|".join(sorted({re.escape(form) for kind in kinds for form in (kind, kind.capitalize(), kind.lower())}))
    return re.compile(rf"(?<!\w)(?:{forms})\s(?!(?:{own})(?!\w))(?:[A-ZĐ][\w’'-]+|số\s\d+|No\.?\s?\d+)")


def find_mentions(text: str, low: str, cast: Cast) -> list[Mention]:
    """Subjects named or described, in order; a description counts only where no name stands."""
    named = cast.subjects.find(text, low)
    hits = [(hit, True) for hit in named]
    hits += [
        (hit, False)
        for hit in cast.descriptions.find(text, low)
        if not any(start < hit[1] and hit[0] < end for start, end, _ in named)
    ]
    language = cast.language
    may_be_object = bool(hits) and not language.object_words.is_absent(spoken_words(low, (0, len(low))))
    found = [
        Mention(
            start,
            end,
            owner,
            may_be_object
            and _is_object(low[max(0, start - _FRONT) : start], cast.language)
            and not (text[start].islower() and low.endswith(cast.language.means, 0, start))
            and not (cast.owned is not None and cast.owned.search(low[max(0, start - 40) : start]))
            and cast.language.part_ways.search(low, start, end) is None,  # "khách đến bằng đường bộ"
            is_named and cast.language.where_behind.search(low[max(0, start - 20) : start]) is not None,
            is_named,
        )
        for (start, end, owner), is_named in hits
    ]
    return _without_kinds(sorted(found, key=_start), text, cast)


def _is_object(front: str, language: Language) -> bool:
    """Whether words in front of a name say that it is compared with or overtaken: "surpassing", "vượt qua phim hoạt
    hình"."""
    return language.object_behind.search(front) is not None or language.overtaken_behind.search(front) is not None


def _without_kinds(found: list[Mention], text: str, cast: Cast) -> list[Mention]:
    """ "cà phê xuất khẩu": of two names side by side that make up a name of the first, turned around, the first."""
    held: list[Mention] = []
    for mention in found:
        before = held[-1] if held else None
        if before is not None and mention.start - before.end == 1 and before.name != mention.name:
            subject = cast.by_name.get(before.name)
            turned = f"{text[mention.start : mention.end]} {text[before.start : before.end]}".lower()
            if subject is not None and any(
                turned == name.lower() for names in subject.names.values() for name in names
            ):
                continue
        held.append(mention)
    return held


def _start(mention: Mention) -> int:
    return mention.start


def is_unknown_name(text: str, at: int, known: Sequence[Mention]) -> bool:
    """Whether a quoted or capitalised name that the topic does not list stands right before a place."""
    before = text[max(0, at - 80) : at].rstrip(" (–-:,")
    end = max(0, at - 80) + len(before)
    if any(end - 3 <= mention.end <= end + 1 for mention in known):
        return False
    if before.endswith(("”", '"', "»")):
        return True
    segment = re.split(r"[,;:(]\s*(?:(?:và|and)\s)?|\s(?:và|and|gồm|là|with|like)\s", before)[-1]
    if any(mention.start >= end - len(segment) for mention in known):
        return False
    words = segment.split()
    if len(segment) <= 50 and len(segment) < len(before) and words and words[0][:1].isupper():
        return len(words) >= 2
    capitalised = 0
    for word in reversed(before.split()):
        if not word[:1].isupper():
            break
        capitalised += 1
    return 2 <= capitalised < len(before.split())
