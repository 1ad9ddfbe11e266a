"""The verb ``lists``: what changed between versions of lists, and what listed ones own."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cyclopts import App

import hawse
from hawse.cli.listed import MOST, show_rejects, show_versions, warn
from hawse.cli.options import Json
from hawse.cli.screen import line, print_json, table

if TYPE_CHECKING:  # a verb that is not typed costs no start-up
    from hawse.flow.listing import Listed

CHANGES = ("list", "from_version", "to_version", "party", "change", "what", "before", "after")
OWNED = ("entity", "name", "rule", "share", "chain", "locator")


def add(app: App) -> None:
    """Add the verb."""
    app.command(lists)


def lists(
    *files: Path,
    as_of: date | None = None,
    least_share: float = 0.5,
    more_than: bool = False,
    json: Json = False,
) -> None:
    """Say what changed between versions of sanctions lists, and what listed ones own or direct.

    Every difference between one version and the next is explained once: an entry added, removed
    or renumbered, a detail added, removed or respelled. Owners and directors come of
    FollowTheMoney files or of a CSV with owner, owned, share, from, to; what listed owners hold
    together is added up, chains are walked, rings once.

    Python twin: hawse.lists(files, as_of=day)

    Args:
        files: OFAC SDN, US CSL, UN, EU, UK or FollowTheMoney files, or a CSV of owners.
        as_of: The day for owners, as 2017-10-05; without it the newest day of any list.
        least_share: The share that listed owners have to hold together.
        more_than: Ask for more than that share, as the EU does; OFAC asks for as much.
        json: Print one JSON object.
    """
    found = hawse.lists(files, as_of=as_of, least_share=least_share, more_than=more_than)
    warn(found.alarms)
    if json:
        print_json(asdict(found))
    else:
        show(found)


def show(found: "Listed") -> None:
    """Print versions, changes counted and shown, owned ones with a chain to each."""
    show_versions(found.versions)
    told = Counter(f"{c['what']} {c['change'].replace('_', ' ')}" for c in found.changes)
    words = ", ".join(f"{n} {what}" for what, n in sorted(told.items()))
    line(f"{len(found.changes)} changes between versions: {words or 'none'}", "bold")
    table("Changes", found.changes[:MOST], CHANGES)
    owned = [
        {
            **o,
            "share": _share(o["share_low"], o["share_high"]),
            "chain": " > ".join(o["chain"] or ()),
        }
        for o in found.owned
    ]
    table(f"{len(owned)} owned or directed by listed ones on {found.as_of}", owned[:MOST], OWNED)
    if max(len(found.changes), len(owned)) > MOST:
        line(f"The first {MOST} of each are shown; --json prints all")
    show_rejects(found.rejects)


def _share(low: float | None, high: float | None) -> str:
    """Write a share as people do; one that was not said is empty."""
    ends = [f"{v * 100:.10g} %" for v in (low, high) if v is not None]
    return " to ".join(dict.fromkeys(ends))
