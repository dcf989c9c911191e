"""A run as a Research Object Crate (RO-Crate 1.1): reports and tables, and with PROV where they come from.

The metadata follows from the warehouse alone: two exports of one run are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

from sources.lines import dumps
from sources.model import VIETNAM, Topic
from warehouse.connection import Reader
from warehouse.export.tables import write_tables
from warehouse.report import Form, page_name, render
from warehouse.report.quotes import safe_url
from warehouse.words import Tongue

METADATA = "ro-crate-metadata.json"
_CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"prov": "http://www.w3.org/ns/prov#"}]
_KINDS = {
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}
_FORMS: tuple[tuple[Form, Tongue, str], ...] = (
    ("html", "en", "html"),
    ("html", "vi", "html"),
    ("md", "en", "md"),
    ("json", "en", "json"),
    ("csv", "en", "csv"),
)
_CAPTURES = """
select capture.url, capture.captured_at, capture.digest, capture.warc_file,
    bool_or(capture.is_facsimile) as is_facsimile,
from stored.capture as capture
inner join (select distinct article_id from stored.reading where topic = $1) as about using (article_id)
group by all order by all
"""
_LIMITS = (
    "Published reports held against each other; it does not establish the truth. Names, figures and sentences belong "
    "to the outlets that published them."
)
_FACSIMILE = "A simulated page: figures as reported, sentences ours"
_SIMULATED = "TRANG MÔ PHỎNG / SIMULATED PAGES: figures as reported, sentences ours."
Entity = dict[str, object]


def write_crate(reader: Reader, topic: Topic, folder: Path) -> Path:
    """Write a topic's newest run as a crate: reports, tables/, and the metadata. The archive's bytes stay at home and
    are named by digest. Gives the path of the metadata. Needs a reader that may write files; raises UsageError for a
    topic that was not run."""
    tables = write_tables(reader, topic.key, folder / "tables")
    reports = []
    for form, tongue, ending in _FORMS:
        name = page_name(topic.key, tongue) if form == "html" else f"{topic.key}.{ending}"
        path = folder / name
        path.write_text(render(reader, topic, form=form, language=tongue), "utf-8")
        reports.append(path)
    graph = _graph(reader, topic, folder, [*reports, *tables])
    target = folder / METADATA
    target.write_text(dumps({"@context": _CONTEXT, "@graph": graph}) + "\n", "utf-8")
    return target


def _graph(reader: Reader, topic: Topic, folder: Path, files: Sequence[Path]) -> list[Entity]:
    run = reader.records(
        "select run.* from run inner join latest_run using (topic, run_id) where topic = $1", topic.key
    )[0]
    made_at = cast("datetime", run["made_at"]).astimezone(VIETNAM).isoformat()
    action, program = f"#run-{run['run_id']}", "#doichieu"
    parts = [_file(path, folder, action) for path in files]
    captures = [_capture(row) for row in reader.records(_CAPTURES, topic.key)]
    title = topic.title.get("en") or topic.key
    about = f"Run {run['run_id']} of doichieu on the topic {topic.key}: reports and tables. {_LIMITS}"
    if any(capture["name"] == _FACSIMILE for capture in captures):
        about = f"{_SIMULATED} {about}"
    return [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": f"{title}: published figures held against each other",
            "description": about,
            "datePublished": made_at,
            "license": {"@id": "#rights"},
            "identifier": str(run["run_id"]),
            "hasPart": _references(parts),
            "mentions": {"@id": action},
            "prov:wasGeneratedBy": {"@id": action},
        },
        {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": _LIMITS},
        {
            "@id": program,
            "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
            "name": "doichieu",
            "softwareVersion": str(run["code_version"]),
            "description": f"reader version {run['reader_version']}, topic file {run['topic_digest']}",
        },
        {
            "@id": action,
            "@type": ["CreateAction", "prov:Activity"],
            "name": f"{run['kind']} run of {topic.key}",
            "instrument": {"@id": program},
            "endTime": made_at,
            "description": f"settings {run['settings']}",
            "object": _references(captures),
            "result": _references(parts),
            "prov:wasAssociatedWith": {"@id": program},
            "prov:used": _references(captures),
            "prov:endedAtTime": made_at,
        },
        *parts,
        *captures,
    ]


def _references(entities: Sequence[Entity]) -> list[Entity]:
    return [{"@id": each["@id"]} for each in entities]


def _file(path: Path, folder: Path, action: str) -> Entity:
    content = path.read_bytes()
    return {
        "@id": path.relative_to(folder).as_posix(),
        "@type": ["File", "prov:Entity"],
        "name": path.name,
        "encodingFormat": _KINDS[path.suffix],
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
        "prov:wasGeneratedBy": {"@id": action},
    }


def _capture(row: dict[str, object]) -> Entity:
    captured_at = cast("datetime", row["captured_at"]).astimezone(VIETNAM).isoformat()
    identity = hashlib.sha256(f"{row['url']} {captured_at} {row['digest']}".encode()).hexdigest()[:16]
    entity: Entity = {
        "@id": f"#capture-{identity}",
        "@type": ["WebPage", "prov:Entity"],
        "name": "A simulated page: figures as reported, sentences ours"
        if row["is_facsimile"]
        else "A page as captured",
        "dateCreated": captured_at,
        "sha256": str(row["digest"]),
        "isPartOf": str(row["warc_file"] or ""),
    }
    if safe_url(row["url"]):
        entity["url"] = str(row["url"])
    return entity
