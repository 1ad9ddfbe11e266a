"""Two ships' names: when may they be one name's two spellings?

Ships' names come in series and look alike by the dozen, so a fit on people's and companies'
names says too much of them. What is left is small: the same words, the same words with a word
for 'ship' more, or one slip.
"""

from typing import Final

from rapidfuzz.distance import OSA

from hawse.channels.measures.screen.forms import Form

SAME: Final = 6.0
SAME_SHORT: Final = 3.0
WORD_MORE: Final = 3.5
SPELLING: Final = 2.5
_SHIP_WORDS: Final = frozenset({"ho", "mv", "mt", "ms", "no", "the", "vessel", "ship", "maru"})
_FEW, _MANY = 5, 11


def likeness(asked: Form, listed: Form) -> float | None:
    """Give log-odds that two ship names are one, or nothing.

    Numbers have to be the same. A name of fewer than five letters has to be the same too.
    """
    if asked.numbers != listed.numbers:
        return None
    one, two = "".join(asked.latin), "".join(listed.latin)
    if sorted(asked.latin) == sorted(listed.latin):
        return SAME if len(one) > _FEW else SAME_SHORT
    if min(len(one), len(two)) < _FEW:
        return None
    left, right = set(asked.latin), set(listed.latin)
    if (left ^ right) <= _SHIP_WORDS:
        return WORD_MORE
    slips = 1 if min(len(one), len(two)) < _MANY else 2
    if one[0] == two[0] and OSA.distance(one, two, score_cutoff=slips) <= slips:
        return SPELLING
    return None
