"""Damage that real texts have, made on purpose, with the marked places moved along.

``lower`` (capitals lost), ``marks`` (quotation marks and apostrophes lost), ``tokenised`` (spaces put
round every mark), ``ocr`` (one letter in twenty misread), ``lost`` (one paragraph in five gone) and
``furniture`` (a line of a web page after every fourth paragraph). Every choice is by a seed.
"""

import re
from collections.abc import Callable
from typing import Final

import numpy as np

Piece = tuple[str, int | None]
"""Text, and the place in the original that its first letter comes from; ``None`` for what was added."""
MISREADING, LOSING, EVERY = 0.05, 0.2, 4
MARKS: Final = re.compile(r"[\"'“”‘’«»`]")
MISREAD: Final = {
    "e": "c", "c": "e", "i": "l", "l": "1", "o": "0", "n": "u", "u": "n", "h": "b", "s": "5", "t": "f",
    "a": "o", "g": "q", "r": "t", "m": "n", "b": "h", "d": "cl",
}  # fmt: skip
FURNITURE: Final = (
    "Sign up for our newsletter and never miss a story.", "Read more: ten things to know today.",
    "Photo: the harbour on a winter day.", "Share this article with your friends.",
)  # fmt: skip


def lower(text: str, _dice: np.random.Generator) -> list[Piece]:
    """Take all capitals."""
    return [(c.lower() if len(c.lower()) == 1 else c, n) for n, c in enumerate(text)]


def marks(text: str, _dice: np.random.Generator) -> list[Piece]:
    """Take quotation marks and apostrophes."""
    return [(c, n) for n, c in enumerate(text) if not MARKS.match(c)]


def tokenised(text: str, _dice: np.random.Generator) -> list[Piece]:
    """Put spaces round marks; a stop or a comma inside a number or an abbreviation stays."""
    out: list[Piece] = []
    for n, c in enumerate(text):
        inside = c in ".,'’-" and text[n - 1 : n].isalnum() and text[n + 1 : n + 2].isalnum()
        if c in ",.;:?!()\"“”'’" and not inside:
            out += [(" ", None), (c, n), (" ", None)]
        else:
            out.append((c, n))
    return out


def ocr(text: str, dice: np.random.Generator) -> list[Piece]:
    """Misread one letter in twenty."""
    chance = dice.random(len(text))
    return [(MISREAD.get(c, c) if chance[n] < MISREADING else c, n) for n, c in enumerate(text)]


def lost(text: str, dice: np.random.Generator) -> list[Piece]:
    """Lose one paragraph in five."""
    out: list[Piece] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if dice.random() >= LOSING:
            out += [(c, at + n) for n, c in enumerate(line)]
        at += len(line)
    return out


def furniture(text: str, dice: np.random.Generator) -> list[Piece]:
    """Put a line of the page after every fourth paragraph."""
    out: list[Piece] = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        out += [(c, at + n) for n, c in enumerate(line)]
        if number % EVERY == EVERY - 1:
            out += [(c, None) for c in FURNITURE[int(dice.integers(len(FURNITURE)))] + "\n"]
        at += len(line)
    return out


KINDS: Final[dict[str, Callable[[str, np.random.Generator], list[Piece]]]] = {
    f.__name__: f for f in (lower, marks, tokenised, ocr, lost, furniture)
}


def hurt(text: str, kind: str, seed: int) -> tuple[str, dict[int, range]]:
    """Damage a text; give it with where each place of the original now is."""
    dice = np.random.default_rng(seed)
    out: list[str] = []
    moved: dict[int, range] = {}
    at = 0
    for piece, origin in KINDS[kind](text, dice):
        out.append(piece)
        if origin is not None:
            moved[origin] = range(at, at + len(piece))
        at += len(piece)
    return "".join(out), moved
