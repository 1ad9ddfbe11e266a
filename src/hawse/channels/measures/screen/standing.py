"""When an entry was on its list.

From its own dates and from the versions of the list that are held.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

Row = Mapping[str, Any]
IN_FORCE, NOT_YET, ENDED, CANNOT_TELL = "in_force", "not_yet", "ended", "cannot_tell"


class Standing(NamedTuple):
    """An entry's time on a list.

    It was listed at the latest on ``sure_from`` and at least to ``sure_to``; ``first`` is the
    day that the list itself names, ``gone`` the earliest day at which a version lacks it or
    that the list names as end.
    """

    first: date | None
    sure_from: date | None
    sure_to: date | None
    gone: date | None
    versions: tuple[str, ...]
    not_before: date | None

    def on(self, day: date) -> str:
        """Say how the entry stood on a day; a day outside what is known cannot be told."""
        start = self.first or self.sure_from
        if start is None:
            return CANNOT_TELL
        if day < start:
            told = self.first or (self.not_before is not None and day <= self.not_before)
            return NOT_YET if told else CANNOT_TELL
        if self.gone is not None and day >= self.gone:
            return ENDED
        return IN_FORCE if self.sure_to is not None and day <= self.sure_to else CANNOT_TELL


class Held:
    """The versions of every list that are held, in the order of their days."""

    def __init__(self, versions: Iterable[Row]) -> None:
        self.of: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(
            versions, key=lambda v: (v["list"], str(v["first_on"]), v["version"], v["source_id"])
        ):
            self.of[row["list"]].append(row)

    def newest(self) -> date | None:
        """Give the newest day of any version."""
        newest = max((_last(v) for vs in self.of.values() for v in vs), default=date.min)
        return newest if newest > date.min else None

    def covers(self, name: str, day: date) -> bool:
        """Say whether a day lies between two whole versions of a list, or on one.

        Only then is no hit an answer.

        Raises nothing for a list that is not held: it covers no day.
        """
        whole = [v for v in self.of.get(name, ()) if v["whole"] and v["first_on"]]
        begun = any(v["last_on"] and v["last_on"] <= day for v in whole)
        return begun and any(v["first_on"] >= day for v in whole)

    def standing(self, rows: Iterable[Row]) -> Standing:
        """Work out an entry's standing from its rows, one for each version that has it."""
        rows = list(rows)
        name, having = rows[0]["list"], {r["version"] for r in rows}
        dated = [v for v in self.of.get(name, ()) if v["first_on"]]
        with_it = [v for v in dated if v["version"] in having]
        firsts = [r["listed_on"] for r in rows if r["listed_on"]]
        ends = [r["removed_on"] for r in rows if r["removed_on"]]
        sure_from = min(
            (v["first_on"] for v in with_it if v["last_on"]), default=min(firsts, default=None)
        )
        sure_to = max((_last(v) for v in with_it), default=min(firsts, default=None))
        without = [v for v in dated if v["whole"] and v["last_on"] and v["version"] not in having]
        before = [v["first_on"] for v in without if sure_from and v["last_on"] < sure_from]
        gone = min(
            [*ends, *(v["last_on"] for v in without if sure_to and v["first_on"] > sure_to)],
            default=None,
        )
        return Standing(
            min(firsts, default=None),
            sure_from,
            sure_to,
            gone,
            tuple(sorted(having)),
            max(before, default=None),
        )


def _last(version: Row) -> date:
    day: date | None = version["last_on"] or version["first_on"]
    return day or date.min


def not_examined(held: Held, day: date) -> list[dict[str, Any]]:
    """Give, for every list, why no hit is no answer on a day.

    Nothing for lists whose versions lie around it.
    """
    found = []
    for name, versions in sorted(held.of.items()):
        if not held.covers(name, day):
            words = ", ".join(f"{v['version']}{'' if v['whole'] else ' (cut)'}" for v in versions)
            found.append(
                {
                    "list": name,
                    "as_of": day,
                    "versions_held": words,
                    "why": f"{day} lies between no two versions held of {name}; "
                    "a name without a hit was not examined",
                }
            )
    return found
