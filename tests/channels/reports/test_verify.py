"""The verifier: what a plugged-in extractor proposes stands in the text or is a reject with its reason."""

import json
from pathlib import Path
from typing import ClassVar

import pytest

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
