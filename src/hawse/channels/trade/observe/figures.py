"""The step ``figures``: reported figures with their sides named and their notes read."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.observe.customs import customs_figures
from hawse.channels.trade.observe.names import (
    Names,
    Said,
    Sides,
    flipped,
    items_by_code,
    sides,
    who,
)
from hawse.channels.trade.observe.notes import Stated, changes
from hawse.channels.trade.tables import FIGURES

Row = dict[str, Any]
_AT_ONCE: Final = 8192  # rows that are held as objects at a time
_COPIED: Final = (
    "topic",
    "q_low",
    "q_best",
    "q_high",
    "q_step",
    "unit",
    "quantity_kind",
    "share_of",
    "per",
    "period_start",
    "period_end",
    "period_grain",
    "approximate",
    "url",
    "note",
    "quote",
    "source_id",
    "locator",
    "synthetic",
)


def figures(
    *,
    reported_figures: pa.Table,
    target_flows: pa.Table,
    countries: pa.Table,
    aliases: pa.Table,
    products: pa.Table,
    speakers: pa.Table,
    case_parties: pa.Table,
) -> pa.Table:
    """Give one row a figure, and one for each change or earlier level that its note implies.

    A percentage in a note is a reported change; with the row's own level it implies the level of
    the base period (2.62 million after -86.3 % was 19.1 million), whose interval honours the
    digits that were printed. 'same article' as a speaker is the article of the row before.
    """
    names = _names(countries, aliases, products, speakers, case_parties)
    before: dict[str, Row] = {}
    made = [
        FIGURES.rows([r for row in rows for r in _read(row, before, names)])
        for rows in _in_order(reported_figures)
    ]
    items = items_by_code(products.to_pylist())
    plain = {r["id"]: r["name"] for r in countries.to_pylist()}
    customs = customs_figures(target_flows.to_pylist(), items, plain, names.targets)
    return pa.concat_tables([*made, FIGURES.rows(list(customs))])


def _in_order(reported: pa.Table) -> Iterator[list[Row]]:
    """Give rows as they stand in their file ('line 9' before 'line 10'), some at a time."""
    columns = (reported[n].to_pylist() for n in ("source_id", "locator", "figure"))
    places = [
        (source, _number(at), str(figure)) for source, at, figure in zip(*columns, strict=True)
    ]
    order = sorted(range(len(places)), key=places.__getitem__)
    for first in range(0, len(order), _AT_ONCE):
        yield reported.take(order[first : first + _AT_ONCE]).to_pylist()


def _number(locator: str) -> int:
    number = str(locator).rpartition(" ")[2]
    return int(number) if number.isdigit() else 0


def _read(row: Row, before: dict[str, Row], names: Names) -> Iterator[Row]:
    """Give one row's figure and what its note implies; it becomes the row before the next."""
    said = _said(row, before.get(row["source_id"]), names)
    at = sides(row["topic"], row["partner"] or "", row["direction"] or "", said, names)
    own = _own(row, said, at, names)
    yield own
    yield from _derived(own, changes(row["note"]), at)
    if row["reporter"].lower() != "same article":
        before[row["source_id"]] = row


def _names(
    countries: pa.Table,
    aliases: pa.Table,
    products: pa.Table,
    speakers: pa.Table,
    parties: pa.Table,
) -> Names:
    alias: dict[str, str] = {}
    place: dict[str, str] = {}
    for row in sorted(aliases.to_pylist(), key=lambda r: (r["alias"], r["id"]), reverse=True):
        if row["id"].startswith(("country:", "entity:")):
            alias[row["alias"]] = row["id"]
        elif row["id"].startswith("port:"):
            place[row["alias"]] = row["id"]
    return Names(
        iso3={r["iso3"]: r["id"] for r in countries.to_pylist()},
        alias=alias,
        place=place,
        product={r["alias"]: r["item"] for r in products.to_pylist()},
        speaker={r["alias"]: (r["speaker"], r["country"] or None) for r in speakers.to_pylist()},
        targets=frozenset(r["id"] for r in parties.to_pylist() if r["role"] == "target"),
    )


def _said(row: Row, before: Row | None, names: Names) -> Said:
    if row["reporter"].lower() != "same article":
        return who(row["reporter"], names)
    article = (before or row)["url"] or "an article that is not named"
    return Said(f"article {article}", None, (), None)


def _own(row: Row, said: Said, at: Sides, names: Names) -> Row:
    return {name: row[name] for name in _COPIED} | {
        "figure": row["figure"],
        "counts": at.counts,
        "subject": at.subject,
        "counterpart": at.counterpart,
        "flow": flipped(at.flow) if at.mirror and row["share_of"] else at.flow,
        "item": names.item(row["product"] or ""),
        "place_from": at.place,
        "base_start": _back(row["period_start"], 1) if row["unit"] == "factor" else None,
        "base_end": _back(row["period_end"], 1) if row["unit"] == "factor" else None,
        "said_by": said.speaker,
        "via": list(said.via),
        "mirror": at.mirror,
        "origin_id": f"said:{said.speaker}",
        "basis": "reported",
        "derivation": None,
    }


def _derived(own: Row, stated: list[Stated], at: Sides) -> Iterator[Row]:
    """Give the changes that the note states, and the level of the base period that they imply."""
    if own["quantity_kind"] not in {"level", "count"} or own["per"] or not own["period_start"]:
        return
    for number, change in enumerate(stated, start=1):
        flow = change.flow or own["flow"]
        if change.flow and at.mirror:
            flow = flipped(change.flow)
        years = own["period_start"].year - change.base_year if change.base_year else 1
        if years < 1:
            continue
        base = {
            "base_start": _back(own["period_start"], years),
            "base_end": _back(own["period_end"], years),
        }
        factor = (
            own
            | base
            | {
                "figure": f"{own['figure']}#{number}",
                "flow": flow,
                "q_low": change.low,
                "q_best": change.best,
                "q_high": change.high,
                "q_step": change.step,
                "unit": "factor",
                "quantity_kind": "change_factor",
                "derivation": f"its note states {change.words!r}",
            }
        )
        yield factor
        if flow == own["flow"] and change.best and own["q_best"] is not None:
            yield _base_level(own, change, base, number)


def _base_level(own: Row, change: Stated, base: Row, number: int) -> Row:
    """Divide a level by its change factor, each widened by half of its last printed digit."""
    half, tight = own["q_step"] / 2, change.step / 2
    factor_low, factor_high = change.best or 0.0, change.best or 0.0
    low = (own["q_best"] - half) / (factor_high + tight)
    high = (own["q_best"] + half) / (factor_low - tight) if factor_low > tight else None
    return own | {
        "figure": f"{own['figure']}#{number}b",
        "q_low": _six(low),
        "q_best": _six(own["q_best"] / factor_low),
        "q_high": high and _six(high),
        "period_start": base["base_start"],
        "period_end": base["base_end"],
        "basis": "estimated",
        "derivation": f"{_plain(own['q_best'])} {own['unit']} and {change.words!r} imply "
        "the level of the base period",
    }


def _back(at: datetime | None, years: int) -> datetime | None:
    """Give the same day some years before; 29 February becomes 28."""
    if at is None:
        return None
    day = 28 if (at.month, at.day) == (2, 29) else at.day
    return at.replace(year=at.year - years, day=day)


def _six(value: float) -> float:
    """Keep six significant digits: a quotient of rounded figures has no more to say."""
    return round(value, 5 - math.floor(math.log10(abs(value)))) if value else 0.0


def _plain(value: float) -> str:
    return f"{value:,.10g}"
