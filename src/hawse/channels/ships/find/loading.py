"""The step ``loading``: cargo taken on, as a document says."""

from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.find.form import count_of_ships, day, finding, rate_of_ships
from hawse.channels.ships.observe.of_kind import plain
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
FUELS: Final = ("fuel", "diesel", "gasoil", "gasoline", "petrol", "kerosene", "mazut", "naphtha")
HOUR: Final = timedelta(hours=1)
DOCUMENT_NOT_SHOWN: Final = (
    "That the cargo was taken on as the document says, or what became of it."
)


def loading(declarations: pa.Table, port_calls: pa.Table, *, near_h: float) -> pa.Table:
    """Find cargo that a document says was taken on, at the port where the ship lay then.

    The coverage says whether the ship was seen there; the base rate is the share of documents that
    name a cargo at all.
    """
    calls = plain(port_calls)
    documents = plain(declarations.filter(pc.not_equal(declarations["kind"], "ais_type5")))
    told = [d for d in documents if d["cargo"]]
    rate = rate_of_ships(told, len(documents))
    made = []
    for d in told:
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
                base_rate=rate,
                coverage=1.0 if call else 0.0,
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
