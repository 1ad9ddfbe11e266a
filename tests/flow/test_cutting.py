"""Cutting a line of a ledger: which rungs were used and why, and how it looks to a user."""

import json

import pytest

import hawse
from hawse.cli import main
from hawse.cli.verbs.cut import ends
from hawse.core.errors import HawseError
from tests.made import the_demo


def out():
    """Give the demo's ledger."""
    return the_demo() / "out"


def test_without_russia_the_ledger_says_what_is_left_of_each_supply():
    """Every supply that Russia has a part in is there, with the rung and its reason."""
    got = hawse.cut(out(), "Russia")

    assert ("country:RU", "country:KP") == (got["line"], got["target"])
    assert got["left"]
    assert all(0 <= r["left_low"] <= r["left_high"] <= 1 for r in got["left"])
    assert all(r["finding_ids"] for r in got["left"])
    assert {
        "accounting": True,
        "days of cover": False,
        "substitution": False,
        "general equilibrium": False,
    } == {r["rung"]: r["used"] for r in got["rungs"]}


def test_workers_of_one_host_are_cut_by_their_channel():
    """The channel says whose supply it is: labour of a host, not its trade."""
    got = hawse.cut(out(), "RU", channel="labour")

    assert {"labour"} == {r["channel"] for r in got["left"]}


def test_a_stock_and_a_weight_use_more_rungs_where_others_are_known():
    """Days and lost output need somebody else who is known; a lone supplier says nothing."""
    got = hawse.cut(
        out(),
        "RU",
        stock=(10.0, 20.0),
        use=(1.0, 2.0),
        weight=(0.02, 0.04),
        elasticity=(0.04, 0.1),
    )
    known = [r for r in got["left"] if r["others"]]

    assert [True, True] == [r["used"] for r in got["rungs"][1:3]]
    assert all("days_low" in r and "loss_low" in r for r in known)
    assert not any("days_low" in r for r in got["left"] if not r["others"])


@pytest.mark.parametrize("given", [{"stock": (5.0, 1.0)}, {"use": (-1.0, 2.0)}])
def test_an_interval_that_runs_downwards_is_refused(given):
    """An interval is no interval from more to less."""
    with pytest.raises(HawseError, match="runs upwards"):
        hawse.cut(out(), "RU", **given)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("10", (10.0, 10.0)), ("10:", (10.0, None)), ("1.5:2", (1.5, 2.0)), (None, None)],
)
def test_intervals_are_typed_as_low_and_high(text, wanted):
    """A point, an open end, two ends."""
    assert wanted == ends("stock", text)


def test_what_is_no_interval_says_how_to_write_one():
    """The error teaches."""
    with pytest.raises(HawseError, match="write 10, 10:20"):
        ends("stock", "ten")


def test_the_verb_prints_tables_or_json(capsys):
    """The same figures, for people and for programs."""
    assert 0 == main(["cut", "RU", "-o", str(out())])
    shown = capsys.readouterr().out
    assert 0 == main(["cut", "RU", "-o", str(out()), "--json"])
    told = json.loads(capsys.readouterr().out)

    assert "not used" in shown
    assert "without Russia" in shown
    assert told["line"] == "country:RU"


def test_an_unknown_line_ends_with_a_word_and_a_code(capsys):
    """No traceback; the lines that there are."""
    assert 3 == main(["cut", "Narnia", "-o", str(out())])
    assert "nothing runs over 'Narnia'" in capsys.readouterr().err


def test_the_page_has_its_part_on_cuts():
    """What is left stands in the dossier, not in the verb alone."""
    page = (out() / "dossier.html").read_text("utf-8")

    assert "If a line is cut" in page
