"""Independence: how many sources a claim really has.

Counted per claim: distinct (origin document, ultimate speaker). Two printings of one wire story
are one source; a sentence that the later one adds is a new one (design, section 5, rule 2).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

Row = dict[str, Any]
Place = tuple[str, str]
Spans = Mapping[tuple[str, ...], Row]
FORM: Final = (
    "kind", "polarity", "subject", "counterpart", "item", "flow", "q_low", "q_best", "q_high",
    "unit", "place_from", "place_to",
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


def groups(claims: Iterable[Row], aligned: Iterable[Row] = ()) -> list[list[Row]]:
    """Put claims of one form together, whoever prints them; sorted by id, groups by their first.

    ``aligned`` tells which sentence was made from which: claims of two printings of one sentence
    are one claim, though the printings date "this year" from different days. Claims that cannot be
    tested, and those without a figure that are only words, are one if their sentence is. Made-up
    claims make groups of their own, and only real edges join real claims.
    """
    rows, edges = list(claims), list(aligned)
    real, every = _roots(e for e in edges if not e.get("synthetic")), _roots(edges)
    places = {row["id"]: _root(row, every if row["synthetic"] else real) for row in rows}
    spans = _first_spans(rows, places)
    together: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        together.setdefault(_form(row, places[row["id"]], spans), []).append(row)
    made = [sorted(group, key=lambda row: str(row["id"])) for group in together.values()]
    return sorted(made, key=lambda group: str(group[0]["id"]))


def _form(row: Row, place: Place, spans: Spans) -> tuple[str, ...]:
    base = _undated(row, place)
    first = spans.get(base, row)
    form = (*base[:-2], str(first["period_start"]), str(first["period_end"]))
    bare = all(row[n] is None for n in ("q_low", "q_best", "q_high"))
    if set(row["flags"] or ()) & UNTESTABLE or (bare and row["kind"] in LOOSE):
        return (*form, *place)
    return form


def _undated(row: Row, place: Place) -> tuple[str, ...]:
    return (str(bool(row["synthetic"])), *(str(row[n]) for n in FORM), *place)


def _first_spans(rows: Iterable[Row], places: Mapping[str, Place]) -> dict[tuple[str, ...], Row]:
    """Give, for each form and root sentence, the root's own claim, where it makes just one."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        place = places[row["id"]]
        if row["article_id"] == place[0]:
            found.setdefault(_undated(row, place), []).append(row)
    return {base: held[0] for base, held in found.items() if len(held) == 1}


def _roots(aligned: Iterable[Row]) -> dict[Place, Place]:
    """Say which sentence each was made from; where several stand in a row, the first of them."""
    made: dict[Place, Place] = {}
    for row in aligned:
        if row["child_sentence"] is not None and row["parent_sentence"] is not None:
            child = (str(row["child"]), str(row["child_sentence"]))
            parent = (str(row["parent"]), str(row["parent_sentence"]))
            made[child] = min(parent, made.get(child, parent), key=lambda p: (p[0], int(p[1])))
    return made


def _root(row: Row, roots: Mapping[Place, Place]) -> Place:
    """Walk a claim's sentence back to the earliest ancestor; a circle ends where it closes."""
    place = (str(row["article_id"]), str(row["sentence"]))
    seen = {place}
    while (above := roots.get(place)) is not None and above not in seen:
        place = above
        seen.add(place)
    return place


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
