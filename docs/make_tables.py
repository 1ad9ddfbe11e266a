"""Write docs/tables.md and a page a channel from the code and the channels' own READMEs.

python docs/make_tables.py
"""

from collections.abc import Iterable, Iterator
from inspect import getfile
from pathlib import Path

import pyarrow as pa

import hawse.channels
from hawse.channels import channels
from hawse.core.channel import Channel
from hawse.core.table import Table
from hawse.core.tables import LEDGER, SHARED

DOCS = Path(__file__).parent
HEAD = """\
# Tables

Written by `docs/make_tables.py` from the code; a test fails if it is stale. A null means *not said* or
*not seen*, never zero. Periods are half open. Instants are UTC. What a channel alone keeps stands on its
page:
"""
STALE = """\

The rest of this page is written by `docs/make_tables.py` from the code.
"""


def pages() -> dict[str, str]:
    """Give the text of every page that is made here, by its name."""
    made = {"tables.md": "\n".join(shared()) + "\n"}
    for channel in channels():
        made[f"{channel.name}.md"] = "\n".join(alone(channel)) + "\n"
    return made


def shared() -> Iterator[str]:
    """Give the page of the tables that all channels share, line by line."""
    yield HEAD
    yield ", ".join(f"[{channel.name}]({channel.name}.md)" for channel in channels()) + "."
    yield "\n## The ledger: `OUT/ledger/*.parquet`"
    yield from tables(LEDGER.values())
    yield "\n## What steps see besides"
    yield "\n`claims` and `findings` carry an `evidence` list here and no ids; the ledger gives them ids.\n"
    same = {name for name, table in LEDGER.items() if SHARED.get(name) == table}
    yield from tables(table for name, table in SHARED.items() if name not in same)


def alone(channel: Channel) -> Iterator[str]:
    """Give one channel's page: its README, then what the code says of it."""
    folder = Path(getfile(hawse.channels)).parent / channel.name
    yield (folder / "README.md").read_text("utf-8").rstrip()
    yield STALE
    yield "## Readers\n\n| reader | version | tables it fills |\n|---|---|---|"
    for reader in channel.readers:
        yield row((f"`{reader.name}`", str(reader.version), ", ".join(reader.makes)))
    yield "\n## Kinds of statement\n\n| kind | meaning | unit | quantity | weighed by |\n|---|---|---|---|---|"
    for k in channel.kinds:
        yield row((f"`{k.name}`", k.meaning, k.unit, k.quantity_kind, k.weigh))
    yield "\n## Steps and their settings\n"
    yield f"A case sets them under `[{channel.name}.STEP]`.\n"
    yield "| step | reads | makes | settings, with what holds unless the case says otherwise |\n|---|---|---|---|"
    for step in channel.steps:
        told = ", ".join(f"`{name} = {value}`" for name, value in step.settings.items())
        reads = ", ".join((*step.reads, *step.whole))
        yield row((f"`{step.name}`", reads, step.makes, told or "-"))
    if channel.tables:
        yield "\n## Tables"
        yield from tables(channel.tables)


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
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
