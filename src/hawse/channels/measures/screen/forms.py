"""Names made ready to be compared: tokens in the original script and in Latin letters.

Org forms, titles and transliteration are rigour's; what is here is the order in which they are
used.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rigour._core import person_name_prefixes_list
from rigour.names import (
    extract_org_types,
    remove_obj_prefixes,
    remove_org_types,
    tokenize_name,
)
from rigour.text.translit import ascii_text

from hawse.channels.measures.screen.servants import servant

LONGEST: Final = 400
_PLAIN: Final = re.compile(r"[a-z0-9]+")
_DIGIT: Final = re.compile(r"\d")
_TITLES: Final = frozenset(
    t for p in person_name_prefixes_list() if len(t := p.casefold().strip(".")) > 1 and t.isalpha()
)
_JOINED: Final = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "KHMER", "LAO", "MYANMAR"}
)
MOST_TOKENS: Final = 24
_APOSTROPHES: Final = re.compile(
    "[\u0027\u0060\u00b4\u02bb\u02bc\u02bf\u02be\u2018\u2019\u201b\u2032\u05f3]"
)
_DOTTED: Final = re.compile(r"\b((?:\w\.){2,}\w?)(?!\w)")
_GLUED: Final = re.compile(r"(?<=[a-z]{3})(?=[A-Z]{2,4}$)")
"""Where an org form in capitals hangs on a name: SiemensAG."""
_AND: Final = re.compile(r"\s*[&+]\s*")
_LOOKS: Final = str.maketrans("013456789", "oleasbtbg")
_ROMAN: Final = re.compile(r"^(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS: Final = {
    w: str(n)
    for n, words in enumerate(
        (
            "zero",
            "one first 1st",
            "two second 2nd",
            "three third 3rd",
            "four fourth 4th",
            "five fifth 5th",
            "six sixth 6th",
            "seven seventh 7th",
            "eight eighth 8th",
            "nine ninth 9th",
            "ten tenth 10th",
            "eleven eleventh 11th",
            "twelve twelfth 12th",
        )
    )
    for w in words.split()
}
_SHORT: Final = {
    "co": "company",
    "cos": "company",
    "companies": "company",
    "corp": "corporation",
    "inc": "incorporated",
    "intl": "international",
    "natl": "national",
    "bros": "brothers",
    "mfg": "manufacturing",
    "dept": "department",
    "organisation": "organization",
    "co-operation": "cooperation",
}
_PARTICLES: Final = {"ben": "bin", "ibn": "bin", "bn": "bin", "el": "al", "ul": "al"}
"""Ways to write one Arabic particle in Latin letters."""
_ARTICLE: Final = frozenset({"al", "ar", "as", "ad", "an", "az", "at", "ur", "ash"})
_TOUCHED: Final = _TITLES | _PARTICLES.keys()
_NO_KINDS: Final[frozenset[str]] = frozenset()
GENERIC: Final = frozenset({"company", "corporation", "incorporated", "firm", "enterprise"})
_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SMALL: Final = frozenset(
    [
        "al",
        "el",
        "il",
        "ul",
        "ur",
        "as",
        "ad",
        "an",
        "at",
        "ash",
        "bin",
        "ben",
        "ibn",
        "bint",
        "ould",
        "ag",
        "abu",
        "abou",
        "abi",
        "umm",
        "al-",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "les",
        "van",
        "von",
        "der",
        "den",
        "of",
        "the",
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "for",
        "na",
        "wa",
        "wal",
        "bou",
    ]
)


@dataclass(frozen=True, slots=True)
class Form:
    """A name ready to be compared.

    ``own`` are its tokens in its own script, ``latin`` the same in Latin letters. ``numbers``
    are its digits and roman numerals (none for persons); ``kinds`` its org forms.
    """

    own: tuple[str, ...]
    latin: tuple[str, ...]
    numbers: tuple[str, ...]
    kinds: frozenset[str]
    script: str


@lru_cache(maxsize=262_144)
def form(name: str, schema: str) -> Form:
    """Make a name ready; ``schema`` is person, company, vessel, aircraft or unknown.

    Scripts that put no spaces between words, or put them anywhere, are one token.
    """
    if schema == "person" and (plain := _plain_person(name)):
        return Form(plain, plain, (), _NO_KINDS, "LATIN")
    text = name[:LONGEST]
    if schema in {"company", "unknown"}:
        text = _GLUED.sub(" ", text)
    if not text.isascii():
        text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text))
    text = text.casefold().replace("'", "").replace("`", "")
    if "." in text:
        text = _DOTTED.sub(lambda m: m.group(1).replace(".", ""), text)
    kinds: frozenset[str] = frozenset()
    if schema == "vessel":
        text = remove_obj_prefixes(text) or text
    elif schema != "person":
        text = _AND.sub(" and ", text)
        kinds = frozenset(kind for _, kind in extract_org_types(text, generic=True))
        bare = remove_org_types(text) if kinds else text
        text = bare if tokenize_name(bare) else text
    tokens = _tokens(text)[:MOST_TOKENS]
    if schema == "person":
        tokens = _servant([_PARTICLES.get(t, t) for t in tokens if t not in _TITLES] or tokens)
    if not text.isascii() or _DIGIT.search(text) or schema != "person":
        tokens = _counted([_plain(t, schema) for t in tokens])
    script = "" if text.isascii() else script_of(tokens)
    latin = tuple(latin_of(t) for t in tokens)
    numbers = () if schema == "person" else tuple(sorted(n for n in map(number, tokens) if n))
    own = ("".join(tokens),) if script in _JOINED else tuple(tokens)
    return Form(own, latin, numbers, kinds, script or "LATIN")


def _plain_person(name: str) -> tuple[str, ...]:
    """Give the tokens of a name in plain letters without titles, which is most of them; else none.

    What is done to other names would change nothing of it.
    """
    if len(name) > LONGEST or not name.isascii() or "." in name:
        return ()
    text = name.lower()
    words = text.split()
    if not "".join(words).isalpha():
        if _DIGIT.search(text):
            return ()
        words = _PLAIN.findall(text.replace("'", "").replace("`", ""))
    if len(words) > MOST_TOKENS or not _TOUCHED.isdisjoint(words):
        return ()
    return () if any(map(servant, words)) else tuple(words)


def _servant(tokens: list[str]) -> list[str]:
    """Write Abdel and Abdul as abd al, whose article others write apart and in many ways."""
    if not any(map(servant, tokens)):
        return tokens
    made: list[str] = []
    for at, token in enumerate(tokens):
        if servant(token):
            made += ["abd", "al"]
        elif not (token in _ARTICLE and at and servant(tokens[at - 1])):
            made.append(token)
    return made


def _tokens(text: str) -> list[str]:
    return _PLAIN.findall(text) if text.isascii() else tokenize_name(text)


def _plain(token: str, schema: str) -> str:
    """Take digits within a person's name as letters, and short words in full."""
    if schema != "person":
        return _SHORT.get(token, token)
    if schema == "person" and not token.isdigit() and re.search(r"\d", token):
        return token.translate(_LOOKS)
    return token


