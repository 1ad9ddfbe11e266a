"""Sanctions lists: what each format says arrives, and what is broken is refused or rejected."""

from datetime import date
from typing import ClassVar

import pytest

from hawse.channels.measures.lists import (
    eu_annex_csv,
    eu_xml,
    ftm_json,
    ofac_advanced,
    ofac_legacy,
    ofac_xml,
    owners_csv,
    uk_csv,
    un_xml,
    us_csl,
)
from hawse.channels.measures.lists.days import ends, spans
from hawse.channels.measures.lists.formats import READERS
from hawse.channels.measures.lists.numbers import is_imo, is_imo_company
from hawse.channels.measures.lists.tables import ALL
from hawse.channels.measures.screen import names_csv
from hawse.channels.measures.screen.tables import SCREENED
from hawse.core.errors import ReadError
from hawse.core.tables import REJECTS
from hawse.testing import ReaderContract, a_source, all_rows
from tests.channels.measures.lists import samples

TABLES = {t.name: t for t in (*ALL, SCREENED, REJECTS)}
CASES = {
    "UN": (un_xml.READER, samples.UN),
    "SDN": (ofac_legacy.SDN, samples.SDN),
    "ADD": (ofac_legacy.ADD, samples.ADD),
    "ALT": (ofac_legacy.ALT, samples.ALT),
    "CSL": (us_csl.READER, samples.CSL),
    "EU": (eu_annex_csv.READER, samples.EU),
    "FTM": (ftm_json.READER, samples.FTM),
    "OFAC_XML": (ofac_xml.READER, samples.OFAC_XML),
    "ADVANCED": (ofac_advanced.READER, samples.ADVANCED),
    "EU_XML": (eu_xml.READER, samples.EU_XML),
    "UK": (uk_csv.READER, samples.UK),
    "OWNERS": (owners_csv.READER, samples.OWNERS),
}


class TestUnXml(ReaderContract):
    """UnXml keeps what every reader keeps."""

    reader, good, tables = un_xml.READER, samples.UN, TABLES


class TestOfacSdn(ReaderContract):
    """OfacSdn keeps what every reader keeps."""

    reader, good, tables = ofac_legacy.SDN, samples.SDN, TABLES


class TestOfacAdd(ReaderContract):
    """OfacAdd keeps what every reader keeps."""

    reader, good, tables = ofac_legacy.ADD, samples.ADD, TABLES


class TestOfacAlt(ReaderContract):
    """OfacAlt keeps what every reader keeps."""

    reader, good, tables = ofac_legacy.ALT, samples.ALT, TABLES


class TestUsCsl(ReaderContract):
    """UsCsl keeps what every reader keeps."""

    reader, good, tables = us_csl.READER, samples.CSL, TABLES


class TestEuAnnexCsv(ReaderContract):
    """EuAnnexCsv keeps what every reader keeps."""

    reader, good, tables = eu_annex_csv.READER, samples.EU, TABLES


class TestFtmJson(ReaderContract):
    """FtmJson keeps what every reader keeps."""

    reader, good, tables = ftm_json.READER, samples.FTM, TABLES


class TestOfacXml(ReaderContract):
    """OfacXml keeps what every reader keeps."""

    reader, good, tables = ofac_xml.READER, samples.OFAC_XML, TABLES


class TestOfacAdvanced(ReaderContract):
    """OfacAdvanced keeps what every reader keeps."""

    reader, good, tables = ofac_advanced.READER, samples.ADVANCED, TABLES


class TestEuXml(ReaderContract):
    """EuXml keeps what every reader keeps."""

    reader, good, tables = eu_xml.READER, samples.EU_XML, TABLES


class TestUkCsv(ReaderContract):
    """UkCsv keeps what every reader keeps."""

    reader, good, tables = uk_csv.READER, samples.UK, TABLES


class TestOwnersCsv(ReaderContract):
    """OwnersCsv keeps what every reader keeps."""

    reader, good, tables = owners_csv.READER, samples.OWNERS, TABLES


class TestNamesCsv(ReaderContract):
    """NamesCsv keeps what every reader keeps."""

    reader, tables = names_csv.READER, TABLES
    good: ClassVar[bytes] = b"name,schema,imo,birth\nHAO FAN 6,vessel,8628597,\nPak,person,,1954\n"


@pytest.mark.parametrize("name", CASES)
def test_each_format_is_taken_by_one_reader_alone(name):
    """Two readers that take one file stop the run."""
    reader, data = CASES[name]

    assert [reader.name] == [r.name for r in READERS if r.accepts(None, data[:65536])]


