"""The step ``said``: one row for each run of static messages of a ship that say the same."""

from functools import reduce
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.tables import SAID

IN_ORDER: Final = ("ship", "sent_at", "source_id", "line")
SAYS: Final = (
    "imo",
    "name",
    "call_sign",
    "ship_type",
    "length_m",
    "beam_m",
    "draught_m",
    "destination",
)
PARTS: Final = 24
"""The type of message that says a part at a time: without the draught and the destination."""


def said(statics: pa.Table) -> pa.Table:
    """Give each run: what it says, when it was said first and last, and in how many messages.

    Messages without a time are left out (``feeds`` counts them), and so are those of ``PARTS``.
    """
    whole = pc.not_equal(pc.fill_null(statics["kind"], 0), PARTS)
    order = pc.sort_indices(statics, [(name, "ascending") for name in IN_ORDER])
    order = order.filter(pc.and_(pc.is_valid(statics["sent_at"]), whole).take(order))
    if not len(order):
        return SAID.empty()
    # a column at a time: in order, all of them would be held twice
    begins = reduce(pc.or_, (_differs(statics[name].take(order)) for name in ("ship", *SAYS)))
    first = np.flatnonzero(np.append(True, begins.to_numpy()))
    last = np.append(first[1:], len(order)) - 1
    made_up = pc.fill_null(statics["synthetic"], False).take(order).to_numpy()
    row = statics.take(order.take(pa.array(first)))
    made = {
        **{name: row[name] for name in ("ship", *SAYS, "line", "source_id")},
        "start": row["sent_at"],
        "end": statics["sent_at"].take(order.take(pa.array(last))),
        "messages": last - first + 1,
        "synthetic": np.maximum.reduceat(made_up, first),
    }
    return pa.table(made).select(SAID.names).cast(SAID.schema)


def _differs(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Say of each value but the first whether it differs from the one before; null is a value."""
    before, after = column.slice(0, len(column) - 1), column.slice(1)
    one_is_null = pc.xor(pc.is_valid(before), pc.is_valid(after))
    return pc.coalesce(pc.not_equal(before, after), one_is_null)
