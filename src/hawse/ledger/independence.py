"""Independence: how many sources a claim really has.

Counted per claim: distinct (origin document, ultimate speaker). Two printings of one wire story
are one source; a sentence that the later one adds is a new one (design, section 5, rule 2).
"""

import re
from collections.abc import Iterable
from typing import Any, Final

Row = dict[str, Any]
FORM: Final = (
    "kind", "polarity", "subject", "counterpart", "item", "flow", "q_low", "q_best", "q_high",
    "unit", "period_start", "period_end", "place_from", "place_to",
)  # fmt: skip
_TITLES: Final = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "president", "minister", "foreign", "prime", "secretary"),
        *(
            "general",
            "ambassador",
            "the",
            "of",
            "for",
            "in",
            "at",
            "on",
            "by",
            "and",
            "a",
            "an",
            "s",
        ),
        *("head", "chief", "official", "officials", "spokesman", "spokeswoman", "spokesperson"),
        *("former", "then", "leader"),
    }
)


def groups(claims: Iterable[Row]) -> list[list[Row]]:
    """Put claims of one form together, whoever makes them; sorted by id, groups by their first.

    Claims that cannot be tested (motive, opinion ...) are one only if their words are.
    """
    together: dict[tuple[str, ...], list[Row]] = {}
    for row in claims:
        form = tuple(str(row[n]) for n in FORM)
        bare = row["q_low"] is None and row["q_best"] is None and row["q_high"] is None
        if set(row["flags"] or ()) & UNTESTABLE or (bare and row["kind"] in LOOSE):
            form = (*form, row["origin_id"] or "", _words(row["says"]))
        together.setdefault(form, []).append(row)
    made = [sorted(rows, key=lambda row: row["id"]) for rows in together.values()]
    return sorted(made, key=lambda rows: rows[0]["id"])


UNTESTABLE: Final = frozenset({"motive", "opinion", "forecast", "counterfactual"})
LOOSE: Final = frozenset({"said", "posture", "event"})


def origins(claims: Iterable[Row]) -> set[tuple[str, str]]:
    """Give the distinct (origin document, ultimate speaker) behind claims of one form."""
    return {
        (row["origin_id"] or row["article_id"] or "", speaker_name(row["speaker"]))
        for row in claims
    }


def speaker_name(speaker: str | None) -> str:
    """Give a speaker's bare name: the part in brackets if there is one, without titles.

    >>> speaker_name("Russian President Vladimir Putin")
    'putin russian vladimir'
    >>> speaker_name("Russia (Putin)")
    'putin'
    """
    if not speaker:
        return ""
    inner = re.search(r"\(([^)]+)\)", speaker)
    words = re.findall(r"[^\W\d_]+", (inner.group(1) if inner else speaker).lower())
    kept = sorted({w for w in words if w not in _TITLES})
    return " ".join(kept or sorted(set(words)))


def same_speaker(one: str | None, other: str | None) -> bool:
    """Say whether two names are of one speaker: the shorter's words all stand in the longer."""
    a, b = set(speaker_name(one).split()), set(speaker_name(other).split())
    return bool(a and b) and (a <= b or b <= a)


def _words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").lower()))[:200]
