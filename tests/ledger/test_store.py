"""Ids, keys and the ledger on disk."""

import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.core.errors import LedgerError
from hawse.core.tables import CLAIMS, FINDINGS, LEDGER
from hawse.ledger import store
from tests.ledger.conftest import claim, finding


def raw(name: str, **more):
    """Give a claim or finding as a step makes it: with evidence and without ids."""
    base = claim(**more) if name == "claims" else finding(**more)
    table = CLAIMS if name == "claims" else FINDINGS
    place = {"source_id": "s1", "locator": "line 2", "quote": "31.4", "values": "{}"}
    row = {n: base.get(n) for n in table.names}
    return table.rows([{**row, "evidence": [place], "evidence_total": 1}])


def test_the_same_content_has_the_same_id_and_other_content_another():
    """An id is a hash of the content: it changes when the content does."""
    one, same, other = (
        store.numbered_findings(raw("findings", q_best=v)).to_pylist()[0] for v in (1.0, 1.0, 1.1)
    )

    assert one["id"] == same["id"]
    assert one["id"] != other["id"]


def test_a_key_stays_when_the_figure_changes():
    """People cite and decide by key; a better figure must not orphan a decision."""
    one, other = (
        store.numbered_findings(raw("findings", q_best=v, unit="USD")).to_pylist()[0]
        for v in (1.0, 1.1)
    )

    assert one["key"] == other["key"]


def test_the_last_bits_of_a_sum_do_not_change_an_id():
    """0.1 + 0.2 and 0.3 are the same figure."""
    one, other = (
        store.numbered_findings(raw("findings", q_best=v)).to_pylist()[0] for v in (0.1 + 0.2, 0.3)
    )

    assert one["id"] == other["id"]


def test_the_same_row_twice_is_one_row():
    """Two parts that hold the same finding do not count it twice."""
    twice = pa.concat_tables([raw("findings"), raw("findings")])

    assert store.numbered_findings(twice).num_rows == 1
    assert store.cited(CLAIMS.empty(), twice).num_rows == 1


def test_no_more_than_sixteen_places_are_cited_and_the_total_is_kept():
    """A finding from a million rows cites the defining ones and says how many there were."""
    place = {"source_id": "s", "quote": None, "values": "{}"}
    rows = raw("findings").to_pylist()
    rows[0]["evidence"] = [{**place, "locator": f"line {n}"} for n in range(40)]
    rows[0]["evidence_total"] = 40

    made = store.numbered_findings(FINDINGS.rows(rows)).to_pylist()[0]

    assert len(made["evidence_ids"]) == 16
    assert made["evidence_total"] == 40


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_rows_changes_nothing(order):
    """Same inputs, same bytes, whoever made the rows first."""
    rows = pa.concat_tables([raw("claims", says=s) for s in order])
    sorted_rows = pa.concat_tables([raw("claims", says=s) for s in "abcd"])

    assert store.numbered_claims(rows) == store.numbered_claims(sorted_rows)


def written(tmp_path, **more):
    """Write a small ledger."""
    claims = store.numbered_claims(raw("claims", **more))
    evidence = store.cited(raw("claims", **more), FINDINGS.empty())
    return store.write(
        tmp_path / "ledger", {"claims": claims, "evidence": evidence}, {"case": "x"}
    )


def test_a_ledger_is_written_whole_and_read_back(tmp_path):
    """Every table is there, empty or not, with the columns that other programs expect."""
    made = written(tmp_path)

    held = store.read(tmp_path)

    assert held.digest == made.digest
    assert {n: t.column_names for n, t in held.tables.items()} == {
        n: list(t.names) for n, t in LEDGER.items()
    }
    assert store.check(tmp_path) == []


def test_two_writings_give_the_same_bytes(tmp_path):
    """A ledger can be compared by its digest."""
    written(tmp_path / "a")
    written(tmp_path / "b")
    files = [
        p.relative_to(tmp_path / "a") for p in sorted((tmp_path / "a").rglob("*")) if p.is_file()
    ]

    assert files
    assert [(tmp_path / "a" / f).read_bytes() for f in files] == [
        (tmp_path / "b" / f).read_bytes() for f in files
    ]


def test_one_altered_number_is_named(tmp_path):
    """The manifest and the id both tell."""
    written(tmp_path, q_best=31.4, unit="USD")
    path = tmp_path / "ledger" / "claims.parquet"
    table = pq.read_table(path)
    column = table.column_names.index("q_best")
    pq.write_table(table.set_column(column, "q_best", pa.array([32.4])), path)

    faults = store.check(tmp_path)

    assert any("claims.parquet: SHA-256" in f for f in faults)
    assert any(f.startswith("claims c") for f in faults)


def test_a_folder_without_a_ledger_says_how_to_make_one(tmp_path):
    """Errors teach."""
    with pytest.raises(LedgerError, match="hawse run"):
        store.read(tmp_path)


def test_a_broken_manifest_is_no_traceback(tmp_path):
    """What is read is hostile."""
    written(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps([1]))

    with pytest.raises(LedgerError, match="manifest"):
        store.read(tmp_path)


def test_decisions_have_ids_too():
    """A decision is content as well."""
    row = {
        "target_key": "k",
        "act": "dismiss",
        "reason": "r",
        "author": "a",
        "at": datetime(2026, 1, 1, tzinfo=UTC),
        "supersedes": None,
    }

    assert store.with_ids("decisions", [row])[0]["id"].startswith("d")
