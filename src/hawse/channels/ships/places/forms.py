"""Many texts at once: the plain forms told by one pass over their bytes, for ``Resolver``."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from hawse.channels.ships.places import meanings, scan
from hawse.channels.ships.places.codes import SHORT
from hawse.channels.ships.places.countries import COUNTRIES, COUNTRY_KEYS, LAST_WORDS
from hawse.channels.ships.places.gazetteer import Gazetteer
from hawse.channels.ships.places.letters import CODE_AT, COUNTRY_AT, FLAGS_AT, MOST, NAME_AT
from hawse.channels.ships.places.lookup import Keys, joined, keys_of
from hawse.channels.ships.places.reach import KNOWN, SLIGHT_RANK
from hawse.channels.ships.places.words import (
    AREA_ALONE,
    AREA_ENDS,
    AREA_STARTS,
    AREA_WORDS,
    ARRIVAL,
    FIRST_WORDS,
    JOINED,
    NOISE,
    STATUS_ALONE,
    STATUS_BEGINS,
    STATUS_STARTS,
    STATUS_WORDS,
)

NO_NAMES: Final = STATUS_ALONE | AREA_ALONE | COUNTRY_KEYS
"""Keys that are names of places too, but mean something else where they stand alone."""
_MEANT: Final[Mapping[int, Iterable[str]]] = {
    meanings.NO_NAME: NO_NAMES,
    meanings.WHOLE: {*(n.replace(" ", "") for n in COUNTRIES), *COUNTRY_KEYS, *AREA_ALONE},
    meanings.AREA: AREA_WORDS,
    meanings.START: AREA_STARTS,
    meanings.END: AREA_ENDS,
    meanings.NOISE: NOISE,
    meanings.JOINED: JOINED,
    meanings.FIRST: FIRST_WORDS,
    meanings.LAST: LAST_WORDS,
    meanings.COUNTRY: [n for n in COUNTRIES if n.isalnum()],
    meanings.STATUS: STATUS_STARTS,
    meanings.BEGIN: STATUS_BEGINS,
    meanings.WORD: STATUS_WORDS,
    meanings.ARRIVAL: ARRIVAL,
}


class Forms:
    """Tells the plain forms of texts by one gazetteer.

    ``names``, ``codes`` and ``countries`` hold what the numbers beside a form stand for; ``short``
    has the names of three letters or fewer by their numbers,
    ``exact`` the numbers of those that are no other name with a slip.
    """

    def __init__(self, known: Gazetteer) -> None:
        named = [key for key in known.names if key.isascii()]
        self.names = [known.names[key] for key in named]
        self.short = {n: key for n, key in enumerate(named) if len(key) <= SHORT}
        self.codes = list(known.coded.values())
        self.countries = list(dict.fromkeys(COUNTRIES.values()))
        self.exact = {n for n, key in enumerate(named) if key in known.slipped}
        keys = [*dict.fromkeys((*named, *known.coded))]
        number = dict(zip(keys, range(len(keys)), strict=True))
        told = np.full((len(keys), 3), -1, np.int32)
        told[:, FLAGS_AT] = 0
        told[: len(named), NAME_AT] = np.arange(len(named))
        told[: len(named), FLAGS_AT] = [
            meanings.SURE if len(p) == 1 and p[0].rank >= least else 0
            for p, least in zip(
                self.names,
                [KNOWN if key in known.slipped else SLIGHT_RANK for key in named],
                strict=True,
            )
        ]
        coded = [number[code] for code in known.coded]
        told[coded, CODE_AT] = np.arange(len(coded))
        told[coded, FLAGS_AT] |= meanings.CODED
        self._known = keys_of(keys, told)
        self._vocabulary = self._words()

    def _words(self) -> Keys:
        """Lay out what means something besides a name or a code."""
        words = [*dict.fromkeys(word for held in _MEANT.values() for word in held)]
        number = dict(zip(words, range(len(words)), strict=True))
        told = np.zeros((len(words), 2), np.int32)
        for flag, held in _MEANT.items():
            told[[number[word] for word in held], FLAGS_AT] |= flag
        for name, code in COUNTRIES.items():
            if name in number:
                told[number[name], COUNTRY_AT] = self.countries.index(code)
        return keys_of(words, told)

    def of(self, texts: Sequence[str]) -> tuple[list[int], list[list[int]]]:
        """Give each text's form and the numbers beside it, as ``meanings`` says."""
        text, ends = joined([t if t.isascii() else "" for t in texts])
        forms = np.zeros(len(ends), np.uint8)
        ids = np.full((len(ends), MOST), -1, np.int32)
        scan.forms_of(text, ends, self._known, self._vocabulary, forms, ids)
        return forms.tolist(), ids.tolist()
