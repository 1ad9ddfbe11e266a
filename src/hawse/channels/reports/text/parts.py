"""Take a text apart: headline, byline, dateline, body, print note, captions, posts, furniture.

Nothing is thrown away: what is no body keeps its role and stays in the table ``paragraphs``.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from hawse.channels.reports.text.captions import LONGEST, caption, credit, post, signature
from hawse.channels.reports.text.dates import day

AGENCIES: Final = (
    "thomson reuters", "reuters", "associated press", "ap", "agence france presse",
    "agence france-presse",
    "afp", "bloomberg", "upi", "dpa", "xinhua", "tass", "interfax", "ria novosti", "yonhap",
    "kyodo", "ani",
    "pti", "efe", "ansa", "kcna", "anadolu",
)  # fmt: skip
_AGENCY: Final = "|".join(re.escape(a) for a in sorted(AGENCIES, key=len, reverse=True))
_DATELINE: Final = re.compile(
    (
        rf"\s*(?:[^\W\d_][^()\n:•“”\"]{{0,80}}?\s*)?\(\s*(?P<agency>{_AGENCY})\s*\)\s*"
        rf"(?:[-–—:•·]+\s*)+"
    ),
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(
    r"\s*(?P<place>[^\W\d_]{2,}(?:[ ./'’-][^\W\d_]+){0,4}(?:,? [^\W\d_][\w. ]{1,24}){0,2})\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?(?:[-–—•·]+\s*)+(?=[\"“‘'(A-Z0-9])"
)
_DASH: Final = re.compile(r"[-–—•·]")
_NOTE: Final = re.compile(
    r"\s*(?:a version of (?:this|the) (?:article|story)\b.{0,40}?\bappear(?:s|ed)\b"
    r"|this (?:article|story) (?:was )?(?:first |originally )?(?:appeared|published)\b"
    r"|(?:first |originally )?published (?:on|at|in|:)?\s*.{0,20}\d)",
    re.IGNORECASE,
)
_IN_PRINT: Final = re.compile(
    r"print edition of (?P<paper>.{3,60}?)\s+on\b|in (?P<other>The [A-Z].{3,50}?)\s+on\b"
)
_TAIL: Final = re.compile(
    rf"\s*[(\[]?\s*(?:(?:additional |with )?reporting by\b|writing by\b|editing by\b"
    rf"|(?:source|via|credit)\s*:?\s*(?:{_AGENCY})\b|(?:—|-|–)?\s*(?:{_AGENCY})\s*[)\].]?\s*$)",
    re.IGNORECASE,
)
_FURNITURE: Final = re.compile(
    r"\s*(?:print edition\b|subscribe\b|sign up\b|log in\b|sign in\b|read more\b|read also\b"
    r"|more from\b|advertis(?:ement|ing)\b|share (?:this|on)\b|follow (?:us|@)|related\b.{0,40}$"
    r"|click (?:here|to)\b|(?:file )?photo(?:s|graph)?\s*(?::|by\b)|getty images\b"
    r"|image (?:copyright|caption|source)\b|copyright\b|©|all rights reserved|comments?\s*$"
    r"|loading\b|watch(?: now)?:|video:|play video|get the latest\b|newsletter\b"
    r"|most (?:read|popular)\b|recommended\b|enter city\b|story continues\b|this site uses\b"
    r"|we use cookies\b|cookie policy|terms of (?:use|service)|privacy policy"
    r"|report an? (?:error|typo)|our standards:|view comments|show comments|skip to\b"
    r"|tap here\b|\d+ shares?$)",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"\s*by\s*:?\s+(?P<who>[^\W\d_].{2,90})$", re.IGNORECASE)
_STOPPED: Final = re.compile(r"[.!?]\s*$")
LONGEST_TITLE: Final = 180


class Part(NamedTuple):
    """One part of a text: its role and its span."""

    role: str
    start: int
    end: int


def parts(text: str) -> list[Part]:
    """Give the parts of a text in order; together the parts hold every word of it."""
    found: list[Part] = []
    blocks = list(_blocks(text))
    for number, (start, end) in enumerate(blocks):
        block = text[start:end]
        seen_body = any(p.role == "body" for p in found)
        role = _role(block, seen_body=seen_body)
        if role == "body" and number == 0 and len(blocks) > 1 and _is_title(block):
            role = "title"
        if role == "body" and not seen_body and (cut := dateline_end(block)):
            found.append(Part("dateline", start, start + cut))
            found += [Part(role, start + cut, end)] if start + cut < end else []
        else:
            found.append(Part(role, start, end))
    return _pictured(text, found)


def _pictured(text: str, found: list[Part]) -> list[Part]:
    """Name the caption that stands before a bare photo credit, and the post before its signature.

    A caption of a gallery is one sentence that does not go on from a paragraph of the story.
    """
    roles = [p.role for p in found]
    for at, part in enumerate(found):
        block = text[part.start : part.end]
        before = at and roles[at - 1] == "body"
        if part.role == "post" and before and signature(block):
            roles[at - 1] = "post"
        elif part.role == "caption" and before and credit(block):
            told = text[found[at - 1].start : found[at - 1].end]
            goes_on = at > 1 and roles[at - 2] == "body" and _stops(text, found[at - 2])
            if len(told) <= LONGEST_TITLE and not goes_on and at > 1:
                roles[at - 1] = "caption"
    return [p._replace(role=role) for p, role in zip(found, roles, strict=True)]


def _stops(text: str, part: Part) -> bool:
    return text[part.start : part.end].rstrip("\"”’')")[-1:] in {".", "!", "?", "…"}


def _role(block: str, *, seen_body: bool) -> str:
    """Name a block by the first of its marks; a long block is the story whatever it opens with."""
    if not seen_body and len(block) < 100 and _BYLINE.match(block):  # noqa: PLR2004 - a line of names
        return "byline"
    return next(
        (role for role, most, holds in _MARKS if len(block) < most and holds(block)), "body"
    )


def _dates(block: str) -> bool:
    return not _STOPPED.search(block) and day(block) is not None


_MARKS: Final[tuple[tuple[str, int, Callable[[str], object]], ...]] = (
    ("note", 600, _NOTE.match),
    ("note", 400, _TAIL.match),
    ("furniture", 160, _FURNITURE.match),
    ("furniture", 60, lambda block: not any(map(str.isalnum, block))),
    ("post", LONGEST, lambda block: signature(block) or post(block)),
    ("caption", LONGEST, lambda block: caption(block) or credit(block)),
    ("date", 60, _dates),
)
"""Role, the length in characters past which a block is the story, and the mark itself."""


def _is_title(block: str) -> bool:
    ends = block.rstrip().rstrip("\"”’'")[-1:]
    return (
        len(block) <= LONGEST_TITLE
        and ends not in (".", "!", "…", ":", "。")
        and "\n" not in block.strip()
    )


def _blocks(text: str) -> list[tuple[int, int]]:
    """Give the spans of paragraphs: blank lines part them, or else every line is one.

    Lines that mostly stop in mid-sentence at a similar length are wrapped lines of one paragraph.
    """
    if " ### " in text:
        return _between(text, re.compile(r"\s+###\s+"))
    lines = [line for line in text.split("\n") if line.strip()]
    if re.search(r"\n[ \t]*\n", text.strip()):
        return _between(text, re.compile(r"\n[ \t]*(?:\n[ \t]*)+"))
    stops = sum(line.rstrip()[-1:] in ".!?\"”’')。…" for line in lines)
    widest = max((len(line) for line in lines), default=0)
    wrapped = len(lines) > 3 and stops < len(lines) / 2 and widest <= 100  # noqa: PLR2004 - a terminal's width
    return _between(text, re.compile(r"\Z") if wrapped else re.compile(r"\n+"))


def _between(text: str, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, begin = [], 0
    for hit in [*gap.finditer(text), None]:
        stop = hit.start() if hit else len(text)
        piece = text[begin:stop]
        left = len(piece) - len(piece.lstrip())
        if bare := piece.strip():
            spans.append((begin + left, begin + left + len(bare)))
        begin = hit.end() if hit else len(text)
    return spans


def dateline_end(block: str) -> int:
    """Give the length of the dateline that a paragraph opens with; 0 if there is none.

    A place in capitals may name an agency that is on no list: "OSLO, May 2 (Fjord News) - ".

    >>> dateline_end("moscow ( reuters ) - russia is"), dateline_end("MOSCOW•• • Russia is")
    (21, 11)
    """
    head = block[:200]
    if hit := _DATELINE.match(head):
        return hit.end()
    hit = _CAPITALS.match(head) if _DASH.search(head) else None
    if hit and hit["place"].split(",")[0].isupper():
        return hit.end()
    return 0


def agency_in(text: str) -> str | None:
    """Give the agency that a dateline, byline or credit names.

    >>> agency_in("By Andrew Osborn | Reuters")
    'reuters'
    """
    hit = re.search(rf"\b(?:{_AGENCY})\b", text, re.IGNORECASE)
    if hit is None:
        return None
    name = hit.group().lower()
    return {
        "thomson reuters": "reuters",
        "associated press": "ap",
        "agence france presse": "afp",
    }.get(name.replace("-", " "), name)


def paper_in(note: str) -> str | None:
    """Give the paper that a print note names.

    >>> paper_in("appeared in the print edition of The Straits Times on October 05, 2017")
    'The Straits Times'
    """
    hit = _IN_PRINT.search(note)
    return (hit["paper"] or hit["other"]) if hit else None
