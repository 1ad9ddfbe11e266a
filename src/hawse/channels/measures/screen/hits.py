"""The step ``screening_hits``.

Who is on which list, as of a day, and why it may be the same one.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.measures.screen.evidence import Weighed, births, countries, numbers
from hawse.channels.measures.screen.forms import Form, form
from hawse.channels.measures.screen.index import in_order
from hawse.channels.measures.screen.likeness import EXACT, Judge, Told, worded
from hawse.channels.measures.screen.pairs import Aligned
from hawse.channels.measures.screen.parties import Key, Party, by_imo, gathered
from hawse.channels.measures.screen.rarity import Rarity
from hawse.channels.measures.screen.resemblance import chance
from hawse.channels.measures.screen.ships import asked_imo, holders_of, numbered
from hawse.channels.measures.screen.standing import Held
from hawse.channels.measures.screen.survivors import surviving
from hawse.channels.measures.screen.tables import HITS
from hawse.channels.measures.screen.uncollected import uncollected

Row = dict[str, Any]


class Named(NamedTuple):
    """The nearest name of a party: its score, the name, and the sort that both were read as.

    With the alignment, where the score rests on one.
    """

    score: float
    name: str
    schema: str
    aligned: Aligned | None


@uncollected()
def screening_hits(  # noqa: PLR0917 - one argument for each table and setting of the step
    screened_names: pa.Table,
    asked_index: pa.Table,
    listed_index: pa.Table,
    candidates: pa.Table,
    listed_parties: pa.Table,
    listed_names: pa.Table,
    listed_identifiers: pa.Table,
    list_versions: pa.Table,
    name_weights: pa.Table,
    case_period: pa.Table,
    least: float,
    coarse: float,
    as_of: str,
) -> pa.Table:
    """Give one row for each screened row and listed party that may be the same, with the reasons.

    ``coarse`` is the token-sort ratio (0 to 100) that a pair of names needs to be judged at
    all; ``least`` the log-odds that a hit needs. ``as_of`` is a day in ISO; empty: the case's
    last day, else the newest version's. Ships that a different valid IMO number speaks against
    are given with the state ``vetoed``.
    """
    held = Held(list_versions.to_pylist())
    day = _day(as_of, case_period, held)
    pairs = surviving(asked_index, listed_index, candidates, coarse)
    rows = _rows(screened_names, {at for at, _, _ in pairs})
    holding = having(listed_names, {n for _, n, _ in pairs})
    wanted = _wanted(rows.values(), holding, listed_identifiers)
    parties = gathered(listed_parties, listed_names, listed_identifiers, wanted)
    holding = {name: keys & parties.keys() for name, keys in holding.items()}
    holders = by_imo(parties)
    judge = Judge(name_weights.to_pylist(), Rarity(listed_index["tokens"]))
    best = _judged(rows, pairs, holding, parties, judge)
    made: list[Row] = []
    for at, row in rows.items():
        found = best.get(at, {})
        for key in sorted(
            {*found, *(holders_of(holders, row) if row["schema"] in {"vessel", "unknown"} else ())}
        ):
            hit = _hit(row, parties[key], found.get(key), holders, least)
            if hit is not None:
                hit["chance"] = _chance(hit, parties[key], judge.moved)
                made.append(hit | _when(parties[key], held, day, vetoed=hit["state"] == "vetoed"))
    return HITS.rows(made)


def _day(as_of: str, case_period: pa.Table, held: Held) -> date:
    if as_of:
        return date.fromisoformat(as_of)
    ends = [
        (r["end"] - timedelta(microseconds=1)).date() for r in case_period.to_pylist() if r["end"]
    ]
    return ends[0] if ends else held.newest() or date.max


def _rows(screened_names: pa.Table, wanted: set[int]) -> dict[int, Row]:
    """Give, by their numbers, the rows that a name or an IMO number may lead from."""
    rows = in_order(screened_names)
    numbered = pc.indices_nonzero(pc.fill_null(pc.utf8_length(rows["imo"]), 0)).to_pylist()
    places = sorted(wanted.union(numbered))
    return dict(zip(places, rows.take(pa.array(places, pa.int64())).to_pylist(), strict=True))


def having(listed_names: pa.Table, wanted: set[str]) -> dict[str, set[Key]]:
    """Give the parties that have each of some names."""
    found: dict[str, set[Key]] = defaultdict(set)
    rows = listed_names.select(["name", "list", "party"])
    rows = rows.filter(pc.is_in(rows["name"], pa.array(sorted(wanted), pa.string())))
    for name, held, party in zip(*rows.to_pydict().values(), strict=True):
        found[name].add((held, party))
    return found


def _wanted(
    rows: Iterable[Row], holding: dict[str, set[Key]], listed_identifiers: pa.Table
) -> set[Key]:
    """Give the parties to be gathered.

    Those a name leads to, and those of an IMO number asked about.
    """
    wanted = {key for keys in holding.values() for key in keys}
    imos = {n for n in map(asked_imo, rows) if n}
    if not imos:
        return wanted
    columns = (listed_identifiers[c].to_pylist() for c in ("kind", "value", "list", "party"))
    for kind, value, held, party in zip(*columns, strict=True):
        if kind == "imo" and any(n in value for n in (value, value[-7:]) if n in imos):
            wanted.add((held, party))
    return wanted


def _judged(
    rows: dict[int, Row],
    pairs: list[tuple[int, str, str]],
    holding: dict[str, set[Key]],
    parties: dict[Key, Party],
    judge: Judge,
) -> dict[int, dict[Key, Named]]:
    """Judge the pairs, and keep for each row and party the nearest name.

    Names that lists write apart and that are one when made ready are judged once. None is
    nearer than the same name.
    """
    best: dict[int, dict[Key, Named]] = defaultdict(dict)
    told: dict[tuple[str, Form, str, bool], Told | None] = {}
    for at, name, chosen, one, two in _same_first(rows, pairs):
        row = rows[at]
        for key in sorted(holding[name]):
            party = parties[key]
            if key in best[at] and best[at][key].score >= EXACT:
                continue
            if one.script not in ("LATIN", two.script) and one.script in party.scripts:
                continue  # the entry has a name in the script that was asked in
            weak = party.names.get(name) == "weak"
            what = (row["name"], two, chosen, weak)
            if what not in told:
                told[what] = judge.told(one, two, chosen, weak=weak)
            found = told[what]
            if found and (key not in best[at] or found.score > best[at][key].score):
                best[at][key] = Named(found.score, name, chosen, found.aligned)
    return best


def _same_first(
    rows: dict[int, Row], pairs: list[tuple[int, str, str]]
) -> list[tuple[int, str, str, Form, Form]]:
    """Put the pairs of each row in order, its very own name first, with both names made ready."""
    made = []
    for at, name, schema in pairs:
        asked = rows[at]["schema"] or "unknown"
        chosen = schema if asked == "unknown" else asked
        one, two = form(rows[at]["name"], chosen), form(name, chosen)
        apart = sorted(one.latin) != sorted(two.latin)
        made.append(((at, apart, name, schema), (at, name, chosen, one, two)))
    return [pair for _, pair in sorted(made, key=itemgetter(0))]


def _hit(
    row: Row, party: Party, named: Named | None, holders: dict[str, list[Party]], least: float
) -> Row | None:
    """Weigh the name with all else that is known of both.

    Nothing where there is neither name nor number, or too little in all without the number.
    """
    ship = numbered(row, party, holders) if party.schema in {"vessel", "unknown"} else None
    if named is None and (ship is None or not ship.odds):
        return None
    score = named.score if named else 0.0
    good: list[str] = []
    bad: list[str] = []
    for weighed in (
        births(row["births"] or (), sorted(party.births)),
        countries(row["countries"] or (), sorted(party.countries)),
        numbers(row["numbers"] or (), sorted(party.numbers)),
    ):
        score += _told(weighed, good, bad)
    score += ship.odds if ship is not None else 0.0
    by_number = ship is not None and any(r.startswith("same IMO") for r in ship.reasons_for)
    if score < least and not by_number:
        return None
    words = (
        worded(row["name"], named.name, named.schema, named.aligned)
        if named
        else ((), (f"no name alike: asked {row['name']}",))
    )
    if ship is not None:
        words = (*ship.reasons_for, *words[0]), (*ship.reasons_against, *words[1])
    return {
        "row": row["row"],
        "asked": row["name"],
        "schema": row["schema"],
        "imo": asked_imo(row) or None,
        "list": party.key[0],
        "party": party.key[1],
        "name": named.name if named else party.newest["caption"],
        "found_by": "imo" if by_number else "name",
        "score": round(score, 6),
        "chance": None,
        "reasons_for": [*words[0], *good],
        "reasons_against": [*words[1], *bad],
        "state": "vetoed" if ship is not None and ship.veto else "",
        "asked_source_id": row["source_id"],
        "asked_locator": row["locator"],
        "synthetic": bool(row["synthetic"] or party.newest["synthetic"]),
    }


def _chance(hit: Row, party: Party, moved: float) -> float | None:
    """Give the chance of a person's hit: the log-odds as they were before the fit was moved."""
    if hit["schema"] != "person" or party.schema != "person":
        return None
    return round(chance(hit["score"] - moved), 6)


def _told(weighed: Weighed | None, good: list[str], bad: list[str]) -> float:
    if weighed is None:
        return 0.0
    (good if weighed.odds > 0 else bad).append(weighed.words)
    return weighed.odds


def _when(party: Party, held: Held, day: date, *, vetoed: bool) -> Row:
    standing = party.standing(held)
    place = party.newest
    return {
        "state": "vetoed" if vetoed else standing.on(day),
        "in_force_from": standing.first,
        "in_force_to": standing.gone,
        "published": None,
        "as_of": day,
        "versions": list(standing.versions),
        "source_id": place["source_id"],
        "locator": place["locator"],
    }
