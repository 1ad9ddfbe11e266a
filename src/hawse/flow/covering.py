"""Which measures cover an act, which do not, and why; or which are in force on a day."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from hawse.channels.measures import CHANNEL
from hawse.channels.measures.act.act import SIDES, Act, Judged
from hawse.channels.measures.act.judge import Tables, in_words, judged
from hawse.channels.measures.read import measures_csv
from hawse.core.errors import HawseError
from hawse.core.source import Source
from hawse.core.units import UNITS
from hawse.engine.files import head_of, open_source, sha256
from hawse.engine.reading import facts_reader

Row = dict[str, Any]
_TABLES: Final = {t.name: t for t in CHANNEL.tables}
_LONGEST_CODE: Final = 10


class AskError(HawseError):
    """What was asked cannot be: an option has a value that means nothing."""

    exit_code = 2


@dataclass(frozen=True)
class Covering:
    """An act, the sentence about it, and every measure against its target with its answer."""

    act: Act
    says: str
    judged: tuple[Judged, ...]
    rejects: tuple[Row, ...]


def measures(
    on: date,
    target: str,
    *,
    hs: str | None = None,
    side: str | None = None,
    subject: str | None = None,
    parties: Sequence[str] = (),
    quantity: float | None = None,
    unit: str | None = None,
    contracted: date | None = None,
    more: Sequence[Path] = (),
) -> Covering:
    """Say which measures would cover an act, which would not, and why.

    ``target`` is a country's ISO 3166 alpha-2 code; ``more`` are CSVs of measures, whose rows
    stand for ours of the same id. The other arguments are those of ``Act``.

    Raises:
        AskError: a side, code, unit or target that means nothing; all that is wrong at once.
        SourceError, ReadError: a file of measures is missing or broken.
    """
    reference = {name: _facts(name) for name in (*Tables._fields[1:], "known_measures")}
    act = Act(
        on, f"country:{target.upper()}", side, hs, subject,
        tuple(p.removeprefix("imo:").removeprefix("country:") for p in parties),
        quantity, unit, contracted,
    )  # fmt: skip
    if wrong := faults(act, {r["target"] for r in reference["regimes"]}):
        raise AskError("; ".join(wrong))
    given, rejects = _given(more)
    rows = [*(r for r in reference["known_measures"] if r["id"] not in given), *given.values()]
    found = judged(act, Tables(rows, *(reference[n] for n in Tables._fields[1:])))
    return Covering(act, in_words(act, found), tuple(found), tuple(rejects))


def faults(act: Act, targets: set[str]) -> list[str]:
    """Say what of an act means nothing, all at once; nothing for one that can be judged."""
    target, amount = act.target.removeprefix("country:"), act.quantity
    known = sorted(t.removeprefix("country:") for t in targets)
    said = {
        f"target {target!r}: measures are held against {known}": act.target not in targets,
        f"side {act.side!r}: wanted one of {list(SIDES)}": act.side not in {None, *SIDES},
        f"HS code {act.hs!r}: wanted two to ten digits": not _is_code(act.hs),
        f"unit {act.unit!r}: wanted one of {sorted(UNITS)}": act.unit not in {None, *UNITS},
        "a quantity needs its unit, and a unit its quantity": (amount is None) != (not act.unit),
        f"quantity {amount!r}: wanted an amount of 0 or more": not 0 <= (amount or 0) < math.inf,
    }
    return [words for words, is_wrong in said.items() if is_wrong]


def _is_code(hs: str | None) -> bool:
    return hs is None or (hs.isascii() and hs.isdigit() and 1 < len(hs) <= _LONGEST_CODE)


def _facts(name: str) -> list[Row]:
    """Read reference rows as the engine reads them."""
    one = next(f for f in CHANNEL.facts if f.table == name)
    with one.path.open("rb") as file:
        batches = facts_reader(one, _TABLES[name]).rows(file, Source("hawse", one.path.name))
        return [row for table, batch in batches if table == name for row in batch.to_pylist()]


def _given(paths: Sequence[Path]) -> tuple[dict[str, Row], list[Row]]:
    """Read files of measures; of rows with one id the first counts, as in a case."""
    rows: dict[str, Row] = {}
    rejects: list[Row] = []
    for path in paths:
        if not measures_csv.accepts(path, head_of(path)):
            raise AskError(
                f"{path}: is no table of measures; its first line has to name "
                f"{list(measures_csv.NEEDED)}"
            )
        with open_source(path) as file:
            for table, batch in measures_csv.READER.rows(file, Source(sha256(path), path.name)):
                for row in batch.to_pylist():
                    if table == "rejects":
                        rejects.append(row)
                    else:
                        rows.setdefault(row["id"], row)
    return rows, rejects
