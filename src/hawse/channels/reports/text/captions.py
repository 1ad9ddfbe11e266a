"""Tell captions and embedded posts from the story: papers share them between stories."""

import re
from typing import Final

LONGEST: Final = 900  # characters; the longest captions of agencies run to some 120 words
_LONGEST_CREDIT: Final = 90
_LONGEST_SIGNATURE: Final = 120
_AGENCY: Final = (
    r"AP|AFP|EPA(?:-EFE)?|EFE|UPI|REUTERS|Reuters|TASS|Sputnik|Xinhua|Bloomberg|Kyodo|Yonhap|DPA|dpa"
    r"|ANSA|Anadolu|NurPhoto|Shutterstock|Alamy|Lehtikuva"
)
_PHOTO: Final = (
    r"(?i:\bphoto(?:graph)?s?\b|\bimages\b|\bgetty\b|\bpicture by\b|\bpool\b)"
    rf"|\b(?:{_AGENCY})\s?/|/\s?(?:{_AGENCY})\b|\bvia (?:{_AGENCY})\b"
)
_CREDITED: Final = re.compile(rf"\([^()\n]*?(?:{_PHOTO})[^()\n]*\)")
_OPENS: Final = re.compile(
    r"\s*(?:(?i:in this\b[^.\n]{0,60}\b(?:photo(?:graph)?|picture|image|(?:frame|screen) ?grab)\b)"
    r"|(?i:(?:file )?photo(?:graph)?s?\b\s*[:|]|image\s*\d* of \d+|caption\s*:|photo by\b))"
)
_FILE: Final = re.compile(r"\s*FILE\b|\s*(?i:file (?:photo|picture)\b|file\s?[-–—:]+\s)")
_CREDIT: Final = re.compile(
    rf"\s*(?:[(\[]?\s*(?i:credit|photo|image|picture)\b\s*:|(?:[^\n]*?)(?:{_PHOTO}))"
)
_DATED: Final = re.compile(
    r",\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s(?:[A-Z][a-z]{2,8})\.?\s\d{1,2},\s\d{4}\b"
)
_SIGNED: Final = re.compile(r"(?:[—–―]|--|-)\s?[^\n@]{1,60}\(@\w{1,30}\)")


def caption(block: str) -> bool:
    """Say whether a paragraph is a picture's caption: by its credit, its opening or its date.

    Agencies date captions in full ("in Helsinki, Finland, Monday, July 16, 2018"), stories by the
    day alone.

    >>> caption("Kim, left, waves in Pyongyang. (AP Photo/Jon Doe)"), caption("Kim waved.")
    (True, False)
    """
    if _FILE.match(block) or _OPENS.match(block):
        return True
    if "day, " in block and _DATED.search(block):
        return True
    return "(" in block and _CREDITED.search(block) is not None


def credit(block: str) -> bool:
    """Say whether a paragraph is a photo credit alone: the caption stands beside it.

    >>> credit("Anna Doe, AFP/Getty Images"), credit("By Anna Doe, Reuters")
    (True, False)
    """
    return (
        len(block) <= _LONGEST_CREDIT
        and block.rstrip()[-1:] not in {".", "”", '"'}
        and _CREDIT.match(block) is not None
    )


def signature(block: str) -> bool:
    """Say whether a paragraph signs the post that stands before it: "— Name (@name) May 2, 2018".

    >>> signature("— Donald J. Trump (@realDonaldTrump) July 16, 2018")
    True
    """
    return (
        len(block) <= _LONGEST_SIGNATURE
        and "(@" in block
        and _SIGNED.match(block.strip()) is not None
    )


def post(block: str) -> bool:
    """Say whether a paragraph holds a post together with its signature."""
    return "(@" in block and _SIGNED.search(block) is not None
