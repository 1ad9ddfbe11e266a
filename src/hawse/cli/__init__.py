"""The command line: one function a verb. Parse, call one library function, print.

Data goes to stdout, talk and progress to stderr. Exit codes: 0 done, 1 internal fault, 2 usage, 3
bad case file, 4 source missing or unreadable, 5 hash mismatch, 6 a figure does not recompute.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from shlex import quote
from typing import Annotated, Final

import cyclopts
from cyclopts import App, Parameter

import hawse
from hawse.cli.options import DEFAULT_OUT, Engine, Json, Out, Threads, Verdict
from hawse.cli.screen import clean, print_json, print_trail, print_words
from hawse.cli.shows import show_channel, show_check, show_claims, show_findings, summary
from hawse.cli.telling import Telling, talk
from hawse.cli.verbs import add_all
from hawse.core.errors import HawseError

app = App(
    name="hawse",
    help="What keeps a sanctioned economy supplied, by whom, and how sure are we?",
    version=hawse.__version__,
    help_format="plaintext",
)


@app.command
def demo(
    folder: Path = Path("hawse-demo"), *, engine: Engine = "local", json: Json = False
) -> None:
    """Write the demo case into FOLDER, run it, verify it, and say what to try next.

    Python twin: hawse.demo(folder)

    Args:
        folder: Where the case, the ledger and the dossier go.
        engine: local or spark.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.demo(folder, engine=engine, told=tell)
    summary(made, as_json=json, verified=True)


@app.command
def init(folder: Path, *, json: Json = False) -> None:
    """Make a new case in FOLDER: a commented case.toml and folders for its files.

    Python twin: hawse.init(folder)

    Args:
        folder: Where the case goes; it may exist, a case.toml in it may not.
        json: Print one JSON object.
    """
    path = hawse.init(folder)
    after = f"put files beside it, name them in it, then: hawse check {quote(str(path))}"
    print_words({"case": str(path)}, f"Wrote {path}\nNext: {after}", as_json=json)


@app.command
def check(case: Path = Path("case.toml"), *, settings: bool = False, json: Json = False) -> None:
    """Say whether CASE is sound, which reader takes each of its files, and what goes unseen.

    Python twin: hawse.check(case)

    Args:
        case: The case file, or the folder of a case.toml.
        settings: List every setting that the case may set, with its value.
        json: Print one JSON object.
    """
    seen = hawse.check(case)
    if json:
        print_json(seen)
    else:
        show_check(seen, settings=settings)


