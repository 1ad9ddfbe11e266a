"""One MMSI that one hull gives up and another takes over: where the first track must end.

An MMSI belongs to a station and is assigned anew when the station is withdrawn (ITU-R M.585, annex
1). A track that runs on from the old hull to the new one joins two ships.
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.observe.of_kind import of_kind
from hawse.channels.ships.read.shapes import Ints, Reals

Row = dict[str, Any]
HOUR_US: Final = 3_600_000_000
US: Final = timedelta(microseconds=1)
KM_PER_NM: Final = 1.852
JITTER_KM: Final = 2.0
APART_KM: Final = 30.0
"""Without two IMO numbers to tell hulls apart, the second must begin so far from the first."""
PAPERS: Final = ("imo", "name", "call_sign")
WHO: Final = (*PAPERS, "length_m", "beam_m")
HULLS: Final = 2
"""Hulls that are told apart at one time: those of epoch n have the numbers 2 n and 2 n + 1."""
MOST_EPOCHS: Final = 16
MOST_HULLS: Final = HULLS * MOST_EPOCHS
"""The numbers of the hulls of one MMSI are below this."""


class Rules(NamedTuple):
    """When another hull has taken over: how sure its papers and its jump must be."""

    messages: float
    length_m: float
    jump_h: float
    most_kn: float


def taken_over(said: pa.Table, rules: Rules) -> dict[int, list[tuple[Row, Row]]]:
    """Give, by MMSI, the identities between which another hull must have taken over, in order.

    Another hull has another length, by ``rules.length_m`` or more, and at least two of another
    IMO number, name and call sign; the same IMO number is the same hull, whatever else it typed.
    Both were said ``rules.messages`` times or more. Identities that come back are those of two
    hulls at one time, which their ways tell apart: see ``shared_mmsi.split``.
    """
    if not said.num_rows:
        return {}
    counted = said.group_by("ship").aggregate([("length_m", "count_distinct")])
    many = counted.filter(pc.greater(counted["length_m_count_distinct"], 1))["ship"]
    rows = said.filter(pc.is_in(said["ship"], value_set=many.combine_chunks())).to_pylist()
    rows.sort(key=lambda r: (r["ship"], r["start"], r["line"]))
    made = {}
    for ship, own in itertools.groupby(rows, key=lambda r: r["ship"]):
        runs = [r for r in _runs(own) if r["messages"] >= rules.messages]
        if len({_who(r) for r in runs}) == len(runs):
            pairs = [(a, b) for a, b in itertools.pairwise(runs) if _another(a, b, rules)]
            if pairs:
                made[ship] = pairs
    return made


def _runs(rows: Iterator[Row]) -> list[Row]:
    """Join what was said in a row under one identity, whatever the draught and destination."""
    made: list[Row] = []
    for r in rows:
        if made and _who(made[-1]) == _who(r):
            made[-1] = made[-1] | {
                "end": r["end"],
                "messages": made[-1]["messages"] + r["messages"],
            }
        else:
            made.append(r)
    return made


def _who(row: Row) -> tuple[Any, ...]:
    return tuple(row[n] for n in WHO)


def _another(a: Row, b: Row, rules: Rules) -> bool:
    differ = [n for n in PAPERS if a[n] and b[n] and a[n] != b[n]]
    same = a["imo"] and a["imo"] == b["imo"]
    sized = a["length_m"] and b["length_m"] and abs(a["length_m"] - b["length_m"])
    return bool(not same and len(differ) >= 2 and sized and sized >= rules.length_m)  # noqa: PLR2004 - the number is said in taken_over


def epochs_of(  # noqa: PLR0917 - the columns of positions, one by one
    ships: Ints, times: Ints, lats: Reals, lons: Reals, said: pa.Table, rules: Rules
) -> Ints:
    """Give the identity epoch of each position: 0, and one more after each take-over.

    The positions are sorted by ship and time. The new epoch begins between the two positions,
    about the change of identity, that lie farthest out of each other's reach, or longest apart in
    time; where they are neither out of reach nor ``rules.jump_h`` apart the hull went on, under
    other papers, and nothing is split.
    """
    made = np.zeros(len(ships), np.int64)
    for ship, pairs in taken_over(said, rules).items():
        first, upto = (int(np.searchsorted(ships, ship, s)) for s in ("left", "right"))
        for a, b in pairs[: MOST_EPOCHS - 1]:
            sent = (a["end"], b["start"])
            at = _jump(times[first:upto], lats[first:upto], lons[first:upto], sent, rules)
            if at is not None and (at[1] > APART_KM or (a["imo"] and b["imo"])):
                made[first + at[0] : upto] += 1
    return made


def _jump(
    times: Ints, lats: Reals, lons: Reals, sent: tuple[datetime, datetime], rules: Rules
) -> tuple[int, float] | None:
    """Give the first position after the jump, and its kilometres; None where there is none."""
    last, new = (_us(at) for at in sent)
    low = max(0, int(np.searchsorted(times, last, "right")) - 1)
    high = min(len(times) - 1, int(np.searchsorted(times, new, "left")))
    best: tuple[float, int, int, float] | None = None
    for n in range(low, high):
        silent = int(times[n + 1] - times[n])
        far = float(km(lats[n], lons[n], lats[n + 1], lons[n + 1]))
        reach = silent / HOUR_US * rules.most_kn * KM_PER_NM + JITTER_KM
        found = max(0.0, far - reach), silent, n + 1, far
        best = found if best is None or found > best else best
    if best is None or (not best[0] and best[1] < rules.jump_h * HOUR_US):
        return None
    return best[2], best[3]


def _us(at: datetime) -> int:
    return int((at - datetime(1970, 1, 1, tzinfo=at.tzinfo)) / US)


class Holders:
    """Which hull had an MMSI at a time, where several had it one after the other."""

    def __init__(self, spells: pa.Table) -> None:
        spans: dict[int, dict[int, tuple[datetime, datetime]]] = {}
        for s in of_kind(spells.filter(pc.greater_equal(spells["hull"], HULLS)), "track"):
            spans.setdefault(s["ship"], {})
        if spans:
            known = pa.array(sorted(spans), pa.int64())
            for s in of_kind(spells.filter(pc.is_in(spells["ship"], value_set=known)), "track"):
                held, epoch = spans[s["ship"]], s["hull"] // HULLS
                start, end = held.get(epoch, (s["start"], s["end"]))
                held[epoch] = min(start, s["start"]), max(end, s["end"])
        self.starts: dict[int, tuple[list[datetime], list[int]]] = {}
        for ship, held in spans.items():
            order = sorted(held)
            ends = [held[e][1] for e in order]
            begun = [end + (held[e][0] - end) / 2 for end, e in zip(ends, order[1:], strict=False)]
            self.starts[ship] = begun, order

    def hull(self, ship: int, at: datetime) -> int:
        """Give the first hull of the epoch that an instant lies in; a text's sender."""
        if ship not in self.starts:
            return 0
        begun, order = self.starts[ship]
        return order[bisect_left(begun, at)] * HULLS
