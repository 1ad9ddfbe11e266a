"""Changes that a note states in words: '+40.6%', 'nearly sixfold', 'up 25 percent on 2014'.

A change is read as the ends of a factor. What a note works out itself ('ratio is +148%'), shares
('83.4% of exports'), distances ('40% below the average') and changes on another month or quarter
are no changes on the year and are left alone.
"""

import math
import re
from typing import Final, NamedTuple

from hawse.channels.trade.check.phrases import OF_CHANGE, own
from hawse.channels.trade.read.wording import PART, fraction, in_digits

_HOW: Final = (
    r"(?P<how>more than|over|at least|above|nearly|almost|close to|just under|about|around|"
    r"roughly|approximately|some|circa|~|less than|under|up to|just over)?"
)
_NOUN: Final = (
    r"(?P<noun>up(?!\s+to\b)|down(?!\s+to\b)|rose|grew|gained|jumped|surged|increased|climbed|soared|fell|dropped|"
    r"declined|decreased|shrank|slumped|plunged|cut|rise|growth|increase|jump|gain|surge|fall|"
    r"drop|decline|decrease|slump|reduction)?"
)
_FLOW: Final = r"(?:(?P<flow>imports?|exports?|total|turnover|trade)\s+)?"
_LINK: Final = r"(?:\s*(?:by|of|was|were|to|a|an)\b)*\s*"
_BASE: Final = (
    r"(?:\s*(?:yoy|y/y|year-on-year|year on year|higher|lower|more|less|growth|increase|fall))*"
    r"(?:\s+(?:on|from|against|over|than|since|compared with|compared to|versus|vs)\s+"
    r"(?P<base>\d{4})(?![\d-]))?"
)
_PERCENT: Final = re.compile(
    rf"{_FLOW}{_NOUN}{_LINK}{_HOW}\s*(?P<sign>[+\-−])?"
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2}(?!\d)|\.\d+)?)\s*"
    rf"(?:%|percent\b|per cent\b)(?P<tail>{_BASE})",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    rf"{_FLOW}(?P<noun>up|down|rose|grew|gained|jumped|surged|increased|climbed|fell|dropped|"
    r"declined|decreased|shrank|slumped|plunged|rise|growth|increase|fall|drop|decline|decrease|"
    rf"reduction)\s+(?:of|by)\s+{_HOW}\s*(?P<part>{PART})\b(?!\s+(?:a|of)\b)(?P<tail>{_BASE})",
    re.IGNORECASE,
)
_COUNT: Final = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_NUMBERS: Final = {word: float(n) for n, word in enumerate(_COUNT, start=2)}
_NAMED: Final = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 0.5}
_TIMES: Final = re.compile(
    rf"{_FLOW}{_NOUN}{_LINK}{_HOW}\s*(?:(?P<named>doubl|tripl|trebl|quadrupl|halv)(?:ed|ing|e)\b|"
    rf"(?P<word>{'|'.join(_COUNT)})(?:fold|-fold|\s+fold|\s+times|\s+times\b)|"
    r"(?P<n>\d+(?:\.\d+)?)(?:\s*-?fold|\s*times|x)\b)"
    rf"(?P<tail>{_BASE})",
    re.IGNORECASE,
)
_NOT_A_CHANGE: Final = re.compile(
    r"\b(?:times|fold|\d+x)\s+(?:(?:as much|more|larger|higher|greater)\s+(?:as|than)\s+)?"
    r"(?:(?:the|its|their)\s+)?(?:imports?|exports?|turnover|those)\b|"
    r"\bratio\b|\bis [+\-−]?\d|\bshare\b|=>|%\s+of\b|percent of\b|per cent of\b|"
    r"%\s+(?:below|above)|\bpoints?\b|\bquota\b|\bcap\b|\btariff|\bGDP\b",
    re.IGNORECASE,
)
_OTHER_BASE: Final = re.compile(
    r"month on month|month-on-month|\bm/m\b|\bmom\b|\bq/q\b|quarter on quarter|"
    r"(?:previous|preceding|prior|last) (?:month|quarter|half)|"
    r"(?:from|on|since|over|than) (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Q[1-4]|\d{4}-\d\d)",
    re.IGNORECASE,
)
_ON_BEFORE: Final = {
    "month": re.compile(
        r"month on month|month-on-month|\bm/m\b|\bmom\b|(?:on|from|over|than) the "
        r"(?:previous|preceding|prior) month",
        re.IGNORECASE,
    ),
    "quarter": re.compile(
        r"quarter on quarter|quarter-on-quarter|\bq/q\b|(?:on|from|over|than) the "
        r"(?:previous|preceding|prior) quarter",
        re.IGNORECASE,
    ),
}
_MOST: Final = 16  # changes of one note that are judged
_NEVER: Final = re.compile(r"(?!)")
_GRAIN: Final = re.compile(r"(?<!by )(?<!by a )(?<!of a )\b(quarter|month|half)\b")
_FALLS: Final = frozenset(
    [
        "down",
        "fell",
        "dropped",
        "declined",
        "decreased",
        "shrank",
        "slumped",
        "plunged",
        "cut",
        "fall",
        "drop",
        "decline",
        "decrease",
        "slump",
        "reduction",
        "lower",
        "less",
    ]
)
_RISES: Final = frozenset(
    [
        "up",
        "rose",
        "grew",
        "gained",
        "jumped",
        "surged",
        "increased",
        "climbed",
        "soared",
        "rise",
        "growth",
        "increase",
        "jump",
        "gain",
        "surge",
        "higher",
        "more",
    ]
)
_AT_LEAST: Final = frozenset({"more than", "over", "at least", "above"})
_AT_MOST: Final = frozenset({"less than", "under", "up to"})
_NEARLY: Final = frozenset({"nearly", "almost", "close to", "just under"})
NEAR: Final = 0.06
"""'Nearly 170' reaches down to 160: six percent below the number, but at least two points."""
_POINTS: Final = 2.0
_FOLD_NEAR: Final = 0.6  # 'nearly sixfold' is said from 5.4 times on
_FLOW_OF: Final = {"import": "import", "export": "export", "total": "total", "turnover": "total",
                   "trade": "total"}  # fmt: skip


