"""Many texts at once: the plain forms told by one pass over their bytes, for ``Resolver``."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from hawse.channels.ships.places import meanings, scan
from hawse.channels.ships.places.countries import COUNTRIES, COUNTRY_KEYS, LAST_WORDS
from hawse.channels.ships.places.gazetteer import Gazetteer
from hawse.channels.ships.places.legs import SHORT
from hawse.channels.ships.places.letters import MOST
from hawse.channels.ships.places.lookup import Ends, Ids, slots_of
from hawse.channels.ships.places.reach import SLIGHT_RANK
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
    has the names of three letters or fewer by their numbers.
    """

    def __init__(self, known: Gazetteer) -> None:
        named = [key for key in known.names if key.isascii()]
        self.names = [known.names[key] for key in named]
        self.short = {n: key for n, key in enumerate(named) if len(key) <= SHORT}
        self.codes = list(known.coded.values())
        self.countries = list(dict.fromkeys(COUNTRIES.values()))
        words = dict.fromkeys(word for held in _MEANT.values() for word in held)
        keys = [*dict.fromkeys((*named, *known.coded, *words))]
        number = dict(zip(keys, range(len(keys)), strict=True))
        text, self._key_ends = _joined(keys)
        self._keys = np.frombuffer(text, np.uint8)
        self._slots = slots_of(self._keys, self._key_ends, 2 << len(keys).bit_length())
        self._names = np.full(len(keys), -1, np.int32)
        self._names[: len(named)] = np.arange(len(named))
        self._codes = _at(number, zip(known.coded, range(len(keys)), strict=False))
        self._countries = _at(
            number, ((n, self.countries.index(c)) for n, c in COUNTRIES.items() if n in number)
        )
        self._flags = np.zeros(len(keys), np.int32)
        self._flags[: len(named)] = [
            meanings.SURE if len(p) == 1 and p[0].rank >= SLIGHT_RANK else 0 for p in self.names
        ]
        self._flags[[number[code] for code in known.coded]] |= meanings.CODED
        for flag, held in _MEANT.items():
            self._flags[[number[word] for word in held]] |= flag

    def of(self, texts: Sequence[str]) -> tuple[list[int], list[list[int]]]:
        """Give each text's form and the numbers beside it, as ``meanings`` says."""
        text, ends = _joined([t if t.isascii() else "" for t in texts])
        forms = np.zeros(len(ends), np.uint8)
        ids = np.full((len(ends), MOST), -1, np.int32)
        scan.forms_of(
            np.frombuffer(text, np.uint8), ends, self._slots, self._keys, self._key_ends,
            self._names, self._codes, self._countries, self._flags, forms, ids,
        )  # fmt: skip
        return forms.tolist(), ids.tolist()


def _joined(texts: Sequence[str]) -> tuple[bytes, Ends]:
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return "".join(texts).encode("ascii"), np.cumsum(lengths)


def _at(number: Mapping[str, int], held: Iterable[tuple[str, int]]) -> Ids:
    """Give by a key's number what is held of it; -1 where nothing is."""
    made = np.full(len(number), -1, np.int32)
    for key, value in held:
        made[number[key]] = value
    return made
