"""Numbers that name a ship, a company or a person, and their check digits."""

import re
from typing import Final

_DIGITS: Final = 7
_SHIP: Final = (7, 6, 5, 4, 3, 2)
_COMPANY: Final = (8, 6, 4, 2, 9, 7)


def is_imo(number: str) -> bool:
    """Say whether seven digits are a ship's IMO number: weights 7 to 2, last digit of the sum.

    The digit finds 89 % of single wrong digits and every swap of neighbours; one random number in
    ten passes it. It is a filter, not a proof (IMO resolution A.1117(30)).
    """
    return _seven(number) and sum(
        int(d) * w for d, w in zip(number, _SHIP, strict=False)
    ) % 10 == int(number[6])


def is_imo_company(number: str) -> bool:
    """Say whether seven digits are a company's IMO number.

    (11 - sum mod 11) mod 10, weights 8 6 4 2 9 7.
    """
    if not _seven(number):
        return False
    total = sum(int(d) * w for d, w in zip(number, _COMPANY, strict=False))
    return (11 - total % 11) % 10 == int(number[6])


def imo_in(text: str) -> str:
    """Give the digits that follow 'IMO' in a text, or the text's own digits if it is a number.

    Else nothing.
    """
    hit = re.search(r"(?i)\bIMO\W{0,3}(?:number\W{0,2})?(\d+)", text) or re.fullmatch(
        r"\s*(\d+)\s*", text
    )
    return hit.group(1) if hit else ""


def holds(kind: str, value: str) -> bool | None:
    """Say whether a number's check digit holds.

    Null where the kind has none that is known here.
    """
    if kind == "imo":
        return is_imo(imo_in(value) or value)
    if kind == "imo_company":
        return is_imo_company(imo_in(value) or value)
    if kind == "mmsi":
        return bool(re.fullmatch(r"[1-9]\d{8}", value))
    return None


def _seven(number: str) -> bool:
    return len(number) == _DIGITS and number.isascii() and number.isdigit()
