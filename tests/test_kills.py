"""A killed run leaves nothing to repair; `benchmarks/kills.py` does this at length."""

from benchmarks.kills import run_kills


def test_a_killed_run_leaves_nothing_to_repair() -> None:
    assert run_kills(3, seed=7, say=False) == []
