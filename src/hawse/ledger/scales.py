"""All that weighing looks at besides the claim: findings, kinds, coverage, rules, parties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

Row = dict[str, Any]
Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Parties:
    """Who belongs to whom, and when: ``as:20485`` is in ``country:RU``."""

    above: Mapping[str, set[str]]
    spans: Mapping[tuple[str, str], list[Span]]

    def is_(
        self, theirs: str | None, ours: str, start: datetime | None, end: datetime | None
    ) -> bool:
        """Say whether their party is ours, or belonged to it at some time of a period."""
        if theirs is None or theirs == ours:
            return theirs == ours
        if ours not in self.above.get(theirs, ()):
            return False
        first_day, last_day = start and start.date(), end and end.date()
        return any(
            not (first and last_day and last_day <= first)
            and not (last and first_day and first_day > last)
            for first, last in self.spans.get((theirs, ours), [(None, None)])
        )

    def wider(self, item: str | None) -> set[str]:
        """Give everything that takes in an item or party."""
        return self.above.get(item or "", set())


@dataclass(frozen=True)
class Scales:
    """The findings and what is known around them."""

    findings: Mapping[tuple[str, str | None], list[Row]]
    kinds: Mapping[str, Row]
    coverage: list[Row]
    measures: list[Row]
    parties: Parties
    articles: Mapping[str, Row]
    examined: frozenset[str]
    target: str
    start: datetime | None
    end: datetime | None
    names: Mapping[str, str]
    ports: Mapping[str, list[str]]

    def named(self, party: str | None, otherwise: str) -> str:
        """Give the plain name of a typed id; the id itself where it has none."""
        return self.names.get(party, party) if party else otherwise

    def of(self, kind: str, subject: str | None) -> list[Row]:
        """Give the findings of a kind whose subject is, or belongs to, the one named; or all."""
        return self.findings.get((kind, subject), [])


def parties_of(belongs: Iterable[Row]) -> Parties:
    """Close the rows of ``belongs``: every ancestor of each party; circles end."""
    direct: dict[str, set[str]] = {}
    spans: dict[tuple[str, str], list[Span]] = {}
    for row in belongs:
        direct.setdefault(row["child"], set()).add(row["parent"])
        spans.setdefault((row["child"], row["parent"]), []).append((row["from"], row["to"]))
    closed: dict[str, set[str]] = {}
    for child, parents in direct.items():
        seen: set[str] = set()
        todo = list(parents)
        while todo:
            parent = todo.pop()
            if parent not in seen and parent != child:
                seen.add(parent)
                todo += direct.get(parent, ())
        closed[child] = seen
    return Parties(closed, spans)


def scales(tables: Mapping[str, pa.Table]) -> Scales:
    """Put the ledger's tables in reach of weighing, by their names."""
    rows = {name: table.to_pylist() for name, table in tables.items() if name != "articles"}
    parties = parties_of(rows["belongs"])
    found: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows["numbered_findings"]:
        for subject in {None, row["subject"], *parties.wider(row["subject"])}:
            found.setdefault((row["kind"], subject), []).append(row)
    span = next(iter(rows["case_period"]), {"start": None, "end": None})
    own = [s["channel"] for s in rows["sources"] if not s["path"].startswith("hawse:")]
    articles = tables["articles"].select(["id", "agency", "publisher", "published_at"]).to_pylist()
    return Scales(
        findings=found,
        kinds={k["name"]: k for k in rows["kinds"]},
        coverage=rows["coverage"],
        measures=rows["measures"],
        parties=parties,
        articles={a["id"]: a for a in articles},
        examined=frozenset(own),
        target=next((p["id"] for p in rows["case_parties"] if p["role"] == "target"), ""),
        start=span["start"],
        end=span["end"],
        names={r["id"]: r["name"] for r in [*rows["ports"], *rows["countries"]]},
        ports=_ports(rows["ports"]),
    )


def _ports(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Give the names of each country's ports, in order."""
    made: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] in {"port", "terminal"}:
            made.setdefault(row["country"], set()).add(row["name"])
    return {country: sorted(names) for country, names in made.items()}