class Change(NamedTuple):
    """A stated change: words, ends of its factor, the flow and the base year if it names them."""

    words: str
    low: float
    high: float
    flow: str | None
    base_year: int | None


def stated(
    note: str | None, *, grew: bool, grain: str = "", previous: bool = False
) -> list[Change]:
    """List the changes that a note states.

    An unsigned 'nearly 170%' takes its direction from the levels (``grew``). What a yearly row's
    note says of a quarter is not the row's own change (``grain`` is the row's). With ``previous``
    only changes on the month or quarter before are given, and without it none of them.

    >>> [(round(c.low, 3), round(c.high, 3)) for c in stated("nearly 170%", grew=True)]
    [(2.593, 2.705)]
    """
    found: list[Change] = []
    for part in re.split(r";|[,:](?=\s)", in_digits(note or "")):
        named = set(_GRAIN.findall(part.lower())) - {grain}
        on_before = previous and bool(_ON_BEFORE.get(grain, _NEVER).search(part))
        if _NOT_A_CHANGE.search(part) or on_before != previous:
            continue
        if not previous and (named or _OTHER_BASE.search(part)):
            continue
        rest = part
        for pattern in (_PERCENT, _TIMES, _PART):
            rest = pattern.sub(" ", rest)
        if not own(rest, OF_CHANGE, years=True):
            continue  # 'price fell 20%', 'doubled its fleet': another matter
        found += [_percent(m, grew=grew) for m in _PERCENT.finditer(part)]
        found += [_times(m) for m in _TIMES.finditer(part)]
        found += [_part(m) for m in _PART.finditer(part)]
    return found[:_MOST]


