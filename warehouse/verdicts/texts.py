"""The sentences of a verdict on a figure: what was reported, what otherwise, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.model import Figure, Status, Topic
from warehouse.reconcile.abroad import place_text
from warehouse.reconcile.groups import ROLLING
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.sets import share
from warehouse.verdicts.figures import positions_text
from warehouse.verdicts.model import EMPTY, How, Judgement, Side
from warehouse.words import TONGUES, Tongue, metric_text, period_text

_PLACES = 3  # that are named where a figure is reported of others
_NONE = Text(
    en="No other report held here gives it for that time.",
    vi="Không bài nào khác mà chúng tôi lưu nêu số này cho thời điểm đó.",
)
_BESIDE: Mapping[tuple[How, ...], Text] = {
    ("that day", "beside"): Text(
        en="Reported for that day: {}; another hour may explain the difference.",
        vi="Số đã đăng cho ngày đó: {}; có thể do khác giờ.",
    ),
    ("before its end",): Text(en="Reported before the period was over: {}.", vi="Số đã đăng khi chưa hết kỳ: {}."),
    ("at any time",): Text(
        en="Reported otherwise, each of its own time: {}.", vi="Số khác đã đăng, mỗi số ở thời điểm của nó: {}."
    ),
}
_APART = Text(en="Reported for that day: {}.", vi="Số đã đăng cho ngày đó: {}.")  # by more than an hour brings
NO_FIGURE = Text(en="It states no figure.", vi="Không nêu con số nào.")
NO_METRIC = Text(en="The topic has no such metric.", vi="Chủ đề không có chỉ số này.")
NO_TOPIC = Text(
    en="No topic fits it; name one with --topic, or write one (docs/add-a-topic.md).",
    vi="Không chủ đề nào phù hợp; hãy nêu chủ đề bằng --topic hoặc viết một tệp chủ đề.",
)
NO_CONVERSION = Text(
    en="Fewer than three other reports imply an exchange rate, and no dated rate with a report of the amount is held.",
    vi="Chưa đủ ba bài khác cho biết tỷ giá quy đổi, và chưa có tỷ giá của thời điểm đó cùng bài nêu số này.",
)
NOT_TOLD = Text(
    en="The attribution could not be checked: what is ascribed can't be told.",
    vi="Chưa kiểm tra được việc dẫn nguồn: không rõ nội dung nào được dẫn.",
)
_AHEAD = Text(
    en="It is a forecast or a target, not a report of what was reached.",
    vi="Đây là dự báo hoặc mục tiêu, không phải số đã đạt.",
)
NOT_JUDGED: Mapping[Status, Text] = {
    "forecast": _AHEAD,
    "target": _AHEAD,
    "increment": Text(
        en="It is what was added since, and no report gives that by itself.",
        vi="Đây là phần tăng thêm, chưa bài nào nêu riêng.",
    ),
    "negated": Text(
        en="It is said not to be so; what is denied is not judged.",
        vi="Bài nói rằng không phải như vậy; điều bị phủ nhận không được xét.",
    ),
}


def join_texts(*texts: Text) -> Text:
    """The sentences one behind the other."""
    return Text(en=" ".join(text.en for text in texts if text.en), vi=" ".join(text.vi for text in texts if text.vi))


def because(side: Side, verdict: Judgement, *, with_bodies: bool = False) -> Text:
    """What the reports say of a claim, with the bodies that they have it from where these matter."""

    def text(tongue: Tongue) -> str:
        late = [item for item in side.con if side.how.get(item.figure.figure_id) == "already out"]
        newer = late or list(side.newer)
        older = [item for item in side.con if item not in late]
        pro, con = (
            positions_text(held, tongue, probe=side.probe, with_bodies=with_bodies) for held in (side.pro, older)
        )
        note = side.note.en if tongue == "en" else side.note.vi
        if verdict == "not_enough_evidence":
            return (
                beside_text(side, tongue, with_bodies=with_bodies)
                or f"{_NONE.en if tongue == 'en' else _NONE.vi} {note}".strip()
            )
        parts = []
        if pro:
            parts.append(("Reported: " if tongue == "en" else "Đã đăng: ") + pro)
        if con:
            label = (
                ("Reported otherwise: " if pro else "Reported: ")
                if tongue == "en"
                else ("Số khác: " if pro else "Đã đăng: ")
            )
            parts.append(label + con)
        if newer:
            last = max(newer, key=lambda i: (i.as_of.end.timestamp() if i.as_of.end else 0.0, i.figure.figure_id))
            when = period_text(last.as_of, tongue)
            label = "Already out when it was said: " if tongue == "en" else "Khi nêu đã có số mới hơn: "
            parts.append(f"{label}{positions_text([last], tongue, with_bodies=with_bodies)}, {when}")
        return (". ".join(parts) + ". " + note).strip()

    return Text(en=text("en"), vi=text("vi"))


def beside_text(side: Side, tongue: Tongue, *, with_bodies: bool = False) -> str:
    """What was reported for the claimed day or period and is no ground to say more: another hour may explain it."""
    parts = []
    for hows, text in _BESIDE.items():
        held = [item for item in side.beside if side.how.get(item.figure.figure_id) in hows]
        if held:
            said = _APART if "that day" in hows and not all(_may_be_hours(side.probe, i) for i in held) else text
            words = said.en if tongue == "en" else said.vi
            parts.append(words.format(positions_text(held, tongue, with_bodies=with_bodies)))
    return " ".join(parts)


def _may_be_hours(probe: Comparable, item: Comparable) -> bool:
    """Whether another hour may explain a difference: of what moves by the hour, and not by ever so much."""
    return probe.metric.kind == "level" and share(probe, item) < ROLLING


def elsewhere_text(items: Sequence[Comparable]) -> Text:
    """Of which places reports give the claimed figure."""

    def text(tongue: Tongue) -> str:
        parts = []
        places = sorted({item.place or "" for item in items})
        for place in places[:_PLACES]:
            held = positions_text([item for item in items if (item.place or "") == place], tongue, 2)
            where = place_text(place, tongue) if place else ("all places" if tongue == "en" else "mọi nơi")
            parts.append(f"{where}: {held}")
        parts += [f"+{len(places) - _PLACES}"] if len(places) > _PLACES else []
        label = "It is reported of another scope, " if tongue == "en" else "Số này được nêu cho phạm vi khác, "
        return label + "; ".join(parts) + "."

    return Text(en=text("en"), vi=text("vi"))


def instead_text(items: Sequence[Comparable], probe: Comparable) -> Text:
    """What outlets that are credited give themselves for the claimed time, each with its own where none is claimed."""
    if not items:
        return EMPTY
    en, vi = (positions_text(items, tongue, probe=probe) for tongue in TONGUES)
    return Text(en=f"Reported there: {en}.", vi=f"Ở đó nêu: {vi}.")


def settle(topic: Topic, figure: Figure, verdict: Judgement, origins: int) -> Text:
    """What would settle it; nothing is asked for what several origins support. An hour is asked for only of what
    changes within a day."""
    metric = next((m for m in topic.metrics if m.key == figure.metric), None)
    en, vi = (metric_text(metric, tongue) if metric is not None else figure.metric or "" for tongue in TONGUES)
    if verdict == "supported":
        if origins > 1:
            return EMPTY
        return Text(en="A second origin that counts on its own.", vi="Một nguồn thứ hai tự thống kê.")
    if verdict == "not_enough_evidence":
        return Text(
            en=f"A report by another outlet of {en} for {figure.subject} at that time, naming its origin.",
            vi=f"Một bài của tòa soạn khác về {vi} của {figure.subject} vào thời điểm đó, có nêu nguồn.",
        )
    has_hours = metric is not None and (
        metric.kind == "cumulative" or (metric.kind == "level" and (metric.near_days or 1) <= 1)
    )
    return Text(
        en=f"The original record of {en} for {figure.subject}{', with the hour' if has_hours else ''}.",
        vi=f"Số liệu gốc về {vi} của {figure.subject}{', kèm giờ' if has_hours else ''}.",
    )
