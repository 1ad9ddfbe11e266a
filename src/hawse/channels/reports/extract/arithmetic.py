"""Check a report's own arithmetic: what a sentence says twice must agree with itself."""

import re
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


def checked(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Flag the claims of a sentence whose figures do not agree with each other, or do.

    A stated change is held against its own two figures (``arithmetic_agrees``, or
    ``arithmetic_slip:`` with the factor that the figures give), tonnes against the barrels beside
    them.
    """
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
    return drafts


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
