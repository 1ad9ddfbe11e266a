"""The strip of events: one lane a channel, measures as rules through all lanes."""

from collections.abc import Callable, Sequence
from datetime import datetime

from hawse.dossier.page import Moment
from hawse.dossier.svg.marks import INK, PAPER, QUIET, RULE, SERIES, picture, shape, tag, words
from hawse.dossier.svg.scale import months

WIDTH, LEFT, RIGHT, LANE, TOP = 760.0, 90.0, 30.0, 34.0, 22.0
RULES = "measures"
_LETTER = 6.2  # pixels that a letter of a label takes


def draw(title: str, moments: Sequence[Moment]) -> str:
    """Draw the strip; an empty text where nothing has a date."""
    if not moments:
        return ""
    first, last = min(m.start for m in moments), max(m.end for m in moments)
    span = (last - first).total_seconds() or 1.0

    def at(when: datetime) -> float:
        return LEFT + (when - first).total_seconds() / span * (WIDTH - LEFT - RIGHT)

    lanes = [*sorted({m.lane for m in moments if m.lane != RULES}), RULES]
    lanes = [lane for lane in lanes if any(m.lane == lane for m in moments)]
    height = TOP + LANE * len(lanes) + 22
    marks = "".join(
        tag("line", x1=at(t), x2=at(t), y1=TOP, y2=height - 20, stroke=RULE)
        + words(at(t), height - 6, f"{t:%Y-%m}", text_anchor="middle", fill=QUIET, font_size=11)
        for t in months(first, last, most=9)
    )
    for n, lane in enumerate(lanes):
        y = TOP + LANE * (n + 0.5)
        marks += words(0, y + 4, lane)
        marks += tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=RULE)
        for m in moments:
            if m.lane == lane:
                marks += _rule(at(m.start), height) if lane == RULES else ""
                marks += _mark(m, n, at(m.start), at(m.end), y)
    return picture(WIDTH, height, title, marks + _labels(moments, at))


def _labels(moments: Sequence[Moment], at: Callable[[datetime], float]) -> str:
    """Name the rules by their instruments, where one name does not cover the one before."""
    marks, free = "", 0.0
    for m in moments:
        said = m.label.partition(",")[0]
        x, half = at(m.start), len(said) * _LETTER / 2
        if m.lane == RULES and x - half >= free and x + half <= WIDTH:
            marks += words(x, 10, said, text_anchor="middle", font_size=10)
            free = x + half + _LETTER
    return marks


def _rule(x: float, height: float) -> str:
    """Draw a measure's first day through all lanes."""
    return tag("line", x1=x, x2=x, y1=TOP - 8, y2=height - 20, stroke=INK, stroke_dasharray="3 3")


def _mark(m: Moment, n: int, x1: float, x2: float, y: float) -> str:
    """Draw one event: a bar over its span, or a shape where the span is too short to see."""
    colour = INK if m.lane == RULES else SERIES[n % len(SERIES)]
    if x2 - x1 <= 8:  # noqa: PLR2004 -- pixels
        return shape(n, (x1 + x2) / 2, y, colour, hollow=m.synthetic)
    fill = PAPER if m.synthetic else colour
    return tag("rect", x=x1, y=y - 5, width=x2 - x1, height=10, fill=fill, stroke=colour)
