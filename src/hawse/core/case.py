"""The case file: what is asked, of which files, with which settings. All its faults are told at once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from hawse.core.channel import Setting
from hawse.core.errors import CaseError, Fault

COUNTRY: Final = re.compile(r"[A-Z]{2}")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
CASE_KEYS: Final = (
    "id",
    "question",
    "target",
    "suppliers",
    "period",
    "flow",
    "root",
    "handling",
    "as_of",
)
SOURCE_KEYS: Final = (
    "path", "reader", "title", "publisher", "url", "obtained", "published", "licence", "family",
    "synthetic", "grade", "handling", "sha256",
)  # fmt: skip
FLOWS: Final = ("to_target", "from_target")
HANDLING: Final = ("public", "draft", "restricted", "secret", "demo")

KnownSettings = Mapping[str, Mapping[str, Mapping[str, Setting]]]


@dataclass(frozen=True, slots=True)
class CaseSource:
    """One ``[[source]]`` of a case: a path (or a pattern) and what is known of the files behind it."""

    line: int
    path: str
    reader: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    obtained: datetime | None = None
    published: datetime | None = None
    licence: str | None = None
    family: str | None = None
    synthetic: bool = False
    grade: str | None = None
    handling: str = "public"
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: of whom, about whom, over which period, from which files.

    ``start`` is the first instant and ``end`` the first after the period (the file's ``until`` is the last
    day, included). ``root`` bounds every path after links are resolved. ``text`` is the file itself.
    """

    id: str
    question: str
    target: str
    suppliers: tuple[str, ...]
    start: datetime
    end: datetime
    root: Path
    flow: str = "to_target"
    handling: str = "public"
    as_of: date | None = None
    sources: tuple[CaseSource, ...] = ()
    settings: Mapping[tuple[str, str], Mapping[str, Setting]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def parse(
    text: str, name: str, folder: Path, known: KnownSettings, readers: Iterable[str]
) -> Case:
    """Read a case file.

    ``name`` is how messages call the file; ``folder`` is where it lies; ``known`` are the settings that
    the channels' steps have, ``readers`` the names of all readers.

    Raises:
        CaseError: every fault of the file at once, each with its line and its cure.
    """
    return _Parser(text, name, folder, known, tuple(readers)).case()


class _Parser:
    """Walks the file once and keeps what it minds."""

    def __init__(
        self, text: str, name: str, folder: Path, known: KnownSettings, readers: tuple[str, ...]
    ) -> None:
        self.text, self.name, self.folder, self.known, self.readers = (
            text,
            name,
            folder,
            known,
            readers,
        )
        self.faults: list[Fault] = []
        self.lines = _lines(text)

    def case(self) -> Case:
        try:
            data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as why:
            line = re.search(r"line (\d+)", str(why))
            where = f"{self.name}:{line.group(1) if line else 1}"
            raise CaseError(
                [
                    Fault(
                        where,
                        f"not TOML: {why}",
                        "mend this line; see docs/case.md for an example",
                    )
                ]
            ) from why
        head = data.pop("case", None)
        if not isinstance(head, dict):
            raise CaseError(
                [
                    Fault(
                        f"{self.name}:1",
                        "there is no [case]",
                        "begin with [case], id, question, target, period",
                    )
                ]
            )
        self._unknown(("case",), head, CASE_KEYS)
        sources = self._sources(data.pop("source", []))
        values = {k: str(v) for k, v in self._table(data, "values").items()}
        settings = self._settings(data)
        made = self._head(head)
        if self.faults:
            raise CaseError(sorted(self.faults, key=lambda f: _number(f.where)))
        return Case(**made, sources=sources, settings=settings, values=values, text=self.text)

    def _head(self, head: dict[str, Any]) -> dict[str, Any]:
        target = self._country(("case", "target"), head.get("target"))
        suppliers = head.get("suppliers", [])
        if not isinstance(suppliers, list):
            self._fault(
                ("case", "suppliers"),
                f"suppliers is {suppliers!r}",
                'write a list, for example ["RU", "CN"]',
            )
            suppliers = []
        start, end = self._period(head.get("period"))
        root = (self.folder / str(head.get("root", "."))).resolve()
        if not root.is_dir():
            self._fault(
                ("case", "root"),
                f"root {str(head.get('root'))!r} is no folder",
                "give a folder, relative to this file",
            )
        as_of = head.get("as_of")
        if as_of is not None and not isinstance(as_of, date):
            self._fault(
                ("case", "as_of"), f"as_of is {as_of!r}", "write a day, for example 2017-10-05"
            )
        return {
            "id": self._text(("case", "id"), head.get("id")),
            "question": self._text(("case", "question"), head.get("question")),
            "target": target,
            "suppliers": tuple(self._country(("case", "suppliers"), s) for s in suppliers),
            "start": start,
            "end": end,
            "root": root,
            "flow": self._one_of(("case", "flow"), head.get("flow", FLOWS[0]), FLOWS),
            "handling": self._one_of(
                ("case", "handling"), head.get("handling", "public"), HANDLING
            ),
            "as_of": as_of,
        }

    def _sources(self, listed: object) -> tuple[CaseSource, ...]:
        if not isinstance(listed, list):
            self._fault(
                ("source",),
                "source is no list",
                "write [[source]] with two brackets for each file",
            )
            return ()
        made = []
        for n, given in enumerate(listed):
            at = ("source", str(n))
            self._unknown(at, given, SOURCE_KEYS)
            path = self._text((*at, "path"), given.get("path"))
            if reader := given.get("reader"):
                self._one_of((*at, "reader"), reader, self.readers)
            if (digest := given.get("sha256")) is not None and not SHA256.fullmatch(str(digest)):
                self._fault(
                    (*at, "sha256"),
                    f"sha256 is {str(digest)[:20]!r}",
                    "give 64 hexadecimal digits, or leave it out",
                )
            if (grade := given.get("grade")) is not None:
                self._one_of((*at, "grade"), grade, tuple("ABCDEF"))
            plain = {
                k: given[k]
                for k in SOURCE_KEYS
                if k in given and k not in {"path", "obtained", "published", "synthetic"}
            }
            times = {
                k: self._instant((*at, k), given[k])
                for k in ("obtained", "published")
                if k in given
            }
            synthetic = given.get("synthetic", False)
            if not isinstance(synthetic, bool):
                self._fault(
                    (*at, "synthetic"), f"synthetic is {synthetic!r}", "write true or false"
                )
            made.append(
                CaseSource(
                    line=self._line(at),
                    path=path,
                    synthetic=bool(synthetic),
                    **{k: str(v) for k, v in plain.items()},
                    **times,
                )
            )
        return tuple(made)

    def _settings(self, data: dict[str, Any]) -> dict[tuple[str, str], dict[str, Setting]]:
        made: dict[tuple[str, str], dict[str, Setting]] = {}
        for channel, steps in data.items():
            if channel not in self.known or not isinstance(steps, dict):
                self._fault(
                    (channel,),
                    f"unknown section {channel!r}",
                    self._nearest(channel, ("case", "source", "values", *self.known)),
                )
                continue
            for step, given in steps.items():
                have = self.known[channel].get(step)
                if have is None or not isinstance(given, dict):
                    self._fault(
                        (channel, step),
                        f"{channel} has no step {step!r} with settings",
                        self._nearest(step, self.known[channel]),
                    )
                    continue
                self._unknown((channel, step), given, tuple(have))
                made[channel, step] = {
                    k: self._setting((channel, step, k), v, have[k])
                    for k, v in given.items()
                    if k in have
                }
        return made

    def _setting(self, at: tuple[str, ...], value: Any, default: Setting) -> Setting:  # noqa: ANN401 - whatever TOML holds
        wanted = (int, float) if isinstance(default, float) else (type(default),)
        if not isinstance(value, wanted) or isinstance(value, bool) != isinstance(default, bool):
            self._fault(at, f"{at[-1]} is {value!r}", f"write a value like {default!r}")
            return default
        return float(value) if isinstance(default, float) else value

    def _period(self, given: object) -> tuple[datetime, datetime]:
        at = ("case", "period")
        none = datetime(1, 1, 1, tzinfo=UTC)
        if not isinstance(given, dict) or set(given) != {"from", "until"}:
            self._fault(
                at,
                f"period is {given!r}",
                "write period = { from = 2017-01-01, until = 2017-09-30 }",
            )
            return none, none
        start, last = (self._instant(at, given[k]) for k in ("from", "until"))
        if start is None or last is None:
            return none, none
        if start > last:
            self._fault(
                at,
                f"the period ends ({given['until']}) before it begins ({given['from']})",
                "swap the two days",
            )
        return start, last + timedelta(days=1)

    def _instant(self, at: tuple[str, ...], value: object) -> datetime | None:
        if isinstance(value, datetime):
            if value.tzinfo is None:
                self._fault(at, f"time {value} has no zone", "write +00:00 or Z")
                return None
            return value.astimezone(UTC)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        self._fault(
            at, f"{at[-1]} is {value!r}", "write a day without quotes, for example 2017-10-05"
        )
        return None

    def _country(self, at: tuple[str, ...], value: object) -> str:
        if not isinstance(value, str) or not COUNTRY.fullmatch(value):
            self._fault(
                at, f"{at[-1]} is {value!r}", 'write an ISO 3166 alpha-2 code, for example "KP"'
            )
        return str(value)

    def _text(self, at: tuple[str, ...], value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self._fault(
                at,
                f"{at[-1]} is {value!r}" if value is not None else f"{at[-1]} is missing",
                f'write {at[-1]} = "..."',
            )
        return str(value)

    def _one_of(self, at: tuple[str, ...], value: object, names: tuple[str, ...]) -> str:
        if value not in names:
            self._fault(at, f"{at[-1]} is {value!r}", self._nearest(str(value), names))
        return str(value)

    def _table(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        given = data.pop(key, {})
        if isinstance(given, dict):
            return given
        self._fault((key,), f"{key} is {given!r}", f"write [{key}] and one setting a line")
        return {}

    def _unknown(
        self, at: tuple[str, ...], given: Mapping[str, object], names: tuple[str, ...]
    ) -> None:
        for key in given:
            if key not in names:
                self._fault((*at, key), f"unknown key {key!r}", self._nearest(key, names))

    def _nearest(self, name: str, names: Iterable[str]) -> str:
        every = sorted(names)
        near = get_close_matches(name, every, 1, 0.6)
        return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(every)}"

    def _line(self, at: tuple[str, ...]) -> int:
        while at:
            if at in self.lines:
                return self.lines[at]
            at = at[:-1]
        return 1

    def _fault(self, at: tuple[str, ...], found: str, cure: str) -> None:
        self.faults.append(Fault(f"{self.name}:{self._line(at)}", found, cure))


def _number(where: str) -> int:
    return int(where.rsplit(":", 1)[-1])


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Say on which line each table and key stands, as far as lines show it."""
    found: dict[tuple[str, ...], int] = {}
    here: tuple[str, ...] = ()
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
