"""BACI: blocks at once and line by line give the same, every bad line has its place, leaves make totals."""

import io
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade import CHANNEL, FLOWS, WORLD
from hawse.channels.trade.read import baci, baci_codes
from hawse.channels.trade.tables import CUSTOMS_ROWS, HS_NAMES, M49
from hawse.core.errors import ReadError
from hawse.core.tables import CASE_PARTIES
from hawse.testing import Bench, ReaderContract, StepContract, a_source, all_rows
from tests.channels.trade.trade_rows import facts

HEAD = "t,i,j,k,v,q\n"
LINES = (
    "2017,643,408,270119,1000,12.5",
    "2017,643,408,271019,500.25,NA",
    "2017,156,408,271019,9000,",
    "2017,156,643,850110,7,1",
)
FILE = (HEAD + "\n".join(LINES) + "\n").encode()


def plain(line, number):
    """One line as the reader means it, written the slow way: the oracle."""
    cells = [c.strip().strip('"') for c in line.split(",")]
    try:
        year, sender, receiver, code, value, tonnes = cells
        assert 1900 <= int(year) <= 2199
        assert len(sender) < 4 > len(receiver)
        assert len(code) in {5, 6}
        int(code)
        kg = None if tonnes in {"", "NA"} else float(tonnes) * 1000
        return (
            int(sender),
            int(receiver),
            code.zfill(6),
            float(value) * 1000,
            kg,
            f"line {number}",
        )
    except (ValueError, AssertionError):
        return None


def rows_of(data):
    """Give (sender, receiver, code, value, kg, place) of every flow, and the places of rejects."""
    got = all_rows(baci.READER, data)
    flows = [
        (
            r["reporter_code"],
            r["partner_code"],
            r["product"],
            r["value"],
            r["net_kg"],
            r["locator"],
        )
        for r in got.get("customs_rows", [])
    ]
    return flows, [r["locator"] for r in got.get("rejects", [])]


class TestBaci(ReaderContract):
    """The reader keeps what every reader keeps."""

    reader = baci.READER
    good = FILE
    tables: ClassVar = {"customs_rows": CUSTOMS_ROWS}


class TestCountryCodes(ReaderContract):
    """Country codes join those of the facts."""

    reader = baci_codes.READER
    good = b"country_code,country_name,country_iso2,country_iso3\n408,Dem. People's Rep. of Korea,KP,PRK\n697,Europe EFTA,N/A,R20\n"
    tables: ClassVar = {"m49": M49, "hs_names": HS_NAMES}


class TestProductCodes(TestCountryCodes):
    """Product codes give the words of a code."""

    good = b'code,description\n271019,"Oils, not light"\n10121,Horses\n'


ODD = st.sampled_from(
    (
        *LINES,
        "2017,643,408,270119,-5,1",
        "2017,643,408,xx,5,1",
        "17,643,408,270119,5,1",
        "2017,643,408,270119,5",
        "",
        "a,b",
        '2017,643,408,"270119",5,1',
        "2017,643,408,270119,1e3,1",
        "2017,643,408,270119,inf,1",
    )
)


@given(st.lists(ODD, max_size=12))
def test_a_block_at_once_is_the_same_as_line_by_line(lines):
    """One odd line in a block changes how it is read, never what is read."""
    wanted = [
        p
        for n, line in enumerate(lines, start=2)
        if "-" not in line and "inf" not in line and (p := plain(line, n))
    ]
    flows, bad = rows_of((HEAD + "".join(f"{line}\n" for line in lines)).encode())
    good = {w[-1] for w in wanted}

    assert wanted == flows
    assert [
        f"line {n}" for n, line in enumerate(lines, start=2) if line and f"line {n}" not in good
    ] == sorted(bad, key=lambda b: int(b[5:]))


