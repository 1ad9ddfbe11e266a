"""Instants as files of ships write them: in a form of their own, or ISO 8601 with its zone."""

from datetime import UTC, datetime

from hawse.channels.ships.read.codes import FIRST_YEAR, LAST_YEAR
from hawse.channels.ships.read.rows import SHOWN, said


def moment(text: str | None, *forms: str) -> datetime | None:
    """Give an instant by the first form that fits; ValueError where none does; forms are UTC."""
    bare = said(text)
    return None if bare is None else in_its_years(_by_form(bare, forms))


def in_its_years(at: datetime) -> datetime:
    """Give an instant back; ValueError where no ship can have sent it.

    A receiver whose clock starts anew sends 1970, and a silence of half a century is none.
    """
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(
            f"time {at:%Y-%m-%d %H:%M:%S} lies outside the years {FIRST_YEAR} to {LAST_YEAR}; "
            "before them no ship sent AIS"
        )
    return at


def _by_form(bare: str, forms: tuple[str, ...]) -> datetime:
    for form in forms:
        try:
            if (iso := _as_iso(bare, form)) is not None:
                return datetime.fromisoformat(iso).replace(tzinfo=UTC)
        except ValueError:
            pass  # an unusual way to write it; the form itself decides
        try:
            return datetime.strptime(bare, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    like = datetime(2017, 4, 21, 13, 59, 58, tzinfo=UTC).strftime(forms[0])
    raise ValueError(f"time {bare[:SHOWN]!r} is none; wanted one like {like}, in UTC")


def _as_iso(text: str, form: str) -> str | None:
    """Give a text of a common form as ISO 8601, which is read far faster; None for others."""
    if len(text) != len("2017-04-01T00:00:00") or text[13] + text[16] != "::":
        return None
    if form[:8] == "%Y-%m-%d" and text[4] + text[7] + text[10] == "--" + form[8]:
        return text
    if form[:2] == "%d" and text[2] + text[5] + text[10] == form[2] * 2 + " ":
        return f"{text[6:10]}-{text[3:5]}-{text[:2]}T{text[11:]}"
    return None


def zoned(text: str | None) -> datetime | None:
    """Give an ISO 8601 instant that says its zone; ValueError where it says none."""
    bare = said(text)
    if bare is None:
        return None
    try:
        at = datetime.fromisoformat(bare.replace(" UTC", "+00:00"))
    except ValueError:
        raise ValueError(f"time {bare[:40]!r} is none; wanted 2017-04-01T00:00:00Z") from None
    if at.tzinfo is None:
        raise ValueError(f"time {bare!r} has no zone; write +00:00 or Z")
    return in_its_years(at.astimezone(UTC))
