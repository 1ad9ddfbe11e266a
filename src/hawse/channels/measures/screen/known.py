"""The second clock: the day on which a listing was public, where a measure's row says it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Row = dict[str, Any]


def publications(
    measures: Iterable[Mapping[str, Any]],
) -> dict[str, tuple[date, date | None, str]]:
    """Give for each IMO number that a listing names.

    In force from, public on, and the listing's id.
    """
    found: dict[str, tuple[date, date | None, str]] = {}
    for row in measures:
        if row["kind"] == "listing":
            for number in re.findall(r"\b\d{7}\b", row["subject"] or ""):
                start, public = _day(row["in_force_from"]), _day(row["published"])
                if start is not None:
                    found[number] = (start, public, row["id"])
    return found


def with_publication(
    hits: Iterable[Row],
    measures: Iterable[Mapping[str, Any]],
    numbers: Mapping[tuple[str, str], str],
) -> list[Row]:
    """Put the day of publication beside hits on ships that a listing measure names.

    And say so where it was later.
    """
    known = publications(measures)
    made = []
    for one in hits:
        hit = one
        said = known.get(numbers.get((hit["list"], hit["party"]), hit["imo"] or ""))
        if said and said[1] and hit["in_force_from"] in {None, said[0]}:
            late = said[1] > hit["as_of"]
            words = (
                [f"{said[2]}: in force from {said[0]}, not public before {said[1]}"]
                if late
                else []
            )
            hit = {
                **hit,
                "published": said[1],
                "reasons_against": [*hit["reasons_against"], *words],
            }
        made.append(hit)
    return made


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
