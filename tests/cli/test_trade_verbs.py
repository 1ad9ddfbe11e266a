"""``hawse trade ...`` as a user types it: small files made here, and what comes out as JSON."""

import json
import math
import random

import pytest

from hawse.cli import main
from tests.channels.trade.trade_rows import facts

HEAD = (
    "refYear,freqCode,refMonth,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,cmdCode,"
    "primaryValue,netWgt\n"
)
SOME = ("AM", "CN", "DE", "GE", "KP", "KZ", "RU", "US")


def line(year, month, sides, flow, product, worth, kg=""):  # noqa: PLR0917 - the columns of a line
    """Write one line as UN Comtrade does."""
    iso = {r["id"][-2:]: r["iso3"] for r in facts("countries").to_pylist() if r["id"][-2:] in SOME}
    code = {r["id"][-2:]: r["code"] for r in facts("m49").to_pylist() if r["id"][-2:] in SOME}
    one, other = sides
    grain = "M" if month else "A"
    return (
        f"{year},{grain},{month or 52},{code[one]},{iso[one]},{flow},{code[other]},{iso[other]},"
        f"{product},{worth:.2f},{kg}\n"
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Eight countries, both ends, 2017 to 2023: Armenia's supply jumps, half of it unreported."""
    dice = random.Random(7)
    path = tmp_path_factory.mktemp("world") / "comtrade.csv"
    rows = []
    for a in SOME:
        for b in SOME:
            base = math.exp(dice.gauss(19, 0.5))
            for year in range(2017, 2024) if a != b else ():
                grown = base * math.exp(dice.gauss(0.02 * (year - 2017), 0.03))
                jumped = b == "AM" and year >= 2022
                sent = grown * (4 if jumped else 1)
                got = (grown + (sent - grown) / 2) * 1.06
                rows += [
                    line(year, 0, (a, b), "X", "TOTAL", sent),
                    line(year, 0, (b, a), "M", "TOTAL", got),
                ]
    path.write_text(HEAD + "".join(rows), "utf-8")
    return path


@pytest.fixture
def told(capsys):
    """Run a verb below trade; give its JSON and its exit code."""

    def run(*words):
        code = main(["trade", *(str(w) for w in words), "--json"])
        return json.loads(capsys.readouterr().out), code

    return run


def test_the_two_reports_of_every_flow(world, told):
    """56 flows a year are enough for a fit; freight of 6 percent is in it, and both reports stay."""
    got, code = told("mirror", world)
    way = next(r for r in got["freight"] if (r["exporter"], r["importer"], r["year"]) ==
               ("country:CN", "country:RU", 2019))  # fmt: skip

    assert (0, "regression", "estimated") == (code, got["method"], got["basis"])
    assert way["low"] <= 1.06 <= way["high"]
    assert set(got["reliability"][0]) >= {"reporter", "usual_gap", "variance", "flows"}
    assert all(r["low"] <= r["best"] <= r["high"] for r in got["reconciled"])
    assert all({"exported", "imported"} <= set(r) for r in got["reconciled"])


def test_the_receiver_that_jumped_comes_first_and_half_never_arrived(world, told):
    """Armenia is first in both years; the interval of what is missing holds the planted half."""
    got, code = told("hubs", world)
    usd = got["currencies"]["USD"]
    armenia = next(m for m in usd["missing"] if m["partner"] == "country:AM")

    assert 0 == code
    assert ["country:AM"] * 2 == [usd["ranks"][y][0]["receiver"] for y in ("2022", "2023")]
    assert usd["ranks"]["2022"][0]["alarm"]
    assert not any(usd["placebo"].values())
    assert armenia["evidence"]
    assert armenia["low"] - 0.03 <= 0.5 <= armenia["high"] + 0.03


def test_who_supplies_a_target_and_who_made_up_a_cut(tmp_path, told):
    """Of 100, 80 and 20; China cuts 40 and Russia gives 10 more: a quarter of the cut."""
    path = tmp_path / "c.csv"
    path.write_text(
        HEAD
        + line(2016, 0, ("CN", "KP"), "X", "TOTAL", 80)
        + line(2016, 0, ("RU", "KP"), "X", "TOTAL", 20)
        + line(2017, 0, ("CN", "KP"), "X", "TOTAL", 40)
        + line(2017, 0, ("RU", "KP"), "X", "TOTAL", 30),
        "utf-8",
    )
    got, code = told("suppliers", path)
    rows = {(r["period"], r["exporter"]): r for r in got["suppliers"]}

    assert (0, ["TOTAL"]) == (code, got["products"])
    assert 0.8 == pytest.approx(rows["2016", "country:CN"]["share"])
    assert 0.68 == pytest.approx(rows["2016", "country:CN"]["hhi"])
    assert 0.2 == pytest.approx(rows["2016", "country:CN"]["without"])
    assert rows["2016", "country:CN"]["made_up"] is None
    assert 0.25 == pytest.approx(rows["2017", "country:CN"]["made_up"])


def test_what_made_a_change_adds_up(tmp_path, told):
    """Oil 10 to 30 with twice the weight, coal gone: every way's parts add up to the change."""
    path = tmp_path / "c.csv"
    path.write_text(
        HEAD
        + line(2016, 0, ("RU", "KP"), "X", "2710", 10, 10)
        + line(2016, 0, ("RU", "KP"), "X", "2701", 5, 50)
        + line(2017, 0, ("RU", "KP"), "X", "2710", 30, 20),
        "utf-8",
    )
    got, _ = told("split", path)
    parts = {(r["method"], r["part"]): r["amount"] for r in got["splits"]}

    assert {15.0} == {r["whole"] for r in got["splits"]}
    for method in ("product", "bennet", "lmdi"):
        assert 15.0 == pytest.approx(sum(v for (m, _), v in parts.items() if m == method))
    assert (20.0, -5.0) == (parts["product", "2710"], parts["product", "2701"])
    assert (12.5, 7.5, -5.0) == tuple(parts["bennet", p] for p in ("quantity", "price", "unsplit"))


def test_a_break_with_its_interval(tmp_path, told):
    """Two years of ten, then a year and a half of three."""
    dice = random.Random(1)
    path = tmp_path / "c.csv"
    path.write_text(
        HEAD
        + "".join(
            line(2016 + n // 12, n % 12 + 1, ("CN", "KP"), "X", "TOTAL",
                 (10 if n < 24 else 3) * 1e6 * math.exp(dice.gauss(0, 0.1)))
            for n in range(42)
        ),
        "utf-8",
    )  # fmt: skip
    got, _ = told("breaks", path)
    one = got["breaks"][0]

    assert ("2018-01", True) == (one["at"], one["found"])
    assert one["earliest"] <= "2018-01" <= one["latest"]


@pytest.mark.parametrize("verb", ["mirror", "breaks", "split", "suppliers", "hubs"])
def test_without_trade_statistics_the_answer_is_empty_and_sound(tmp_path, told, verb):
    """A file of distances alone is taken, and nothing is made up from it."""
    path = tmp_path / "dist.csv"
    path.write_text("exporter,importer,contig,dist\nCHN,PRK,1,812\n", "utf-8")
    got, code = told(verb, path)

    assert 0 == code
    assert not any(got.get(k) for k in ("freight", "breaks", "splits", "suppliers", "currencies"))


def test_a_target_that_is_no_country_is_refused(world, capsys):
    """Not a traceback."""
    assert 4 == main(["trade", "suppliers", str(world), "--target", "Korea"])
    assert "write its two letters, as KP" in capsys.readouterr().err


def test_words_for_people_are_printed_too(world, capsys):
    """Without --json it is tables."""
    assert 0 == main(["trade", "hubs", str(world)])
    assert "Out of line in 2022 against 2021" in capsys.readouterr().out


def test_slips_of_reports_and_what_explains_a_pair(tmp_path, told, capsys):
    """9.19 barrels a tonne no mix has; 8.33 is China's own factor."""
    head = (
        "id,topic,reporter_or_speaker,partner,direction,period,value,unit,product,source_url,note"
    )
    fuel = "{},fuel,1718 Committee ({}),PRK,export,2019,{},{},refined petroleum,u,"
    path = tmp_path / "f.csv"
    path.write_text(
        "\n".join((
            head, fuel.format(1, "Russia", 30_180, "tonnes"), fuel.format(2, "Russia", 277_365, "barrels"),
            fuel.format(3, "China", 1_410, "tonnes"), fuel.format(4, "China", 11_745, "barrels"), "",
        )),
        "utf-8",
    )  # fmt: skip
    got, code = told("slips", path)

    assert (0, {"explained": 1, "slip": 1}) == (code, got["checks"])
    assert [["1", "2"]] == [s["figures"] for s in got["slips"]]
    assert {"explained", "slip"} == {p["verdict"] for p in got["pairs"]}
    assert 0 == main(["trade", "slips", str(path)])
    assert "of 2 checks" in capsys.readouterr().out
