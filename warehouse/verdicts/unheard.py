"""Numbers of a text that were seen and not understood: they are told, and never judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.model import Unread

_COMPARES = re.compile(r"\b(?:twice|thrice|double[ds]?|tripled?|times|lần|gấp)\b", re.IGNORECASE)
_SPAN = re.compile(  # "two decades" says how long something took, and is no count
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)"
    r"|phút|giờ|ngày|tuần|tháng|năm|thập kỷ|thập niên|thế kỷ)$",
    re.IGNORECASE,
)


def find_unheard(unread: Sequence[Unread]) -> tuple[list[str], list[str]]:
    """What a text says of numbers that no metric of its topic understood, and of comparisons, each once and in its
    order; stretches of time that no metric counts are left out."""
    said = [each.said for each in unread if each.reason != "no_metric" or not _SPAN.search(each.said)]
    comparisons = [each for each in said if _COMPARES.search(each)]
    numbers = [each for each in said if each not in comparisons]
    return list(dict.fromkeys(numbers)), list(dict.fromkeys(comparisons))
