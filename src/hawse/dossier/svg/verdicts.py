"""Marks of the verdicts: a shape for each, and the word always beside it."""

from typing import Final

from hawse.dossier.svg.marks import PAPER, QUIET, SERIES, tag

_BLUE, _RUST = SERIES[0], SERIES[1]
_SHAPES: Final[dict[str, str]] = {
    "supported": tag("circle", cx=8, cy=8, r=6, fill=_BLUE, stroke=_BLUE, stroke_width=1.5),
    "partly_supported": tag("circle", cx=8, cy=8, r=6, fill=PAPER, stroke=_BLUE, stroke_width=1.5)
    + tag("path", d="M8 2a6 6 0 0 0 0 12z", fill=_BLUE),
    "contradicted": tag("polygon", points="8,1 15,14 1,14", fill=_RUST),
    "not_observable": tag(
        "circle",
        cx=8,
        cy=8,
        r=6,
        fill="none",
        stroke=QUIET,
        stroke_width=2,
        stroke_dasharray="3 2",
    ),
    "not_examined": tag("line", x1=2, x2=14, y1=8, y2=8, stroke=QUIET, stroke_width=3),
    "not_testable": tag("path", d="M3 3L13 13M13 3L3 13", stroke=QUIET, stroke_width=2),
}


def mark(verdict: str) -> str:
    """Give the mark of a verdict; an empty one for a word that is no verdict."""
    return tag(
        "svg",
        _SHAPES.get(verdict, ""),
        viewBox="0 0 16 16",
        width=16,
        height=16,
        aria_hidden="true",
    )
