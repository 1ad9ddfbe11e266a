"""The step ``owned_by_listed``: what listed entities own or direct through others, as of a day.

The US rule (OFAC, 13 August 2014) counts what listed owners hold together, at 50 % or more,
and an entity that the rule reaches counts as an owner in turn. EU best practice asks for more
than 50 %: setting ``more_than``.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from hawse.channels.measures.lists.tables import OWNED
from hawse.channels.measures.screen.standing import IN_FORCE, Held

Row = dict[str, Any]


def owned_by_listed(  # noqa: PLR0917 - one argument for each table and setting of the step
    listed_links: pa.Table,
    listed_parties: pa.Table,
    list_versions: pa.Table,
    case_period: pa.Table,
    least_share: float,
    more_than: bool,  # noqa: FBT001 - a step is given its settings by name
    as_of: str,
) -> pa.Table:
    """Give every entity that listed ones own by the rule, may own, or direct.

    With one chain to it.

    Links hold on the day if it is not before their first day nor on or after their last; days
    not said are open. Rings of owners are walked once. An open share leaves the upper end open
    to what is left.
    """
    held = Held(list_versions.to_pylist())
    ends = [
        (r["end"] - timedelta(microseconds=1)).date() for r in case_period.to_pylist() if r["end"]
    ]
    day = date.fromisoformat(as_of) if as_of else (ends[0] if ends else held.newest() or date.max)
    names = {
        r["party"]: r["caption"]
        for r in sorted(listed_parties.to_pylist(), key=lambda r: (r["party"], str(r["version"])))
    }
    every = listed_links.to_pylist()
    described = {r["party"]: r["role"] for r in every if r["relation"] == "described"}
    names = {**described, **names}
    links = [r for r in every if r["relation"] != "described" and _holds(r, day)]
    listed = _listed(listed_parties, held, day)
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(links, key=lambda r: (r["other"], r["party"], r["locator"])):
        if row["relation"] == "owns" and row["party"] != row["other"]:
            owners[row["other"]].append(row)
    sure = _reached(owners, listed, "share_low", least_share, more_than=more_than)
    maybe = _reached(owners, listed, "share_high", least_share, more_than=more_than)
    made = [
        _row(e, owners[e], maybe, names, day, "owned" if e in sure else "may_be_owned")
        for e in sorted(set(maybe) - set(listed))
    ]
    return OWNED.rows([*made, *_directed(links, listed, names, day)])


def _directed(
    links: list[Row], listed: dict[str, tuple[str, ...]], names: dict[str, str], day: date
) -> list[Row]:
    """Give every entity that a listed party directs and that is not listed itself."""
    directed = {
        r["other"]: r
        for r in sorted(links, key=lambda r: (r["other"], r["party"]))
        if r["relation"] == "directs" and r["party"] in listed
    }
    return [
        {
            "entity": entity,
            "name": names.get(entity),
            "rule": "directed",
            "share_low": None,
            "share_high": None,
            "chain": [row["party"], entity],
            "as_of": day,
            **_place([row]),
        }
        for entity, row in sorted(directed.items())
        if entity not in listed
    ]


def _holds(row: Row, day: date) -> bool:
    return (row["from_on"] is None or row["from_on"] <= day) and (
        row["to_on"] is None or day < row["to_on"]
    )


def _listed(parties: pa.Table, held: Held, day: date) -> dict[str, tuple[str, ...]]:
    """Give every party that was listed on the day, as the beginning of its chain."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in parties.to_pylist():
        rows[row["list"], row["party"]].append(row)
    return {
        party: (party,)
        for (_, party), all_rows in sorted(rows.items())
        if held.standing(all_rows).on(day) == IN_FORCE
    }


def _reached(
    owners: dict[str, list[Row]],
    listed: dict[str, tuple[str, ...]],
    end: str,
    least: float,
    *,
    more_than: bool,
) -> dict[str, tuple[str, ...]]:
    """Walk outwards until nothing new is reached.

    A ring cannot reach itself, because it begins at listed ones.
    """
    reached = dict(listed)
    while True:
        new: dict[str, tuple[str, ...]] = {}
        for entity in sorted(set(owners) - set(reached)):
            mine = [r for r in owners[entity] if r["party"] in reached]
            share = round(_together(mine, owners[entity], end), 9)
            if mine and (share > least if more_than else share >= least):
                new[entity] = (*reached[mine[0]["party"]], entity)
        if not new:
            return reached
        reached |= new


def _together(mine: list[Row], everyone: list[Row], end: str) -> float:
    """Add up shares; an open one counts nothing below, and above what nobody else holds."""
    known: float = sum(r[end] for r in mine if r[end] is not None)
    if end == "share_high" and any(r[end] is None for r in mine):
        left: float = 1.0 - sum(r["share_low"] or 0.0 for r in everyone if r not in mine)
        return max(known, left)
    return min(known, 1.0)


def _row(  # noqa: PLR0917 - the columns of one row
    entity: str,
    rows: list[Row],
    maybe: dict[str, tuple[str, ...]],
    names: dict[str, str],
    day: date,
    rule: str,
) -> Row:
    mine = [r for r in rows if r["party"] in maybe]
    low, high = (round(_together(mine, rows, end), 6) for end in ("share_low", "share_high"))
    return {
        "entity": entity,
        "name": names.get(entity),
        "rule": rule,
        "share_low": low,
        "share_high": high,
        "chain": list(maybe[entity]),
        "as_of": day,
        **_place(mine),
    }


def _place(rows: list[Row]) -> Row:
    return {
        "source_id": rows[0]["source_id"],
        "locator": rows[0]["locator"],
        "synthetic": any(r["synthetic"] for r in rows),
    }
