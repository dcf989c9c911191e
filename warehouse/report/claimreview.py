"""Verdicts as schema.org ClaimReview: those that a person signed off, and never anything from simulated pages."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sources.errors import UsageError
from sources.lines import dumps
from sources.model import VIETNAM, Topic
from warehouse.connection import Reader
from warehouse.report.claims import claim_text, verdict_label
from warehouse.report.data import row_hash
from warehouse.report.page import page_name
from warehouse.report.quotes import Row, host_of, safe_url
from warehouse.words import Tongue

# A verdict is exported when a person accepted it and nothing of the topic rests on facsimiles.
_SIGNED = """
select * from verdict
where topic = $1 and state = 'accepted' and not is_simulated
    and not exists (select 1 from figure where topic = $1 and wording = 'facsimile')
order by place
"""


def claim_reviews(reader: Reader, topic: Topic, tongue: Tongue, site: str | None) -> str:
    """JSON-LD with one ClaimReview a signed-off verdict, none where there is none. `site`: where the desk publishes its
    reports. Raises UsageError when something is to be exported and the site is not known."""
    rows = reader.records(_SIGNED, topic.key)
    if rows and safe_url(site) is None:
        raise UsageError(
            f"{len(rows)} signed-off verdicts, and a ClaimReview needs the address of its page: say with --site where "
            "the reports are published, such as --site https://desk.example.org/reports/"
        )
    reviews = [_review(row, topic, tongue, str(site)) for row in rows]
    return dumps({"@context": "https://schema.org", "@graph": reviews}) + "\n"


def _review(row: Row, topic: Topic, tongue: Tongue, site: str) -> dict[str, object]:
    claim = next(claim for claim in topic.claims if claim.claim_id == row["claim_id"])
    url = f"{site.rstrip('/')}/{page_name(topic.key, tongue)}#claim-{row['claim_id']}"
    said: dict[str, object] = {"@type": "Claim", "inLanguage": tongue}
    if safe_url(claim.by):
        said["author"] = {"@type": "Organization", "name": host_of(claim.by)}
        said["appearance"] = {"@type": "CreativeWork", "url": claim.by}
    if claim.published and claim.published.start:
        said["datePublished"] = claim.published.start.astimezone(VIETNAM).date().isoformat()
    reviewed_at = cast("datetime", row["reviewed_at"]).astimezone(VIETNAM)
    review: dict[str, object] = {
        "@type": "ClaimReview",
        "@id": url,
        "url": url,
        "inLanguage": tongue,
        "datePublished": reviewed_at.date().isoformat(),
        "author": {"@type": "Organization", "name": row["reviewer"], "url": site},
        "claimReviewed": claim_text(row, tongue),
        "itemReviewed": said,
        "reviewRating": {"@type": "Rating", "alternateName": verdict_label(row, tongue)},
        "reviewBody": row[f"explanation_{tongue}"],
    }
    identifiers = {"run_id": row["run_id"], "row_hash": row_hash(review)}
    review["identifier"] = [{"@type": "PropertyValue", "propertyID": k, "value": v} for k, v in identifiers.items()]
    return review
