"""The step ``list_changes``.

Every difference between one version of a list and the next, each explained once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pyarrow as pa
from rapidfuzz import fuzz

from hawse.channels.measures.lists.tables import CHANGES
from hawse.channels.measures.screen.standing import Held

Row = dict[str, Any]
_RESPELLED: Final = 80.0


class Detail(NamedTuple):
    """One thing that a version says of an entry.

    A name, a number, a birth, a programme, a country.
    """

    what: str
    value: str


Entries = dict[str, set[Detail]]


def list_changes(
    listed_parties: pa.Table,
    listed_names: pa.Table,
    listed_identifiers: pa.Table,
    list_versions: pa.Table,
) -> pa.Table:
    """Give every difference between neighbouring versions of each list.

    An entry is added, removed, or renumbered (all its names are back under another number). Of
    an entry that stays, each detail is added, removed, or one was respelled into another.
    Undated versions have no order and are left out.
    """
    said, places = _said(listed_parties, listed_names, listed_identifiers)
    made: list[Row] = []
    for name, versions in sorted(Held(list_versions.to_pylist()).of.items()):
        dated = list(dict.fromkeys(v["version"] for v in versions if v["version"] != "undated"))
        for old, new in pairwise(dated):
            for change in between(said[name, old], said[name, new]):
                place = (
                    places.get((name, new, change["party"]))
                    or places.get((name, old, change["party"]))
                    or ("", "")
                )
                made.append(
                    {
                        "list": name,
                        "from_version": old,
                        "to_version": new,
                        **change,
                        "source_id": place[0],
                        "locator": place[1],
                    }
                )
    return CHANGES.rows(made)


def between(old: Entries, new: Entries) -> Iterator[Row]:
    """Explain every difference between two versions, in the order of the entries' numbers."""
    gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    again = _renumbered({p: old[p] for p in gone}, {p: new[p] for p in come})
    for party in gone:
        if party in again:
            yield _row(
                party,
                "renumbered",
                "entry",
                party,
                again[party],
                f"all its names are back as entry {again[party]}",
            )
        else:
            yield _row(
                party,
                "removed",
                "entry",
                _caption(old[party]),
                None,
                "the entry is no longer on the list",
            )
    for party in come:
        if party not in set(again.values()):
            yield _row(
                party, "added", "entry", None, _caption(new[party]), "the entry is new on the list"
            )
    for party in sorted(set(old) & set(new)):
        if old[party] != new[party]:
            yield from _details(party, old[party] - new[party], new[party] - old[party])


def _details(party: str, lost: set[Detail], won: set[Detail]) -> Iterator[Row]:
    """Pair what was respelled; the rest was added or removed."""
    left, right = sorted(lost), sorted(won)
    for one in left:
        near = [
            (fuzz.token_sort_ratio(one.value.casefold(), d.value.casefold()), d)
            for d in right
            if d.what == one.what == "name"
        ]
        like, best = max(near, default=(0.0, None))
        if best is not None and like >= _RESPELLED:
            right.remove(best)
            yield _row(
                party, "respelled", one.what, one.value, best.value, f"alike by {like:.0f} of 100"
            )
        else:
            yield _row(
                party,
                "detail_removed",
                one.what,
                one.value,
                None,
                f"the entry no longer gives this {one.what}",
            )
    for one in right:
        yield _row(
            party, "detail_added", one.what, None, one.value, f"the entry gives a new {one.what}"
        )


def _renumbered(gone: Entries, come: Entries) -> dict[str, str]:
    """Pair entries that left with entries that came under the same names."""
    by_names = defaultdict(list)
    for party in sorted(come):
        by_names[_names(come[party])].append(party)
    pairs: dict[str, str] = {}
    for party in sorted(gone):
        names = _names(gone[party])
        if names and by_names.get(names):
            pairs[party] = by_names[names].pop(0)
    return pairs


def _names(details: Iterable[Detail]) -> frozenset[str]:
    return frozenset(d.value.casefold() for d in details if d.what == "name")


def _caption(details: set[Detail]) -> str:
    return min((d.value for d in details if d.what == "name"), default="")


def _row(  # noqa: PLR0917 - the columns of one row
    party: str, change: str, what: str, before: str | None, after: str | None, why: str
) -> Row:
    return {
        "party": party,
        "change": change,
        "what": what,
        "before": before,
        "after": after,
        "why": why,
    }


def _said(
    parties: pa.Table, names: pa.Table, numbers: pa.Table
) -> tuple[dict[tuple[str, str], Entries], dict[tuple[str, str, str], tuple[str, str]]]:
    said: dict[tuple[str, str], Entries] = defaultdict(lambda: defaultdict(set))
    places: dict[tuple[str, str, str], tuple[str, str]] = {}
    columns = ("list", "version", "party", "programmes", "births", "source_id", "locator")
    for held, version, party, programmes, births, source, place in _columns(parties, columns):
        entry = said[held, version][party]
        entry.update(Detail("programme", p) for p in programmes or ())
        entry.update(Detail("birth", b) for b in births or ())
        places[held, version, party] = (source, place)
    for held, version, party, name in _columns(names, ("list", "version", "party", "name")):
        if (held, version, party) in places:
            said[held, version][party].add(Detail("name", name))
    for held, version, party, kind, value in _columns(
        numbers, ("list", "version", "party", "kind", "value")
    ):
        if (held, version, party) in places and kind != "country":
            said[held, version][party].add(Detail(kind, value))
    return said, places


def _columns(table: pa.Table, names: tuple[str, ...]) -> Iterable[tuple[Any, ...]]:
    return zip(*(table[n].to_pylist() for n in names), strict=True)
