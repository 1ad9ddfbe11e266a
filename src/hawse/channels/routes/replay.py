"""A routing table at any second: a dump, then every update applied in order.

Rows are those of ``routes_seen`` or of the decoder, for a target's prefixes. A session that goes
down takes its routes with it (RFC 4271, 6.7); a withdrawal takes one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final, NamedTuple

import numpy as np

ESTABLISHED: Final = 6
LONGEST_SILENCE: Final = timedelta(days=2)
Row = Mapping[str, Any]


class Event(NamedTuple):
    """An upstream begins or ceases to be on the way to a prefix."""

    at: datetime
    event: str
    prefix: str
    upstream: int
    vantages: int


class ShareAt(NamedTuple):
    """An upstream's part of the addresses from an instant on: median over vantage ASes."""

    at: datetime
    upstream: int
    share: float
    low: float
    high: float
    vantages: int


@dataclass
class Replay:
    """The table as it stands: what each router of a collector holds for each prefix."""

    held: dict[tuple[str, str], dict[tuple[str, int | None], int | None]] = field(
        default_factory=dict
    )
    peer_as: dict[tuple[str, str], int] = field(default_factory=dict)

    def apply(self, row: Row) -> None:
        """Apply one row: a route of a dump, an announcement, a withdrawal or a state change."""
        peer, key = (row["collector"], row["peer"]), (row["prefix"], row["path_id"])
        self.peer_as[peer] = row["peer_as"]
        mine = self.held.setdefault(peer, {})
        if row["kind"] == "state":
            if row["state_new"] != ESTABLISHED:
                mine.clear()
        elif row["kind"] == "withdraw":
            mine.pop(key, None)
        else:
            mine[key] = row["upstream"]

    def ways(self) -> dict[tuple[str, int], int]:
        """Give each prefix and upstream the number of vantage ASes that go that way."""
        seen: dict[tuple[str, int], set[int]] = {}
        for peer, routes in self.held.items():
            for (prefix, _), upstream in routes.items():
                if upstream is not None:
                    seen.setdefault((prefix, upstream), set()).add(self.peer_as[peer])
        return {key: len(seen[key]) for key in sorted(seen)}

    def shares(self, weight: Mapping[str, int]) -> dict[int, list[float]]:
        """Give each upstream its share of the addresses at each vantage AS that sees any."""
        by_as: dict[int, list[dict[int, float]]] = {}
        for peer in sorted(self.held):
            sums: dict[int, int] = {}
            for (prefix, _), upstream in sorted(self.held[peer].items(), key=repr):
                if upstream is not None:
                    sums[upstream] = sums.get(upstream, 0) + weight.get(prefix, 0)
            if total := sum(sums.values()):
                one = {u: w / total for u, w in sums.items()}
                by_as.setdefault(self.peer_as[peer], []).append(one)
        upstreams = sorted({u for listed in by_as.values() for one in listed for u in one})
        return {
            u: [sum(one.get(u, 0.0) for one in by_as[a]) / len(by_as[a]) for a in sorted(by_as)]
            for u in upstreams
        }

    def visible(self, prefixes: Iterable[str]) -> dict[str, int]:
        """Give each prefix the number of vantage ASes that hold any route to it."""
        seen: dict[str, set[int]] = {p: set() for p in prefixes}
        for peer, routes in self.held.items():
            for prefix, _ in routes:
                if prefix in seen:
                    seen[prefix].add(self.peer_as[peer])
        return {p: len(ases) for p, ases in sorted(seen.items())}


def place(row: Row) -> tuple[object, ...]:
    """Give the order of rows: by time, dumps first, then as they stand in their files."""
    texts = (str(row[name]) for name in ("prefix", "peer", "path_id", "upstream", "source_id"))
    return (row["at"], row["kind"] != "table", row["collector"], row["offset"], *texts)


def moments(rows: Iterable[Row]) -> Iterator[tuple[datetime, Replay]]:
    """Yield the table after all rows of each instant; the same object, changed in place.

    Rows may come in any order; a dump's rows are applied before the updates of the same instant.
    After ``LONGEST_SILENCE`` without any row nothing is known any more, and the table begins anew.
    """
    replay, heard = Replay(), None
    ordered = sorted(rows, key=place)
    for at, listed in groupby(ordered, key=lambda r: r["at"]):
        if heard is not None and at - heard > LONGEST_SILENCE:
            replay.held.clear()
        heard = at
        for row in listed:
            replay.apply(row)
        yield at, replay


def table_at(rows: Iterable[Row], instant: datetime) -> Replay:
    """Give the table as it stood at an instant, that instant's rows included."""
    replay = Replay()
    for _, last in moments(r for r in rows if r["at"] <= instant):
        replay = last
    return replay


def events(rows: Iterable[Row], *, vantages: int = 1) -> Iterator[Event]:
    """Yield each gain and loss of an upstream for a prefix, to the instant of the record.

    An upstream is on the way while at least ``vantages`` vantage ASes go that way. The ways of the
    first instant are no gains.
    """
    before: dict[tuple[str, int], int] | None = None
    for at, replay in moments(rows):
        now = {key: n for key, n in replay.ways().items() if n >= vantages}
        if before is not None:
            for prefix, upstream in sorted(now.keys() - before.keys()):
                yield Event(at, "gain", prefix, upstream, now[prefix, upstream])
            for prefix, upstream in sorted(before.keys() - now.keys()):
                yield Event(at, "loss", prefix, upstream, 0)
        before = now


def share_series(rows: Iterable[Row], weight: Mapping[str, int]) -> Iterator[ShareAt]:
    """Yield every upstream's share after each instant at which any of them changed."""
    last: list[tuple[int, float, float, float, int]] = []
    for at, replay in moments(rows):
        now = []
        for upstream, values in replay.shares(weight).items():
            low, middle, high = (round(float(np.quantile(values, q)), 9) for q in (0.1, 0.5, 0.9))
            now.append((upstream, middle, low, high, len(values)))
        if now != last:
            yield from (ShareAt(at, *one) for one in now)
            last = now
