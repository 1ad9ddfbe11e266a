"""Lists by themselves: the versions held, what changed between them, what listed ones own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from hawse.channels.measures.lists.steps import CHANGED, OWNED
from hawse.channels.measures.screen.standing import Held
from hawse.core.channel import Setting
from hawse.core.tables import CASE_PERIOD
from hawse.flow.screening import read_lists, run_step

Row = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """What lists say by themselves.

    ``changes`` has each difference between neighbouring versions of a list, explained once;
    ``owned`` each entity that listed ones own by the rule, may own, or direct on ``as_of``.
    """

    as_of: date
    versions: list[Row]
    alarms: tuple[str, ...]
    changes: list[Row]
    owned: list[Row]
    rejects: list[Row]


def lists(
    files: Sequence[Path],
    *,
    as_of: date | None = None,
    least_share: float = 0.5,
    more_than: bool = False,
) -> Listed:
    """Read lists; tell their versions, the changes between them, and what listed ones own.

    ``as_of`` is the day for owners; the newest day of any list, if none is given. An entity
    counts where listed owners hold ``least_share`` together, or more than it with ``more_than``
    (EU best practice; OFAC's rule is half or more).

    Raises:
        SourceError: a file is missing, empty, or no reader takes it.
        ReadError: a file is broken.
    """
    held = read_lists(files, index=False)
    tables = {**held.tables, "case_period": CASE_PERIOD.empty()}
    versions = tables["list_versions"].to_pylist()
    day = as_of or Held(versions).newest() or date.max
    rule: dict[str, Setting] = {
        "least_share": least_share,
        "more_than": more_than,
        "as_of": day.isoformat(),
    }
    return Listed(
        as_of=day,
        versions=versions,
        alarms=held.alarms,
        changes=run_step(CHANGED, tables).to_pylist(),
        owned=run_step(replace(OWNED, settings={**OWNED.settings, **rule}), tables).to_pylist(),
        rejects=tables["rejects"].to_pylist(),
    )
