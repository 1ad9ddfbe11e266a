"""Check a report's own arithmetic: what a sentence says twice must agree with itself."""

import csv
import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from hawse.channels.reports.extract.reading import Amount
from hawse.channels.reports.extract.scene import Draft, Scene

SLACK: Final = (
    0.05  # a stated change may be rounded this far: "16 percent" for 15.5 to 16.5 and a little
)
BARRELS_PER_TONNE: Final = (6.0, 8.9)
"""Barrels a tonne with a margin: residual fuel oil 6.35, gasoline 8.35 (bp Statistical Review of
World Energy, approximate conversion factors). LPG is lighter and lies outside."""

_FROM_TO: Final = re.compile(
    r" from (?P<a>Q:\d+:(?P<u>\w+):\w+)(?: \S+){0,4}? to (?P<b>Q:\d+:(?P=u):\w+)(?= )"
    r"| to (?P<b2>Q:\d+:(?P<u2>\w+):\w+)(?: \S+){0,6}? (?:from|against|compared with) "
    r"(?P<a2>Q:\d+:(?P=u2):\w+)(?= )"
)
_APART: Final = re.compile(r" (?:;|, (?:and|while|but|whereas|as)) ")
_TWICE: Final = re.compile(
    r" (?P<t>Q:\d+:t:\w+) (?:\( |or |, or )(?P<b>Q:\d+:bbl:\w+)(?= )"
    r"| (?P<b2>Q:\d+:bbl:\w+) (?:\( |or |, or )(?P<t2>Q:\d+:t:\w+)(?= )"
)


RATE_MARGIN: Final = 0.1
"""How far past the lowest and highest day a sum may lie: reports round, and banks ask for more."""
_EXCHANGED: Final = re.compile(
    r" (?P<a>Q:\d+:(?P<u>[A-Z]{3}):\w+) (?:\( |or |, or |\( or )(?:about )?"
    r"(?P<b>Q:\d+:(?P<w>[A-Z]{3}):\w+)(?= )"
)


@lru_cache(maxsize=1)
def rates() -> dict[str, tuple[float, float]]:
    """Give the least and the most of each currency that a dollar was worth on any day since 2010.

    From the reference rates of the European Central Bank, ``facts/dollar_rates.csv``.
    """
    text = (files("hawse.channels.reports") / "facts" / "dollar_rates.csv").read_text("utf-8")
    return {
        row["currency"]: (float(row["low"]), float(row["high"]))
        for row in csv.DictReader(text.splitlines())
    }


def is_check(flag: str) -> bool:
    """Say whether a flag is the outcome of a check, and no part of what is claimed."""
    return flag.startswith(("arithmetic_", "conversion_"))


def checked(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Flag the claims of a sentence whose figures do not agree with each other, or do.

    A stated change is held against its own two figures (``arithmetic_agrees``, or
    ``arithmetic_slip:`` with the factor that the figures give), tonnes against the barrels beside
    them, dollars against the sum in another currency beside them.
    """
    if len(scene.reading.amounts) < 2:  # noqa: PLR2004 - one figure agrees with itself
        return drafts
    if found := _FROM_TO.search(scene.shape):
        _change(
            [d for d in drafts if _together(scene, found, d)],
            scene.amount(found["a"] or found["a2"]),
            scene.amount(found["b"] or found["b2"]),
        )
    if found := _TWICE.search(scene.shape):
        _barrels(
            drafts,
            scene.amount(found["t"] or found["t2"]),
            scene.amount(found["b"] or found["b2"]),
        )
    for found in _EXCHANGED.finditer(scene.shape):
        _exchange(drafts, scene.amount(found["a"]), scene.amount(found["b"]))
    return drafts


def _exchange(drafts: list[Draft], one: Amount, other: Amount) -> None:
    """Hold a sum in dollars against the same sum in another currency."""
    dollars, foreign = (one, other) if one.unit == "USD" else (other, one)
    if dollars.unit != "USD" or foreign.unit not in rates():
        return
    if not dollars.best or foreign.best is None:
        return
    rate = foreign.best / dollars.best
    low, high = rates()[foreign.unit]
    agrees = low * (1 - RATE_MARGIN) <= rate <= high * (1 + RATE_MARGIN)
    flag = "conversion_agrees" if agrees else f"conversion_differs:{rate:.4g} {foreign.unit}/USD"
    for draft in drafts:
        if draft.amount in {dollars[:3], foreign[:3]}:
            draft.flags = (*draft.flags, flag)


def _together(scene: Scene, found: re.Match[str], draft: Draft) -> bool:
    """Say whether two figures and a claim stand in one clause."""
    between = scene.shape[min(found.start(), draft.at) : max(found.end(), draft.at)]
    return not _APART.search(between)


def _change(drafts: list[Draft], before: Amount, after: Amount) -> None:
    """Hold 'rose 16 percent from 20.4 to 24.8' against 24.8 / 20.4."""
    if not before.best or after.best is None:
        return
    real = after.best / before.best
    for draft in drafts:
        if (
            draft.kind != "trade_change"
            or draft.unit != "factor"
            or draft.amount == (None, None, None)
        ):
            continue
        low = draft.amount[0] if draft.amount[0] is not None else 0.0
        high = draft.amount[2] if draft.amount[2] is not None else float("inf")
        room = SLACK * abs(real - 1) + 0.005
        agrees = low - room <= real <= high + room
        draft.flags = (
            *draft.flags,
            "arithmetic_agrees" if agrees else f"arithmetic_slip:{real:.3f}",
        )


def _barrels(drafts: list[Draft], tonnes: Amount, barrels: Amount) -> None:
    """Hold tonnes against the barrels that are said to be the same."""
    if not tonnes.best or barrels.best is None:
        return
    ratio = barrels.best / tonnes.best
    low, high = BARRELS_PER_TONNE
    flag = "conversion_agrees" if low <= ratio <= high else f"conversion_differs:{ratio:.2f} bbl/t"
    for draft in drafts:
        if draft.unit in {"t", "bbl"}:
            draft.flags = (*draft.flags, flag)
