"""What the checks share: series of figures, rounding, and the row that a check makes."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from hawse.channels.trade.check.phrases import OF_WEIGHT, own

Row = dict[str, Any]
LONGEST_NOTE: Final = 600
"""Characters of a note that is read. A remark is a line; pages of text cost the cube of them."""
ZEROS: Final = 2
"""Amounts that end in two zeros or more are taken to be rounded; 1,410 t is not."""
_ROUNDED: Final = 0.05  # nobody who rounds is off by more than a twentieth
_NUMBER: Final = r"\d{1,3}(?:[ ,]\d{3})+|\d+(?:\.\d+)?"
_SCALED: Final = r"(?:\s*(?P<scale>thousand|million)|(?P<short>[kK]))?"
_BARRELS: Final = re.compile(rf"({_NUMBER}){_SCALED}\s*(?:barrels|bbls?)\b(?!/)")
_TONNES: Final = re.compile(
    rf"({_NUMBER}){_SCALED}\s*(?:(?:metric )?tonnes|(?:metric )?tons|t)\b(?!/)"
)
_QUOTIENT: Final = re.compile(rf"(?P<bbl>{_NUMBER})\s*/\s*(?P<t>{_NUMBER})\s*t\b")
_STATED_QUOTIENT: Final = re.compile(
    r"(?:=>|=|i\.e\.|gives|is|at|or)\s*(?P<n>\d+\.\d+)\s*(?:bbl/t|barrels (?:a|per) tonne)|"
    r"=>\s*(?P<m>\d+\.\d+)\s*(?:$|[;,)])"
)
_ANOTHER: Final = re.compile(
    r"\b(?:notified|estimated?|only|plus|includ\w*|excluding|of which|against|versus|vs|cap|"
    r"quota|alone|crude|while|whereas|not|compared)\b",
    re.IGNORECASE,
)
_FUELS: Final = (6.35, 8.74)  # barrels a tonne, from fuel oil to naphtha (facts/factors.csv)
_PER_DAY: Final = re.compile(rf"({_NUMBER})\s*(?:b/d|bbl/day|barrels per day)")


def usable(rows: Iterable[Row]) -> list[Row]:
    """Pick reported figures of trade, fuel and labour that have a period, as they stand."""
    kept = [
        r if len(r["note"] or "") <= LONGEST_NOTE else r | {"note": None}
        for r in rows
        if r["topic"] in {"trade", "fuel", "labour"}
        and r["basis"] == "reported"
        and not r["derivation"]
        and r["quantity_kind"] in {"level", "count", "share", "change_factor"}
        and r["period_start"]
        and r["period_end"]
    ]
    return sorted(kept, key=place_of)


def place_of(row: Row) -> tuple[str, int, str]:
    """Order rows as they stand in their file."""
    number = str(row["locator"]).rpartition(" ")[2]
    return row["source_id"], int(number) if number.isdigit() else 0, str(row["figure"])


def series(rows: Iterable[Row], *more: str) -> list[list[Row]]:
    """Group rows of one series: sides, flow, product and way of counting (and ``more``) agree."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    keys = ("source_id", "subject", "counterpart", "flow", "item", "counts", "place_from", *more)
    for row in rows:
        groups[tuple(row[k] for k in keys)].append(row)
    return list(groups.values())


def span(row: Row) -> tuple[Any, Any]:
    """Give a row's period."""
    return row["period_start"], row["period_end"]


def around(row: Row, *, zeros: int = 99) -> tuple[float, float]:
    """Give the ends of an amount as printed: half of its last digit to each side of a point.

    A number that ends in at least ``zeros`` zeros is taken to be rounded to its last other digit.
    """
    low, high = row["q_low"], row["q_high"]
    if low is not None and low == high:
        whole = row["q_step"] == 1  # printed without decimals and without a scale
        half = rounding(low, zeros) if whole else row["q_step"] / 2
        return low - half, high + half
    return (low if low is not None else 0.0), (high if high is not None else float("inf"))


def printed(text: str, zeros: int) -> tuple[float, float]:
    """Give the ends of a number in a note, rounded as in ``around``.

    >>> printed("2840", 1), printed("1410", 2)
    ((2835.0, 2845.0), (1409.5, 1410.5))
    """
    bare = text.replace(",", "").replace(" ", "")
    value = float(bare)
    half = 0.5 * 10.0 ** -len(bare.partition(".")[2]) if "." in bare else rounding(value, zeros)
    return value - half, value + half


