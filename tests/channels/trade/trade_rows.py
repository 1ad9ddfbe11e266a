"""Lines of reported figures, and the facts that ship, for the tests of this folder."""

import pyarrow as pa

from hawse.channels.trade import CHANNEL
from hawse.channels.trade.read.reported_figures import NEEDED
from hawse.core.source import Source
from hawse.core.tables import SHARED
from hawse.engine.reading import facts_reader

HEADER = ",".join(NEEDED)


def csv_of(lines: str) -> bytes:
    """Give a file of reported figures: the header, then the lines as they stand."""
    body = "\n".join(line.strip() for line in lines.strip().splitlines())
    return f"{HEADER}\n{body}\n".encode()


def facts(name: str) -> pa.Table:
    """Read a facts file of the channel as the engine does."""
    table = {t.name: t for t in CHANNEL.tables}.get(name) or SHARED[name]
    one = next(f for f in CHANNEL.facts if f.table == name)
    with one.path.open("rb") as file:
        batches = [b for _, b in facts_reader(one, table).rows(file, Source("f" * 64, name))]
    return pa.Table.from_batches(batches)
