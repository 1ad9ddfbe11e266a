"""The checks that a case file's values go through. Each minds with line, find and cure."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Final

from hawse.core.channel import Setting
from hawse.core.errors import Fault

At = tuple[str, ...]
"""Where a value stands: the tables and keys that lead to it, ``("source", "0", "path")``."""

COUNTRY: Final = re.compile(r"[A-Z]{2}")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
SHOWN: Final = 60


class Checks:
    """Checks values and gathers the faults, so that all of them are told at once.

    Each check gives the value in its type, whatever it was, so that the next check can go on.
    """

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self._lines = lines_of(text)

    def mind(self, at: At, found: str, cure: str) -> None:
        """Keep one fault."""
        self.faults.append(Fault(f"{self.name}:{self.line(at)}", found, cure))

    def line(self, at: At) -> int:
        """Say on which line a value stands, or the nearest table around it."""
        while at:
            if at in self._lines:
                return self._lines[at]
            at = at[:-1]
        return 1

    def text(self, at: At, value: object) -> str:
        """Want a text that is not empty."""
        if not isinstance(value, str) or not value.strip():
            found = f"{at[-1]} is missing" if value is None else f"{at[-1]} is {shown(value)}"
            self.mind(at, found, f'write {at[-1]} = "..."')
        return str(value)

    def country(self, at: At, value: object) -> str:
        """Want an ISO 3166-1 alpha-2 code."""
        if not isinstance(value, str) or not COUNTRY.fullmatch(value):
            cure = 'write an ISO 3166 alpha-2 code, for example "KP"'
            self.mind(at, f"{at[-1]} is {shown(value)}", cure)
        return str(value)

    def one_of(self, at: At, value: object, names: Iterable[str]) -> str:
        """Want one of some names."""
        names = tuple(names)
        if value not in names:
            self.mind(at, f"{at[-1]} is {shown(value)}", nearest(str(value), names))
        return str(value)

    def truth(self, at: At, value: object) -> bool:
        """Want true or false."""
        if not isinstance(value, bool):
            self.mind(at, f"{at[-1]} is {shown(value)}", "write true or false")
        return value is True

    def digest(self, at: At, value: object) -> str:
        """Want a SHA-256."""
        if not isinstance(value, str) or not SHA256.fullmatch(value):
            cure = "give 64 hexadecimal digits (0-9, a-f), or leave it out"
            self.mind(at, f"{at[-1]} is {shown(value)}", cure)
        return str(value)

    def day(self, at: At, value: object) -> date | None:
        """Want a day without an hour."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        cure = "write a day without quotes, for example 2017-10-05"
        self.mind(at, f"{at[-1]} is {shown(value)}", cure)
        return None

    def instant(self, at: At, value: object) -> datetime | None:
        """Want an instant with its zone; a day is its first instant in UTC."""
        if not isinstance(value, datetime):
            day = self.day(at, value)
            return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)
        if value.tzinfo is None:
            self.mind(at, f"time {value.isoformat()} has no zone", "write +00:00 or Z")
            return None
        return value.astimezone(UTC)

    def setting(self, at: At, value: object, default: Setting) -> Setting:
        """Want a value of the default's type; a whole number may stand for a real one."""
        wanted = (int, float) if isinstance(default, float) else (type(default),)
        fits = isinstance(value, wanted) and isinstance(value, bool) == isinstance(default, bool)
        if fits and isinstance(value, str | int | float) and _finite(value):
            return float(value) if isinstance(default, float) else value
        self.mind(at, f"{at[-1]} is {shown(value)}", f"write a value like {default!r}")
        return default

    def known(self, at: At, given: Mapping[str, object], names: Iterable[str]) -> None:
        """Want no key but these."""
        names = tuple(names)
        for key in given:
            if key not in names:
                self.mind((*at, key), f"unknown key {shown(key)}", nearest(key, names))


def nearest(name: str, names: Iterable[str]) -> str:
    """Say which name was perhaps meant, or which there are."""
    every = sorted(names)
    near = get_close_matches(name, every, 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(every)}"


def shown(value: object) -> str:
    """Give a value as a message shows it: days as days, and never more than a line."""
    text = value.isoformat() if isinstance(value, date) else repr(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."


def _finite(value: str | float) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def lines_of(text: str) -> dict[At, int]:
    """Say on which line each table and key of a TOML text stands, as far as lines show it."""
    found: dict[At, int] = {}
    here: At = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if many := re.match(r"\s*\[\[\s*([\w.-]+)\s*\]\]", line):
            name = many.group(1)
            here = (name, str(counts.setdefault(name, 0)))
            counts[name] += 1
        elif one := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            here = tuple(one.group(1).split("."))
        elif key := re.match(r"\s*\"?([\w-]+)\"?\s*=", line):
            found.setdefault((*here, key.group(1)), number)
            continue
        else:
            continue
        for n in range(1, len(here) + 1):
            found.setdefault(here[:n], number)
    return found
