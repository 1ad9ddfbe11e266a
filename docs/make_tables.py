"""Write docs/tables.md from the code: every table with unit and meaning for every column.

python docs/make_tables.py
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from hawse.channels import channels
from hawse.core.table import Table
from hawse.core.tables import LEDGER, SHARED

PAGE = Path(__file__).parent / "tables.md"
HEAD = """\
# Tables

Written by `docs/make_tables.py` from the code; a test fails if it is stale. A null means *not said* or
*not seen*, never zero. Periods are half open. Instants are UTC.
"""


def page() -> str:
    """Give the page's text."""
    return "\n".join(lines()) + "\n"


def lines() -> Iterator[str]:
    """Give the page line by line."""
    yield HEAD
    yield "## The ledger: `OUT/ledger/*.parquet`"
    yield from tables(LEDGER.values())
    yield "\n## What steps see besides"
    yield "\n`claims` and `findings` carry an `evidence` list here and no ids; the ledger gives them ids.\n"
    same = {name for name, table in LEDGER.items() if SHARED.get(name) == table}
    yield from tables(table for name, table in SHARED.items() if name not in same)
    for channel in channels():
        if channel.tables:
            yield f"\n## Channel `{channel.name}`\n\n{channel.question}"
            yield from tables(channel.tables)
    yield "\n## Kinds of statement\n"
    yield "| kind | channel | meaning | unit | quantity | weighed by |"
    yield "|---|---|---|---|---|---|"
    for channel in channels():
        for k in channel.kinds:
            cells = (f"`{k.name}`", channel.name, k.meaning, k.unit, k.quantity_kind, k.weigh)
            yield row(cells)


def tables(every: Iterable[Table]) -> Iterator[str]:
    """Give one section a table."""
    for table in every:
        order = f", ordered by {', '.join(table.order)}" if table.order else ""
        yield f"\n### {table.name}\n\n{len(table.columns)} columns{order}.\n"
        yield "| column | type | unit | meaning |"
        yield "|---|---|---|---|"
        for column in table.columns:
            yield row((f"`{column.name}`", kind(column.type), column.unit, column.meaning))


def kind(given: pa.DataType) -> str:
    """Give a type's short name."""
    if pa.types.is_list(given):
        return f"list of {kind(given.value_type)}"
    if pa.types.is_struct(given):
        return "struct of " + ", ".join(given.field(n).name for n in range(given.num_fields))
    return "instant" if pa.types.is_timestamp(given) else str(given)


def row(cells: Iterable[str]) -> str:
    """Give one row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
