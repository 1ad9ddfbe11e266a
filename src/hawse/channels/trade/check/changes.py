"""A change that is stated, in a note or as a row of its own, against what the levels give."""

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from hawse.channels.trade.check.form import Held, Row, around, made, series
from hawse.channels.trade.check.indexed import Spans, together
from hawse.channels.trade.check.stated import Change, stated

_SAID: Final = ("source_id", "subject", "counterpart", "item", "counts", "place_from", "unit")
_OTHER_SPEAKER: Final = 1.25
"""Two offices' levels of one flow differ by freight, revisions and scope: a quarter is granted."""
_FLIP: Final = {"export": "import", "import": "export"}


class _Judged(NamedTuple):
    wrong: bool
    now: Row
    then: Row
    computed: tuple[float, float]


def changes(rows: list[Row]) -> list[Row]:
    """Hold every change that is stated against the levels of the same series and its base.

    Where several rows could be the other level, those of the same page are meant if there are any,
    then those of the same speaker; one that agrees is enough, since two reports may differ.
    """
    levels = [r for r in rows if r["q_best"] and not r["per"] and r["unit"] != "factor"]
    by_voice = _indexed(levels, (*_SAID, "flow", "said_by"))
    by_unit = _indexed(levels, (*_SAID, "flow"))
    units = sorted({str(r["unit"]) for r in levels})
    found: list[Row] = []
    for group in series(levels, "unit"):
        index = Spans(group)
        for noted in group:
            found += _of_note(noted, index, by_voice)
    for row in rows:
        if row["unit"] == "factor" and not row["derivation"]:
            found += _of_factor(row, units, by_unit)
    return found


def _indexed(levels: list[Row], keys: tuple[str, ...]) -> dict[tuple[Hashable, ...], Spans]:
    return {key: Spans(rows) for key, rows in together(levels, keys).items()}


def _of_note(noted: Row, group: Spans, by_voice: Mapping[Any, Spans]) -> Iterator[Row]:
    """Judge what one row's note states, of its own flow and of the other flows it names."""
    if not noted["note"]:
        return
    yield from _on_before(noted, group)
    earlier = group.first is not None and group.first < noted["period_start"]
    later, before = group.at(noted, 1), group.at(noted, -1)
    grew = not before or noted["q_best"] >= min(r["q_best"] for r in before)
    for change in stated(noted["note"], grew=grew, grain=noted["period_grain"]):
        years = noted["period_start"].year - change.base_year if change.base_year else 1
        flow = _flow(change, noted)
        if years == 0 and later:  # a later year's change on this one
            continue
        if flow != noted["flow"]:
            yield from _of_flow(noted, change, flow, years, by_voice)
            continue
        bases = group.at(noted, -years) if years > 0 else []
        if bases:
            yield from _held(noted, change, [(noted, then) for then in bases])
        elif _speaks_of(later, noted, earlier):
            turned = stated(
                noted["note"],
                grew=later[0]["q_best"] >= noted["q_best"],
                grain=noted["period_grain"],
            )
            same = next((c for c in turned if c.words == change.words), change)
            yield from _held(noted, same, [(now, noted) for now in later])


def _on_before(noted: Row, group: Spans) -> Iterator[Row]:
    """Judge what a note states of the month or quarter before."""
    before = [r for r in group.before(noted) if r["said_by"] == noted["said_by"]]
    if not before:
        return
    grew = noted["q_best"] >= before[0]["q_best"]
    for change in stated(noted["note"], grew=grew, grain=noted["period_grain"], previous=True):
        if change.flow is None or change.flow == noted["flow"]:
            yield from _held(noted, change, [(noted, then) for then in before])


def _flow(change: Change, noted: Row) -> str | None:
    """Give the flow that a change speaks of, as the row's subject sees it."""
    if change.flow is None:
        return str(noted["flow"]) if noted["flow"] else None
    return _FLIP.get(change.flow, change.flow) if noted["mirror"] else change.flow