def test_the_un_list_gives_days_births_and_the_name_in_its_own_script():
    """A hit without a day is wrong, and a name in its own script is the better one."""
    got = all_rows(un_xml.READER, samples.UN)

    person, company = got["listed_parties"]
    assert (date(2016, 11, 30), ["1955/1957"], ["kp"]) == (
        person["listed_on"],
        person["births"],
        person["countries"],
    )
    assert [("PAK CHON IL", "primary"), ("박천일", "original"), ("The Captain", "weak")] == [
        (r["name"], r["sort"]) for r in got["listed_names"] if r["party"] == "KPi.900"
    ]
    assert ["OCEAN PINE SHIPPING", "OPS", "Pine Line"] == [
        r["name"] for r in got["listed_names"] if r["party"] == "KPe.901"
    ]
    assert ("company", "UN", "2017-10-04", "passport") == (
        company["schema"], company["list"], company["version"], got["listed_identifiers"][0]["kind"],
    )  # fmt: skip


def test_the_three_legacy_files_give_one_entry_and_the_byte_1a_ends_them():
    """OFAC's files have no header, '-0-' for nothing, and an end mark of DOS times."""
    sdn = all_rows(ofac_legacy.SDN, samples.SDN, a_source("sdn_2019-01-15.csv"))

    ship, officer = sdn["listed_parties"][1:]
    assert ("vessel", ["DPRK4", "NPWMD"], ["kp"], "2019-01-15") == (
        ship["schema"], ship["programmes"], ship["countries"], ship["version"],
    )  # fmt: skip
    assert {("imo", "8628597", True), ("call_sign", "HMXX", None)} <= {
        (r["kind"], r["value"], r["valid"])
        for r in sdn["listed_identifiers"]
        if r["party"] == "77"
    }
    assert (["1973-11-22"], ["ru"]) == (officer["births"], officer["countries"])
    assert "rejects" not in sdn
    assert [("12", "alias"), ("13", "weak")] == [
        (n, r["sort"])
        for n, r in zip(
            ("12", "13"), all_rows(ofac_legacy.ALT, samples.ALT)["listed_names"], strict=True
        )
    ]


def test_the_same_ship_has_the_same_number_in_both_us_formats():
    """List versions of several formats are compared by the entry's number."""
    one, two = (all_rows(r, d)["listed_parties"] for r, d in (CASES["SDN"], CASES["CSL"]))

    assert (
        ("US-SDN", "77") == (one[1]["list"], one[1]["party"]) == (two[0]["list"], two[0]["party"])
    )


def test_a_ships_name_in_parentheses_is_a_second_name():
    """The EU writes a ship's other name so; of 64 ships on two lists 13 are only found by it."""
    names = all_rows(eu_annex_csv.READER, samples.EU)["listed_names"]

    assert ["HARBOUR PEARL 6", "PEARL SIX"] == [r["name"] for r in names[:2]]
    assert ("박천일", "original") in [(r["name"], r["sort"]) for r in names]


def test_an_undated_file_is_no_older_than_its_newest_entry():
    """A file that names a listing of October 2017 was made then or later; more is not known."""
    version = all_rows(eu_annex_csv.READER, samples.EU)["list_versions"][0]

    assert (date(2017, 10, 3), None, "newest entry") == (
        version["first_on"],
        version["last_on"],
        version["dated_by"],
    )


def test_ftm_gives_listing_days_from_sanctions_and_shares_from_ownerships():
    """What is said in one entity about another arrives at the other."""
    got = all_rows(ftm_json.READER, samples.FTM)

    assert date(2014, 7, 29) == got["listed_parties"][0]["listed_on"]
    assert ("a", "b", "owns", 0.51) == tuple(
        got["listed_links"][0][k] for k in ("party", "other", "relation", "share_low")
    )


def test_ftm_takes_nobody_for_listed_whom_no_list_names():
    """A subsidiary, a relative or a donor is described beside a listed one, and listed by nobody."""
    got = all_rows(ftm_json.READER, samples.FTM)
    topical = samples.FTM.replace(b'"previousName"', b'"topics":["%s"],"previousName"')

    def listed(topic):
        return [r["party"] for r in all_rows(ftm_json.READER, topical.replace(b"%s", topic))["listed_parties"]]  # fmt: skip

    assert ["a"] == [r["party"] for r in got["listed_parties"]] == listed(b"sanction.linked")
    assert ["a", "b"] == listed(b"sanction")
    assert [("b", "described", "Beta")] == [
        (r["party"], r["relation"], r["role"]) for r in got["listed_links"] if r["party"] == "b"
    ]
    assert all(r["party"] == "a" for r in got["listed_names"])


