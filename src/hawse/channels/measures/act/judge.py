"""Hold an act against measures, one by one, and say in a sentence what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from hawse.channels.measures.act.act import (
    ANSWERS,
    CANNOT_TELL,
    CONDUCT,
    COVERS,
    ENDED,
    EXEMPT,
    GOODS,
    IN_FORCE,
    NEVER,
    NOT_YET,
    OTHER,
    Act,
    Judged,
    Row,
)
from hawse.channels.measures.act.matter import bound, grace, is_conduct, of_conduct, of_goods
from hawse.channels.measures.find.form import at, cite, doubts
from hawse.channels.measures.find.over_cap import windows
from hawse.channels.measures.find.supply import factor_for

QUANTITY: Final = frozenset({"ban", "cap"})


class Tables(NamedTuple):
    """What an act is judged by: measures, whom they are against, parts, goods and factors."""

    measures: Sequence[Row]
    regimes: Sequence[Row]
    part_only: Sequence[Row]
    groups: Sequence[Row]
    conversions: Sequence[Row]


def judged(act: Act, tables: Tables) -> list[Judged]:
    """Judge an act by every measure against its target, those that cover it first.

    A measure that is not in force that day is judged by its matter too: what would have covered
    the act is ``not_yet``, ``ended`` or ``never_in_force``; what is about another act is
    ``other_act`` whenever it held.
    """
    whom = {r["regime"]: r["target"] for r in tables.regimes}
    parts: dict[str, tuple[str, ...]] = {}
    for row in tables.part_only:
        parts[row["measure"]] = (*parts.get(row["measure"], ()), row["part"])
    made = [
        _one(act, m, parts, tables) for m in tables.measures if whom.get(m["regime"]) == act.target
    ]
    order = {a: n for n, a in enumerate(ANSWERS)}
    return sorted(
        made, key=lambda j: (order[j.answer], j.measure["in_force_from"], j.measure["id"])
    )


def _one(act: Act, measure: Row, parts: Mapping[str, tuple[str, ...]], tables: Tables) -> Judged:
    matter, *reasons = _matter(act, measure, parts)
    when, words = _time(act, measure)
    answer = when if when is not None and matter != OTHER else matter
    if words:
        reasons.append(words)
    if answer in {COVERS, CANNOT_TELL}:
        answer, more = _excused(act, measure, answer)
        reasons += more
    if answer != OTHER:
        reasons += doubts(dict(measure))
    if answer not in {COVERS, CANNOT_TELL, EXEMPT}:
        return Judged(measure, answer, tuple(reasons), matter)
    return Judged(measure, answer, tuple(reasons), matter, *_of_cap(act, measure, tables))


def _matter(act: Act, measure: Row, parts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    why = bound(act, measure)
    if act.bare or why:
        return (OTHER, why) if why else (IN_FORCE, f"{measure['kind']} on {measure['subject']}")
    if is_conduct(measure):
        return of_conduct(act, measure)
    if measure["kind"] == "price cap":
        answer, words = of_goods(act, measure, parts)
        more = f"; it is on {measure['side']} for cargoes above the price"
        return (CONDUCT, words + more) if answer == COVERS else (answer, words)
    if act.side in {None, measure["side"]}:
        return of_goods(act, measure, parts)
    return OTHER, f"it is on {measure['side']}, the act on {act.side}"


def _time(act: Act, measure: Row) -> tuple[str | None, str]:
    """Say whether a measure held on the day; the second clock where it was not public yet."""
    first, last = measure["in_force_from"], measure["in_force_to"]
    after = f", replaced by {measure['replaced_by']}" if measure["replaced_by"] and last else ""
    if last is not None and last < first:
        return (
            NEVER,
            f"it never took effect: it was to begin on {first}, and ended on {last}{after}",
        )
    if act.on < first:
        return NOT_YET, f"it was in force from {first} only"
    if last is not None and act.on > last:
        return ENDED, f"it ended on {last}{after}"
    if measure["published"] and act.on < measure["published"]:
        return None, f"in force from {first}, but not public before {measure['published']}"
    return None, ""


def _excused(act: Act, measure: Row, answer: str) -> tuple[str, list[str]]:
    """Add what a measure's exemptions say: a wind-down that holds changes the answer."""
    told, words = grace(act, measure)
    reasons = [words] if words else []
    if measure["exemption"]:
        reasons.append(f"exempt, or to be kept in mind: {measure['exemption']}")
    return told or answer, reasons


def _of_cap(
    act: Act, measure: Row, tables: Tables
) -> tuple[float | None, float | None, tuple[date, date] | None]:
    """Give the act's share of a cap and the window that its day falls in."""
    if measure["kind"] != "cap":
        return None, None, None
    day = timedelta(days=1)
    spans = windows(dict(measure), at(act.on) + day)
    span = next(((a.date(), b.date() - day) for a, b in spans if a <= at(act.on) < b), None)
    if not measure["value"] or act.quantity is None or not act.unit:
        return None, None, span
    items = [
        g["item"]
        for g in tables.groups
        if act.hs and act.hs.startswith(g["hs"]) and g["side"] == measure["side"]
    ]
    factors = [dict(c) for c in tables.conversions]
    factor = factor_for(items[0] if items else "", act.unit, measure["unit"], factors, {})
    if factor is None:
        return None, None, span
    low, high = (round(act.quantity * f / measure["value"], 6) for f in factor[:2])
    return low, high, span


def in_words(act: Act, found: Iterable[Judged]) -> str:
    """Say in a sentence what quantity measures covered the act.

    None is an answer too: then it is said what could not be told apart, and which came next.
    """
    found = list(found)
    if act.bare:
        held = [j for j in found if j.answer == IN_FORCE]
        return f"{len(held)} measures against {act.target} were in force on {act.on}"
    rows = [j for j in found if j.measure["kind"] in QUANTITY and j.measure["side"] in GOODS]
    what = f"HS {act.hs}" if act.hs else act.subject or "goods that are not named"
    side = {"supply": "supply of", "export": "export of"}.get(act.side or "", "trade in")
    head = f"{side} {what} on {act.on}"
    now = [j for j in rows if j.answer in {COVERS, EXEMPT}]
    if now:
        exempt = all(j.answer == EXEMPT for j in now)
        verb = "would be exempt from" if exempt else "would be covered by"
        return f"{head} {verb} {'; '.join(cite(dict(j.measure)) for j in now)}"
    said = f"no quantity measure in force covered {head}"
    unsure = [j for j in rows if j.answer == CANNOT_TELL and j.measure["hs"]]
    told = "; ".join(f"{j.measure['id']}: {j.reasons[0]}" for j in unsure)
    if len(unsure) > 1:
        return f"{head}: the code holds goods of several rules and cannot tell them apart ({told})"
    if unsure:
        said += f" as a whole; whether one covered a part cannot be told ({told})"
    later = [j for j in rows if j.answer == NOT_YET and j.matter == COVERS]
    if later:
        first = later[0].measure
        said += f"; the next was {cite(dict(first))}, in force from {first['in_force_from']}"
    return said
