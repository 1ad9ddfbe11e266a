"""Read the EU's consolidated financial sanctions list.

XML, schema export of the FSF, version 1.1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, batches, version_of
from hawse.channels.measures.lists.numbers import is_imo
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.channels.measures.lists.xml_nodes import Node, elements, root_of
from hawse.core.channel import Reader
from hawse.core.source import Source

_SCHEMAS: Final = {"person": "person", "enterprise": "company"}
_NUMBERS: Final = {
    "passport": "passport",
    "id": "national_id",
    "regnumber": "registration",
    "fiscalcode": "tax",
    "imo": "imo",
    "swiftbic": "swift",
}


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the document is an export of sanctionEntity elements."""
    return root_of(head) == "export" and b"generationDate" in head


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries; the export's generationDate is the version.

    Raises:
        ReadError: an entity or document type, or XML that is not well formed.
    """
    ended: list[bool] = []
    nodes = elements(file, source, {"root", "sanctionEntity"}, ended)
    root = next(nodes, None)
    inside = root.attributes.get("generationDate") if root else None
    yield from batches((_entry(n) for n in nodes), source, version_of(source, inside), ended)


def _entry(node: Node) -> Entry:
    sort = next((n.attributes.get("code", "") for n in node.all("subjectType")), "")
    regulations = node.all("regulation")
    programmes = [n.attributes.get("programme", "") for n in regulations]
    reference = node.attributes.get("euReferenceNumber") or node.attributes.get("logicalId", "")
    entry = Entry("EU-FSF", reference, _SCHEMAS.get(sort.lower(), "unknown"), f"line {node.line}")
    for at, alias in enumerate(node.all("nameAlias")):
        name = alias.attributes.get("wholeName", "")
        strong = alias.attributes.get("strong", "true") == "true"
        kind = "original" if not name.isascii() and at else "alias" if at else "primary"
        entry.names.append((name, kind if strong else "weak"))
    entry.programmes = programmes
    days = [d for n in regulations if (d := day(n.attributes.get("entryIntoForceDate")))]
    given = day(node.attributes.get("designationDate"))
    entry.listed_on = given or min(days, default=None)
    for born in node.all("birthdate"):
        entry.births += spans(born.attributes.get("birthdate") or born.attributes.get("year", ""))
        entry.countries.append(country(born.attributes.get("countryIso2Code", "")))
    for kind in ("citizenship", "address"):
        entry.countries += [
            country(n.attributes.get("countryIso2Code", "")) for n in node.all(kind)
        ]
    for one in node.all("identification"):
        number = one.attributes.get("number", "")
        known = _NUMBERS.get(one.attributes.get("identificationTypeCode", "").lower(), "other")
        entry.identifiers.append(("imo" if known == "other" and is_imo(number) else known, number))
    entry.remarks = " ".join(n.text for n in node.all("remark"))
    return entry


READER = Reader("eu_xml", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
