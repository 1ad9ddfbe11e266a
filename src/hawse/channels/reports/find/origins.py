"""Where a sentence comes from: the earliest article that has it, through aligned sentences."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

Place = tuple[str, int]  # article id, sentence
_LATE: Final = "9999"


class Origins:
    """The links between sentences of related articles, and the days of those articles.

    Examples:
        A reprint's sentence 5 that aligns with the wire story's sentence 5 originates there; a
        sentence that only the reprint has originates in the reprint.
    """

    def __init__(
        self, aligned: Iterable[Mapping[str, object]], days: Mapping[str, datetime | None]
    ) -> None:
        self.parents: dict[Place, list[Place]] = {}
        self.children: dict[Place, list[Place]] = {}
        self.cut: set[tuple[Place, Place]] = set()
        self.days = days
        for row in aligned:
            if row["child_sentence"] is None or row["parent_sentence"] is None:
                continue
            child = (str(row["child"]), int(str(row["child_sentence"])))
            parent = (str(row["parent"]), int(str(row["parent_sentence"])))
            self.parents.setdefault(child, []).append(parent)
            self.children.setdefault(parent, []).append(child)
            if "attribution_cut" in str(row["ops"]):
                self.cut.add((child, parent))

    def ancestors(self, place: Place) -> list[Place]:
        """Give every sentence that this one goes back to, nearest first.

        A circle is walked once.
        """
        seen = {place}
        found: list[Place] = []
        wave = [place]
        while wave:
            wave = [p for at in wave for p in sorted(self.parents.get(at, ())) if p not in seen]
            wave = list(dict.fromkeys(wave))
            seen.update(wave)
            found += wave
        return found

    def origin(self, place: Place, holds: Callable[[Place], bool]) -> str:
        """Give the article that a sentence's claim goes back to: the earliest dated root.

        ``holds`` says whether an ancestor's sentence makes the claim too: a figure that an editor
        changed is not the ancestor's, so it begins where it was changed.
        """
        above = {place, *(p for p in self.ancestors(place) if holds(p))}
        roots = [p for p in above if above.isdisjoint(self.parents.get(p, ()))] or list(above)
        return min(roots, key=self._age)[0]

    def order(self, articles: Iterable[str]) -> list[str]:
        """Give articles so that, as far as there is no circle.

        Parents come before their children.
        """
        above: dict[str, set[str]] = {a: set() for a in articles}
        for child, parents in self.parents.items():
            above.setdefault(child[0], set()).update(p[0] for p in parents if p[0] != child[0])
        done: dict[str, None] = {}
        left = sorted(above)
        while left:
            ready = [a for a in left if above[a] <= done.keys()] or [
                min(left, key=lambda a: self._age((a, 0)))
            ]
            done.update(dict.fromkeys(ready))
            left = [a for a in left if a not in done]
        return list(done)

    def _age(self, place: Place) -> tuple[str, str, int]:
        at = self.days.get(place[0])
        return (at.isoformat() if at else _LATE, place[0], place[1])
