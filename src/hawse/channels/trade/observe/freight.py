"""The step ``freight``: what freight and insurance add to a flow, fitted or by a stated band."""

from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.mirror.freight import BAND, Fit, Way, fit
from hawse.channels.trade.tables import FREIGHT

Row = dict[str, Any]
_DIGITS: Final = 6


def freight(mirror_pairs: pa.Table, *, fewest: int) -> pa.Table:
    """Give CIF over FOB for every pair of countries and year that both ends report.

    Fitted where at least ``fewest`` such flows are known with their distance; else the band of
    the notes, with the reason. One row without countries says which of the two it was.
    """
    pairs = mirror_pairs.to_pylist()
    got = fit([_way(p) for p in pairs if p["distance_km"]], fewest)
    method, why = ("regression", got.words()) if isinstance(got, Fit) else ("band", got)
    synthetic = any(p["synthetic"] for p in pairs)
    head = {"method": method, "pairs": len(pairs)}
    rows: list[Row] = [head | _band() | {"why": why, "synthetic": synthetic}]
    seen = sorted({(p["exporter"], p["importer"], p["period_start"].year) for p in pairs})
    ways = {(p["exporter"], p["importer"]): p for p in pairs}
    for exporter, importer, year in seen:
        way = ways[exporter, importer]
        own = head | {"exporter": exporter, "importer": importer, "year": year}
        if isinstance(got, Fit) and way["distance_km"]:
            ends = got.at(way["distance_km"], year, border=way["contiguous"])
            own |= {k: round(v, _DIGITS) for k, v in ends._asdict().items()}
            own["why"] = f"{way['distance_km']:,.0f} km, {why}"
        else:
            unknown = "the distance of the two is not known" if isinstance(got, Fit) else why
            own |= _band() | {"method": "band", "why": unknown}
        rows.append(own | {"distance_km": way["distance_km"], "synthetic": synthetic})
    return FREIGHT.rows(rows)


def _way(pair: Row) -> Way:
    ratio = pair["imported"] / pair["exported"]
    return Way(
        ratio,
        pair["distance_km"],
        pair["period_start"].year,
        pair["contiguous"],
        f"{pair['exporter']} {pair['importer']}",
    )


def _band() -> Row:
    return dict(zip(("low", "best", "high"), BAND, strict=True))
