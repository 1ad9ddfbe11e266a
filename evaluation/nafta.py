"""Reproduce the published NAFTA welfare table: ``python -m evaluation.nafta FILE.npz``.

Caliendo and Parro (2015), Review of Economic Studies 82, table 2: tariffs of 1993 to those of 2005 among
Mexico, Canada and the USA, in a world without deficits. Twelve numbers at two decimals. The variant with
deficits is held against the three totals of the test of the R package cp2015.
"""

import json
import sys
from pathlib import Path

import numpy as np

from hawse.core.errors import HawseError
from hawse.scenario.equilibrium import settled, solve
from hawse.scenario.welfare import welfare
from hawse.scenario.world import World, world

PUBLISHED = {  # region: total, terms of trade, volume of trade, real wage
    "Mexico": (1.31, -0.41, 1.72, 1.72),
    "Canada": (-0.06, -0.11, 0.04, 0.32),
    "USA": (0.08, 0.04, 0.04, 0.11),
}
WITH_DEFICITS = {"Mexico": 1.17, "Canada": -0.04, "USA": 0.08}


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


def report(path: Path) -> dict[str, object]:
    """Give the figures that the script prints."""
    base, after = load(path)
    none = np.zeros(len(base.regions))
    balanced = solve(base, deficit=none)
    start = settled(base, balanced)
    found = solve(start, tariff=after)
    got = welfare(start, found)
    kept = settled(base, solve(base))
    with_deficits = solve(kept, tariff=after)
    other = welfare(kept, with_deficits).total
    rows = {}
    matched = 0
    for name, published in PUBLISHED.items():
        n = base.regions.index(name)
        values = [float(v[n]) for v in (got.total, got.terms_of_trade, got.volume, got.real_wage)]
        rows[name] = {"published": published, "found": [round(v, 4) for v in values]}
        matched += sum(round(v, 2) == p for v, p in zip(values, published, strict=True))
    deficits = {name: float(other[base.regions.index(name)]) for name in WITH_DEFICITS}
    return {
        "matched": matched,
        "of": 4 * len(PUBLISHED),
        "residual": max(balanced.residual, found.residual, with_deficits.residual),
        "sweeps": found.sweeps,
        "matched_with_deficits": sum(round(v, 2) == WITH_DEFICITS[n] for n, v in deficits.items()),
        "of_with_deficits": len(WITH_DEFICITS),
        "table": rows,
        "with_deficits": {name: round(v, 6) for name, v in deficits.items()},
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
