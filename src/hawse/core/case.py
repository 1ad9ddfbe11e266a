"""The case file: what is asked, of which files, how. All its faults are told at once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from hawse.core.channel import Setting
from hawse.core.checks import At, Checks, nearest, shown
from hawse.core.errors import CaseError, Fault

CASE_KEYS: Final = (
    "id", "question", "target", "suppliers", "period", "flow", "root", "handling", "as_of",
)  # fmt: skip
SOURCE_KEYS: Final = (
    "path", "reader", "title", "publisher", "url", "obtained", "published", "licence", "family",
    "synthetic", "grade", "handling", "sha256",
)  # fmt: skip
SOURCE_TEXTS: Final = ("title", "publisher", "url", "licence", "family")
FLOWS: Final = ("to_target", "from_target")
HANDLING: Final = ("public", "draft", "restricted", "secret", "demo")
GRADES: Final = tuple("ABCDEF")
LAST_DAY: Final = date.max

KnownSettings = Mapping[str, Mapping[str, Mapping[str, Setting]]]


@dataclass(frozen=True, slots=True)
class CaseSource:
    """One ``[[source]]``: a path (or pattern) and what is known of the files behind it."""

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

    ``start`` is the first instant and ``end`` the first after the period (the file's ``until`` is
    the last day, included). ``root`` bounds every path after links are resolved. ``text`` is the
    file itself and ``name`` what messages call it.
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
    name: str = "case.toml"


def parse(
    text: str, name: str, folder: Path, known: KnownSettings, readers: Iterable[str]
) -> Case:
    """Read a case file.

    ``name`` is how messages call the file; ``folder`` is where it lies; ``known`` are the settings
    that the channels' steps have, ``readers`` the names of all readers.

    Raises:
        CaseError: every fault of the file at once, each with its line and its cure.
    """
    data = _toml(text, name)
    checks = Checks(text, name)
    head = data.pop("case", None)
    if not isinstance(head, dict):
        found = "there is no [case]" if head is None else f"case is {shown(head)}"
        cure = "begin with [case], id, question, target, period"
        raise CaseError([Fault(f"{name}:{checks.line(('case',))}", found, cure)])
    checks.known(("case",), head, CASE_KEYS)
    made = _head(checks, head, folder)
    sources = _sources(checks, data.pop("source", []), tuple(readers))
    values = _values(checks, data.pop("values", {}))
    settings = _settings(checks, data, known)
    if checks.faults:
        raise CaseError(sorted(checks.faults, key=lambda f: int(f.where.rsplit(":", 1)[-1])))
    return Case(**made, sources=sources, settings=settings, values=values, text=text, name=name)


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as why:
        line = re.search(r"line (\d+)", str(why))
        fault = Fault(
            f"{name}:{line.group(1) if line else 1}",
            f"not TOML: {why}",
            "mend this line; docs/case.md has an example",
        )
        raise CaseError([fault]) from why


def _head(checks: Checks, head: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    suppliers = head.get("suppliers", [])
    if not isinstance(suppliers, list):
        cure = 'write a list, for example ["RU", "CN"]'
        checks.mind(("case", "suppliers"), f"suppliers is {shown(suppliers)}", cure)
        suppliers = []
    start, end = _period(checks, head.get("period"))
    as_of = head.get("as_of")
    return {
        "id": checks.text(("case", "id"), head.get("id")),
        "question": checks.text(("case", "question"), head.get("question")),
        "target": checks.country(("case", "target"), head.get("target")),
        "suppliers": tuple(checks.country(("case", "suppliers"), s) for s in suppliers),
        "start": start,
        "end": end,
        "root": _root(checks, head.get("root", "."), folder),
        "flow": checks.one_of(("case", "flow"), head.get("flow", FLOWS[0]), FLOWS),
        "handling": checks.one_of(
            ("case", "handling"), head.get("handling", HANDLING[0]), HANDLING
        ),
        "as_of": None if as_of is None else checks.day(("case", "as_of"), as_of),
    }


def _root(checks: Checks, given: object, folder: Path) -> Path:
    at, cure = ("case", "root"), "give a folder, relative to this file"
    try:
        root = (folder / checks.text(at, given)).resolve()
        if root.is_dir():
            return root
    except (OSError, ValueError, RuntimeError):  # no such name can be, or links run in a circle
        pass
    if isinstance(given, str):
        checks.mind(at, f"root {shown(given)} is no folder", cure)
    return folder


def _period(checks: Checks, given: object) -> tuple[datetime, datetime]:
    at, none = ("case", "period"), datetime(1, 1, 1, tzinfo=UTC)
    if not isinstance(given, dict) or set(given) != {"from", "until"}:
        found = "period is missing" if given is None else f"period is {shown(given)}"
        checks.mind(at, found, "write period = { from = 2017-01-01, until = 2017-09-30 }")
        return none, none
    first, last = (checks.day((*at, key), given[key]) for key in ("from", "until"))
    if first is None or last is None:
        return none, none
    if first > last:
        found = f"the period ends ({last}) before it begins ({first})"
        checks.mind(at, found, "swap the two days")
        return none, none
    if last == LAST_DAY:
        checks.mind(at, f"the period ends on {last}", "end it on a day that has a next one")
        return none, none
    midnight = time(tzinfo=UTC)
    return (
        datetime.combine(first, midnight),
        datetime.combine(last + timedelta(days=1), midnight),
    )


def _sources(checks: Checks, listed: object, readers: tuple[str, ...]) -> tuple[CaseSource, ...]:
    if not isinstance(listed, list):
        cure = "write [[source]] with two brackets for each file"
        checks.mind(("source",), "source is no list", cure)
        return ()
    made = []
    for n, given in enumerate(listed):
        at = ("source", str(n))
        if isinstance(given, dict):
            made.append(_source(checks, at, given, readers))
        else:
            checks.mind(at, f"source {n + 1} is {shown(given)}", "write [[source]] and its keys")
    return tuple(made)


def _source(
    checks: Checks, at: At, given: Mapping[str, Any], readers: tuple[str, ...]
) -> CaseSource:
    checks.known(at, given, SOURCE_KEYS)

    def of(key: str, check: Any, *more: Any) -> Any:  # noqa: ANN401 - any check, any value
        return check((*at, key), given[key], *more) if key in given else None

    return CaseSource(
        line=checks.line(at),
        path=checks.text((*at, "path"), given.get("path")),
        reader=of("reader", checks.one_of, readers),
        obtained=of("obtained", checks.instant),
        published=of("published", checks.instant),
        synthetic=bool(of("synthetic", checks.truth)),
        grade=of("grade", checks.one_of, GRADES),
        handling=of("handling", checks.one_of, HANDLING) or HANDLING[0],
        sha256=of("sha256", checks.digest),
        **{key: of(key, checks.text) for key in SOURCE_TEXTS},
    )


def _values(checks: Checks, given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        checks.mind(("values",), f"values is {shown(given)}", "write [values], one value a line")
        return {}
    for key, value in given.items():
        if isinstance(value, dict | list):
            checks.mind(("values", key), f"{key} is {shown(value)}", "write one text or number")
    return {key: str(value) for key, value in given.items()}


def _settings(
    checks: Checks, data: Mapping[str, Any], known: KnownSettings
) -> dict[tuple[str, str], dict[str, Setting]]:
    made: dict[tuple[str, str], dict[str, Setting]] = {}
    for channel, steps in data.items():
        if channel not in known or not isinstance(steps, dict):
            cure = nearest(channel, ("case", "source", "values", *known))
            checks.mind((channel,), f"unknown section {shown(channel)}", cure)
            continue
        for step, given in steps.items():
            have = known[channel].get(step)
            if have is None or not isinstance(given, dict):
                found = f"{channel} has no step {shown(step)} with settings"
                checks.mind((channel, step), found, nearest(step, known[channel]))
                continue
            checks.known((channel, step), given, have)
            made[channel, step] = {
                key: checks.setting((channel, step, key), value, have[key])
                for key, value in given.items()
                if key in have
            }
    return made
