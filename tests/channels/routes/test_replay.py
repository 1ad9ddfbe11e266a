"""Dump plus updates: the table at any second, and North Korea's two days of October 2017."""

import io
from datetime import UTC, datetime

import pytest

from hawse.channels.routes.read import mrt_archive
from hawse.channels.routes.replay import events, share_series, table_at
from hawse.channels.routes.weights import weights
from hawse.testing import a_source
from tests.channels.routes import mrt_maker as make

# per prefix, AS20485 as transit of AS131279; Dyn Research, North Korea Gets New Internet Link via Russia,
# 2 October 2017. The update messages made of it are synthetic.
TIMELINE = """
2017-10-01T09:07:51  gain  175.45.176.0/24
2017-10-01T09:07:51  gain  175.45.178.0/24
2017-10-01T09:07:51  gain  175.45.179.0/24
2017-10-01T10:14:45  loss  175.45.176.0/24
2017-10-01T10:14:45  loss  175.45.178.0/24
2017-10-01T10:14:45  loss  175.45.179.0/24
2017-10-01T12:21:55  gain  175.45.176.0/24
2017-10-01T12:21:55  gain  175.45.178.0/24
2017-10-01T12:21:55  gain  175.45.179.0/24
2017-10-02T07:56:39  loss  175.45.176.0/24
2017-10-02T09:10:29  loss  175.45.179.0/24
"""
KP = [f"175.45.{n}.0/24" for n in range(176, 180)]
PEERS = (("10.0.0.1", 3333), ("10.0.0.2", 6939), ("10.0.0.3", 2914))
START = int(datetime(2017, 10, 1, tzinfo=UTC).timestamp())


def timeline():
    """The eleven rows as (instant, event, prefix)."""
    for line in TIMELINE.split("\n"):
        if line:
            at, event, prefix = line.split()
            yield datetime.fromisoformat(at).replace(tzinfo=UTC), event, prefix


def archive() -> bytes:
    """A dump in which all is behind AS4837, then the timeline as messages of every peer."""
    data = make.peer_table(START, PEERS)
    for prefix in KP:
        told = [(n, make.attributes([a, 4837, 131279])) for n, (_, a) in enumerate(PEERS)]
        data += make.table(START, prefix, told)
    for at, event, prefix in timeline():
        by = 20485 if event == "gain" else 4837
        for address, asn in PEERS:
            data += make.update(
                int(at.timestamp()),
                asn,
                make.attributes([asn, by, 131279]),
                [prefix],
                peer=address,
            )
    return data


def replayed(data: bytes, *, synthetic: bool = True):
    """Read an archive as the channel does; the place in the file gives the order."""
    got = []
    source = a_source("kp.mrt", synthetic=synthetic)
    for name, batch in mrt_archive.rows(io.BytesIO(data), source):
        assert name == "routes_seen"
        got += [
            {**row, "offset": int(row["locator"].removeprefix("byte "))}
            for row in batch.to_pylist()
        ]
    return got


def test_all_eleven_gains_and_losses_are_found_to_the_second():
    """What Dyn saw minute by minute comes back out of the messages, and nothing else."""
    rows = replayed(archive())

    got = [(e.at, e.event, e.prefix) for e in events(rows) if e.upstream == 20485]

    assert list(timeline()) == got
    assert all(r["synthetic"] for r in rows)


def test_the_table_can_be_asked_for_any_second():
    """At 11:00 all four prefixes were back behind China Unicom; at 13:00 one was."""
    rows = replayed(archive())

    eleven = table_at(rows, datetime(2017, 10, 1, 11, tzinfo=UTC)).ways()
    thirteen = table_at(rows, datetime(2017, 10, 1, 13, tzinfo=UTC)).ways()

    assert {(p, 4837) for p in KP} == set(eleven)
    assert {p for p, upstream in thirteen if upstream == 4837} == {"175.45.177.0/24"}


def test_the_share_is_a_series_over_time():
    """Three of four equal prefixes are three quarters; in the end one of four."""
    series = [s for s in share_series(replayed(archive()), weights(KP)) if s.upstream == 20485]

    assert [0.75, 0.75, 0.5, 0.25] == [s.share for s in series]
    assert {3} == {s.vantages for s in series}


def test_a_session_that_goes_down_takes_its_routes_along():
    """What a router no longer says is not held to be so."""
    rows = replayed(archive())
    down = dict(
        rows[0], kind="state", state_old=6, state_new=1, at=datetime(2017, 10, 3, tzinfo=UTC)
    )

    assert 3 == max(table_at(rows, datetime(2017, 10, 4, tzinfo=UTC)).ways().values())
    assert 2 == max(table_at([*rows, down], datetime(2017, 10, 4, tzinfo=UTC)).ways().values())


@pytest.mark.parametrize(("vantages", "wanted"), [(3, 11), (4, 0)])
def test_an_event_needs_as_many_vantage_points_as_are_asked_for(vantages, wanted):
    """One router may err; three see the same, four there are not."""
    got = [e for e in events(replayed(archive()), vantages=vantages) if e.upstream == 20485]

    assert wanted == len(got)


def test_the_order_of_rows_does_not_matter():
    """Files are read in any order; time and place decide."""
    rows = replayed(archive())

    assert list(events(rows)) == list(events(rows[::-1]))
