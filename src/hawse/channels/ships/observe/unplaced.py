"""The step that keeps what no gazetteer knows: calls that documents name at ports unknown here."""

import pyarrow as pa

from hawse.channels.ships.places.given import resolver_with
from hawse.core.tables import REJECTS


def unplaced(given_calls: pa.Table, given_places: pa.Table) -> pa.Table:
    """Give one reject for each call at a port that neither we nor the user's lists know.

    ``port_calls`` leaves them out; they would vanish otherwise.
    """
    if not given_calls.num_rows:
        return REJECTS.empty()
    resolve = resolver_with(given_places)
    rows = [
        {
            "source_id": call["source_id"],
            "locator": f"line {call['line']}",
            "reason": f"no port list here knows {call['port_text']!r}, so the call stands in no "
            "voyage; bring a list that does: hawse places import",
            "raw": str(call["port_text"]),
        }
        for call in given_calls.to_pylist()
        if resolve(call["port_text"]).last is None
    ]
    return REJECTS.rows(rows)
