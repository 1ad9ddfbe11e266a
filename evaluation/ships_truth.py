"""How well the ships channel tells what happened, on planted traffic whose truth is known.

    python -m evaluation.ships_truth --scenarios 1000 --seed 1 [--out DIR]

The traffic is written as AIS sentences, read by the channel's own reader, and run through its own
steps; the truth never enters. ``--out`` also writes ``traffic.nmea`` and ``truth.jsonl`` there.
"""

import argparse
import io
import json
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from evaluation.ships_scores import auc, calibration, f1, f1_95, resampled, share, wilson

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.find.silences import silences
from hawse.channels.ships.observe import spells as spells_step
from hawse.channels.ships.observe.epochs import HULLS, MOST_EPOCHS, Rules, epochs_of
from hawse.channels.ships.observe.shared_mmsi import split
from hawse.channels.ships.planted.scenarios import planted, write
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import Ship
from hawse.channels.ships.read.nmea import READER
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

Row = dict[str, Any]
SHOWN: Final = ("port_from", "declared_text", "declared", "port_to", "coverage")
HULL_OF: Final = {
    "shared": ((0, 1), (1, 0)),
    "handed_on": ((0, HULLS),),
    "renamed": ((0, 0),),
}
"""By kind of MMSI, the numbers that its first and its second ship's positions may be given."""
LEAST_H: Final = 8.0
"""Silences of so many hours are scored; the step's own setting tells fewer."""
_TOLD: Final = next(s for s in CHANNEL.steps if s.name == "silences").settings
TOLD_H, TOLD_SCORE = float(_TOLD["least_h"]), float(_TOLD["least_score"])


