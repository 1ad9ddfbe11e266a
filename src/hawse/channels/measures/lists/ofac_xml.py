"""Read OFAC's SDN.XML (and CONSOLIDATED.XML): elements sdnEntry under sdnList."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, batches, version_of
from hawse.channels.measures.lists.ofac_words import SCHEMAS, numbers
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.channels.measures.lists.xml_nodes import Node, elements, root_of
from hawse.core.channel import Reader
from hawse.core.source import Source

_SORTS: Final = {"a.k.a.": "alias", "f.k.a.": "former", "n.k.a.": "alias"}


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the document is an sdnList."""
    return root_of(head) == "sdnList"


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries under the same numbers as OFAC's legacy files; Publish_Date is the version.

    Raises:
        ReadError: an entity or document type, or XML that is not well formed.
    """
    ended: list[bool] = []
    nodes = elements(file, source, {"publshInformation", "publishInformation", "sdnEntry"}, ended)
    first = next(nodes, None)
    inside = first.said("Publish_Date") if first and first.name != "sdnEntry" else ""
    published = day(_iso(inside))
    version = version_of(source, published.isoformat() if published else None)
    ahead = [first] if first and first.name == "sdnEntry" else []
    made = (_entry(n) for group in (ahead, nodes) for n in group if n.name == "sdnEntry")
    yield from batches(made, source, version, ended)


def _iso(text: str) -> str:
    """Turn the month-first day of OFAC (07/07/2021) into an ISO day."""
    parts = text.split("/")
    return f"{parts[2]}-{parts[0]:0>2}-{parts[1]:0>2}" if len(parts) == len("mdy") else text


def _entry(node: Node) -> Entry:
    schema = SCHEMAS.get(node.said("sdnType").lower(), "company")
    entry = Entry(
        "US-SDN", node.said("uid"), schema, f"line {node.line}", [(_name(node), "primary")]
    )
    entry.programmes = [n.text for n in node.all("programList", "program")]
    entry.remarks = node.said("remarks")
    for alias in node.all("akaList", "aka"):
        weak = alias.said("category").lower() == "weak"
        entry.names.append(
            (_name(alias), "weak" if weak else _SORTS.get(alias.said("type"), "alias"))
        )
    for one in node.all("idList", "id"):
        entry.identifiers += numbers(f"{one.said('idType')} {one.said('idNumber')}")
    for born in node.all("dateOfBirthList", "dateOfBirthItem", "dateOfBirth"):
        entry.births += spans(born.text)
    for path in (
        ("nationalityList", "nationality"),
        ("citizenshipList", "citizenship"),
        ("addressList", "address"),
    ):
        entry.countries += [country(n.said("country")) for n in node.all(*path)]
    entry.countries.append(country(node.said("vesselInfo", "vesselFlag")))
    if call := node.said("vesselInfo", "callSign"):
        entry.identifiers.append(("call_sign", call))
    if owner := node.said("vesselInfo", "vesselOwner"):
        entry.links.append({"other": owner, "relation": "owned_by", "role": "vessel owner"})
    return entry


def _name(node: Node) -> str:
    last, first = node.said("lastName"), node.said("firstName")
    return f"{last}, {first}" if first else last


READER = Reader("ofac_xml", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
