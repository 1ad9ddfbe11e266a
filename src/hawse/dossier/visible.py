"""Make hostile text harmless: what cannot be seen is spelled out, what is too long is cut.

Escaping for HTML is the template's work; this is about characters that a browser obeys instead of
showing (direction overrides, control characters) and about lengths that no reader meant.
"""

import re

LONGEST = 2000
"""Characters of one text that the page prints, unless a place asks for more."""
LONGEST_CASE = 60_000
"""Characters of the case file that the page prints."""
MOST_MARKS = 6
"""Combining marks on one letter that the page prints; no script needs more."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def visible(text: str, longest: int = LONGEST) -> str:
    """Give the text with unseen characters spelled out, cut with a note where it is too long.

    >>> visible("a" + chr(0x202E) + "b")
    'a[U+202E]b'
    >>> visible("abcdef", longest=4)
    'abcd… [cut here; 6 characters in all]'
    """
    shown = text[:longest].replace("\r\n", "\n")
    shown = _UNSEEN.sub(lambda m: f"[U+{ord(m.group()):04X}]", shown)
    shown = _MARKS.sub(_fewer_marks, shown)
    if len(text) > longest:
        shown += f"… [cut here; {len(text)} characters in all]"
    return shown


def _fewer_marks(found: re.Match[str]) -> str:
    """Keep the first marks of a pile and say how many more there were."""
    marks = found.group()
    more = len(marks) - MOST_MARKS
    return marks if more <= 0 else f"{marks[:MOST_MARKS]}[{more} more marks]"
