"""What a note sets beside its own amount: its average over the period, its part of a cap.

Only notes that give every figure of the statement are judged: '12% of the cap of 500,000 barrels',
'an average of 2.5 million a month'. Anything else in a note is another matter.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hawse.channels.trade.check.form import ZEROS, Held, Row, around, made, other_unit

_N: Final = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE: Final = r"(?:\s*(?P<scale>thousand|million|billion))?"
_THING: Final = r"\s*(?P<thing>barrels|bbl|tonnes|tons|t)\b"
_HOW: Final = (
    r"(?P<how>about|around|nearly|almost|some|roughly|approximately|over|more than|less than|~)?"
)
_CAP: Final = re.compile(
    rf"{_HOW}\s*{_N.format('share')}\s*(?:%|percent|per cent)\s+of\s+"
    r"(?:(?:the|its|a|an|this|yearly|annual|UN)\s+)*"
    rf"(?:cap|quota|limit|ceiling)\s*(?:of|,|\(|:)?\s*{_N.format('cap')}{_SCALE}{_THING}",
    re.IGNORECASE,
)
_OF_LIMIT: Final = re.compile(
    rf"{_HOW}\s*{_N.format('share')}\s*(?:%|percent|per cent)\s+of\s+"
    r"(?:(?:the|its|a|an|this|yearly|annual|UN|refined|petroleum)\s+)*(?:cap|quota|limit|ceiling)\b"
    r"(?!\s*(?:of|,|\(|:)?\s*\d)",
    re.IGNORECASE,
)
_AVERAGE: Final = re.compile(
    rf"(?:\b(?:averag\w+|mean)\s+(?:of\s+)?)?{_HOW}\s*(?:(?P<money>USD|\$|EUR|CNY)\s*)?{_N.format('n')}{_SCALE}"
    rf"(?:{_THING}|\s*(?P<late>USD|dollars|EUR|euros|CNY|yuan))?\s*(?:a|per|/)\s*(?P<per>month|day|quarter|year)"
    r"(?P<late_average>\s+on average)?",
    re.IGNORECASE,
)
_SCALES: Final = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_UNITS: Final = {
    "barrels": "bbl", "bbl": "bbl", "tonnes": "t", "tons": "t", "t": "t", "usd": "USD", "$": "USD",
    "dollars": "USD", "eur": "EUR", "euros": "EUR", "cny": "CNY", "yuan": "CNY",
}  # fmt: skip
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_LOOSE: Final = 0.06  # 'about' and 'nearly', as in check/stated.py
_ROUGH: Final = 0.02  # an average over months or days is rounded where it is worked out


def caps(figures: list[Row]) -> list[Row]:
    """Give the reported caps that have an amount and a period."""
    return [
        r
        for r in figures
        if r["topic"] == "cap" and r["q_best"] and r["period_start"] and r["period_end"]
    ]


def beside(rows: list[Row], limits: Sequence[Row] = ()) -> list[Row]:
    """Judge every average and every part of a cap that a note states of its own row.

    Where the note does not say how large the cap is, the one of ``limits`` for the same receiver,
    product and time is meant, if there is only one.
    """
    levels = [r for r in rows if r["q_best"] and not r["per"] and r["note"]]
    levels = [r for r in levels if r["quantity_kind"] in {"level", "count"}]
    return [found for row in levels for found in (*_of_cap(row, limits), *_average(row))]


def _of_limit(row: Row, limits: Sequence[Row]) -> Iterator[Row]:
    """Judge a part of a cap whose amount stands in a row of its own."""
    said = _OF_LIMIT.search(row["note"])
    if said is None or _CAP.search(row["note"]):
        return
    known = [
        r
        for r in limits
        if r["source_id"] == row["source_id"]
        and (r["counterpart"], r["item"]) == (row["counterpart"], row["item"])
        and r["period_start"] <= row["period_start"]
        and row["period_end"] <= r["period_end"]
    ]
    amounts = {(r["unit"], r["q_best"]) for r in known}
    if len(amounts) != 1:
        return
    limit = known[0]
    amount = around(row, zeros=ZEROS) if row["unit"] == limit["unit"] else None
    if amount is None and {row["unit"], limit["unit"]} == {"t", "bbl"}:
        amount = other_unit(row)
    if amount is None:
        return
    computed = (100 * amount[0] / limit["q_best"], 100 * amount[1] / limit["q_best"])
    ends = _ends(said["share"], 1.0, said["how"])
    says = (
        f"{said[0].strip()!r} is stated; of {limit['q_best']:,.10g} {limit['unit']} it is "
        f"{computed[0]:.4g} to {computed[1]:.4g} %"
    )
    yield _judged(row, says, ends, computed, "percent")


def _of_cap(row: Row, limits: Sequence[Row]) -> Iterator[Row]:
    yield from _of_limit(row, limits)
    for said in _CAP.finditer(row["note"]):
        unit = _UNITS[said["thing"].lower()]
        amount = around(row, zeros=ZEROS) if row["unit"] == unit else None
        if amount is None and {row["unit"], unit} == {"t", "bbl"}:
            amount = other_unit(row)
        cap = _plain(said["cap"]) * _SCALES[(said["scale"] or "").lower()]
        if amount is None or cap <= 0:
            continue
        computed = (100 * amount[0] / cap, 100 * amount[1] / cap)
        low, high = _ends(said["share"], 1.0, said["how"])
        says = f"{said[0].strip()!r} is stated; it is {computed[0]:.4g} to {computed[1]:.4g} %"
        yield _judged(row, says, (low, high), computed, "percent")


def _average(row: Row) -> Iterator[Row]:
    for said in _AVERAGE.finditer(row["note"]):
        if not said["late_average"] and not re.match(r"averag|mean", said[0], re.IGNORECASE):
            continue  # a rate of something else, or of a part of the time
        word = said["thing"] or said["money"] or said["late"]
        scale = (said["scale"] or "").lower()
        if (_UNITS[word.lower()] != row["unit"]) if word else not scale:
            continue  # of another thing, or in a unit that nobody can tell
        times = _times(row, said["per"].lower())
        if times <= 1:
            continue
        low, high = _ends(said["n"], _SCALES[scale], said["how"])
        own = around(row, zeros=ZEROS)
        computed = (own[0] / times * (1 - _ROUGH), own[1] / times * (1 + _ROUGH))
        each = row["q_best"] / times
        says = f"{said[0].strip()!r} is stated; over {times:g} of them it is {each:,.4g}"
        yield _judged(row, says, (low, high), computed, row["unit"])


def _times(row: Row, per: str) -> float:
    """Give how many days, months, quarters or years a row's period has."""
    start, end = row["period_start"], row["period_end"]
    if per == "day":
        return float((end - start).days)
    if (start.day, end.day) != (1, 1):
        return 0.0
    months = (end.year - start.year) * 12 + end.month - start.month
    return float(months / _MONTHS[per])


def _ends(text: str, scale: float, how: str | None) -> tuple[float, float]:
    """Give the ends of a stated number: half of its last digit, and more where it is hedged."""
    value, half = _plain(text), 0.5 * 10.0 ** -len(text.partition(".")[2])
    loose = value * _LOOSE if how else 0.0
    return (value - half - loose) * scale, (value + half + loose) * scale


def _plain(text: str) -> float:
    return float(text.replace(",", ""))


def _judged(
    row: Row, says: str, stated: tuple[float, float], computed: tuple[float, float], unit: str
) -> Row:
    agrees = stated[0] <= computed[1] and computed[0] <= stated[1]
    verdict = "explained" if agrees else "slip"
    return made("beside", verdict, [row], says, Held(stated, computed, unit))
