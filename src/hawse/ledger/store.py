"""Ids, keys, and the one place that reads and writes OUT/ledger.

Ids are hashes of content and change when the content does; keys are stable (kind, subject,
counterpart, item, period), so that people can cite and decide.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.errors import FigureError, LedgerError
from hawse.core.table import MOST_EVIDENCE, Column, Table
from hawse.core.tables import EVIDENCE, LEDGER

ID_DIGITS: Final = 16
KEY_DIGITS: Final = 8
LETTERS: Final = {
    "claims": "c",
    "findings": "f",
    "evidence": "e",
    "entries": "n",
    "decisions": "d",
}
NUMBERED_CLAIMS: Final = Table("numbered_claims", LEDGER["claims"].columns, ("id",))
NUMBERED_FINDINGS: Final = Table("numbered_findings", LEDGER["findings"].columns, ("id",))
CITED: Final = Table("cited", EVIDENCE.columns, ("id",))
NUMBERED_COVER: Final = Table(
    "numbered_cover", LEDGER["would_cover"].columns, LEDGER["would_cover"].order
)
_ABOUT: Final = ("kind", "subject", "counterpart", "item", "period_start", "period_end")

Row = dict[str, Any]


def content_id(table: str, row: Row) -> str:
    """Give the id of a ledger row: one letter and 16 hexadecimal digits of its content."""
    content = {k: v for k, v in row.items() if k not in {"id", "key"}}
    return LETTERS[table] + _hash(content, ID_DIGITS)


def stable_key(row: Row) -> str:
    """Give the key of a proposition: its kind, and a hash of what it is about and when."""
    about = [row.get(n) for n in _ABOUT]
    return f"{row['kind']}-{_hash(about, KEY_DIGITS)}"


def _hash(value: object, digits: int) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=_plain)
    return sha256(text.encode()).hexdigest()[:digits]


def _plain(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def rounded(row: Row, columns: Iterable[Column]) -> Row:
    """Round a row's doubles to their columns' decimals: the last bits never change an id."""
    made = dict(row)
    for column in columns:
        value = made.get(column.name)
        if isinstance(value, float) and column.decimals is not None:
            made[column.name] = round(value, column.decimals) + 0.0
    return made


def _evidence_rows(row: Row) -> list[Row]:
    rows = []
    for item in (row["evidence"] or [])[:MOST_EVIDENCE]:
        made: Row = {**item, "basis": row["basis"], "synthetic": bool(row["synthetic"])}
        rows.append({"id": content_id("evidence", made), **made})
    return rows


def _numbered(raw: pa.Table, table: Table) -> pa.Table:
    """Give ids and keys to propositions; the same content twice is one row."""
    rows: dict[str, Row] = {}
    for row in raw.to_pylist():
        ids = [item["id"] for item in _evidence_rows(row)]
        content = {n: row[n] for n in table.names if n in row}
        made = rounded(
            {**content, "evidence_ids": ids, "synthetic": bool(row["synthetic"])}, table.columns
        )
        if "flags" in made:
            made["flags"] = sorted(made["flags"] or [])
        made_id = content_id(table.name.removeprefix("numbered_"), made)
        rows[made_id] = {"id": made_id, "key": stable_key(made), **made}
    return table.rows([rows[i] for i in sorted(rows)])


def numbered_claims(claims: pa.Table) -> pa.Table:
    """Step: claims with ids, keys and evidence ids."""
    return _numbered(claims, NUMBERED_CLAIMS)


def numbered_findings(findings: pa.Table) -> pa.Table:
    """Step: findings with ids, keys and evidence ids."""
    return _numbered(findings, NUMBERED_FINDINGS)


def numbered_cover(
    would_cover: pa.Table, numbered_claims: pa.Table, numbered_findings: pa.Table
) -> pa.Table:
    """Step: what measures would cover, by the id and key of the statement that tells the act."""
    told: dict[tuple[Any, ...], list[Row]] = {}
    for table in (numbered_claims, numbered_findings):
        for row in table.select(["id", "key", "says", *_ABOUT]).to_pylist():
            told.setdefault((row["says"], *(row[n] for n in _ABOUT)), []).append(row)
    made = [
        rounded(
            {
                **{n: row[n] for n in NUMBERED_COVER.names if n in row},
                "statement_id": one["id"],
                "statement_key": one["key"],
            },
            NUMBERED_COVER.columns,
        )
        for row in would_cover.to_pylist()
        for one in told.get((row["says"], *(row[n] for n in _ABOUT)), ())
    ]
    return NUMBERED_COVER.rows(made)


def cited(claims: pa.Table, findings: pa.Table) -> pa.Table:
    """Step: the evidence that claims and findings name, each place once."""
    rows = {
        item["id"]: item
        for raw in (claims, findings)
        for row in raw.select(["evidence", "basis", "synthetic"]).to_pylist()
        for item in _evidence_rows(row)
    }
    return CITED.rows([rows[i] for i in sorted(rows)])


def with_ids(table: str, rows: Iterable[Row]) -> list[Row]:
    """Give ids to rows of a ledger table that has them (entries, decisions), sorted by id."""
    made = [rounded(row, LEDGER[table].columns) for row in rows]
    return sorted(
        ({**row, "id": content_id(table, row)} for row in made), key=lambda row: row["id"]
    )


@dataclass(frozen=True)
class Ledger:
    """A ledger as it lies on the disk: its tables by name, and the digest of them all."""

    tables: Mapping[str, pa.Table]
    digest: str

    def table(self, name: str) -> pa.Table:
        """Give one table."""
        return self.tables[name]

    def rows(self, name: str) -> list[Row]:
        """Give one table's rows."""
        rows: list[Row] = self.tables[name].to_pylist()
        return rows


