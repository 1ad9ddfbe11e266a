"""Direction.

Which of two related articles was made from the other. Each clue votes with its weight.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

WEIGHTS: Final = {
    "earlier": 3,
    "agency": 2,
    "superset": 2,
    "print_note": 2,
    "conversion": 1,
    "honorifics": 1,
    "told_agency": 1,
}
_SUPERSET: Final = 0.2
_HABIT: Final = 3  # fewer may stand in a quotation


class Side(NamedTuple):
    """One of two articles: its id, its row of ``heads`` and its row of ``told``."""

    article_id: str
    head: Mapping[str, object]
    told: Mapping[str, object]


def direction(
    one: Side, other: Side, one_in_other: float, other_in_one: float
) -> tuple[bool, bool, list[dict[str, object]]]:
    """Say whether ``one`` is the child, whether any clue decides it, and the clues.

    Without a majority the later id counts as the child, and the pair may as well share a parent
    that was not seen. The clues are those of newspaper practice: the fuller text, the earlier day
    and the agency's dateline mark the parent; a print note, a converted sum, a paper's honorifics
    the child.
    """
    votes = [
        ("earlier", _later(one, other), "published later"),
        (
            "agency",
            _more(not one.head["agency"], not other.head["agency"]),
            "has no agency's credit",
        ),
        ("superset", _superset(one_in_other, other_in_one), "is contained in the other"),
        (
            "print_note",
            _more(bool(one.head["print_note"]), bool(other.head["print_note"])),
            "has a print note",
        ),
        ("conversion", _shows("converts", one, other), "adds a sum in a local currency"),
        ("honorifics", _mostly(one, other), "uses a paper's honorifics"),
        ("told_agency", _credits(one, other), "names the agency only inside the text"),
    ]
    total = 0
    clues: list[dict[str, object]] = []
    for name, vote, meaning in votes:
        if vote:
            total += vote * WEIGHTS[name]
            child = one.article_id if vote > 0 else other.article_id
            clues.append(
                {"clue": name, "child": child, "meaning": meaning, "weight": WEIGHTS[name]}
            )
    if total:
        return total > 0, True, clues
    return one.article_id > other.article_id, False, clues


def _more(here: bool, there: bool) -> int:  # noqa: FBT001 - two flags of one kind, compared
    return int(here) - int(there)


def _later(one: Side, other: Side) -> int:
    a, b = one.head["published_at"], other.head["published_at"]
    if not isinstance(a, datetime) or not isinstance(b, datetime) or a == b:
        return 0
    return 1 if a > b else -1


def _superset(one_in_other: float, other_in_one: float) -> int:
    apart = one_in_other - other_in_one
    return 0 if abs(apart) < _SUPERSET else (1 if apart > 0 else -1)


def _shows(habit: str, one: Side, other: Side) -> int:
    return _more(bool(one.told[habit]), bool(other.told[habit]))


def _mostly(one: Side, other: Side) -> int:
    """Vote where one text has at least three honorifics and the other none."""
    a, b = int(str(one.told["honorifics"])), int(str(other.told["honorifics"]))
    return 1 if a >= _HABIT and not b else (-1 if b >= _HABIT and not a else 0)


def _credits(one: Side, other: Side) -> int:
    def inside(side: Side) -> bool:
        return bool(side.told["credits"]) and not side.head["agency"]

    return _more(inside(one), inside(other))
