"""How well the ships channel tells what happened, on planted traffic whose truth is known.

    python -m evaluation.ships_truth --scenarios 1000 --seed 1 [--out DIR]

The traffic is written as AIS sentences, read by the channel's own reader, and run through its own
steps; the truth never enters. ``--out`` also writes ``traffic.nmea`` and ``truth.jsonl`` there.
"""

import argparse
import io
import json
import math
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.find.silences import silences
from hawse.channels.ships.observe import spells as spells_step
from hawse.channels.ships.observe.tracks import split
from hawse.channels.ships.planted.scenarios import planted, write
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import Ship
from hawse.channels.ships.read.nmea import READER
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

Row = dict[str, Any]
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
    truth = {t.mmsi: t for t in world.truths}
    departures = {}
    for v in tables["voyages"].to_pylist():
        if v["country_from"] == "country:RU":
            departures.setdefault(mmsis.get(v["ship"]), v)
    home = {mmsis.get(f["subject"]) for f in found if f["kind"] == "returned_home"}
    judged = {m: departures[m]["outcome"] if m in departures else "none" for m in truth}
    true_home = {
        t.mmsi
        for t in world.truths
        if t.kind == "home" and t.outcome == "returned_home" and t.heard
    }
    hidden = [t for t in world.truths if t.outcome == "not_observable" and t.heard]
    hits = len(home & true_home)
    wrong_home = home - {t.mmsi for t in world.truths if t.kind == "home"} & set(truth)
    line: Row = {
        "returned_home_precision": share(
            len(home & {t.mmsi for t in world.truths if t.kind == "home"}), len(home)
        ),
        "returned_home_recall": share(hits, len(true_home)),
        "returned_home_95": [
            wilson(len(home) - len(wrong_home), len(home)),
            wilson(hits, len(true_home)),
        ],
        "not_observable_right": share(
            sum(judged[t.mmsi] == "not_observable" for t in hidden), len(hidden)
        ),
        "outcomes_right": {
            k: share(sum(judged[t.mmsi] == t.outcome for t in ts), len(ts))
            for k, ts in by_kind(world.truths).items()
        },
        **meetings(world.truths, found, mmsis),
        "split_right": splits(world, tables),
        **disabling(world, tables, mmsis),
    }
    if show:
        for t in world.truths:
            if t.outcome and t.heard and judged[t.mmsi] != t.outcome:
                v = departures.get(t.mmsi, {})
                print(
                    t.kind,
                    t.mmsi,
                    "wanted",
                    t.outcome,
                    "got",
                    judged[t.mmsi],
                    {
                        k: v.get(k)
                        for k in ("port_from", "declared_text", "declared", "port_to", "coverage")
                    },
                )
    return line


def by_kind(truths: Iterable[Truth]) -> dict[str, list[Truth]]:
    """Group the truths that have an outcome by their kind."""
    made: dict[str, list[Truth]] = {}
    for t in truths:
        if t.outcome and t.heard:
            made.setdefault(t.kind, []).append(t)
    return made


def meetings(truths: list[Truth], found: list[Row], mmsis: dict[str, int]) -> Row:
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
    return {
        "ship_to_ship_f1": f1(len(true & pairs), len(pairs), len(true)),
        "ship_to_ship_precision": share(len(true & pairs), len(pairs)),
        "ship_to_ship_recall": share(len(true & pairs), len(true)),
        "meetings": len(true),
        "one_sided_f1": f1(len(alone & lone), len(lone), len(alone)),
        "one_sided": len(alone),
    }


def splits(world: World, tables: dict[str, pa.Table]) -> float | None:
    """Give the share of positions of shared MMSIs that were given to the right hull."""
    shared = sorted({t.mmsi for t in world.truths if t.kind == "shared"})
    true: dict[tuple[int, int, int], int] = {}
    for mmsi in shared:
        for hull, ship in enumerate(s for s in world.ships if s.mmsi == mmsi):
            true |= {(mmsi, _sent(f.lat), _sent(f.lon)): hull for f in ship.fixes}
    positions = tables["positions"]
    rows = positions.filter(pa.array(np.isin(positions["ship"].to_numpy(), shared)))
    if not rows.num_rows:
        return None
    order = spells_step.in_order(rows)
    ships = rows["ship"].to_numpy()[order]
    times = rows["sent_at"].cast(pa.int64()).to_numpy()[order]
    lats, lons = rows["lat"].to_numpy()[order], rows["lon"].to_numpy()[order]
    settings = CHANNEL.steps[0].settings
    told = split(ships, times, lats, lons, float(settings["most_kn"]), int(settings["hull_fixes"]))
    right = 0
    for mmsi in shared:
        held = [
            (int(told[n]), true[mmsi, _sent(lats[n]), _sent(lons[n])])
            for n in np.flatnonzero(ships == mmsi)
        ]
        right += max(sum(a == b for a, b in held), sum(a == 1 - b for a, b in held))
    return round(right / len(ships), 4)


