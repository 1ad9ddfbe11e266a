"""The step ``would_cover``: which measure would cover what a finding or claim tells of ships."""

import json
import re
from datetime import date, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.measures.act.judge import Tables
from hawse.channels.measures.act.ruled import Ruled, Rules
from hawse.channels.measures.act.told import Cargoes, Told, flags_of, told
from hawse.channels.measures.find.form import Row, against, targets
from hawse.channels.measures.find.in_force import is_imo
from hawse.core.tables import WOULD_COVER

KINDS: Final = (
    "returned_home",
    "declared_elsewhere",
    "loaded",
    "ship_to_ship",
    "dark_gap",
    "false_position",
    "identity_change",
    "loitering",
    "draught_change",
)
"""Kinds of the ships channel that tell an act; by name, as a channel imports no other."""
_DAY: Final = timedelta(days=1)


def would_cover(
    *,
    findings: pa.Table,
    claims: pa.Table,
    dated_measures: pa.Table,
    regimes: pa.Table,
    part_only: pa.Table,
    groups: pa.Table,
    conversions: pa.Table,
    conducts: pa.Table,
    cargo_words: pa.Table,
    listed_parties: pa.Table,
    listed_identifiers: pa.Table,
    belongs: pa.Table,
    case_parties: pa.Table,
) -> pa.Table:
    """Give, for each act that findings and claims tell of ships, the answer of each measure.

    ``may_apply`` says what else would have to be so; ``covers`` is kept for what was seen whole.
    A measure that did not hold then is named with its day, one that could not be told apart with
    its reason. Without the ships channel there are no rows.
    """
    acts = [r for t in (findings, claims) for r in _of_ships(t)]
    wanted = targets(case_parties)
    held = [m for m, _ in against(dated_measures, regimes, wanted)]
    if not acts or not held:
        return WOULD_COVER.empty()
    tables = Tables(held, *(t.to_pylist() for t in (regimes, part_only, groups, conversions)))
    listings = _listings(held, listed_parties.to_pylist(), listed_identifiers.to_pylist())
    rules = Rules(tables, conducts.to_pylist(), listings)
    words = {r["word"]: r["item"] for r in cargo_words.to_pylist()}
    cargoes = Cargoes(_of_ships(findings), _of_ships(claims), words)
    flags = flags_of(belongs.to_pylist())
    made: dict[tuple[Any, ...], Row] = {}
    for target in sorted(wanted):
        for row in acts:
            act = told(row, target, flags, cargoes.of(row))
            for one in rules.on(act, target):
                new = _row(act, one)
                made[tuple(new[n] for n in _SAME)] = new
    return WOULD_COVER.rows([made[k] for k in sorted(made, key=str)])


_ABOUT: Final = (
    "kind",
    "subject",
    "counterpart",
    "item",
    "period_start",
    "period_end",
    "says",
)
_SAME: Final = (*_ABOUT, "measure_id", "synthetic")


def _of_ships(rows: pa.Table) -> list[Row]:
    """Give the rows that tell what ships did."""
    keep = pc.and_(
        pc.equal(rows["channel"], "ships"), pc.is_in(rows["kind"], value_set=pa.array(KINDS))
    )
    asserted = pc.equal(rows["polarity"], "asserts")
    kept: list[Row] = rows.filter(pc.and_(keep, asserted)).to_pylist()
    return kept


def _listings(
    held: list[Row], parties: list[Row], numbers: list[Row]
) -> dict[tuple[str, str], list[tuple[Row, date | None, date | None]]]:
    """Give who is listed by IMO number: by regime in our rows, by list in the case's lists."""
    made: dict[tuple[str, str], list[tuple[Row, date | None, date | None]]] = {}
    for row in held:
        if row["kind"] == "listing":
            for imo in re.findall(r"\b\d{7}\b", row["subject"] or ""):
                if is_imo(imo):
                    entry = (row, row["in_force_from"], row["in_force_to"])
                    made.setdefault((row["regime"], imo), []).append(entry)
    by = {(p["list"], p["version"], p["party"]): p for p in parties}
    for row in numbers:
        party = by.get((row["list"], row["version"], row["party"]))
        if row["kind"] == "imo" and row["valid"] and party:
            ends = party["removed_on"] - _DAY if party["removed_on"] else None
            name = {"id": f"{row['list']} entry {row['party']}, version {row['version']}"}
            made.setdefault((row["list"], row["value"]), []).append(
                (name, party["listed_on"], ends)
            )
    return {k: sorted(v, key=lambda e: (str(e[1]), e[0]["id"])) for k, v in made.items()}


def _row(act: Told, one: Ruled) -> Row:
    statement = act.statement
    made_up = (statement, one.measure, {"synthetic": act.cargo and act.cargo.synthetic})
    return {
        **{n: statement[n] for n in _ABOUT},
        "measure_id": one.measure["id"],
        "answer": one.answer,
        "first_on": act.first,
        "last_on": act.last,
        "share_low": one.share_low,
        "share_high": one.share_high,
        "reasons": json.dumps(list(one.reasons), ensure_ascii=False),
        "synthetic": any(bool(r["synthetic"]) for r in made_up),
    }
