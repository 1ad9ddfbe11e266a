"""Which supplies run over a line: a partner, a product, an upstream, a port, workers of one host.

A lifeline knows its partner and its item; the findings behind it know the upstream, the ship and
the port. Several reports of one supply by one partner are one supply as wide as they differ: they
are never added.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from hawse.scenario.world import ScenarioError

Row = dict[str, Any]
_OVER: Final = ("subject", "counterpart", "place", "place_from", "place_to")
_ONE: Final = (
    "channel", "partner", "target", "flow", "item", "unit", "period_start", "period_end", "basis",
    "synthetic",
)  # fmt: skip
_TIME: Final = ("partner", "target", "flow", "period_start", "period_end")
_FLOWS: Final = {"export": "to_target", "import": "from_target", "total": "both"}
WHOLE: Final = "all"


def supplies(lifelines: Iterable[Row], findings: Iterable[Row]) -> list[Row]:
    """Give one row for each partner's supply of a thing in a period, with all that it runs over.

    ``over`` holds every id that the findings behind it name; the amounts are the hull of what was
    said of it, and an end that nobody said stays open.
    """
    named = {f["id"]: {f[k] for k in _OVER if f.get(k)} for f in findings}
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for line in lifelines:
        groups[tuple(line[k] for k in _ONE)].append(line)
    made = []
    for key, rows in sorted(groups.items(), key=lambda pair: str(pair[0])):
        ids = sorted({i for r in rows for i in r["finding_ids"] or ()})
        lows = [low for r in rows if (low := _least(r)) is not None]
        highs = [_most(r) for r in rows]
        made.append(
            dict(zip(_ONE, key, strict=True))
            | {
                "q_low": min(lows, default=0.0),
                "q_high": None if None in highs else max(h for h in highs if h is not None),
                "finding_ids": ids,
                "over": frozenset().union(*(named.get(i, set()) for i in ids)),
            }
        )
    return made


def of_shares(rows: Iterable[Row], findings: Iterable[Row]) -> list[Row]:
    """Give a product's supply where a partner's share of it and all goods are known for one time.

    'Mineral products were 83.4 % of Russia's exports' of 74.2 million are 61.9 million. Such a row
    stands in the place of the goods that it is a part of; ``worked_out`` says that nobody reported
    it. Rows that a lifeline has are not made again.
    """
    known = list(rows)
    goods = defaultdict(list)
    for row in known:
        if row["channel"] == "trade" and row["item"] == WHOLE:
            goods[tuple(row[k] for k in _TIME)].append(row)
    held = {tuple(r[k] for k in _ONE) for r in known}
    made: dict[tuple[Any, ...], Row] = {}
    for f in findings:
        if f.get("kind") != "main_product" or f.get("unit") != "share" or f["item"] == WHOLE:
            continue
        flow = _FLOWS.get(str(f["flow"]))
        at = (f["subject"], f["counterpart"], flow, f["period_start"], f["period_end"])
        for row in goods.get(at, []):
            low, high = f["q_low"] or 0.0, 1.0 if f["q_high"] is None else f["q_high"]
            whole = row["q_high"]
            one = row | {
                "item": f["item"], "q_low": low * row["q_low"],
                "q_high": None if whole is None else high * whole, "worked_out": True,
                "finding_ids": sorted({f["id"], *row["finding_ids"]}),
            }  # fmt: skip
            key = tuple(one[k] for k in _ONE)
            if key not in held:
                other = made.get(key)
                made[key] = one if other is None else _hull(one, other)
    return [made[k] for k in sorted(made, key=str)]


def _hull(one: Row, other: Row) -> Row:
    highs = (one["q_high"], other["q_high"])
    return one | {
        "q_low": min(one["q_low"], other["q_low"]),
        "q_high": None if None in highs else max(highs),
        "finding_ids": sorted({*one["finding_ids"], *other["finding_ids"]}),
    }


def _least(row: Row) -> float | None:
    low: float | None = row["q_low"] if row["q_low"] is not None else row["q_best"]
    return low


def _most(row: Row) -> float | None:
    high: float | None = row["q_high"]
    return high


def plain(line: str, names: Mapping[str, str]) -> str:
    """Give a line as people name it.

    >>> plain("oil_products", {}), plain("country:RU", {"country:RU": "Russia"})
    ('oil products', 'Russia')
    """
    return names.get(line, line if ":" in line else line.replace("_", " "))


def typed(line: str, names: Mapping[str, str], known: Iterable[Row]) -> str:
    """Give the id that a user's word means: 'RU', 'Russia', 'oil products', 'AS20485'.

    ``names`` maps plain names, lower case, to ids.

    Raises:
        ScenarioError: no supply runs over anything of that name; says what there is.
    """
    rows = list(known)
    ids = {str(r["partner"]) for r in rows} | {str(r["item"]) for r in rows if r["item"]}
    ids |= {i for r in rows for i in r["over"]}
    word = " ".join(line.split())
    guesses = (
        word, f"country:{word.upper()}", f"port:{word.upper()}", word.lower().replace(" ", "_"),
        f"as:{word.upper().removeprefix('AS')}", names.get(word.lower(), word), f"imo:{word}",
    )  # fmt: skip
    for guess in guesses:
        if guess in ids:
            return guess
    partners = sorted({str(r["partner"]) for r in rows})
    items = sorted({str(r["item"]) for r in rows if r["item"]})
    raise ScenarioError(
        f"nothing runs over {line!r}; there are the partners {partners[:20]} and the items "
        f"{items[:20]}"
    )


def carries(row: Row, *lines: str) -> bool:
    """Say whether a supply runs over any of the lines. A target is no line: all runs to it."""
    return any(
        line != row["target"] and (line in {row["partner"], row["item"]} or line in row["over"])
        for line in lines
    )
