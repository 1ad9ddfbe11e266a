"""What a finding or claim about ships tells of an act: whose ships, which goods, when, which way.

Nothing is guessed: what a statement does not tell stays unknown, and a cargo is known only from a
document or the words of a report.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

Row = dict[str, Any]
_BEFORE: Final = timedelta(hours=72)
_INSTANT: Final = timedelta(microseconds=1)
_AMOUNT: Final = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[ ,]\d{3})+|\d+)(\.\d+)?\s?(tonnes|tons|t|mt|barrels|bbl)\b",
    re.IGNORECASE,
)
_UNITS: Final = {"barrels": "bbl", "bbl": "bbl"}
_CODED: Final = re.compile(r"port:([A-Z]{2})[A-Z0-9]{3}")


class Cargo(NamedTuple):
    """Goods as a document or report tells them; ``amount`` is null where none is told."""

    item: str | None
    words: str
    amount: float | None = None
    unit: str | None = None
    synthetic: bool = False


class Told(NamedTuple):
    """An act as far as it is told. ``to_target``: null is not told."""

    statement: Row
    ships: tuple[str, ...]
    flags: frozenset[str] | None
    side: str | None
    to_target: bool | None
    cargo: Cargo | None
    first: date | None
    last: date | None


def flags_of(belongs: Iterable[Row]) -> dict[str, set[str]]:
    """Give the flags of every ship that has one."""
    made: dict[str, set[str]] = {}
    for row in belongs:
        if str(row["child"]).startswith(("imo:", "mmsi:")) and row["parent"]:
            made.setdefault(row["child"], set()).add(row["parent"])
    return made


def told(row: Row, target: str, flags: Mapping[str, set[str]], cargo: Cargo | None) -> Told:
    """Say what one statement tells; ``flags`` are those of ships, by their MMSI."""
    ships = tuple(
        s for s in (row["subject"], row["counterpart"]) if s and s.startswith(("imo:", "mmsi:"))
    )
    own: frozenset[str] | None = frozenset(f for s in ships for f in flags.get(s, ()))
    if row["subject"] and row["subject"].startswith("country:"):
        own = frozenset({row["subject"]})  # a claim about a country's ships
    elif any(s not in flags for s in ships) and target not in (own or ()):
        own = None
    side, to_target = _way(row, target)
    start, end = row["period_start"], row["period_end"]
    first = start.date() if start else None
    last = max(first, (end - _INSTANT).date()) if first and end else first
    return Told(row, ships, own, side, to_target, cargo, first, last)


def _way(row: Row, target: str) -> tuple[str | None, bool | None]:
    """Say which side of a trade a movement is, and whether the target was called at."""
    at_from, at_to = country_of(row["place_from"]), country_of(row["place_to"])
    if at_to is None and row["kind"] in {"returned_home", "declared_elsewhere"}:
        other = row["counterpart"] or ""
        at_to = other if other.startswith("country:") else None
    if at_from == target:
        return "export", True
    if row["kind"] == "loaded" and at_from is not None:
        return "supply", None  # where it went is another statement's
    if at_to is not None:
        return ("supply", True) if at_to == target else (None, False)
    return None, None


def country_of(place: str | None) -> str | None:
    """Give the country of a place: a country itself, or a port by its UN/LOCODE."""
    if place is None:
        return None
    if place.startswith("country:"):
        return place
    found = _CODED.fullmatch(place)
    return f"country:{found[1]}" if found else None


def cargo_of(row: Row, words: Mapping[str, str]) -> Cargo | None:
    """Give the cargo that a ``loaded`` statement tells; nothing where a draught alone tells it."""
    if row["kind"] != "loaded" or row["item"] in {None, "by_draught"}:
        return None
    text = _document(row) or str(row["item"])
    item = words.get(str(row["item"])) or next(
        (words[w] for w in re.findall(r"\w+", text.casefold()) if w in words), None
    )
    amount, unit = None, None
    if len(found := _AMOUNT.findall(text)) == 1:
        amount = float(re.sub(r"[ ,]", "", found[0][0]) + found[0][1])
        unit = _UNITS.get(found[0][2].casefold(), "t")
    return Cargo(item, text, amount, unit, bool(row["synthetic"]))


def _document(row: Row) -> str | None:
    """Give the words in which a document names the cargo."""
    for place in row["evidence"] or ():
        try:
            values = json.loads(place["values"] or "{}")
        except ValueError:
            continue
        if isinstance(values, dict) and isinstance(values.get("cargo"), str):
            return str(values["cargo"])
    return None


class Cargoes:
    """The cargoes that documents and reports tell, by ship and by sentence."""

    def __init__(
        self, findings: Iterable[Row], claims: Iterable[Row], words: Mapping[str, str]
    ) -> None:
        self.words = words
        self.by_ship: dict[str, list[tuple[Row, Cargo]]] = {}
        self.by_sentence: dict[tuple[str, int], Cargo] = {}
        for row in findings:
            if found := cargo_of(row, words):
                self.by_ship.setdefault(row["subject"], []).append((row, found))
        for row in claims:
            if found := cargo_of(row, words):
                self.by_sentence.setdefault((row["article_id"], row["sentence"]), found)

    def of(self, row: Row) -> Cargo | None:
        """Give a statement's cargo: its own, that of the call it left, or its sentence's."""
        if own := cargo_of(row, self.words):
            return own
        if "article_id" in row:
            return self.by_sentence.get((row["article_id"], row["sentence"]))
        start, place = row["period_start"], row["place_from"]
        near = [
            (loaded["period_end"], cargo.words, cargo)
            for loaded, cargo in self.by_ship.get(row["subject"], ())
            if start and place and loaded["place_from"] == place
            and loaded["period_start"] and loaded["period_end"]
            and loaded["period_start"] <= start <= loaded["period_end"] + _BEFORE
        ]  # fmt: skip
        return max(near, key=lambda n: n[:2])[2] if near else None
