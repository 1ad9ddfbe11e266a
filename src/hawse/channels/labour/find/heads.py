"""Head-counts of one host and calendar year as statements of one amount, each counted once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from hawse.channels.labour.find.form import Row, ends, labour_rows, persons, speaker, when
from hawse.channels.labour.find.shapes import Part, Shape

COUNTED: Final = frozenset({"workers", "permits"})
Key = tuple[str, str, int]
Repeat = tuple[Row, Row]


def by_year(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Group reported counts of people by host, origin and the year that they speak of."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in labour_rows(list(rows), COUNTED):
        if _usable(row):
            groups[row["subject"], row["counterpart"], row["period_start"].year].append(row)
    return dict(sorted(groups.items()))


def _usable(row: Row) -> bool:
    """Say whether a row is a reported count with both ends, of a time within one year."""
    start, end = row["period_start"], row["period_end"]
    return (
        row["unit"] == "person"
        and row["basis"] == "reported"
        and row["q_low"] is not None
        and row["q_high"] is not None
        and start is not None
        and end is not None
        and end <= datetime(start.year + 1, 1, 1, tzinfo=UTC)
    )


def once(rows: list[Row], exact_digits: int) -> tuple[list[Row], list[Repeat]]:
    """Keep one row an origin and one an exact number; give the repeats with what they repeat.

    Of one origin the latest in the year stays, and a number of at least ``exact_digits``
    significant digits that two name is one count.
    """
    kept: list[Row] = []
    repeats: list[Repeat] = []
    for row in sorted(rows, key=_newest):
        same = next((k for k in kept if _one_count(row, k, exact_digits)), None)
        if same is None:
            kept.append(row)
        else:
            repeats.append((row, same))
    return kept, repeats


def _newest(row: Row) -> tuple[float, str, str, str]:
    return -row["period_end"].timestamp(), row["source_id"], row["locator"], row["figure"]


def _one_count(a: Row, b: Row, exact_digits: int) -> bool:
    if _origin(a) == _origin(b):
        return True
    exact = a["q_low"] == a["q_high"] and _digits(a["q_low"]) >= exact_digits
    return exact and (a["q_low"], a["q_high"]) == (b["q_low"], b["q_high"])


def _origin(row: Row) -> str:
    return str(row["origin_id"] or f"said:{row['said_by']}")


def _digits(count: float) -> int:
    """Give the significant digits of a count: 30,023 has five, 40,000 one."""
    return len(f"{count:.0f}".rstrip("0"))


def houses(rows: Iterable[Row], names: Mapping[str, str], speakers: Iterable[Row]) -> list[str]:
    """Give the house that each row's speaker belongs to: a state whose office it is, or itself.

    An office is known from the table of speakers, or bears the state's name ('ambassador of
    Russia').
    """
    offices = {r["speaker"]: r["country"] for r in speakers if r["country"]}
    states = sorted((n.lower(), c) for c, n in names.items() if n and c.startswith("country:"))
    return [_house(str(r["said_by"]), offices, states) for r in rows]


def _house(said_by: str, offices: Mapping[str, str], states: list[tuple[str, str]]) -> str:
    if said_by in offices:
        return offices[said_by]
    words = f" {said_by.lower()} "
    own = [c for name, c in states if words == f" {name} " or words.endswith(f" of {name} ")]
    return own[0] if own else said_by


def parts(kept: list[Row], house: list[str]) -> list[Part]:
    """Give each count its shape and its weight; the rows' words are those of the finding.

    Every house weighs the same and shares its weight among its counts: three offices of one state
    are one voice. A round figure is flat between the ends that it was rounded from. Permits are
    the least there were: flat from their number to the highest end of the other counts.
    """
    sizes = Counter(house)
    highest = max(
        (high for r in kept if r["counts"] != "permits" for high in [span(r)[1]]), default=0.0
    )
    made = []
    for row, own in zip(kept, house, strict=True):
        low, high = span(row)
        if row["counts"] == "permits":
            high = max(high, highest)
        shape = Shape("flat", low, high) if high > low else Shape("point", low)
        made.append(Part(shape, 1 / sizes[own], counted(row)))
    return made


def span(row: Row) -> tuple[float, float]:
    """Give both ends of a count, widened by the rounding of a round figure."""
    low, _, high = ends(row)
    return (row["q_low"] if low is None else low), (row["q_high"] if high is None else high)


def counted(row: Row) -> str:
    """Write a count with its speaker and time."""
    what = "permits" if row["counts"] == "permits" else "workers"
    return f"{persons(row)} {what}, {speaker(row)}, {when(row)}"
