"""Elements of SVG as text, all from outside escaped; colours, dashes and shapes of the series.

No classes and no styles: the page's policy forbids inline styles, and printers ignore page styles
inside SVG.
"""

from html import escape
from typing import Final

from hawse.dossier.visible import visible

INK: Final = "#1b1f24"
QUIET: Final = "#59636e"
RULE: Final = "#d4dae0"
PAPER: Final = "#ffffff"
SEA: Final = "#e6eef4"
LAND: Final = "#f3efe6"
COAST: Final = "#8a8f94"
SERIES: Final = ("#0072b2", "#b84a00", "#1b1f24", "#7a1fd6", "#a08a70", "#7c1c60")
"""Colours of the series; each has a dash and a shape of its own, none is told by colour alone."""
DASHES: Final = ("", "7 3", "2 3", "10 3 2 3", "4 2", "1 2")
LABEL_LONGEST: Final = 60


def tag(name: str, inside: str = "", /, **attributes: str | float | None) -> str:
    """Write one element; ``inside`` is markup already, attribute values are escaped here."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def _value(value: str | float) -> str:
    """Write an attribute's value: numbers with one decimal at most."""
    return escape(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """Write a coordinate with one decimal at most.

    >>> number(3.0), number(2.26), number(-0.01)
    ('3', '2.3', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def words(x: float, y: float, said: str, /, **attributes: str | float | None) -> str:
    """Write a label; what comes from outside is made visible, cut and escaped."""
    own: dict[str, str | float | None] = {"fill": INK, "font_size": 12, **attributes}
    return tag("text", escape(visible(said, LABEL_LONGEST)), x=x, y=y, **own)


def halo(x: float, y: float, said: str, /, **attributes: str | float | None) -> str:
    """Write a label that stays legible on any ground: white around the letters."""
    return words(
        x,
        y,
        said,
        paint_order="stroke",
        stroke=PAPER,
        stroke_width=3,
        stroke_linejoin="round",
        **attributes,
    )


def picture(width: float, height: float, title: str, inside: str) -> str:
    """Wrap marks into a picture with a name for those who cannot see it."""
    return tag(
        "svg",
        tag("title", escape(visible(title, 200))) + inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        font_family="system-ui, sans-serif",
    )


def shape(index: int, x: float, y: float, colour: str, *, hollow: bool = False) -> str:
    """Draw the marker of a series: disc, square, triangle, diamond, in turn."""
    fill = PAPER if hollow else colour
    own: dict[str, str | float | None] = {"fill": fill, "stroke": colour, "stroke_width": 1.5}
    kind = index % 4
    if kind == 0:
        return tag("circle", cx=x, cy=y, r=3.5, **own)
    if kind == 1:
        return tag("rect", x=x - 3.2, y=y - 3.2, width=6.4, height=6.4, **own)
    corners = (
        ((x, y - 4.5), (x + 4.2, y + 3.2), (x - 4.2, y + 3.2))
        if kind == 2  # noqa: PLR2004 -- the third of four shapes
        else ((x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y))
    )
    return tag("polygon", points=" ".join(f"{number(a)},{number(b)}" for a, b in corners), **own)
