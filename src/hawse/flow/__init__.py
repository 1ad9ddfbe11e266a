"""The one flow: files are read, observed, found, weighed and told.

``read -> observe -> find -> weigh -> tell``. The only place where channels meet an engine.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

import pyarrow as pa

from hawse import __version__
from hawse.channels import channels
from hawse.core.case import Case, CaseSource, parse
from hawse.core.errors import LedgerError, SourceError
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES, CASE_PERIOD, CASE_VALUES, KINDS, LEDGER, SOURCES
from hawse.dossier.build import build
from hawse.dossier.render import render
from hawse.engine.catalog import Told
from hawse.engine.plan import Plan, known_settings, plan
from hawse.engine.protocol import Engine, open_engine, run_plan
from hawse.engine.reading import Reading
from hawse.flow.beside import Beside, gather, keep
from hawse.flow.files import channels_for, jobs_of, part_of, short_names
from hawse.ledger import steps, store
from hawse.ledger.store import Ledger

ALWAYS = (datetime(1900, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nothing of the progress."""


def staged(stage: str, told: Told) -> Told:
    """Tell progress with the stage's name before it: ``read reports/wire.txt``."""
    return lambda what, done, of: told(f"{stage} {what}".strip(), done, of)


@dataclass(frozen=True)
class Run:
    """What a run left behind: the case, the ledger, and where it and the dossier lie."""

    case: Case
    ledger: Ledger
    out: Path
    dossier: Path


def load(path: Path) -> Case:
    """Read a case file, or the ``case.toml`` of a folder.

    Raises:
        CaseError: all its faults at once, each with line and cure.
        SourceError: the file cannot be read.
    """
    every = channels()
    path = path / "case.toml" if path.is_dir() else path
    try:
        text = path.read_text("utf-8")
    except OSError as why:
        raise SourceError(
            f"{path}: no case file that can be read ({why.strerror}); make one with hawse init DIR"
        ) from why
    except UnicodeDecodeError as why:
        raise SourceError(
            f"{path}: found bytes that are no UTF-8 text (byte {why.start}), wanted a case file; "
            "make one with hawse init DIR"
        ) from why
    readers = [r.name for c in every for r in c.readers]
    folder = path.resolve().parent
    return parse(text, path.name, folder, known_settings(every, steps.STEPS), readers)


def run(
    path: Path,
    out: Path,
    *,
    engine: str = "local",
    threads: int | None = None,
    told: Told = silent,
) -> Run:
    """Run a case from files to dossier: OUT/ledger, OUT/manifest.json and OUT/dossier.html.

    What an earlier run read and made is not read or made again.

    Raises:
        HawseError: a bad case file, a source missing or unreadable, OUT that cannot be written,
        a step that failed.
    """
    case = load(path)
    every = channels()
    plan_ = plan(every, steps.STEPS, steps.TABLES, case.settings)
    jobs = jobs_of(case, every, plan_)
    make_folder(out)
    held = open_engine(engine, out, threads)
    try:
        ledger = _through(case, plan_, jobs, held, out, told)
        beside = gather(case, ledger, held)
    finally:
        held.close()
    (out / "run.json").write_text(json.dumps({"case": str(path.resolve())}) + "\n", "utf-8")
    dossier = out / "dossier.html"
    keep(out, beside)
    dossier.write_bytes(tell(ledger, beside))
    return Run(case, ledger, out, dossier)


def read(held: Engine, plan_: Plan, case: Case, jobs: Sequence[Reading], told: Told) -> None:
    """Read every file into the store, each once, and give the case's own tables."""
    held.declare(plan_.tables)
    sources = held.read(jobs, staged("read", told))
    held.put("sources", SOURCES.rows([_row(source) for source in sources]))
    for name, rows in _case_tables(case).items():
        held.put(name, rows)


def observe(held: Engine, plan_: Plan, told: Told) -> None:
    """Run the steps that turn tables into happenings."""
    mine = [p for p in plan_.steps if not p.finds and p.channel != "ledger"]
    run_plan(held, plan_, mine, staged("observe", told))


def find(held: Engine, plan_: Plan, told: Told) -> None:
    """Run the steps that turn happenings into findings and claims."""
    mine = [p for p in plan_.steps if p.finds and p.channel != "ledger"]
    run_plan(held, plan_, mine, staged("find", told))


