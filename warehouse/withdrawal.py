"""Taking a page out for good: its text and figures leave the tables, a tombstone with the reason stays."""

from __future__ import annotations

from datetime import datetime

from sources.errors import UsageError
from sources.model import WarcRef
from warehouse.connection import Reader, Warehouse
from warehouse.load import insert

_SAID = (
    *("place", "period_start", "period_end", "as_of_start", "as_of_end", "positions", "candidates"),
    *("repaired_figure", "repaired_value", "would_settle_en", "would_settle_vi", "derivation"),
)  # what a finding may have of a page


def find_records(reader: Reader, url: str) -> list[WarcRef]:
    """Where the captures of an address lie in the archive, as far as they were loaded."""
    rows = reader.query(
        "select distinct warc_file, warc_offset, warc_length from stored.capture where warc_file is not null "
        "and (url = $1 or article_id in (select article_id from stored.article where url = $1)) order by all",
        [url],
    ).rows
    return [WarcRef(file=str(file), offset=int(str(at)), length=int(str(length))) for file, at, length in rows]


def topics_of(reader: Reader, url: str) -> list[str]:
    """Keys of the topics that have figures of a page."""
    rows = reader.query(
        "select distinct topic from stored.reading inner join stored.article using (article_id) where url = $1 "
        "order by 1",
        [url],
    ).rows
    return [str(topic) for (topic,) in rows]


def withdraw(warehouse: Warehouse, url: str, *, reason: str, withdrawn_at: datetime) -> None:
    """Delete what was read of an address, and set the tombstone. Raises UsageError without a reason."""
    if not reason.strip():
        raise UsageError("a withdrawal needs a reason; it stays where the page was")
    held = "(select article_id from stored.article where url = $1)"
    # What former runs concluded from it quotes it: that goes too.
    figures = f"(select figure_id from stored.figure where article_id in {held})"
    rests = f"select run_id, finding_id, claim_id from stored.evidence where figure_id in {figures}"
    # That a difference was there stays, so that the next run can tell that it is gone: no number, no word of it.
    blank = ", ".join(f"{column} = null" for column in _SAID)
    warehouse.connection.execute(
        "update stored.finding set explanation_en = 'withdrawn', explanation_vi = 'đã rút', outlets = 0, origins = 0, "
        f"""notes = '["WITHDRAWN"]', {blank} """
        f"where (run_id, finding_id) in (select (run_id, finding_id) from ({rests}))",
        [url],
    )
    warehouse.connection.execute(
        f"delete from stored.verdict where (run_id, claim_id) in (select (run_id, claim_id) from ({rests}))", [url]
    )
    warehouse.connection.execute(
        "update stored.event set text_en = 'withdrawn', text_vi = 'đã rút' "
        f"where finding_id in (select finding_id from ({rests}))",
        [url],
    )
    for table in ("evidence", "comparable"):
        warehouse.connection.execute(f"delete from stored.{table} where figure_id in {figures}", [url])
    for table in ("figure", "unread", "paragraph", "reading"):
        warehouse.connection.execute(f"delete from stored.{table} where article_id in {held}", [url])
    warehouse.connection.execute(
        "update stored.capture set warc_file = null, warc_offset = null, warc_length = null, article_id = null, "
        f"outcome = 'withdrawn', reason = $2 where url = $1 or article_id in {held}",
        [url, reason],
    )
    warehouse.connection.execute("update stored.article set title = null, authors = '' where url = $1", [url])
    insert(warehouse, "tombstone", ("url", "withdrawn_at", "reason"), [(url, withdrawn_at, reason)])
