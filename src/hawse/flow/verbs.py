"""What a user asks for beside a run: is the case sound, what does the ledger say, does it hold."""

import json
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree
from typing import Any, Final

from hawse.channels import channels
from hawse.core.errors import FigureError, LedgerError, SourceError
from hawse.engine.catalog import Told
from hawse.engine.plan import plan
from hawse.flow import Run, beside, load, proof, run, silent
from hawse.flow.files import jobs_of
from hawse.ledger import steps, store
from hawse.ledger.trace import Index, Trail, trail

Row = dict[str, Any]
DEMO: Final = "lifeline-2017"
TEMPLATE: Final = """# A Hawse case. docs/case.md explains every key; unknown keys are faults.
[case]
id = "my-case"
question = "What kept the target supplied, by whom, and how sure are we?"
target = "KP"                                          # ISO 3166 alpha-2
suppliers = ["RU", "CN"]
period = { from = 2017-01-01, until = 2017-12-31 }     # until is the last day, included
handling = "draft"

# One [[source]] for each file, or for several with a pattern. Paths are relative to this file.
# [[source]]
# path = "reports/*.txt"
# publisher = "who published it"
# obtained = 2026-01-31
# licence = "its licence"

# Settings of a step stand under [CHANNEL.STEP]; hawse check --settings prints those there are.
"""


def init(folder: Path) -> Path:
    """Make a new case: a commented case.toml and folders for the files of each channel.

    Raises:
        SourceError: there is a case.toml already, or the folder cannot be made.
    """
    path = folder / "case.toml"
    if path.exists():
        raise SourceError(f"{path}: is there already; give another folder, or edit it")
    try:
        for channel in channels():
            (folder / channel.name).mkdir(parents=True, exist_ok=True)
        path.write_text(TEMPLATE, "utf-8")
    except OSError as why:
        raise SourceError(f"{folder}: cannot be written ({why.strerror})") from why
    return path


def check(path: Path) -> Row:
    """Say what a case would read and what it may set, without reading it.

    Gives ``files`` (one row a file with its reader, size and SHA-256), ``reference`` (how many
    files of reference rows come with Hawse), ``silent`` (channels that are given no file of their
    own) and ``settings`` (every ``CHANNEL.STEP.NAME`` with its value).

    Raises:
        CaseError: all faults of the case file at once.
        SourceError: files that are missing, or that no reader takes.
    """
    case, every = load(path), channels()
    plan_ = plan(every, steps.STEPS, steps.TABLES, case.settings)
    jobs = jobs_of(case, every, plan_)
    given = [job for job in jobs if not job.source.path.startswith("hawse:")]
    files_ = [
        {
            "path": job.source.path,
            "channel": job.source.channel,
            "reader": job.reader.name,
            "bytes": job.source.bytes,
            "sha256": job.source.id,
        }
        for job in given
    ]
    seen = {job.source.channel for job in given}
    return {
        "case": case.id,
        "files": files_,
        "reference": len(jobs) - len(given),
        "silent": [c.name for c in every if c.name not in seen],
        "settings": {
            f"{p.task.name}.{name}": value
            for p in sorted(plan_.steps, key=lambda p: p.task.name)
            for name, value in sorted(p.task.settings.items())
        },
    }


def demo(folder: Path, *, engine: str = "local", told: Told = silent) -> Run:
    """Write the demo case into a folder, run it and verify it.

    Raises:
        HawseError: the folder cannot be written, or the demo does not verify.
    """
    with as_file(files("hawse").joinpath("demo", DEMO)) as packed:
        try:
            copytree(packed, folder / "case", dirs_exist_ok=True)
        except OSError as why:
            raise SourceError(f"{folder}: cannot be written ({why})") from why
    made = run(folder / "case" / "case.toml", folder / "out", engine=engine, told=told)
    verify(made.out, told=told)
    return made


def claims(out: Path) -> list[Row]:
    """Give every claim with its verdict: the rows of entries, each with its claims' words.

    Raises:
        LedgerError: there is no ledger under OUT.
    """
    ledger = store.read(out)
    words = {c["id"]: c for c in ledger.rows("claims")}
    rows = []
    for entry in ledger.rows("entries"):
        own = [words[i] for i in entry["claim_ids"] if i in words]
        first = own[0] if own else {}
        rows.append(
            {
                **entry,
                "readings": json.loads(entry["readings"] or "[]"),
                "says": first.get("says"),
                "speaker": first.get("speaker"),
                "channel": first.get("channel"),
                "kind": first.get("kind"),
            }
        )
    return sorted(rows, key=lambda r: (str(r["channel"]), str(r["kind"]), r["id"]))


def with_cover(statements: list[Row], ledger: store.Ledger) -> list[Row]:
    """Add to each statement ``would_cover``: the answers of the measures it has to do with."""
    held: dict[str, list[Row]] = {}
    for row in ledger.rows("would_cover"):
        own = {k: v for k, v in row.items() if not k.startswith("statement_")}
        held.setdefault(row["statement_id"], []).append(own)
    return [{**s, "would_cover": held.get(s["id"], [])} for s in statements]


def findings(out: Path, kind: str | None = None) -> list[Row]:
    """Give the findings, of one kind or of all, each with the measures that could cover its act.

    Raises:
        LedgerError: there is no ledger under OUT, or no finding of that kind; names those there
        are.
    """
    ledger = store.read(out)
    rows = with_cover(ledger.rows("findings"), ledger)
    kinds = sorted({r["kind"] for r in rows})
    if kind is not None and kind not in kinds:
        raise LedgerError(f"no finding of kind {kind!r} in this ledger; there are {kinds}")
    return [r for r in rows if kind in {None, r["kind"]}]


def explain(out: Path, wanted: str) -> list[Trail]:
    """Walk any id or key back to file, place and SHA-256.

    ``wanted`` may be an id, its beginning, a key, or the short form that the dossier shows.

    Raises:
        LedgerError: there is no ledger, or nothing is called that; the nearest are named.
    """
    index = Index(store.read(out))
    return [trail(index, i) for i in index.ids(wanted)]


def verify(out: Path, *, case: Path | None = None, told: Told = silent) -> Row:
    """Look at everything again: ledger ids and manifest, source hashes, figures run anew.

    ``case`` is the case file; without it the one that made the ledger. Gives what was looked at.

    Raises:
        FigureError: a row does not match its id, a table its manifest, or a figure or the page
            its recomputation.
        HashError: a source's bytes are not those that were read.
        SourceError: a source is gone.
        LedgerError: there is no ledger, or its case file is gone.
    """
    if faults := store.check(out):
        raise FigureError("\n".join(faults))
    path = case or proof.case_of(out)
    ledger = store.read(out)
    proof.hashes(load(path).root, ledger.rows("sources"))
    with tempfile.TemporaryDirectory(prefix="hawse-verify-") as fresh:
        by_hand = {name: ledger.table(name) for name in ("decisions", "replies")}
        store.write(Path(fresh) / "ledger", by_hand, {})  # no run makes these; the page shows them
        again = run(path, Path(fresh), told=told)
        if faults := [*proof.tables(ledger, again.ledger), *proof.manifests(out, again.out)]:
            raise FigureError("figures do not recompute:\n" + "\n".join(faults))
        for name in (beside.NAME, "dossier.html"):
            proof.same_file(out / name, Path(fresh) / name)
    counts = {
        name: ledger.table(name).num_rows
        for name in ("sources", "evidence", "claims", "findings", "entries")
    }
    return {"ledger": ledger.digest, "verified": True, **counts}
