"""Shares, outages and moves between countries, from routes that were really seen."""

import io
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from hawse.channels.routes.read import mrt_archive
from hawse.testing import a_source
from tests.channels.routes import mrt_maker as make
from tests.channels.routes.conftest import relations
from tests.channels.routes.test_replay import KP, PEERS, START, archive


def found(bench, data: bytes, target: str = "country:KP", *, synthetic: bool = False):
    """Read an archive, run the channel, give findings by kind."""
    source = a_source("rrc00/bview.mrt", synthetic=synthetic)
    for name, batch in mrt_archive.rows(io.BytesIO(data), source):
        bench.add(name, pa.Table.from_batches([batch]))
    bench.add("case_parties", f"role  id\ntarget  {target}")
    bench.run()
    got: dict[str, list[dict[str, object]]] = {}
    for finding in bench.engine.table("findings").to_pylist():
        got.setdefault(finding["kind"], []).append(finding)
    return got


def test_a_share_is_told_for_each_day_with_its_interval(bench):
    """On the first day three quarters through Russia, on the second a quarter."""
    got = found(bench, archive(), synthetic=True)["upstream_share"]

    assert [("as:20485", 0.75), ("as:4837", 0.25), ("as:20485", 0.25), ("as:4837", 0.75)] == [
        (f["subject"], f["q_best"])
        for f in sorted(got, key=lambda f: (f["period_start"], f["subject"]))
    ]
    assert {True} == {f["synthetic"] for f in got}
    assert all(f["evidence"] for f in got)


def gone(seconds: int) -> bytes:
    """A dump, then all withdrawn by everyone, then back after so many seconds."""
    data = make.peer_table(START, PEERS)
    for prefix in KP:
        told = [(n, make.attributes([a, 4837, 131279])) for n, (_, a) in enumerate(PEERS)]
        data += make.table(START, prefix, told)
    for address, asn in PEERS:
        data += make.update(START + 100, asn, withdrawn=KP, peer=address)
    for address, asn in PEERS:
        told = make.attributes([asn, 4837, 131279])
        data += make.update(START + 100 + seconds, asn, told, KP, peer=address)
    return data


@pytest.mark.parametrize(("seconds", "count"), [(59, 0), (60, 1), (3_600, 1)])
def test_an_outage_is_told_to_the_second_if_it_is_long_enough(bench, seconds, count):
    """All prefixes withdrawn by all vantage points at once; a blink is none."""
    got = found(bench, gone(seconds)).get("outage", [])

    assert count == len(got)
    if got:
        start = datetime.fromtimestamp(START + 100, UTC)
        assert (start, 1.0) == (got[0]["period_start"], got[0]["q_best"])
        assert seconds == (got[0]["period_end"] - start).total_seconds()


def test_one_vantage_point_that_loses_it_is_no_outage(bench):
    """Two of three still reach all of it."""
    data = gone(3_600)
    cut = data.index(make.update(START + 100, PEERS[1][1], withdrawn=KP, peer=PEERS[1][0]))

    assert "outage" not in found(bench, data[:cut] + make.peer_table(START + 4_000, PEERS))


def crimea() -> bytes:
    """A table of 2015 in which Miranda-Media is behind a Ukrainian carrier."""
    at = int(datetime(2015, 10, 23, tzinfo=UTC).timestamp())
    told = [(n, make.attributes([a, 21219, 201776])) for n, (_, a) in enumerate(PEERS)]
    return make.peer_table(at, PEERS) + make.table(at, "185.31.160.0/22", told)


def test_a_network_that_moves_to_another_countrys_carriers_is_found(bench):
    """Crimea: behind a Ukrainian carrier in a table of 2015, behind Russian ones in every month of 2017."""
    rows, snaps = relations({"12389>201776": "111", "28917>201776": "111"})
    bench.add("relations", rows)
    bench.add("snapshots", snaps)

    got = found(bench, crimea(), "as:201776")

    (move,) = got["upstream_country_change"]
    assert "move from UA to RU between 2015-10-23 and 2017-01-01" in move["says"]


def test_a_carrier_more_is_no_move(bench):
    """North Korea kept China when Russia came: no country was left."""
    rows, snaps = relations({"4837>131279": "1" * 9, "20485>131279": "000111111"})
    bench.add("relations", rows)
    bench.add("snapshots", snaps)
    bench.add("case_parties", "role  id\ntarget  country:KP")
    bench.run()

    kinds = set(bench.engine.table("findings")["kind"].to_pylist())
    assert "upstream_country_change" not in kinds
    assert "new_upstream" in kinds
