"""What a verb shows when it is done: a run's summary, a case's files, a channel's tables."""

import json as json_
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.cli.screen import (
    MADE_UP,
    MARKS,
    Row,
    clean,
    line,
    marked,
    print_json,
    said,
    shortened,
    table,
    verdict,
)
from hawse.core.measure import ANSWERS_TOLD
from hawse.flow import Run
from hawse.flow.verbs import claims, with_cover
from hawse.ledger.store import Ledger

DECIDED: Final = ("supported", "partly_supported", "contradicted", "not_observable")
MOST: Final = 12
MOST_REASONS: Final = 40
MOST_DIGITS: Final = 18
COLUMNS: Final = {
    "articles": ("id", "published_at", "title", "publisher", "dated_by"),
    "lineage": ("relation", "score", "child", "parent"),
    "aligned": ("label", "child_sentence", "parent_sentence", "says", "edits"),
    "claims": ("kind", "speaker", "flags", "says"),
    "findings": ("id", "kind", "basis", "says"),
    "rejects": ("file", "lines", "first", "reason", "raw"),
}


def summary(made: Run, *, as_json: bool, verified: bool = False) -> None:
    """Print what a run came to: what was decided, what was not, and what to do next."""
    rows = claims(made.out)
    counts = {v: sum(r["verdict"] == v for r in rows) for v in MARKS}
    names = ("sources", "evidence", "findings", "rejects")
    size = {n: made.ledger.table(n).num_rows for n in names}
    if as_json:
        places = {"out": str(made.out), "dossier": str(made.dossier)}
        head = {"case": made.case.id, "ledger": made.ledger.digest, "verified": verified}
        print_json({**head, **places, "claims": counts, **size})
        return
    line(f"Case {clean(made.case.id)}: {clean(made.case.question)}", "bold", cut=True)
    line(
        f"{size['sources']} sources, {size['evidence']} evidence rows, "
        f"{size['findings']} findings, {size['rejects']} lines rejected"
    )
    made_up = sum(bool(s["synthetic"]) for s in made.ledger.rows("sources"))
    if made_up:
        line(f"{MADE_UP} {made_up} of {size['sources']} sources are made up: not to be cited")
    told = [r for v in DECIDED for r in shortened(rows) if r["verdict"] == v]
    for row in told[:MOST]:
        line(f"{verdict(row['verdict']):<18}  {row['id']}  {said(row)}", cut=True)
    if len(told) > MOST:
        line(f"... and {len(told) - MOST} more")
    counted = (f"{n} {v.replace('_', ' ')}" for v, n in counts.items() if n)
    line(f"Claims: {', '.join(counted) or 'none, as no report was given'}")
    if verified:
        line("Verified: ids, hashes, every figure and the page made anew are the same")
    kilobytes = made.dossier.stat().st_size / 1000
    line(f"Wrote {made.dossier} ({kilobytes:.0f} kB), ledger {made.ledger.digest[:16]}")
    _next(made.out, told[0]["id"] if told else "ID", verified=verified)


def _next(out: Path, first: str, *, verified: bool) -> None:
    place = "" if out == Path("out") else f" -o {quote(str(out))}"
    verbs = [f"explain {first}", "claims", "findings"] + ([] if verified else ["verify"])
    for n, verb in enumerate(verbs):
        line(f"{'Next:' if n == 0 else '     '} hawse {verb}{place}")


def show_check(seen: Row, *, settings: bool) -> None:
    """Print which reader takes each file of a case, which channels go without, what may be set."""
    files: list[Row] = seen["files"]
    rows = [{**r, "sha256": r["sha256"][:12]} for r in files]
    title = f"Case {clean(seen['case'])} is sound: {len(files)} files"
    table(title, rows, ("channel", "reader", "bytes", "sha256", "path"))
    line(f"{seen['reference']} files of reference rows come with Hawse")
    if seen["silent"]:
        line(
            f"No file of their own: {', '.join(seen['silent'])}; what only such files could settle"
        )
        line("comes out not examined, and says which data would settle it")
    if settings:
        line("Settings", "bold")
        for name, value in seen["settings"].items():
            line(f"{name} = {json_.dumps(value)}")


def show_claims(rows: Sequence[Row]) -> None:
    """Print claims with their verdicts."""
    shown = [{**r, "sources": r["independent_sources"]} for r in marked(shortened(rows))]
    names = ("id", "verdict", "confidence", "kind", "sources", "says")
    table(_counted(len(rows), "claims"), shown, names)


def show_findings(rows: Sequence[Row]) -> None:
    """Print findings."""
    table(_counted(len(rows), "findings"), shortened(rows), COLUMNS["findings"])


def _counted(number: int, which: str) -> str:
    """Say how many rows a table has; one row is one."""
    ones = {"lineage": "lineage", "aligned": "aligned"}
    return f"{number} {ones.get(which, which.removesuffix('s')) if number == 1 else which}"


def show_channel(name: str, ledger: Ledger, *, as_json: bool) -> None:
    """Print what one channel alone made of its files."""
    own = ("articles", "lineage", "aligned", "claims") if name == "reports" else ("findings",)
    rows = {t: _rows(t, ledger, whole=as_json) for t in (*own, "rejects")}
    seen = [c for c in ledger.table("coverage").to_pylist() if c["channel"] == name]
    if "findings" in rows:  # channels that it builds on ran with it
        rows["findings"] = [f for f in rows["findings"] if f["channel"] == name]
    if as_json:
        told = {n: with_cover(r, ledger) if n == "findings" else r for n, r in rows.items()}
        print_json({"channel": name, **told, "coverage": seen})
        return
    if name == "reports":
        rows = {**rows, **_story(rows, ledger)}
    for which, listed in rows.items():
        if listed or which == own[-1]:
            count = ledger.table(which).num_rows if which == "rejects" else len(listed)
            shown = shortened(listed) if which == "findings" else listed
            if which == "rejects":
                shown = _grouped(ledger)
            table(_counted(count, which), shown, COLUMNS[which])
    for one in seen:
        line(said(one, "basis_text"))
    if name != "reports":
        show_cover(rows["findings"], ledger)


