"""Numbers of a text that were seen and not understood: each is told, and none is judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.facts import claim_id
from sources.model import CheckedClaim, Unread
from warehouse.reconcile.model import Text
from warehouse.verdicts.model import EMPTY, Verdict
from warehouse.verdicts.spoken import nothing_verdict
from warehouse.words import load_words

_COMPARES = re.compile(r"\b(?:twice|thrice|double[ds]?|tripled?|times|lần|gấp)\b", re.IGNORECASE)
_SPAN = re.compile(  # "two decades" says how long something took, and is no count
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)"
    r"|phút|giờ|ngày|tuần|tháng|năm|thập kỷ|thập niên|thế kỷ)$",
    re.IGNORECASE,
)
_OTHER = "other"


def with_unheard(verdicts: Sequence[Verdict], unread: Sequence[Unread]) -> list[Verdict]:
    """The verdicts with one for each number that was not understood, in the order of the text; stretches of time that
    no metric counts are left out."""
    numbers = [each for each in unread if each.reason != "no_metric" or not _SPAN.search(each.said)]
    found = [*verdicts, *map(_not_judged, numbers)]
    return sorted(found, key=lambda each: (each.claim.paragraph, each.claim.start))


def _not_judged(unread: Unread) -> Verdict:
    claim = CheckedClaim(
        claim_id=claim_id(unread.article_id, unread.paragraph, "unread", unread.said, "", unread.start),
        kind="figure",
        said=unread.said,
        paragraph=unread.paragraph,
        start=unread.start,
        end=unread.end,
    )
    words = load_words()["unread"]
    why = words.get("comparison" if _COMPARES.search(unread.said) else unread.reason) or words[_OTHER]
    return replace(nothing_verdict(claim, Text(en=why["en"], vi=why["vi"])), would_settle=EMPTY)
