"""Make hostile text harmless: what cannot be seen is spelled out, what is too long is cut.

Escaping for HTML is the template's work; this is about characters that a browser obeys instead of
showing (direction overrides, control characters) and about lengths that no reader meant.
"""

import re

LONGEST = 2000
"""Characters of one text that the page prints, unless a place asks for more."""
FEWEST_LETTERS = 10
"""Characters of a text that are printed at least."""
MOST_MARKS = 6
"""Combining marks on one letter that the page prints; no script needs more."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


_CUT = re.compile(r"… \[cut here; ([0-9]{1,18}) characters in all\]$")


def cut(text: str, longest: int = LONGEST) -> str:
    """Cut a text that is too long, with a note of its whole length (part of the length given).

    >>> cut("a" * 100, longest=45)
    'aaaaaaaaaa… [cut here; 100 characters in all]'
    """
    if len(text) <= longest:
        return text
    before = _CUT.search(text[-80:])
    note = f"… [cut here; {before[1] if before else len(text)} characters in all]"
    return text[: max(FEWEST_LETTERS, longest - len(note))].removesuffix("…") + note


def visible(text: str, longest: int = LONGEST) -> str:
    """Give the text with unseen characters spelled out, cut with a note where it is too long.

    >>> visible("a" + chr(0x202E) + "b")
    'a[U+202E]b'
    """
    shown = cut(text, longest).replace("\r\n", "\n")
    shown = _UNSEEN.sub(lambda m: f"[U+{ord(m.group()):04X}]", shown)
    return _MARKS.sub(_fewer_marks, shown)


def _fewer_marks(found: re.Match[str]) -> str:
    """Keep the first marks of a pile and say how many more there were."""
    marks = found.group()
    more = len(marks) - MOST_MARKS
    return marks if more <= 0 else f"{marks[:MOST_MARKS]}[{more} more marks]"
