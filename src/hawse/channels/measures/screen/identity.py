"""What numbers and kinds say of two entities: the same one, another one, or nothing.

A number that one thing alone can have (an IMO number, an LEI, a tail number, an ISIN, a tax
number) speaks both ways; a passport or a phone speaks for, because a person has several of them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hawse.channels.measures.lists.numbers import imo_in, is_imo
from hawse.channels.measures.screen.evidence import Weighed

ONE_ALONE: Final = {
    "imoNumber": -8.0,
    "leiCode": -5.0,
    "isin": -5.0,
    "isinCode": -5.0,
    "ogrnCode": -5.0,
    "innCode": -4.0,
    "taxNumber": -3.0,
    "vatCode": -3.0,
    "swiftBic": -3.0,
    "bikCode": -4.0,
    "registrationNumber": -3.0,
    "serialNumber": -5.0,
    "cageCode": -3.0,
    "uniqueEntityId": -4.0,
    "unscId": -6.0,
    "mmsi": 0.0,
    "callSign": 0.0,
    "idNumber": 0.0,
    "passportNumber": 0.0,
    "npiCode": -4.0,
    "ticker": 0.0,
    "okpoCode": -4.0,
    "kppCode": 0.0,
    "email": 0.0,
    "phone": 0.0,
    "website": 0.0,
}
"""FollowTheMoney's properties that are numbers, with the log-odds of two that differ.

An MMSI goes with the flag, a passport with its days, so that another one says nothing."""
SAME_NUMBER: Final = 8.0
OTHER_GENDER: Final = -4.0
OTHER_FORM: Final = -4.0
NOTHING_OF_ITS_OWN: Final = -4.0
SAME_PLACE: Final = 1.5
_SHORTEST: Final = 4


def numbers_by_kind(
    asked: Mapping[str, Sequence[str]], listed: Mapping[str, Sequence[str]]
) -> list[Weighed]:
    """Weigh the numbers that two entities carry, kind by kind.

    The same number of any kind speaks for; of a kind that one thing alone can have, another
    number speaks against. An IMO number whose check digit fails says nothing against.
    """
    said: list[Weighed] = []
    everywhere = {_bare(k, v) for k, vs in listed.items() for v in vs} - {""}
    for kind, values in asked.items():
        mine = {_bare(kind, v) for v in values} - {""}
        theirs = {_bare(kind, v) for v in listed.get(kind, ())} - {""}
        if both := sorted(mine & everywhere):
            said.append(Weighed(SAME_NUMBER, f"same {kind} {both[0]}"))
        elif mine and theirs and ONE_ALONE.get(kind, 0.0):
            words = f"{kind} differs: asked {min(mine)}, listed {min(theirs)}"
            said.append(Weighed(ONE_ALONE[kind], words))
    good = [w for w in said if w.odds > 0]
    return good[:1] or [min(said)] if said else []


def _bare(kind: str, value: str) -> str:
    if kind == "imoNumber":
        number = imo_in(value)
        return number if is_imo(number) else ""
    bare = re.sub(r"[^0-9a-z@+]", "", value.casefold())
    return bare if len(bare) >= _SHORTEST else ""


def genders(asked: Sequence[str], listed: Sequence[str]) -> Weighed | None:
    """Weigh the genders that are told: two that differ speak against, two alike say little."""
    mine, theirs = ({v.strip().casefold()[:1] for v in vs} & {"m", "f"} for vs in (asked, listed))
    if not mine or not theirs or mine & theirs:
        return None
    return Weighed(OTHER_GENDER, f"gender differs: asked {min(mine)}, listed {min(theirs)}")


def places(asked: Sequence[str], listed: Sequence[str]) -> Weighed | None:
    """Weigh places of birth or addresses: the same words speak for; other words say nothing."""
    mine, theirs = ({_words(v): v for v in vs if _words(v)} for vs in (asked, listed))
    both = sorted(set(mine) & set(theirs))
    return Weighed(SAME_PLACE, f"same place {mine[both[0]]}") if both else None


def _words(text: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", text.casefold())))
