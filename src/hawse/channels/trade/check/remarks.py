"""Two figures for one thing inside a note: what was stated, and what the parts give.

'sum of months 8620 vs stated 8618', 'stated year total 105845; the three parts sum to 105844',
'text says nearly 170%; ratio is +148%', '277365/30180 t = 9.19 bbl/t': the file carries both
figures, so that the slip can be seen where the rows that make the sum are not in it. Only figures
are held against each other; a remark that doubts in words alone flags nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.trade.check.form import Held, Row, made, printed
from hawse.channels.trade.check.stated import stated

_N: Final = re.compile(r"\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?![\d.]*\s*%)")
_SUM: Final = re.compile(r"\b(?:sums?|summed|adds? up|adding up|added|parts)\b", re.IGNORECASE)
_STATED: Final = re.compile(
    r"\b(?:stated|states|says|said|given|gives|reported|printed|claims|total)\b", re.IGNORECASE
)
_APART: Final = re.compile(
    r"\bvs\b\.?|\bversus\b|\bagainst\b|\bbut\b|;|,\s|\bnot\b|\binstead of\b|\bwhile\b",
    re.IGNORECASE,
)
_YEARS: Final = (1990, 2040)
_FEW: Final = 13  # 'sum of 12 months': a count of parts, not a sum
_RATIO: Final = re.compile(
    r"\b(?:ratio(?: is)?|is|actual(?:ly)?|computed|works out (?:at|to)|should be|gives)\s*"
    r"(?:about\s*)?(?P<sign>[+\-−]?)(?P<n>\d+(?:\.\d+)?)\s*%",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(
    r"\b(?:text|article|story|report|headline|press|paper|agency|yonhap|reuters)?\s*"
    r"(?:says?|said|states?|stated|claims?|reports?|reported)\b(?P<rest>[^;]*)",
    re.IGNORECASE,
)


def remarks(rows: list[Row]) -> list[Row]:
    """Judge every note that gives two figures for one thing."""
    found: list[Row] = []
    for row in rows:
        note = row["note"] or ""
        found += _totals(row, note)
        found += _changes(row, note)
    return found


def _totals(row: Row, note: str) -> Iterator[Row]:
    """Hold the sum that a note works out against the total that it says was stated."""
    sums, totals = [], []
    for part in _APART.split(note):
        number = next((n for n in _N.findall(part) if not _no_sum(n)), None)
        if number and _SUM.search(part):
            sums.append(number)
        elif number and _STATED.search(part):
            totals.append(number)
    if not sums or not totals:
        return
    (low, high), computed = printed(totals[0], 2), printed(sums[0], 2)
    exact = computed[1] - computed[0] <= 1 and high - low <= 1
    agrees = low <= computed[1] and computed[0] <= high
    if exact:
        agrees = _plain(sums[0]) == _plain(totals[0])
    says = f"its note: the parts sum to {sums[0]}, {totals[0]} is stated"
    held = Held((low, high), computed, row["unit"])
    yield made("remark", "explained" if agrees else "slip", [row], says, held)


def _no_sum(text: str) -> bool:
    """Say whether a number is a year or a count of parts."""
    value = _plain(text)
    return value < _FEW or ("," not in text and _YEARS[0] <= value <= _YEARS[1])


def _plain(text: str) -> float:
    return float(text.replace(",", "").replace(" ", ""))


def _changes(row: Row, note: str) -> Iterator[Row]:
    """Hold a change that a note quotes against the ratio that it works out."""
    said, ratio = _SAYS.search(note), _RATIO.search(note)
    if not said or not ratio or ratio.start() < said.start():
        return
    size = float(ratio["n"])
    half = 0.5 * 10.0 ** -len(ratio["n"].partition(".")[2])
    fell = ratio["sign"] in {"-", "−"}
    low, high = (1 - (size + half) / 100, 1 - (size - half) / 100) if fell else (
        1 + (size - half) / 100, 1 + (size + half) / 100
    )  # fmt: skip
    rest = note[said.start("rest") : ratio.start()]
    for change in stated(rest, grew=not fell):
        agrees = change.low <= high and low <= change.high
        says = f"its note: {change.words!r} is stated, {ratio['sign']}{ratio['n']} % worked out"
        held = Held(
            ((change.low - 1) * 100, (change.high - 1) * 100), ((low - 1) * 100, (high - 1) * 100),
            "percent",
        )  # fmt: skip
        yield made("remark", "explained" if agrees else "slip", [row], says, held)
        return
