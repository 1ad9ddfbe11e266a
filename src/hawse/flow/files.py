"""Which files a case names, and which reader takes each; faults of all files are told at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from hawse.core.case import Case, CaseSource
from hawse.core.channel import Channel, Reader, Step
from hawse.core.errors import CaseError, Fault, HashError, SourceError
from hawse.core.source import Source
from hawse.engine.files import sha256
from hawse.engine.plan import Plan
from hawse.engine.reading import Reading, choose, facts_reader

COMMON: Final = frozenset({"findings", "claims", "coverage", "rejects"})
SAID_OF: Final = {"ships": frozenset({"would_cover"})}
"""Tables that others make of a channel's findings, and that are made when it runs alone too."""
PACKAGE: Final = Path(__file__).parents[1]


def short_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Call each file by its name, and by its folder too where two share a name."""
    names = [p.name for p in paths]
    return {p: p.name if names.count(p.name) == 1 else f"{p.parent.name}/{p.name}" for p in paths}


def needed(
    asked: Channel, every: Iterable[Channel], more: frozenset[str] = frozenset()
) -> set[str]:
    """Give every table that a channel's steps need, their makers' needs included.

    What many channels fill (findings, coverage, rejects) makes none build on another, nor does
    ``belongs``, unless the channel fills it itself. ``more`` are tables that are wanted besides.
    """
    every = tuple(every)
    own = {s.makes for c in every if c.name == asked.name for s in c.steps}
    common = COMMON | ({"belongs"} - own)
    makers: dict[str, list[Step]] = {}
    for step in (s for c in every for s in c.steps):
        makers.setdefault(step.makes, []).append(step)
    tables = set(more)
    todo = [*asked.steps, *(step for table in sorted(more) for step in makers.get(table, ()))]
    while todo:
        step = todo.pop()
        new = {*step.reads, *step.whole} - common - tables
        tables |= new
        todo += [maker for table in new for maker in makers.get(table, ())]
    return tables


def channels_for(asked: Channel, every: Iterable[Channel]) -> list[Channel]:
    """Give a channel with those whose facts and files it builds on, in the order of all channels.

    Of the others only the readers that make such a table stay, so that a file of another kind is
    still refused by name.
    """
    every = list(every)
    tables = needed(asked, every)
    wanted = needed(asked, every, SAID_OF.get(asked.name, frozenset()))
    made = []
    for channel in every:
        readers = tuple(r for r in channel.readers if tables & {*r.makes})
        makes = {s.makes for s in channel.steps} | {f.table for f in channel.facts}
        if channel is asked:
            made.append(channel)
        elif readers or wanted & makes:
            made.append(replace(channel, readers=readers))
    return made


def part_of(plan_: Plan, asked: Channel, every: Iterable[Channel]) -> Plan:
    """Give the part of a plan that one channel needs, and the ledger's own steps."""
    tables = needed(asked, every, SAID_OF.get(asked.name, frozenset()))
    kept = (
        p for p in plan_.steps if p.channel in {asked.name, "ledger"} or p.step.makes in tables
    )
    return replace(plan_, steps=tuple(kept))


def jobs_of(case: Case, every: Sequence[Channel], plan_: Plan) -> list[Reading]:
    """Find every file of a case and the reader that takes it; the same bytes twice are one source.

    Raises:
        CaseError: a path leaves the root.
        HashError: a file's bytes are not those that the case pins.
        SourceError: files are missing or taken by no reader; all of them are named.
    """
    readers = [(c.name, r) for c in every for r in c.readers]
    jobs: dict[str, Reading] = {}
    faults: list[SourceError] = []
    for given in case.sources:
        for path in _files(case, given, faults):
            try:
                job = _job(case, given, path, readers, plan_)
            except SourceError as why:
                faults.append(why)
                continue
            jobs.setdefault(job.source.id, job)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SourceError("\n".join(str(fault) for fault in faults))
    return [*jobs.values(), *_facts(every, plan_)]


def _files(case: Case, given: CaseSource, faults: list[SourceError]) -> list[Path]:
    """Give the files that one ``[[source]]`` names; what is wrong with it goes to ``faults``.

    Raises:
        CaseError: its path leaves the root, by itself or through a link.
    """
    alone = case.root == Path("/")  # files given on the command line
    wanted = "check the path" if alone else "check the path (it is relative to the case's root)"
    try:
        found = _named(case.root, given.path)
        root = case.root.resolve()
        leaving = [p for p in found if not p.resolve().is_relative_to(root)]
        there = [p for p in found if p.is_file()]
    except (OSError, ValueError, RuntimeError, NotImplementedError) as why:
        told = why.strerror if isinstance(why, OSError) else str(why)
        message = f"{given.path}: is no path that can be followed ({told}); {wanted}"
        faults.append(SourceError(message))
        return []
    if leaving:
        cure = "move the file below the root, or set [case] root"
        where = f"{case.name}:{given.line}"
        raise CaseError([Fault(where, f"path {given.path!r} leaves the case's root", cure)])
    if not there and any(p.is_dir() for p in found):
        cure = f"write {given.path.rstrip('/')}/* for all in it"
        faults.append(SourceError(f"{given.path}: is a folder, wanted files; {cure}"))
    elif not there:
        faults.append(SourceError(f"{given.path}: no such file; {wanted}"))
    return there


def _named(root: Path, text: str) -> list[Path]:
    """Give the one path that a text names, or those its pattern fits, in order."""
    bare = text.lstrip("/") if root == Path("/") else text
    if any(c in bare for c in "*?[") and not (root / bare).exists():
        return sorted(root.glob(bare))
    return [root / bare]


def _job(
    case: Case, given: CaseSource, path: Path, readers: Sequence[tuple[str, Reader]], plan_: Plan
) -> Reading:
    whole, root = path.resolve(), case.root.resolve()
    shown = (whole if root == Path("/") else whole.relative_to(root)).as_posix()
    digest = sha256(path)
    if given.sha256 and digest != given.sha256:
        raise HashError(
            f"{shown}: SHA-256 is {digest}, the case says {given.sha256}; the file has changed"
        )
    channel, reader = choose(readers, path, shown, given.reader)
    same = ("title", "publisher", "url", "licence", "family", "synthetic", "grade", "handling")
    source = Source(
        id=digest,
        path=shown,
        channel=channel,
        reader=reader.name,
        reader_version=reader.version,
        retrieved_at=given.obtained,
        published_at=given.published,
        bytes=path.stat().st_size,
        **{name: getattr(given, name) for name in same},
    )
    return Reading(reader, source, path, plan_.tables)


def _facts(every: Sequence[Channel], plan_: Plan) -> list[Reading]:
    jobs = []
    for channel in every:
        for facts in channel.facts:
            reader = facts_reader(facts, plan_.tables[facts.table])
            inside = facts.path.is_relative_to(PACKAGE)
            shown = (
                f"hawse:{facts.path.relative_to(PACKAGE).as_posix()}"
                if inside
                else facts.path.name
            )
            source = Source(
                id=sha256(facts.path),
                path=shown,
                channel=channel.name,
                reader=reader.name,
                reader_version=1,
                title=f"Reference rows: {facts.path.stem}",
                publisher="Hawse",
                licence="facts; each row names its source",
                bytes=facts.path.stat().st_size,
                family="reference",
            )
            jobs.append(Reading(reader, source, facts.path, plan_.tables))
    return jobs