def test_ftm_without_a_sanction_lists_nobody_and_says_so():
    """Donations to parties are no sanctions list; a hit in them would be a slander."""
    donors = b"\n".join(samples.FTM.splitlines()[:2]) + b"\n"
    got = all_rows(ftm_json.READER, donors)

    assert "listed_parties" not in got
    assert "none is taken for listed" in got["rejects"][-1]["reason"]


@pytest.mark.parametrize("bomb", [
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>',
    b'<!DOCTYPE l SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST/>',
    b'<!DOCTYPE l [<!ENTITY x SYSTEM "http://127.0.0.1/">]><CONSOLIDATED_LIST>&x;</CONSOLIDATED_LIST>',
    b"<CONSOLIDATED_LIST>" + b"<a>" * 100 + b"</a>" * 100 + b"</CONSOLIDATED_LIST>",
])  # fmt: skip
def test_a_bomb_or_an_outside_entity_is_refused(bomb):
    """All that is read is hostile; no list needs a document type."""
    with pytest.raises(ReadError, match=r"found (a document type or entity|elements \d+ deep)"):
        all_rows(un_xml.READER, bomb)


def test_a_list_cut_in_the_middle_is_read_as_far_as_it_goes_and_is_not_whole():
    """What came is data; that the rest did not come is an alarm and no answer."""
    got = all_rows(un_xml.READER, samples.UN[: samples.UN.index(b"<ENTITIES>")])

    assert [("KPi.900", False)] == [
        (r["party"], v["whole"])
        for r, v in zip(got["listed_parties"], got["list_versions"], strict=True)
    ]


def test_a_line_with_other_cells_is_a_reject():
    """One bad line does not stop the file and does not vanish."""
    got = all_rows(ofac_legacy.SDN, samples.SDN.replace(b"\x1a", b'nonsense,"-0-"\r\n\x1a'))

    assert ["line 4"] == [r["locator"] for r in got["rejects"]]
    assert "an entry has 12" in got["rejects"][0]["reason"]


def test_a_name_of_ten_thousand_characters_is_a_reject():
    """No name is that long, and comparing it would take memory and time."""
    got = all_rows(un_xml.READER, samples.UN.replace(b"The Captain", b"x" * 10_000))

    assert ["a name of 10000 characters; the longest taken is 1000"] == [
        r["reason"] for r in got["rejects"]
    ]


@pytest.mark.parametrize(("text", "found"), [
    ("13.10.1944", ("1944-10-13",)), ("22 Nov 1973", ("1973-11-22",)), ("circa 1962", ("1960/1964",)),
    ("1955 to 1957", ("1955/1957",)), ("31.2.1960", ()), ("1958", ("1958",)), ("", ()), ("Between 1963 and 1968", ("1963/1968",)),
])  # fmt: skip
def test_days_are_read_as_lists_write_them(text, found):
    """A day of birth decides between two people of one name."""
    assert found == spans(text)
    assert all(ends(f) for f in found)


@pytest.mark.parametrize(("number", "ship", "company"), [
    ("8628597", True, False), ("9562233", True, False), ("8628579", False, False), ("862859", False, False),
    ("1790183", True, True), ("5544210", False, False), ("８６２８５９７", False, False), ("Does not exist", False, False),
])  # fmt: skip
def test_ships_and_companies_have_two_check_digits(number, ship, company):
    """The ship's rule passes 4 of 58 company numbers: they are not the same."""
    assert (ship, company) == (is_imo(number), is_imo_company(number))


@pytest.mark.parametrize("name", ["SDN", "OFAC_XML", "ADVANCED", "UK"])
def test_one_person_reads_alike_in_four_formats(name):
    """A change of format must not look like a change of the list."""
    reader, data = CASES[name]
    got = all_rows(reader, data)

    officer = next(r for r in got["listed_parties"] if "OFFICER" in r["caption"])
    assert ("person", ["1973-11-22"], ["ru"]) == (
        officer["schema"],
        officer["births"],
        officer["countries"],
    )


@pytest.mark.parametrize(("name", "version", "listed_on"), [
    ("ADVANCED", "2021-07-07", date(2014, 3, 20)), ("EU_XML", "2017-10-20", date(2017, 10, 5)), ("UK", "2022-02-03", date(2014, 3, 20)),
    ("OFAC_XML", "2021-07-07", None),
])  # fmt: skip
def test_versions_and_listing_days_are_the_files_own(name, version, listed_on):
    """The day that a file stands for comes from the file where it says one."""
    reader, data = CASES[name]
    first = all_rows(reader, data)["listed_parties"][0]

    assert (version, listed_on) == (first["version"], first["listed_on"])
