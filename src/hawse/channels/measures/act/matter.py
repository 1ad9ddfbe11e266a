"""Is a measure about what was done: its side, its goods, its parties, its exemptions?"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from hawse.channels.measures.act.act import (
    CANNOT_TELL,
    CONDUCT,
    COVERS,
    EXEMPT,
    GOODS,
    OTHER,
    Act,
    Row,
)
from hawse.channels.measures.find.form import covers

Said = tuple[str, str]
_CONDUCT: Final = frozenset({"vessel", "service", "duty", "entity", "finance", "person"})
_GRACE: Final = re.compile(
    r"(?:older contracts|contracts before [\d-]+)[^;]*?\bto (\d{4}-\d{2}-\d{2})"
)
_WORD: Final = re.compile(r"[a-z]{3,}")
_COMMON: Final = frozenset({  # words that tell no goods apart
    "other", "with", "from", "above", "listed", "items", "goods", "new", "and", "the", "for",
    "all", "fuel", "fuels", "type", "products", "they", "share", "part", "than", "full", "not",
    "petroleum", "its", "are", "dprk", "used", "transfer", "kerosene", "gasoline",
})  # fmt: skip
_EU: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Members of the Union since 2020-02-01; what binds them alone here is of 2022 and later."""


def of_goods(act: Act, measure: Row, parts: Mapping[str, tuple[str, ...]]) -> Said:
    """Say whether a measure on goods is about the act's goods.

    ``parts`` names measures whose HS code says more than they cover, with the part they do cover.
    """
    if act.hs is None and act.subject is None:
        return CANNOT_TELL, "the act names no goods; give an HS code"
    if act.hs is None or not measure["hs"]:
        return _by_words(act, measure)
    if covers(measure["hs"], act.hs):
        own = parts.get(measure["id"], ())
        named = _words(" ".join((measure["subject"] or "", *(p.partition("(")[0] for p in own))))
        return _whole(act, measure, own, shared=bool(_words(act.subject) & named))
    if _wider(act.hs, measure["hs"]):
        return CANNOT_TELL, f"HS {act.hs} is wider than its goods (HS {measure['hs']})"
    return OTHER, f"it is on other goods: {measure['subject']} (HS {measure['hs']})"


def _by_words(act: Act, measure: Row) -> Said:
    """Judge where one side has no code: words that are shared say that it may be, no more."""
    words = f"its goods are named in words alone ({measure['subject']}), by no HS code"
    if measure["hs"]:
        words = f"it is on {measure['subject']} (HS {measure['hs']}); the act has no HS code"
    shared = _words(act.subject) & _words(measure["subject"])
    return (CANNOT_TELL if shared or act.subject is None else OTHER), words


def _whole(act: Act, measure: Row, parts: tuple[str, ...], *, shared: bool) -> Said:
    """Judge a code that a measure covers, unless it covers but a part of it."""
    words = f"HS {act.hs} lies within its goods: {measure['subject']} (HS {measure['hs']})"
    if not parts or shared:
        return COVERS, words
    part = "; ".join(parts)
    if not _words(act.subject):  # nothing told, or a word for all of them: fuel, kerosene
        return (
            CANNOT_TELL,
            f"of HS {act.hs} it covers only {part}; the code cannot tell them apart",
        )
    return OTHER, f"of HS {act.hs} it covers only {part}"


def _wider(code: str, hs: str) -> bool:
    """Say whether a code holds goods of a measure and others too: 27 holds 2710."""
    ends = [part.partition("-") for part in hs.replace(" ", "").split(";")]
    return any(
        low.startswith(code) or (high or low).startswith(code) or low[: len(code)] < code < high
        for low, _, high in ends
    )


def of_conduct(act: Act, measure: Row) -> Said:
    """Say whether a measure on no goods could apply to how the act was done, or by whom."""
    named = sorted(p for p in act.parties if p in re.findall(r"\w+", measure["subject"] or ""))
    if measure["kind"] in {"listing", "freeze"} and named:
        return COVERS, f"it names {', '.join(named)}"
    if act.side is not None and act.side not in GOODS:
        if act.side != measure["side"]:
            return OTHER, f"it is on {measure['side']}, the act on {act.side}"
        words = f"it is on {measure['subject']}"
        return (
            (COVERS, words)
            if _words(act.subject) & _words(measure["subject"])
            else (CONDUCT, words)
        )
    if why := _of_no_goods(measure):
        return OTHER, why
    if measure["kind"] in {"listing", "freeze"}:
        who = "none of the parties is named in its row" if act.parties else "no party is given"
        return CONDUCT, f"it would cover a listed party; {who}: screen them as of {act.on}"
    return CONDUCT, f"it would cover the act's conduct: {measure['subject']}"


def _of_no_goods(measure: Row) -> str | None:
    """Say why a measure could not apply to how goods are moved or paid for; else nothing.

    Bodies that watch, travel, work and investment are about other acts than a delivery.
    """
    subject = (measure["subject"] or "").casefold()
    if measure["side"] == "duty" and "inspect" not in subject:
        return f"it sets up what covers no act: {measure['subject']}"
    if measure["side"] == "person" and measure["kind"] not in {"listing", "freeze"}:
        return f"it is on persons, the act on goods: {measure['subject']}"
    if measure["side"] == "finance" and measure["kind"] == "ban" and "financial" not in subject:
        return f"it is on finance, the act on goods: {measure['subject']}"
    return None


def is_conduct(measure: Row) -> bool:
    """Say whether a measure is a rule of conduct: on ships, services, persons, not on goods."""
    return measure["side"] in _CONDUCT and measure["kind"] != "price cap"


def bound(act: Act, measure: Row) -> str | None:
    """Say why a measure binds none of the parties, where it is the Union's alone; else nothing."""
    binds = measure["binds"] or ""
    codes = {p.upper() for p in act.parties if re.fullmatch(r"[A-Za-z]{2}", p)}
    if binds.startswith("EU") and codes and not codes & _EU:
        return f"it binds {binds}; none of {', '.join(sorted(codes))} is of the Union"
    return None


def grace(act: Act, measure: Row) -> tuple[str | None, str | None]:
    """Give (answer, words) of a wind-down that the day falls in; nothing where there is none.

    A contract older than the measure is exempt to the last day; without the contract's day it is
    only said that there is a wind-down.
    """
    found = _GRACE.search(measure["exemption"] or "")
    if not found or act.on > (last := date.fromisoformat(found[1])):
        return None, None
    began = measure["adopted"] or measure["in_force_from"]
    if act.contracted is None:
        return None, f"wind-down: contracts from before {began} could be carried out to {last}"
    if act.contracted < began:
        return (
            EXEMPT,
            f"wind-down to {last}: the contract of {act.contracted} is older than {began}",
        )
    return None, f"the wind-down to {last} is for contracts from before {began}"


def _words(text: str | None) -> set[str]:
    return set(_WORD.findall((text or "").casefold())) - _COMMON
