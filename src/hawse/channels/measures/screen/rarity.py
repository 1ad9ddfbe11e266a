"""How much a token tells, the more the fewer names have it, and which of a name's tell most."""

import math
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit
from numpy.typing import NDArray

from hawse.channels.measures.screen.forms import SMALL
from hawse.channels.measures.screen.numerals import number

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float64]
_SMALL: Final = 0.25
SHORT: Final = 3
"""Letters that a token needs to be found by a slip: the setting ``least_letters``."""


class Rarity(dict[str, float]):
    """How much each token tells: the logarithm of how many names there are for one that has it.

    Particles a quarter of it. One that no list knows weighs most.
    """

    def __init__(self, listed: pa.ChunkedArray) -> None:
        self.count = len(listed)
        held = pc.value_counts(pc.list_flatten(listed))
        counts = held.field(1).to_pylist()
        weights = {count: self._weight(count) for count in set(counts)}
        super().__init__(
            zip(held.field(0).to_pylist(), map(weights.__getitem__, counts), strict=True)
        )
        self.update({t: self[t] * _SMALL for t in SMALL & self.keys()})
        self._unknown = self._weight(0)

    def __missing__(self, token: str) -> float:
        """Give the weight of a token that no list knows."""
        return self._unknown * _SMALL if token in SMALL else self._unknown

    def seeds(self, given: pa.ListArray, share: float) -> pa.ListArray:
        """Give of each list the rarest tokens, without which a match would answer too little.

        Too little is less than a share of what all of them weigh. Numbers are left out where
        there is anything else. A token of ``SHORT`` letters less one that no list knows leads to
        nothing, so it is no reason to leave another out.
        """
        coded = given.flatten().dictionary_encode()
        known = coded.dictionary.to_pylist()
        weights = np.array([self[t] for t in known], np.float64)
        numbers = np.array([bool(number(t)) for t in known], np.bool_)
        places = np.empty(len(known), np.int64)
        places[pc.array_sort_indices(coded.dictionary)] = np.arange(len(known))
        starts = (given.offsets.to_numpy() - given.offsets[0].as_py()).astype(np.int64)
        lost = np.array([len(t) < SHORT and t not in self for t in known], np.bool_)
        ends, kept = _seeds(
            starts,
            coded.indices.to_numpy().astype(np.int64),
            weights,
            numbers,
            lost,
            places,
            share,
        )
        return pa.ListArray.from_arrays(
            pa.array(ends, pa.int32()), coded.dictionary.take(pa.array(kept))
        )

    def _weight(self, count: int) -> float:
        return math.log(1 + self.count / (1 + count))


@njit(cache=True)
def _seeds(  # noqa: PLR0917 - compiled  # pragma: no cover
    starts: Ints,
    tokens: Ints,
    weights: Reals,
    numbers: Flags,
    lost: Flags,
    places: Ints,
    share: float,
) -> tuple[Ints, Ints]:
    """Choose the seeds of each row; of two that weigh the same the first by the alphabet."""
    ends, kept, at = np.zeros(len(starts), np.int64), np.empty_like(tokens), 0
    for row in range(len(starts) - 1):
        own = tokens[starts[row] : starts[row + 1]]
        own = own if numbers[own].all() else own[~numbers[own]]
        own = own[np.argsort(places[own])]
        own = own[np.argsort(-weights[own], kind="mergesort")]
        left = 0.0
        for token in own:
            left += weights[token]
        least = share * left
        for token in own:
            kept[at] = token
            at += 1
            if lost[token]:
                continue
            left -= weights[token]
            if left < least:
                break
        ends[row + 1] = at
    return ends, kept[:at]
