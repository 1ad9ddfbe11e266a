"""What is left of a target if lines are cut, and how far the model that says so may be trusted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isnan
from pathlib import Path
from typing import Final

import pyarrow as pa

from hawse.channels.routes.cut import TIE_BREAKS, Cut, Interval, entry_countries
from hawse.channels.routes.cut import cut as cut_off
from hawse.channels.routes.months import Relations, months_in, named, of_month
from hawse.channels.routes.mrt import decode
from hawse.channels.routes.structure import disjoint_chains, graph_of
from hawse.channels.routes.trust import Paths, known, real_paths, trust
from hawse.core.errors import LedgerError, SourceError
from hawse.engine.catalog import Told
from hawse.engine.files import open_source
from hawse.flow import silent
from hawse.flow.routes.looked import Looked, looked, need, number_of, typed

DIGITS: Final = 6


def _held_against(seen: Looked, relations: Relations) -> tuple[Relations, Paths, str]:
    """Give the model's relations, the real paths of the archives, and the archives' names."""

    def batches() -> Iterator[pa.RecordBatch]:
        for job in seen.archives:
            with open_source(job.path) as file:
                yield from (piece.routes for piece in decode(file))

    return relations, real_paths(batches()), ", ".join(job.path.name for job in seen.archives)


def month_of(relations: pa.Table, month: str | None) -> tuple[str, Relations]:
    """Give the relations of one month, the last if none is named.

    Raises:
        SourceError: there are no relations, or none of that month; those there are are named.
    """
    there = months_in(relations)
    shown = [named(m) for m in there]
    if not there:
        raise SourceError("no relationship file among the files; the model needs one (A|B|-1)")
    if month is not None and month not in shown:
        raise SourceError(f"no relations of {month!r}; there are those of {', '.join(shown)}")
    at = there[-1 if month is None else shown.index(month)]
    return named(at), of_month(relations, at)


def routes_cut(
    files: Sequence[Path],
    *,
    target: str = "KP",
    month: str | None = None,
    ases: Sequence[int | str] = (),
    links: Sequence[tuple[int, int] | str] = (),
    countries: Sequence[str] = (),
    tie_breaks: int = TIE_BREAKS,
    told: Told = silent,
) -> dict[str, object]:
    """Say what is left of a target once ASes, links or a country's ASes are cut: a model's word.

    Each figure is an interval over tie-breaks. ``trust`` says how often the model was right where
    it was held against real paths. A modelled share is a scenario and never evidence.

    Raises:
        HawseError: no relationship file among the files, or none of that month; an AS, a link
        or a country that is none.
    """
    numbers = sorted({number_of(asn) for asn in ases})
    pairs = sorted({link_of(link) for link in links})
    codes = sorted({typed(code).removeprefix("country:") for code in countries})
    with looked(files, target, {"belongs"}, told, archives=False) as seen:
        label, relations = month_of(seen.held.table("relations"), month)
        day = date(int(label[:4]), int(label[5:]), 1)
        country, inside = seen.countries(), seen.inside(day)
        gone = {*numbers, *(asn for asn, c in country.items() if c in codes)} - inside
        measured = [trust(*_held_against(seen, relations))] if seen.archives else []
    before = cut_off(relations, inside, tie_breaks=tie_breaks)
    after = cut_off(relations, inside, ases=gone, links=pairs, tie_breaks=tie_breaks)
    asked = graph_of(*relations)
    return {
        "target": seen.target,
        "month": label,
        "cut": {"ases": numbers, "links": [[*pair] for pair in pairs], "countries": codes},
        "ases_cut": len(gone),
        "chains": disjoint_chains(asked, inside),
        "before": _cut(before, country),
        "after": _cut(after, country),
        "tie_breaks": tie_breaks,
        "trust": [one.told() for one in measured] or [known().told()],
        "basis": "modelled",
    }


def link_of(link: tuple[int, int] | str) -> tuple[int, int]:
    """Give a link as a pair of AS numbers, the lower first; as text it is 4837-131279.

    Raises:
        LedgerError: the text is no link.
    """
    parts = link.split("-") if isinstance(link, str) else [*link]
    if len(parts) != 2:  # noqa: PLR2004 - two ends
        raise LedgerError(f"link {link!r} is none; write its two networks as 4837-131279")
    one, other = (number_of(part) for part in parts)
    return min(one, other), max(one, other)


def _cut(made: Cut, country: Mapping[int, str]) -> dict[str, object]:
    return {
        "reach": _plain(made.reach),
        "countries": {
            name: round(value, DIGITS)
            for name, value in entry_countries(made.entry, country).items()
        },
        "hops": None if isnan(made.hops.median) else _plain(made.hops),
        "entry": [
            {"as": asn, "country": country.get(asn), **_plain(one)}
            for asn, one in sorted(made.entry.items(), key=lambda e: (-e[1].median, e[0]))
        ],
    }


def _plain(one: Interval) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in one._asdict().items()}


def routes_validate(
    files: Sequence[Path], *, month: str | None = None, told: Told = silent
) -> dict[str, object]:
    """Hold the model against real paths of routing tables: how far may its shares be trusted?

    Raises:
        HawseError: no relationship file or no archive among the files.
    """
    with looked(files, "KP", {"belongs"}, told, archives=False) as seen:
        need(seen, "agreement")
        label, relations = month_of(seen.held.table("relations"), month)
        got = trust(*_held_against(seen, relations))
    return {"month": label, **got.told()}
