"""The step ``candidates``: which listed names each asked one has to be held against."""

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit

from hawse.channels.measures.screen.near_words import (
    Hashes,
    Ints,
    Spelled,
    bones,
    meeting,
    met,
    near,
    neighbours,
    shortened,
    spelled,
)
from hawse.channels.measures.screen.tables import CANDIDATES

_JOINED: Final = 5
_ANY: Final = "unknown"


class Grouped(NamedTuple):
    """Numbers in groups: group n is ``values[starts[n]:starts[n + 1]]``."""

    starts: Ints
    values: Ints


class Side(NamedTuple):
    """One index: its distinct words, the words of each row, and its rows' sorts and lines."""

    words: Spelled
    own: Hashes
    less_one: tuple[Hashes, Ints]
    rows: Grouped
    lines: Spelled
    apart: np.ndarray
    many: int


def candidates(
    asked_index: pa.Table,
    listed_index: pa.Table,
    least_letters: int,
    long_letters: int,
    bony_letters: int,
) -> pa.Table:
    """Give the asked and listed names of one sort that share a telling token, or nearly share it.

    Or of which one writes as one word what the other writes as two. Tokens of ``least_letters``
    may be a slip apart, asked ones of ``long_letters`` two, and those of ``bony_letters`` may
    differ in their vowels: Chatayev, Cheteyev.
    """
    asked = _side(asked_index, "seeds", least_letters)
    listed = _side(listed_index, "tokens", least_letters)
    kin = _near(asked, listed, least_letters, long_letters, bony_letters)
    held = met(listed.own, np.arange(listed.many))
    joins = neighbours(listed.lines, listed.apart, _JOINED)
    left_out = meeting(asked.own, np.arange(asked.many), met(*joins), len(listed.apart))
    put_in = meeting(*neighbours(asked.lines, asked.apart, _JOINED), held, listed.many)
    one, two = _paired(
        asked.rows,
        _grouped(*kin, asked.many),
        _grouped(*left_out, asked.many),
        _grouped(*put_in, len(asked.apart)),
        _grouped(listed.rows.values, _owners(listed.rows.starts), listed.many),
        _sorts(asked_index, listed_index),
    )
    numbers = (pc.take(t[n].combine_chunks(), pa.array(at)) for t, n, at in
               ((asked_index, "asked", one), (listed_index, "listed", two)))  # fmt: skip
    return pa.table(dict(zip(CANDIDATES.names, numbers, strict=True)), schema=CANDIDATES.schema)


def _side(index: pa.Table, tokens: str, least: int) -> Side:
    column = index[tokens].combine_chunks()
    coded = column.flatten().dictionary_encode()
    words = spelled(coded.dictionary.to_pylist())
    less_one = shortened(words.codes, words.ends, least)
    firsts = np.flatnonzero(np.diff(less_one[1], prepend=-1))
    starts = column.offsets.to_numpy().astype(np.int64)
    rows = Grouped(
        starts - starts[0] if len(starts) else starts, coded.indices.to_numpy().astype(np.int64)
    )
    apart = pc.equal(index["schema"], "vessel").to_numpy(zero_copy_only=False)
    return Side(
        words,
        less_one[0][firsts],
        less_one,
        rows,
        spelled(index["line"].to_pylist()),
        apart,
        len(words.ends) - 1,
    )


def _near(asked: Side, listed: Side, least: int, long: int, bony: int) -> tuple[Ints, Ints]:
    """Give the pairs of words that are the same or near."""
    one, two = meeting(*asked.less_one, met(*listed.less_one), listed.many)
    kept = near(asked.words, listed.words, one, two, long)
    dry = met(*bones(*listed.words, 0, least))
    more = meeting(*bones(*asked.words, bony, least), dry, listed.many)
    return np.concatenate((one[kept], more[0])), np.concatenate((two[kept], more[1]))


def _sorts(asked: pa.Table, listed: pa.Table) -> tuple[Ints, Ints]:
    """Number the sorts of both; 0 is the sort that may be any."""
    sorts = [_ANY, *sorted({*asked["schema"].to_pylist(), *listed["schema"].to_pylist()} - {_ANY})]
    one, two = (pc.index_in(t["schema"], pa.array(sorts)).to_numpy() for t in (asked, listed))
    return one.astype(np.int64), two.astype(np.int64)


def _owners(starts: Ints) -> Ints:
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def _grouped(keys: Ints, values: Ints, count: int) -> Grouped:
    """Group values by their keys, in the order that they have."""
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=count), out=starts[1:])
    return Grouped(starts, values[np.argsort(keys, kind="stable")])


@njit(cache=True)
def _paired(  # noqa: PLR0917 - compiled  # pragma: no cover
    seeds: Grouped,
    kin: Grouped,
    left_out: Grouped,
    put_in: Grouped,
    having: Grouped,
    sorts: tuple[Ints, Ints],
) -> Ints:
    """Walk from each asked row over its words and those near them to listed rows, each once."""
    mine, theirs = sorts
    seen, found, at = np.full(len(theirs), -1, np.int64), np.empty((2, 1 << 16), np.int64), 0
    for row in range(len(mine)):
        for n in range(seeds.starts[row], seeds.starts[row + 1]):
            word = seeds.values[n]
            for k in range(kin.starts[word], kin.starts[word + 1]):
                found, at = _taken(
                    found, at, row, _group(having, kin.values[k]), seen, mine[row], theirs
                )
            found, at = _taken(found, at, row, _group(left_out, word), seen, mine[row], theirs)
        for k in range(put_in.starts[row], put_in.starts[row + 1]):
            found, at = _taken(
                found, at, row, _group(having, put_in.values[k]), seen, mine[row], theirs
            )
    return found[:, :at]


@njit(cache=True)
def _group(of: Grouped, n: int) -> Ints:  # pragma: no cover - compiled
    return of.values[of.starts[n] : of.starts[n + 1]]


@njit(cache=True)
def _taken(  # noqa: PLR0917 - compiled  # pragma: no cover
    found: Ints, at: int, row: int, listed: Ints, seen: Ints, sort: int, sorts: Ints
) -> tuple[Ints, int]:
    """Add the listed rows that this row was not paired with and that may be of its sort."""
    if at + len(listed) > found.shape[1]:
        room = np.empty((2, max(2 * found.shape[1], at + len(listed))), np.int64)
        room[:, :at], found = found[:, :at], room
    for other in listed:
        if seen[other] != row and (sort == sorts[other] or not sort or not sorts[other]):
            seen[other] = row
            found[0, at], found[1, at] = row, other
            at += 1
    return found, at
