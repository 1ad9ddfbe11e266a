"""How fast MRT archives are decoded, side by side with bgpdump and pybgpkit-parser, and whether the rows agree.

    python -m benchmarks.mrt FILE... [--runs N]

Every file is unpacked first. The programs run in turn, one after the other, and the median of their CPU
seconds counts, so that a busy machine slows all of them alike. Ours gives every column as Arrow; bgpdump
prints text into nothing; pybgpkit-parser makes its Python objects. Rows are compared with bgpdump's as
bags of (time, kind, peer, prefix, path, origin); what bgpdump fills in where nothing was sent is left out.
The summary is over routing tables of 100 000 routes or more where there are any. The peers: ``bgpdump``
from the path; pybgpkit-parser 0.6.2 in a virtual environment of its own, made once.
"""

import argparse
import ipaddress
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from pathlib import Path

import numpy as np

from hawse.channels.routes.mrt import decode, open_packed, wanted

PEER = "pybgpkit-parser==0.6.2"
LARGE = 100_000
COMPARED = [
    "at",
    "kind",
    "peer",
    "peer_as",
    "prefix",
    "path",
    "path_kinds",
    "state_old",
    "state_new",
]
LETTERS = {"table": "B", "announce": "A", "withdraw": "W", "state": "S"}
LOOP = """
import sys, time, pybgpkit_parser
start, count = time.process_time(), 0
for entry in pybgpkit_parser.Parser(url=sys.argv[1]):
    count += 1
print(count, time.process_time() - start)
"""


def ours(path: Path) -> tuple[int, float]:
    """Decode a file into Arrow; give rows and CPU seconds."""
    start, rows = time.process_time(), 0
    with path.open("rb") as file:
        for piece in decode(file):
            rows += piece.routes.num_rows
    return rows, time.process_time() - start


def scan(path: Path) -> tuple[int, float]:
    """Look for one country's four prefixes; give routes looked at and CPU seconds."""
    want, seen = wanted(["175.45.176.0/22"]), 0
    start = time.process_time()
    with path.open("rb") as file:
        for piece in decode(file, want):
            seen += piece.scanned
    return seen, time.process_time() - start


def child(command: list[str]) -> tuple[str, float]:
    """Run a program; give what it printed and the CPU seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return done.stdout.decode("utf-8", "replace"), took


def quiet(path: Path) -> float:
    """Let bgpdump print into nothing; give its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["bgpdump", "-m", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def peer_python() -> str | None:
    """Give the Python of the environment that holds pybgpkit-parser; nothing if it cannot be made."""
    home = Path(tempfile.gettempdir()) / "hawse-benchmark-peers"
    python = home / "bin" / "python"
    test = [str(python), "-c", "import pybgpkit_parser"]
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", PEER], check=False, capture_output=True
        )
    return (
        str(python)
        if subprocess.run(test, check=False, capture_output=True).returncode == 0
        else None
    )


def path_text(path: list[int], kinds: list[int]) -> str:
    """Write a path as bgpdump does: sets in braces, confederations in brackets."""
    out, at = [], 0
    while at < len(path):
        kind, end = kinds[at] & 127, at + 1
        if kind == 2:
            out.append(str(path[at]))
        else:
            while end < len(path) and kinds[end] < 128:
                end += 1
            texts = [str(asn) for asn in path[at:end]]
            if kind == 1:
                out.append("{" + ",".join(texts) + "}")
            else:
                left, right = "()" if kind == 3 else "[]"
                out.append(left + " ".join(texts) + right)
        at = end
    return " ".join(out)


def address(text: str) -> str:
    """Give an address or prefix in one form, however its zeros are written."""
    host, _, bits = text.partition("/")
    return f"{int(ipaddress.ip_address(host)):x}/{bits}"


def their_rows(printed: str) -> tuple[Counter[int], int]:
    """Give the rows that bgpdump printed, each as a hash, and the lines that are no row."""
    got: Counter[int] = Counter()
    odd = 0
    for line in printed.splitlines():
        try:
            row = their_row(line.split("|"))
        except (IndexError, ValueError):
            odd += 1
            continue
        if row is not None:
            got[hash(row)] += 1
    return got, odd


def their_row(cells: list[str]) -> tuple[str, ...] | None:
    """Give one printed line as a row; nothing for what is neither route nor state."""
    at, kind = cells[1].split(".")[0], cells[2]
    if kind in ("A", "B"):
        path = cells[7] if cells[0].endswith("_AP") else cells[6]
        return (at, kind, address(cells[3]), cells[4], address(cells[5]), path)
    if kind == "W":
        return (at, "W", address(cells[3]), cells[4], address(cells[5]))
    if kind == "STATE":
        return (at, "S", address(cells[3]), cells[4], cells[5], cells[6])
    return None


