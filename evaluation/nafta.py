"""Reproduce the published NAFTA welfare table: ``python -m evaluation.nafta FILE.npz``.

Caliendo and Parro (2015), Review of Economic Studies 82, table 2: tariffs of 1993 to those of 2005 among
Mexico, Canada and the USA, in a world without deficits. Twelve numbers at two decimals. The variant that
keeps the deficits of 1993 is held against the twelve numbers of the test of the R package cp2015
(paulofelipe/cp2015, tests/testthat/test-run_cp2015.R), which solves the same data by other means.
"""

import json
import sys
from pathlib import Path

import numpy as np

from hawse.core.errors import HawseError
from hawse.scenario.equilibrium import settled, solve
from hawse.scenario.welfare import Welfare, welfare
from hawse.scenario.world import World, world

PUBLISHED = {  # region: total, terms of trade, volume of trade, real wage
    "Mexico": (1.31, -0.41, 1.72, 1.72),
    "Canada": (-0.06, -0.11, 0.04, 0.32),
    "USA": (0.08, 0.04, 0.04, 0.11),
}
WITH_DEFICITS = {  # in the same order
    "Mexico": (1.17, -0.41, 1.59, 1.64),
    "Canada": (-0.04, -0.08, 0.04, 0.33),
    "USA": (0.08, 0.05, 0.04, 0.12),
}
Table = dict[str, dict[str, object]]


def load(path: Path) -> tuple[World, np.ndarray]:
    """Give the baseline of 1993 and the tariffs after."""
    with np.load(path, allow_pickle=False) as data:
        base = world(
            trade=data["trade_sector_importer_exporter"],
            tariff=data["tariff0"],
            value_added=data["va_region_sector"],
            inputs=data["io_region_input_user"],
            theta=data["theta"],
            names=(data["regions"], data["sectors"]),
        )
        return base, data["tariff1"]


def held(base: World, got: Welfare, published: dict[str, tuple[float, ...]]) -> tuple[int, Table]:
    """Count the numbers that agree at two decimals, and give them beside what was found."""
    rows: Table = {}
    matched = 0
    for name, wanted in published.items():
        n = base.regions.index(name)
        values = [float(v[n]) for v in (got.total, got.terms_of_trade, got.volume, got.real_wage)]
        rows[name] = {"published": wanted, "found": [round(v, 4) for v in values]}
        matched += sum(round(v, 2) == p for v, p in zip(values, wanted, strict=True))
    return matched, rows


def report(path: Path) -> dict[str, object]:
    """Give the figures that the script prints."""
    base, after = load(path)
    balanced = solve(base, deficit=np.zeros(len(base.regions)))
    start, kept = settled(base, balanced), settled(base, solve(base))
    found, with_deficits = solve(start, tariff=after), solve(kept, tariff=after)
    matched, table = held(base, welfare(start, found), PUBLISHED)
    also, other = held(base, welfare(kept, with_deficits), WITH_DEFICITS)
    return {
        "matched": matched,
        "of": 4 * len(PUBLISHED),
        "residual": max(balanced.residual, found.residual, with_deficits.residual),
        "sweeps": found.sweeps,
        "matched_with_deficits": also,
        "of_with_deficits": 4 * len(WITH_DEFICITS),
        "table": table,
        "with_deficits": other,
    }


def main() -> int:
    """Print the report of the file named on the command line."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and its file
        print("usage: python -m evaluation.nafta FILE.npz", file=sys.stderr)
        return 2
    try:
        print(json.dumps(report(Path(sys.argv[1]))))
    except (HawseError, OSError, ValueError, KeyError) as why:
        print(f"{sys.argv[1]}: {why}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
