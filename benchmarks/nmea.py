"""How fast receiver logs become Arrow columns, beside other decoders, and whether they agree.

    python -m benchmarks.nmea FILE... [--turns 5] [--peers PYTHON] [--gigabyte]

Speeds are messages per second of CPU time (user and system), in turns, so that a busy machine
slows all alike; the best of the turns counts. ``--peers`` names an interpreter that has libais or
aiscat: each of their turns stands between ours (``benchmarks/peer_nmea.py``). Ours is the reader as it runs
in the flow: bytes to Arrow batches with times, stations, texts and rejects. pyais decodes the same
bytes as its documentation shows (``IterMessages``), on a slice of the lines because it is slow.
Every position of every file is then held against pyais, field by field; where gpsd's JSON lies
beside a log (``NAME_expected.json[.gz]``), every field of every message of it against gpsd's.
"""

import argparse
import io
import json
import re
import resource
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pyais
import pyarrow as pa
from benchmarks.gpsd_fields import against_gpsd, expected_beside

from hawse.channels.ships.read import nmea
from hawse.channels.ships.read.nmea import READER
from hawse.core.source import Source
from hawse.engine.files import open_source

FIELDS: Final = ("ship", "lat", "lon", "speed_kn", "course_deg", "heading_deg", "status")
SENTENCE: Final = re.compile(rb"![A-Z]{2}VD[MO],1,1,[^*]*\*[0-9A-Fa-f]{2}")
SLICE: Final = 20_000
NEAR: Final = 2e-6
"""Half of pyais' own rounding of degrees to six decimals, with room for a tie."""


