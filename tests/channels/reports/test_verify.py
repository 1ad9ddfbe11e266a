"""The verifier: what a plugged-in extractor proposes stands in the text or is a reject with its reason."""

import json
from pathlib import Path
from typing import ClassVar

import pyarrow.parquet as pq
import pytest

from hawse import look
from hawse.channels.reports import record
from hawse.channels.reports.extract.verify import recorded, refusal, text_id
from hawse.channels.reports.read import answers, json_lines
from hawse.channels.reports.tables import ANSWERS
from hawse.core.tables import SHARED
from hawse.testing import ReaderContract, all_rows

TEXT = [
    "Officials met in Minsk.",
    "The agency said the plant sold 300 tonnes of cement to Iran in May 2019.",
]
GOOD = {
    "sentence": 1, "kind": "trade_level", "content": "the plant sold 300 tonnes of cement to Iran", "source": "The agency", "cue": "said",
    "quantity": "300 tonnes", "period": "in May 2019", "subject": "country:BY", "counterpart": "country:IR", "flow": "export", "item": "cement",
}  # fmt: skip


class Parrot:
    """An extractor that repeats what it was given."""

    name, version = "parrot", 3

    def __init__(self, *given):
        self.given = given

    def answers(self, sentences):
        """Give the same answers for any text that has sentences."""
        return self.given if sentences else ()


class TestAnswers(ReaderContract):
    """The contract of every reader, on recorded answers."""

    reader = answers.READER
    good = "\n".join(recorded(Parrot(GOOD), [TEXT])).encode() + b"\n"
    name = "answers.jsonl"
    tables: ClassVar = {**SHARED, "answers": ANSWERS}


def test_an_answer_that_stands_in_the_text_stands():
    """The plain case."""
    assert refusal(GOOD, TEXT) is None


@pytest.mark.parametrize(("change", "why"), [
    ({"sentence": 7}, "no sentence 7"),
    ({"sentence": True}, "no sentence True"),
    ({"kind": "treason"}, "no kind 'treason'"),
    ({"content": "the plant sold 400 tonnes"}, "does not stand in the text"),
    ({"content": ""}, "no content"),
    ({"source": "The minister"}, "does not stand in the text"),
    ({"cue": 5}, "is no text"),
    ({"quantity": "of cement"}, "does not read one amount"),
    ({"period": "cement"}, "does not read one period"),
    ({"subject": "Belarus"}, "is not typed"),
    ({"flow": "sideways"}, "no flow 'sideways'"),
], ids=lambda v: str(v)[:30])  # fmt: skip
def test_an_answer_that_does_not_is_refused_with_its_reason(change, why):
    """Nothing is taken on trust: a model may make up a word, a figure or a speaker."""
    assert why in refusal({**GOOD, **change}, TEXT)


def test_recorded_answers_are_replayed_as_claims_and_refusals(kit):
    """Offline, the kept file gives the same claims again; what fails is in the rejects."""
    text = "May 30, 2019\n\n" + " ".join(TEXT)
    bench = kit.run(text)
    held = [r["text"] for r in bench.engine.table("sentences").to_pylist()]
    lines = "\n".join(recorded(Parrot(GOOD, {**GOOD, "quantity": "301 tonnes"}), [held])).encode()
    bench = kit.bench(text)
    bench.add("answers", ANSWERS.rows(all_rows(answers.READER, lines)["answers"]))
    bench.run()
    got = [
        c for c in bench.engine.table("claims").to_pylist() if "extractor:parrot@3" in c["flags"]
    ]

    assert [("trade_level", 300.0, "t", "2019-05-01", "country:BY", "agency")] == [
        (
            c["kind"],
            c["q_best"],
            c["unit"],
            str(c["period_start"])[:10],
            c["subject"],
            c["speaker"],
        )
        for c in got
    ]
    assert [
        "'301 tonnes' does not stand" in r["reason"]
        for r in bench.engine.table("rejects").to_pylist()
    ] == [True]


def test_answers_are_not_taken_for_articles():
    """Both are JSON Lines."""
    line = (
        json.dumps(
            {"text_id": text_id(TEXT), "extractor": "x", "version": 1, "answer": {"text": "y"}}
        )
        + "\n"
    ).encode()

    assert answers.READER.accepts(Path("a.jsonl"), line)
    assert not json_lines.READER.accepts(Path("a.jsonl"), line)


class Fog:
    """Claims fog where a sentence names it: one answer that stands and one that does not."""

    name, version = "fog", 1

    def answers(self, sentences):
        """Answer for each sentence with fog in it."""
        for number, text in enumerate(sentences):
            if "foggy" in text:
                told = {"sentence": number, "kind": "event", "source": "The pilot", "cue": "said"}
                yield {**told, "content": "it was foggy"}
                yield {**told, "content": "it was sunny"}


def test_a_user_records_an_extractor_and_replays_it_offline(tmp_path, capsys):
    article = tmp_path / "a.txt"
    article.write_text(
        "Russia sold coal to North Korea in May 2019. The pilot said it was foggy.\n"
    )
    look("reports", [article], tmp_path / "out")
    sentences = tmp_path / "out" / "ledger" / "sentences.parquet"
    assert record.main([f"{__name__}:Fog", str(sentences)]) == 0
    answers_file = tmp_path / "answers.jsonl"
    answers_file.write_text(capsys.readouterr().out)
    look("reports", [article, answers_file], tmp_path / "again")
    claims = pq.read_table(tmp_path / "again" / "ledger" / "claims.parquet").to_pylist()
    rejects = pq.read_table(tmp_path / "again" / "ledger" / "rejects.parquet").to_pylist()
    mine = [c for c in claims if "extractor:fog@1" in c["flags"]]
    assert [(c["kind"], c["speaker"], c["sentence"]) for c in mine] == [("event", "pilot", 1)]
    assert ["it was sunny" in r["reason"] for r in rejects] == [True]


@pytest.mark.parametrize("name", ["nowhere:X", "json:nothing", "json:dumps", "json", ":"])
def test_an_extractor_that_is_none_is_named(tmp_path, capsys, name):
    assert record.main([name, str(tmp_path / "none.parquet")]) != 0
    assert "wanted" in capsys.readouterr().err


def test_a_file_that_is_no_table_is_named(tmp_path, capsys):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    assert record.main([f"{__name__}:Fog", str(tmp_path / "a.parquet")]) != 0
    assert "a.parquet" in capsys.readouterr().err