def _sent(degrees: float) -> int:
    return round(degrees * 600_000)


def disabling(world: World, tables: dict[str, pa.Table], mmsis: dict[str, int]) -> Row:
    """Give the AUC and the calibration error of the score on every silence, by its cause."""
    made = silences(
        *(tables[n] for n in ("spells", "heard", "hulls", "weights", "calibrations")),
        least_h=LEAST_H,
        least_score=-1.0,
    ).to_pylist()
    causes = Causes(world)
    scored, long = [], []
    for f in made:
        cause = causes.of(mmsis[f["subject"]], f["period_start"], f["period_end"])
        if cause is not None:
            scored.append((f["score"], cause))
            long += [scored[-1]] * (f["q_best"] >= TOLD_H)
    told = [dark for score, dark in long if score >= TOLD_SCORE]
    return {
        "disabling_auc": auc(scored),
        "disabling_auc_of_long": auc(long),
        "told_as_dark": len(told),
        "told_precision": share(sum(told), len(told)),
        "ece": calibration(scored),
        "silences_scored": len(scored),
        "switched_off": sum(d for _, d in scored),
    }


class Causes:
    """Why ships were silent: whether they sent nothing, or were not heard."""

    def __init__(self, world: World) -> None:
        self.ships: dict[int, list[Ship]] = {}
        for ship in world.ships:
            self.ships.setdefault(ship.mmsi, []).append(ship)

    def of(self, mmsi: int, start: Any, end: Any) -> bool | None:  # noqa: ANN401 - instants
        """Say whether a ship sent nothing for at least half of a span; None where two hulls sent."""
        hulls = self.ships[mmsi]
        if len(hulls) != 1:
            return None
        off = sum(
            (max(timedelta(), min(b, end) - max(a, start)) for a, b in hulls[0].silent),
            timedelta(),
        )
        return bool(off * 2 >= end - start)


def f1(both: int, told: int, true: int) -> float | None:
    """Give the harmonic mean of precision and recall; None where there is nothing to tell."""
    return round(2 * both / (told + true), 4) if told or true else None


def auc(scored: list[tuple[float, bool]]) -> float | None:
    """Give the area under the ROC curve: how often a dark silence scores above another one."""
    yes, no = [s for s, d in scored if d], [s for s, d in scored if not d]
    if not yes or not no:
        return None
    values = np.array([s for s, _ in scored])
    order = np.argsort(values, kind="stable")
    _, where, counts = np.unique(values[order], return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = ((ends - counts + 1 + ends) / 2)[where]
    dark = np.array([d for _, d in scored])[order]
    wins = float(ranks[dark].sum()) - len(yes) * (len(yes) + 1) / 2
    return round(wins / (len(yes) * len(no)), 4)


def calibration(scored: list[tuple[float, bool]], bins: int = 10) -> float | None:
    """Give the expected calibration error in ten bins (Guo and others 2017)."""
    if not scored:
        return None
    error = 0.0
    for n in range(bins):
        held = [
            (s, d)
            for s, d in scored
            if n / bins <= s < (n + 1) / bins or (n == bins - 1 and s == 1.0)
        ]
        if held:
            error += abs(sum(s for s, _ in held) - sum(d for _, d in held)) / len(scored)
    return round(error, 4)


def share(part: int, whole: int) -> float | None:
    """Give a share; None of nothing."""
    return round(part / whole, 4) if whole else None


def wilson(hits: int, of: int) -> list[float]:
    """Give Wilson's 95 % interval of a share (Wilson 1927, JASA 22:209)."""
    if not of:
        return [0.0, 1.0]
    part, z = hits / of, 1.96
    middle = part + z * z / (2 * of)
    half = z * math.sqrt(part * (1 - part) / of + z * z / (4 * of * of))
    return [round((middle + s * half) / (1 + z * z / of), 4) for s in (-1, 1)]


if __name__ == "__main__":
    main()
