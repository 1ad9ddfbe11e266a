"""What people write into a ledger stays there, whatever is run after."""

from datetime import UTC, datetime

import pytest

import hawse
from hawse.core.errors import LedgerError, SourceError
from hawse.ledger import store
from tests.made import demo_copy, the_demo

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Give a demo ledger that the tests of this file write into."""
    return demo_copy(tmp_path_factory.mktemp("decided")) / "out"


def a_finding(out):
    """Give some finding of a ledger."""
    return store.read(out).rows("findings")[0]


def test_a_decision_stands_in_ledger_and_page_and_survives_the_next_run(out):
    """Design rule 9: decisions survive every re-run."""
    row = a_finding(out)

    made = hawse.decide(out, row["id"], "dismiss", "seen by <b>two</b> of us", "A. Reader", at=AT)
    hawse.verify(out)
    hawse.run(out.parent / "case", out)

    assert made in store.read(out).rows("decisions")
    assert row["key"] == made["target_key"]
    page = (out / "dossier.html").read_text("utf-8")
    assert "seen by &lt;b&gt;two&lt;/b&gt; of us" in page
    hawse.verify(out)


def test_the_same_decision_twice_is_one(out):
    """Ids are content."""
    row = a_finding(out)
    for _ in range(2):
        made = hawse.decide(out, row["key"], "note", "once", "A. Reader", at=AT)

    assert 1 == sum(r["id"] == made["id"] for r in store.read(out).rows("decisions"))


def test_a_decision_that_replaces_another_leaves_it_in_the_ledger_and_off_the_page(out):
    """What was once decided is not unwritten, only no longer said."""
    row = a_finding(out)
    first = hawse.decide(out, row["id"], "reject", "at first sight wrong", "B", at=AT)
    hawse.decide(out, row["id"], "accept", "looked again", "B", at=AT, instead_of=first["id"])

    page = (out / "dossier.html").read_text("utf-8")
    assert first in store.read(out).rows("decisions")
    assert "looked again" in page
    assert "at first sight wrong" not in page


def test_an_answer_completes_the_row_of_the_question(out, tmp_path):
    """One party, one question, one row."""
    words = tmp_path / "answer.txt"
    words.write_text("We carry <i>no</i> such traffic.", "utf-8")
    row = a_finding(out)

    hawse.reply(out, "One Network", "awaiting", [row["id"]], asked=AT, deadline=AT)
    made = hawse.reply(out, "One Network", "answered", words=words, language="en", received=AT)

    assert [made] == [r for r in store.read(out).rows("replies") if r["party"] == "One Network"]
    assert ("answered", [row["key"]], AT) == (
        made["status"], made["finding_keys"], made["asked_at"],
    )  # fmt: skip
    assert "We carry &lt;i&gt;no&lt;/i&gt; such traffic." in (out / "dossier.html").read_text(
        "utf-8"
    )
    hawse.verify(out)


def test_what_cannot_be_decided_on_is_refused(tmp_path):
    """A decision that hangs on nothing is lost at once."""
    out = the_demo() / "out"
    before = store.read(out).digest
    evidence = store.read(out).rows("evidence")[0]["id"]

    for wanted, reason, author, match in [
        ("zz", "why", "me", "no id 'zz'"),
        (evidence, "why", "me", "is in evidence; decide on a claim"),
        (a_finding(out)["id"], " ", "me", "needs a reason"),
    ]:
        with pytest.raises(LedgerError, match=match):
            hawse.decide(out, wanted, "note", reason, author)
    with pytest.raises(LedgerError, match="no decision 'd0' in this ledger"):
        hawse.decide(out, a_finding(out)["id"], "note", "why", "me", instead_of="d0")
    assert before == store.read(out).digest


def test_a_reply_that_is_none_is_refused(tmp_path):
    """Words without an answer, an answer without words, a file that is no text."""
    out = the_demo() / "out"
    binary = tmp_path / "b.txt"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(LedgerError, match="an answer has words"):
        hawse.reply(out, "X", "answered")
    with pytest.raises(LedgerError, match="an answer has words"):
        hawse.reply(out, "X", "declined", words=binary)
    with pytest.raises(SourceError, match="byte 0: found no UTF-8 text"):
        hawse.reply(out, "X", "answered", words=binary)
    with pytest.raises(SourceError, match="cannot be read"):
        hawse.reply(out, "X", "answered", words=tmp_path / "none.txt")
