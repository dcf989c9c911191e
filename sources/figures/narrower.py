"""Amounts of one kind of a product only ("ở mặt hàng quả lau đông lạnh"), and rates told behind a share of a whole."""

from __future__ import annotations

import re
from typing import Final

from sources.figures.cues import Cues
from sources.figures.lexicon import fold_case
from sources.figures.memory import Memory
from sources.figures.phrase import Phrase
from sources.figures.sentence import RATES, Mention, Sentence
from sources.model import Metric, Topic

_LEAD: Final = 40  # characters in front of a product that a sentence may begin with
_GOES_ON: Final = re.compile(r"[^.;:\d]{0,24}(?:,|\s(?:và|and))\s[^,;.:\d]{0,24}")


class Narrower:
    """The kinds of the products of one topic that it is not about itself."""

    def __init__(self, topic: Topic, cues: Cues) -> None:
        self.cues = cues
        self.language = cues.language
        self.topic = topic

    def is_of_kind(self, within: Sentence, phrase: Phrase, memory: Memory) -> bool:
        """ "Ở mặt hàng quả lau đông lạnh, cả nước xuất khẩu 12 triệu USD", "In frozen durian, exports came to $12
        million", and what a next sentence tells of that: "Trong đó, Mỹ đạt 5 triệu"."""
        low, start = within.low, within.span[0]
        if memory.is_narrow and self.language.part_including.match(low, start) is not None:
            return True
        before = [m for m in within.mentions if m.end <= phrase.start]
        memory.is_narrow = bool(before) and self._is_kind(within, before[-1], phrase)
        return memory.is_narrow

    def _is_kind(self, within: Sentence, product: Mention, phrase: Phrase) -> bool:
        low, start, language = within.low, within.span[0], self.language
        if product.start - start > _LEAD:
            return False
        comma = low.find(", ", product.end, phrase.hedge_start)
        if comma < 0:
            return False
        if language.nouns_behind:
            kind = next((k for k in language.product_kinds.finditer(low, start, product.start)), None)
            if kind is None or kind.end() + 1 != product.start:
                return False
            lead = low[start : kind.start()]
        else:
            kind = language.product_kinds.search(low, product.end, comma)
            if kind is None or kind.start() != product.end + 1 or kind.end() != comma:
                return False
            lead = low[start : product.start]
        if self._is_own(kind[0]):
            return False
        return language.product_leads.fullmatch(lead) is not None

    def _is_own(self, kind: str) -> bool:
        """Whether the topic itself is of a kind: "frozen durian exports"."""
        said = [*self.topic.title.values()]
        for subject in self.topic.subjects:
            said += [name for held in (*subject.names.values(), *subject.descriptions.values()) for name in held]
        return f" {kind} " in f" {' '.join(map(fold_case, said))} "

    def is_behind_share(
        self, within: Sentence, phrase: Phrase, metric: Metric, subject: str | None, memory: Memory
    ) -> bool:
        """ "Reed makes up 41% of all fruit exports and rose 7%": whether a rate was taken for one of the whole that a
        share in front of it is of. What rose is rather the part."""
        if metric.kind != "growth" or phrase.unit not in RATES or not memory.counted:
            return False
        share, of = memory.counted[-1]
        if of.kind != "share" or share.end > phrase.hedge_start:
            return False
        between = [m for m in within.mentions if share.end <= m.start < phrase.start]
        if len(between) != 1 or between[0].name != subject:
            return False
        return _GOES_ON.fullmatch(within.low, between[0].end, phrase.hedge_start) is not None