def _of_flow(
    noted: Row, change: Change, flow: str | None, years: int, by_voice: Mapping[Any, Spans]
) -> Iterator[Row]:
    """Judge a change of another flow, where that flow's levels stand by the same speaker."""
    alike = by_voice.get((*(noted[k] for k in _SAID), flow, noted["said_by"]))
    pairs = _pairs(noted, alike, years)
    if pairs:
        grew = pairs[0][0]["q_best"] >= pairs[0][1]["q_best"]
        same = next(
            (
                c
                for c in stated(noted["note"], grew=grew, grain=noted["period_grain"])
                if c.words == change.words
            ),
            change,
        )
        yield from _held(noted, same, pairs)


def _of_factor(row: Row, units: list[str], by_unit: Mapping[Any, Spans]) -> Iterator[Row]:
    """Judge a row that is a change itself ('-6.7 percent yoy') by levels of the same series."""
    own = tuple(row[k] for k in _SAID[:-1])
    pairs = [
        pair for unit in units for pair in _pairs(row, by_unit.get((*own, unit, row["flow"])), 1)
    ]
    if pairs and row["q_best"] is not None:
        half = row["q_step"] / 2
        words = f"{(row['q_best'] - 1) * 100:+.4g} %"
        change = Change(words, row["q_best"] - half, row["q_best"] + half, None, None)
        yield from _held(row, change, pairs)


def _pairs(row: Row, alike: Spans | None, years: int) -> list[tuple[Row, Row]]:
    """Pair levels of a row's period with those of whole years before."""
    if alike is None or years <= 0:
        return []
    return [(now, then) for now in alike.at(row) for then in alike.at(row, -years)]


def _held(noted: Row, change: Change, pairs: list[tuple[Row, Row]]) -> Iterator[Row]:
    """Judge one stated change by the pairs of levels that it may speak of."""
    for test in ("url", "said_by"):
        same = [
            (a, b) for a, b in pairs if a[test] == b[test] and noted[test] in {a[test], b[test]}
        ]
        pairs = same or pairs
    judged = [j for now, then in pairs if (j := _judged(noted, change, now, then))]
    if not judged:
        return
    best = min(judged, key=lambda j: (j.wrong, j.then["locator"]))
    low, high = ((v - 1) * 100 for v in best.computed)
    says = (
        f"{change.words!r} is stated; {best.then['q_best']:,.10g} to {best.now['q_best']:,.10g} "
        f"is {low:+.1f} to {high:+.1f} %"
    )
    rows = [r for r in (best.then, best.now) if r is not noted]
    ends = ((change.low - 1) * 100, (change.high - 1) * 100)
    held = Held(ends, (low, high), "percent")
    yield made("change", "slip" if best.wrong else "explained", [*rows, noted], says, held)


def _judged(noted: Row, change: Change, now: Row, then: Row) -> _Judged | None:
    (a, b), (c, d) = around(now), around(then)
    if c <= 0:
        return None
    computed = (a / d, b / c)
    voices: set[Any] = {now["said_by"], then["said_by"], noted["said_by"]}
    slack = 1.0 if len(voices) == 1 else _OTHER_SPEAKER
    agrees = change.low <= computed[1] * slack and computed[0] / slack <= change.high
    return _Judged(not agrees, now, then, computed)


def _speaks_of(later: list[Row], noted: Row, earlier: bool) -> bool:  # noqa: FBT001 - two words of one question
    """Say whether an earlier row's note speaks of the later level.

    It names the later year; or it quotes its article ('text says'), which gives both levels and no
    earlier one.
    """
    note = noted["note"] or ""
    if any(f"{r['period_start'].year}" in note for r in later):
        return True
    quoted = re.search(r"\b(?:text|article|story|headline) (?:says?|states?)\b", note)
    return bool(quoted and not earlier and any(r["url"] == noted["url"] for r in later))
