"""Listed parties gathered from their tables: names, numbers, births, countries, standing."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.measures.lists.numbers import imo_in, is_imo
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.standing import Held, Standing

Key = tuple[str, str]
Row = dict[str, Any]


@dataclass
class Party:
    """One entry of one list, all versions together; the newest version's place is its source."""

    key: Key
    schema: str = "unknown"
    rows: list[Row] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    births: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    imos: set[str] = field(default_factory=set)
    mmsis: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)

    @property
    def newest(self) -> Row:
        """The row of the newest version."""
        return max(
            self.rows,
            key=lambda r: (r["version"] != "undated", r["version"], r["source_id"], r["locator"]),
        )

    def standing(self, held: Held) -> Standing:
        """When it was on its list."""
        return held.standing(self.rows)


def gathered(
    listed_parties: pa.Table,
    listed_names: pa.Table,
    listed_identifiers: pa.Table,
    wanted: set[Key] | None = None,
) -> dict[Key, Party]:
    """Gather parties; with ``wanted`` only those."""
    found: dict[Key, Party] = {}
    for row in _of(listed_parties, wanted):
        key = (row["list"], row["party"])
        party = found.setdefault(key, Party(key))
        party.rows.append(row)
        party.schema = row["schema"]
        party.births.update(row["births"] or ())
        party.countries.update(row["countries"] or ())
    for row in _of(listed_names.select(["list", "party", "name", "sort"]), wanted):
        if named := found.get((row["list"], row["party"])):
            _name(named, row["name"], row["sort"])
    for row in _of(listed_identifiers.select(["list", "party", "kind", "value"]), wanted):
        if numbered := found.get((row["list"], row["party"])):
            _number(numbered, row["kind"], row["value"])
    return found


def _of(table: pa.Table, wanted: set[Key] | None) -> list[Row]:
    """Give the rows of some parties; rows that are not wanted are never made."""
    if wanted is None:
        rows: list[Row] = table.to_pylist()
        return rows
    parties = pa.array(sorted({party for _, party in wanted}), pa.string())
    near: list[Row] = table.filter(pc.is_in(table["party"], parties)).to_pylist()
    return [row for row in near if (row["list"], row["party"]) in wanted]


def _name(party: Party, name: str, sort: str) -> None:
    if party.names.get(name) in {None, "weak"}:
        party.names[name] = sort
    if not name.isascii():
        party.scripts.add(form(name, party.schema).script)


def _number(party: Party, kind: str, value: str) -> None:
    if kind == "country":
        party.countries.add(value)
    elif kind == "imo":
        number = imo_in(value)
        party.imos.update([number] if is_imo(number) else [])
    elif kind == "mmsi":
        party.mmsis.add(value)
    else:
        party.numbers.add(value)


def by_imo(parties: dict[Key, Party]) -> dict[str, list[Party]]:
    """Give the parties that carry each IMO number whose check digit holds."""
    found: dict[str, list[Party]] = defaultdict(list)
    for key in sorted(parties):
        for number in sorted(parties[key].imos):
            found[number].append(parties[key])
    return found
