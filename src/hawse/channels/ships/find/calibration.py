"""When a score is a likelihood: only for what is of the kind that it was calibrated on."""

import math
from typing import Any, Final

import pyarrow as pa

Row = dict[str, Any]
Interval = tuple[float | None, float | None]
LEAST: Final = 30
"""Fewer labelled cases about a score than this calibrate nothing."""
NONE: Final = "the score was not calibrated on observed silences: it is no likelihood"
MADE_UP: Final = "calibrated on {count} made-up silences of such a score ({source})"
OBSERVED: Final = "calibrated on {count} labelled silences of such a score ({source})"


class Calibration:
    """What became of labelled cases, by score; see the table ``calibrations``."""

    def __init__(self, calibrations: pa.Table, step: str, least_score: float) -> None:
        rows = [r for r in calibrations.to_pylist() if r["step"] == step]
        self.rows = {kind: [r for r in rows if r["labelled_on"] == kind] for kind in KINDS}
        self.least = least_score

    def of(self, score: float, *, made_up: bool) -> tuple[Interval, float | None, str]:
        """Give the likelihood's interval, the base rate, and what both rest on.

        The likelihood is Wilson's 95 % interval (1927, JASA 22:209) of the labelled cases about
        that score; the base rate is the share of innocent ones that reach the least score. Cases
        that were made up speak for made-up ones alone.
        """
        kind = "observed" if self.rows["observed"] else "planted"
        if kind == "planted" and not made_up:
            return (None, None), None, NONE
        rows = self.rows[kind]
        own = [r for r in rows if r["score_from"] <= score < r["score_to"]]
        own = own or [r for r in rows if score == r["score_to"] == 1.0]
        if not own or own[0]["cases"] < LEAST:
            return (None, None), None, NONE
        innocent = sum(r["cases"] - r["true"] for r in rows)
        trips = sum(r["cases"] - r["true"] for r in rows if r["score_to"] > self.least)
        words = OBSERVED if kind == "observed" else MADE_UP
        said = words.format(count=own[0]["cases"], source=own[0]["source"])
        return _wilson(own[0]["true"], own[0]["cases"]), round(trips / max(1, innocent), 6), said


KINDS: Final = ("observed", "planted")


def _wilson(hits: int, of: int) -> tuple[float, float]:
    part, z = hits / of, 1.96
    middle = part + z * z / (2 * of)
    half = z * math.sqrt(part * (1 - part) / of + z * z / (4 * of * of))
    low, high = ((middle + s * half) / (1 + z * z / of) for s in (-1, 1))
    return round(max(0.0, low), 6), round(min(1.0, high), 6)
