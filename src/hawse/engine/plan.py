"""The plan: which steps run, in which order, with which settings; all faults of wiring at once."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from hawse.core.channel import Channel, Setting, Step
from hawse.core.errors import PlanError, StepError
from hawse.core.table import Table
from hawse.core.tables import CASE_PARTIES, CASE_PERIOD, CASE_VALUES, MANY_MAKERS, SHARED
from hawse.engine.apart import MARK
from hawse.engine.work import WORDS, Task, query_of

GIVEN: Final = (
    CASE_PARTIES.name,
    CASE_PERIOD.name,
    CASE_VALUES.name,
    "sources",
    "kinds",
    "rejects",
)
"""Tables that neither a step nor a reader makes: the case and the run itself give them."""

Overrides = Mapping[tuple[str, str], Mapping[str, Setting]]


@dataclass(frozen=True)
class Planned:
    """One step of a plan, with its settings as the case has them and its place in the flow."""

    channel: str
    step: Step
    task: Task
    code: str
    finds: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """Every table it takes."""
        return (*self.step.reads, *self.step.whole)


@dataclass(frozen=True)
class Plan:
    """Every table that exists, and the steps in an order in which each finds its inputs made."""

    tables: Mapping[str, Table]
    steps: tuple[Planned, ...]


def plan(
    channels: Iterable[Channel],
    ledger: Iterable[Step] = (),
    more_tables: Iterable[Table] = (),
    settings: Overrides | None = None,
) -> Plan:
    """Check the wiring and put the steps in order.

    ``settings`` are the case's, by (channel, step); they replace a step's defaults.

    Raises:
        PlanError: all that does not fit, one fault a line: a table that nothing makes or that two
        make,
            a column that ``by`` asks for and a table lacks, a setting that a text does not use or
            the reverse, a cycle.
    """
    channels = tuple(channels)
    tables, faults = _tables(channels, more_tables)
    steps = [(c.name, s) for c in channels for s in c.steps] + [("ledger", s) for s in ledger]
    made_by = _makers(channels, steps, faults)
    for channel, step in steps:
        _check(channel, step, tables, made_by, faults)
    if faults:
        raise PlanError("\n".join(faults))
    in_order = _sorted(steps)
    return Plan(tables, tuple(_planned(in_order, tables, settings or {})))


def known_settings(
    channels: Iterable[Channel], ledger: Iterable[Step] = ()
) -> dict[str, dict[str, Mapping[str, Setting]]]:
    """Give the settings that a case may set: channel -> step -> setting -> default."""
    known: dict[str, dict[str, Mapping[str, Setting]]] = {
        c.name: {s.name: s.settings for s in c.steps if s.settings} for c in channels
    }
    known["ledger"] = {s.name: s.settings for s in ledger if s.settings}
    return known


def _tables(
    channels: tuple[Channel, ...], more: Iterable[Table]
) -> tuple[dict[str, Table], list[str]]:
    tables: dict[str, Table] = dict(SHARED)
    faults: list[str] = []
    kinds: dict[str, str] = {}
    for owner, table in [
        *((c.name, t) for c in channels for t in c.tables),
        *(("ledger", t) for t in more),
    ]:
        if table.name in tables and tables[table.name] != table:
            faults.append(
                f"{owner}: table {table.name} is declared twice; give one of them another name"
            )
        tables[table.name] = table
    for one in channels:
        for kind in one.kinds:
            if kind.name in kinds:
                faults.append(
                    f"{one.name}: kind {kind.name} is declared by {kinds[kind.name]} too; "
                    "a kind has one owner"
                )
            kinds[kind.name] = one.name
    return tables, faults


def _makers(
    channels: tuple[Channel, ...], steps: list[tuple[str, Step]], faults: list[str]
) -> set[str]:
    made: dict[str, str] = dict.fromkeys(GIVEN, "the run")
    for one in channels:
        for name in {t for r in one.readers for t in r.makes} | {f.table for f in one.facts}:
            made.setdefault(name, one.name)
    for channel, step in steps:
        where = f"{channel}.{step.name}"
        if step.makes in made and step.makes not in MANY_MAKERS:
            faults.append(f"{where}: makes {step.makes}, which {made[step.makes]} makes already")
        made.setdefault(step.makes, where)
    return set(made)


def _check(
    channel: str, step: Step, tables: Mapping[str, Table], made: set[str], faults: list[str]
) -> None:
    where = f"{channel}.{step.name}"
    for name in (*step.reads, *step.whole, step.makes):
        if name not in tables:
            faults.append(f"{where}: no channel declares the table {name}")
        elif name not in made and name not in SHARED:
            faults.append(f"{where}: nothing makes the table {name}")
    faults += _check_split(where, step, tables)
    faults += _check_columns(where, step, tables)
    faults += _check_rows(where, step, tables)
    try:
        faults += _check_settings(where, step)
    except PlanError as why:
        faults.append(f"{where}: {why}")


def _check_split(where: str, step: Step, tables: Mapping[str, Table]) -> Iterator[str]:
    if step.by == () and len(step.reads) != 1:
        yield f"{where}: by=() splits the rows of one table, but it reads {len(step.reads)}"
    types: dict[str, pa.DataType] = {}
    for table in (tables[name] for name in step.reads if name in tables):
        if missing := [key for key in step.by or () if key not in table.names]:
            yield f"{where}: split by {missing}, which {table.name} lacks; read it whole"
        for key in set(step.by or ()) & set(table.names):
            kind = table.schema.field(key).type
            if types.setdefault(key, kind) != kind:
                yield (
                    f"{where}: split by {key}, which is {kind} in {table.name} and {types[key]} "
                    "in another table; equal values would part, so give both one type"
                )


def _check_columns(where: str, step: Step, tables: Mapping[str, Table]) -> Iterator[str]:
    """Tell columns that are asked for in vain, and those that the engine itself works by."""
    for name, taken in step.columns.items():
        if name not in {*step.reads, *step.whole} or isinstance(step.does, Path):
            yield f"{where}: names columns of {name}, which it hands to no function"
        elif name in tables:
            if missing := sorted(set(taken) - set(tables[name].names)):
                yield f"{where}: takes {missing}, which {name} lacks"
            keys = step.by or () if name in step.reads else ()
            needed = {*keys, MARK} & set(tables[name].names)
            if left_out := sorted(needed - set(taken)):
                yield f"{where}: leaves out {left_out} of {name}, which the engine needs"


def _check_rows(where: str, step: Step, tables: Mapping[str, Table]) -> Iterator[str]:
    """Tell rows that are chosen in vain, or by a column that is not there."""
    for name, (column, values) in step.where.items():
        if name not in {*step.reads, *step.whole} or isinstance(step.does, Path):
            yield f"{where}: chooses rows of {name}, which it hands to no function"
        elif name in tables:
            schema = tables[name].schema
            if column not in schema.names or not pa.types.is_string(schema.field(column).type):
                yield f"{where}: chooses rows by {column}, which is no column of text of {name}"
            elif column not in step.columns.get(name, schema.names):
                yield f"{where}: leaves out {column} of {name}, by which it chooses rows"
            if not values:
                yield f"{where}: chooses no row of {name}; name the values that count"


def _check_settings(where: str, step: Step) -> Iterator[str]:
    used, wanted = parameters(step), set(step.settings)
    if not isinstance(step.does, Path):
        if used != (full := wanted | {*step.reads, *step.whole}):
            yield f"{where}: takes {sorted(used)}, but is given {sorted(full)}"
        return
    if idle := sorted(wanted - used):
        yield f"{where}: settings {idle} are not used; use them in {step.does.name} or drop them"
    if unset := sorted(used - wanted):
        yield f"{where}: ${', $'.join(unset)} in {step.does.name} is not set; add it to the step"


def parameters(step: Step) -> set[str]:
    """Give the names that a step's text or function asks for.

    Raises:
        PlanError: the SQL cannot be parsed or is not one query.
    """
    if not isinstance(step.does, Path):
        return set(inspect.signature(step.does).parameters)
    try:
        return set(_parameters(step.text()))
    except OSError as why:
        raise PlanError(f"{step.does.name}: cannot be read ({why.strerror})") from why
    except duckdb.Error as why:
        raise PlanError(f"{step.does.name}: {why}") from why
    except StepError as why:
        raise PlanError(f"{step.does.name}: {why.why}") from why


@cache
def _parameters(text: str) -> frozenset[str]:
    with duckdb.connect() as con:
        return frozenset(query_of(con, text).named_parameters)


def _sorted(steps: list[tuple[str, Step]]) -> list[tuple[str, Step]]:
    """Put each step behind the makers of all that it takes; ties keep the order of declaration."""
    left, done = list(steps), []
    while left:
        unmade = {s.makes for _, s in left}
        ready = [(c, s) for c, s in left if not ({*s.reads, *s.whole} & unmade)]
        if not ready:
            names = [f"{c}.{s.name}" for c, s in left]
            raise PlanError(f"these steps wait for each other: {names}")
        done += ready
        left = [pair for pair in left if pair not in ready]
    return done


def _planned(
    steps: list[tuple[str, Step]], tables: Mapping[str, Table], settings: Overrides
) -> Iterable[Planned]:
    late = {"findings", "claims", "coverage"}
    for channel, step in steps:
        chosen = replace(
            step, settings={**step.settings, **settings.get((channel, step.name), {})}
        )
        finds = step.makes in late or bool({*step.reads, *step.whole} & late)
        if finds:
            late.add(step.makes)
        table = tables[step.makes]
        sql = isinstance(step.does, Path)
        task = Task(
            name=f"{channel}.{step.name}",
            schema=table.schema,
            order=table.order,
            text=step.text() if sql else None,
            function=None if isinstance(step.does, Path) else step.does,
            settings=dict(chosen.settings),
            columns=dict(step.columns),
            where=dict(step.where),
            apart=channel != "ledger",
        )
        yield Planned(channel, chosen, task, code_of(step), finds)


def code_of(step: Step) -> str:
    """Give a digest of the code a step runs: its SQL and the words, or every module beside it."""
    if isinstance(step.does, Path):
        return sha256((step.text() + WORDS).encode()).hexdigest()
    package = Path(inspect.getfile(step.does)).parent
    if package.name in {"observe", "find", "read"}:
        package = package.parent
    digest = sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".csv", ".txt", ".json", ".gz"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