def _counted(tokens: list[str]) -> list[str]:
    """Write number words as digits: forty four and forty-four are 44, first is 1."""
    made: list[str] = []
    for token in tokens:
        small = _WORDS.get(token) or (token if len(token) == 1 and token.isdigit() else "")
        if token in _TENS:
            made.append(str(_TENS[token]))
        elif small and made and made[-1] in {str(v) for v in _TENS.values()}:
            made[-1] = str(int(made[-1]) + int(small))
        else:
            made.append(small or token)
    return made


@lru_cache(maxsize=262_144)
def latin_of(token: str) -> str:
    """Give a token in Latin letters without marks, letters and digits alone."""
    return (
        token
        if token.isascii()
        else "".join(c for c in ascii_text(token).casefold() if c.isalnum()) or token
    )


@lru_cache(maxsize=262_144)
def number(token: str) -> str:
    """Give the number that a token is, in digits or as a roman numeral of two letters or more.

    Else nothing.

    One letter is a numeral only if it is v or x, because initials are letters too.
    """
    if token.isdigit():
        return str(int(token[:18]))
    if _ROMAN.match(token) and (len(token) > 1 or token in {"v", "x", "i"}):
        values = [_VALUES[c] for c in token]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-v if v < after else v for v, after in pairs))
    return "".join(c for c in token if c.isdigit())


def script_of(tokens: list[str]) -> str:
    """Give the script that most letters are in, by their Unicode names; empty for none."""
    found: dict[str, int] = {}
    for script in map(_script, "".join(tokens)[:64]):
        found[script] = found.get(script, 0) + 1
    found.pop("", None)
    return max(sorted(found), key=found.__getitem__) if found else ""


@lru_cache(maxsize=65_536)
def _script(letter: str) -> str:
    """Give a letter's script, the first word of its Unicode name; empty for what is no letter."""
    return unicodedata.name(letter, "?").split(" ", 1)[0] if letter.isalpha() else ""
