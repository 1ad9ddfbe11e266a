"""The README that goes with every export: where it is from, and what each column means."""

from collections.abc import Iterable
from typing import Final

from hawse.core.table import Column
from hawse.core.tables import LEDGER
from hawse.export.kept import columns
from hawse.ledger.store import Ledger

WORDS: Final = """# {title}

Exported by Hawse {version} from the ledger of case {case}.
SHA-256 of that ledger: {digest}

{handling}

{about}

## How to read it

* A null (an empty cell) means *not said* or *not seen*, never zero.
* Periods are half open: `period_end` is the first instant after. All instants are UTC.
* `basis` is one of observed, reported, estimated, assumed. They are four different words.
* `id` is a hash of a row's content and changes with it; `key` is stable and is what to cite.
* `synthetic` marks rows that were made up. They are no evidence of anything: leave them out
  before you count, draw or publish.
* Every figure walks back: `evidence_ids` lead to `evidence`, its `source_id` to `sources`, whose
  `id` is the SHA-256 of the file.
"""
SYNTHETIC: Final = "{n} rows of this ledger are SYNTHETIC. Do not cite them."
REAL: Final = "No row of this ledger is synthetic."


def readme(
    ledger: Ledger, title: str, about: str, said: dict[str, str], made: Iterable[str] = LEDGER
) -> str:
    """Word the README; ``made`` names the tables whose columns it explains."""
    n = sum(bool(r.get("synthetic")) for t in LEDGER for r in ledger.rows(t))
    handling = SYNTHETIC.format(n=n) if n else REAL
    head = WORDS.format(title=title, about=about, handling=handling, digest=ledger.digest, **said)
    return head + "".join(
        dictionary(name, columns(name), ledger.table(name).num_rows) for name in made
    )


def dictionary(name: str, own: Iterable[Column], rows: int) -> str:
    """Word the columns of one table: name, type, unit, meaning."""
    lines = [f"| `{c.name}` | {c.type} | {c.unit} | {_cell(c.meaning)} |" for c in own]
    head = f"\n## {name}\n\n{rows} rows\n\n| column | type | unit | meaning |\n|---|---|---|---|\n"
    return head + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
