"""Calibrate breaks on money sent home: ``python -m evaluation.transfers FILE.csv[.gz] [COUNTRY]``.

FILE holds monthly transfers (columns year, month, country, direction, type, K_USD), such as those of the
Central Bank of Armenia. Prints one JSON line: when the inflow from COUNTRY (Russia unless another is named)
broke, with the 95 % interval of the date, and the twelve months from the break over the twelve before it.
Every other country of some size serves as a control: how many of them broke within the same three months.
"""

import csv
import io
import json
import sys
from pathlib import Path

from evaluation.tables import unpacked

from hawse.channels.trade.breaks import level_break

FIRST, YEAR, LEAST = 2020, 12, 1000.0


def series(path: Path, first: int = FIRST) -> dict[str, dict[str, float]]:
    """Give total inflows by country and month from a year on; lines that are no amount are left out.

    Raises:
        ValueError: the file lacks a column.
    """
    lines = csv.DictReader(io.StringIO(unpacked(path).decode("utf-8-sig", "replace"), newline=""))
    wanted = {"year", "month", "country", "direction", "type", "K_USD"}
    if missing := sorted(wanted - set(lines.fieldnames or ())):
        raise ValueError(
            f"{path.name}, line 1: found columns {lines.fieldnames}, wanted also {missing}"
        )
    made: dict[str, dict[str, float]] = {}
    for row in lines:
        if (row["direction"] or "").lower() != "inflow" or (row["type"] or "").lower() != "total":
            continue
        try:
            year, month, amount = int(row["year"]), int(row["month"]), float(row["K_USD"])
        except (TypeError, ValueError):
            continue
        if year >= first and 1 <= month <= YEAR and amount > 0:
            made.setdefault(row["country"], {})[f"{year}-{month:02d}"] = amount
    return made


def broke(amounts: dict[str, float]) -> dict[str, object] | None:
    """Give a series' break; ``None`` where it is too short or has none."""
    months = sorted(amounts)
    got = level_break([amounts[m] for m in months])
    if got is None or not got.found:
        return None
    before = [amounts[m] for m in months[max(0, got.at - YEAR) : got.at]]
    after = [amounts[m] for m in months[got.at : got.at + YEAR]]
    whole = len(before) == len(after) == YEAR
    return {
        "month": months[got.at], "earliest": months[got.earliest], "latest": months[got.latest],
        "factor": round(got.factor, 4), "statistic": round(got.statistic, 1),
        "ratio_12_months": round(sum(after) / sum(before), 4) if whole else None,
    }  # fmt: skip


def report(path: Path, country: str = "Russian Federation") -> dict[str, object]:
    """Give the figures that the script prints."""
    every = series(path)
    if country not in every:
        raise ValueError(f"no inflow from {country!r}; there are {sorted(every)[:20]}")
    own = broke(every[country])
    others = {
        n: broke(s)
        for n, s in sorted(every.items())
        if n != country and sum(s.values()) / len(s) >= LEAST
    }
    near = sorted(
        n
        for n, b in others.items()
        if own and b and str(own["earliest"]) <= str(b["month"]) <= str(own["latest"])
    )
    return {
        "country": country,
        "break": own,
        "controls": len(others),
        "controls_that_broke_then": near,
    }


def main() -> int:
    """Print the report of the file named on the command line."""
    if len(sys.argv) not in {2, 3}:
        print("usage: python -m evaluation.transfers FILE.csv[.gz] [COUNTRY]", file=sys.stderr)
        return 2
    try:
        print(json.dumps(report(Path(sys.argv[1]), *sys.argv[2:]), ensure_ascii=False))
    except (OSError, ValueError) as why:
        print(f"{sys.argv[1]}: {why}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
