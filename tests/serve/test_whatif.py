"""The form that asks what is left if a line is cut: answered on the page and as JSON, never a traceback."""

import json
from urllib.parse import urlencode

import pytest

import hawse
from hawse.scenario.cut import Left, Span, in_part
from hawse.scenario.world import ScenarioError


def asked(served, path="/cut.json", **fields):
    """Ask the form; give the code and what it says."""
    code, _, words = served.ask(f"{path}?{urlencode(fields)}")
    return code, json.loads(words) if path.endswith("json") else words


def test_the_form_names_the_lines_that_can_be_cut(served):
    """Partners by their names, items and channels, before anything was asked."""
    code, words = asked(served, "/cut")

    assert 200 == code
    assert '<option value="country:RU">Russia</option>' in words
    assert "<script" not in words
    assert 'action="/cut"' in words


def test_the_form_gives_what_the_verb_gives(served, demo):
    """One answer, two ways to ask."""
    code, got = asked(served, line="RU", channel="labour")
    verb = hawse.cut(demo / "out", "RU", channel="labour")

    assert 200 == code
    assert [(r["left_low"], r["left_high"]) for r in verb["left"]] == [
        (r["left_low"], r["left_high"]) for r in got["cut"]["left"]
    ]


def test_every_rung_says_on_the_page_whether_it_was_used(served):
    """Days of cover and lost output where they were asked for, and why the others were not used."""
    more = {"stock": "10:20", "use": "1", "weight": "0.04", "elasticity": "0.04:0.5", "part": "50"}
    code, words = asked(served, "/cut", line="RU", **more)

    assert 200 == code
    assert "Without 50 % of Russia" in words
    assert "closes a line as a whole" in words
    assert "Bachmann" in words


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"line": "Ruritania"}, "nothing runs over &#39;Ruritania&#39;"),
        ({"line": "RU", "part": "150"}, "at most 1 of a line"),
        ({"line": "RU", "part": "0"}, "more than 0"),
        ({"line": "RU", "part": "half"}, "is no number"),
        ({"line": "RU", "stock": "a:b"}, "is no number"),
        ({"line": "RU", "stock": "5:1"}, "an interval runs upwards"),
        ({"line": "RU", "stock": "nan"}, "is no number"),
        ({"line": "RU", "weight": "2", "elasticity": "1"}, "shares are between 0 and 1"),
        ({"line": "RU", "channel": "smoke"}, "nothing runs over"),
        ({"line": "<b>x</b>"}, "nothing runs over &#39;&lt;b&gt;x"),
        ({"line": "x" * 5000}, "nothing runs over"),
    ],
)
def test_a_question_that_cannot_be_answered_is_said_on_the_page(served, fields, why):
    """Odd lines and numbers: clear words, no fault of the app, nothing of it as markup."""
    code, words = asked(served, "/cut", **fields)
    code_json, told = asked(served, **fields)

    assert (200, 200) == (code, code_json)
    assert why in words
    assert told["error"]


def test_half_a_cut_takes_half():
    """A fifth to three tenths lost becomes a tenth to three twentieths."""
    whole = Left("trade", "all", "USD", (None, None), "reported", Span(0.2, 0.3), Span(0.7, 0.8), ("b",), "accounting", "w")  # fmt: skip
    half = in_part(whole, 0.5)

    assert (0.1, 0.15) == (half.lost.low, half.lost.high)
    assert (0.85, 0.9) == pytest.approx((half.left.low, half.left.high))
    assert in_part(whole, 1.0) is whole


@pytest.mark.parametrize("part", [0.0, -1.0, 1.01, float("nan")])
def test_a_cut_takes_a_part_of_a_line(part):
    """None of it is no cut, and more than all of it is not there."""
    whole = Left("trade", "all", "USD", (None, None), "reported", Span(0, 1), Span(0, 1), (), "accounting", "w")  # fmt: skip

    with pytest.raises(ScenarioError, match="more than 0 and at most 1"):
        in_part(whole, part)
