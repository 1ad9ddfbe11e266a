"""Words as hashes: what ``normal.words`` gives of many texts, at the speed that a million need.

One kernel reads UTF-8 and gives the hash of each normalised word and whether it stands in
quotation marks. A text with a character whose normal form is not one character (a ligature, a
combining accent, a digit of another script) goes the plain way, through ``tokens``. A property
test holds both ways to the same hashes.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa

from hawse.channels.reports.text.normal import SCRIPTS_WITHOUT_SPACES, normal, tokens
from hawse.channels.reports.text.quotes import CLOSE, OPEN, outside
from hawse.channels.reports.text.scan import (
    ALONE,
    CLOSES,
    DIGIT,
    DOLLAR,
    LETTER,
    LINE,
    ODD,
    OPENS,
    OTHER,
    SIGN,
    STRAIGHT,
    Bytes,
    Flags,
    Halves,
    Hashes,
    Places,
    hash_of,
    scan,
)  # fmt: skip

_PIECE: Final = 4 << 20  # bytes of text that the kernel takes at once
_PLANE: Final = 0x10000
_PREFIXED: Final = ("S$", "s$", "A$", "C$", "HK$", "hk$", "NZ$", "nz$", "NT$")
_SIGNS: Final = "€£¥₩₽₹%"
_NAMED: Final = {
    "$": DOLLAR,
    '"': STRAIGHT,
    "_": LINE,
    **dict.fromkeys(OPEN, OPENS),
    **dict.fromkeys(CLOSE, CLOSES),
    **dict.fromkeys(_SIGNS, SIGN),
}


class Hashed(NamedTuple):
    """The words of many texts in a row: hash, whether quoted, and where each text begins."""

    words: Hashes
    quoted: Flags
    starts: Places


def hashed(texts: pa.Array) -> Hashed:
    """Give the words of texts (an Arrow array of strings, none null) as hashes, in order."""
    if not len(texts):
        return Hashed(np.empty(0, np.uint64), np.empty(0, np.bool_), np.zeros(1, np.int64))
    texts = texts.cast(pa.large_string())
    bounds = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset :][: len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2] or b"", np.uint8)
    found, counts = [], []
    at = 0
    while at < len(texts):
        stop = int(np.searchsorted(bounds, bounds[at] + _PIECE, "right")) - 1
        stop = min(max(stop, at + 1), len(texts))
        words, quoted, count = _piece(data, bounds[at : stop + 1], texts.slice(at, stop - at))
        found.append((words, quoted))
        counts.append(count)
        at = stop
    starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64)
    return Hashed(
        np.concatenate([w for w, _ in found]), np.concatenate([q for _, q in found]), starts
    )


def _piece(data: Bytes, bounds: Places, texts: pa.Array) -> tuple[Hashes, Flags, Places]:
    """Read some texts with the kernel, and those that it leaves the plain way."""
    kinds, lower, signs = _tables()
    most = int(bounds[-1] - bounds[0]) + 1
    words, quoted = np.empty(most, np.uint64), np.empty(most, np.bool_)
    counts = np.zeros(len(bounds) - 1, np.int64)
    scan(data, bounds, kinds, lower, signs, words, quoted, counts)
    if counts.min() >= 0:
        total = int(counts.sum())
        return words[:total], quoted[:total], counts
    parts, flags, at = [], [], 0
    for n, count in enumerate(counts.tolist()):
        if count < 0:
            one, flag = _plainly(texts[n].as_py())
            counts[n] = len(one)
        else:
            one, flag = words[at : at + count], quoted[at : at + count]
            at += count
        parts.append(one)
        flags.append(flag)
    return np.concatenate(parts), np.concatenate(flags), counts


def _plainly(text: str) -> tuple[Hashes, Flags]:
    """Give the hashes of one text by way of its tokens: the readable definition of the kernel."""
    spans, at = outside(text), 0
    found, quoted = [], []
    for token in tokens(text):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        found.append(word_hash(token.word))
        quoted.append(not (at < len(spans) and spans[at][0] <= token.start))
    return np.array(found, np.uint64), np.array(quoted, np.bool_)


@lru_cache(maxsize=400_000)
def word_hash(word: str) -> int:
    """Give the hash of one normalised word."""
    return int(hash_of(np.frombuffer(word.encode("utf-32-le"), np.uint32)))


@cache
def _tables() -> tuple[Bytes, Halves, Hashes]:
    """Give the kind and the normal form of each character, and the hashes of money's signs."""
    kinds, lower = np.zeros(_PLANE, np.uint8), np.zeros(_PLANE, np.uint16)
    alone, word = re.compile(f"[{SCRIPTS_WITHOUT_SPACES}]"), re.compile(r"\w")
    for code in range(_PLANE):
        char = chr(code)
        kinds[code], lower[code] = _kind(char, alone, word), code
        if kinds[code] in {LETTER, ALONE}:
            plain = unicodedata.normalize("NFKC", char).lower()
            if (
                len(plain) == 1 and ord(plain) < _PLANE and char != "Σ"
            ):  # lower case depends on place
                lower[code] = ord(plain)
            else:
                kinds[code] = ODD
    signs = [*_PREFIXED, *_SIGNS, "$"]
    return kinds, lower, np.array([word_hash(normal(s)) for s in signs], np.uint64)


def _joins(char: str) -> bool:
    """Say whether a character may melt into the one before it (accents, Korean letters alone)."""
    return unicodedata.category(char)[0] == "M" or "\u1100" <= char <= "\u11ff"


def _kind(char: str, alone: re.Pattern[str], word: re.Pattern[str]) -> int:
    """Say what a character is to the kernel."""
    if char in _NAMED:
        return _NAMED[char]
    if char.isdecimal():
        return DIGIT if char.isascii() else ODD
    if _joins(char):
        return ODD
    return ALONE if alone.match(char) else LETTER if word.match(char) else OTHER
