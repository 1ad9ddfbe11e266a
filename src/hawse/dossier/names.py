"""Plain names for typed ids: ``country:KP`` is North Korea, ``as:20485`` is AS20485."""

import re
from collections.abc import Mapping
from functools import cache

from rigour.territories import get_territory

from hawse.dossier.words import plain_words

_TYPED = re.compile(r"\b(?:country|as|port|imo|mmsi|hs|entity):[A-Za-z0-9_]+")
_PORT = re.compile(r"(?<![(:\w])[A-Z]{2}[A-Z2-9]{3}\b")
"""A port's code that stands alone, with no name before it."""
_CODE = re.compile(r"(?<![\w:/.-])[A-Z]{2}(?![\w:/.-])")
ALPHA_2 = 2
"""Letters of a country code."""


@cache
def country(code: str) -> str:
    """Name a country by its alpha-2 code; the code itself where it is none."""
    found = get_territory(code.lower())
    return code if found is None else str(found.name)


def name(typed: str | None, known: Mapping[str, str]) -> str:
    """Give the plain name of a typed id; what is not known keeps its own text.

    >>> name("country:KP", {}), name("as:20485", {"as:20485": "TransTelecom"}), name("all", {})
    ('North Korea', 'TransTelecom (AS20485)', 'all')
    """
    if not typed:
        return ""
    kind, _, rest = typed.partition(":")
    if not rest and len(kind) == ALPHA_2 and kind.isupper():
        return country(kind)
    if kind == "country":
        return country(rest)
    label = {"as": f"AS{rest}", "imo": f"IMO {rest}", "mmsi": f"MMSI {rest}", "hs": f"HS {rest}"}
    own = label.get(kind, rest if kind in ("port", "entity") else "")
    if typed in known:
        return f"{known[typed]} ({own})" if own not in ("", known[typed]) else known[typed]
    return own or in_words(plain_words(typed), known)


def in_words(said: str, known: Mapping[str, str]) -> str:
    """Put plain names for the typed ids in a text.

    >>> in_words("customs figures of country:CN", {})
    'customs figures of China'
    """
    typed = _TYPED.sub(lambda m: name(m.group(), known), said)
    return _PORT.sub(lambda m: _port(m.group(), known), typed) if known else typed


def _port(code: str, known: Mapping[str, str]) -> str:
    """Name a bare port code (UN/LOCODE) that the case knows; any other word stays."""
    own = known.get(f"port:{code}")
    return code if own is None or own == code else f"{own} ({code})"


def spelled(said: str, codes: frozenset[str]) -> str:
    """Spell out the codes of the case's own countries where they stand alone in a text.

    >>> spelled("the only upstream of KP", frozenset({"KP"}))
    'the only upstream of North Korea'
    """
    return _CODE.sub(lambda m: country(m.group()) if m.group() in codes else m.group(), said)


def parties(
    subject: str | None,
    counterpart: str | None,
    item: str | None,
    flow: str | None,
    known: Mapping[str, str],
) -> str:
    """Say who, towards whom, what and which way, in one short line."""
    ends = [n for n in (name(subject, known), name(counterpart, known)) if n]
    line = " → ".join(ends)
    more = [plain_words(flow)] if flow else []
    more += [name(item, known)] if item else []
    return " · ".join([line, *more] if line else more)
