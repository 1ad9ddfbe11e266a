"""Lifelines: what each supplier keeps running, through which channel, how much, and its trend."""

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

from hawse.core.tables import LEDGER
from hawse.ledger.fleets import fleets

Row = dict[str, Any]
KINDS: Final = {
    "trade_level": "supplier",
    "workers_abroad": "supplier",
    "remittances": "financier",
    "new_upstream": "carrier",
    "sole_upstream": "carrier",
    "upstream_share": "carrier",
    "returned_home": "carrier",
    "loaded": "supplier",
}
FLAT: Final = 0.05
LINE: Final = ("channel", "partner", "flow", "item", "unit", "synthetic")
"""What rows of one line agree in. An earlier amount may be one that a reported change implies."""


def lifelines(
    numbered_findings: pa.Table,
    belongs: pa.Table,
    case_parties: pa.Table,
    case_values: pa.Table,
    case_period: pa.Table,
) -> pa.Table:
    """Step: one row for each figure of what a partner gives the target, or takes from it.

    Findings of single ships are told as how many there were in a quarter (``fleets``).
    Only lines that touch the case's period are given. The share is that of all partners with the
    same channel, item, flow, unit and period; the trend is that of the same line's earlier row of
    the same length.
    """
    target = next((p["id"] for p in case_parties.to_pylist() if p["role"] == "target"), None)
    flow = next(
        (v["value"] for v in case_values.to_pylist() if v["setting"] == "case.flow"), "to_target"
    )
    country = _countries(belongs.to_pylist())
    told = [
        (f, line)
        for f in numbered_findings.to_pylist()
        if f["kind"] in KINDS and (line := _line(f, target, flow, country)) is not None
    ]
    ships = [(f, line) for f, line in told if line["unit"] == "ship"]
    kept = [line for _, line in told if line["unit"] != "ship"] + fleets(ships)
    asked = next(iter(case_period.to_pylist()), {"start": None, "end": None})
    met = [line for line in _with_trends(_with_shares(kept)) if _meets(line, asked)]
    return LEDGER["lifelines"].rows(met)


def _meets(line: Row, asked: Row) -> bool:
    """Say whether a line touches the case's period; earlier ones serve for the trend alone."""
    begins, ends = line["period_start"], line["period_end"]
    return (begins is None or asked["end"] is None or begins < asked["end"]) and (
        ends is None or asked["start"] is None or asked["start"] < ends
    )


def _countries(belongs: list[Row]) -> dict[str, str]:
    """Give each party's country; where sources differ the first in order stands."""
    pairs = sorted(
        (b["child"], b["parent"]) for b in belongs if b["parent"].startswith("country:")
    )
    return dict(reversed(pairs))


def _line(f: Row, target: str | None, flow: str, country: dict[str, str]) -> Row | None:
    partner, other = (country.get(f[n] or "", f[n]) for n in ("subject", "counterpart"))
    turned = partner == target
    if turned:
        partner, other = other, partner
    own = partner is None or partner == target  # a target's own ships are no partner of it
    if other != target or own or f["polarity"] != "asserts":
        return None
    direction = {
        "export": "from_target" if turned else "to_target",
        "import": "to_target" if turned else "from_target",
    }.get(f["flow"] or "", flow if f["flow"] is None else "both")
    item = f["item"] if f["channel"] != "routes" else "internet transit"
    kept = ("channel", "q_low", "q_best", "q_high", "unit", "period_start", "period_end")
    return {
        **{n: f[n] for n in (*kept, "basis", "synthetic")},
        **dict.fromkeys(("share_low", "share_best", "share_high")),
        "partner": partner,
        "target": target,
        "role": _role(f["kind"], direction),
        "flow": direction,
        "item": item,
        "trend": "new" if f["kind"] == "new_upstream" else None,
        "finding_ids": [f["id"]],
    }


def _role(kind: str, direction: str) -> str:
    """Say what the partner is in this line: whoever takes goods from the target is a buyer."""
    bought = kind == "trade_level" and direction == "from_target"
    return "buyer" if bought else KINDS[kind]


def _with_shares(lines: list[Row]) -> list[Row]:
    """Give shares where at least two partners are known for the same thing in the same period.

    What was reported, observed and estimated makes no whole together.
    """
    together: dict[tuple[object, ...], list[Row]] = {}
    for line in lines:
        if line["channel"] != "routes" and line["q_best"] is not None:
            key = tuple(
                str(line[n])
                for n in (
                    "channel",
                    "item",
                    "flow",
                    "unit",
                    "period_start",
                    "period_end",
                    "basis",
                    "synthetic",
                )
            )
            together.setdefault(key, []).append(line)
    for rows in together.values():
        hulls = {
            p: _hull([r for r in rows if r["partner"] == p]) for p in {r["partner"] for r in rows}
        }
        if len(hulls) > 1:
            best = {p: hulls[p][1] for p in sorted(hulls)}
            total = sum(best.values())
            for row in rows:
                if total > 0 and row["q_best"] <= total:
                    row["share_best"] = row["q_best"] / total
                row["share_low"], row["share_high"] = _share(row["partner"], hulls)
    return lines


def _hull(rows: list[Row]) -> tuple[float, float, float | None]:
    """Give the lowest, the largest best and the highest of what is said of one partner."""
    lows = [r["q_low"] if r["q_low"] is not None else r["q_best"] for r in rows]
    highs = [r["q_high"] for r in rows]
    best = max(r["q_best"] for r in rows)
    return min(lows), best, None if None in highs else max(highs)


def _share(
    partner: str, hulls: dict[str, tuple[float, float, float | None]]
) -> tuple[float, float]:
    """Give the ends of a share: the partner's least among the others' most, and the reverse.

    An open end of another leaves nothing as the least share, an own open end the whole as the
    most. What nobody reported is in neither the part nor the whole.
    """
    low, _, high = hulls[partner]
    others = [hulls[p] for p in sorted(hulls) if p != partner]
    least = sum(o[0] for o in others)
    most = None if any(o[2] is None for o in others) else sum(o[2] or 0.0 for o in others)
    bottom = 0.0 if most is None or low + most <= 0 else low / (low + most)
    top = 1.0 if high is None or high + least <= 0 else high / (high + least)
    return bottom, top


def _with_trends(lines: Iterable[Row]) -> list[Row]:
    rows = sorted(lines, key=lambda r: (str(r["period_start"]), str(r["finding_ids"])))
    last: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if (
            row["trend"]
            or row["q_best"] is None
            or row["period_start"] is None
            or row["period_end"] is None
        ):
            continue
        days = (row["period_end"] - row["period_start"]).days
        key = (
            *(str(row[n]) for n in LINE),
            days // 28,
        )
        before = last.get(key)
        if before is not None and before["q_best"] and before["period_end"] <= row["period_start"]:
            change = row["q_best"] / before["q_best"] - 1
            row["trend"] = "flat" if abs(change) <= FLAT else "up" if change > 0 else "down"
        last[key] = row
    return rows
