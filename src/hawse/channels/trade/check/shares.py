"""A share that is stated against the amounts of the part and of the whole."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from hawse.channels.trade.check.form import Held, Row, around, made, span
from hawse.channels.trade.check.indexed import MOST, together

_FLOW: Final = {"exports": "export", "imports": "import", "turnover": "total", "total": "total"}
_NOTED: Final = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d+)?)\s*(?:%|percent|per cent) of (?:(?:all|its|total|the) )*"
    r"(?P<of>exports|imports|turnover)",
    re.IGNORECASE,
)
_POINT: Final = 0.005
_OTHER_SPEAKER: Final = 1.25  # as between two offices' levels (check/changes.py)
_MOST: Final = 1.01
"""Shares of one whole may pass one by their rounding; a hundredth is granted."""


def shares(rows: list[Row], levels: list[Row], within: Mapping[str, str | None]) -> list[Row]:
    """Hold every stated share against the levels that make it, and all shares against one."""
    stated = [r for r in rows if r["quantity_kind"] == "share" and r["share_of"]]
    noted = [share for row in levels for share in _noted(row)]
    return [*_by_levels([*stated, *noted], levels), *_together(stated, within)]


def _noted(row: Row) -> Iterator[Row]:
    """Give the share of all goods that the note of a product's amount states: '25% of exports'."""
    parts = (
        m for p in re.split(r"[;,]\s", row["note"] or "") if (m := _NOTED.fullmatch(p.strip()))
    )
    for said in parts:
        own = (
            row["item"] != "all" and not row["mirror"] and _FLOW[said["of"].lower()] == row["flow"]
        )
        if own:
            step = 10.0 ** -len(said["n"].partition(".")[2]) / 100
            share = float(said["n"]) / 100
            yield row | {
                "quantity_kind": "share",
                "share_of": said["of"].lower(),
                "q_low": share,
                "q_best": share,
                "q_high": share,
                "q_step": step,
            }


def _by_levels(stated: list[Row], levels: list[Row]) -> Iterator[Row]:
    keys = ("source_id", "subject", "counterpart", "period_start", "period_end")
    known = together((r for r in levels if r["q_best"] and not r["per"]), (*keys, "flow", "item"))
    for row in stated:
        flow, own = _FLOW[row["share_of"]], tuple(row[k] for k in keys)
        pairs = [
            (part, whole)
            for part in known.get((*own, flow, row["item"]), [])[:MOST]
            for whole in known.get((*own, flow, "all"), [])[:MOST]
            if whole["unit"] == part["unit"]
        ]
        if pairs and row["item"] != "all":
            yield _held(row, pairs)


def _held(row: Row, pairs: list[tuple[Row, Row]]) -> Row:
    half = max(row["q_step"] / 2, _POINT if row["q_step"] >= 2 * _POINT else 0.0)
    low, high = (row["q_low"] or 0.0) - half, (row["q_high"] or 1.0) + half
    judged = []
    for part, whole in pairs:
        (a, b), (c, d) = around(part), around(whole)
        one_voice = part["said_by"] == whole["said_by"] == row["said_by"]
        slack = 1.0 if one_voice else _OTHER_SPEAKER
        computed = (a / d, b / c if c > 0 else 1.0)
        agrees = low <= computed[1] * slack and computed[0] / slack <= high
        judged.append((not agrees, part, whole, computed))
    wrong, part, whole, computed = min(judged, key=lambda j: (j[0], j[1]["locator"]))
    says = (
        f"a share of {row['q_best']:.4g} is stated; {part['q_best']:,.10g} of "
        f"{whole['q_best']:,.10g} {whole['unit']} is {computed[0]:.3f} to {computed[1]:.3f}"
    )
    verdict = "slip" if wrong else "explained"
    return made("share", verdict, [part, whole, row], says, Held((low, high), computed, "share"))


def _together(stated: list[Row], within: Mapping[str, str | None]) -> Iterator[Row]:
    """Give a slip where shares of one whole, by one speaker and none inside another, pass one."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    keys = ("source_id", "subject", "counterpart", "share_of", "said_by")
    for row in stated:
        groups[*(row[k] for k in keys), *span(row)].append(row)
    for group in groups.values():
        items = {r["item"] for r in group}
        outer = {r["item"]: r for r in group if not items & set(_above(r["item"], within))}
        rows = list(outer.values())
        total = sum(r["q_low"] or 0.0 for r in rows)
        if len(rows) > 1:
            words = " + ".join(f"{r['q_best'] or 0:.4g}" for r in rows)
            verdict = "slip" if total > _MOST else "explained"
            says = f"shares of one whole: {words} = {total:.4g}, at most 1"
            yield made("share", verdict, rows, says, Held((0.0, _MOST), (total, total), "share"))


def _above(item: str, within: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    at = within.get(item)
    while at and at not in found and at != "all":
        found.append(at)
        at = within.get(at)
    return found
