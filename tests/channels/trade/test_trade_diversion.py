"""Diversion, breaks, and what made a change: planted panels come back, honest growth stays quiet."""

import json
import math
import random
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade import CHANNEL, DIVERSION, HUBS
from hawse.channels.trade.breaks import CRITICAL, level_break
from hawse.channels.trade.read import comtrade
from hawse.channels.trade.tables import CUSTOMS_ROWS
from hawse.core.tables import CASE_PARTIES
from hawse.testing import Bench, StepContract, all_rows
from tests.channels.trade.test_trade_customs import csv_of_rows, row
from tests.channels.trade.trade_rows import facts

CODES = {"DEU": 276, "KGZ": 417, "RUS": 643, "PRK": 408, "CHN": 156}


def flow(sender, receiver, year, value, *, code="TOTAL", kg="", mirror=False, month=None):
    """Give one line: a sender's exports, or the receiver's imports of them."""
    one, other = (receiver, sender) if mirror else (sender, receiver)
    return row(
        reporterISO=one, reporterCode=CODES[one], partnerISO=other, partnerCode=CODES[other],
        flowCode="M" if mirror else "X", refYear=year, primaryValue=value, cmdCode=code, netWgt=kg,
        freqCode="M" if month else "A", refMonth=month or 52,
    )  # fmt: skip


def bench(tmp_path, *lines, target="RU"):
    """Give a bench with these flows; Germany, Kyrgyzstan and China are suppliers of the case."""
    made = Bench(tmp_path, CHANNEL)
    for name in (
        "countries",
        "aliases",
        "products",
        "speakers",
        "rates",
        "factors",
        "prices",
        "m49",
    ):
        made.add(name, facts(name))
    parties = [
        {"role": "target", "id": f"country:{target}"},
        *(
            {"role": "supplier", "id": f"country:{c}"}
            for c in ("DE", "KG", "CN", "RU")
            if c != target
        ),
    ]
    made.add("case_parties", CASE_PARTIES.rows(parties))
    made.add(
        "customs_rows",
        CUSTOMS_ROWS.rows(all_rows(comtrade.READER, csv_of_rows(*lines))["customs_rows"]),
    )
    for step in ("target_flows", "hub_flows"):
        made.run(step)
    return made


def triangle(before, after, *, code="TOTAL"):
    """Give three years of (Germany to Russia, Germany to Kyrgyzstan, Kyrgyzstan to Russia)."""
    sides = (("DEU", "RUS"), ("DEU", "KGZ"), ("KGZ", "RUS"))
    return [
        flow(*ends, year, (before if year < 2022 else after)[n], code=code)
        for n, ends in enumerate(sides)
        for year in (2020, 2021, 2022)
    ]


def found(made, **settings):
    """Give (hub, product, low, high) of every diversion."""
    rows = made.run("diversion", **settings).to_pylist()
    return [(r["place"], r["item"], r["q_low"], r["q_high"]) for r in rows]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_planted_share_comes_back_within_a_twentieth(tmp_path, share):
    """60 of 100 are lost; a part of them goes by way of Kyrgyzstan, over growth of its own of 2 %."""
    made = bench(
        tmp_path, *triangle((100.0, 10.0, 8.0), (40.0, 10.2 + 60 * share, 8.2 + 60 * share))
    )
    ((hub, item, low, high),) = found(made)

    assert ("country:KG", "all") == (hub, item)
    assert low - 0.05 <= share <= high + 0.05


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((100.0, 10.0, 8.0), (85.0, 25.0, 23.0)),  # the sender fell by less than a fifth
        ((100.0, 10.0, 8.0), (40.0, 70.0, 8.0)),  # the hub keeps it
        ((100.0, 10.0, 8.0), (40.0, 10.0, 68.0)),  # what the hub sends on comes from elsewhere
        ((100.0, 10.0, 8.0), (120.0, 70.0, 68.0)),  # all three grew
    ],
)
def test_what_is_no_diversion_is_not_found(tmp_path, before, after):
    """All three sides must move, in their directions."""
    assert [] == found(bench(tmp_path, *triangle(before, after)))


@pytest.mark.parametrize(("fell", "count"), [(79.9, 1), (80.1, 0)])
def test_the_least_cut(tmp_path, fell, count):
    """Just over and just under a fifth."""
    assert count == len(found(bench(tmp_path, *triangle((100.0, 10.0, 8.0), (fell, 30.0, 28.0)))))


def test_other_products_stand_beside_it_as_a_placebo(tmp_path):
    """A product that nobody banned and that moved likewise speaks against evasion."""
    lines = [
        *triangle((100.0, 10.0, 8.0), (40.0, 40.0, 38.0), code="2710"),
        *triangle((50.0, 5.0, 4.0), (20.0, 20.0, 19.0), code="8703"),
    ]
    rows = bench(tmp_path, *lines).run("diversion").to_pylist()

    assert ["oil_products", "hs_8703"] == sorted((r["item"] for r in rows), reverse=True)
    assert all(
        any(
            s.startswith("placebo: the middle of 1 other products")
            for s in json.loads(r["reasons"])
        )
        for r in rows
    )


