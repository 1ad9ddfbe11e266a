"""The step that finds where articles meet: marks that several of them hold."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.tables import MEETINGS
from hawse.channels.reports.text.joined import sharing


def meetings(fingerprints: pa.Table, *, most: int) -> pa.Table:
    """Give one row for each mark outside quotation that two articles share.

    A mark that more than ``most`` articles hold gives a row for each of them instead, without
    another article: ``pairs`` links those to the earliest one. All holders of a mark are in one
    bucket. A crowd with a made-up article in it is a made-up crowd; the real one stands apart.
    """
    rows = fingerprints.filter(pc.not_equal(fingerprints["kind"], "quote"))
    holders = rows["article"].to_numpy()
    made_up = np.unique(holders[rows["synthetic"].to_numpy().astype(np.bool_)])
    met = sharing(rows["mark"].to_numpy().view(np.uint64), holders, most)
    mixed = np.unique(met.crowded[np.isin(met.crowd, made_up)])
    paired = [
        pa.array(met.ones),
        pa.array(met.others),
        pa.array(met.marks.view(np.int64)),
        pa.array(np.isin(met.ones, made_up) | np.isin(met.others, made_up)),
    ]
    crowded = [
        pa.array(met.crowd),
        pa.nulls(len(met.crowd), pa.int64()),
        pa.array(met.crowded.view(np.int64)),
        pa.array(np.isin(met.crowded, mixed)),
    ]
    return pa.concat_tables(
        [pa.table(columns, schema=MEETINGS.schema) for columns in (paired, crowded)]
    )
