"""Opening the warehouse: one writer (to a file, or to a lake), many readers of a published copy, and one in memory.

DuckDB's own file lock is lost when any other handle on the file is closed in the process, so a writer holds a lock
of ours on a separate file, and nobody else ever touches the database file. Readers open `published.duckdb`, which is
put in place whole by a rename.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from sources.errors import UsageError, WarehouseError
from warehouse.lake import Lake, keys_of, open_lake, without_keys

T = TypeVar("T")
SCHEMA_VERSION = 3
STORAGE = "v1.5.0"  # what DuckDB 1.5 still reads
_SQL = Path(__file__).with_name("sql")
_MACRO = "create or replace macro"  # what readers ask with; a lake keeps none, and its published copy has them


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns and rows of a query."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]

    def records(self) -> list[dict[str, object]]:
        """Each row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Reader:
    """A connection that answers queries. Times come back in UTC."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def query(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The rows of a query. Raises UsageError with DuckDB's own words."""
        try:
            cursor = self.connection.execute(sql, list(parameters))
            columns = tuple(column[0] for column in cursor.description or ())
            return Rows(columns, cursor.fetchall())
        except (duckdb.Error, RuntimeError) as error:
            raise _refusal(error, self.connection) from None

    def stream(self, sql: str, rows: int = 10_000) -> Iterator[Rows]:
        """The rows of a query in batches, at least one; memory does not grow with them. Raises UsageError."""
        try:
            cursor = self._aside(lambda: self.connection.execute(sql))
            columns = tuple(column[0] for column in cursor.description or ())
            batch = self._aside(lambda: cursor.fetchmany(rows))
            yield Rows(columns, batch)
            while len(batch) == rows:
                batch = self._aside(lambda: cursor.fetchmany(rows))
                yield Rows(columns, batch)
        except (duckdb.Error, RuntimeError) as error:
            raise _refusal(error, self.connection) from None

    def write_parquet(self, sql: str, file: Path) -> None:
        """The rows of one query as a Parquet file that the connection was opened for. Raises UsageError."""
        try:
            copy = f"copy (\n{sql.strip().rstrip(';')}\n) to '{_quoted(file)}' (format parquet)"
            self._aside(lambda: self.connection.execute(copy))
        except (duckdb.Error, RuntimeError) as error:
            raise _refusal(error, self.connection) from None

    def _aside(self, work: Callable[[], T]) -> T:
        """Do it in a thread, so that an interruption reaches DuckDB at once: where it runs itself, Python hears of one
        only between pieces of work, which may be minutes."""
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(work)
            try:
                return future.result()
            except KeyboardInterrupt:
                self.connection.interrupt()
                raise

    def records(self, sql: str, *parameters: object) -> list[dict[str, object]]:
        """The rows of a query as mappings."""
        return self.query(sql, parameters).records()


class Warehouse(Reader):
    """The one read-write connection. `path` is None in memory; `keys` are those that the writer keeps itself, since a
    lake has none."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path | None,
        keys: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(connection)
        self.path = path
        self.keys = keys

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: a crash inside leaves the last good state. Raises WarehouseError."""
        self.connection.execute("begin")
        try:
            yield
            self.connection.execute("commit")
        except duckdb.Error as error:
            self._roll_back()
            raise _as_error(error, self.path) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        try:
            self.connection.execute("rollback")
        except duckdb.Error:
            return  # the engine has rolled back itself

    def publish(self) -> Path:
        """Put a whole copy in place for readers. Raises WarehouseError."""
        if self.path is None:
            raise WarehouseError("a warehouse in memory cannot be published")
        target = self.path.with_name("published.duckdb")
        try:
            temporary = self._copy(target)
            os.replace(temporary, target)
            _flush(target.parent)
        except (duckdb.Error, OSError) as error:
            raise _as_error(error, target) from error
        return target

    def rewrite(self) -> None:
        """Close, and leave a file with nothing in it of rows that were deleted. Raises WarehouseError."""
        if self.path is None:
            raise WarehouseError("a warehouse in memory has no file to rewrite")
        if self.keys is not None:
            self.connection.execute("call ducklake_expire_snapshots('lake', older_than => now())")
            self.connection.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")
            return
        try:
            temporary = self._copy(self.path)
            self.connection.close()
            os.replace(temporary, self.path)
            self.path.with_name(self.path.name + ".wal").unlink(missing_ok=True)
            _flush(self.path.parent)
        except (duckdb.Error, OSError) as error:
            raise _as_error(error, self.path) from error

    def _copy(self, target: Path) -> Path:
        """A whole copy beside a file, down on the disk."""
        temporary = target.with_name(f"{target.name}.tmp")
        for leftover in (temporary, temporary.with_name(temporary.name + ".wal")):
            leftover.unlink(missing_ok=True)
        self.connection.execute(f"attach '{_quoted(temporary)}' as publication (storage_version '{STORAGE}')")
        name = self.connection.execute("select current_database()").fetchall()[0][0]
        if self.keys is None:
            self.connection.execute(f'copy from database "{name}" to publication')
        else:
            self.connection.execute("use publication")
            for file in _definitions():
                self.connection.execute(file)
            for table in self.keys:
                self.connection.execute(f"insert into stored.{table} select * from {name}.stored.{table}")
            self.connection.execute(f"use {name}")
        self.connection.execute("detach publication")
        _flush(temporary)
        return temporary


