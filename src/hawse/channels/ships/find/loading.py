"""The steps ``loading`` and ``draughts``: cargo taken on, by a document or by the draught."""

import itertools
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.form import count_of_ships, day, finding
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
FUELS: Final = ("fuel", "diesel", "gasoil", "gasoline", "petrol", "kerosene", "mazut", "naphtha")
HOUR: Final = timedelta(hours=1)
DOCUMENT_NOT_SHOWN: Final = (
    "That the cargo was taken on as the document says, or what became of it."
)
DRAUGHT_NOT_SHOWN: Final = "What the cargo was, or that there was one: crews type draughts by hand, and ballast changes them too."  # noqa: E501 - a sentence in one piece
LOW: Final = 0.6
MID: Final = 0.8
HIGH: Final = 1.0


def loading(declarations: pa.Table, port_calls: pa.Table, *, near_h: float) -> pa.Table:
    """Find cargo that a document says was taken on, at the port where the ship lay then."""
    calls = port_calls.to_pylist()
    made = []
    for d in declarations.to_pylist():
        if not d["cargo"]:
            continue
        lay = [
            c
            for c in calls
            if c["ship"] == d["ship"]
            and c["arrived_at"] - near_h * HOUR
            <= d["declared_at"]
            <= (c["left_at"] or c["arrived_at"]) + near_h * HOUR
        ]
        call = (
            min(lay, key=lambda c: (_apart(c, d["declared_at"]), c["arrived_at"], c["port"]))
            if lay
            else None
        )
        where = f" at {call['port'][5:]}" if call else ""
        evidence = [
            (
                d["source_id"],
                d["line"],
                {"cargo": d["cargo"], "at": d["declared_at"], "kind": d["kind"]},
            )
        ]
        if call:
            evidence.append(
                (call["source_id"], call["line"], {"port": call["port"], "at": call["arrived_at"]})
            )
        made.append(
            finding(
                "loading",
                {"near_h": near_h},
                "loaded",
                f"a {d['kind'].replace('_', ' ')} of {day(d['declared_at'])} says {d['ship']} took on {d['cargo']}{where}",  # noqa: E501 - a sentence in one piece
                subject=d["ship"],
                counterpart=call["country"] if call else None,
                item=_item(d["cargo"]),
                **count_of_ships(),
                period_start=call["arrived_at"] if call else d["declared_at"],
                period_end=(call["left_at"] if call else None) or d["declared_at"] + HOUR,
                place=call["port"] if call else None,
                place_from=call["port"] if call else None,
                as_of=d["declared_at"],
                coverage=1.0 if call else None,
                synthetic=bool(d["synthetic"]),
                reasons=["a document, apart from the voyage"],
                evidence=evidence,
                not_shown=DOCUMENT_NOT_SHOWN,
                basis="reported",
            )
        )
    return FINDINGS.rows(made)


def _item(cargo: str) -> str:
    """Give a cargo the item's name that claims use, where it is fuel; else as it is written."""
    fuel = any(word in cargo.lower() for word in FUELS)
    return "oil_products" if fuel else cargo


def _apart(call: Row, at: datetime) -> timedelta:
    """Give how long before or after a call an instant lies; nothing where it lies in it."""
    apart: timedelta = max(
        call["arrived_at"] - at, at - (call["left_at"] or call["arrived_at"]), timedelta()
    )
    return apart


def draughts(
    said: pa.Table, hulls: pa.Table, port_calls: pa.Table, *, least_m: float, within_h: float
) -> pa.Table:
    """Find changes of the typed draught of ``least_m`` or more, and the call they fall into.

    The cargo is an interval: low, mid and high loading as shares of what the change of draught
    would carry were it all cargo; in metres here, because the waterplane is not known.
    """
    settings = {"least_m": least_m, "within_h": within_h}
    ships = {r["mmsi"]: r["ship"] for r in hulls.to_pylist() if r["hull"] == 0}
    calls = port_calls.to_pylist()
    rows = [r for r in said.to_pylist() if r["draught_m"] is not None]
    rows.sort(key=lambda r: (r["ship"], r["start"], r["line"]))
    made = []
    for before, after in itertools.pairwise(rows):
        change = after["draught_m"] - before["draught_m"]
        if before["ship"] != after["ship"] or round(abs(change), 3) < least_m:
            continue
        ship = ships[after["ship"]]
        lay = [
            c
            for c in calls
            if c["ship"] == ship
            and c["arrived_at"] - within_h * HOUR <= after["start"]
            and before["end"] <= (c["left_at"] or c["arrived_at"]) + within_h * HOUR
        ]
        call = max(lay, key=lambda c: (c["arrived_at"], c["port"])) if lay else None
        where = f"at {call['port'][5:]}" if call else "with no port call seen"
        made.append(
            finding(
                "draughts",
                settings,
                "draught_change",
                f"{ship} changed its typed draught from {before['draught_m']:g} to {after['draught_m']:g} m {where}",  # noqa: E501 - a sentence in one piece
                subject=ship,
                counterpart=call["country"] if call else None,
                q_low=round(min(change * LOW, change), 3),
                q_best=round(change * MID, 3) if change else 0.0,
                q_high=round(max(change * LOW, change), 3),
                unit="m",
                quantity_kind="level",
                period_start=before["end"],
                period_end=after["start"],
                place=call["port"] if call else None,
                as_of=after["start"],
                coverage=None,
                synthetic=bool(before["synthetic"] or after["synthetic"]),
                reasons=[f"loading of {LOW:.0%}, {MID:.0%} and {HIGH:.0%} of the change"],
                not_shown=DRAUGHT_NOT_SHOWN,
                evidence=[
                    (
                        r["source_id"],
                        r["line"],
                        {"mmsi": r["ship"], "draught_m": r["draught_m"], "at": r["start"]},
                    )
                    for r in (after, before)
                ],
            )
        )
    return FINDINGS.rows(made)
