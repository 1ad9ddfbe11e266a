"""Screen a file of names against sanctions lists, as of a day, without a case file.

The file is read and screened in parts, so that a million names need no more memory than some
thousands of them, the hits, and a few bytes for each name's answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.measures.lists.numbers import imo_in
from hawse.channels.measures.screen import names_csv
from hawse.channels.measures.screen.known import with_publication
from hawse.channels.measures.screen.standing import Held, not_examined
from hawse.channels.measures.screen.tables import HITS, SCREENED
from hawse.engine.catalog import Told
from hawse.engine.files import open_source
from hawse.engine.work import sorted_rows
from hawse.flow import silent
from hawse.flow.rows import Rows
from hawse.flow.screening import Lists, Tables, facts, read_lists, read_parts, run_steps

Row = dict[str, Any]
ANSWERS: Final = pa.schema(
    [
        ("row", pa.string()),
        ("name", pa.string()),
        ("answer", pa.string()),
        ("lists_silent", pa.list_(pa.string())),
    ]
)
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class Screened:
    """What a screening found, and of what it can say nothing.

    ``hits`` were in force on the day; ``others`` were not, cannot be told, or a different IMO
    number speaks against them. ``not_examined``: the lists for which no hit is no answer on
    that day. ``answers`` has one row for each name: ``listed``; ``other`` (a hit that was not in
    force, cannot be told, or is vetoed); ``no_hit``; or ``not_examined``, where a list that was
    given says nothing of that day.
    """

    as_of: date
    hits: Sequence[Row]
    others: Sequence[Row]
    not_examined: list[Row]
    versions: list[Row]
    alarms: tuple[str, ...]
    rejects: Sequence[Row]
    rows: int
    answers: Sequence[Row]


def screen(
    names: Path,
    lists: Sequence[Path],
    *,
    as_of: date | None = None,
    least: float = 2.2,
    threads: int = 1,
    told: Told = silent,
) -> Screened:
    """Screen a CSV of names against lists, as of a day.

    The newest day of any list, if none is given.

    ``least`` is the log-odds that a hit needs. A folder among the lists stands for the lists in
    it. ``told`` is called with what is done, how many lines of it, of how many. Columns of the
    CSV: see ``channels.measures.screen.names_csv``.

    Raises:
        SourceError: a file is missing, or no reader takes it.
        ReadError: a file is broken.
    """
    held = read_lists(lists)
    versions = held.tables["list_versions"].to_pylist()
    day = as_of or Held(versions).newest() or date.max
    unseen = [*not_examined(Held(versions), day), *_silent(held, versions, day)]
    found, said, bad = [HITS.empty()], [ANSWERS.empty_table()], [held.tables["rejects"]]
    numbers = _imos(held.tables)
    for asked in _parts(names, told):
        made = run_steps(held, asked, threads=threads, least=least, as_of=day.isoformat())
        hits = _with_days(made[HITS.name], numbers)
        found.append(hits)
        said.append(_answers(asked[SCREENED.name], hits, [u["list"] for u in unseen]))
        bad.append(asked["rejects"])
    every = sorted_rows(pa.concat_tables(found), HITS.order)
    now = pc.equal(every["state"], "in_force")
    answers = pa.concat_tables(said)
    return Screened(
        as_of=day,
        hits=Rows(every.filter(now)),
        others=Rows(every.filter(pc.invert(now))),
        not_examined=unseen,
        versions=versions,
        alarms=held.alarms,
        rejects=Rows(pa.concat_tables(bad)),
        rows=answers.num_rows,
        answers=Rows(answers),
    )


def _silent(held: Lists, versions: Sequence[Row], day: date) -> list[Row]:
    """Say of files that name nobody, and where no file is a list, that they are no answer."""
    told = [(name, f"{name} names nobody; a list without an entry is no answer")
            for name in held.empty]  # fmt: skip
    if not versions and not told:
        told = [("no list", "none of the files lists anybody; give a sanctions list")]
    return [{"list": n, "as_of": day, "versions_held": "", "why": why} for n, why in told]


def _parts(names: Path, told: Told) -> Iterator[Tables]:
    """Read the file part by part, and tell how far it is where there are several."""
    done, of = 0, _lines(names)
    say = told if of > names_csv.BATCH else silent
    for asked in read_parts(names_csv.READER, names):
        say(f"screen {names.name}", done, of)
        yield asked
        done += asked[SCREENED.name].num_rows + asked["rejects"].num_rows
    say(f"screen {names.name}", of, of)


def _lines(path: Path) -> int:
    """Count the lines after the header: no fewer than there are rows."""
    if not path.is_file():
        return 0
    with open_source(path) as file:
        blocks = iter(lambda: file.read(_BLOCK), b"")
        return max(0, sum(block.count(b"\n") for block in blocks) - 1)


def _with_days(hits: pa.Table, numbers: Mapping[tuple[str, str], str]) -> pa.Table:
    """Put the second clock beside the hits of one part."""
    if not hits.num_rows:
        return hits
    return HITS.rows(with_publication(hits.to_pylist(), facts("known_measures"), numbers))


def _answers(rows: pa.Table, hits: pa.Table, silent_lists: list[str]) -> pa.Table:
    """Say of each screened row what can be said: no hit is one only where all was seen."""
    at = pc.equal(hits["state"], "in_force")
    states = pa.array(["listed", "other", "not_examined" if silent_lists else "no_hit"])
    listed, other = (
        pc.is_in(rows["locator"], pc.unique(hits["asked_locator"].filter(which)))
        for which in (at, pc.invert(at))
    )
    answer = pc.if_else(listed, states[0], pc.if_else(other, states[1], states[2]))
    bare = pc.equal(answer, "not_examined").to_pylist()
    silence = pa.array([silent_lists if b else [] for b in bare], pa.list_(pa.string()))
    return pa.table([rows["row"], rows["name"], answer, silence], schema=ANSWERS)


def _imos(tables: Tables) -> dict[tuple[str, str], str]:
    rows = tables["listed_identifiers"].select(["list", "party", "kind", "value"]).to_pylist()
    return {(r["list"], r["party"]): imo_in(r["value"]) for r in rows if r["kind"] == "imo"}
