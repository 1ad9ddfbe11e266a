"""What is served: one ledger with its page, where its sources lie, and perhaps an earlier run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from hawse.core.errors import LedgerError
from hawse.dossier.book import LETTERS
from hawse.dossier.shortids import shorten
from hawse.engine.paging import Slice, page_of
from hawse.ledger.changes import Change, changes
from hawse.ledger.store import Ledger
from hawse.ledger.trace import Index, trail
from hawse.serve.around import Around, around

FILTERS: Final = ("channel", "kind", "basis", "synthetic")
SEARCHED: Final = ("says", "subject", "counterpart", "item", "id", "key")
PAGE: Final = 50

Row = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """All that a view may look at; ``where`` gives the file behind a path, or ``None``.

    ``cut`` says what is left if a line is cut, ``cuttable`` which lines there are.
    """

    question: str
    ledger: Ledger
    page: bytes
    where: Callable[[str], Path | None]
    earlier: Ledger | None = None
    earlier_name: str = ""
    cut: Callable[..., Row] | None = None
    cuttable: Callable[[], Row] | None = None

    @cached_property
    def index(self) -> Index:
        """Give the ledger's rows by id and by key."""
        return Index(self.ledger)

    @cached_property
    def short(self) -> Mapping[str, str]:
        """Give the short ids that the page shows, as anchors."""
        made: dict[str, str] = {}
        for table, letter in LETTERS.items():
            made |= shorten(letter, (str(r["id"]) for r in self.ledger.rows(table)))
        return made

    def one(self, wanted: str) -> str:
        """Give the one id that a text names.

        Raises:
            LedgerError: it names none, or several.
        """
        ids = self.index.ids(wanted)
        if len(ids) > 1:
            raise LedgerError(f"{wanted!r} is the key of several rows: {', '.join(ids)}")
        return ids[0]

    def trail(self, wanted: str) -> Row:
        """Walk an id back to file, place and hash."""
        return trail(self.index, self.one(wanted)).plain()

    def findings(self, asked: Mapping[str, str], number: int) -> Slice:
        """Give one page of the findings that fit."""
        equal = {n: asked[n] for n in FILTERS if asked.get(n)}
        return page_of(
            self.ledger.table("findings"),
            equal=equal,
            words=asked.get("words", ""),
            within=SEARCHED,
            facets=FILTERS,
            order=("channel", "kind", "id"),
            first=(number - 1) * PAGE,
            most=PAGE,
        )

    def sources(self) -> Sequence[Row]:
        """Give the sources in the order of their paths."""
        return sorted(self.ledger.rows("sources"), key=lambda r: (r["path"], r["id"]))

    def around(self, wanted: str) -> tuple[Row, Around]:
        """Give an evidence row and what stands around it in its file now.

        Raises:
            LedgerError: it is no evidence row, or its source is not in the ledger.
        """
        table, row = self.index.rows[self.one(wanted)]
        if table != "evidence":
            raise LedgerError(f"{wanted!r} is in {table}; give the id of an evidence row (e...)")
        _, source = self.index.rows.get(row["source_id"], ("", None))
        if source is None:
            raise LedgerError(f"the source of {wanted!r} is not in this ledger; run hawse verify")
        path = str(source["path"])
        return row, around(path, source["id"], str(row["locator"]), self.where(path))

    def changes(self) -> list[Change]:
        """Say what changed since the earlier run.

        Raises:
            LedgerError: none was given.
        """
        if self.earlier is None:
            raise LedgerError("no earlier run was given; start with hawse serve OUT --against OUT")
        return changes(self.earlier, self.ledger)
