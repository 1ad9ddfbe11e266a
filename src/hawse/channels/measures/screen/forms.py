"""Names made ready to be compared: tokens in the original script and in Latin letters.

Org forms, titles and transliteration are rigour's; what is here is the order in which they are
used.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from rigour._core import person_name_prefixes_list
from rigour.names import (
    extract_org_types,
    remove_obj_prefixes,
    remove_org_types,
    tokenize_name,
)
from rigour.text.translit import ascii_text

from hawse.channels.measures.screen.numerals import NUMBER_WORDS, counted, number
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
_READ_TOGETHER: Final = _TOUCHED | NUMBER_WORDS
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


class Form(NamedTuple):
    """A name ready to be compared.

    ``own`` are its tokens in its own script, ``latin`` the same in Latin letters. ``numbers``
    are its digits and roman numerals (none for persons); ``kinds`` its org forms.
    """

    own: tuple[str, ...]
    latin: tuple[str, ...]
    numbers: tuple[str, ...]
    kinds: frozenset[str]
    script: str


class _Word(NamedTuple):
    """A word of letters made ready by itself; ``script`` is empty where its letters are of two."""

    own: tuple[str, ...]
    latin: tuple[str, ...]
    script: str


@lru_cache(maxsize=262_144)
def form(name: str, schema: str) -> Form:
    """Make a name ready; ``schema`` is person, company, vessel, aircraft or unknown.

    Scripts that put no spaces between words, or put them anywhere, are one token.
    """
    if schema == "person" and (quick := _plain_person(name) or _person_by_words(name)):
        return quick
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
        tokens = counted([_plain(t, schema) for t in tokens])
    script = "" if text.isascii() else script_of(tokens)
    latin = tuple(latin_of(t) for t in tokens)
    numbers = () if schema == "person" else tuple(sorted(n for n in map(number, tokens) if n))
    own = ("".join(tokens),) if script in _JOINED else tuple(tokens)
    return Form(own, latin, numbers, kinds, script or "LATIN")


def _plain_person(name: str) -> Form | None:
    """Make a name in plain letters without titles ready, which most of them are; else nothing.

    What is done to other names would change nothing of it.
    """
    if len(name) > LONGEST or not name.isascii() or "." in name:
        return None
    text = name.lower()
    words = text.split()
    if not "".join(words).isalpha():
        if _DIGIT.search(text):
            return None
        words = _PLAIN.findall(text.replace("'", "").replace("`", ""))
    if len(words) > MOST_TOKENS or not _TOUCHED.isdisjoint(words):
        return None
    if any(map(servant, words)):
        return None
    plain = tuple(words)
    return Form(plain, plain, (), _NO_KINDS, "LATIN") if plain else None


def _person_by_words(name: str) -> Form | None:
    """Make a name of letters alone ready word by word, since names share words; else nothing.

    Words that are read together with their neighbours, and two scripts in one name, are left to
    ``form``. Three times as fast as that on names with marks.
    """
    words = name.split()
    if len(name) > LONGEST or len(words) > MOST_TOKENS or name.isascii():
        return None
    if not "".join(words).isalpha():
        return None
    made = [_word(w) for w in words]
    script = made[0].script
    if not script or any(w.script != script for w in made):
        return None
    own, latin = (tuple([t for w in made for t in w[at]]) for at in (0, 1))
    return Form(("".join(own),) if script in _JOINED else own, latin, (), _NO_KINDS, script)


@lru_cache(maxsize=262_144)
def _word(word: str) -> _Word:
    """Make one word of letters ready; without script where it is read with its neighbours."""
    own = tuple(_tokens(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", word)).casefold()))
    touched = not own or not _READ_TOGETHER.isdisjoint(own) or any(map(servant, own))
    scripts = {_script(c) for t in own for c in t}
    script = "" if touched or len(scripts) > 1 else scripts.pop()
    return _Word(own, tuple(latin_of(t) for t in own), script)


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


@lru_cache(maxsize=262_144)
def latin_of(token: str) -> str:
    """Give a token in Latin letters without marks, letters and digits alone."""
    return (
        token
        if token.isascii()
        else "".join(c for c in ascii_text(token).casefold() if c.isalnum()) or token
    )


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
