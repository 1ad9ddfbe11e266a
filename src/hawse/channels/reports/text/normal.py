"""Normalise text into tokens, each with its place in the original.

Two printings of one story must give the same tokens whatever their case, quotation marks, dotted
abbreviations, thousands commas or apostrophes. Everything that is shown to people is cut from the
original by the offsets, never rebuilt from tokens.
"""

import re
import unicodedata
from functools import lru_cache, partial
from itertools import accumulate, compress
from typing import Final, NamedTuple

SCRIPTS_WITHOUT_SPACES: Final = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_ANY_LETTER: Final = rf"[^\W\d_{SCRIPTS_WITHOUT_SPACES}]"
_ASCII_LETTER: Final = "[A-Za-z]"
_MARKS: Final = r"|[,;:()?!\"“”«»„—–―]|(?<=\s)-+(?=\s)|(?<=\d)-(?=\d)"


def _words(letter: str, more: str, marks: str = "") -> str:
    """Give the pattern of a token; whole words come first, because most tokens are words.

    It captures the token, so that a split gives gaps and tokens by turns.
    """
    return (
        rf"((?:{letter}{more}){{2,}}+(?!\$)"
        r"|(?:\b(?:US|us|S|s|A|C|HK|hk|NZ|nz|NT))?\$"
        r"|[€£¥₩₽₹%]"
        r"|\d+(?:[.,]\d+)*"
        rf"|(?<![^\W\d_]){letter}\.(?:{letter}\.)+(?:{letter}(?![^\W\d_]))?"
        rf"|(?<![^\W\d_]){letter}\.{letter}(?![^\W\d_])"
        rf"|(?:{letter}{more})+"
        rf"|[{SCRIPTS_WITHOUT_SPACES}]{marks})"
    )


_TOKEN: Final = re.compile(_words(_ANY_LETTER, r"|[\u0300-\u036f]"))
_TOKEN_ASCII: Final = re.compile(_words(_ASCII_LETTER, ""))
_TOKEN_OR_MARK: Final = re.compile(_words(_ANY_LETTER, r"|[\u0300-\u036f]", _MARKS))
_TOKEN_OR_MARK_ASCII: Final = re.compile(_words(_ASCII_LETTER, "", _MARKS))
_SIGNS: Final = {
    "us$": "$", "s$": "sgd", "a$": "aud", "c$": "cad", "hk$": "hkd", "nz$": "nzd", "nt$": "twd",
    "€": "eur", "£": "gbp", "¥": "cny", "₩": "krw", "₽": "rub", "₹": "inr", "“": '"', "”": '"',
    "«": '"',
    "»": '"', "„": '"', "—": "-", "―": "-", "–": "-", "--": "-",
}  # fmt: skip
_LONE: Final = frozenset({"s", "t", "d"})
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def listed(text: str) -> tuple[str, ...]:
    """Give the words of a word list that is written as one text."""
    return tuple(text.split())


class Token(NamedTuple):
    """One token: its normal form, and where it lies in the original (half open)."""

    word: str
    start: int
    end: int


_TOKEN_OF: Final = partial(tuple.__new__, Token)


@lru_cache(maxsize=200_000)
def normal(raw: str) -> str:
    """Give the normal form of one raw token; empty if it is dropped.

    >>> normal("U.S."), normal("600,000"), normal("US$"), normal("s")
    ('us', '600000', '$', '')
    """
    word = raw if raw.isascii() else _composed(raw)
    word = word.lower()
    if word in _SIGNS:
        return _SIGNS[word]
    if word[:1].isdigit():
        return word.replace(",", "") if _THOUSANDS.fullmatch(word) else word.replace(",", ".")
    if word in _LONE:
        return ""
    return word.replace(".", "") if len(word) > 1 else word


def _composed(raw: str) -> str:
    """Give a token's compatible form; a ligature of several words stays one token."""
    return "".join(unicodedata.normalize("NFKC", raw).split())


def tokens(text: str, *, marks: bool = False) -> list[Token]:
    """Give the tokens of a text; with ``marks`` also the punctuation that bounds clauses.

    >>> [t.word for t in tokens("Russia's U.S.-led $ 31.4 million")]
    ['russia', 'us', 'led', '$', '31.4', 'million']
    """
    return laid(text, marks=marks)[1]


def laid(text: str, *, marks: bool = False) -> tuple[list[str], list[Token]]:
    """Give the words of a text and its tokens: the same words with their places.

    The pattern captures what it finds, so a split gives gaps and tokens by turns and their lengths
    add up to the places.
    """
    plain = text.isascii()
    if marks:
        pattern = _TOKEN_OR_MARK_ASCII if plain else _TOKEN_OR_MARK
    else:
        pattern = _TOKEN_ASCII if plain else _TOKEN
    pieces = pattern.split(text)
    ends = list(accumulate(map(len, pieces)))
    said = list(map(normal, pieces[1::2]))
    found = map(_TOKEN_OF, zip(said, ends[::2], ends[1::2], strict=False))
    if all(said):
        return said, list(found)
    return list(filter(None, said)), list(compress(found, said))


def words(text: str) -> list[str]:
    """Give the normal forms alone: what shingles and alignments are made of."""
    found = (_TOKEN_ASCII if text.isascii() else _TOKEN).findall(text)
    return list(filter(None, map(normal, found)))
