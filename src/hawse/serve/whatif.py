"""The view ``/cut``: what is left if a line is cut, asked by a form without a script."""

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from starlette.requests import Request

from hawse.core.errors import HawseError
from hawse.serve.desk import Desk

Row = dict[str, Any]
Ends = tuple[float, float | None]
LONGEST: Final = 200
INTERVALS: Final = {
    "stock": "Stock of the target, in the supply's unit",
    "use": "Use a day, in the same unit",
    "weight": "The input's share in costs, 0 to 1",
    "elasticity": "How well the rest stands in for it (elasticity)",
}


def view(desk: Desk, request: Request) -> tuple[str, Row, object]:
    """Give the form, and under it the answer where a line was asked for.

    A question that cannot be answered is said on the page; it is no fault of the app.
    """
    fields = ("line", "channel", "part", *INTERVALS)
    asked = {n: request.query_params.get(n, "").strip()[:LONGEST] for n in fields}
    lines = desk.cuttable() if desk.cuttable else {"partners": [], "items": [], "channels": []}
    told: Row = {
        "title": "What if a line is cut", "asked": asked, "lines": lines, "intervals": INTERVALS,
        "made": None, "rows": [], "why": "",
    }  # fmt: skip
    value: Row = {"asked": asked, "lines": lines}
    if asked["line"] and desk.cut:
        try:
            made = desk.cut(asked["line"], **_settings(asked))
        except (HawseError, ValueError) as why:
            return "cut", told | {"why": str(why)}, value | {"error": str(why)}
        names = {p["id"]: p["name"] for p in lines["partners"]}
        told |= {"made": made, "rows": [_shown(r, names) for r in made["left"]]}
        value |= {"cut": made}
    return "cut", told, value


def _settings(asked: Row) -> Row:
    made: Row = {n: _ends(n, asked[n]) for n in INTERVALS if asked[n]}
    if asked["channel"]:
        made["channel"] = asked["channel"]
    if asked["part"]:
        made["part"] = _number("part", asked["part"].removesuffix("%").strip()) / 100
    return made


def _ends(name: str, text: str) -> Ends:
    """Read an interval: '10:20', '10' or '10:' with an open end."""
    low, colon, high = text.partition(":")
    first = _number(name, low)
    return first, _number(name, high) if high.strip() else None if colon else first


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{name} {text[:20]!r} is no number; write 10, 10:20 or 10: (open)")
    return value


def _shown(row: Row, names: Mapping[str, str]) -> Row:
    """Write one supply's row in words; a period is written to its last day."""
    start, end = row["period_start"], row["period_end"]
    last = end - timedelta(microseconds=1) if end else end
    cells: Row = {
        "supply": f"{row['item'] or row['channel']} ({row['unit']})".replace("_", " "),
        "channel": row["channel"],
        "flow": (row["flow"] or "").replace("_", " "),
        "period": f"{start:%Y-%m-%d} to {last:%Y-%m-%d}" if start and last else "no stated time",
        "left": "no other supplier is known",
        "others": ", ".join(names.get(o, o) for o in row["others"]),
        "days": _span(row, "days", 1.0),
        "loss": _span(row, "loss", 100.0),
        "basis": row["basis"],
        "synthetic": row["synthetic"],
        "bar": None,
    }
    if row["others"]:
        low, high = row["left_low"], row["left_high"]
        cells["left"] = f"{low:.1%}" if low == high else f"{low:.1%} to {high:.1%}"
        cells["bar"] = (round(100 * low, 1), round(100 * (high - low), 1))
    return cells


def _span(row: Row, name: str, times: float) -> str:
    if f"{name}_low" not in row:
        return ""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if high is None:
        return f"at least {low * times:.4g}"
    return f"{low * times:.4g} to {high * times:.4g}"
