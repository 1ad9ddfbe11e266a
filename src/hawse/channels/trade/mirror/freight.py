"""What freight and insurance add to a flow on its way: CIF over FOB, from flows reported twice.

The log of the importer's report over the exporter's is explained by the log of the distance, by a
common border and by the year (after Gaulier and Zignago 2010, section 2), robustly (Huber's
weights, so that pairs that differ for other reasons count for little). The fitted value is what
freight takes; it is held between 0 and 20 percent. Its interval is that of the fit (variance of
Huber 1981, section 7.6); that of the ratio also has the ordinary differences of two offices in it.
A level common to all pairs, such as goods that importers record better, cannot be told from
freight.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

FEWEST: Final = 30
MOST: Final = 0.2
"""No freight bill of a whole flow is larger; what lies above it is something else."""
BAND: Final = (1.0, 1.06, 1.1)
"""CIF over FOB where nothing can be fitted: 0 to 10 percent, 6 in the middle."""
_HUBER: Final = 1.345  # 95 percent as sharp as least squares where errors are normal
_TO_SD: Final = 1.4826
_ROUNDS: Final = 100
_REST: Final = 1e-9
_Z: Final = 1.96

Reals = NDArray[np.float64]


class Way(NamedTuple):
    """One flow that both ends reported: its ratio (imports over exports) and the way it went.

    Flows of one pair of countries (``pair``) differ together from year to year; they count as one
    where it comes to how sure a fit is. Without a pair a flow stands for itself.
    """

    ratio: float
    km: float
    year: int
    border: bool | None = None
    pair: str = ""


class Ends(NamedTuple):
    """CIF over FOB of one way, and between which ratios an ordinary pair of reports lies."""

    low: float
    best: float
    high: float
    ratio_low: float
    ratio_high: float


@dataclass(frozen=True)
class Fit:
    """A fitted freight: what each term adds to the log ratio, how sure, and the scatter left."""

    terms: tuple[str, ...]
    values: tuple[float, ...]
    errors: Reals
    spread: float
    ways: int
    middle: float

    def words(self) -> str:
        """Say what was fitted, with the 95 percent interval of each term but the years."""
        told = [
            f"{name} {value:+.3f} ({value - _Z * e:+.3f} to {value + _Z * e:+.3f})"
            for name, value, e in zip(
                self.terms, self.values, np.sqrt(np.diag(self.errors)), strict=True
            )
            if not name.isdigit()
        ]
        return f"fitted on {self.ways} flows that both ends reported: {', '.join(told)}"

    def at(self, km: float, year: int, *, border: bool | None = None) -> Ends:
        """Give the freight of a way; a year that was not fitted takes the first one's level."""
        row = np.array([_cell(t, km, self.middle, year, border) for t in self.terms])
        level = _dot(row, np.array(self.values))
        error = math.sqrt(max(0.0, _dot(row, np.array([_dot(r, row) for r in self.errors]))))
        wide = _Z * math.hypot(error, self.spread)
        ends = (level - _Z * error, level, level + _Z * error)
        low, best, high = (1 + min(MOST, max(0.0, math.expm1(e))) for e in ends)
        return Ends(low, best, high, math.exp(level - wide), math.exp(level + wide))


def fit(ways: Sequence[Way], fewest: int = FEWEST) -> Fit | str:
    """Fit freight, or say why it cannot be fitted."""
    known = [w for w in ways if w.ratio > 0 and w.km > 0]
    if len(known) < fewest:
        return f"{len(known)} flows were reported by both ends; a fit needs {fewest}"
    middle = statistics.fmean(math.log(w.km) for w in known)
    if max(w.km for w in known) < 1.5 * min(w.km for w in known):
        return "all ways are about equally long, so that distance explains nothing"
    years = sorted({w.year for w in known})
    terms = ["level", "distance (ln km)"]
    borders = {w.border for w in known}
    if borders == {True, False}:
        terms.append("common border")
    terms += [str(y) for y in years[1:]]
    x = np.array([[_cell(t, w.km, middle, w.year, w.border) for t in terms] for w in known])
    y = np.array([math.log(w.ratio) for w in known])
    if len(known) <= 2 * len(terms):
        return f"{len(known)} flows are too few for {len(terms)} terms"
    pairs = [w.pair or str(n) for n, w in enumerate(known)]
    return _robust(x, y, terms, (middle, pairs))


def _cell(term: str, km: float, middle: float, year: int, border: bool | None) -> float:  # noqa: FBT001 - a cell's value
    if term == "level":
        return 1.0
    if term.startswith("distance"):
        return math.log(km) - middle
    return float(bool(border)) if term == "common border" else float(str(year) == term)


def _robust(x: Reals, y: Reals, terms: Sequence[str], given: tuple[float, list[str]]) -> Fit | str:
    weights = np.ones(len(y))
    values = np.zeros(len(terms))
    spread = 0.0
    for _ in range(_ROUNDS):
        try:
            fresh = np.linalg.solve(_cross(x, weights), np.einsum("ij,i,i->j", x, weights, y))
        except np.linalg.LinAlgError:
            return "the terms cannot be told apart"
        left = y - np.einsum("ij,j->i", x, fresh)
        spread = max(_TO_SD * statistics.median(np.abs(left).tolist()), 1e-6)
        weights = np.minimum(1.0, _HUBER * spread / np.maximum(np.abs(left), 1e-12))
        moved = float(np.max(np.abs(fresh - values)))
        values = fresh
        if moved < _REST:
            break
    try:
        inner = np.linalg.inv(_cross(x, (weights >= 1.0).astype(np.float64)))
    except np.linalg.LinAlgError:
        return "the terms cannot be told apart"
    errors = np.einsum("ij,jk,kl->il", inner, _scatter(x, weights * left, given[1]), inner)
    return Fit(tuple(terms), tuple(values.tolist()), errors, spread, len(y), given[0])


def _scatter(x: Reals, left: Reals, pairs: list[str]) -> Reals:
    """Give how the scores of pairs scatter; the flows of one pair are added first."""
    names = {name: n for n, name in enumerate(sorted(set(pairs)))}
    sums = np.zeros((len(names), x.shape[1]))
    np.add.at(sums, [names[p] for p in pairs], x * left[:, None])
    few = len(names) / max(1, len(names) - x.shape[1])
    return _cross(sums, np.full(len(names), few))


def _cross(x: Reals, weights: Reals) -> Reals:
    made: Reals = np.einsum("ij,i,ik->jk", x, weights, x)
    return made


def _dot(a: Reals, b: Reals) -> float:
    return math.fsum((a * b).tolist())
