"""The step ``draughts``: cargo that a change of the typed draught would carry."""

import itertools
from collections import Counter
from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.find.form import count_of_ships, finding, rate_of_ships
from hawse.channels.ships.find.heard_share import heard_shares
from hawse.channels.ships.observe.epochs import Holders
from hawse.channels.ships.observe.of_kind import plain
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
SIZES: Final = ("length_m", "beam_m", "draught_m")
TOLD: Final = ("ship", "start", "end", *SIZES, "line", "source_id", "synthetic")
"""What of a text tells of cargo."""
NOT_SHOWN: Final = "What the cargo was, or that there was one: crews type draughts by hand, and ballast changes them too."  # noqa: E501 - a sentence in one piece
SEA_T_PER_M3: Final = 1.025
LOADINGS: Final = ((0.60, 0.70), (0.80, 0.80), (1.00, 0.90))
"""Low, mid and high: cargo's share of the change, and the waterplane's of length times beam."""
WAVERS: Final = 2
"""Turns in one call, up and down and up again, by which a typed draught is no cargo's: two who
type, or one who tries. A ship that discharges and loads turns once."""
WAVERING: Final = "it went up and down in this call: it says little of cargo"
BLOCK: Final = 0.85
"""Displacement over length, beam and draught of a full tanker: an upper end of common practice."""
TANKERS: Final = range(80, 90)


def draughts(
    said: pa.Table,
    hulls: pa.Table,
    port_calls: pa.Table,
    spells: pa.Table,
    case_parties: pa.Table,
    *,
    least_m: float,
    within_h: float,
) -> pa.Table:
    """Find changes of the typed draught of ``least_m`` or more, and the call they fall into.

    The quantity is cargo in tonnes at low, mid and high loading: the change times the waterplane,
    which is estimated from length and beam as sent, and no more than the ship displaces; null
    where they were not sent. A tanker whose draught rose over a call at a supplier's port is also
    ``loaded``, by the crew's word, unless it went up and down ``WAVERS`` times in that call. The
    base rate is the share of ships that changed theirs so.
    """
    settings = {"least_m": least_m, "within_h": within_h}
    ships = {(r["mmsi"], r["hull"]): r for r in plain(hulls)}
    holders = Holders(spells)
    suppliers = {r["id"] for r in case_parties.to_pylist() if r["role"] == "supplier"}
    calls: dict[str, list[Row]] = {}
    for stay in plain(port_calls):
        calls.setdefault(stay["ship"], []).append(stay)
    rows = plain(said.select(TOLD).filter(pc.is_valid(said["draught_m"])))
    rows.sort(key=lambda r: (r["ship"], r["start"], r["line"]))
    for r in rows:
        r["own"] = r["ship"], holders.hull(r["ship"], r["start"])
    changes = [
        (a, b)
        for a, b in itertools.pairwise(rows)
        if a["own"] == b["own"] and round(abs(b["draught_m"] - a["draught_m"]), 3) >= least_m
    ]
    rate = rate_of_ships({b["own"] for _, b in changes}, len({r["own"] for r in rows}))
    shares = heard_shares(spells)
    lay = [_call(a, b, calls.get(ships[b["own"]]["ship"], []), within_h) for a, b in changes]
    turns = _turns(changes, lay)
    made = []
    for (before, after), call in zip(changes, lay, strict=True):
        hull = ships[after["own"]]
        more = {"base_rate": rate, "coverage": shares.get(after["own"])}
        wavers = call is not None and turns[_which(after, call)] >= WAVERS
        made.append(_change(before, after, hull["ship"], call, settings, more, wavers=wavers))
        rose = after["draught_m"] > before["draught_m"] and hull["ship_type"] in TANKERS
        if rose and call and call["country"] in suppliers and not wavers:
            made.append(_loaded(before, after, hull["ship"], call, settings, more))
    return FINDINGS.rows(made)


def _which(row: Row, call: Row) -> tuple[int, int, Any, str]:
    """Name a call of a hull."""
    return *row["own"], call["arrived_at"], call["port"]


