"""What OFAC writes into words.

Births, countries, numbers and ties, in the remarks of its lists.
"""

import re
from typing import Final

from hawse.channels.measures.lists.days import spans
from hawse.channels.measures.lists.entry import Entry
from hawse.channels.measures.lists.places import country

SCHEMAS: Final = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "entity": "company",
}
_KINDS: Final = (
    (re.compile(r"(?i)^IMO\s+(.+)$"), "imo"),
    (re.compile(r"(?i)^Vessel Registration Identification\s+IMO\s+(.+)$"), "imo"),
    (
        re.compile(r"(?i)^(?:MMSI|Maritime Mobile Service Identity)(?:\s*\(MMSI\))?\s+(.+)$"),
        "mmsi",
    ),
    (
        re.compile(
            r"(?i)^(?:Stateless Person ID Card |Diplomatic |Residency )?Passport\s+"
            r"(?:No\.?\s*)?(\S+)"
        ),
        "passport",
    ),
    (re.compile(r"(?i)^National ID(?:\s+No\.?)?\s+(\S+)"), "national_id"),
    (re.compile(r"(?i)^(?:Tax ID(?:\s+No\.?)?|C\.?U\.?I\.?T\.?|R\.?F\.?C\.?)\s+(\S+)"), "tax"),
    (
        re.compile(
            r"(?i)^(?:Registration|Commercial Registry|Company|Business Registration|UK Company) "
            r"(?:ID|Number|No\.?)\s+(\S+)"
        ),
        "registration",
    ),
    (re.compile(r"(?i)^SWIFT/BIC\s+(\S+)"), "swift"),
    (re.compile(r"(?i)^LEI\s+(\S+)"), "lei"),
    (re.compile(r"(?i)^(?:Digital Currency Address)\s*-?\s*\w*\s+(\S+)"), "wallet"),
)
_PLACES: Final = re.compile(
    r"(?i)^(?:nationality|citizen|alt\. nationality|alt\. citizen|POB|alt\. POB)\s+(.+)$"
)
_LINKED: Final = re.compile(r"\(?Linked To:\s*([^)]+)\)?", re.IGNORECASE)


def read_remarks(entry: Entry, text: str) -> None:
    """Take births, countries, numbers and ties out of a remark of parts parted by semicolons."""
    entry.remarks = text
    for part in (p.strip().rstrip(".") for p in text.split(";")):
        lower = part.lower().removeprefix("alt. ")
        if lower.startswith("dob "):
            entry.births += spans(part)
        elif place := _PLACES.match(part):
            entry.countries.append(country(place.group(1).rsplit(",", 1)[-1]))
        elif tie := _LINKED.search(part):
            entry.links.append(
                {"other": tie.group(1).strip(), "relation": "linked", "role": "Linked To"}
            )
        for sort, text_name in (("alias", "a.k.a. "), ("former", "f.k.a. ")):
            if lower.startswith(text_name):
                entry.names.append((part.split(".a. ", 1)[-1].strip("'"), sort))
        entry.identifiers += numbers(part)


def numbers(part: str) -> list[tuple[str, str]]:
    """Give the identifier that one part of a remark names, if it names one that is known."""
    for pattern, kind in _KINDS:
        if hit := pattern.match(part.strip()):
            return [(kind, hit.group(1).split("(")[0].strip(" ,"))]
    return []