def copy_rows(reader: Reader, query: str, target: Path) -> Path:
    """Write the rows of a query to a Parquet file, whole or not at all. Raises WarehouseError."""
    temporary = target.with_name(f"{target.name}.tmp")
    try:
        reader.connection.execute(f"copy ({query}) to '{_quoted(temporary)}' (format parquet, compression zstd)")
        os.replace(temporary, target)
    except (duckdb.Error, OSError) as error:
        temporary.unlink(missing_ok=True)
        raise _as_error(error, target) from error
    return target


def insert_rows(warehouse: Warehouse, table: str, source: Path) -> None:
    """Add the rows of a Parquet file to a stored table, column by name. Raises WarehouseError."""
    try:
        warehouse.connection.execute(
            f"insert into stored.{table} by name select * from read_parquet('{_quoted(source)}')"
        )
    except duckdb.Error as error:
        raise _as_error(error, source) from error


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def open_warehouse(data: Path, wait_seconds: float = 30, lake: Lake | None = None) -> Iterator[Warehouse]:
    """The warehouse of a data folder, for writing; made when it is not there. One writer at a time: another one waits.
    With a lake the tables are there, and the folder holds what is published.

    Raises WarehouseError when it stays locked, is damaged, is of another version, or the disk is full.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = os.open(data / "warehouse.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _as_error(error, data) from error
    path = data / "warehouse.duckdb"
    try:
        _lock(lock, path, wait_seconds)
        if lake is not None:
            with open_lake(lake, wait_seconds) as connection:
                _prepare(connection, path, is_lake=True)
                yield Warehouse(connection, path, keys_of("\n".join(_definitions())))
            return
        connection = _connect(path)
        try:
            _prepare(connection, path)
            yield Warehouse(connection, path)
        finally:
            connection.close()
    finally:
        os.close(lock)


def _lock(handle: int, path: Path, wait_seconds: float) -> None:
    end = time.monotonic() + wait_seconds
    delay = 0.01
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise _as_error(error, path) from error
            if time.monotonic() >= end:
                raise WarehouseError(
                    f"{path}: another run is writing to it (waited {wait_seconds:.0f} s); try again when it is done"
                ) from None
            time.sleep(delay)
            delay = min(delay * 2, 0.5)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE})
    except duckdb.Error as error:
        raise _as_error(error, path) from error


def _definitions() -> list[str]:
    """The files that define tables and views, in their order."""
    return [file.read_text("utf-8") for file in sorted(_SQL.glob("*.sql"))]


def _files(*, is_lake: bool = False) -> list[str]:
    return [without_keys(file) for file in _definitions() if _MACRO not in file] if is_lake else _definitions()


def _digest(files: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(files).encode()).hexdigest()


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path | None, *, is_lake: bool = False) -> None:
    """Time zone, tables and views, where they are not as this program has them; a database of another schema version is
    refused."""
    files = _files(is_lake=is_lake)
    definitions = _digest(files)
    try:
        connection.execute("set TimeZone = 'UTC'")
        found = _version(connection)
        if found is not None and found[0] != SCHEMA_VERSION:
            raise WarehouseError(
                f"{path}: has schema version {found[0]}, this program expects {SCHEMA_VERSION}; "
                "rebuild it from the archive: doichieu run TOPIC --replay DATA/archive --data NEW"
            )
        if found == (SCHEMA_VERSION, definitions):
            return
        connection.execute("begin")
        for file in files:
            connection.execute(file)
        connection.execute("delete from stored.schema_version")
        connection.execute("insert into stored.schema_version values ($1, $2)", [SCHEMA_VERSION, definitions])
        connection.execute("commit")
    except duckdb.Error as error:
        raise _as_error(error, path) from error


def _version(connection: duckdb.DuckDBPyConnection) -> tuple[int, str] | None:
    """The schema version of a database and the digest of its definitions; None for a new one."""
    columns = connection.execute(
        "select column_name from duckdb_columns() where schema_name = 'stored' and table_name = 'schema_version'"
    ).fetchall()
    if not columns:
        return None
    definitions = "definitions" if ("definitions",) in columns else "''"
    rows = connection.execute(f"select version, {definitions} from stored.schema_version").fetchall()
    return (int(rows[0][0]), str(rows[0][1])) if rows else None


@contextmanager
def memory_warehouse() -> Iterator[Warehouse]:
    """A warehouse that lives as long as the block."""
    connection = duckdb.connect(":memory:")
    try:
        _prepare(connection, None)
        yield Warehouse(connection, None)
    finally:
        connection.close()


@contextmanager
def open_published(
    data: Path, *, allow_files: bool = False, memory_limit: str = "4GB", may_write: Path | None = None
) -> Iterator[Reader]:
    """The published copy, read-only: no writing, no other files but the one that may be written, no extensions. Works
    while a run is writing.

    Raises WarehouseError when nothing was published yet or the copy is damaged.
    """
    path = data / "published.duckdb"
    if not path.is_file() and (data / "warehouse.duckdb").is_file():
        raise WarehouseError(f"{path}: is not there, though warehouse.duckdb is; the next run publishes it again")
    if not path.is_file():
        raise WarehouseError(f"{path}: nothing was published yet; run `doichieu run TOPIC` (or --data DIR) first")
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": allow_files or may_write is not None,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": memory_limit,
    }
    try:
        connection = duckdb.connect(str(path), read_only=True, config=config)
        connection.execute("set TimeZone = 'UTC'")
        if may_write is not None:
            connection.execute(f"set allowed_paths = ['{_quoted(may_write)}']")
            connection.execute(f"set enable_external_access = {str(allow_files).lower()}")
        connection.execute("set lock_configuration = true")
    except duckdb.Error as error:
        raise _as_error(error, path) from error
    try:
        yield Reader(connection)
    finally:
        connection.close()


def _refusal(error: Exception, connection: duckdb.DuckDBPyConnection) -> BaseException:
    """What a query that failed raises: the interruption that it was (DuckDB hands it out as an error of its own), else
    a UsageError with DuckDB's words; of a name that is not known, with why that may be."""
    is_unknown = isinstance(error, duckdb.BinderException | duckdb.CatalogException)
    if "interrupt" in str(error).lower() and not isinstance(error, duckdb.ParserException) and not is_unknown:
        return KeyboardInterrupt()
    why = "; another version of doichieu made these views: any run makes them anew"
    return UsageError(f"SQL: {_first_line(error)}{why if is_unknown and _is_foreign(connection) else ''}")


