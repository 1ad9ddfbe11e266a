"""The step ``screening_hits``.

Who is on which list, as of a day, and why it may be the same one.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from rapidfuzz import fuzz, process

from hawse.channels.measures.screen.evidence import Weighed, births, countries, numbers
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.index import Rarity, in_order
from hawse.channels.measures.screen.likeness import Judge, worded
from hawse.channels.measures.screen.parties import Key, Party, by_imo, gathered
from hawse.channels.measures.screen.resemblance import chance
from hawse.channels.measures.screen.ships import asked_imo, holders_of, numbered
from hawse.channels.measures.screen.standing import Held
from hawse.channels.measures.screen.tables import HITS

Row = dict[str, Any]
_BLOCK = 1_000_000
_WITHIN, _FAR, _LINE = 90, 40, 84


class Named(NamedTuple):
    """The nearest name of a party: its score, the name, and the sort that both were read as."""

    score: float
    name: str
    schema: str


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
    rows = in_order(screened_names).to_pylist()
    pairs = _surviving(asked_index, listed_index, candidates, coarse)
    names = {(n, s) for _, n, s in pairs}
    having = _having(listed_names, {n for n, _ in names})
    parties = gathered(
        listed_parties, listed_names, listed_identifiers, _wanted(rows, having, listed_identifiers)
    )
    holders = by_imo(parties)
    judge = Judge(name_weights.to_pylist(), Rarity(listed_index["tokens"]))
    best = _judged(rows, pairs, having, parties, judge)
    made: list[Row] = []
    for at, row in enumerate(rows):
        found = best.get(at, {})
        for key in sorted(
            {*found, *(holders_of(holders, row) if row["schema"] in {"vessel", "unknown"} else ())}
        ):
            hit = _hit(row, parties[key], found.get(key), holders, least)
            if hit is not None:
                made.append(hit | _when(parties[key], held, day, vetoed=hit["state"] == "vetoed"))
    return HITS.rows(made)


def _day(as_of: str, case_period: pa.Table, held: Held) -> date:
    if as_of:
        return date.fromisoformat(as_of)
    ends = [
        (r["end"] - timedelta(microseconds=1)).date() for r in case_period.to_pylist() if r["end"]
    ]
    return ends[0] if ends else held.newest() or date.max


def _surviving(
    asked_index: pa.Table, listed_index: pa.Table, candidates: pa.Table, coarse: float
) -> list[tuple[int, str, str]]:
    """Give the pairs that are alike enough to be judged: (asked number, listed name, its schema).

    Alike are their words in order of the alphabet, or, because a first letter that is wrong puts
    a word elsewhere, in their own order. So is one that lies wholly within the other, and a name
    of one word that nearly does.
    """
    asked, listed = asked_index.sort_by("asked"), listed_index.sort_by("listed")
    mine, my_lines = _texts(asked)
    theirs, their_lines = _texts(listed)
    mine_long, theirs_long = (np.array([len(t) for t in texts]) for texts in (mine, theirs))
    names, schemas = listed["name"].to_pylist(), listed["schema"].to_pylist()
    one, two = candidates["asked"].to_numpy(), candidates["listed"].to_numpy()
    kept: list[tuple[int, str, str]] = []
    for start in range(0, len(one), _BLOCK):
        a, b = one[start : start + _BLOCK], two[start : start + _BLOCK]
        left, right = mine[a].tolist(), theirs[b].tolist()
        ratio = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=_FAR, dtype=np.float32)
        lines = my_lines[a].tolist(), their_lines[b].tolist()
        in_line = process.cpdist(*lines, scorer=fuzz.ratio, score_cutoff=_LINE, dtype=np.float32)
        alike = (ratio >= coarse) | (in_line > 0)
        # words that lie within others make the ratio as high as the two lengths allow
        short, both = np.minimum(mine_long[a], theirs_long[b]), mine_long[a] + theirs_long[b]
        look = np.flatnonzero(alike | ((ratio * both >= _WITHIN * 2 * short) & (ratio > 0)))
        kept += [
            (int(a[n]), names[b[n]], schemas[b[n]])
            for n in look.tolist()
            if alike[n] or _within(left[n], right[n])
        ]
    return kept


def _texts(index: pa.Table) -> tuple[Any, Any]:
    """Give an index's names in order of the alphabet, and in their own order."""
    text, line = (np.array(index[c].to_pylist(), dtype=object) for c in ("text", "line"))
    return text, line


def _within(one: str, two: str) -> bool:
    """Say whether all words of one name are in the other, or a lone word is nearly one of them."""
    left, right = set(one.split()), set(two.split())
    if left <= right or right <= left:
        return True
    return len(left) == 1 and fuzz.token_set_ratio(one, two) >= _WITHIN


def _having(listed_names: pa.Table, wanted: set[str]) -> dict[str, set[Key]]:
    """Give the parties that have each of some names."""
    found: dict[str, set[Key]] = defaultdict(set)
    columns = (listed_names[c].to_pylist() for c in ("name", "list", "party"))
    for name, held, party in zip(*columns, strict=True):
        if name in wanted:
            found[name].add((held, party))
    return found


def _wanted(
    rows: list[Row], having: dict[str, set[Key]], listed_identifiers: pa.Table
) -> set[Key]:
    """Give the parties to be gathered.

    Those a name leads to, and those of an IMO number asked about.
    """
    wanted = {key for keys in having.values() for key in keys}
    imos = {n for n in map(asked_imo, rows) if n}
    if not imos:
        return wanted
    columns = (listed_identifiers[c].to_pylist() for c in ("kind", "value", "list", "party"))
    for kind, value, held, party in zip(*columns, strict=True):
        if kind == "imo" and any(n in value for n in (value, value[-7:]) if n in imos):
            wanted.add((held, party))
    return wanted


def _judged(
    rows: list[Row],
    pairs: list[tuple[int, str, str]],
    having: dict[str, set[Key]],
    parties: dict[Key, Party],
    judge: Judge,
) -> dict[int, dict[Key, Named]]:
    """Judge the pairs, and keep for each row and party the nearest name."""
    best: dict[int, dict[Key, Named]] = defaultdict(dict)
    for at, name, schema in sorted(pairs):
        row = rows[at]
        asked = row["schema"] or "unknown"
        chosen = schema if asked == "unknown" else asked
        script = form(row["name"], chosen).script
        for key in sorted(having[name]):
            party = parties[key]
            weak = party.names.get(name) == "weak"
            own = (
                script in party.scripts
                and form(name, chosen).script != script
                and script != "LATIN"
            )
            told = None if own else judge.scored(row["name"], name, chosen, weak=weak)
            if told is not None and (key not in best[at] or told > best[at][key].score):
                best[at][key] = Named(told, name, chosen)
    return best


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
        worded(row["name"], named.name, named.schema)
        if named
        else ((), (f"no name alike: asked {row['name']}",))
    )
    if ship is not None:
        words = (*ship.reasons_for, *words[0]), (*ship.reasons_against, *words[1])
    person = row["schema"] == "person" and party.schema == "person"
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
        "chance": round(chance(score), 6) if person else None,
        "reasons_for": [*words[0], *good],
        "reasons_against": [*words[1], *bad],
        "state": "vetoed" if ship is not None and ship.veto else "",
        "asked_source_id": row["source_id"],
        "asked_locator": row["locator"],
        "synthetic": bool(row["synthetic"] or party.newest["synthetic"]),
    }


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
