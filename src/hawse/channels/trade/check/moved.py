"""Changes of which a note gives both ends, and changes in amounts: 'up by 34 million'.

A base that the note itself names needs no other row; a difference needs the level of the year
before by the same speaker.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.trade.check.form import ZEROS, Held, Row, around, made, printed, series
from hawse.channels.trade.check.indexed import Spans
from hawse.channels.trade.check.phrases import OF_CHANGE, own
from hawse.channels.trade.check.quoted import quoted
from hawse.channels.trade.check.stated import Change, stated
from hawse.channels.trade.read.wording import SCALES

_N: Final = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY: Final = r"(?:us\$|\$|€|usd|eur|cny|rmb|rub)?\s*"
_SCALE: Final = r"(?:thousand|million|billion|mln|mn|bln|bn)"
_UNIT: Final = (
    r"(?:usd|dollars|eur|euros|cny|yuan|tonnes|tons|t|barrels|bbl|workers|persons|people)"
)


def _end(name: str) -> str:
    """Give the pattern of one end: a number that is no percentage and no date, scale and unit."""
    return (
        rf"{_MONEY}(?<![\d.,])(?P<{name}>{_N})(?!\s*%|-\d|[\d.,]*\d)"
        rf"(?:\s*(?:{_UNIT}\s*)?(?P<{name}_scale>{_SCALE})\b)?(?:\s*{_UNIT}\b)?"
    )


_FROM_TO: Final = re.compile(
    rf"\bfrom\s+{_end('a')}(?:\s+in\s+\d{{4}})?\s+to\s+{_end('b')}", re.IGNORECASE
)
_FROM: Final = re.compile(rf"\bfrom\s+{_end('a')}(?!\s+to\b)", re.IGNORECASE)
_BARE_TO: Final = re.compile(rf"(?<![\w.]){_end('a')}\s+to\s+{_end('b')}", re.IGNORECASE)
_BY: Final = re.compile(
    r"\b(?P<verb>up|rose|grew|increased|jumped|higher|down|fell|dropped|declined|decreased|lower)"
    r"\s+(?:by\s+)?(?P<rest>.*)",
    re.IGNORECASE,
)
_DOWN: Final = frozenset({"down", "fell", "dropped", "declined", "decreased", "lower"})
_YEARS: Final = (1990, 2040)
_WHOLE: Final = frozenset({"t", "bbl", "person"})


def moved(rows: list[Row]) -> list[Row]:
    """Judge changes by the ends that their own note gives, and differences by the year before."""
    levels = [r for r in rows if r["q_best"] and not r["per"] and r["unit"] != "factor"]
    levels = [r for r in levels if r["quantity_kind"] in {"level", "count"}]
    found = [made_row for row in levels if row["note"] for made_row in _in_note(row)]
    for group in series(levels, "unit", "said_by"):
        index = Spans(group)
        for row in group:
            if row["note"]:
                found += _difference(row, index.at(row, -1))
    return found


def _in_note(row: Row) -> Iterator[Row]:
    """Hold a change against a base, or both ends, that stand in the same note."""
    for text in (row["note"] or "").split(";"):
        ends = _ends(row, text)
        if ends is None:
            continue
        (low, high), (now_low, now_high) = ends
        if low <= 0:
            continue
        computed = (now_low / high, now_high / low)
        grew = computed[0] + computed[1] >= 2  # noqa: PLR2004 - about one
        words = _FROM.sub(" ", _FROM_TO.sub(" ", text))
        for change in stated(words, grew=grew, grain=row["period_grain"]):
            if change.flow is None and change.base_year is None:
                yield _judged(row, change, computed)
                break


def _ends(row: Row, text: str) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Give the base and the level now, where a note's words name the base."""
    if found := _FROM_TO.search(text) or _BARE_TO.search(text):
        a, b = found["a"], found["b"]
        if _a_year(a) or _a_year(b):
            return None
        late = (found["b_scale"] or "").lower()
        early = (found["a_scale"] or "").lower() or late  # 'from 20.4 to 24.8 million'
        then, now = _printed(a, early), _printed(b, late)
        return then, now
    if (found := _FROM.search(text)) and not _a_year(found["a"]):
        scale = (found["a_scale"] or "").lower()
        if scale or row["unit"] in _WHOLE:
            return _printed(found["a"], scale), around(row, zeros=ZEROS)
    return None


def _printed(text: str, scale: str) -> tuple[float, float]:
    low, high = printed(text, ZEROS)
    return low * (times := SCALES[scale] if scale else 1.0), high * times


def _a_year(text: str) -> bool:
    return text.isdigit() and _YEARS[0] <= int(text) <= _YEARS[1]


def _judged(row: Row, change: Change, computed: tuple[float, float]) -> Row:
    agrees = change.low <= computed[1] and computed[0] <= change.high
    low, high = ((v - 1) * 100 for v in computed)
    says = f"its note: {change.words!r} is stated, its ends give {low:+.1f} to {high:+.1f} %"
    held = Held(((change.low - 1) * 100, (change.high - 1) * 100), (low, high), "percent")
    return made("change", "explained" if agrees else "slip", [row], says, held)


def _difference(row: Row, before: list[Row]) -> Iterator[Row]:
    """Hold 'up by 34 USD million' against the level of the year before."""
    if not before:
        return
    for text in (row["note"] or "").split(";"):
        said = _BY.search(text)
        amounts = list(quoted(said["rest"])) if said else []
        if said is None or len(amounts) != 1 or not said["rest"].startswith(amounts[0].words[:3]):
            continue
        one = amounts[0]
        if not own(text.replace(one.words, " "), OF_CHANGE):
            continue
        if one.unit != row["unit"] or one.per:
            continue
        sign = -1 if said["verb"].lower() in _DOWN else 1
        judged = []
        for then in before:
            (a, b), (c, d) = around(row), around(then)
            computed = sorted((sign * (a - d), sign * (b - c)))
            judged.append((computed, then, one.low <= computed[1] and computed[0] <= one.high))
        computed, then, agrees = max(judged, key=lambda j: j[2])
        says = (
            f"{said[0].strip()!r} is stated; {then['q_best']:,.10g} to {row['q_best']:,.10g} "
            f"{row['unit']} is {row['q_best'] - then['q_best']:+,.10g}"
        )
        held = Held((one.low, one.high), (computed[0], computed[1]), row["unit"])
        yield made("change", "explained" if agrees else "slip", [then, row], says, held)
