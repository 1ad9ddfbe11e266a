"""Which measures would cover an act, as of its period; "none was in force" is an answer.

A measure *would cover* an act. Nothing here says that it was breached: that is for a competent
authority.
"""

from datetime import date, datetime
from typing import Any, Final

Row = dict[str, Any]

# item of a statement -> HS 2017 headings it falls under
ITEM_HS: Final = {
    "oil_products": ("2710",),
    "refined_petroleum": ("2710",),
    "refined_oil": ("2710",),
    "petroleum_products": ("2710",),
    "fuel": ("2710",),
    "gasoil": ("2710",),
    "diesel": ("2710",),
    "gasoline": ("2710",),
    "crude_oil": ("2709",),
    "crude": ("2709",),
    "oil": ("2709", "2710"),
    "coal": ("2701", "2702"),
    "iron_ore": ("2601",),
    "textiles": ("50", "61", "62", "63"),
    "seafood": ("03",),
}
Span = tuple[datetime | None, datetime | None]
QUANTITY_KINDS: Final = frozenset({"cap", "price cap"})
BOUNDING: Final = frozenset({"ban", "cap", "price cap"})
WORDS: Final = {
    "2710": "ordinary refined petroleum products (HS 2710)",
    "2709": "crude oil (HS 2709)",
}


def codes_of(item: str | None) -> tuple[str, ...]:
    """Give the HS codes that an item of a statement falls under; empty if that is not known."""
    if item is None:
        return ()
    return (item.removeprefix("hs:"),) if item.startswith("hs:") else ITEM_HS.get(item, ())


def covers_code(listed: str | None, code: str) -> bool:
    """Say whether a measure's HS codes ("2701;2702", "72-83", "1603-1605") take in a code.

    A chapter takes in its headings; a heading asked about is not taken in by one narrower than
    itself.
    """
    for part in (listed or "").split(";"):
        low, _, high = part.strip().partition("-")
        if low and low <= code[: len(low)] <= (high or low):
            return True
    return False


def side_of(flow: str | None, subject: str | None, target: str) -> str | None:
    """Give the side of a trade as measures have it: supply to the target, or export from it."""
    if flow is None or flow == "total":
        return None
    leaves_subject = flow == "export"
    return (
        ("export" if leaves_subject else "supply")
        if subject == target
        else ("supply" if leaves_subject else "export")
    )


def in_force(measure: Row, start: datetime | None, end: datetime | None) -> bool:
    """Say whether a measure holds on any day of a half-open period; an end not said is open."""
    first: date | None = start.date() if start else None
    last: date | None = end.date() if end else None
    begins, ends = measure["in_force_from"], measure["in_force_to"]
    if begins is None or (ends is not None and ends < begins):
        return False
    return (last is None or begins < last) and (ends is None or first is None or ends >= first)


def covering(
    measures: list[Row], codes: tuple[str, ...], side: str | None, span: Span
) -> list[Row]:
    """Give the measures that would cover goods of these codes in that period, by id."""
    sides = {side} if side else {"supply", "export"}
    return sorted(
        (m for m in measures if _touches(m, codes, sides) and in_force(m, *span)),
        key=lambda m: str(m["id"]),
    )


def sentence(
    measures: list[Row], held: list[Row], codes: tuple[str, ...], side: str | None, span: Span
) -> str:
    """Say in words which quantity measure was in force, or that none was and which came next."""
    start, end = span
    if not codes or start is None or not measures:
        return ""
    what = WORDS.get(codes[0], f"HS {', '.join(codes)}")
    when = _when(start, end)
    if caps := [m["id"] for m in held if m["kind"] in QUANTITY_KINDS]:
        return f"{when} quantity measures on {what} were in force: {', '.join(caps)}."
    text = f"{when} no quantity measure on {what} was in force"
    if held:
        text += (
            f"; bans on narrower goods of that heading were: {', '.join(m['id'] for m in held)}"
        )
    if later := _next(measures, codes, side or "supply", start):
        text += f"; the first to come was {later['id']}, from {later['in_force_from']}"
    return f"{text}."


def _next(measures: list[Row], codes: tuple[str, ...], side: str, start: datetime) -> Row | None:
    """Give the first quantity measure to begin after a day, of those that ever held."""
    later = [
        m
        for m in measures
        if m["kind"] in QUANTITY_KINDS
        and _touches(m, codes, {side})
        and m["in_force_from"] > start.date()
        and in_force(m, None, None)
    ]
    return min(later, key=lambda m: (m["in_force_from"], m["id"]), default=None)


def _touches(measure: Row, codes: tuple[str, ...], sides: set[str]) -> bool:
    return (
        measure["kind"] in BOUNDING
        and measure["side"] in sides
        and any(covers_code(measure["hs"], code) for code in codes)
    )


def _when(start: datetime, end: datetime | None) -> str:
    if end is None:
        return f"From {start:%Y-%m-%d} on"
    last = date.fromordinal(end.date().toordinal() - 1)
    if last > start.date():
        return f"From {start:%Y-%m-%d} to {last:%Y-%m-%d}"
    return f"On {start:%Y-%m-%d}"