def test_the_importers_report_serves_where_the_exporter_gives_none(tmp_path):
    """Russia's imports from Kyrgyzstan stand for what Kyrgyzstan does not report, freight taken out."""
    lines = [
        line
        for line in triangle((100.0, 10.0, 8.0), (40.0, 40.0, 38.0))
        if line["reporterISO"] != "KGZ"
    ]
    lines += [
        flow("KGZ", "RUS", y, 1.06 * (8.0 if y < 2022 else 38.0), mirror=True)
        for y in (2020, 2021, 2022)
    ]
    ((_, _, low, high),) = found(bench(tmp_path, *lines))

    assert low < 0.5 <= high


def test_eleven_months_are_no_year(tmp_path):
    """A partial year of the hub leaves the triangle open."""
    lines = [
        line
        for line in triangle((100.0, 10.0, 8.0), (40.0, 40.0, 38.0))
        if not (line["reporterISO"] == "KGZ" and line["refYear"] == 2022)
    ]
    lines += [flow("KGZ", "RUS", 2022, 38.0 / 11, month=m) for m in range(1, 12)]

    assert [] == found(bench(tmp_path, *lines))


def _customs():
    return CUSTOMS_ROWS.rows(
        all_rows(comtrade.READER, csv_of_rows(*triangle((100.0, 10.0, 8.0), (40.0, 40.0, 38.0))))[
            "customs_rows"
        ]
    )


class TestHubs(StepContract):
    """Flows among suppliers do not hang on the order of rows."""

    step = HUBS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "customs_rows": _customs(), "countries": facts("countries"), "m49": facts("m49"),
        "aliases": facts("aliases"),
        "case_parties": CASE_PARTIES.rows([{"role": "supplier", "id": f"country:{c}"} for c in ("DE", "KG")]),
    }  # fmt: skip


def test_the_step_runs_on_nothing(tmp_path):
    """No flows, no findings, no fault."""
    made = Bench(tmp_path, CHANNEL)

    assert [] == made.run("target_flows", "hub_flows", "diversion").to_pylist()
    assert replace(DIVERSION).makes == "findings"


def noisy(jump, n=60, at=36, seed=1, *, slope=0.0):
    """Give months with a jump, noise of a tenth, and maybe growth."""
    dice = random.Random(seed)
    return [
        100 * math.exp(dice.gauss(0, 0.1) + slope * k + (math.log(jump) if k >= at else 0))
        for k in range(n)
    ]


@pytest.mark.parametrize("jump", [0.5, 2.0, 5.0])
@pytest.mark.parametrize("seed", range(5))
def test_a_planted_break_lies_in_its_interval(jump, seed):
    """The date within its 95 percent interval, the factor within a tenth."""
    got = level_break(noisy(jump, seed=seed))

    assert got.found
    assert got.earliest <= 36 <= got.latest
    assert pytest.approx(jump, rel=0.1) == got.factor


def test_noise_alone_rarely_passes():
    """The critical value holds for noise: of 200 flat series at most a tenth are found."""
    passed = sum(level_break(noisy(1.0, seed=s)).found for s in range(200))

    assert passed <= 20
    assert CRITICAL == 8.85


@given(st.lists(st.floats(-5, 5), max_size=40))
def test_any_series_has_an_answer_or_none(amounts):
    """Too short, or with a month of nothing: no break is told; never a fault."""
    got = level_break(amounts)

    assert got is None or 0 < got.earliest <= got.at <= got.latest < len(amounts)


def test_a_change_says_what_amounts_prices_and_mix_made_of_it(tmp_path):
    """10 t at 1 and 10 t at 2 become 20 t at 1.5 and 5 t at 3: all splits add up to the change."""
    lines = [flow("CHN", "PRK", y, v, code=c, kg=kg) for y, v, c, kg in (
        (2016, 10e6, "2701", 10e6), (2016, 20e6, "2710", 10e6), (2017, 30e6, "2701", 20e6), (2017, 15e6, "2710", 5e6))]  # fmt: skip
    lines += [flow("CHN", "PRK", 2016, 30e6), flow("CHN", "PRK", 2017, 45e6)]
    made = bench(tmp_path, *lines, target="KP")
    made.run("figures")
    (change,) = [r for r in made.run("trade_change").to_pylist() if r["item"] == "all"]
    words = " ".join(json.loads(change["reasons"]))

    assert "amounts made +0 USD" in words
    assert "prices +15 million USD" in words
    assert all(name in words for name in ("Bennet", "LMDI", "Shapley"))


def test_the_twelve_months_stand_beside_the_quarter(tmp_path):
    """The quarter doubled, the twelve months were flat: both are findings."""
    lines = [
        flow("RUS", "PRK", y, (20.0 if y == 2017 else 10.0) if m <= 3 else (10.0 if y < 2016 else 10.0 - 10.0 / 3 * (y == 2016)), month=m)
        for y in (2015, 2016, 2017) for m in range(1, 13)
    ]  # fmt: skip
    made = bench(tmp_path, *lines, target="KP")
    made.run("figures")
    rows = made.run("trade_change").to_pylist()
    ends = {
        (str(r["period_start"])[:7], str(r["period_end"])[:7]): r["q_best"]
        for r in rows
        if r["item"] == "all"
    }

    assert 2.0 == ends["2017-01", "2017-04"]
    assert pytest.approx(1.0, abs=0.01) == ends["2016-04", "2017-04"]