def _grouped(ledger: Ledger) -> list[Row]:
    """Give a row for each reason for which lines of a file were rejected, and the first of them.

    In the order of files and lines; of more than ``MOST_REASONS`` those with the most lines.
    """
    rejects, files = ledger.table("rejects"), {s["id"]: s["path"] for s in ledger.rows("sources")}
    keys = ["source_id", "reason"]
    counted = rejects.group_by(keys).aggregate([("locator", "count")])
    most = [("locator_count", "descending"), *((key, "ascending") for key in keys)]
    told = []
    for one in counted.sort_by(most).slice(0, MOST_REASONS).to_pylist():
        rows = rejects.filter(
            pc.and_(*(pc.fill_null(pc.equal(rejects[k], one[k]), False) for k in keys))
        )
        places = _places(rows["locator"])
        n = pc.index(places, pc.min(places)).as_py()
        first = {"first": rows["locator"][n].as_py(), "raw": rows["raw"][n].as_py()}
        file = Path(files.get(one["source_id"], "")).name
        told.append((file, places[n].as_py(), {**one, **first, "file": file}))
    if counted.num_rows > len(told):
        line(f"{counted.num_rows} reasons to reject lines; the {len(told)} with most lines follow")
    told.sort(key=lambda t: t[:2])
    return [row | {"lines": row["locator_count"]} for *_, row in told]


def _places(locators: pa.ChunkedArray) -> pa.Array:
    """Give numbers that put places in a file in order: line 2 before line 10."""
    digits = pc.replace_substring_regex(locators.combine_chunks(), "[^0-9]+", "")
    digits = pc.utf8_slice_codeunits(digits, 0, MOST_DIGITS)
    return pc.fill_null(pc.if_else(pc.equal(digits, ""), "0", digits).cast(pa.int64()), 0)


def _rows(name: str, ledger: Ledger, *, whole: bool) -> list[Row]:
    """Give the rows of a table; of those that are listed, no articles' texts and one reject."""
    table = ledger.table(name)
    if name == "rejects" and not whole:
        table = table.slice(0, 1)  # enough to know that there are some: they are told by reason
    rows: list[Row] = (
        table.select([*COLUMNS[name], "synthetic"]) if name == "articles" and not whole else table
    ).to_pylist()
    return rows


def show_cover(found: Sequence[Row], ledger: Ledger) -> None:
    """Print which measures would cover what the findings tell, those in force first."""
    order = list(ANSWERS_TOLD)
    counts: dict[tuple[str, str, str, str], int] = {}
    for statement in with_cover(list(found), ledger):
        for row in statement["would_cover"]:
            if row["answer"] in ANSWERS_TOLD:
                why = json_.loads(row["reasons"])[0]
                key = (row["answer"], row["measure_id"], statement["kind"], why)
                counts[key] = counts.get(key, 0) + 1
    rows = [
        {"answer": ANSWERS_TOLD[a], "measure": m, "act": k, "findings": n, "why": why}
        for (a, m, k, why), n in sorted(
            counts.items(), key=lambda c: (order.index(c[0][0]), c[0][1:])
        )
    ]
    if rows:
        columns = ("answer", "measure", "act", "findings", "why")
        table("Which measure would cover it; whether one was breached is not said", rows, columns)


def _story(rows: dict[str, list[Row]], ledger: Ledger) -> dict[str, list[Row]]:
    """Put titles for article ids, and the words for sentence numbers."""
    titles = {a["id"]: a["title"] or a["id"][:FEW] for a in rows["articles"]}
    words = _words(rows["aligned"], ledger.table("sentences"))
    return {
        "articles": [{**a, "id": a["id"][:FEW]} for a in rows["articles"]],
        "lineage": [
            {**p, "child": titles.get(p["child"]), "parent": titles.get(p["parent"])}
            for p in rows["lineage"]
        ],
        "aligned": [
            {
                **pair,
                "edits": _edits(pair["ops"]),
                "says": words.get((pair["child"], pair["child_sentence"]))
                or words.get((pair["parent"], pair["parent_sentence"])),
            }
            for pair in rows["aligned"]
        ],
        "claims": [
            {**c, "flags": ", ".join(c["flags"] or ())}
            for c in sorted(rows["claims"], key=lambda c: (c["article_id"], c["sentence"]))
        ],
    }


def _words(pairs: Sequence[Row], sentences: pa.Table) -> dict[tuple[str, int], str]:
    """Give the words of the sentences that pairs speak of, by article and number."""
    ends = {(pair[end], pair[f"{end}_sentence"]) for pair in pairs for end in ("child", "parent")}
    articles = pa.array(sorted({a for a, _ in ends}), pa.string())
    found = sentences.filter(pc.is_in(sentences["article_id"], articles))
    columns = (found[n].to_pylist() for n in ("article_id", "sentence", "text"))
    return {(a, n): text for a, n, text in zip(*columns, strict=True) if (a, n) in ends}


FEW: Final = 8


def _edits(ops: str | None) -> str:
    """Tell edits in words: what was there, and what stands there now."""
    told = []
    for op in json_.loads(ops or "[]"):
        before, after = op.get("before") or "", op.get("after") or ""
        change = f"{before!r} became {after!r}" if before and after else repr(before or after)
        told.append(f"{str(op.get('op')).replace('_', ' ')}: {change}")
    return "; ".join(told)
