"""Read OFAC's advanced XML (SDN_ADVANCED.XML, schema ADVANCED_XML).

A UN-model file of references and parties.

Reference values (alias types, feature types, countries) come first and are looked up; a
party's profile has identities with documented names, features (births, vessel numbers) and
registration documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, batches, version_of
from hawse.channels.measures.lists.ofac_words import numbers
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.channels.measures.lists.xml_nodes import Node, elements, root_of
from hawse.core.channel import Reader
from hawse.core.source import Source

_REFERENCES: Final = {
    "AliasType",
    "FeatureType",
    "IDRegDocType",
    "PartySubType",
    "Country",
    "Script",
}
_WANTED: Final = {
    "DateOfIssue",
    "DistinctParty",
    "IDRegDocument",
    "SanctionsEntry",
    "Location",
    *_REFERENCES,
}
_SORTS: Final = {"f.k.a.": "former", "name": "primary"}
_SCHEMAS: Final = {
    "vessel": "vessel",
    "aircraft": "aircraft",
    "individual": "person",
    "entity": "company",
}


@dataclass
class _Known:
    """What the file said before its parties, and documents by identity."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    documents: dict[str, list[Node]] = field(default_factory=dict)

    def word(self, kind: str, number: str) -> str:
        """Give the word for a reference number; empty where the file gives none."""
        return self.words.get((kind, number), "")


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the document is a Sanctions file of the advanced model."""
    return root_of(head) == "Sanctions" and b"DateOfIssue" in head


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries under the numbers of the other OFAC formats; DateOfIssue is the version.

    Raises:
        ReadError: an entity or document type, or XML that is not well formed.
    """
    ended: list[bool] = []
    nodes = elements(file, source, _WANTED, ended)
    first = next(nodes, None)
    inside = None
    if first is not None and first.name == "DateOfIssue":
        inside = "-".join(f"{first.said(k):0>2}" for k in ("Year", "Month", "Day"))
    yield from batches(_entries(nodes), source, version_of(source, inside), ended)


def _entries(nodes: Iterator[Node]) -> Iterator[Entry]:
    known = _Known()
    parties: dict[str, Entry] = {}
    for node in nodes:
        if node.name in _REFERENCES:
            known.words[node.name, node.attributes.get("ID", "")] = node.text
        elif node.name == "IDRegDocument":
            known.documents.setdefault(node.attributes.get("IdentityID", ""), []).append(node)
        elif node.name == "Location":
            land = next(
                (n.attributes.get("CountryID", "") for n in node.all("LocationCountry")), ""
            )
            known.words["Location", node.attributes.get("ID", "")] = known.word("Country", land)
        elif node.name == "DistinctParty":
            profile = next((n.attributes.get("ID", "") for n in node.all("Profile")), "")
            parties[profile or f"line {node.line}"] = _party(node, known)
        elif entry := parties.get(node.attributes.get("ProfileID", "")):
            _sanctioned(entry, node)
    yield from parties.values()


def _sanctioned(entry: Entry, node: Node) -> None:
    """Put the first day and the programmes of a SanctionsEntry on its party."""
    for event in node.all("EntryEvent", "Date"):
        found = day("-".join(f"{event.said(k):0>2}" for k in ("Year", "Month", "Day")))
        if found and (entry.listed_on is None or found < entry.listed_on):
            entry.listed_on = found
    entry.programmes += [n.said("Comment") for n in node.all("SanctionsMeasure")]


def _party(node: Node, known: _Known) -> Entry:
    profile = next(iter(node.all("Profile")), node)
    sort = known.word("PartySubType", profile.attributes.get("PartySubTypeID", "")).lower()
    entry = Entry("US-SDN", node.attributes.get("FixedRef", ""), "unknown", f"line {node.line}")
    for identity in profile.all("Identity"):
        for alias in identity.all("Alias"):
            entry.names += _names(alias, known)
        for document in known.documents.get(identity.attributes.get("ID", ""), ()):
            kind = known.word("IDRegDocType", document.attributes.get("IDRegDocTypeID", ""))
            entry.identifiers += numbers(f"{kind} {document.said('IDRegistrationNo')}")
    features = {
        known.word("FeatureType", f.attributes.get("FeatureTypeID", "")): f
        for f in profile.all("Feature")
    }
    entry.schema = _SCHEMAS.get(
        sort, "person" if "Birthdate" in features or "Gender" in features else "company"
    )
    for name, feature in sorted(features.items()):
        _feature(entry, name, feature, known)
    return entry


def _names(alias: Node, known: _Known) -> Iterator[tuple[str, str]]:
    sort = _SORTS.get(
        known.word("AliasType", alias.attributes.get("AliasTypeID", "")).lower(), "alias"
    )
    weak = alias.attributes.get("LowQuality") == "true"
    for documented in alias.all("DocumentedName"):
        values = [v.text for v in documented.all("DocumentedNamePart", "NamePartValue")]
        text = " ".join(v for v in values if v)
        yield text, "weak" if weak else sort if text.isascii() else "original"


def _feature(entry: Entry, name: str, feature: Node, known: _Known) -> None:
    version = next(iter(feature.all("FeatureVersion")), feature)
    if name == "Birthdate":
        for period in version.all("DatePeriod"):
            ends = [
                [b.said(k) for k in ("Year", "Month", "Day")]
                for p in ("Start", "End")
                for b in period.all(p, "From")
            ]
            days = ["-".join(f"{v:0>2}" for v in e if v) for e in ends]
            low, high = (days[0], days[-1]) if days else ("", "")
            entry.births += spans(low if low == high else f"{low[:4]} to {high[:4]}")
    elif "Country" in name or name in {"Nationality", "Citizenship"}:
        for place in version.all("VersionLocation"):
            entry.countries.append(
                country(known.word("Location", place.attributes.get("LocationID", "")))
            )
    elif detail := version.said("VersionDetail"):
        entry.identifiers += numbers(f"{name} {detail}")
        entry.identifiers += [("call_sign", detail)] if name == "Vessel Call Sign" else []


READER = Reader("ofac_advanced", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