def _is_foreign(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether tables and views are of other definitions than this program's."""
    try:
        found = _version(connection)
    except duckdb.Error:
        return False
    return found is not None and found[1] not in (_digest(_files()), _digest(_files(is_lake=True)))


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _as_error(error: Exception, path: Path | None) -> WarehouseError:
    """What went wrong and what to do, in a line."""
    text = str(error).lower()
    if isinstance(error, WarehouseError):
        return error
    if "no space left" in text or getattr(error, "errno", None) == errno.ENOSPC:
        return WarehouseError(f"{path}: the disk is full; make room and run again, what was loaded before is kept")
    if "could not set lock" in text or "conflicting lock" in text:
        return WarehouseError(f"{path}: another program has it open; close that one, or read published.duckdb instead")
    if isinstance(error, PermissionError) or "permission denied" in text:
        return WarehouseError(f"{path}: no permission to write there; choose another folder with --data")
    damaged = ("not a valid duckdb", "corrupt", "checksum", "unable to deserialize", "serialization error")
    if isinstance(error, duckdb.Error) and any(sign in text for sign in damaged):
        return WarehouseError(
            f"{path}: is damaged ({_first_line(error)[:80]}); move it away and rebuild it from the archive: "
            "doichieu run TOPIC --replay DATA/archive"
        )
    return WarehouseError(f"{path}: {_first_line(error)}")
