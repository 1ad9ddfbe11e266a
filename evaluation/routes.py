"""Whether the routes channel counts right: metrics against slow ones, published figures, and real gains.

    python -m evaluation.routes [DIR]

DIR is the folder of route data (default ../shared/data/routes); what is not there is left out as null.
"""

import csv
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from evaluation import slow_routes as slow
from evaluation.timeline import replayed

from hawse.channels.routes import CHANNEL
from hawse.channels.routes.cut import TIE_BREAKS, cut, propagate
from hawse.channels.routes.metrics import Seen, hegemony
from hawse.channels.routes.months import months_in, named, of_month
from hawse.channels.routes.mrt import decode, open_packed
from hawse.channels.routes.paths import clean
from hawse.channels.routes.read import delegated, mrt_archive, relationship_months
from hawse.channels.routes.structure import graph_of
from hawse.channels.routes.weights import weights
from hawse.core.channel import Reader
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

CRIMEA = (201776,)
SEEING = 0.8  # part of the prefixes that a peer sees
DIR = Path(__file__).resolve().parents[2] / "shared" / "data" / "routes"


def random_routes(seed: int) -> tuple[list[slow.Route], list[str]]:
    """Make routes of a small random topology: nested prefixes, peers of one AS, paths of 1 to 6 ASes."""
    dice = random.Random(seed)  # noqa: S311 - a fixed topology, nothing secret
    prefixes = [f"10.{n}.0.0/{dice.choice((16, 18, 20))}" for n in range(6)]
    prefixes += [f"10.{n}.0.0/24" for n in range(3)] + ["2001:db8::/32", "2001:db8:1::/48"]
    origin = {p: dice.randrange(1, 6) for p in prefixes}
    peers = [(p, 100 + dice.randrange(1, 9)) for p in range(dice.randrange(3, 25))]
    routes = []
    for peer, asn in peers:
        for prefix in prefixes:
            if dice.random() < SEEING:
                middle = dice.sample(range(10, 40), dice.randrange(5))
                routes.append((peer, asn, prefix, (asn, *middle, origin[prefix])))
    return routes, prefixes


def seen_of(routes: list[slow.Route], prefixes: list[str], weight: dict[str, int]) -> Seen:
    """Put routes in the form that the fast metrics take."""
    peer_as = np.zeros(max(r[0] for r in routes) + 1, np.int64)
    for peer, asn, *_ in routes:
        peer_as[peer] = asn
    return Seen(
        np.array([r[0] for r in routes], np.int64),
        np.array([prefixes.index(r[2]) for r in routes], np.int64),
        np.array([h for r in routes for h in r[3]], np.int64),
        np.cumsum([0, *(len(r[3]) for r in routes)]).astype(np.int64),
        peer_as,
        np.array([weight[p] for p in prefixes], np.int64),
    )


def hegemony_error(rounds: int = 40) -> float:
    """Give the largest difference between the fast and the slow hegemony over random topologies."""
    worst = 0.0
    for seed in range(rounds):
        routes, prefixes = random_routes(seed)
        weight = weights(prefixes)
        if weight != slow.weights(prefixes):
            return float("inf")
        for sparse in (False, True):
            found = hegemony(seen_of(routes, prefixes, weight), sparse=sparse)
            fast = dict(
                zip(
                    zip(found.origin.tolist(), found.asn.tolist(), strict=True),
                    found.value.tolist(),
                    strict=True,
                )
            )
            wanted = slow.hegemony(routes, weight, sparse=sparse)
            if set(fast) != set(wanted):
                return float("inf")
            worst = max(worst, *(abs(fast[k] - wanted[k]) for k in wanted))
    return worst


