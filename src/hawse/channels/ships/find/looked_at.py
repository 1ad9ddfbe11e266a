"""The step ``looked_at``: what the ships' data could have shown, and what they could not."""

from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.observe.of_kind import plain
from hawse.core.tables import COVERAGE

Row = dict[str, Any]
BASIS: Final = (
    "{judged} of {all} departures from {place} can be judged: a next call was seen, and no silence was long enough "  # noqa: E501 - a sentence in one piece
    "for a call at the declared place. Tracks cannot show that cargo was landed."
)
UNTIMED: Final = "{untimed} of {messages} AIS messages have no receive time and are in no voyage."


def looked_at(voyages: pa.Table, feeds: pa.Table, case_parties: pa.Table) -> pa.Table:
    """Give the share of departures with a declaration that can be judged, by country left."""
    rows = [v for v in plain(voyages) if v["outcome"] != "undeclared"]
    parties = {r["id"] for r in case_parties.to_pylist()}
    made: list[Row] = []
    for place in sorted({v["country_from"] for v in rows if v["country_from"]}):
        own = [v for v in rows if v["country_from"] == place]
        if parties and place not in parties:
            continue
        judged = sum(v["outcome"] != "not_observable" for v in own)
        ends: list[datetime] = [v["arrived_at"] or v["left_at"] for v in own]
        made.append(
            {
                "channel": "ships",
                "subject": None,
                "place": place,
                "period_start": min(v["left_at"] for v in own),
                "period_end": max(ends),
                "share": round(judged / len(own), 6),
                "synthetic": any(v["synthetic"] for v in own),
                "basis_text": BASIS.format(
                    judged=judged, all=len(own), place=place.removeprefix("country:")
                ),
            }
        )
    untimed = [f for f in feeds.to_pylist() if f["untimed"]]
    if untimed:
        counts = {n: sum(f[n] for f in untimed) for n in ("untimed", "messages")}
        share = round(1 - counts["untimed"] / max(1, counts["messages"]), 6)
        made.append(
            {
                "channel": "ships",
                "share": share,
                "basis_text": UNTIMED.format(**counts),
                "synthetic": all(f["synthetic"] for f in untimed),
            }
        )
    return COVERAGE.rows(made)
