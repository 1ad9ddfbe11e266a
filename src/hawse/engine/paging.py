"""One page of a table: what fits the filters, counted, ordered and cut, by DuckDB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from hawse.core.errors import LedgerError


@dataclass(frozen=True)
class Slice:
    """A page of rows, how many fit the filters, and how many each value of a column has."""

    rows: list[dict[str, Any]]
    total: int
    facets: Mapping[str, list[tuple[str, int]]]


def page_of(
    table: pa.Table,
    *,
    equal: Mapping[str, str],
    words: str = "",
    within: Sequence[str] = (),
    facets: Sequence[str] = (),
    order: Sequence[str] = ("id",),
    first: int = 0,
    most: int = 50,
) -> Slice:
    """Give the rows from ``first`` on, at most so many, that have these values and hold ``words``.

    ``words`` is looked for, letter case apart, in the columns ``within``. A facet counts what fits
    every filter but its own, so that a reader sees where else to go.

    Raises:
        LedgerError: a column that the table has not; names those it has.
    """
    wanted = {*equal, *within, *facets, *order}
    if unknown := sorted(wanted - set(table.column_names)):
        raise LedgerError(f"no column {unknown}; there are {sorted(table.column_names)}")
    with duckdb.connect(":memory:", config={"enable_external_access": False}) as base:
        base.execute("set timezone = 'UTC'")
        base.register("given", table)
        where, values = _where(equal, words, within)
        (total,) = base.execute(f"select count(*) from given {where}", values).fetchall()[0]  # noqa: S608 - names are the table's own, values are bound
        listed = ", ".join(f'"{n}"' for n in order)
        text = f"select * from given {where} order by {listed} limit ? offset ?"  # noqa: S608 - as above
        got: pa.Table = base.sql(text, params=[*values, most, first]).to_arrow_table()
        counted = {}
        for name in facets:
            but, held = _where({n: v for n, v in equal.items() if n != name}, words, within)
            also = f'{but} and "{name}" is not null' if but else f'where "{name}" is not null'
            text = f'select "{name}", count(*) from given {also} group by 1 order by 1'  # noqa: S608 - as above
            counted[name] = [(str(v), int(n)) for v, n in base.execute(text, held).fetchall()]
    return Slice(got.to_pylist(), int(total), counted)


def _where(equal: Mapping[str, str], words: str, within: Sequence[str]) -> tuple[str, list[str]]:
    """Write the condition with its values apart: nothing of a reader's stands in the text."""
    parts = [f'cast("{n}" as varchar) = ?' for n in equal]
    values = list(equal.values())
    if words and within:
        parts.append(
            "(" + " or ".join(f"contains(lower(coalesce(\"{n}\", '')), ?)" for n in within) + ")"
        )
        values += [words.lower()] * len(within)
    return ("where " + " and ".join(parts) if parts else ""), values