def main() -> None:
    """Plant, write, read, run, score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenarios", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was not told right")
    asked = parser.parse_args()
    world = planted(asked.scenarios, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        written = asked.out or Path(folder)
        write(written, world)
        text = (written / "traffic.nmea").read_bytes()
        tables = run(Path(folder) / "store", text)
    print(
        json.dumps(
            {
                "scenarios": asked.scenarios,
                "seed": asked.seed,
                "positions": tables["positions"].num_rows,
                **score(world, tables, show=asked.show),
            }
        )
    )


def run(folder: Path, text: bytes) -> dict[str, pa.Table]:
    """Read the sentences and run every step; give the tables."""
    bench = Bench(folder, CHANNEL, threads=1)
    source = a_source("traffic.nmea", synthetic=True)
    held: dict[str, list[pa.RecordBatch]] = {}
    for name, batch in READER.rows(io.BytesIO(text), source):
        held.setdefault(name, []).append(batch)
    for facts in CHANNEL.facts:
        table = bench.plan.tables[facts.table]
        with facts.path.open("rb") as file:
            for name, batch in facts_reader(facts, table).rows(file, a_source(facts.path.name)):
                held.setdefault(name, []).append(batch)
    for name, batches in held.items():
        schema = bench.plan.tables[name].schema
        bench.engine.add(
            name,
            bench.engine.store.put(
                name, "planted", schema, (pa.Table.from_batches([b]).cast(schema) for b in batches)
            ),
        )
    bench.run()
    return {name: bench.engine.table(name) for name in bench.plan.tables}


def score(world: World, tables: dict[str, pa.Table], *, show: bool) -> Row:
    """Hold what was found against the truth."""
    mmsis = {r["ship"]: r["mmsi"] for r in tables["hulls"].to_pylist()}
    found = tables["findings"].to_pylist()
    return {
        **homes(world, tables, found, mmsis, show=show),
        **meetings(world.truths, found, mmsis, show=show),
        **splits(world, tables),
        **disabling(world, tables, mmsis),
    }


def homes(
    world: World,
    tables: dict[str, pa.Table],
    found: list[Row],
    mmsis: dict[str, int],
    *,
    show: bool,
) -> Row:
    """Hold the outcome of each first departure against the truth."""
    departures: dict[int | None, Row] = {}
    for v in tables["voyages"].to_pylist():
        if v["country_from"] == "country:RU":
            departures.setdefault(mmsis.get(v["ship"]), v)
    home = {mmsis.get(f["subject"]) for f in found if f["kind"] == "returned_home"}
    judged = {
        t.mmsi: departures[t.mmsi]["outcome"] if t.mmsi in departures else "none"
        for t in world.truths
    }
    went = [t for t in world.truths if t.kind == "home"]
    true = {t.mmsi for t in went if t.outcome == "returned_home" and t.heard}
    right = len(home & {t.mmsi for t in went})
    hidden = [t for t in world.truths if t.outcome == "not_observable" and t.heard]
    unsaid = sum(judged[t.mmsi] == "not_observable" for t in hidden)
    if show:
        for t in world.truths:
            if t.outcome and t.heard and judged[t.mmsi] != t.outcome:
                told = {n: departures.get(t.mmsi, {}).get(n) for n in SHOWN}
                print(t.kind, t.mmsi, "wanted", t.outcome, "got", judged[t.mmsi], told)
        kinds = {t.mmsi: (t.kind, t.outcome, t.heard) for t in world.truths}
        for f in found:
            if f["kind"] == "returned_home" and kinds.get(mmsis[f["subject"]], "-")[0] != "home":
                print("false home", mmsis[f["subject"]], kinds.get(mmsis[f["subject"]]), f["says"])
    return {
        "returned_home_precision": share(right, len(home)),
        "returned_home_recall": share(len(home & true), len(true)),
        "returned_home_95": [wilson(right, len(home)), wilson(len(home & true), len(true))],
        "returned_home": len(true),
        "not_observable_right": share(unsaid, len(hidden)),
        "not_observable_95": wilson(unsaid, len(hidden)),
        "not_observable": len(hidden),
        "outcomes_right": {
            k: share(sum(judged[t.mmsi] == t.outcome for t in ts), len(ts))
            for k, ts in by_kind(world.truths).items()
        },
        "outcomes_95": {
            k: wilson(sum(judged[t.mmsi] == t.outcome for t in ts), len(ts))
            for k, ts in by_kind(world.truths).items()
        },
    }


def by_kind(truths: Iterable[Truth]) -> dict[str, list[Truth]]:
    """Group the truths that have an outcome by their kind."""
    made: dict[str, list[Truth]] = {}
    for t in truths:
        if t.outcome and t.heard:
            made.setdefault(t.kind, []).append(t)
    return made


def meetings(truths: list[Truth], found: list[Row], mmsis: dict[str, int], *, show: bool) -> Row:
    """Give F1 of the pairs that met outside ports, and of the meetings of which one side is seen.

    Where receivers did not hear the place, or not both ships, nothing is asked.
    """
    unheard = {m for t in truths if t.span and not t.heard for m in (t.mmsi, t.partner)}
    told = [f for f in found if f["kind"] == "ship_to_ship"]
    pairs = {
        frozenset((mmsis[f["subject"]], mmsis[f["counterpart"]]))
        for f in told
        if f["item"] == "both_seen"
    }
    pairs = {p for p in pairs if not p & unheard}
    true = {frozenset((t.mmsi, t.partner)) for t in truths if t.kind == "meeting" and t.heard}
    lone = {mmsis[f["subject"]] for f in told if f["item"] == "one_sided"} - unheard
    alone = {t.mmsi for t in truths if t.kind == "one_sided" and t.heard}
    both, one = len(true & pairs), len(alone & lone)
    if show:
        kinds: dict[int | None, str] = {m: t.kind for t in truths for m in (t.partner, t.mmsi)}
        for f in told:
            pair = {mmsis[f["subject"]], mmsis.get(f["counterpart"] or "")} - {None}
            if frozenset(pair) in pairs - true or (
                f["item"] == "one_sided" and pair <= lone - alone
            ):
                print("false meeting", [(m, kinds.get(m)) for m in pair], f["says"], f["reasons"])
        print("missed meetings", [set(p) for p in true - pairs], "one-sided", alone - lone)
    return {
        "ship_to_ship_f1": f1(both, len(pairs), len(true)),
        "ship_to_ship_f1_95": f1_95(both, len(pairs), len(true)),
        "ship_to_ship_precision": share(both, len(pairs)),
        "ship_to_ship_recall": share(both, len(true)),
        "ship_to_ship_95": [wilson(both, len(pairs)), wilson(both, len(true))],
        "meetings": len(true),
        "one_sided_f1": f1(one, len(lone), len(alone)),
        "one_sided_f1_95": f1_95(one, len(lone), len(alone)),
        "one_sided": len(alone),
    }


def splits(world: World, tables: dict[str, pa.Table]) -> Row:
    """Give the share of positions that were given to the right hull, by what became of the MMSI.

    ``split`` are MMSIs that two hulls send at one time; ``handed_on`` those that a second hull
    took over, which must have an epoch of its own; ``renamed`` one hull under another name, which
    must have one epoch.
    """
    kinds = {t.mmsi: t.kind for t in world.truths if t.kind in HULL_OF}
    true: dict[tuple[int, int, int], int] = {}
    for mmsi in kinds:
        for hull, ship in enumerate(s for s in world.ships if s.mmsi == mmsi):
            true |= {(mmsi, _sent(f.lat), _sent(f.lon)): hull for f in ship.fixes}
    positions = tables["positions"]
    rows = positions.filter(pa.array(np.isin(positions["ship"].to_numpy(), sorted(kinds))))
    given: dict[int, list[tuple[int, int]]] = {}
    for mmsi, lat, lon, hull in zip(*hulls_of(rows, tables["said"]), strict=True):
        given.setdefault(mmsi, []).append((hull, true[mmsi, _sent(lat), _sent(lon)]))
    made: Row = {}
    for kind, wanted in HULL_OF.items():
        held = [given.get(m, []) for m in kinds if kinds[m] == kind]
        right = sum(
            max(sum(hull == hulls[n] for hull, n in one) for hulls in wanted) for one in held
        )
        many = sum(map(len, held))
        made |= {
            f"{kind}_right": share(right, many),
            f"{kind}_95": wilson(right, many),
            f"{kind}_mmsis": len(held),
        }
    return {"split_right": made.pop("shared_right"), "split_95": made.pop("shared_95"), **made}


def hulls_of(rows: pa.Table, said: pa.Table) -> tuple[list[Any], ...]:
    """Give the MMSI, latitude, longitude and hull of each position, as the step tells hulls apart."""
    rows = rows.take(pa.array(spells_step.in_order(rows)))
    settings = CHANNEL.steps[0].settings
    names = "hull_messages", "hull_length_m", "gap_h", "most_kn"
    rules = Rules(*(float(settings[n]) for n in names))
    ships, lats, lons = (rows[n].to_numpy() for n in ("ship", "lat", "lon"))
    times = rows["sent_at"].cast(pa.int64()).to_numpy()
    epochs = epochs_of(ships, times, lats, lons, said, rules)
    limits = float(settings["most_kn"]), int(settings["hull_fixes"])
    knots = rows["speed_kn"].to_numpy()
    hulls = split(ships * MOST_EPOCHS + epochs, times, lats, lons, knots, *limits)
    told = np.where(hulls < 0, hulls, hulls + HULLS * epochs)
    return ships.tolist(), lats.tolist(), lons.tolist(), told.tolist()


def _sent(degrees: float) -> int:
    return round(degrees * 600_000)


def disabling(world: World, tables: dict[str, pa.Table], mmsis: dict[str, int]) -> Row:
    """Give the AUC and the calibration error of the score on every silence, by its cause.

    ``auc_of_length_alone`` is what the silences' lengths would tell: about a half where the
    planted outages are as long as the planted dark spells.
    """
    made = silences(
        *(tables[n] for n in ("spells", "heard", "hulls", "weights", "calibrations")),
        least_h=LEAST_H,
        least_score=-1.0,
    ).to_pylist()
    causes = Causes(world)
    scored, hours = [], []
    for f in made:
        cause = causes.of(mmsis[f["subject"]], f["period_start"], f["period_end"])
        if cause is not None:
            scored.append((f["score"], cause))
            hours.append((f["q_best"], cause))
    both = [
        (f["score"], True)
        for f in made
        if (mmsis[f["subject"]], f["period_start"], f["period_end"]) in causes.both
    ]
    long = [s for s, h in zip(scored, hours, strict=True) if h[0] >= TOLD_H]
    told = [dark for score, dark in long if score >= TOLD_SCORE]
    return {
        "disabling_auc": auc(scored),
        "disabling_auc_95": resampled(scored, auc),
        "auc_of_length_alone": auc(hours),
        "disabling_auc_of_long": auc(long),
        "told_as_dark": len(told),
        "told_precision": share(sum(told), len(told)),
        "told_precision_95": wilson(sum(told), len(told)),
        "told_recall": share(sum(told), sum(d for _, d in long)),
        "ece": calibration(scored),
        "ece_95": resampled(scored, calibration),
        "silences_scored": len(scored),
        "switched_off": sum(d for _, d in scored),
        "of_both_causes": len(both),
        "disabling_auc_with_both": auc([*scored, *both]),
    }


class Causes:
    """Why ships were silent: whether they sent nothing, or were not heard."""

    def __init__(self, world: World) -> None:
        self.holes = world.holes
        self.both: set[tuple[int, datetime, datetime]] = set()
        self.ships: dict[int, list[Ship]] = {}
        for ship in world.ships:
            self.ships.setdefault(ship.mmsi, []).append(ship)

    def of(self, mmsi: int, start: datetime, end: datetime) -> bool | None:
        """Say whether a ship sent nothing for at least half of a span; None where two hulls sent.

        None too where it sent nothing while nothing would have been heard of it for half of that:
        both causes are true. Such silences are counted, not scored.
        """
        hulls = self.ships[mmsi]
        if len(hulls) != 1:
            return None
        unsent = [f for f in hulls[0].unsent if start < f.at < end]
        lost = sum(any(h.covers(f) for h in self.holes) for f in unsent)
        if unsent and lost * 2 >= len(unsent):
            self.both.add((mmsi, start, end))
            return None
        off = sum(
            (max(timedelta(), min(b, end) - max(a, start)) for a, b in hulls[0].silent),
            timedelta(),
        )
        return bool(off * 2 >= end - start)


if __name__ == "__main__":
    main()