def rounding(value: float, zeros: int) -> float:
    """Give half of what a number is rounded to: its trailing zeros, if they are so many."""
    found = 0
    while value and value % 10.0 ** (found + 1) == 0:
        found += 1
    return max(0.5, min(0.5 * 10.0**found, value * _ROUNDED)) if found >= zeros else 0.5


def other_unit(row: Row) -> tuple[float, float] | None:
    """Give the same amount in the other unit, where the note states it: barrels for tonnes.

    What a note sets beside the amount ('notified only 48,430 t') is another amount.
    """
    note = "; ".join(
        p for p in re.split(r";|,(?=\s)", row["note"] or "") if not _ANOTHER.search(p)
    )
    if found := _QUOTIENT.search(note):
        barrels, tonnes = printed(found["bbl"], ZEROS), printed(found["t"], ZEROS)
        mine, other = (tonnes, barrels) if row["unit"] == "t" else (barrels, tonnes)
        return other if mine[0] <= (row["q_best"] or 0.0) <= mine[1] else None
    for part in note.split("; "):
        if (row["unit"] == "t" and (found := _BARRELS.search(part))) or (
            row["unit"] == "bbl" and (found := _TONNES.search(part))
        ):
            ends = _scaled(found)
        elif row["unit"] == "t" and (found := _PER_DAY.search(part)):
            days = (row["period_end"] - row["period_start"]).days
            low, high = printed(found[1], 1)  # a daily rate is worked out, and rounded to tens
            ends = low * days, high * days
        else:
            continue
        if _same_amount(row, part, found, ends):
            return ends
    return None


def _same_amount(row: Row, part: str, found: re.Match[str], ends: tuple[float, float]) -> bool:
    """Say whether an amount in a note is the row's own in the other unit.

    It is if nothing else is spoken of; and with words that are not known ('gross 1,300 t') only if
    the two are as far apart as tonnes and barrels of some fuel are: such words flag nothing.
    """
    if re.search(r"[\d.,][-–]$", part[: found.start()]):
        return False  # the end of a range
    if own(_STATED_QUOTIENT.sub(" ", part.replace(found[0], " ")), OF_WEIGHT, years=True):
        return True
    mine, other = row["q_best"] or 0.0, (ends[0] + ends[1]) / 2
    tonnes, barrels = (mine, other) if row["unit"] == "t" else (other, mine)
    return tonnes > 0 and _FUELS[0] <= barrels / tonnes <= _FUELS[1]


def stated_quotient(row: Row) -> tuple[float, float] | None:
    """Give the barrels a tonne that a note states of its own pair, as wide as printed."""
    found = _STATED_QUOTIENT.search(row["note"] or "")
    text = found and (found["n"] or found["m"])
    if not text:
        return None
    half = 0.5 * 10.0 ** -len(text.partition(".")[2])
    return float(text) - half, float(text) + half


def daily(row: Row) -> Row:
    """Give barrels a day as those of the row's whole period; ``days`` keeps the row as it was."""
    if row["unit"] != "bbl/day":
        return row
    days = (row["period_end"] - row["period_start"]).days
    ends = {k: row[k] and row[k] * days for k in ("q_low", "q_best", "q_high", "q_step")}
    return row | ends | {"unit": "bbl", "days": row}


def _scaled(found: re.Match[str]) -> tuple[float, float]:
    """Give the ends of an amount that may be written in thousands or millions."""
    scale = {"thousand": 1e3, "million": 1e6}.get(
        found["scale"] or "", 1e3 if found["short"] else 1.0
    )
    low, high = printed(found[1], ZEROS)
    return low * scale, high * scale


class Held(NamedTuple):
    """What was stated and what the other rows give, each as (low, high), in one unit."""

    stated: tuple[float, float]
    computed: tuple[float, float]
    unit: str


def made(check: str, verdict: str, rows: list[Row], says: str, held: Held) -> Row:
    """Make a row of ``arithmetic``; the last of the rows is the one whose place is given."""
    last = rows[-1]
    return {
        "check": check,
        "verdict": verdict,
        "figures": list(dict.fromkeys(r["figure"] for r in rows)),
        "says": says,
        "stated_low": _finite(held.stated[0]),
        "stated_high": _finite(held.stated[1]),
        "computed_low": _finite(held.computed[0]),
        "computed_high": _finite(held.computed[1]),
        "unit": held.unit,
        "source_id": last["source_id"],
        "locator": last["locator"],
        "synthetic": any(r["synthetic"] for r in rows),
    }


def _finite(value: float) -> float | None:
    return round(value, 6) if abs(value) != float("inf") else None
