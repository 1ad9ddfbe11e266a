"""COMEXT, TradeMap and declared tables: the same flow in three dresses, and all that is bad in such files."""

from typing import ClassVar

import pytest

from hawse.channels.trade import CHANNEL
from hawse.channels.trade.read import comext, declared, trademap
from hawse.channels.trade.tables import CUSTOMS_ROWS
from hawse.core.errors import ReadError
from hawse.core.tables import CASE_PARTIES
from hawse.testing import Bench, ReaderContract, all_rows
from tests.channels.trade.trade_rows import facts

COMEXT = (
    "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG\n"
    "004,DE,0724,KP,E,27101943,2,201701,1000,500\n"
    "004,DE,0724,KP,E,27101943,2,201701,500,\n"
    "004,DE,0724,KP,E,TOTAL,2,201752,9000,\n"
)
TRADEMAP = (
    '"List of supplying markets for a product imported by Korea, Democratic People\'s Republic of"\n'
    '"Product: 2710 Petroleum oils"\n"Unit : US Dollar thousand"\n'
    "Exporters\tImported value in 2016\tImported value in 2017\n"
    "World\t130\t99\nChina\t115\t90\nRussian Federation\t\t9\n"
)
DECLARED = (
    "# hawse reporter=China flow=@way partner=who period=when value=v currency=USD scale=1000 product=hs kg=kg\n"
    "way,who,when,hs,v,kg\nexport,DPRK,2017-03,2710,12.5,30\nimport,North Korea,2017-03,2701,7,\n"
)


class TestComext(ReaderContract):
    """COMEXT keeps what every reader keeps."""

    reader = comext.READER
    good = COMEXT.encode()
    tables: ClassVar = {"customs_rows": CUSTOMS_ROWS}


class TestTradeMap(TestComext):
    """TradeMap keeps what every reader keeps."""

    reader = trademap.READER
    good = TRADEMAP.encode()


class TestDeclared(TestComext):
    """A declared table keeps what every reader keeps."""

    reader = declared.READER
    good = DECLARED.encode()


def read(reader, text):
    """Give (flow, product, value, currency) of every row, and the reasons of rejects."""
    got = all_rows(reader, text.encode())
    rows = [
        (r["flow"], r["product"], r["value"], r["currency"]) for r in got.get("customs_rows", [])
    ]
    return rows, [r["reason"] for r in got.get("rejects", [])]


def test_each_form_gives_flows_in_its_own_currency():
    """Euro stay euro; thousands become units; an empty cell is not seen."""
    assert [
        ("export", "27101943", 1000.0, "EUR"),
        ("export", "27101943", 500.0, "EUR"),
        ("export", "TOTAL", 9000.0, "EUR"),
    ] == read(comext.READER, COMEXT)[0]
    assert [115_000.0, 90_000.0, 9_000.0] == [r[2] for r in read(trademap.READER, TRADEMAP)[0]]
    assert [("export", "2710", 12_500.0, "USD"), ("import", "2701", 7_000.0, "USD")] == read(
        declared.READER, DECLARED
    )[0]


@pytest.mark.parametrize(
    ("reader", "whole"),
    [(comext.READER, COMEXT), (trademap.READER, TRADEMAP), (declared.READER, DECLARED)],
)
def test_a_file_cut_at_any_byte_gives_whole_lines_only(reader, whole):
    """Digits lost at the end would be another value: rows are a beginning of the whole file's rows."""
    wanted, _ = read(reader, whole)
    for cut in range(len(whole)):
        try:
            got, _ = read(reader, whole[:cut])
        except ReadError:
            continue

        assert wanted[: len(got)] == got


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("export,DPRK,2017-13,2710,1,", "there is no month 13"),
        ("export,DPRK,2017-03,2710,-1,", "is negative"),
        ("export,DPRK,2017-03,2710,12 EUR,", "a currency or unit stands in the header"),
        ("export,DPRK,2017-03,2710,1e30,", "larger than any flow can be"),
        ("export,DPRK,2017-03,2710,9999999999999,", "larger than any flow can be"),
        ("export,DPRK,2017-03,oil,1,", "is no HS code"),
        ("transit,DPRK,2017-03,2710,1,", "neither export nor import"),
        ("export,,2017-03,2710,1,", "reporter or partner is empty"),
        ("export,DPRK,2017-03,2710,,", "v is empty"),
        ("export,DPRK,2017-03", "3 cells where the header has 6"),
    ],
)
def test_a_bad_line_is_a_reject_with_its_reason(cells, why):
    """Month 13, negative values, two currencies in one column: the line is told, the rest is read."""
    rows, reasons = read(declared.READER, f"{DECLARED}{cells}\n")

    assert 2 == len(rows)
    assert why in reasons[0]


@pytest.mark.parametrize(
    "first",
    [
        "# hawse reporter=China\n",
        "# hawse 'open\n",
        DECLARED.split("\n", maxsplit=1)[0].replace("USD", "XYZ") + "\n",
        DECLARED.split("\n", maxsplit=1)[0].replace("value=v", "value=w") + "\n",
    ],
)
def test_a_declaration_that_lacks_something_says_what(first):
    """Nothing is guessed: what is not declared is asked for."""
    with pytest.raises(ReadError, match="wanted"):
        read(declared.READER, first + DECLARED.split("\n", 1)[1])


def test_totals_and_aggregates_are_no_partners():
    """World is the sum of the others; the euro area is no reporter."""
    assert any("total or no country" in why for why in read(trademap.READER, TRADEMAP)[1])
    assert any(
        "an aggregate" in why
        for why in read(comext.READER, COMEXT + "918,EU27_2020,0724,KP,E,TOTAL,2,201752,9,\n")[1]
    )


def test_a_country_by_three_names_is_one_country(tmp_path):
    """DPRK, North Korea and KP are one target; parts without a whole are added, once."""
    bench = Bench(tmp_path, CHANNEL)
    for name in ("countries", "aliases", "m49"):
        bench.add(name, facts(name))
    bench.add("case_parties", CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]))
    rows = [
        r
        for reader, text in (
            (comext.READER, COMEXT),
            (trademap.READER, TRADEMAP),
            (declared.READER, DECLARED),
        )
        for r in all_rows(reader, text.encode())["customs_rows"]
    ]
    bench.add("customs_rows", CUSTOMS_ROWS.rows(rows))
    got = {
        (r["reporter"], r["partner"], r["flow"], r["product"]): r["value"]
        for r in bench.run("target_flows").to_pylist()
    }

    assert {"country:KP"} == {next(c for c in key[:2] if c == "country:KP") for key in got}
    assert 1500.0 == got["country:DE", "country:KP", "export", "27101943"]
    assert 12_500.0 == got["country:CN", "country:KP", "export", "2710"]
    assert ("country:KP", "country:RU", "import", "2710") in got


@pytest.mark.parametrize("scale", ["nan", "inf", "-1", "0", "many"])
def test_a_scale_that_scales_nothing_is_refused(scale):
    """What one unit is worth is a number above nought, or no value of the file means anything."""
    first, rest = DECLARED.split("\n", 1)
    words = [w for w in first.split(" ") if not w.startswith("scale=")]

    with pytest.raises(ReadError, match="a number such as 1000"):
        read(declared.READER, f"{' '.join(words)} scale={scale}\n{rest}")