def settle(name: str, table: pa.Table) -> pa.Table:
    """Give a table its form in the ledger: its columns, its types, rounded, in its order."""
    wanted = LEDGER[name]
    made = table.select(list(wanted.names)).cast(wanted.schema)
    if any(column.decimals is not None for column in wanted.columns):
        made = wanted.rows([rounded(row, wanted.columns) for row in made.to_pylist()])
    return made.sort_by([(n, "ascending") for n in wanted.order]) if wanted.order else made


def write(folder: Path, tables: Mapping[str, pa.Table], manifest: Mapping[str, object]) -> Ledger:
    """Write every table of the ledger and the manifest beside it; give the ledger.

    A table that is not given is written empty. Each file is written under a temporary name and
    renamed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, pa.Table] = {}
    digests: dict[str, str] = {}
    for name, table in LEDGER.items():
        made[name] = settle(name, tables.get(name, table.empty()))
        path = folder / f"{name}.parquet"
        temporary = folder / f".{name}.parquet"
        pq.write_table(made[name], temporary, compression="zstd")
        temporary.replace(path)
        digests[name] = sha256(path.read_bytes()).hexdigest()
    ledger = Ledger(made, _hash(digests, 64))
    whole = {
        **manifest,
        "ledger": ledger.digest,
        "tables": {n: {"sha256": digests[n], "rows": made[n].num_rows} for n in made},
    }
    text = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder.parent / "manifest.json").write_text(text, "utf-8")
    return ledger


def read(out: Path) -> Ledger:
    """Read a ledger that was written under OUT; a table that its version did not have is empty.

    Raises:
        LedgerError: there is none, or a table is missing or cannot be read.
    """
    folder, manifest = out / "ledger", manifest_of(out)
    tables: dict[str, pa.Table] = {}
    for name, table in LEDGER.items():
        path = folder / f"{name}.parquet"
        if name not in manifest["tables"] and not path.exists():
            tables[name] = table.empty()
            continue
        try:
            tables[name] = pq.read_table(path)
        except (OSError, pa.ArrowException) as why:
            raise LedgerError(f"{path.name}: cannot be read ({why}); run the case again") from why
    return Ledger(tables, str(manifest["ledger"]))


def manifest_of(out: Path) -> dict[str, Any]:
    """Give the manifest of a ledger.

    Raises:
        LedgerError: there is no ledger under OUT, or its manifest is not JSON or lacks its tables.
    """
    if not (out / "manifest.json").exists():
        raise LedgerError(
            f"{out}: there is no ledger here; make one with hawse run CASE.toml -o {out}"
        )
    try:
        made = json.loads((out / "manifest.json").read_text("utf-8"))
        return {**made, "ledger": made["ledger"], "tables": dict(made["tables"])}
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise LedgerError(f"manifest.json: cannot be read ({why}); run the case again") from why


def check(out: Path) -> list[str]:
    """Say what does not hold in a ledger: files against the manifest, rows against their ids.

    Gives one line for each fault; empty if all holds.

    Raises:
        LedgerError: there is no ledger.
        FigureError: a table has lost its columns.
    """
    manifest, ledger, faults = manifest_of(out), read(out), []
    for name, said in sorted(manifest["tables"].items()):
        now = sha256((out / "ledger" / f"{name}.parquet").read_bytes()).hexdigest()
        if now != said["sha256"]:
            faults.append(
                f"ledger/{name}.parquet: SHA-256 is {now[:16]}, "
                f"the manifest says {said['sha256'][:16]}"
            )
    for name in LETTERS:
        if missing := set(LEDGER[name].names) - set(ledger.table(name).column_names):
            raise FigureError(
                f"ledger/{name}.parquet: columns {sorted(missing)} are gone; run the case again"
            )
        faults += [
            f"{name} {r['id']}: its content gives {made}"
            for r in ledger.rows(name)
            if (made := content_id(name, r)) != r["id"]
        ]
    return faults
