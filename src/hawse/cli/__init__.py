"""The command line: one function a verb. Parse, call one library function, print.

Data goes to stdout, talk and progress to stderr. Exit codes: 0 done, 1 internal fault, 2 usage, 3
bad case file, 4 source missing or unreadable, 5 hash mismatch, 6 a figure does not recompute.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import cyclopts
from cyclopts import App, Parameter
from rich.console import Console

import hawse
from hawse.cli.screen import Telling, marked, print_json, print_words, summary, table, talk, tree
from hawse.core.errors import HawseError

Row = dict[str, Any]
Out = Annotated[Path, Parameter(name=["--out", "-o"])]
Json = Annotated[bool, Parameter(name="--json", negative="")]
DEFAULT_OUT: Final = Path("out")
app = App(
    name="hawse",
    help="What keeps a sanctioned economy supplied, by whom, and how sure are we?",
    version=hawse.__version__,
    help_format="plaintext",
)


@app.command
def demo(folder: Path = Path("hawse-demo"), *, engine: str = "local", json: Json = False) -> None:
    """Write the demo case into FOLDER, run it, verify it, and say what to try next.

    Python twin: hawse.demo(folder)

    Parameters
    ----------
    folder: Where the case, the ledger and the dossier go.
    engine: local or spark.
    json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.demo(folder, engine=engine, told=tell)
    summary(made, as_json=json)


@app.command
def init(folder: Path, *, json: Json = False) -> None:
    """Make a new case in FOLDER: a commented case.toml and folders for its files.

    Python twin: hawse.init(folder)

    Parameters
    ----------
    folder: Where the case goes; it may exist, a case.toml in it may not.
    json: Print one JSON object.
    """
    path = hawse.init(folder)
    print_words(
        {"case": str(path)},
        f"Wrote {path}\nNext: put files beside it, name them in it, then hawse check {path}",
        as_json=json,
    )


@app.command
def check(case: Path = Path("case.toml"), *, json: Json = False) -> None:
    """Say whether CASE is sound and which reader takes each of its files.

    Python twin: hawse.check(case)

    Parameters
    ----------
    case: The case file.
    json: Print one JSON object.
    """
    rows = hawse.check(case)
    if json:
        print_json({"files": rows})
        return
    table(
        f"{len(rows)} files",
        rows,
        ("channel", "reader", "bytes", "path", "sha256"),
        short={"sha256": 16},
    )