def hegemony_of_a_table(path: Path | None, vantages: int = 4) -> dict[str, float] | None:
    """Time the hegemony of every origin of a real table, seen from several peers of its own making."""
    if path is None:
        return None
    prefix, hops, lengths, numbers = [], [], [], {}
    with open_packed(path) as file:
        for piece in decode(file):
            routes = piece.routes.filter(pc.is_valid(piece.routes["origin"]))
            paths = clean(routes["path"], routes["path_kinds"])
            names = [numbers.setdefault(p, len(numbers)) for p in routes["prefix"].to_pylist()]
            prefix.append(np.array(names, np.int64))
            hops.append(paths.hops)
            lengths.append(np.diff(paths.ends))
    one_prefix, one_hops, one_lengths = (np.concatenate(x) for x in (prefix, hops, lengths))
    seen = Seen(
        np.repeat(np.arange(vantages), one_prefix.size),
        np.tile(one_prefix, vantages),
        np.tile(one_hops, vantages),
        np.r_[0, np.cumsum(np.tile(one_lengths, vantages))],
        np.arange(vantages) + 1,
        np.ones(len(numbers), np.int64),
    )
    hegemony(seen_of(*(r := random_routes(1)), weights(r[1])))  # compiled before it is timed
    cpu, start = time.process_time(), time.perf_counter()
    made = weights(numbers)
    found = hegemony(seen._replace(weight=np.array([made[p] for p in numbers], np.int64)))
    took, busy = time.perf_counter() - start, time.process_time() - cpu
    return {
        "entries": int(seen.peer.size),
        "origins": int(np.unique(found.origin).size),
        "seconds": round(took, 2),
        "cpu_seconds": round(busy, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def cti_over(path: Path | None, limit: float = 0.4) -> tuple[int, int] | None:
    """Count the countries whose highest published CTI is over a limit, and the countries in all."""
    if path is None:
        return None
    top: dict[str, float] = defaultdict(float)
    with open_packed(path) as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            value = next(float(v) for k, v in row.items() if k.lower() == "cti")
            country = next(v for k, v in row.items() if k.lower() in {"country", "cc"})
            top[country] = max(top[country], value)
    return sum(v > limit for v in top.values()), len(top)


def gains(folder: Path) -> dict[str, object] | None:
    """Run the channel on the monthly files for North Korea; give what it found and which is false."""
    months = first(folder, "asrel_*_*.parquet")
    if months is None:
        return None
    with tempfile.TemporaryDirectory() as store:
        bench = Bench(Path(store), CHANNEL)
        _add(bench, relationship_months.READER, months)
        for registry in sorted(folder.glob("delegated-*")):
            _add(bench, delegated.READER, registry)
        for facts in CHANNEL.facts:
            _add(bench, facts_reader(facts, bench.plan.tables[facts.table]), facts.path)
        if (table := first(folder, "mrt/updates.et-header*")) is not None:
            _add(bench, mrt_archive.READER, table, only={"routes_seen"}, origins=CRIMEA)
        parties = "role  id\ntarget  country:KP\ntarget  country:SY\ntarget  as:201776"
        bench.add("case_parties", parties)
        bench.run()
        findings = bench.engine.table("findings").to_pylist()
        changes = bench.engine.table("changes").to_pylist()
    kp = [f for f in findings if f["kind"] == "new_upstream" and f["counterpart"] == "country:KP"]
    true = [
        f for f in kp if f["subject"] == "as:20485" and f"{f['period_start']:%Y-%m}" == "2017-10"
    ]
    burst = [
        c
        for c in changes
        if c["scope"] == "country:SY" and c["direction"] == "gain" and c["month"] == 2017 * 12 + 9
    ]
    moved = [
        f["says"]
        for f in findings
        if f["kind"] == "upstream_country_change" and f["counterpart"] == "as:201776"
    ]
    return {
        "crimea_switch": moved,
        "kp_gains": len(kp),
        "kp_false_gains": len(kp) - len(true),
        "syria_burst": len(burst),
        "syria_burst_persistent": sum(c["status"] == "persistent" for c in burst),
        "base_rate": kp[0]["base_rate"] if kp else None,
    }


def _add(
    bench: Bench,
    reader: Reader,
    path: Path,
    *,
    only: set[str] | None = None,
    origins: tuple[int, ...] = (),
) -> None:
    """Add what a reader gives of a file; of routes only those to some origins."""
    made: dict[str, list[pa.RecordBatch]] = defaultdict(list)
    with open_packed(path) as file:
        for name, batch in reader.rows(file, a_source(path.name, family="TopoScope")):
            if only is None or name in only:
                kept = (
                    pc.is_in(batch["origin"], pa.array(origins, pa.uint32())) if origins else None
                )
                made[name].append(batch if kept is None else batch.filter(kept))
    for name, batches in made.items():
        bench.add(name, pa.Table.from_batches(batches))


def largest(folder: Path) -> Path | None:
    """Give the largest file of a folder; nothing if there is none."""
    return max(
        (p for p in folder.glob("*") if p.is_file()), key=lambda p: p.stat().st_size, default=None
    )


def first(folder: Path, pattern: str) -> Path | None:
    """Give the first file of a form, however it is packed; nothing if there is none."""
    return next(iter(sorted(folder.glob(pattern))), None)


def what_if(folder: Path) -> dict[str, object] | None:
    """Time the model for each of many destinations, and cut AS4837 before and after the gain."""
    months = first(folder, "asrel_*_*.parquet")
    if months is None:
        return None
    with months.open("rb") as file:
        batches = [
            b
            for n, b in relationship_months.READER.rows(file, a_source(months.name))
            if n == "relations"
        ]
    table = pa.Table.from_batches(batches)
    graph = graph_of(*of_month(table, months_in(table)[-1]))
    propagate(graph, [131279])  # compiled before it is timed
    asked = graph.names[:: max(1, graph.names.size // 200)].tolist()
    start = time.process_time()
    for origin in asked:
        propagate(graph, [origin])
    took = time.process_time() - start
    reach = {}
    for label in (2017 * 12 + 9, 2017 * 12 + 10):
        if label in months_in(table):
            left = cut(of_month(table, label), [131279], ases=[4837])
            reach[named(label)] = [round(v, 6) for v in left.reach]
    return {
        "ases": int(graph.names.size),
        "cpu_ms_per_destination": round(1000 * took / len(asked), 2),
        "tie_breaks": TIE_BREAKS,
        "kp_reach_without_4837": reach,
    }


def main() -> None:
    """Print one JSON line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DIR
    over = cti_over(first(folder, "cti_*.csv*"))
    found = gains(folder) or {"kp_gains": None, "kp_false_gains": None}
    print(
        json.dumps(
            {
                "hegemony_max_error": hegemony_error(),
                "hegemony_table": hegemony_of_a_table(
                    first(folder, "mrt/updates.et-header*") or largest(folder / "mrt")
                ),
                "cti_over_40": over[0] if over else None,
                "cti_countries": over[1] if over else None,
                "timeline": replayed(first(folder, "*_timeline.csv")),
                "what_if": what_if(folder),
                **found,
            }
        )
    )


if __name__ == "__main__":
    main()