def weigh(held: Engine, plan_: Plan, told: Told) -> dict[str, pa.Table]:
    """Hold the claims against the findings; give the ledger's tables."""
    mine = [p for p in plan_.steps if p.channel == "ledger"]
    run_plan(held, plan_, mine, staged("weigh", told))
    named = {
        "claims": "numbered_claims",
        "findings": "numbered_findings",
        "would_cover": "numbered_cover",
        "evidence": "cited",
    }
    kept = {"decisions", "replies"}
    return {name: held.table(named.get(name, name)) for name in LEDGER if name not in kept}


def tell(ledger: Ledger, beside: Beside) -> bytes:
    """Give the dossier: one static page. Its date is the newest source's, never the clock's."""
    return render(build(ledger.tables, beside.figures, beside.about))


def look(
    channel: str,
    files: Iterable[Path],
    out: Path,
    *,
    target: str = "KP",
    suppliers: Sequence[str] = ("RU", "CN"),
    period: tuple[datetime, datetime] = ALWAYS,
    told: Told = silent,
) -> Ledger:
    """Run one channel alone on files, without a case file; give its ledger.

    Channels whose tables it builds on run with it, and their findings are in the ledger too.

    Raises:
        HawseError: no such channel; a file is missing, taken by no reader of it, or broken.
    """
    asked = next((c for c in channels() if c.name == channel), None)
    if asked is None:
        raise LedgerError(f"no channel {channel!r}; there are {[c.name for c in channels()]}")
    paths = list(dict.fromkeys(p.resolve() for p in files))
    given = tuple(CaseSource(0, str(p)) for p in paths)
    case = Case(
        channel, asked.question, target, tuple(suppliers), *period, Path("/"), sources=given
    )
    plan_ = part_of(plan(channels(), steps.STEPS, steps.TABLES), asked, channels())
    names = short_names(paths)
    jobs = [
        replace(job, source=replace(job.source, path=names.get(job.path, job.source.path)))
        for job in jobs_of(case, channels_for(asked, channels()), plan_)
    ]
    make_folder(out)
    held = open_engine("local", out)
    try:
        return _through(case, plan_, jobs, held, out, told)
    finally:
        held.close()


def make_folder(out: Path) -> None:
    """Make OUT and see that it can be written, before any work is done.

    Raises:
        SourceError: it is a file, or may not be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out):
            pass
    except OSError as why:
        raise SourceError(
            f"{out}: cannot be written ({why.strerror}); give another folder with --out"
        ) from why


def _through(  # noqa: PLR0917 - the flow's own parts, each once
    case: Case, plan_: Plan, jobs: Sequence[Reading], held: Engine, out: Path, told: Told
) -> Ledger:
    read(held, plan_, case, jobs, told)
    observe(held, plan_, told)
    find(held, plan_, told)
    tables = weigh(held, plan_, told)
    return store.write(out / "ledger", {**tables, **_kept(out)}, _manifest(case))


def _kept(out: Path) -> dict[str, pa.Table]:
    """Give the decisions and replies of an earlier run: they survive every re-run."""
    if not (out / "manifest.json").exists():
        return {}
    earlier = store.read(out)
    return {name: earlier.table(name) for name in ("decisions", "replies")}


def _manifest(case: Case) -> dict[str, object]:
    return {
        "case": case.id,
        "case_sha256": sha256(case.text.encode()).hexdigest(),
        "question": case.question,
        "version": __version__,
    }


def _row(source: Source) -> dict[str, object]:
    return {name: getattr(source, name) for name in SOURCES.names}


def _case_tables(case: Case) -> dict[str, pa.Table]:
    suppliers = [{"role": "supplier", "id": f"country:{s}"} for s in case.suppliers]
    target = case.target if ":" in case.target else f"country:{case.target}"
    parties = [{"role": "target", "id": target}, *suppliers]
    values = {"case.flow": case.flow, "case.as_of": str(case.as_of or ""), **case.values}
    kinds: list[dict[str, object]] = [
        {"channel": c.name, **{n: getattr(k, n) for n in KINDS.names if n != "channel"}}
        for c in channels()
        for k in c.kinds
    ]
    return {
        "case_parties": CASE_PARTIES.rows([dict(p) for p in parties]),
        "case_period": CASE_PERIOD.rows([{"start": case.start, "end": case.end}]),
        "case_values": CASE_VALUES.rows(
            [{"setting": k, "value": v} for k, v in sorted(values.items())]
        ),
        "kinds": KINDS.rows(sorted(kinds, key=lambda k: str(k["name"]))),
    }
