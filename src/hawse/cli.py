"""The command line: one function a verb. Parse, call one library function, print.

Data goes to stdout, talk and progress to stderr. Exit codes: 0 done, 1 internal fault, 2 usage, 3 bad case
file, 4 source missing or unreadable, 5 hash mismatch, 6 a figure does not recompute.
"""

import json as json_
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import cyclopts
from cyclopts import App, Parameter
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.tree import Tree

import hawse
from hawse.core.errors import HawseError

Row = dict[str, Any]
Out = Annotated[Path, Parameter(name=["--out", "-o"])]
Json = Annotated[bool, Parameter(name="--json", negative="")]
DEFAULT_OUT: Final = Path("out")
MARKS: Final = {
    "supported": "●",
    "partly_supported": "◐",
    "contradicted": "▲",
    "not_observable": "◌",
    "not_examined": "–",
    "not_testable": "·",
}
app = App(
    name="hawse",
    help="What keeps a sanctioned economy supplied, by whom, through which channel, and how sure are we?",
    version=hawse.__version__,
    help_format="plaintext",
)
talk = Console(stderr=True)


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
    with told() as tell:
        made = hawse.demo(folder, engine=engine, told=tell)
    _summary(made, as_json=json)


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
    _print(
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
        _json({"files": rows})
        return
    _table(
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
    with told() as tell:
        made = hawse.run(case, out, engine=engine, threads=threads, told=tell)
    _summary(made, as_json=json)


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
        _json({"claims": rows})
        return
    shown = [
        {
            **r,
            "verdict": f"{MARKS[r['verdict']]} {r['verdict']}",
            "sources": r["independent_sources"],
        }
        for r in rows
    ]
    _table(
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
        _json({"findings": rows})
        return
    _table(f"{len(rows)} findings", rows, ("id", "kind", "basis", "says"))


@app.command
def explain(
    wanted: Annotated[str, Parameter(name="ID")], *, out: Out = DEFAULT_OUT, json: Json = False
) -> None:
    """Walk ID (an entry, claim, finding, evidence or source; id, its beginning, or key) back to its bytes.

    Python twin: hawse.explain(out, wanted)

    Parameters
    ----------
    wanted: The id or key.
    out: Where the ledger lies.
    json: Print one JSON object.
    """
    trails = hawse.explain(out, wanted)
    if json:
        _json({"trails": [t.plain() for t in trails]})
        return
    for one in trails:
        Console().print(_tree(one))


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
    with told() as tell:
        seen = hawse.verify(out, case=case, told=tell)
    words = f"Holds: {seen['sources']} sources, {seen['evidence']} places of evidence, {seen['findings']} findings, {seen['entries']} claims weighed. Ledger {seen['ledger'][:16]}"
    _print(seen, words, as_json=json)


def _channel_verb(name: str, question: str) -> None:
    """Give a channel its verb: run it alone on files and print what it found."""

    def verb(*files: Path, target: str = "KP", out: Out | None = None, json: Json = False) -> None:
        with tempfile.TemporaryDirectory(prefix="hawse-") as scratch, told() as tell:
            ledger = hawse.look(name, files, out or Path(scratch), target=target, told=tell)
        tables = (
            ("articles", "lineage", "aligned", "claims") if name == "reports" else ("findings",)
        )
        rows = {t: ledger.rows(t) for t in (*tables, "rejects")}
        if json:
            _json({"channel": name, **rows})
            return
        for table, listed in rows.items():
            if listed or table == tables[-1]:
                _table(f"{len(listed)} {table}", listed, COLUMNS[table])

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


class told:  # noqa: N801 - reads as a word where it is used: with told() as tell
    """Progress on stderr: a bar on a terminal, else one plain line a stage."""

    def __enter__(self) -> "told":
        """Start the bar."""
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._last = ""
        if talk.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description:<34}"),
                BarColumn(24),
                TextColumn("{task.completed}/{task.total}"),
                TimeElapsedColumn(),
                console=talk,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=1)
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say what is being done."""
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task, description=escape(what[:34]), completed=done, total=max(of, 1)
            )

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _summary(made: Any, *, as_json: bool) -> None:  # noqa: ANN401 - a Run
    rows = hawse.claims(made.out)
    counts = {v: sum(r["verdict"] == v for r in rows) for v in MARKS}
    size = {
        n: made.ledger.table(n).num_rows for n in ("sources", "evidence", "findings", "rejects")
    }
    if as_json:
        _json(
            {
                "case": made.case.id,
                "ledger": made.ledger.digest,
                "out": str(made.out),
                "dossier": str(made.dossier),
                "claims": counts,
                **size,
            }
        )
        return
    heading = f"Case {made.case.id}   {size['findings']} findings, {size['evidence']} places of evidence, {size['sources']} sources, {size['rejects']} rejected lines"
    told_rows = [
        {**r, "verdict": f"{MARKS[r['verdict']]} {r['verdict']}"}
        for r in rows
        if r["verdict"] not in {"not_testable"}
    ]
    _table(heading, told_rows, ("id", "channel", "verdict", "confidence", "says"))
    print_ = Console().print
    print_("Claims: " + ", ".join(f"{n} {v.replace('_', ' ')}" for v, n in counts.items() if n))
    print_(f"Ledger {made.ledger.digest[:16]}")
    print_(f"Wrote {made.dossier} ({made.dossier.stat().st_size / 1000:.0f} kB)", soft_wrap=True)
    first = rows[0]["id"] if rows else "ID"
    print_(
        f"Next: hawse explain {first} -o {made.out}   hawse claims -o {made.out}   hawse verify -o {made.out}",
        soft_wrap=True,
    )


def _tree(one: Any, into: Tree | None = None) -> Tree:  # noqa: ANN401 - a Trail
    label = f"[bold]{one.kind}[/bold] {one.id}  {escape(one.says)}"
    tree = Tree(label) if into is None else into.add(label)
    for below in one.rests_on:
        _tree(below, tree)
    return tree


def _table(
    title: str, rows: Sequence[Row], columns: Iterable[str], short: dict[str, int] | None = None
) -> None:
    table = Table(
        title=escape(title), title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    names = list(columns)
    for name in names:
        table.add_column(
            name.replace("_", " "),
            overflow="fold",
            no_wrap=name in {"id", "channel"},
            ratio=1 if name in {"says", "reason", "path"} else None,
        )
    for row in rows:
        table.add_row(*(escape(_cell(row.get(n), (short or {}).get(n))) for n in names))
    Console().print(table)


def _cell(value: object, most: int | None) -> str:
    text = (
        "" if value is None else f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
    )
    return text[:most] if most else text


def _json(value: object) -> None:
    sys.stdout.write(json_.dumps(value, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _print(value: object, words: str, *, as_json: bool) -> None:
    if as_json:
        _json(value)
    else:
        Console().print(words, soft_wrap=True, markup=False)


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
            f"hawse: internal fault: {type(why).__name__}: {why}\nSet HAWSE_DEBUG=1 to see where, and report it",
            markup=False,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
