"""A share that is stated against the amounts of the part and of the whole."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from hawse.channels.trade.check.form import Held, Row, around, made, span
from hawse.channels.trade.check.indexed import MOST, together
from hawse.channels.trade.check.stated import NEAR
from hawse.channels.trade.read.wording import PART, fraction, in_digits

_FLOW: Final = {"exports": "export", "imports": "import", "turnover": "total", "total": "total"}
_HOW: Final = (
    r"(?P<how>about|around|nearly|almost|close to|some|roughly|approximately|over|more than|"
    r"at least|less than|under|up to|~)?"
)
_NOTED: Final = re.compile(
    r"(?:(?:it |which |that )?(?:accounts? for|accounted for|accounting for|makes? up|made up|"
    r"making up|equals?|equal to|represents?|representing|is|was|or|i\.e\.|=|=>)\s+)?"
    rf"{_HOW}\s*(?:(?P<n>\d{{1,2}}(?:\.\d+)?|100)\s*(?:%|percent|per cent)|(?P<part>{PART})) of "
    r"(?P<all>(?:(?:all|its|total|the|Russian|Chinese) )*)"
    r"(?P<of>exports|imports|turnover|trade|total|the total)",
    re.IGNORECASE,
)
_POINT: Final = 0.005
_IN_WORDS: Final = 0.08  # 'a third' is said of 29 to 37 percent
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
    if row["item"] == "all" or row["mirror"]:
        return
    parts = (
        m
        for p in re.split(r"[;,]\s", in_digits(row["note"] or ""))
        if (m := _NOTED.fullmatch(p.strip()))
    )
    for said in parts:
        of = said["of"].lower().removeprefix("the ")
        named = {"export": "exports", "import": "imports"}.get(str(row["flow"]), "turnover")
        of = named if of == "total" else "turnover" if of == "trade" else of
        if _FLOW[of] == row["flow"]:
            low, best, high, step = _share(said)
            yield row | {
                "quantity_kind": "share", "share_of": of, "q_low": low, "q_best": best,
                "q_high": high, "q_step": step,
            }  # fmt: skip


def _share(said: re.Match[str]) -> tuple[float, float, float, float]:
    """Give the ends, the middle and the step of a share in digits or words, and what opens it."""
    if said["n"]:
        best, step = float(said["n"]) / 100, 10.0 ** -len(said["n"].partition(".")[2]) / 100
    else:
        best, step = fraction(said["part"]) or 0.0, _IN_WORDS
    how = (said["how"] or "").lower()
    if how in {"over", "more than", "at least"}:
        return best, best, 1.0, step
    if how in {"less than", "under", "up to"}:
        return 0.0, best, best, step
    loose = max(NEAR * best, 2 * _POINT) if how else 0.0
    return best - loose, best, min(1.0, best + loose), step


def _by_levels(stated: list[Row], levels: list[Row]) -> Iterator[Row]:
    keys = ("source_id", "subject", "counterpart", "period_start", "period_end")
    known = together((r for r in levels if r["q_best"] and not r["per"]), (*keys, "flow", "item"))
    for row in stated:
        flow, own = _FLOW[row["share_of"]], tuple(row[k] for k in keys)
        inner = row["flow"] if row["item"] == "all" else flow  # exports, as a part of turnover
        pairs = [
            (one, whole)
            for one in known.get((*own, inner, row["item"]), [])[:MOST]
            for whole in known.get((*own, flow, "all"), [])[:MOST]
            if whole["unit"] == one["unit"]
        ]
        if pairs and (row["item"], row["flow"]) != ("all", flow):
            yield _held(row, pairs)


def _held(row: Row, pairs: list[tuple[Row, Row]]) -> Row:
    half = max(row["q_step"] / 2, _POINT if row["q_step"] >= 2 * _POINT else 0.0)
    low, high = (row["q_low"] or 0.0) - half, (row["q_high"] or 1.0) + half
    judged = []
    for one, whole in pairs:
        (a, b), (c, d) = around(one), around(whole)
        one_voice = one["said_by"] == whole["said_by"] == row["said_by"]
        slack = 1.0 if one_voice else _OTHER_SPEAKER
        computed = (a / d, b / c if c > 0 else 1.0)
        agrees = low <= computed[1] * slack and computed[0] / slack <= high
        judged.append((not agrees, one, whole, computed))
    wrong, one, whole, computed = min(judged, key=lambda j: (j[0], j[1]["locator"]))
    says = (
        f"a share of {row['q_best']:.4g} is stated; {one['q_best']:,.10g} of "
        f"{whole['q_best']:,.10g} {whole['unit']} is {computed[0]:.3f} to {computed[1]:.3f}"
    )
    verdict = "slip" if wrong else "explained"
    return made("share", verdict, [one, whole, row], says, Held((low, high), computed, "share"))


def _together(stated: list[Row], within: Mapping[str, str | None]) -> Iterator[Row]:
    """Give a slip where shares of one whole, by one speaker and none inside another, pass one."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    keys = ("source_id", "subject", "counterpart", "share_of", "said_by")
    for row in stated:
        groups[*(row[k] for k in keys), *span(row)].append(row)
    for group in groups.values():
        items = {r["item"] for r in group}
        outer = {r["item"]: r for r in group if not items & set(above(r["item"], within))}
        rows = list(outer.values())
        total = sum(r["q_low"] or 0.0 for r in rows)
        if len(rows) > 1:
            words = " + ".join(f"{r['q_best'] or 0:.4g}" for r in rows)
            verdict = "slip" if total > _MOST else "explained"
            says = f"shares of one whole: {words} = {total:.4g}, at most 1"
            yield made("share", verdict, rows, says, Held((0.0, _MOST), (total, total), "share"))


def above(item: str, within: Mapping[str, str | None]) -> list[str]:
    """Give the products that a product is inside of, the nearest first, all goods left out."""
    found: list[str] = []
    at = within.get(item)
    while at and at not in found and at != "all":
        found.append(at)
        at = within.get(at)
    return found