def _turns(changes: list[tuple[Row, Row]], lay: list[Row | None]) -> Counter[tuple[Any, ...]]:
    """Count how often the typed draught turned, up after down or down after up, in each call."""
    turns: Counter[tuple[Any, ...]] = Counter()
    last: dict[tuple[Any, ...], bool] = {}
    for (before, after), call in zip(changes, lay, strict=True):
        if call is not None:
            which, up = _which(after, call), after["draught_m"] > before["draught_m"]
            turns[which] += up != last.get(which, up)
            last[which] = up
    return turns


def _call(before: Row, after: Row, calls: list[Row], within_h: float) -> Row | None:
    """Give the last call that the change may belong to."""
    lay = [
        c
        for c in calls
        if c["arrived_at"] - within_h * HOUR <= after["start"]
        and before["end"] <= (c["left_at"] or c["arrived_at"]) + within_h * HOUR
    ]
    return max(lay, key=lambda c: (c["arrived_at"], c["port"])) if lay else None


def cargo(
    change_m: float, length_m: int | None, beam_m: int | None, draught_m: float
) -> tuple[float, float, float] | None:
    """Give the tonnes of a change of draught, lowest first; None where the size was not sent.

    >>> cargo(1.0, 100, 16, 6.0)
    (688.8, 1049.6, 1476.0)
    """
    if not length_m or not beam_m:
        return None
    plane = length_m * beam_m * SEA_T_PER_M3
    most = plane * draught_m * BLOCK
    sign = 1.0 if change_m > 0 else -1.0
    low, mid, high = sorted(
        round(sign * min(abs(change_m) * plane * share * of, most), 1) for share, of in LOADINGS
    )
    return low, mid, high


def _change(  # noqa: PLR0917 - each argument is one thing of the row
    before: Row,
    after: Row,
    ship: str,
    call: Row | None,
    settings: Row,
    more: Row,
    *,
    wavers: bool,
) -> Row:
    change = after["draught_m"] - before["draught_m"]
    where = f"at {call['port'][5:]}" if call else "with no port call seen"
    deepest = max(before["draught_m"], after["draught_m"])
    tonnes = cargo(change, after["length_m"], after["beam_m"], deepest)
    low, mid, high = tonnes or (None, None, None)
    known = (
        f"length {after['length_m']} m and beam {after['beam_m']} m as sent; "
        "loading of 60, 80 and 100 %, waterplane of 70, 80 and 90 %"
        if tonnes
        else "length or beam was not sent: no tonnes can be given"
    )
    quantity = {"q_low": low, "q_best": mid, "q_high": high, "unit": "t", "quantity_kind": "level"}
    reasons = [f"typed draught {change:+.1f} m", known, *([WAVERING] if wavers else [])]
    return finding(
        "draughts",
        settings,
        "draught_change",
        f"{ship} changed its typed draught from {before['draught_m']:g} to {after['draught_m']:g} m {where}",  # noqa: E501 - a sentence in one piece
        **_shared(before, after, ship, call),
        **more,
        **quantity,
        basis="estimated",
        reasons=reasons,
    )


def _loaded(  # noqa: PLR0917 - each argument is one thing of the row
    before: Row, after: Row, ship: str, call: Row, settings: Row, more: Row
) -> Row:
    return finding(
        "draughts",
        settings,
        "loaded",
        f"{ship} typed a draught of {after['draught_m']:g} m after {before['draught_m']:g} m, over a call at {call['port'][5:]}",  # noqa: E501 - a sentence in one piece
        **_shared(before, after, ship, call),
        **more,
        **count_of_ships(),
        item="by_draught",
        place_from=call["port"],
        basis="reported",
        reasons=["a tanker whose typed draught rose over a call at a supplier's port"],
    )


def _shared(before: Row, after: Row, ship: str, call: Row | None) -> Row:
    """Give what both findings say of the change: whose, when, where, and the two messages."""
    return {
        "subject": ship,
        "counterpart": call["country"] if call else None,
        "period_start": before["end"],
        "period_end": after["start"],
        "place": call["port"] if call else None,
        "as_of": after["start"],
        "synthetic": bool(before["synthetic"] or after["synthetic"]),
        "not_shown": NOT_SHOWN,
        "evidence": [
            (
                r["source_id"],
                r["line"],
                {"mmsi": r["ship"], "draught_m": r["draught_m"], "at": r["start"]},
            )
            for r in (after, before)
        ],
    }