@app.command
def run(
    case: Path = Path("case.toml"),
    *,
    out: Out = DEFAULT_OUT,
    engine: str = "local",
    threads: int | None = None,
    json: Json = False,
) -> None:
    """Run CASE from files to dossier: OUT/ledger/*.parquet, OUT/manifest.json, OUT/dossier.html.

    Python twin: hawse.run(case, out)

    Parameters
    ----------
    case: The case file.
    out: Where the ledger and the dossier go.
    engine: local or spark.
    threads: How many threads a step may use; all of the machine's if left out.
    json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.run(case, out, engine=engine, threads=threads, told=tell)
    summary(made, as_json=json)


@app.command
def claims(*, out: Out = DEFAULT_OUT, verdict: str | None = None, json: Json = False) -> None:
    """List what was claimed and what came of holding it against the data.

    Python twin: hawse.claims(out)

    Parameters
    ----------
    out: Where the ledger lies.
    verdict: Only those with this verdict.
    json: Print one JSON object.
    """
    rows = [r for r in hawse.claims(out) if verdict in {None, r["verdict"]}]
    if json:
        print_json({"claims": rows})
        return
    shown = [{**r, "sources": r["independent_sources"]} for r in marked(rows)]
    table(
        f"{len(rows)} claims", shown, ("id", "channel", "verdict", "confidence", "sources", "says")
    )


@app.command
def findings(*, out: Out = DEFAULT_OUT, kind: str | None = None, json: Json = False) -> None:
    """List what the data show, whoever claimed it.

    Python twin: hawse.findings(out, kind)

    Parameters
    ----------
    out: Where the ledger lies.
    kind: Only those of this kind.
    json: Print one JSON object.
    """
    rows = hawse.findings(out, kind)
    if json:
        print_json({"findings": rows})
        return
    table(f"{len(rows)} findings", rows, ("id", "kind", "basis", "says"))


@app.command
def explain(
    wanted: Annotated[str, Parameter(name="ID")], *, out: Out = DEFAULT_OUT, json: Json = False
) -> None:
    """Walk ID (any id, its beginning, or a key) back to file, place and SHA-256.

    Python twin: hawse.explain(out, wanted)

    Parameters
    ----------
    wanted: The id or key.
    out: Where the ledger lies.
    json: Print one JSON object.
    """
    trails = hawse.explain(out, wanted)
    if json:
        print_json({"trails": [t.plain() for t in trails]})
        return
    for one in trails:
        Console().print(tree(one))


@app.command
def verify(*, out: Out = DEFAULT_OUT, case: Path | None = None, json: Json = False) -> None:
    """Look at everything again: ids and manifest, source hashes, every figure run anew.

    Python twin: hawse.verify(out)

    Parameters
    ----------
    out: Where the ledger lies.
    case: The case file, if it has moved.
    json: Print one JSON object.
    """
    with Telling() as tell:
        seen = hawse.verify(out, case=case, told=tell)
    counts = ", ".join(f"{seen[n]} {n}" for n in ("sources", "evidence", "findings", "entries"))
    words = f"Holds: {counts}. Ledger {seen['ledger'][:16]}"
    print_words(seen, words, as_json=json)


def _channel_verb(name: str, question: str) -> None:
    """Give a channel its verb: run it alone on files and print what it found."""

    def verb(*files: Path, target: str = "KP", out: Out | None = None, json: Json = False) -> None:
        with tempfile.TemporaryDirectory(prefix="hawse-") as scratch, Telling() as tell:
            ledger = hawse.look(name, files, out or Path(scratch), target=target, told=tell)
        tables = (
            ("articles", "lineage", "aligned", "claims") if name == "reports" else ("findings",)
        )
        rows = {t: ledger.rows(t) for t in (*tables, "rejects")}
        if json:
            print_json({"channel": name, **rows})
            return
        for which, listed in rows.items():
            if listed or which == tables[-1]:
                table(f"{len(listed)} {which}", listed, COLUMNS[which])

    verb.__name__ = name
    verb.__doc__ = f"""Run the channel {name} alone on FILES, without a case file. {question}

    Python twin: hawse.look({name!r}, files, out)

    Parameters
    ----------
    files: The files; which reader takes each is seen from its contents.
    target: The country looked at, ISO 3166 alpha-2.
    out: Keep the ledger here.
    json: Print one JSON object.
    """
    app.command(verb, name=name)


COLUMNS: Final = {
    "articles": ("id", "title", "publisher", "agency", "published_at", "dated_by"),
    "lineage": ("child", "parent", "relation", "score"),
    "aligned": ("label", "child_sentence", "parent_sentence", "ops"),
    "claims": ("channel", "kind", "speaker", "certainty", "says"),
    "findings": ("id", "kind", "basis", "says"),
    "rejects": ("locator", "reason", "raw"),
}


def _register() -> None:
    from hawse.channels import channels  # noqa: PLC0415 - the verbs are those of the channels there are

    for channel in channels():
        _channel_verb(channel.name, channel.question)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    _register()
    try:
        app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except cyclopts.CycloptsError as why:
        talk.print(f"hawse: {why}\nSee hawse --help", markup=False, highlight=False)
        return 2
    except HawseError as why:
        talk.print(f"hawse: {why}", markup=False, highlight=False, soft_wrap=True)
        return why.exit_code
    except KeyboardInterrupt:
        talk.print("hawse: stopped; run it again and it goes on where it was")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as why:  # noqa: BLE001 - the last line of defence: a fault of ours is told in one line
        if os.environ.get("HAWSE_DEBUG"):
            traceback.print_exc()
        talk.print(
            f"hawse: internal fault: {type(why).__name__}: {why}\n"
            "Set HAWSE_DEBUG=1 to see where, and report it",
            markup=False,
        )
        return 1
    return 0
