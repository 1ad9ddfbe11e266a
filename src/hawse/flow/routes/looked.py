"""Files read by the routes channel, and as many of its steps run as an answer needs."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from hawse.core.errors import LedgerError, SourceError
from hawse.engine.catalog import Told
from hawse.engine.protocol import Engine
from hawse.engine.reading import Reading
from hawse.flow.part import country, part_run

Row = dict[str, Any]
ARCHIVE: Final = "mrt"
NETWORK: Final = re.compile(r"(?P<prefix>as:?)?(?P<number>[0-9]{1,10})", re.IGNORECASE)
MOST_AS: Final = (1 << 32) - 1


@dataclass(frozen=True)
class Looked:
    """An engine that has read files and run some steps, and the archives that it left aside."""

    held: Engine
    archives: tuple[Reading, ...]
    target: str

    def rows(self, table: str) -> list[Row]:
        """Give the rows of one table."""
        found: list[Row] = self.held.table(table).to_pylist()
        return found

    def inside(self, day: date | None) -> set[int]:
        """Give the AS numbers of the target on a day; on any if none is given."""
        if self.target.startswith("as:"):
            return {int(self.target[3:])}
        return {
            int(str(r["child"])[3:])
            for r in self.rows("belongs")
            if r["parent"] == self.target and str(r["child"]).startswith("as:")
            if day is None or ((r["from"] or day) <= day <= (r["to"] or day))
        }

    def countries(self) -> dict[int, str]:
        """Give each AS its country; the later span stands where there are several."""
        listed = sorted(
            (r for r in self.rows("belongs") if str(r["child"]).startswith("as:")),
            key=lambda r: (r["from"] or date.min, r["parent"]),
        )
        return {int(r["child"][3:]): str(r["parent"]).removeprefix("country:") for r in listed}


@contextmanager
def looked(
    files: Iterable[Path], target: str, makes: Collection[str], told: Told, *, archives: bool
) -> Iterator[Looked]:
    """Read files and run what some tables need; ``archives`` says whether MRT goes into the store.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken; the target is no target.
    """
    named = typed(target)

    def aside(one: Reading) -> bool:
        return not archives and one.reader.name == ARCHIVE

    with part_run("routes", files, named, makes, told, aside) as (held, left):
        yield Looked(held, left, named)


def typed(target: str) -> str:
    """Give a target as a typed id: KP is a country, as:131279 or AS131279 a network.

    Raises:
        LedgerError: it is neither a country's two letters nor an AS number.
    """
    if (found := NETWORK.fullmatch(target.strip())) and found["prefix"]:
        return f"as:{number_of(target)}"
    if (named := country(target)) is not None:
        return named
    raise LedgerError(
        f"target {target!r} is none; write a country as KP, or a network as as:131279"
    )


def number_of(network: int | str) -> int:
    """Give an AS number: 4837, AS4837 or as:4837.

    Raises:
        LedgerError: it is none.
    """
    found = NETWORK.fullmatch(str(network).strip())
    if found is None or int(found["number"]) > MOST_AS:
        raise LedgerError(f"network {network!r} is none; write its AS number, as 4837")
    return int(found["number"])


def need(seen: Looked, what: str) -> None:
    """Refuse files without a routing table, naming what needs one."""
    if not seen.archives:
        raise SourceError(f"no routing table among the files; {what} is counted on MRT archives")