def _percent(m: re.Match[str], *, grew: bool) -> Change:
    text = _dotted(m["n"])
    size = float(text)
    half = 0.5 * 10.0 ** -len(text.partition(".")[2])
    near = max(size * NEAR, _POINTS) + half
    how = (m["how"] or "").lower()
    low, high = size - half, size + half
    if how in _AT_LEAST:
        high = math.inf
    elif how in _NEARLY:
        low = size - near
    elif how in _AT_MOST:
        low = 0.0
    elif how == "just over":
        high = size + near
    elif how:
        low, high = size - near, size + near
    if _fell(m, grew=grew):
        return _made(m, max(0.0, 1 - high / 100), 1 - low / 100)
    return _made(m, 1 + low / 100, 1 + high / 100)


def _fell(m: re.Match[str], *, grew: bool) -> bool:
    """Tell a rise from a fall by sign, then by word, then by the levels."""
    words = _words(m)
    if m["sign"]:
        return m["sign"] != "+"
    if words & _FALLS:
        return True
    return not words & _RISES and not grew and float(_dotted(m["n"])) <= 100  # noqa: PLR2004 - no fall is larger


def _dotted(text: str) -> str:
    """Give a number with a point: '44,2' has a decimal comma, '1,200' groups its thousands.

    >>> _dotted("44,2"), _dotted("1,200")
    ('44.2', '1200')
    """
    head, comma, rest = text.partition(",")
    if comma and len(rest) < 3:  # noqa: PLR2004 - a group of thousands has three digits
        return f"{head}.{rest}"
    return text.replace(",", "")


def _part(m: re.Match[str]) -> Change:
    """Read 'rose by a third': as wide as a tenth of itself, two points at least."""
    size = fraction(m["part"]) or 0.0
    wide, how = max(0.1 * size, _POINTS / 100), (m["how"] or "").lower()
    low = size if how in _AT_LEAST else 0.0 if how in _AT_MOST else size - wide
    high = math.inf if how in _AT_LEAST else size if how in _AT_MOST else size + wide
    if _words(m) & _FALLS:
        return _made(m, max(0.0, 1 - high), 1 - low)
    return _made(m, 1 + low, 1 + high)


def _words(m: re.Match[str]) -> set[str]:
    return {(m["noun"] or "").lower(), *re.findall(r"[a-z]+", m["tail"].lower())}


def _times(m: re.Match[str]) -> Change:
    how = (m["how"] or "").lower()
    if m["named"]:
        best = next(v for k, v in _NAMED.items() if k.startswith(m["named"].lower()))
    else:
        best = _NUMBERS.get((m["word"] or "").lower()) or float(m["n"])
    if best < 1:
        wide = 0.05
        ends = {"": (best - wide, best + wide)}
        more, less = (0.0, best + 0.01), (best - 0.01, 1.0)
        low, high = more if how in _AT_LEAST else less if how else ends[""]
        return _made(m, low, high)
    exact = "." in (m["n"] or "")
    wide = 0.5 * 10.0 ** -len(m["n"].partition(".")[2]) if exact else min(0.5, 0.15 * best)
    low, high = best - wide, best + wide
    if how in _AT_LEAST:
        low, high = best * 0.99, math.inf
    elif how in _NEARLY:
        low, high = best - max(_FOLD_NEAR, 0.1 * best), best * 1.01
    elif how in _AT_MOST:
        low, high = 0.0, best * 1.01
    if m["named"] is None and re.search(r"\b(?:more|higher|larger)\b", m["tail"], re.IGNORECASE):
        high += 1  # 'three times more' is said of three times and of four times as much
    if _words(m) & _FALLS:  # 'fell threefold' leaves a third
        low, high = 1 / high, 1 / low if low > 0 else 1.0
    return _made(m, low, high)


def _made(m: re.Match[str], low: float, high: float) -> Change:
    flow = _FLOW_OF.get((m["flow"] or "").lower().removesuffix("s"))
    base = int(m["base"]) if m["base"] else None
    return Change(" ".join(m[0].split()), low, high, flow, base)
