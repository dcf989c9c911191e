"""Claims -> verdicts: supported, refuted, conflicting or not enough evidence, never more than the evidence holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from sources.model import Article, CheckedClaim, Figure, Outlet, Period, Topic
from sources.text import fold
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.rates import Pair
from warehouse.reconcile.sets import count_origins
from warehouse.verdicts.balance import decide, qualify
from warehouse.verdicts.conversions import conversion_verdict, weigh_conversion
from warehouse.verdicts.derivation import derive, evidence_of
from warehouse.verdicts.figures import find_elsewhere, weigh
from warehouse.verdicts.model import EMPTY, Attribution, Claimant, Evidence, Side, Verdict
from warehouse.verdicts.texts import because, elsewhere_text, join_texts, settle
from warehouse.verdicts.witnesses import find_copies, is_later

__all__ = ["Claimant", "Evidence", "Holdings", "Verdict", "judge"]

ENOUGH_PAGES = 3  # fewer pages of a credited outlet than this check nothing
_NOT_JUDGED = {
    "forecast": Text(
        en="It is a forecast or a target, not a report of what was reached.",
        vi="Đây là dự báo hoặc mục tiêu, không phải số đã đạt.",
    ),
    "target": Text(
        en="It is a forecast or a target, not a report of what was reached.",
        vi="Đây là dự báo hoặc mục tiêu, không phải số đã đạt.",
    ),
    "increment": Text(
        en="It is what was added since, and no report gives that by itself.",
        vi="Đây là phần tăng thêm, chưa bài nào nêu riêng.",
    ),
    "negated": Text(
        en="It is said not to be so; what is denied is not judged.",
        vi="Bài nói rằng không phải như vậy; điều bị phủ nhận không được xét.",
    ),
}
QUOTE_MATCH = 90  # fuzzy match of a quotation, in per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the warehouse holds about a topic."""

    items: Sequence[Comparable]
    pairs: Sequence[Pair]
    articles: Sequence[Article]
    figures: Sequence[Figure]
    aside: Sequence[Comparable] = ()  # forecasts, targets and increments


def judge(
    holdings: Holdings, topic: Topic, claims: Sequence[CheckedClaim], claimant: Claimant, outlets: Mapping[str, Outlet]
) -> list[Verdict]:
    """A verdict for every claim, in their order."""
    amounts: dict[str, set[tuple[object, str]]] = {}
    for figure in holdings.figures:
        amounts.setdefault(figure.article_id, set()).add((figure.quantity.value, figure.quantity.unit))
    copies = find_copies(claims, claimant, holdings.articles, holdings.items, amounts, outlets)
    items = [item for item in holdings.items if item.figure.article_id not in copies]
    pairs = [pair for pair in holdings.pairs if pair.home.article_id not in copies]
    articles = [article for article in holdings.articles if article.article_id not in copies]
    by_id = {claim.figure.figure_id: claim for claim in claims if claim.figure is not None}
    judged = _Judge(topic, items, pairs, articles, outlets, by_id, len(copies), claimant.published)
    verdicts = [judged.judge(claim) for claim in claims]
    return verdicts if claimant.published is not None else [_undated(verdict) for verdict in verdicts]


def _undated(verdict: Verdict) -> Verdict:
    """Nothing says what was out before a claim of which nobody knows when it was made."""
    if verdict.claim.kind == "fact":
        return verdict
    return replace(verdict, qualifiers=(*verdict.qualifiers, "no-date"))


