"""Figures that can't all be right in their own article: what rests on one of them says so, and such a figure by itself
refutes nothing (DESIGN 5.7: a verdict never exceeds its evidence)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sources.model import Topic
from warehouse.reconcile.articles import find_mismatches
from warehouse.reconcile.mismatches import Mismatch
from warehouse.reconcile.model import Comparable, Text
from warehouse.reconcile.stances import without_asides
from warehouse.reconcile.texts import item_text
from warehouse.verdicts.model import EMPTY, Side
from warehouse.words import Tongue, metric_text


def find_unfit(items: Sequence[Comparable], topic: Topic) -> dict[str, Mismatch]:
    """By figure: the rule that its article breaks with it."""
    found: dict[str, Mismatch] = {}
    for mismatch in find_mismatches(without_asides(items), topic, ()):
        if mismatch.code == "INTERN":
            for item in mismatch.items:
                found.setdefault(item.figure.figure_id, mismatch)
    return found


def with_unfit(side: Side, unfit: Mapping[str, Mismatch]) -> Side:
    """The evidence, with those of its figures that don't fit the rest of their article."""
    held = {item.figure.figure_id for item in (*side.pro, *side.con)}
    return replace(side, unfit=frozenset(held & unfit.keys()))


def unfit_text(side: Side, unfit: Mapping[str, Mismatch]) -> Text:
    """Says which figures don't fit together."""
    mismatches = list({id(unfit[name]): unfit[name] for name in sorted(side.unfit)}.values())
    if not mismatches:
        return EMPTY

    def text(tongue: Tongue) -> str:
        parts = []
        for mismatch in mismatches:
            told = ", ".join(f"{item_text(i, tongue)} ({metric_text(i.metric, tongue)})" for i in mismatch.items)
            parts.append(f"{mismatch.items[0].outlet_name}: {told}")
        label = "Figures of one article don't fit together" if tongue == "en" else "Các số trong một bài chưa khớp nhau"
        return f"{label}, {'; '.join(parts)}."

    return Text(en=text("en"), vi=text("vi"))
