"""A change that is stated against the change that the levels give."""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.trade.check.form import Held, Row, around, made, series

_STATED: Final = re.compile(
    r"(?:(?P<flow>imports?|exports?|total|turnover)\s+)?"
    r"(?P<how>more than|over|nearly|almost|about|less than|up|down)?\s*"
    r"(?P<sign>[+\-−])?(?P<n>\d+(?:\.\d+)?)\s*(?:%|percent)"
)
_NOT_A_CHANGE: Final = re.compile(r"\bratio\b|\bis \+?-?\d|\bbelow\b|\babove\b|\bof\b|=>|share")
_NEAR: Final = (
    0.06  # 'nearly 170' reaches down to 160, 'nearly 16' to 15: six percent below the number
)
_HALF: Final = 0.5  # a percentage is off by up to half of its last digit


def changes(rows: list[Row]) -> list[Row]:
    """Hold every percentage in a note against the levels of the same series a year apart.

    Where several rows could be the other level, those of the same page are meant if there are any;
    one that agrees is enough, since two reports of one level may differ.
    """
    levels = [r for r in rows if r["q_best"] and not r["per"]]
    found: list[Row] = []
    for group in series(levels, "unit"):
        for noted in group:
            for now_first in (True, False):
                pairs = [
                    (a, b)
                    for other in group
                    for a, b in [(noted, other) if now_first else (other, noted)]
                    if _a_year_before(b, a) and around(b)[0] > 0
                ]
                same = [(a, b) for a, b in pairs if a["url"] == b["url"]]
                if pairs and (now_first or _names_the_year(noted["note"], pairs[0][0])):
                    found += _held(noted, same or pairs)
    return found


def _a_year_before(then: Row, now: Row) -> bool:
    """Say whether one row's period is the other's, a year before."""
    starts = then["period_start"].year + 1, then["period_start"].month, then["period_start"].day
    ends = then["period_end"].year + 1, then["period_end"].month, then["period_end"].day
    start, end = now["period_start"], now["period_end"]
    return starts == (start.year, start.month, start.day) and ends == (
        end.year,
        end.month,
        end.day,
    )


def _held(noted: Row, pairs: list[tuple[Row, Row]]) -> Iterator[Row]:
    """Judge what one row's note states by the pairs of levels it may speak of."""
    grew = pairs[0][0]["q_best"] > pairs[0][1]["q_best"]
    for words, low, high in stated(noted["note"], grew=grew):
        judged = []
        for now, then in pairs:
            (a, b), (c, d) = around(now), around(then)
            computed = ((a / d - 1) * 100, (b / c - 1) * 100)
            agrees = low <= computed[1] and computed[0] <= high
            judged.append((not agrees, now, then, computed))
        wrong, now, then, computed = min(judged, key=lambda j: (j[0], j[2]["locator"]))
        says = (
            f"{words!r} is stated; {then['q_best']:,.10g} to {now['q_best']:,.10g} is "
            f"{computed[0]:+.1f} to {computed[1]:+.1f} %"
        )
        rows = [then, now] if noted is now else [now, then]
        verdict = "slip" if wrong else "explained"
        yield made("change", verdict, rows, says, Held((low, high), computed, "percent"))


def _names_the_year(note: str | None, now: Row) -> bool:
    """Say whether an earlier row's note speaks of the later level, whose year it then names."""
    return f"{now['period_start'].year}" in (note or "")


def stated(note: str | None, *, grew: bool) -> list[tuple[str, float, float]]:
    """List the changes in percent that a note states of its own row: (words, low, high).

    An unsigned 'nearly 170%' takes its direction from the levels; percentages of other flows,
    ratios that the note works out itself and shares are left alone.
    """
    found: list[tuple[str, float, float]] = []
    for part in re.split(r"[;,]", note or ""):
        if _NOT_A_CHANGE.search(part):
            continue
        for m in _STATED.finditer(part):
            if m["flow"]:
                continue
            found.append((m[0].strip(), *_ends(m, grew=grew)))
    return found


def _ends(m: re.Match[str], *, grew: bool) -> tuple[float, float]:
    size = float(m["n"])
    half = _HALF * 10.0 ** -len(m["n"].partition(".")[2])
    fell = (
        m["sign"] in {"-", "−"}
        or m["how"] == "down"
        or (not m["sign"] and m["how"] != "up" and not grew)
    )
    low, high = size - half, size + half
    if m["how"] in {"more than", "over"}:
        low, high = size - half, 100.0 if fell else float("inf")
    elif m["how"] in {"nearly", "almost"}:
        low, high = size * (1 - _NEAR) - half, size + half
    elif m["how"] == "about":
        low, high = size * (1 - _NEAR) - half, size * (1 + _NEAR) + half
    elif m["how"] == "less than":
        low, high = 0.0, size + half
    return (-high, -low) if fell else (low, high)