@dataclass(frozen=True, slots=True)
class _Judge:
    topic: Topic
    items: Sequence[Comparable]
    pairs: Sequence[Pair]
    articles: Sequence[Article]
    outlets: Mapping[str, Outlet]
    claims_by_figure: Mapping[str, CheckedClaim]
    copies: int
    made: Period | None = None  # when the claims were made, where that is known

    def judge(self, claim: CheckedClaim) -> Verdict:
        if claim.kind == "quotation":
            return self._quotation(claim)
        if claim.kind == "attribution":
            return self._attribution(claim)
        if claim.kind == "fact":
            return self._fact(claim)
        if claim.figure is None:
            return self._nothing(claim, Text(en="It states no figure.", vi="Không nêu con số nào."))
        return self._figure(claim, claim.figure)

    # --- figures ------------------------------------------------------------------------------------------

    def _figure(self, claim: CheckedClaim, figure: Figure) -> Verdict:
        if figure.subject is None or figure.metric is None:
            return self._nothing(
                claim,
                Text(
                    en="No topic fits it; name one with --topic, or write one (docs/add-a-topic.md).",
                    vi="Không chủ đề nào phù hợp; hãy nêu chủ đề bằng --topic hoặc viết một tệp chủ đề.",
                ),
            )
        why = _NOT_JUDGED.get(figure.status)
        if why is not None:
            return self._nothing(claim, why)
        home = self.claims_by_figure.get(figure.same_as or "")
        if home is not None and home.figure is not None:
            return self._conversion(claim, home.figure, figure)
        side = weigh(figure, self.items, self.topic, self.pairs, self.made)
        if side is None:
            return self._nothing(claim, Text(en="The topic has no such metric.", vi="Chủ đề không có chỉ số này."))
        return self._decide(claim, figure, side)

    def _decide(self, claim: CheckedClaim, figure: Figure, weighed: Side) -> Verdict:
        verdict, side = decide(weighed)
        counted = side.con if verdict == "refuted" else side.pro if verdict == "supported" else (*side.pro, *side.con)
        qualifiers = qualify(side, verdict, counted, self.items)
        elsewhere = [] if side.pro else find_elsewhere(side, self.items, self.topic)
        attribution, said = self._credited(claim)
        return Verdict(
            claim=claim,
            verdict=verdict,
            qualifiers=(*qualifiers, *(("different-scope",) if elsewhere else ())),
            attribution=attribution,
            outlets=len({item.outlet for item in counted}),
            origins=count_origins(list(counted)),
            evidence=evidence_of(side),
            explanation=join_texts(because(side, verdict), elsewhere_text(elsewhere) if elsewhere else EMPTY, said),
            would_settle=settle(self.topic, figure, verdict),
            derivation=derive(side, verdict, self.copies),
            is_simulated=any(item.wording == "facsimile" for item in counted),
        )

    def _conversion(self, claim: CheckedClaim, home: Figure, foreign: Figure) -> Verdict:
        weighed = weigh_conversion(home, foreign, self.pairs)
        verdict = conversion_verdict(claim, weighed, self.items) if weighed is not None else None
        if verdict is None or not verdict.evidence:
            return self._nothing(
                claim,
                Text(
                    en="Fewer than three other reports imply an exchange rate.",
                    vi="Chưa đủ ba bài khác cho biết tỷ giá quy đổi.",
                ),
            )
        return verdict

    # --- words --------------------------------------------------------------------------------------------

    def _pages_of(self, keys: Sequence[str]) -> dict[str, list[Article]]:
        """Original pages held of each credited outlet, its other editions included."""
        held: dict[str, list[Article]] = {}
        for key in keys:
            outlet = self.outlets.get(key)
            names = {fold(outlet.name.split(" (")[0])} if outlet else set()
            held[key] = [
                article
                for article in self.articles
                if article.wording == "original"
                and not self._came_later(article)
                and (article.outlet == key or (fold(article.outlet_name.split(" (")[0]) in names and names))
            ]
        return held

    def _came_later(self, article: Article) -> bool:
        """Nobody can have cited what was published afterwards."""
        return is_later(article.published, self.made)

    def _credited(self, claim: CheckedClaim) -> tuple[Attribution, Text]:
        """Did each credited outlet report it? Unchecked where we hold too few of its own pages."""
        if not claim.credits:
            return "none", EMPTY
        held = self._pages_of(claim.credits)
        if any(len(pages) < ENOUGH_PAGES for pages in held.values()):
            return "unchecked", self._too_few(held)
        figure = claim.figure
        confirmed = [
            key
            for key, pages in held.items()
            if figure is not None
            and any(
                item.figure.article_id in {page.article_id for page in pages}
                and item.metric.key == figure.metric
                and item.figure.subject == figure.subject
                and item.value == figure.quantity.value
                for item in self.items
            )
        ]
        if len(confirmed) == len(held):
            return "confirmed", EMPTY
        missing = [key for key in held if key not in confirmed]
        count = sum(len(held[key]) for key in missing)
        names = ", ".join(self.outlets[key].name if key in self.outlets else key for key in missing)
        return "failed", Text(
            en=f"Not found in the {count} pages of {names} that we hold.",
            vi=f"Chưa thấy trong {count} bài của {names} mà chúng tôi lưu.",
        )

    def _too_few(self, held: Mapping[str, Sequence[Article]]) -> Text:
        en = ", ".join(
            f"{len(pages)} of {self.outlets[key].name if key in self.outlets else key}" for key, pages in held.items()
        )
        vi = ", ".join(
            f"{len(pages)} của {self.outlets[key].name if key in self.outlets else key}" for key, pages in held.items()
        )
        return Text(
            en=f"The attribution could not be checked: original pages held: {en}.",
            vi=f"Chưa kiểm tra được việc dẫn nguồn: số bài gốc đang lưu: {vi}.",
        )

    def _attribution(self, claim: CheckedClaim) -> Verdict:
        held = self._pages_of(claim.credits)
        text = self._too_few(held)
        if any(len(pages) < ENOUGH_PAGES for pages in held.values()):
            return self._nothing(claim, text, "unchecked")
        words = [key for key, pages in held.items() if any(_mentions(page, claim.said) for page in pages)]
        if len(words) == len(held):
            return self._found(
                claim, [page for pages in held.values() for page in pages if _mentions(page, claim.said)]
            )
        missing = [key for key in held if key not in words]
        count = sum(len(held[key]) for key in missing)
        names = ", ".join(self.outlets[key].name if key in self.outlets else key for key in missing)
        return self._nothing(
            claim,
            Text(
                en=f"Not found in the {count} pages of {names} that we hold.",
                vi=f"Chưa thấy trong {count} bài của {names} mà chúng tôi lưu.",
            ),
            "failed",
            ("attribution-failed",),
        )

    def _quotation(self, claim: CheckedClaim) -> Verdict:
        held = self._pages_of(claim.credits)
        quote = fold(claim.quote or "")
        pages = (
            [page for each in held.values() for page in each]
            if held
            else [a for a in self.articles if a.wording == "original" and not self._came_later(a)]
        )
        found = [
            page
            for page in pages
            if any(
                fuzz.partial_ratio(quote, fold(text)) >= QUOTE_MATCH
                for text in page.paragraphs
                if len(text) >= len(quote) * 0.6
            )
        ]
        if found:
            return self._found(claim, found)
        if not held:
            return self._nothing(
                claim,
                Text(
                    en="No outlet is credited with the words, and no page held has them.",
                    vi="Không nêu tòa soạn nào, và không bài nào đang lưu có lời này.",
                ),
                "none",
            )
        if any(len(each) < ENOUGH_PAGES for each in held.values()):
            return self._nothing(claim, self._too_few(held), "unchecked")
        return self._nothing(
            claim,
            Text(
                en=f"The words were not found in the {len(pages)} pages held.",
                vi=f"Chưa thấy lời này trong {len(pages)} bài đang lưu.",
            ),
            "failed",
            ("attribution-failed",),
        )

    def _fact(self, claim: CheckedClaim) -> Verdict:
        names = [fold(name).removeprefix("the ") for name in claim.names]
        pages = [
            article
            for article in self.articles
            if article.wording == "original"
            and names
            and all(any(name in fold(text) for text in article.paragraphs) for name in names)
        ]
        if len({page.outlet for page in pages}) >= 2:
            return self._found(claim, pages)
        return self._nothing(
            claim,
            Text(
                en="Two original pages that say so are needed; simulated pages settle no words.",
                vi="Cần hai bài gốc nói như vậy; trang mô phỏng không dùng để xét câu chữ.",
            ),
        )

    def _found(self, claim: CheckedClaim, pages: Sequence[Article]) -> Verdict:
        names = ", ".join(sorted({page.outlet_name for page in pages}))
        return Verdict(
            claim=claim,
            verdict="supported",
            qualifiers=(),
            attribution="confirmed" if claim.credits else "none",
            outlets=len({page.outlet for page in pages}),
            origins=len({page.outlet for page in pages}),
            evidence=(),
            explanation=Text(en=f"Found in pages of {names}.", vi=f"Có trong bài của {names}."),
            would_settle=EMPTY,
            derivation={
                "rule": "words found in original pages",
                "inputs": [page.article_id for page in pages],
                "steps": [],
            },
        )

    def _nothing(
        self, claim: CheckedClaim, why: Text, attribution: Attribution = "none", qualifiers: tuple[str, ...] = ()
    ) -> Verdict:
        if attribution == "none" and claim.kind not in ("quotation", "fact") and claim.credits:
            attribution, said = self._credited(claim)
            why = join_texts(why, said)
        names = ", ".join(self.outlets[key].name for key in claim.credits if key in self.outlets)
        settle = Text(
            en=f"Pages of {names} from before the claim was made."
            if names
            else "Original pages of other outlets that speak of it.",
            vi=f"Các bài của {names} đăng trước khi nêu."
            if names
            else "Bài gốc của các tòa soạn khác nói về điều này.",
        )
        return Verdict(
            claim=claim,
            verdict="not_enough_evidence",
            qualifiers=qualifiers,
            attribution=attribution,
            outlets=0,
            origins=0,
            evidence=(),
            explanation=why,
            would_settle=settle,
            derivation={"rule": "no evidence, no verdict", "inputs": [], "steps": []},
        )


def _mentions(page: Article, said: str) -> bool:
    words = fold(said)
    return any(fuzz.token_set_ratio(words, fold(text)) >= QUOTE_MATCH for text in page.paragraphs)
