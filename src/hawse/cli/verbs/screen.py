"""The verb ``screen``: who of a file is on which list, as of a day."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

import hawse
from hawse.cli.listed import MOST, show_rejects, show_versions, warn
from hawse.cli.options import Json, Threads
from hawse.cli.screen import Row, line, print_json_rows, table
from hawse.cli.telling import Telling

if TYPE_CHECKING:  # a verb that is not typed costs no start-up
    from hawse.flow.screened import Screened

Files = Annotated[tuple[Path, ...], Parameter(name=["--lists", "-l"], consume_multiple=True)]
HITS = ("row", "asked", "name", "list", "party", "by", "chance", "from", "to", "state", "reason")


def add(app: App) -> None:
    """Add the verb."""
    app.command(screen)


def screen(
    file: Path,
    *,
    lists: Files,
    as_of: date | None = None,
    least: float = 2.2,
    threads: Threads = 1,
    json: Json = False,
) -> None:
    """Screen the ships, companies and people of FILE against sanctions lists, as of a day.

    A hit is on the list on that day; each has its reasons for and against. No hit is an answer
    only for a day between two whole versions of a list; else the name was not examined, and the
    versions held are printed. A hit is a likeness, and not yet the same one.

    Python twin: hawse.screen(file, lists, as_of=day)

    Args:
        file: A CSV with a column name or full_name; schema, birth, country, imo, number help.
        lists: OFAC SDN, US CSL, UN, EU, UK or FollowTheMoney files, or folders of them; several
            versions of each.
        as_of: The day asked about, as 2017-10-05; without it the newest day of any list.
        least: The log-odds that a hit needs; lower finds more and errs more.
        threads: How many threads a step may use.
        json: Print one JSON object.
    """
    with Telling() as told:
        found = hawse.screen(
            file, list(lists), as_of=as_of, least=least, threads=threads, told=told
        )
    warn(found.alarms)
    if json:
        print_json_rows(vars(found))
    else:
        show(found)


def show(found: "Screened") -> None:
    """Print hits with reasons, what else was near, what was not examined, the versions held."""
    told = Counter(r["answer"] for r in found.answers)
    kinds = ("listed", "other", "no_hit", "not_examined")
    words = (f"{told[a]} {a.replace('_', ' ')}" for a in kinds if told[a])
    line(f"{found.rows} names as of {found.as_of}: {', '.join(words) or 'none'}", "bold")
    table(f"{len(found.hits)} hits in force", [_shown(h) for h in found.hits[:MOST]], HITS)
    if found.others:
        title = f"{len(found.others)} hits that are none on that day"
        table(title, [_shown(h) for h in found.others[:MOST]], HITS)
    if max(len(found.hits), len(found.others)) > MOST:
        line(f"The first {MOST} of each are shown; --json prints all")
    if found.not_examined:
        rows = [
            {"list": r["list"], "versions": r["versions_held"], "reason": r["why"]}
            for r in found.not_examined
        ]
        table("Not examined: no hit says nothing of these", rows, ("list", "versions", "reason"))
    show_versions(found.versions)
    show_rejects(found.rejects)


def _shown(hit: Row) -> Row:
    good, bad = "; ".join(hit["reasons_for"]), "; ".join(hit["reasons_against"])
    against = f" | against: {bad}" if bad else ""
    return {
        **hit,
        "by": hit["found_by"],
        "chance": "" if hit["chance"] is None else f"{hit['chance']:.3f}",
        "from": hit["in_force_from"],
        "to": hit["in_force_to"],
        "reason": f"for: {good or 'nothing'}{against}",
    }
