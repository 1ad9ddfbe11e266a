"""Damage done to texts on purpose: what a scanner, a scraper or a careless copy does to them.

Each takes a text whose paragraphs are parted by blank lines (or by ``###``) and a generator, and
gives the damaged text; the same seed gives the same damage.
"""

# ruff: noqa: PLR2004 - the shares are the protocol, written out where they act

import re
from collections.abc import Callable
from typing import Final

import numpy as np

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


def lower(text: str, _dice: np.random.Generator) -> str:
    """Take the capitals away."""
    return text.lower()


def unmarked(text: str, _dice: np.random.Generator) -> str:
    """Take quotation marks and apostrophes away."""
    return re.sub("[\"“”„«»'’‘]", "", text)


def tokenised(text: str, _dice: np.random.Generator) -> str:
    """Set punctuation off with blanks, as corpora do."""
    return re.sub(r"([.,;:!?()\"“”])(?=\s|$|[\"”.])", r" \1", text)


def scanned(text: str, dice: np.random.Generator) -> str:
    """Misread 5 % of the letters: one for another that looks like it, some lost."""
    draws = dice.random(len(text))
    return "".join(
        (_LOOKS_LIKE.get(char, "" if draw < 0.01 else "e") if char.isalpha() else char)
        if draw < 0.05
        else char
        for char, draw in zip(text, draws, strict=True)
    )


def lossy(text: str, dice: np.random.Generator) -> str:
    """Lose 30 % of the paragraphs."""
    pieces = _GAP.split(text)
    kept = [
        pieces[n] + (pieces[n + 1] if n + 1 < len(pieces) else "")
        for n in range(0, len(pieces), 2)
        if dice.random() >= 0.3
    ]
    return "".join(kept) or text


def furnished(text: str, dice: np.random.Generator) -> str:
    """Put a page's furniture between the paragraphs."""
    pieces = _GAP.split(text)
    gap = pieces[1] if len(pieces) > 1 else "\n\n"
    out = [pieces[0]]
    for n in range(1, len(pieces) - 1, 2):
        if dice.random() < 0.4:
            out += [gap, FURNITURE[int(dice.integers(0, len(FURNITURE)))]]
        out += pieces[n : n + 2]
    return "".join([*out, gap, FURNITURE[0]])


DAMAGES: Final[dict[str, Damage]] = {
    "lower": lower,
    "unmarked": unmarked,
    "tokenised": tokenised,
    "scanned": scanned,
    "lossy": lossy,
    "furnished": furnished,
}


def damaged(texts: dict[str, str], name: str, seed: int = 3) -> dict[str, str]:
    """Damage every text, each by its own draw."""
    dice = np.random.default_rng(seed)
    return {key: DAMAGES[name](text, dice) for key, text in sorted(texts.items())}
