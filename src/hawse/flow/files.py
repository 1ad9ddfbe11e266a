"""Which files a case names, and which reader takes each; faults of all files are told at once."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from hawse.core.case import Case, CaseSource
from hawse.core.channel import Channel, Reader
from hawse.core.errors import CaseError, Fault, HashError, SourceError
from hawse.core.source import Source
from hawse.engine.files import sha256
from hawse.engine.plan import Plan
from hawse.engine.reading import Reading, choose, facts_reader

COMMON: Final = frozenset({"findings", "claims", "coverage", "rejects"})
PACKAGE: Final = Path(__file__).parents[1]


def short_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Call each file by its name, and by its folder too where two share a name."""
    names = [p.name for p in paths]
    return {p: p.name if names.count(p.name) == 1 else f"{p.parent.name}/{p.name}" for p in paths}


def serving(asked: Channel, every: Iterable[Channel]) -> list[Channel]:
    """Give a channel with those whose tables it builds on, in the order of all channels.

    What many channels fill (findings, coverage, rejects) makes none build on another.
    """
    every = list(every)
    makers: dict[str, set[str]] = {}
    for channel in every:
        made = {s.makes for s in channel.steps} | {f.table for f in channel.facts}
        for table in made | {t for r in channel.readers for t in r.makes}:
            makers.setdefault(table, set()).add(channel.name)
    wanted, todo = {asked.name}, [asked]
    while todo:
        inputs = {t for s in todo.pop().steps for t in (*s.reads, *s.whole)} - COMMON
        new = {name for table in inputs for name in makers.get(table, ())} - wanted
        wanted |= new
        todo += [c for c in every if c.name in new]
    return [c for c in every if c.name in wanted]


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
    wanted = "check the path (it is relative to the case's root)"
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
    shown = path.resolve().relative_to(case.root.resolve()).as_posix()
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
