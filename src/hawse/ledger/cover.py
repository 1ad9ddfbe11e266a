"""Which measures would cover an act, as of its period; "none was in force" is an answer.

A measure *would cover* an act. Nothing here says that it was breached: that is for a competent authority.
"""

from datetime import date, datetime
from typing import Any, Final

Row = dict[str, Any]

# item of a statement -> HS codes it falls under (HS 2017 headings; chapter 27 headings as in the measures' own column)
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
QUANTITY_KINDS: Final = frozenset({"cap", "price cap"})
OIL_WORDS: Final = {
    "2710": "ordinary refined petroleum products (HS 2710)",
    "2709": "crude oil (HS 2709)",
}


def codes_of(item: str | None) -> tuple[str, ...]:
    """Give the HS codes that an item of a statement falls under; empty if that is not known."""
    if item is None:
        return ()
    return (item.removeprefix("hs:"),) if item.startswith("hs:") else ITEM_HS.get(item, ())


def covers_code(listed: str | None, code: str) -> bool:
    """Say whether a measure's list of HS codes ("2701;2702", "72-83", "1603-1605") takes in a code.

    A chapter takes in its headings; a heading asked about is not taken in by one narrower than itself.
    """
    for part in (listed or "").split(";"):
        low, _, high = part.strip().partition("-")
        if low and low <= code[: len(low)] <= (high or low):
            return True
    return False


def side_of(flow: str | None, subject: str | None, target: str) -> str | None:
    """Give the side of a trade as the measures have it: supply to the target, or export from it."""
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
    measures: list[Row],
    codes: tuple[str, ...],
    side: str | None,
    start: datetime | None,
    end: datetime | None,
) -> list[Row]:
    """Give the measures that would cover goods of these codes on that side in that period, sorted by id."""
    return sorted(
        (
            m
            for m in measures
            if m["kind"] in {"ban", "cap", "price cap"}
            and m["side"] in ({side} if side else {"supply", "export"})
            and any(covers_code(m["hs"], code) for code in codes)
            and in_force(m, start, end)
        ),
        key=lambda m: str(m["id"]),
    )


def sentence(
    measures: list[Row],
    held: list[Row],
    codes: tuple[str, ...],
    side: str | None,
    start: datetime | None,
    end: datetime | None,
) -> str:
    """Say in words which quantity measure was in force, or that none was and which came next."""
    if not codes or start is None or not measures:
        return ""
    what = OIL_WORDS.get(codes[0], f"HS {', '.join(codes)}")
    span = _span(start, end)
    caps = [m for m in held if m["kind"] in QUANTITY_KINDS]
    if caps:
        return f"{span} these quantity measures on {what} were in force: {', '.join(m['id'] for m in caps)}."
    later = sorted(
        (
            m
            for m in measures
            if m["kind"] in QUANTITY_KINDS
            and m["side"] == (side or "supply")
            and any(covers_code(m["hs"], c) for c in codes)
            and m["in_force_from"]
            and m["in_force_from"] > start.date()
            and in_force(m, None, None)
        ),
        key=lambda m: (m["in_force_from"], m["id"]),
    )
    text = f"{span} no quantity measure on {what} was in force"
    if held:
        text += (
            f"; bans on narrower goods of that heading were: {', '.join(m['id'] for m in held)}"
        )
    if later:
        text += f"; the first to come was {later[0]['id']}, from {later[0]['in_force_from']}"
    return text + "."


def _span(start: datetime, end: datetime | None) -> str:
    if end is None:
        return f"From {start:%Y-%m-%d} on"
    last = date.fromordinal(end.date().toordinal() - 1)
    return (
        f"From {start:%Y-%m-%d} to {last:%Y-%m-%d}"
        if last > start.date()
        else f"On {start:%Y-%m-%d}"
    )
