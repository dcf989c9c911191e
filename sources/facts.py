"""Who made the thing, as a text says it: who directed, produced, wrote or distributed a topic's subject.

The cues are a table, `claims.toml`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.model import Article, CheckedClaim, Subject, Topic
from sources.text import fold, sentences

_NAME = r"[A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ][\w’'&.-]*"
_NAMES = re.compile(
    rf"(?:the\s+)?{_NAME}(?:\s+{_NAME})*(?:(?:\s*,\s*|\s+(?:and|và|&)\s+|\s*,\s*(?:and|và)\s+)"
    rf"(?:the\s+)?{_NAME}(?:\s+{_NAME})*)*"
)
_SEPARATOR = re.compile(r"\s*,\s*(?:and\s+|và\s+)?|\s+(?:and|và|&)\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEFORE = 4  # words in front of a cue that may turn it around


@dataclass(frozen=True, slots=True)
class _Role:
    role: str
    after: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Cues:
    roles: tuple[_Role, ...]
    turning: Mapping[str, frozenset[str]]
    link: Mapping[str, frozenset[str]]
    other_job: Mapping[str, tuple[str, ...]]


def find_facts(article: Article, topic: Topic) -> list[CheckedClaim]:
    """Who directed, produced or wrote the topic's subject, where a sentence of the article says just that: the cue
    stands beside the names, and nothing turns it around."""
    cues = _load_cues()
    return [
        fact
        for number, text in enumerate(article.paragraphs)
        for start, end in sentences(text)
        for fact in facts_in(text, start, end, article, number, topic)
        if _is_said(fact, text[start : fact.start], article.language, cues)
    ]


def is_turned(words: Sequence[str], language: str) -> bool:
    """Whether one of some words turns a statement around or leaves it open: not, never, if; không, chưa, nếu."""
    said = " ".join(word.casefold().replace("’", "'") for word in words)
    turning = _load_cues().turning[language]
    padded = f" {said} "
    return any(f" {each} " in padded for each in turning) or ("n't" in turning and "n't " in padded)


def _is_said(fact: CheckedClaim, before: str, language: str, cues: _Cues) -> bool:
    words = _WORD.findall(fact.said[: fact.said.index(fact.names[0])] if fact.names else "")
    cue = max(
        (
            len(_WORD.findall(cue))
            for role in cues.roles
            if role.role == fact.role
            for cue in role.after[language]
            if fact.said.casefold().startswith(cue.casefold())
        ),
        default=len(words),
    )
    is_linked = all(word.casefold() in cues.link[language] for word in words[cue:])
    is_other = any(before.casefold().rstrip().endswith(job) for job in cues.other_job[language])
    return is_linked and not is_other


def facts_in(
    text: str, start: int, end: int, article: Article, paragraph: int, topic: Topic | None
) -> Iterator[CheckedClaim]:
    """Who directed, produced or wrote the topic's subject, where a sentence names subject and people. What is said not
    to be so is no such claim."""
    if topic is None:
        return
    cues = _load_cues()
    sentence = text[start:end]
    subject = _subject_in(sentence, topic.subjects)
    if subject is None:
        return
    for role in cues.roles:
        for cue in role.after.get(article.language, ()):
            match = re.search(
                rf"(?<!\w){re.escape(cue)}(?!\w)(?:\s+[a-zà-ỹđ]+){{0,6}}?\s+(?={_NAMES.pattern})",
                sentence,
                re.IGNORECASE if cue[0].isupper() else 0,
            )
            if match is None:
                match = re.search(
                    rf"(?<!\w){re.escape(cue.capitalize())}(?!\w)(?:\s+[a-zà-ỹđ]+){{0,6}}?\s+"
                    rf"(?={_NAMES.pattern})",
                    sentence,
                )
            found = _NAMES.match(sentence, match.end()) if match else None
            if match is None or found is None:
                continue
            around = [*_WORD.findall(sentence[: match.start()])[-_BEFORE:], *_WORD.findall(match[0])]
            if is_turned(around, article.language):
                continue
            names = tuple(name.removeprefix("the ") for name in _SEPARATOR.split(found[0]) if name)
            first = start + match.start()
            last = start + found.end()
            yield CheckedClaim(
                claim_id=claim_id(article.article_id, paragraph, "fact", text[first:last], role.role, first),
                kind="fact",
                said=text[first:last],
                paragraph=paragraph,
                start=first,
                end=last,
                subject=subject.name,
                role=role.role,
                names=names,
            )
            break


def _subject_in(sentence: str, subjects: Sequence[Subject]) -> Subject | None:
    folded = fold(sentence)
    for subject in sorted(subjects, key=lambda each: not each.main):
        for names in subject.names.values():
            if any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in names):
                return subject
    return None


def claim_id(article: str, paragraph: int, kind: str, said: str, what: str, start: int) -> str:
    """The name of a claim: a hash of where it stands and what it says."""
    return hashlib.sha256(f"{article}|{paragraph}|{start}|{kind}|{said}|{what}".encode()).hexdigest()[:16]


@cache
def _load_cues() -> _Cues:
    table = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))
    return _Cues(
        roles=tuple(
            _Role(role=each["role"], after={key: tuple(value) for key, value in each["after"].items()})
            for each in table["role"]
        ),
        turning={language: frozenset(words) for language, words in table["turning"].items()},
        link={language: frozenset(words) for language, words in table["link"].items()},
        other_job={language: tuple(words) for language, words in table["other_job"].items()},
    )
