"""Topic files: every seed loads, and every mistake is told at once, with file and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sources.errors import SeedError, UsageError
from sources.topics import SEEDS, find_topic, load_topic, topic_keys, unheard_units

HERE = Path(__file__).parent
MISTAKES = HERE / "topics"
SEED_FILES = sorted((SEEDS / "topics").glob("*.toml"))


@pytest.mark.parametrize("file", SEED_FILES, ids=lambda file: file.stem)
def test_every_seed_loads(file: Path) -> None:
    topic = load_topic(file)
    assert topic.key == file.stem
    assert sum(subject.main for subject in topic.subjects) == 1
    assert not any(
        "verdict" in key for claim in tomllib.loads(file.read_text("utf-8")).get("claim", []) for key in claim
    )


@pytest.mark.parametrize("file", sorted(MISTAKES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_mistake_is_told_at_once(file: Path) -> None:
    expected = [
        line.removeprefix("# says: ") for line in file.read_text("utf-8").splitlines() if line.startswith("# says: ")
    ]
    with pytest.raises(SeedError) as caught:
        load_topic(file)
    assert expected
    assert [mistake.removeprefix(f"{file}: ") for mistake in caught.value.mistakes] == expected


def test_an_unknown_topic_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="red-rain"):
        find_topic("no-such-topic")
    assert "red-rain" in topic_keys()


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such topic file"):
        find_topic(str(tmp_path / "gone.toml"))
    with pytest.raises(SeedError, match="cannot be read"):
        load_topic(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(
            ("ha", "hectares"),
            ("%", "percent"),
            ("tấn", "tonnes"),
            ("people", "people"),
            ("gold medals", "gold medals"),
        ),
        *(("person", "people"), ("case", "cases"), ("match", "matches"), ("company", "companies"), ("looms", "looms")),
    ],
)
def test_units_go_by_one_name(written: str, name: str, tmp_path: Path) -> None:
    text = (HERE / "articles" / "barge.toml").read_text("utf-8")
    file = tmp_path / "barge.toml"
    file.write_text(text.replace('unit = "people"', f'unit = "{written}"'), "utf-8")
    assert {metric.unit for metric in load_topic(file).metrics} == {name}


def test_a_key_that_no_address_can_have_is_a_mistake(tmp_path: Path) -> None:
    text = (HERE / "articles" / "barge.toml").read_text("utf-8")
    for key, is_right in (("a_key-2", True), ("Two", True), ("two words", False), ("a/b", False), ("đò", False)):
        file = tmp_path / "barge.toml"
        file.write_text(re.sub('key = "[^"]*"', f'key = "{key}"', text, count=1), "utf-8")
        if is_right:
            assert load_topic(file).key == key
        else:
            with pytest.raises(SeedError, match="key: expected letters"):
                load_topic(file)


def test_units_that_no_number_is_read_in_are_told() -> None:
    assert list(unheard_units(load_topic(HERE / "articles" / "carts.toml"))) == [("target", "carts")]
    assert list(unheard_units(load_topic(find_topic("red-rain")))) == []
