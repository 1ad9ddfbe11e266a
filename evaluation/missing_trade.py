"""What part of additional exports never arrived: ``python -m evaluation.missing_trade DIR [SHOCK_YEAR]``.

DIR holds a table of exports (columns iso, year, eur) and one of imports as the partners report them
(reporter, year, eur); tables of members (reporter, partner, period or year, eur) are added up. Prints one JSON line with the pooled share as an interval over CIF/FOB factors
and base windows, and each partner's own, with the years that the guard left out.
"""

import json
import sys
from pathlib import Path

from evaluation.tables import exports as read_exports
from evaluation.tables import imports as read_imports

from hawse.channels.trade.mirror.missing import missing, pooled
from hawse.core.errors import HawseError


def report(folder: Path, shock: int = 2022) -> dict[str, object]:
    """Give the figures that the script prints."""
    exports, imports = read_exports(folder), read_imports(folder)
    found = [missing(p, exports[p], imports[p], shock) for p in sorted(imports) if p in exports]
    whole = pooled(found)
    return {
        "share_low": None if whole is None else round(whole[0], 4),
        "share_high": None if whole is None else round(whole[1], 4),
        "partners": {
            m.partner: {
                "share_low": None if m.low is None else round(m.low, 4),
                "share_high": None if m.high is None else round(m.high, 4),
                "evidence": m.evidence,
                "years": m.years,
                "left_out": m.left_out,
                "why": m.why,
            }
            for m in found
        },
        "pooled": [m.partner for m in found if m.evidence],
        "without_exports": sorted(set(imports) - set(exports)),
    }


def main() -> int:
    """Print the report of the folder named on the command line."""
    if len(sys.argv) not in {2, 3}:
        print("usage: python -m evaluation.missing_trade DIR [SHOCK_YEAR]", file=sys.stderr)
        return 2
    try:
        print(json.dumps(report(Path(sys.argv[1]), *map(int, sys.argv[2:]))))
    except (HawseError, OSError, ValueError, KeyError) as why:
        print(f"{sys.argv[1]}: {why}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
