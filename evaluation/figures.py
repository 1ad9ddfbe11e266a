"""Check the arithmetic of a file of reported figures: ``python -m evaluation.figures FILE.csv``.

Prints one JSON line: how many tonnes-and-barrels pairs there are, how many a sourced factor explains within
the tolerance, how many are flagged (a mix of products, or impossible), and the slips of arithmetic. Where
the file has a column ``slip`` (any text but 0, no, false marks a row), slips found and false flags are
counted against it: a slip is found if any flag names its row, a flag is false if it names no such row.
Several checks that fail one statement (a rate that two amounts exceed) are one slip. FILE may be gzip or xz.
"""

import csv
import io
import json
import math
import sys
from pathlib import Path

import pyarrow as pa
from evaluation.tables import unpacked

from hawse.channels.trade import ARITHMETIC, CHANNEL, READ_FIGURES
from hawse.channels.trade.read.reported_figures import READER
from hawse.channels.trade.tables import REPORTED_FIGURES, TARGET_FLOWS
from hawse.core.errors import HawseError
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES, SHARED
from hawse.engine.reading import facts_reader

NO = {"", "0", "no", "false", "none", "-"}


def facts(name: str) -> pa.Table:
    """Read a facts file of the trade channel."""
    table = {t.name: t for t in CHANNEL.tables}.get(name) or SHARED[name]
    one = next(f for f in CHANNEL.facts if f.table == name)
    with one.path.open("rb") as file:
        source = Source("f" * 64, one.path.name)
        return pa.Table.from_batches([b for _, b in facts_reader(one, table).rows(file, source)])


def checked(path: Path, target: str = "country:KP") -> tuple[list[dict[str, object]], int, int]:
    """Give every check of the file, and how many rows were read and rejected."""
    source = Source("a" * 64, path.name)
    rows: list[dict[str, object]] = []
    rejected = 0
    with io.BytesIO(unpacked(path)) as file:
        for name, batch in READER.rows(file, source):
            rows += batch.to_pylist() if name == "reported_figures" else []
            rejected += batch.num_rows if name == "rejects" else 0
    given = {"case_parties", "target_flows"}
    whole = {name: facts(name) for name in READ_FIGURES.whole if name not in given}
    parties = CASE_PARTIES.rows([{"role": "target", "id": target}])
    figures = READ_FIGURES.does(
        reported_figures=REPORTED_FIGURES.rows(rows),
        target_flows=TARGET_FLOWS.empty(),
        case_parties=parties,
        **whole,
    )
    made = ARITHMETIC.does(
        figures=figures,
        **{name: facts(name) for name in ARITHMETIC.whole},
        **ARITHMETIC.settings,
    )
    return made.to_pylist(), len(rows), rejected


def labelled(path: Path) -> set[str] | None:
    """Give the ids of the rows that the column ``slip`` marks; ``None`` without such a column."""
    lines = csv.DictReader(io.StringIO(unpacked(path).decode("utf-8-sig", "replace"), newline=""))
    named = {(name or "").strip().lower(): name for name in lines.fieldnames or ()}
    if "slip" not in named or "id" not in named:
        return None
    return {
        (row[named["id"]] or "").strip()
        for row in lines
        if (row[named["slip"]] or "").strip().lower() not in NO
    }


def wilson(hits: int, n: int) -> tuple[float, float] | None:
    """Give the 95 % interval of a share (Wilson 1927)."""
    if not n:
        return None
    z, p = 1.959964, hits / n
    middle, wide = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return round((middle - wide) / (1 + z * z / n), 4), round((middle + wide) / (1 + z * z / n), 4)


def report(path: Path) -> dict[str, object]:
    """Give the figures that the script prints."""
    checks, rows, rejected = checked(path)
    pairs = [c for c in checks if c["check"] == "pair"]
    explained = [c for c in pairs if c["verdict"] == "explained"]
    slips = [c for c in checks if c["verdict"] == "slip"]
    statements = {(c["source_id"], c["figures"][-1]) for c in slips}
    marked = labelled(path)
    flagged = {f for c in slips for f in c["figures"]}
    found = len(statements) if marked is None else len(flagged & marked)
    false = None
    if marked is not None:
        false = len({c["figures"][-1] for c in slips if not set(c["figures"]) & marked})
    return {
        "rows": rows,
        "rejected": rejected,
        "checks": len(checks),
        "pairs": len(pairs),
        "explained": len(explained),
        "flagged": len(pairs) - len(explained),
        "flagged_as_mix": sum(1 for c in pairs if c["verdict"] == "mix"),
        "slips_found": found,
        "slips_labelled": None if marked is None else len(marked),
        "false_flags": false,
        "recall_interval": None if marked is None else wilson(found, len(marked)),
        "slips": [
            {"check": c["check"], "figures": c["figures"], "says": c["says"]} for c in slips
        ],
    }


def main() -> int:
    """Print the report of the file named on the command line."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and its file
        print("usage: python -m evaluation.figures FILE.csv", file=sys.stderr)
        return 2
    try:
        print(json.dumps(report(Path(sys.argv[1])), ensure_ascii=False))
    except (HawseError, OSError, ValueError, KeyError) as why:
        print(f"{sys.argv[1]}: {why}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
