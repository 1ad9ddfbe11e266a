"""Parts of a person's name that are told apart: given, middle, father's, family name."""

from collections.abc import Mapping, Sequence
from typing import Final

from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.pairs import likeness

Told: Final = {
    "given": "firstName",
    "middle": "middleName",
    "father": "fatherName",
    "family": "lastName",
}
"""Parts, by FollowTheMoney's names for them."""
DIFFERS: Final = -6.0
_LIKE: Final = 0.6


def parts_differ(asked: Mapping[str, Sequence[str]], listed: Mapping[str, Sequence[str]]) -> float:
    """Give log-odds against where both tell a part and no value of it is alike, else 0.

    A middle name and a father's name may stand for each other, because registers mix them. An
    initial answers a name that begins with it.
    """
    odds = 0.0
    for sorts in (("given",), ("family",), ("middle", "father")):
        mine = [v for s in sorts for v in asked.get(s, ())]
        theirs = [v for s in sorts for v in listed.get(s, ())]
        if mine and theirs and not any(_alike(a, b) for a in mine for b in theirs):
            odds += DIFFERS
    return odds


def _alike(a: str, b: str) -> bool:
    one, two = form(a, "person").latin, form(b, "person").latin
    return any(likeness(x, y)[0] >= _LIKE for x in one for y in two)
