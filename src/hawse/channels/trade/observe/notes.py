"""Take the changes that a figure's note states: '+1.3% on 2016', 'imports -16.7%', 'doubled'.

Only what a note *reports* counts: a signed percentage, or a word such as 'doubled' that stands
alone. Remarks that compute or doubt ('text says nearly 170%; ratio is +148%', '=> 7.46 bbl/t',
'contradicts 48') are left alone.
"""

import re
from typing import Final, NamedTuple

_REMARK: Final = re.compile(
    r"text says|ratio|=>|conflicts|contradicts|implied by|impossible|stated"
)
_FLOW: Final = {
    "imports": "import",
    "import": "import",
    "exports": "export",
    "export": "export",
    "total": "total",
    "turnover": "total",
}
_CHANGE: Final = re.compile(
    r"(?:(?P<flow>imports?|exports?|total|turnover)\s+)?"
    r"(?P<how>more than|over|nearly|almost|about|less than)?\s*"
    r"(?P<n>[+\-−]\d+(?:\.\d+)?)\s*%(?:\s+(?:on|against|from)\s+(?P<base>\d{4}))?"
)
_TIMES: Final = re.compile(
    r"(?:(?P<flow>imports?|exports?|total|turnover)\s+)?"
    r"(?P<how>more than|over|nearly|almost|about|less than)?\s*"
    r"(?P<word>doubled|tripled|quadrupled|halved|(?P<fold>two|three|four|five|six|seven|eight|nine|ten)-?fold)"
)
_WORDS: Final = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_FOLD: Final = {
    w: float(n)
    for n, w in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2
    )
}
_LONGEST: Final = 600  # characters, as in check/form.py
_ABOUT: Final = 0.05  # 'about' and 'nearly' are read as within 5 percent of the change itself


class Stated(NamedTuple):
    """A change that a note states: ends of the factor, the flow if it names one, the base year."""

    low: float | None
    best: float | None
    high: float | None
    step: float
    flow: str | None
    base_year: int | None
    words: str


def changes(note: str | None) -> list[Stated]:
    """List the changes that a note reports, in the order they stand.

    >>> [(c.best, c.flow) for c in changes("+20.9%; imports -16.7%")]
    [(1.209, None), (0.833, 'import')]
    """
    found: list[Stated] = []
    if len(note or "") > _LONGEST:
        return []
    for part in (note or "").split(";"):
        if _REMARK.search(part):
            continue
        found += [_percent(m) for m in _CHANGE.finditer(part)]
        found += [_times(m) for piece in part.split(",") if (m := _TIMES.fullmatch(piece.strip()))]
    return [c for c in found if c.high is None or c.high >= 0]


def _percent(m: re.Match[str]) -> Stated:
    text = m["n"].replace("−", "-")
    step = 10.0 ** -len(text.partition(".")[2]) / 100 if "." in text else 0.01
    best = round(1 + float(text) / 100, 9)
    ends = _ends(m["how"], best, grows=best >= 1)
    base = int(m["base"]) if m["base"] else None
    return Stated(*ends, step, _FLOW.get(m["flow"] or ""), base, m[0].strip())


def _times(m: re.Match[str]) -> Stated:
    best = _FOLD[m["fold"]] if m["fold"] else _WORDS[m["word"]]
    ends = _ends(m["how"], best, grows=best >= 1)
    return Stated(*ends, 0.1, _FLOW.get(m["flow"] or ""), None, m[0].strip())


def _ends(
    how: str | None, best: float, *, grows: bool
) -> tuple[float | None, float | None, float | None]:
    """Open the end that 'more than' leaves open; 'more than -56%' is a fall by more than 56."""
    wide = round(abs(best - 1) * _ABOUT, 9)
    if how in {"more than", "over"}:
        return (best, None, None) if grows else (0.0, None, best)
    if how in {"nearly", "almost", "less than"}:
        near = round(best - wide, 9) if grows else round(best + wide, 9)
        if how == "less than":
            return (1.0, None, best) if grows else (best, None, 1.0)
        return (near, None, best) if grows else (best, None, near)
    if how == "about":
        return round(best - wide, 9), best, round(best + wide, 9)
    return best, best, best
