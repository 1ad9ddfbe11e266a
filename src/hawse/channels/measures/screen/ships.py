"""Ships: by IMO number first, then by name; a different valid number is a veto."""

from typing import Any, Final, NamedTuple

from hawse.channels.measures.lists.numbers import imo_in, is_imo
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.parties import Key, Party
from hawse.channels.measures.screen.ship_names import likeness

_PAIR: Final = 2
SAME_IMO: Final = 12.0
SAME_MMSI: Final = 6.0
ONE_DIGIT: Final = 3.0


class Numbered(NamedTuple):
    """What the numbers say of a ship that was asked about and a listed one."""

    odds: float
    veto: bool
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


def asked_imo(row: dict[str, Any]) -> str:
    """Give the IMO number that was asked about, if its check digit holds; else nothing."""
    number = imo_in(row["imo"]) if row["imo"] else ""
    return number if is_imo(number) else ""


def numbered(row: dict[str, Any], party: Party, holders: dict[str, list[Party]]) -> Numbered:
    """Weigh the numbers of a ship against those of a listed one.

    A different valid IMO number is a veto, unless it is known to be another listed hull's and
    that hull has no name like the one asked about: then the number may be stolen, and the name
    counts.
    """
    number, said = asked_imo(row), (row["imo"] or "").strip()
    odds, good, bad = 0.0, [], []
    if row["mmsi"] and row["mmsi"] in party.mmsis:
        odds += SAME_MMSI
        good.append(f"same MMSI {row['mmsi']}")
    if number and number in party.imos:
        return Numbered(
            odds + SAME_IMO, False, (f"same IMO number {number}, check digit holds", *good), ()
        )
    if number and party.imos:
        listed = ", ".join(sorted(party.imos))
        others = [p for p in holders.get(number, ()) if p.key != party.key]
        if (
            others
            and not any(_named(row["name"], p) for p in others)
            and _named(row["name"], party)
        ):
            bad.append(
                f"IMO number {number} is {others[0].key[0]} entry {others[0].key[1]}'s, "
                "which has no such name: it may be stolen"
            )
            return Numbered(odds, False, tuple(good), tuple(bad))
        bad.append(
            f"a different IMO number: asked {number}, listed {listed}; both check digits hold"
        )
        return Numbered(odds, not odds, tuple(good), tuple(bad))
    if said and not number:
        near = [n for n in sorted(party.imos) if _one_off(imo_in(said) or said, n)]
        bad.append(
            f"IMO number {said[:20]!r} was asked, which is none (seven digits with a check digit)"
        )
        if near:
            odds += ONE_DIGIT
            good.append(f"it is one slip away from {near[0]}")
    return Numbered(odds, False, tuple(good), tuple(bad))


def _named(name: str, party: Party) -> bool:
    """Say whether a listed ship has this name, or one slip away from it."""
    mine = form(name, "vessel")
    return bool(mine.latin) and any(
        likeness(mine, form(n, "vessel")) is not None for n in party.names
    )


def _one_off(a: str, b: str) -> bool:
    """Say whether one digit changed, lost or added, or two neighbours swapped, makes a into b."""
    if len(a) == len(b):
        apart = [i for i in range(len(a)) if a[i] != b[i]]
        swapped = (
            len(apart) == _PAIR
            and apart[1] == apart[0] + 1
            and a[apart[0]] == b[apart[1]]
            and a[apart[1]] == b[apart[0]]
        )
        return len(apart) == 1 or swapped
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )


def holders_of(imos: dict[str, list[Party]], row: dict[str, Any]) -> list[Key]:
    """Give the listed parties that carry the IMO number asked about."""
    return [p.key for p in imos.get(asked_imo(row), ())]
