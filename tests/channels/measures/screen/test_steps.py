"""Every step of screening proves itself: empty tables, any order of rows, any number of threads."""

from typing import ClassVar

import pyarrow as pa
import pytest

from hawse.channels.measures import CHANNEL
from hawse.channels.measures.lists import steps as list_steps
from hawse.channels.measures.lists.tables import LINKS, PARTIES
from hawse.channels.measures.lists.tables import VERSIONS as LIST_VERSIONS
from hawse.channels.measures.screen import steps
from hawse.core.tables import CASE_PERIOD, SHARED
from hawse.flow.screening import asked_tables, read_lists, run_steps
from hawse.testing import StepContract
from tests.channels.measures.lists import samples

TABLES = {**SHARED, **{t.name: t for t in CHANNEL.tables}}
ASKED = [
    {"name": "PAK CHON IL", "schema": "person"}, {"name": "HARBOUR PEARL 6", "schema": "vessel", "imo": "8628597"},
    {"name": "SUN RISE AIRLINES", "schema": "company"}, {"name": "Ivan OFFICER", "schema": "person", "birth": "1973-11-22"},
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def screened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    later = samples.SDN.replace(b"OFFICER, Ivan", b"OFFICER, Iwan").replace(
        b'36,"SUNRISE', b'37,"SUNRISE'
    )
    for name, data in (
        ("un.xml", samples.UN),
        ("sdn_2019-01-15.csv", samples.SDN),
        ("sdn_2021-07-07.csv", later),
    ):
        (folder / name).write_bytes(data)
    made = run_steps(read_lists(sorted(folder.iterdir())), asked_tables(ASKED), as_of="2019-01-15")
    for contract in (
        TestListed,
        TestAsked,
        TestCandidates,
        TestHits,
        TestChanged,
        TestFound,
        TestHeld,
    ):
        contract.inputs = {n: made[n] for n in (*contract.step.reads, *contract.step.whole)}
    return made


class Proven(StepContract):
    """What every step keeps, on rows that the fixture gives."""

    __test__ = False
    tables = TABLES
    inputs: ClassVar[dict[str, pa.Table]] = {}


class TestListed(Proven):
    """The step of listed rows keeps what every step keeps."""

    __test__ = True
    step = steps.LISTED


class TestAsked(Proven):
    """The step of asked rows keeps what every step keeps."""

    __test__ = True
    step = steps.ASKED


class TestCandidates(Proven):
    """The step of candidates rows keeps what every step keeps."""

    __test__ = True
    step = steps.CANDIDATES


class TestHits(Proven):
    """The step of hits rows keeps what every step keeps."""

    __test__ = True
    step = steps.HITS


class TestChanged(Proven):
    """The step of changed rows keeps what every step keeps."""

    __test__ = True
    step = list_steps.CHANGED


class TestFound(Proven):
    """The step of found rows keeps what every step keeps."""

    __test__ = True
    step = list_steps.FOUND


class TestHeld(Proven):
    """The step of held rows keeps what every step keeps."""

    __test__ = True
    step = list_steps.HELD


def links(*rows):
    keys = ("party", "other", "share_low", "share_high", "relation")
    return LINKS.rows(
        [
            dict(zip(keys, r, strict=True))
            | {"list": "L", "locator": f"line {n}", "source_id": "s"}
            for n, r in enumerate(rows)
        ]
    )


def listed(*names):
    return PARTIES.rows(
        [
            {
                "list": "L",
                "version": "2019",
                "party": n,
                "schema": "company",
                "caption": n,
                "source_id": "s",
                "locator": "1",
            }
            for n in names
        ]
    )


def owned(rows, *, least_share=0.5, more_than=False):
    version = LIST_VERSIONS.rows(
        [
            {
                "list": "L",
                "version": "2019",
                "first_on": _day(1),
                "last_on": _day(31),
                "whole": True,
                "source_id": "s",
            }
        ]
    )
    made = list_steps.OWNED.does(
        rows, listed("A", "Z"), version, CASE_PERIOD.empty(), least_share, more_than, "2019-01-15"
    )
    return {
        r["entity"]: (r["rule"], r["share_low"], r["share_high"], r["chain"])
        for r in made.to_pylist()
    }


def _day(n):
    from datetime import date  # noqa: PLC0415 - one use

    return date(2019, 1, n)


class TestOwned(Proven):
    """The step of owned rows keeps what every step keeps."""

    __test__ = True
    step = list_steps.OWNED
    inputs: ClassVar[dict[str, pa.Table]] = {
        "listed_links": links(("A", "B", 0.5, 0.5, "owns"), ("B", "C", 0.6, 0.6, "owns")),
        "listed_parties": listed("A"),
        "list_versions": LIST_VERSIONS.rows(
            [
                {
                    "list": "L",
                    "version": "2019",
                    "first_on": _day(1),
                    "last_on": _day(31),
                    "whole": True,
                    "source_id": "s",
                }
            ]
        ),
        "case_period": CASE_PERIOD.empty(),
    }


@pytest.mark.parametrize(("rows", "found"), [
    ([("A", "B", 0.5, 0.5, "owns")], {"B": ("owned", 0.5, 0.5, ["A", "B"])}),
    ([("A", "B", 0.49, 0.49, "owns")], {}),
    ([("A", "B", 0.25, 0.25, "owns"), ("Z", "B", 0.25, 0.25, "owns")], {"B": ("owned", 0.5, 0.5, ["A", "B"])}),
    ([("A", "B", 0.25, 0.6, "owns")], {"B": ("may_be_owned", 0.25, 0.6, ["A", "B"])}),
    ([("A", "B", None, None, "owns"), ("Q", "B", 0.6, 0.6, "owns")], {}),
    ([("A", "B", None, None, "owns"), ("Q", "B", 0.4, 0.4, "owns")], {"B": ("may_be_owned", 0.0, 0.6, ["A", "B"])}),
    ([("A", "B", 0.5, 0.5, "owns"), ("B", "C", 0.5, 0.5, "owns")], {"B": ("owned", 0.5, 0.5, ["A", "B"]), "C": ("owned", 0.5, 0.5, ["A", "B", "C"])}),
    ([("B", "C", 1.0, 1.0, "owns"), ("C", "B", 1.0, 1.0, "owns")], {}),
    ([("A", "B", 0.5, 0.5, "owns"), ("B", "C", 0.9, 0.9, "owns"), ("C", "B", 0.5, 0.5, "owns")], {"B": ("owned", 1.0, 1.0, ["A", "B"]), "C": ("owned", 0.9, 0.9, ["A", "B", "C"])}),
    ([("A", "D", None, None, "directs")], {"D": ("directed", None, None, ["A", "D"])}),
])  # fmt: skip
def test_what_listed_ones_own_is_added_up_and_walked(rows, found):
    """Two listed owners of a quarter each are half; a ring of owners cannot lift itself onto the list."""
    assert found == owned(links(*rows))


def test_the_eu_asks_for_more_than_half():
    """One setting is the difference between the two rules."""
    assert {} == owned(links(("A", "B", 0.5, 0.5, "owns")), more_than=True)


def test_every_difference_between_versions_is_explained_once(screened):
    """An entry under a new number is one change, not a removal and an addition."""
    from hawse.channels.measures.lists.changes import list_changes  # noqa: PLC0415 - named where it is meant

    made = list_changes(
        *(
            screened[n]
            for n in ("listed_parties", "listed_names", "listed_identifiers", "list_versions")
        )
    )

    assert [
        ("36", "renumbered", "36", "37"),
        ("88", "respelled", "OFFICER, Ivan", "OFFICER, Iwan"),
    ] == [(r["party"], r["change"], r["before"], r["after"]) for r in made.to_pylist()]