def main() -> None:
    """Run the benchmark and print its line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--peers", type=Path, help="an interpreter that has libais or aiscat")
    parser.add_argument("--gigabyte", action="store_true", help="also read 1 GB into Parquet")
    asked = parser.parse_args()
    texts = [unpacked(path) for path in asked.files]
    pooled = b"".join(texts)
    big = pooled * max(1, 32_000_000 // max(1, len(pooled)))
    some = b"\n".join(slice_of(pooled)) + b"\n"
    ran: dict[str, Callable[[], int]] = {"hawse": lambda: ours(big), "pyais": lambda: theirs(some)}
    peers = Peers(asked.peers, pooled) if asked.peers else None
    best = interleaved(ran, asked.turns, peers)
    if peers:
        peers.close()
    differences, kinds, compared, rejected = compare(texts)
    line: dict[str, Any] = {
        "messages_per_cpu_s": round(best["hawse"]),
        "ratio_pyais": round(best["hawse"] / best["pyais"], 1),
        "position_differences": sum(differences.values()),
        "positions_compared": compared,
        "differences": dict(differences),
        "examples": kinds,
        "refused_by_us": dict(rejected),
        "peers": {
            n: {"messages_per_cpu_s": round(v), "ratio": round(best["hawse"] / v, 1)}
            for n, v in best.items()
            if n != "hawse"
        },
    }
    held = {p.name: against_gpsd(p, e) for p in asked.files if (e := expected_beside(p))}
    if held:
        line |= {
            "gpsd_differences": sum(h["differences"] for h in held.values()),
            "gpsd_fields_compared": sum(h["fields_compared"] for h in held.values()),
            "gpsd": held,
        }
    if asked.gigabyte:
        line |= gigabyte(pooled)
    print(json.dumps(line))


def unpacked(path: Path) -> bytes:
    """Read a file, packed or not."""
    with open_source(path) as file:
        return file.read()


def slice_of(text: bytes) -> list[bytes]:
    """Take sentences evenly from the whole, in runs that keep the parts of a message together."""
    lines = text.split(b"\n")
    if len(lines) <= SLICE:
        return lines
    step = len(lines) // 20
    return [line for n in range(20) for line in lines[n * step : n * step + SLICE // 20]]


def source() -> Source:
    """Name what is read."""
    return Source("0" * 64, "benchmark")


def ours(text: bytes) -> int:
    """Decode to Arrow; give the number of messages."""
    said = 0
    for name, batch in READER.rows(io.BytesIO(text), source()):
        if name == "feeds":
            said = batch.column("messages")[0].as_py()
    return int(said)


def theirs(text: bytes) -> int:
    """Decode with pyais to its message objects; give their number."""
    count = 0
    lines = [m.group(0) for m in re.finditer(rb"![A-Z]{2}VD[MO],[^\r\n]*", text)]
    for message in pyais.IterMessages(lines):
        try:
            message.decode()
        except (pyais.exceptions.AISBaseException, ValueError):
            continue
        count += 1
    return count


class Peers:
    """Other decoders, run in an interpreter of their own, one turn at a time."""

    def __init__(self, python: Path, text: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=".nmea", delete=False) as file:
            file.write(text)
        self._path = Path(file.name)
        script = str(Path(__file__).with_name("peer_nmea.py"))
        self._process = subprocess.Popen(
            [str(python), script, file.name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.names: list[str] = self._asked("")

    def _asked(self, name: str) -> Any:  # noqa: ANN401 - JSON
        if (given := self._process.stdin) is None or (said := self._process.stdout) is None:
            raise RuntimeError("the peers' interpreter has no pipes")
        if name:
            given.write(name + "\n")
            given.flush()
        return json.loads(said.readline())

    def per_second(self, name: str) -> float:
        """Give the messages per CPU second of one turn."""
        said = self._asked(name)
        return float(said["count"]) / max(1e-9, float(said["cpu_s"]))

    def close(self) -> None:
        """End the other interpreter."""
        self._process.communicate()
        self._path.unlink()


def interleaved(
    ran: dict[str, Callable[[], int]], turns: int, peers: Peers | None
) -> dict[str, float]:
    """Run every decoder in turns; give the best messages per CPU second of each."""
    ours(b"".join(unpacked_small()))
    names = peers.names if peers else []
    best = dict.fromkeys((*ran, *names), 0.0)
    for _ in range(turns):
        for name, run in ran.items():
            start = time.process_time()
            count = run()
            best[name] = max(best[name], count / max(1e-9, time.process_time() - start))
        if peers:
            best |= {n: max(best[n], peers.per_second(n)) for n in names}
    return best


def unpacked_small() -> Iterator[bytes]:
    """Give a few sentences, so that compiling is not counted."""
    yield b"!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\n"
    yield b"!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n"
    yield b"!AIVDM,2,2,1,A,88888888880,2*25\n"


def compare(texts: list[bytes]) -> tuple[Counter[str], list[str], int, Counter[str]]:
    """Hold every single-sentence position against pyais.

    Gives the differing fields by name, examples, how many were compared, and why we refused
    what pyais reads.
    """
    differences: Counter[str] = Counter()
    examples: list[str] = []
    compared, refused = 0, Counter[str]()
    for text in texts:
        tables: dict[str, list[pa.RecordBatch]] = {}
        for name, batch in nmea.rows(io.BytesIO(text), source()):
            tables.setdefault(name, []).append(batch)
        mine = {r["line"]: r for b in tables.get("positions", []) for r in b.to_pylist()}
        bad = {r["locator"]: r["reason"] for b in tables.get("rejects", []) for r in b.to_pylist()}
        for number, line in enumerate(text.split(b"\n"), start=1):
            found = SENTENCE.search(line)
            if found is None:
                continue
            theirs_ = expected(found.group(0))
            if theirs_ is None:
                continue
            if f"line {number}" in bad:
                refused[bad[f"line {number}"]] += 1
                continue
            compared += 1
            for field in differing(mine.get(number), theirs_):
                differences[field] += 1
                if len(examples) < 10:
                    examples.append(
                        f"{field}: {mine.get(number, {}).get(field)} {theirs_.get(field)} {found.group(0).decode()}"
                    )
    return differences, examples, compared, refused


def expected(sentence: bytes) -> dict[str, Any] | None:
    """Decode one sentence with pyais; None where it holds no position or pyais refuses it."""
    try:
        said = pyais.decode(sentence, error_if_checksum_invalid=True).asdict()
    except (pyais.exceptions.AISBaseException, ValueError):
        return None
    kind = said["msg_type"]
    if kind not in {1, 2, 3, 9, 18, 19, 27}:
        return None
    return {
        "kind": kind,
        "ship": int(said["mmsi"]),
        "lat": None if said["lat"] == 91 or said["lon"] == 181 else said["lat"],
        "lon": None if said["lat"] == 91 or said["lon"] == 181 else said["lon"],
        "speed_kn": None
        if said["speed"] in ({1023} if kind == 9 else {63} if kind == 27 else {102.3})
        else said["speed"],
        "course_deg": None if said["course"] >= 360 else said["course"],
        "heading_deg": h if (h := said.get("heading")) is not None and h < 360 else None,
        "status": None if said.get("status") is None else int(said["status"]),
    }


def differing(mine: dict[str, Any] | None, theirs_: dict[str, Any]) -> list[str]:
    """Name the fields that are not the same."""
    if mine is None:
        return ["missing"]
    return [f for f in FIELDS if not same(mine[f], theirs_[f])]


def same(a: float | None, b: float | None) -> bool:
    """Say whether two values are the same to pyais' rounding."""
    return a is None and b is None if a is None or b is None else abs(a - b) <= NEAR


def gigabyte(pooled: bytes) -> dict[str, Any]:
    """Read 1 GB of sentences into Parquet files; give CPU seconds and the peak of memory."""
    from hawse.channels.ships import CHANNEL  # noqa: PLC0415 - only where it is asked for
    from hawse.engine.store import Store  # noqa: PLC0415 - only where it is asked for

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.nmea"
        with path.open("wb") as out:
            for _ in range(10**9 // len(pooled) + 1):
                out.write(pooled)
        tables = {t.name: t for t in CHANNEL.tables}
        store, start = Store(Path(folder) / "store"), time.process_time()
        held: dict[str, Any] = {}
        writers: dict[str, Any] = {}
        with path.open("rb") as file:
            for name, batch in READER.rows(file, source()):
                if name not in tables:
                    continue
                if name not in writers:
                    held[name] = store.writing(name, "x", tables[name].schema)
                    writers[name] = held[name].__enter__()
                writers[name].write(batch)
        for one in held.values():
            one.__exit__(None, None, None)
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {
            "gigabyte_cpu_s": round(spent, 1),
            "gigabyte_bytes": path.stat().st_size,
            "peak_mb": round(peak),
        }


if __name__ == "__main__":
    main()
