"""Damage done to texts on purpose: what a scanner, a scraper or a careless copy does to them.

``lower`` (capitals lost), ``unmarked`` (quotation marks and apostrophes lost), ``tokenised`` (blanks
before marks), ``scanned`` (5 % of the letters misread), ``lossy`` (30 % of the paragraphs gone) and
``furnished`` (lines of a web page between paragraphs). Paragraphs are parted by blank lines or by
``###``. Every choice is by a generator or a seed, so the same seed gives the same damage; ``hurt``
says besides where each place of the text has gone, so that marked places move along.
"""

# ruff: noqa: PLR2004 - the shares are the protocol, written out where they act

import re
from collections.abc import Callable
from typing import Final

import numpy as np

Piece = tuple[str, int | None]
"""Text, and the place that its first letter comes from; ``None`` for what was added."""
Damage = Callable[[str, np.random.Generator], str]
_GAP: Final = re.compile(r"(\s+###\s+|\n\s*\n)")
_LOOKS_LIKE: Final = dict(zip("oilsbeacnmhtrguOIE", "0l156coenrbfnqv01F", strict=True))
FURNITURE: Final = (
    "Subscribe to our newsletter for the latest headlines every morning.",
    "Read more: What we know so far",
    "Share this article",
    "This story has been updated. Sign in to comment.",
    "Advertisement",
    "Most read in this section",
    "We use cookies to improve your visit. Accept all or manage your choices.",
)


def _lower(text: str, _dice: np.random.Generator) -> list[Piece]:
    """Take the capitals away."""
    return [(char.lower(), n) for n, char in enumerate(text)]


def _unmarked(text: str, _dice: np.random.Generator) -> list[Piece]:
    """Take quotation marks and apostrophes away."""
    return [(char, n) for n, char in enumerate(text) if char not in "\"“”„«»'’‘`"]


def _tokenised(text: str, _dice: np.random.Generator) -> list[Piece]:
    """Set punctuation off with blanks, as corpora do; not within a number or an abbreviation."""
    apart = {hit.start() for hit in re.finditer(r"[.,;:!?()\"“”](?=\s|$|[\"”.])", text)}
    return [
        piece
        for n, char in enumerate(text)
        for piece in ([(" ", None), (char, n)] if n in apart else [(char, n)])
    ]


def _scanned(text: str, dice: np.random.Generator) -> list[Piece]:
    """Misread 5 % of the letters: one for another that looks like it, some lost."""
    return [
        (
            _LOOKS_LIKE.get(char, "" if draw < 0.01 else "e")
            if draw < 0.05 and char.isalpha()
            else char,
            n,
        )
        for n, (char, draw) in enumerate(zip(text, dice.random(len(text)), strict=True))
    ]


def _placed(text: str) -> list[list[Piece]]:
    """Split a text into paragraphs and gaps by turns, with their places."""
    at = 0
    out: list[list[Piece]] = []
    for piece in _GAP.split(text):
        out.append([(char, at + n) for n, char in enumerate(piece)])
        at += len(piece)
    return out


def _lossy(text: str, dice: np.random.Generator) -> list[Piece]:
    """Lose 30 % of the paragraphs, but never all."""
    pieces = _placed(text)
    kept = [
        one
        for n in range(0, len(pieces), 2)
        if dice.random() >= 0.3
        for piece in pieces[n : n + 2]
        for one in piece
    ]
    return kept or [one for piece in pieces for one in piece]


def _furnished(text: str, dice: np.random.Generator) -> list[Piece]:
    """Put a page's furniture between the paragraphs."""
    pieces = _placed(text)
    gap = "".join(char for char, _ in pieces[1]) if len(pieces) > 1 else "\n\n"
    out = [*pieces[0]]
    for n in range(1, len(pieces) - 1, 2):
        if dice.random() < 0.4:
            out.append((gap + FURNITURE[int(dice.integers(0, len(FURNITURE)))], None))
        out += pieces[n] + pieces[n + 1]
    return [*out, (gap + FURNITURE[0], None)]


_KINDS: Final[dict[str, Callable[[str, np.random.Generator], list[Piece]]]] = {
    "lower": _lower,
    "unmarked": _unmarked,
    "tokenised": _tokenised,
    "scanned": _scanned,
    "lossy": _lossy,
    "furnished": _furnished,
}
OTHER_NAMES: Final = {
    "marks": "unmarked", "ocr": "scanned", "lost": "lossy", "furniture": "furnished"
}  # fmt: skip
"""Names that ``--damage`` also takes."""


def _done(kind: str) -> Damage:
    return lambda text, dice: "".join(piece for piece, _ in _KINDS[kind](text, dice))


DAMAGES: Final[dict[str, Damage]] = {kind: _done(kind) for kind in _KINDS}
NAMES: Final = (*DAMAGES, *OTHER_NAMES)


def damaged(texts: dict[str, str], name: str, seed: int = 3) -> dict[str, str]:
    """Damage every text, each by its own draw."""
    dice = np.random.default_rng(seed)
    return {key: DAMAGES[name](text, dice) for key, text in sorted(texts.items())}


def hurt(text: str, name: str, seed: int) -> tuple[str, dict[int, range]]:
    """Damage a text; give it with where each place of the original now is."""
    out: list[str] = []
    moved: dict[int, range] = {}
    at = 0
    for piece, origin in _KINDS[OTHER_NAMES.get(name, name)](text, np.random.default_rng(seed)):
        out.append(piece)
        if origin is not None:
            moved[origin] = range(at, at + len(piece))
        at += len(piece)
    return "".join(out), moved