def our_rows(path: Path) -> Counter[int]:
    """Give our rows in the same form."""
    got: Counter[int] = Counter()
    with path.open("rb") as file:
        for piece in decode(file):
            for row in piece.routes.select(COMPARED).to_pylist():
                kind = LETTERS[row["kind"]]
                at = str(int(row["at"].timestamp()))
                head = (at, kind, address(row["peer"]), str(row["peer_as"]))
                if kind in "AB":
                    text = path_text(row["path"], row["path_kinds"])
                    whole = (*head, address(row["prefix"]), text)
                elif kind == "W":
                    whole = (*head, address(row["prefix"]))
                else:
                    whole = (*head, str(row["state_old"]), str(row["state_new"]))
                got[hash(whole)] += 1
    return got


def is_table(path: Path) -> bool:
    """Say whether a file is a routing table: its first rows are routes of a dump."""
    with path.open("rb") as file:
        for piece in decode(file):
            if piece.routes.num_rows:
                return str(piece.routes["kind"][0]) == "table"
    return False


def measure(
    path: Path, name: str, runs: int, python: str | None, *, dumper: bool
) -> dict[str, object]:
    """Measure one unpacked file with every program in turn."""
    times: dict[str, list[float]] = {"ours": [], "bgpdump": [], "pybgpkit": [], "scan": []}
    rows = scanned = peer_rows = 0
    for _ in range(runs):
        rows, took = ours(path)
        times["ours"].append(took)
        scanned, took = scan(path)
        times["scan"].append(took)
        if dumper:
            times["bgpdump"].append(quiet(path))
        if python:
            printed, _ = child([python, "-c", LOOP, str(path)])
            if printed.strip():
                peer_rows, seconds = int(printed.split()[0]), float(printed.split()[1])
                times["pybgpkit"].append(seconds)
    middle = {k: statistics.median(v) for k, v in times.items() if v}
    result: dict[str, object] = {"name": name, "rows": rows, "bytes": path.stat().st_size}
    result["table"] = is_table(path)
    result["seconds"] = {k: round(v, 4) for k, v in middle.items()}
    result["entries_per_cpu_s"] = round(rows / max(middle["ours"], 1e-9))
    result["scanned_per_cpu_s"] = round(scanned / max(middle["scan"], 1e-9))
    if dumper:
        (theirs, odd), mine = their_rows(child(["bgpdump", "-m", str(path)])[0]), our_rows(path)
        result["lines_odd"] = odd
        result["rows_bgpdump"] = sum(theirs.values())
        result["only_bgpdump"] = sum((theirs - mine).values())
        result["only_ours"] = sum((mine - theirs).values())
        result["ratio_bgpdump"] = round(middle["bgpdump"] / max(middle["ours"], 1e-9), 1)
    if "pybgpkit" in middle and peer_rows:
        theirs_per_s = peer_rows / max(middle["pybgpkit"], 1e-9)
        result["rows_pybgpkit"] = peer_rows
        result["ratio_pybgpkit"] = round(rows / max(middle["ours"], 1e-9) / theirs_per_s, 1)
    return result


def main() -> None:
    """Measure the files given, print one line a file and one JSON line last."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    dumper, python = shutil.which("bgpdump") is not None, peer_python()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(chosen.files):
            plain = Path(folder) / f"{number}.mrt"
            with open_packed(path) as file, plain.open("wb") as into:
                try:
                    while block := getattr(file, "read1", file.read)(1 << 20):
                        into.write(block)
                except (EOFError, OSError) as why:
                    print(f"{path.name}: {why}", file=sys.stderr)
            if number == 0:
                ours(plain), scan(plain)  # compiled once, outside of what is measured
            results.append(measure(plain, path.name, chosen.runs, python, dumper=dumper))
            print(results[-1], file=sys.stderr)
            plain.unlink()
    large = [r for r in results if int(str(r["rows"])) >= LARGE] or results
    large = [r for r in large if r["table"]] or large
    rates = [int(str(r["entries_per_cpu_s"])) for r in large]
    print(
        json.dumps(
            {
                "files": results,
                "entries_per_cpu_s": int(np.median(rates)),
                "scanned_per_cpu_s": max(int(str(r["scanned_per_cpu_s"])) for r in large),
                "ratio_bgpdump": _middle(large, "ratio_bgpdump"),
                "ratio_pybgpkit": _middle(large, "ratio_pybgpkit"),
                "peers": {"bgpdump": dumper, "pybgpkit": PEER if python else None},
                "measured_on": [r["name"] for r in large],
            }
        )
    )


def _middle(results: list[dict[str, object]], key: str) -> float | None:
    found = [float(str(r[key])) for r in results if key in r]
    return round(float(np.median(found)), 1) if found else None


if __name__ == "__main__":
    main()
