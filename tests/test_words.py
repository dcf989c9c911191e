"""Amounts as readers see them, in both languages."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from sources.figures.lexicon import whole_words
from warehouse.words import amount_text

CASES = tomllib.loads((Path(__file__).parent / "words" / "amounts.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_amounts_are_said_with_their_unit(case: dict[str, str]) -> None:
    value, is_exact = Decimal(case["value"]), bool(case.get("exact"))
    assert amount_text(value, case["unit"], "en", is_exact=is_exact) == case["en"]
    assert amount_text(value, case["unit"], "vi", is_exact=is_exact) == case["vi"]


@pytest.mark.parametrize("written", ["of the company's", "of the company’s"])
@pytest.mark.parametrize("printed", ["10% of the company's staff", "10% of the company’s staff"])
def test_an_apostrophe_is_one_sign(written: str, printed: str) -> None:
    assert whole_words([written]).search(printed) is not None