@pytest.mark.parametrize("cut", range(len(HEAD), len(FILE)))
def test_a_file_cut_at_any_byte_gives_whole_lines_only(cut):
    """Digits that are missing at the end would be another value: the last line is a reject."""
    whole, _ = rows_of(FILE)
    flows, bad = rows_of(FILE[:cut])
    lines = FILE[:cut].count(b"\n") - 1

    assert whole[:lines] == flows
    assert bad == ([] if FILE[:cut].endswith(b"\n") else [f"line {lines + 2}"])


def test_a_line_without_an_end_is_a_broken_file():
    """No line of BACI is long."""
    with pytest.raises(ReadError, match="a line without an end"):
        list(baci.READER.rows(io.BytesIO(HEAD.encode() + b"9" * (5 << 20)), a_source()))


def flows(tmp_path, text, *steps):
    """Read lines of BACI and run the named steps."""
    bench = Bench(tmp_path, CHANNEL)
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
        bench.add(name, facts(name))
    bench.add("case_parties", CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]))
    bench.add(
        "customs_rows", CUSTOMS_ROWS.rows(all_rows(baci.READER, text.encode())["customs_rows"])
    )
    for step in steps:
        made = bench.run(step)
    return made.to_pylist()


def test_leaves_make_totals_and_are_never_mixed_with_a_reporters_own(tmp_path):
    """BACI has no totals: they are summed, and said to be CEPII's estimate."""
    got = flows(tmp_path, FILE.decode(), "target_flows", "figures")
    russia = {
        r["item"]: (r["q_best"], r["said_by"], r["basis"])
        for r in got
        if r["subject"] == "country:RU" and r["unit"] == "USD"
    }

    assert (1_500_250.0, "CEPII (BACI)", "estimated") == russia["all"]
    assert 500_250.0 == russia["oil_products"][0]
    assert 1_000_000.0 == russia["coal"][0]


def test_supplier_shares_are_squares_of_shares(tmp_path):
    """9,000 of 9,500.25 thousand and the rest: a Herfindahl index of two suppliers."""
    got = flows(tmp_path, FILE.decode(), "world_flows", "supplier_shares")
    oil = next(r for r in got if r["importer"] == "country:KP" and r["product"] == "271019")
    big = 9000 / 9500.25

    assert (2, "country:CN") == (oil["suppliers"], oil["largest"])
    assert pytest.approx(big) == oil["largest_share"]
    assert pytest.approx(big**2 + (1 - big) ** 2) == oil["hhi"]


def test_the_same_flow_in_two_files_is_not_added(tmp_path):
    """A year that was downloaded twice is one year."""
    once = flows(tmp_path / "a", FILE.decode(), "world_flows", "supplier_shares")
    twice = flows(
        tmp_path / "b", FILE.decode() + "\n".join(LINES) + "\n", "world_flows", "supplier_shares"
    )

    assert once == twice


def _customs():
    return CUSTOMS_ROWS.rows(all_rows(baci.READER, FILE)["customs_rows"])


class TestWorld(StepContract):
    """Sorting does not hang on the order of rows."""

    step = WORLD
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "customs_rows": _customs(),
        "countries": facts("countries"),
        "m49": facts("m49"),
        "aliases": facts("aliases"),
    }


class TestFlows(StepContract):
    """Flows of the target do not hang on the order of rows."""

    step = FLOWS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        **TestWorld.inputs,
        "case_parties": CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]),
    }


@pytest.mark.parametrize("value", ["1000000000000", "1e12", "9e99", "12e5"])
def test_an_amount_that_no_flow_can_have_is_a_reject(value):
    """Sums of it would not be exact, or not be at all; one such line must not stop a run."""
    text = FILE.decode() + f"2016,643,408,271019,{value},1\n2016,643,408,271020,9e+11,1\n"
    got = all_rows(baci.READER, text.encode())

    assert ["v is no amount in thousand USD"] == [r["reason"] for r in got["rejects"]]
    assert 9e14 in {r["value"] for r in got["customs_rows"]}
