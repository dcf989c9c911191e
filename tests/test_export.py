"""A run as files for others, and a backup that comes back to the same warehouse."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from flows.cli import main
from sources.model import VIETNAM
from tests.support import bundled, fill, red_rain
from warehouse import open_published, open_warehouse
from warehouse.export import write_crate
from warehouse.review import review_finding

SIGNED_AT = datetime(2026, 2, 2, 9, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def environment_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--data` sets the variable for what the command starts."""
    monkeypatch.setenv("DOICHIEU_DATA", "data")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a signed-off verdict and something that an alert left behind."""
    folder = tmp_path_factory.mktemp("data")
    fill(folder, red_rain(), bundled())
    with open_warehouse(folder) as warehouse:
        review_finding(
            warehouse, "red-rain/days", "accepted", reason="looked at", reviewer="desk", decided_at=SIGNED_AT
        )
        warehouse.publish()
    (folder / "alerts.jsonl").write_text('{"key": "k"}\n', "utf-8")
    return folder


def _tables(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_published(folder) as reader:
        names = reader.query(
            "select table_name from duckdb_tables() where schema_name = 'stored' and table_name <> 'schema_version'"
        ).rows
        return {str(name): reader.query(f"select * from stored.{name} order by all").rows for (name,) in names}


def _files(folder: Path, *patterns: str) -> dict[str, bytes]:
    paths = (path for pattern in patterns for path in folder.glob(pattern) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_backup_comes_back_to_the_same_warehouse(data: Path, tmp_path: Path) -> None:
    backup, new = tmp_path / "backup.tar", tmp_path / "new"
    assert main(["export", "--all", str(backup), "--data", str(data)]) == 0
    assert main(["export", "--restore", str(backup), "--data", str(new)]) == 0
    tables = _tables(new)
    assert tables == _tables(data)
    assert tables["review"]
    assert _files(new, "archive/**/*", "*.jsonl") == _files(data, "archive/**/*", "*.jsonl")
    assert main(["report", "red-rain", "--data", str(data)]) == 0
    assert main(["report", "red-rain", "--data", str(new)]) == 0
    assert _files(new, "reports/**/*") == _files(data, "reports/**/*")
    assert not list(tmp_path.glob("*.restoring"))


def test_a_folder_that_holds_something_is_left_alone(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "backup.tar"
    main(["export", "--all", str(backup), "--data", str(data)])
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", "utf-8")
    assert main(["export", "--restore", str(backup), "--data", str(tmp_path / "full")]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert _files(tmp_path / "full", "*") == {"mine.txt": b"mine"}


def _rewritten(backup: Path, target: Path, change: str) -> None:
    """A copy of a backup with something wrong with it."""
    with tarfile.open(backup) as source, tarfile.open(target, "w") as tar:
        for member in source:
            content = source.extractfile(member)
            assert content is not None
            text = content.read()
            if change == "digest" and member.name == "tables/figure.parquet":
                text = text[:-1] + bytes([text[-1] ^ 1])
            if change == "version" and member.name == "manifest.json":
                text = text.replace(b'"schema_version": ', b'"schema_version": 9')
            if change == "missing" and member.name == "tables/figure.parquet":
                continue
            if change == "cut" and member.name == "manifest.json":
                continue
            if change == "outside" and member.name == "alerts.jsonl":
                member.name = "../alerts.jsonl"
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text))
        if change == "link":
            member = tarfile.TarInfo("archive/link")
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(member)


@pytest.mark.parametrize("change", ["digest", "version", "missing", "cut", "outside", "link"])
def test_a_damaged_backup_changes_nothing(
    data: Path, tmp_path: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    backup, damaged, new = tmp_path / "backup.tar", tmp_path / "damaged.tar", tmp_path / "deep" / "new"
    main(["export", "--all", str(backup), "--data", str(data)])
    _rewritten(backup, damaged, change)
    assert main(["export", "--restore", str(damaged), "--data", str(new)]) == 3
    assert str(damaged) in capsys.readouterr().err
    assert not new.exists()
    assert not list(tmp_path.rglob("alerts.jsonl"))


def test_what_is_no_backup_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.tar").write_bytes(b"no tar")
    assert main(["export", "--restore", str(tmp_path / "x.tar"), "--data", str(tmp_path / "new")]) == 2
    assert "is no backup" in capsys.readouterr().err
    assert main(["export", "--restore", str(tmp_path / "y.tar"), "--data", str(tmp_path / "new")]) == 2
    assert main(["export", "--data", str(tmp_path / "new")]) == 2


@pytest.fixture(scope="module")
def crate(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crate") / "red-rain"
    with open_published(data, allow_files=True) as reader:
        write_crate(reader, red_rain(), folder)
    return folder


def test_a_crate_says_what_it_holds_and_where_it_comes_from(crate: Path) -> None:
    metadata = json.loads((crate / "ro-crate-metadata.json").read_text("utf-8"))
    assert metadata["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
    entities = {each["@id"]: each for each in metadata["@graph"]}
    assert len(entities) == len(metadata["@graph"])
    descriptor, root = entities["ro-crate-metadata.json"], entities["./"]
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    for required in ("name", "description", "datePublished", "license"):
        assert root[required]
    assert "SIMULATED PAGES" in root["description"]
    held = {path.relative_to(crate).as_posix() for path in crate.rglob("*") if path.is_file()}
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == held - {"ro-crate-metadata.json"}
    for name in parts:
        content = (crate / name).read_bytes()
        assert entities[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert entities[name]["contentSize"] == str(len(content))
        assert entities[name]["encodingFormat"]
    action = entities[root["mentions"]["@id"]]
    assert action["@type"] == ["CreateAction", "prov:Activity"]
    assert {each["@id"] for each in action["result"]} == parts
    assert action["prov:used"] == action["object"]
    assert len(action["object"]) >= 50
    references = [value["@id"] for each in metadata["@graph"] for value in _references(each)]
    assert all(name in entities or name.startswith("https://") for name in references)


def _references(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def test_every_exported_row_bears_its_run_and_a_hash_of_itself(data: Path, crate: Path) -> None:
    with open_published(data, allow_files=True) as reader:
        run_id = reader.query("select run_id from latest_run").rows[0][0]
        for path in (crate / "tables").glob("*.parquet"):
            rows = reader.query(
                "select count(*), count(*) filter (where export_run_id = $2), count(distinct row_hash), "
                "min(length(row_hash)) from read_parquet($1)",
                [str(path), run_id],
            ).rows
            count, named, hashes, length = rows[0]
            assert count == named == hashes, path.name
            assert length in (16, None)
        for view, expected in (("figure_all", "figure_all"), ("difference", "difference")):
            exported = reader.query(
                "select count(*) from read_parquet($1)", [str(crate / "tables" / f"{view}.parquet")]
            )
            assert exported.rows == reader.query(f"select count(*) from {expected}").rows


def test_two_exports_are_the_same(data: Path, crate: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert main(["export", "red-rain", "--data", str(data), "--output", str(again)]) == 0
    assert _files(again, "**/*") == _files(crate, "**/*")


def test_tables_alone_and_no_folder_is_overwritten(data: Path, tmp_path: Path) -> None:
    command = ["export", "red-rain", "--format", "parquet", "--data", str(data), "--output", str(tmp_path / "tables")]
    assert main(command) == 0
    assert (tmp_path / "tables" / "verdict.parquet").exists()
    assert main(command) == 2
