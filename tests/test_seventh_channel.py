"""A seventh channel is a folder and a name: nothing else in the house is edited for it."""

import json
from dataclasses import replace

import pytest

import hawse
from hawse import channels
from hawse.testing import Bench, ChannelContract, ReaderContract, StepContract, all_rows, table_of
from tests import toy_channel
from tests.toy_channel.read import landings_csv
from tests.toy_channel.tables import AIRFIELDS, LANDINGS

LOG = b"""\
aircraft,field,landed_at
P-885,VVO,2017-04-01T08:00:00Z
P-885,VVO,2017-04-08T08:00:00Z
P-813,PEK,2017-04-02T08:00:00Z
P-885,PEK,2017-04-03
"""
CASE = """\
[case]
id = "flights"
question = "Where do its aircraft land?"
target = "KP"
suppliers = ["RU"]
period = { from = 2017-01-01, until = 2017-12-31 }

[[source]]
path = "log.csv"
reader = "landings_csv"
obtained = 2017-05-01
synthetic = true
"""


class TestItsReader(ReaderContract):
    """The contract of every reader."""

    reader = landings_csv.READER
    good = LOG
    name = "log.csv"


class TestItsStep(StepContract):
    """The contract of every step."""

    step = toy_channel.LANDED
    tables = {"landings": LANDINGS, "airfields": AIRFIELDS}
    inputs = {
        "landings": table_of(LANDINGS, """
            aircraft  field  landed_at         source_id  locator  synthetic
            P-885     VVO    2017-04-01T08:00  s          line 2   false
            P-885     VVO    2017-04-08T08:00  s          line 3   false
            P-813     PEK    2017-04-02T08:00  s          line 4   false
            P-813     PEK    2017-04-03T08:00  s          line 5   true
            P-633     VVO    2017-04-03T08:00  s          line 6   false
        """),
        "airfields": table_of(AIRFIELDS, """
            field  country     source
            VVO    country:RU  a
            PEK    country:CN  b
        """),
    }  # fmt: skip


class TestItself(ChannelContract):
    """The contract of every channel."""

    channel = toy_channel.CHANNEL


def test_its_bad_line_is_a_reject():
    """A day is no instant; the line says so and stays."""
    assert [r["reason"] for r in all_rows(landings_csv.READER, LOG)["rejects"]] == [
        "time '2017-04-03' has no zone; write +00:00 or Z"
    ]


@pytest.mark.parametrize(("min_landings", "found"), [(1, 2), (2, 1), (3, 0)])
def test_its_setting_decides(tmp_path, min_landings, found):
    """Just under and just over the only setting that it has."""
    bench = Bench(tmp_path, toy_channel.CHANNEL)
    bench.add("landings", TestItsStep.inputs["landings"].slice(0, 3))
    bench.add("airfields", TestItsStep.inputs["airfields"])

    assert bench.run("landed", min_landings=min_landings).num_rows == found


@pytest.fixture
def case(tmp_path):
    (tmp_path / "log.csv").write_bytes(LOG)
    path = tmp_path / "case.toml"
    path.write_text(CASE)
    return path


def test_a_name_in_the_tuple_puts_it_into_the_whole_flow(case, tmp_path, monkeypatch):
    """Files in, finding in the ledger, evidence behind it, and a picture on the page."""
    monkeypatch.setattr(channels, "OWN", (*channels.OWN, toy_channel.__name__))
    run = hawse.run(case, tmp_path / "out")

    findings = [f for f in run.ledger.rows("findings") if f["channel"] == "flights"]
    evidence = {e["id"]: e for e in run.ledger.rows("evidence")}
    assert [(f["says"], f["synthetic"]) for f in findings] == [
        ("P-885 landed 2 times in country:RU", True)
    ]
    places = [evidence[one]["locator"] for one in findings[0]["evidence_ids"]]
    assert sorted(places) == ["line 2", "line 3"]
    assert json.loads(findings[0]["settings"]) == {"min_landings": 2}
    assert "P-885" in run.dossier.read_text("utf-8")


def test_an_entry_point_does_the_same_from_another_package(case, tmp_path, monkeypatch):
    """Nobody has to be in this repository to have a channel."""

    class Entry:
        name = "flights"

        def load(self):
            return toy_channel.CHANNEL

    monkeypatch.setattr(
        channels, "entry_points", lambda group: [Entry()] * (group == "hawse.channels")
    )
    run = hawse.run(case, tmp_path / "out")

    assert "flights" in run.ledger.table("findings")["channel"].to_pylist()


def test_its_settings_are_set_in_the_case(case, tmp_path, monkeypatch):
    """A section of its name and its step's, like every other channel's."""
    monkeypatch.setattr(channels, "OWN", (*channels.OWN, toy_channel.__name__))
    case.write_text(CASE + "\n[flights.landed]\nmin_landings = 3\n")
    run = hawse.run(case, tmp_path / "out")

    assert "flights" not in run.ledger.table("findings")["channel"].to_pylist()


def test_a_channel_that_breaks_the_contract_does_not_pass():
    """The contract is worth as much as what it refuses."""
    mute = replace(
        toy_channel.CHANNEL,
        question="Flights",
        kinds=(replace(toy_channel.CHANNEL.kinds[0], settled_by=""),),
    )

    class Broken(ChannelContract):
        channel = mute

    for test in (
        Broken().test_it_asks_a_question,
        Broken().test_its_kinds_say_what_would_settle_them,
    ):
        with pytest.raises(AssertionError):
            test()
