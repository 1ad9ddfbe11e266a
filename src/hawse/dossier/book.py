"""The ledger opened for telling: plain rows, short ids, and who uses which evidence."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from hawse.core.tables import LEDGER
from hawse.dossier.about import About
from hawse.dossier.amounts import day
from hawse.dossier.names import in_words, spelled
from hawse.dossier.shortids import shorten
from hawse.dossier.visible import cut

Row = dict[str, Any]
_REPORT = re.compile(r"\b[0-9a-f]{64}#[0-9]+")

LETTERS = {"evidence": "e", "findings": "f", "claims": "c", "entries": "n", "sources": "s"}
"""The letter before the short ids of each table that has ids."""


@dataclass(frozen=True)
class Book:
    """The ledger's tables as rows, with the short id of everything that has one."""

    about: About
    rows: Mapping[str, list[Row]]
    short: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    reports: Mapping[str, str]

    def told(self, said: str) -> str:
        """Put plain names for typed ids and for ids of reports into words of our own."""
        named = (self.about.target, *self.about.suppliers)
        codes = frozenset(i.removeprefix("country:") for i in named)
        return self.reported(spelled(in_words(cut(said), self.names), codes))

    def reported(self, said: str) -> str:
        """Put the names of reports for their ids."""
        return _REPORT.sub(lambda m: self.reports.get(m.group(), m.group()[:12]), said)

    def of(self, table: str) -> list[Row]:
        """Give the rows of one table."""
        return self.rows[table]

    def by_id(self, table: str) -> dict[str, Row]:
        """Give the rows of one table by their id."""
        return {text(r["id"]): r for r in self.rows[table]}

    def known(self, table: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Keep the ids that the table has."""
        return tuple(i for i in ids if i in self.short[table])


def open_book(ledger: Mapping[str, pa.Table], about: About) -> Book:
    """Read the ledger's tables into plain rows; a table that is not given is an empty one."""
    rows: dict[str, list[Row]] = {
        name: ledger[name].to_pylist() if name in ledger else [] for name in LEDGER
    }
    short = {t: shorten(letter, (text(r["id"]) for r in rows[t])) for t, letter in LETTERS.items()}
    sources = {text(r["id"]): r for r in rows["sources"]}
    reports = {text(r["id"]): label(r, sources) for r in rows["articles"]}
    return Book(about, rows, short, dict(about.names), reports)


def label(article: Row, sources: Mapping[str, Row]) -> str:
    """Name a report in few words: publisher and day, else its file."""
    who = text(article["publisher"]) or text(article["agency"])
    file = text(sources.get(text(article["source_id"]), {}).get("path")).rsplit("/", 1)[-1]
    when = day(article["published_at"])[:10]
    return ", ".join(p for p in (who or file or text(article["id"])[:12], when) if p)


def text(value: object) -> str:
    """Give a text; null is empty."""
    return "" if value is None else str(value)


def texts(value: object) -> tuple[str, ...]:
    """Give a tuple of texts; null is none at all."""
    return tuple(text(v) for v in value) if isinstance(value, list | tuple) else ()


def loaded(value: object) -> Any:  # noqa: ANN401 -- any JSON value
    """Read a JSON text; a text that is no JSON is given back as it stands, null as nothing."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def as_lines(value: object) -> tuple[str, ...]:
    """Read a JSON list of short texts (or one text, or pairs) into lines."""
    got = loaded(value)
    if got is None:
        return ()
    if isinstance(got, dict):
        return tuple(f"{k} = {flat(v)}" for k, v in got.items())
    return tuple(flat(v) for v in got) if isinstance(got, list) else (flat(got),)


def flat(value: object) -> str:
    """Write any JSON value as one line of plain text."""
    if isinstance(value, dict):
        return "; ".join(f"{k}: {flat(v)}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(flat(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not said" if value is None else str(value)
