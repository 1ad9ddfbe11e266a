"""The rule of persistence on daily routing tables: seven days in a row after seven days away."""

import io
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from hawse.channels.routes.read import mrt_archive
from hawse.testing import a_source
from tests.channels.routes import mrt_maker as make
from tests.channels.routes.test_replay import KP, PEERS, START

DAY = 86_400


def tables(history: dict[int, str], peers=PEERS) -> bytes:
    """One routing table a day: 1 is a day with the upstream, 0 one without, . a day without a table."""
    data = b""
    for day in range(len(next(iter(history.values())))):
        at = START + day * DAY
        ways = [by for by, days in history.items() if days[day] == "1"]
        if any(days[day] == "." for days in history.values()):
            continue
        data += make.peer_table(at, peers)
        for n, prefix in enumerate(KP):
            by = ways[n % len(ways)]
            told = [(k, make.attributes([a, by, 131279])) for k, (_, a) in enumerate(peers)]
            data += make.table(at, prefix, told)
    return data


def changes(bench, history: dict[int, str], peers=PEERS):
    """Run the channel on daily tables; give (kind, subject, first day after)."""
    for name, batch in mrt_archive.rows(
        io.BytesIO(tables(history, peers)), a_source("rrc00/bview.mrt")
    ):
        bench.add(name, pa.Table.from_batches([batch]))
    bench.add("case_parties", "role  id\ntarget  country:KP")
    bench.run()
    return [f for f in bench.engine.table("findings").to_pylist() if f["step"] == "changed_by_day"]


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ("0000000" + "1111111", ["new_upstream"]),
        ("000000" + "1111111", []),
        ("0000000" + "111111", []),
        ("1111111" + "0000000", ["lost_upstream"]),
        ("0000000" + "1110111111", []),
        ("0000000" + "11.1.11111", ["new_upstream"]),
        ("0000000" + "111..1111", []),
        ("0000000" + ".." + "1111111", []),
        ("11111111111111", []),
    ],
)
def test_just_under_and_just_over_seven_days(bench, days, wanted):
    """A day too few, a day's break, a gap in the tables that is too wide: none of them is a change."""
    got = changes(bench, {4837: days.replace("0", "1"), 20485: days})

    assert wanted == [f["kind"] for f in got]
    assert all(f["subject"] == "as:20485" for f in got)


def test_the_change_lies_between_two_tables_and_shows_its_places(bench):
    """The last without and the first with it; two operators from then on."""
    (gain,) = changes(bench, {4837: "1" * 14, 20485: "0" * 7 + "1" * 7})

    assert (datetime(2017, 10, 7, tzinfo=UTC), datetime(2017, 10, 9, tzinfo=UTC)) == (
        gain["period_start"], gain["period_end"],
    )  # fmt: skip
    assert (2.0, "observed", "country:KP", "as:131279") == (
        gain["q_best"], gain["basis"], gain["counterpart"], gain["item"],
    )  # fmt: skip
    assert gain["evidence"]
    assert gain["evidence_total"] >= len(KP) // 2 * len(PEERS)
    assert "grade 1 of 4" in gain["reasons"]


def test_another_as_of_the_same_operator_is_no_second_connection(bench):
    """China Unicom's two backbones take turns: nobody came and nobody went."""
    assert [] == changes(bench, {4837: "1" * 7 + "0" * 7, 9929: "0" * 7 + "1" * 7})


@pytest.mark.parametrize(("count", "wanted"), [(3, 1), (2, 0)])
def test_two_vantage_points_are_too_few(bench, count, wanted):
    """Prefix-level evidence wants three networks that see it."""
    got = changes(bench, {4837: "1" * 14, 20485: "0" * 7 + "1" * 7}, PEERS[:count])

    assert wanted == len(got)
