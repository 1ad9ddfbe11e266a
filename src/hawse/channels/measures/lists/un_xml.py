"""Read the UN Security Council's consolidated list (XML, schema sc-sanctions.xsd)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, batches, version_of
from hawse.channels.measures.lists.numbers import imo_in, is_imo
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.channels.measures.lists.xml_nodes import Node, elements, root_of
from hawse.core.channel import Reader
from hawse.core.source import Source

_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the document is a CONSOLIDATED_LIST."""
    return root_of(head) == "CONSOLIDATED_LIST"


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries, names, identifiers and the version (the attribute dateGenerated).

    Raises:
        ReadError: an entity or document type, or XML that is not well formed.
    """
    ended: list[bool] = []
    nodes = elements(file, source, {"root", "INDIVIDUAL", "ENTITY"}, ended)
    root = next(nodes, None)
    inside = root.attributes.get("dateGenerated") if root else None
    made = (_entry(n) for n in nodes)
    yield from batches(made, source, version_of(source, inside), ended)


def _entry(node: Node) -> Entry:
    person = node.name == "INDIVIDUAL"
    reference = node.said("REFERENCE_NUMBER") or node.said("DATAID")
    comments = node.said("COMMENTS1")
    names = [(" ".join(t for n in _NAMES if (t := node.said(n))), "primary")]
    original = node.said("NAME_ORIGINAL_SCRIPT")
    names += [(original, "original")] if original else []
    for alias in node.all(f"{node.name}_ALIAS"):
        sort = {"Low": "weak", "F.k.a.": "former"}.get(alias.said("QUALITY"), "alias")
        names += [(part, sort) for part in alias.said("ALIAS_NAME").split(";")]
    entry = Entry("UN", reference, "person" if person else "company", f"line {node.line}", names)
    entry.programmes = [node.said("UN_LIST_TYPE")]
    entry.listed_on = day(node.said("LISTED_ON"))
    entry.births = [s for n in node.all("INDIVIDUAL_DATE_OF_BIRTH") for s in _born(n)]
    places = [*node.all("NATIONALITY", "VALUE"), *node.all("INDIVIDUAL_ADDRESS", "COUNTRY")]
    places += [
        *node.all("ENTITY_ADDRESS", "COUNTRY"),
        *node.all("INDIVIDUAL_PLACE_OF_BIRTH", "COUNTRY"),
    ]
    entry.countries = [country(n.text) for n in places]
    entry.identifiers = [_document(n) for n in node.all("INDIVIDUAL_DOCUMENT")]
    number = imo_in(comments)
    if not person and is_imo(number) and "vessel" in comments.lower():
        entry.identifiers.append(("imo", number))
    entry.remarks = comments
    return entry


def _born(node: Node) -> tuple[str, ...]:
    low, high = node.said("FROM_YEAR"), node.said("TO_YEAR")
    about = "circa " if node.said("TYPE_OF_DATE") == "APPROXIMATELY" else ""
    return spans(
        f"{low} to {high}" if low and high else f"{about}{node.said('DATE') or node.said('YEAR')}"
    )


def _document(node: Node) -> tuple[str, str]:
    sort = node.said("TYPE_OF_DOCUMENT").lower()
    return ("passport" if "passport" in sort else "national_id"), node.said("NUMBER")


READER = Reader("un_xml", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
