"""Cutting a line of a ledger: which rungs were used and why, and how it looks to a user."""

import json

import numpy as np
import pytest

import hawse
from hawse.cli import main
from hawse.cli.verbs.cut import ends
from hawse.core.errors import HawseError
from tests.made import the_demo
from tests.scenario.test_cut import small


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


def test_several_lines_are_one_shock():
    """Without Russia and China nothing known is left of what both supply."""
    got = hawse.cut(out(), ("Russia", "CN", "RU"), channel="trade")

    assert (["country:RU", "country:CN"], "Russia and China") == (got["lines"], got["name"])
    assert "country:RU+country:CN" == got["line"]
    assert not [r for r in got["left"] if {"country:RU", "country:CN"} & set(r["others"])]


def test_a_product_is_cut_by_its_reported_share():
    """83.4 % of Russia's exports of 2017 were mineral products: a sixth is left of them."""
    (got,) = hawse.cut(out(), "mineral products", channel="trade")["left"]

    assert ("all", "estimated", ["country:RU"]) == (got["item"], got["basis"], got["others"])
    assert 0.16 < got["left_low"] <= got["left_high"] < 0.17


@pytest.fixture
def a_world(tmp_path):
    """A world of the case's own countries, in a file as a user would have it."""
    base = small()
    path = tmp_path / "world.npz"
    made = base.flows.sum(axis=1).T
    np.savez(
        path, trade_sector_importer_exporter=base.flows, tariff0=base.tariff,
        va_region_sector=base.value_added * made, io_region_input_user=base.inputs * made[:, None, :],
        theta=base.theta, regions=["North Korea", "China", "Russia"], sectors=["oil products", "other"],
    )  # fmt: skip
    return path


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("RU",), "all are in the world"),
        (("ships", "RU"), None),
        (("RU", "oil_products"), "all are in the world"),
        (("RU", "CN"), "cut off from everybody"),
        (("gasoil", "RU"), "gasoil not in the world"),
    ],
)
def test_a_world_in_a_file_gives_the_third_rung_or_its_reason(a_world, lines, why):
    """One shock in the world of a file; what the world lacks or cannot solve costs no other rung."""
    if why is None:
        with pytest.raises(HawseError, match="nothing runs over 'ships'"):
            hawse.cut(out(), lines, world=a_world)
        return
    got = hawse.cut(out(), lines, world=a_world, draws=3)

    assert got["left"]
    assert why in got["rungs"][-1]["why"]
    assert got["rungs"][-1]["used"] == bool(got["abroad"]) == why.startswith("all")


def test_a_sector_that_a_world_lacks_is_named(a_world):
    """The sectors there are stand in the error."""
    with pytest.raises(HawseError, match=r"no sector 'steel'.*oil products"):
        hawse.cut(out(), "RU", world=a_world, sector="steel")


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


def test_the_verb_takes_several_lines(capsys):
    """RU CN is one question."""
    assert 0 == main(["cut", "RU", "CN", "-o", str(out()), "--json"])

    assert ["country:RU", "country:CN"] == json.loads(capsys.readouterr().out)["lines"]


def test_an_unknown_line_ends_with_a_word_and_a_code(capsys):
    """No traceback; the lines that there are."""
    assert 3 == main(["cut", "Narnia", "-o", str(out())])
    assert "nothing runs over 'Narnia'" in capsys.readouterr().err


def test_the_page_has_its_part_on_cuts():
    """What is left stands in the dossier, not in the verb alone."""
    page = (out() / "dossier.html").read_text("utf-8")

    assert "If a line is cut" in page
    assert "without mineral products" in page
