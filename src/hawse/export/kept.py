"""What every export begins with: the ledger's tables, each row marked where it is synthetic.

Most tables say so themselves. The lines of a synthetic file that could not be read, decisions and
replies about synthetic findings have the mark of what they are about.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from hawse.core.table import Column, Table
from hawse.core.tables import LEDGER
from hawse.core.tables.columns import SYNTHETIC
from hawse.ledger.store import Ledger

Row = dict[str, Any]
NEVER: Final = ("measures",)
"""Tables of reference rows: no case makes them up."""


def columns(name: str) -> tuple[Column, ...]:
    """Give a table's columns as they are exported: its own, and the mark where it lacks it."""
    own = LEDGER[name].columns
    return own if any(c.name == SYNTHETIC.name for c in own) else (*own, SYNTHETIC)


def tables(ledger: Ledger) -> Iterator[tuple[str, pa.Table]]:
    """Give every table of a ledger, each with a column ``synthetic``."""
    made_up = _made_up(ledger)
    for name in LEDGER:
        form = Table(name, columns(name))
        if form.names == LEDGER[name].names:
            yield name, ledger.table(name).select(list(form.names))
        else:
            rows = [{**r, "synthetic": _marked(r, made_up)} for r in ledger.rows(name)]
            yield name, form.rows([{n: r[n] for n in form.names} for r in rows])


def _made_up(ledger: Ledger) -> set[str]:
    """Give ids and keys of all synthetic rows that others may be about."""
    named = ("sources", "claims", "findings", "entries")
    rows = [r for t in named for r in ledger.rows(t) if r["synthetic"]]
    return {str(r[n]) for r in rows for n in ("id", "key") if r.get(n)}


def _marked(row: Mapping[str, Any], made_up: set[str]) -> bool:
    about = [row.get("source_id"), row.get("target_key"), *(row.get("finding_keys") or ())]
    return any(str(a) in made_up for a in about if a)