@app.command
def run(
    case: Path = Path("case.toml"),
    *,
    out: Out = DEFAULT_OUT,
    engine: Engine = "local",
    threads: Threads | None = None,
    json: Json = False,
) -> None:
    """Run CASE from files to dossier: OUT/ledger/*.parquet, OUT/manifest.json, OUT/dossier.html.

    Python twin: hawse.run(case, out)

    Args:
        case: The case file, or the folder of a case.toml.
        out: Where the ledger and the dossier go.
        engine: local or spark.
        threads: How many threads a step may use; all of the machine's if left out.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.run(case, out, engine=engine, threads=threads, told=tell)
    summary(made, as_json=json)


@app.command
def claims(*, out: Out = DEFAULT_OUT, verdict: Verdict | None = None, json: Json = False) -> None:
    """List what was claimed and what came of holding it against the data.

    Python twin: hawse.claims(out)

    Args:
        out: Where the ledger lies.
        verdict: Only those with this verdict.
        json: Print one JSON object.
    """
    rows = [r for r in hawse.claims(out) if verdict in {None, r["verdict"]}]
    if json:
        print_json({"claims": rows})
    else:
        show_claims(rows)


@app.command
def findings(*, out: Out = DEFAULT_OUT, kind: str | None = None, json: Json = False) -> None:
    """List what the data show, whoever claimed it.

    Python twin: hawse.findings(out, kind)

    Args:
        out: Where the ledger lies.
        kind: Only those of this kind.
        json: Print one JSON object.
    """
    rows = hawse.findings(out, kind)
    if json:
        print_json({"findings": rows})
    else:
        show_findings(rows)


@app.command
def explain(
    wanted: Annotated[str, Parameter(name="ID")], *, out: Out = DEFAULT_OUT, json: Json = False
) -> None:
    """Walk ID back to file, place and SHA-256.

    Python twin: hawse.explain(out, wanted)

    Args:
        wanted: An id as the dossier or any list shows it, its beginning, or a key.
        out: Where the ledger lies.
        json: Print one JSON object.
    """
    trails = hawse.explain(out, wanted)
    if json:
        print_json({"trails": [t.plain() for t in trails]})
        return
    for one in trails:
        print_trail(one)


@app.command
def verify(*, out: Out = DEFAULT_OUT, case: Path | None = None, json: Json = False) -> None:
    """Look at everything again: ids and manifest, source hashes, every figure run anew.

    Python twin: hawse.verify(out)

    Args:
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

    def verb(
        file: Path,
        *files: Path,
        target: str = "KP",
        out: Out | None = None,
        json: Json = False,
    ) -> None:
        every = (file, *files)
        with tempfile.TemporaryDirectory(prefix="hawse-") as scratch, Telling() as tell:
            ledger = hawse.look(name, every, out or Path(scratch), target=target, told=tell)
        show_channel(name, ledger, as_json=json)

    verb.__name__ = name
    verb.__doc__ = f"""{question}

    Runs the channel {name} alone on files, without a case file, and prints what it found.

    Python twin: hawse.look({name!r}, files, out)

    Args:
        file: A file; which reader takes it is seen from its contents.
        files: More files.
        target: The country looked at, ISO 3166 alpha-2.
        out: Keep the ledger here.
        json: Print one JSON object.
    """
    app.command(verb, name=name, group="One channel alone")


FLOW: Final = frozenset(name for name in app if not name.startswith("-"))
"""The verbs of the flow: to run one, no channel need be loaded to know what verbs there are."""


@cache
def commands() -> App:
    """Give the app with every verb: its own, one for each channel, and those in ``verbs``."""
    from hawse.channels import channels  # noqa: PLC0415 - the verbs are those of the channels there are

    for channel in channels():
        _channel_verb(channel.name, channel.question)
    add_all(app)
    return app


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code.

    With ``--json`` a failure too is one JSON object on stdout: its message and exit code.
    """
    given = sys.argv[1:] if words is None else words
    try:
        verbs = app if given and given[0] in FLOW else commands()
        verbs(words, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except KeyboardInterrupt:
        talk.print("hawse: stopped; run it again and it goes on where it was")
        return 130
    except (BrokenPipeError, SystemExit):  # who read our output has seen enough; Rich exits then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as why:  # noqa: BLE001 - the last line of defence: a fault of ours is told in one line
        return _failed(*_told(why), words)
    return 0


def _told(why: Exception) -> tuple[str, int]:
    """Give the message and the exit code of a failure."""
    if isinstance(why, HawseError):
        return str(why), why.exit_code
    if isinstance(why, cyclopts.CycloptsError):
        return f"{why}\nSee hawse --help", 2
    if isinstance(why, OSError) and why.strerror:
        where = f"{why.filename}: " if why.filename else ""
        return f"{where}{why.strerror}; see to it and run again", 4
    if os.environ.get("HAWSE_DEBUG"):
        traceback.print_exception(why)
    cure = "Set HAWSE_DEBUG=1 to see where, and report it"
    return f"internal fault: {type(why).__name__}: {why}\n{cure}", 1


def _failed(message: str, code: int, words: Sequence[str] | None) -> int:
    told = "\n".join(clean(part) for part in message.splitlines())
    talk.print(f"hawse: {told}", markup=False, highlight=False, soft_wrap=True)
    if "--json" in (sys.argv[1:] if words is None else words):
        print_json({"error": message, "exit_code": code})
    return code
