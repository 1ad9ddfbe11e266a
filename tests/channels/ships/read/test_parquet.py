"""Positions from Parquet: columns by name, refused rows, files that are cut or something else."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.read.parquet import READER
from hawse.core.errors import ReadError
from hawse.core.tables import SHARED
from hawse.testing import ReaderContract, a_source, all_rows

AT = datetime(2017, 4, 1, tzinfo=UTC)


def packed(**columns):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


GOOD = packed(mmsi=[273000001, 273000002], time=[AT, AT], lat=[43.1, 91.0], lon=[131.9, 181.0],
              sog=[0.1, 1.0], heading=[90, 511])  # fmt: skip


class TestReader(ReaderContract):
    """The reader positions_parquet."""

    reader = READER
    good = GOOD
    tables: ClassVar = {**SHARED, **{t.name: t for t in CHANNEL.tables}}


def read(data):
    return all_rows(READER, data, a_source("p.parquet"))


def test_a_position_is_read_with_what_the_file_says_and_no_more():
    """91 and 181 mean that no position was available; 511 that no heading was."""
    one, other = read(GOOD)["positions"]

    assert (273000001, AT, 43.1, 131.9, 0.1, 90, 1) == tuple(
        one[n] for n in ("ship", "sent_at", "lat", "lon", "speed_kn", "heading_deg", "line")
    )
    assert one["course_deg"] is one["status"] is one["kind"] is other["lat"] is None
    assert other["heading_deg"] is None


@pytest.mark.parametrize("columns", [
    {"MMSI": ["273000001"], "BaseDateTime": ["2017-04-01T00:00:00"], "LAT": [43.1], "LON": [131.9]},
    {"mmsi": [273000001], "base_date_time": ["2017-04-01 00:00:00"], "longitude": [131.9], "latitude": [43.1]},
    {"lon": [131.9], "t": [1491004800], "lat": [43.1], "sourcemmsi": [273000001]},
    {"ssvid": ["273000001"], "timestamp": [AT.replace(tzinfo=None)], "lat": ["43.1"], "lon": ["131.9"]},
])  # fmt: skip
def test_names_order_and_types_of_columns_may_differ(columns):
    """Those who keep AIS in Parquet name its columns as their CSV did."""
    row = read(packed(**columns))["positions"][0]

    assert (273000001, AT, 43.1, 131.9) == tuple(row[n] for n in ("ship", "sent_at", "lat", "lon"))


def test_a_row_that_is_none_is_a_reject_and_the_counts_add_up():
    """A latitude of 95, a ship without a number, a time that is none."""
    made = read(packed(
        mmsi=["273000001", "x", "273000003", "273000004"], time=["2017-04-01 00:00:00"] * 3 + ["soon"],
        lat=[95.0, 43.0, None, 43.0], lon=[131.9] * 4,
    ))  # fmt: skip

    assert [("row 1", "no such place"), ("row 2", "MMSI is none; wanted up to nine digits"),
            ("row 4", "time is none; wanted 2017-04-01 00:00:00, or seconds since 1970")] == [
        (r["locator"], r["reason"]) for r in made["rejects"]
    ]  # fmt: skip
    assert (4, 1, 3) == tuple(made["feeds"][0][n] for n in ("lines", "used", "refused"))
    assert [3] == [r["line"] for r in made["positions"]]


@pytest.mark.parametrize(("data", "wanted"), [
    (GOOD[:-1], "Parquet with mmsi"), (GOOD[:4], "Parquet with mmsi"), (b"", "Parquet with mmsi"),
    (packed(name=["x"], lat=[1.0]), "ship (mmsi or ship"), (packed(mmsi=pa.array([], pa.int64()),
     lat=pa.array([], pa.float64()), lon=pa.array([], pa.float64())), "at least one position"),
])  # fmt: skip
def test_a_file_that_is_none_says_what_was_wanted(data, wanted):
    """Cut at its end, of other columns, or without a row."""
    with pytest.raises(ReadError) as why:
        read(data)

    assert wanted in why.value.wanted


def test_a_file_cut_at_every_byte_says_so():
    """The table of contents of a Parquet file is at its end."""
    for end in range(len(GOOD)):
        with pytest.raises(ReadError):
            read(GOOD[:end])


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-5, 2**40), st.floats(width=32), st.floats(width=32)), min_size=1
    )
)
def test_whatever_numbers_stand_there_every_row_is_accounted_for(rows):
    """Infinities, NaN and ships of twelve digits."""
    ships, lats, lons = (list(c) for c in zip(*rows, strict=True))
    made = read(packed(mmsi=ships, lat=lats, lon=lons))

    assert len(rows) == len(made.get("positions", [])) + len(made.get("rejects", []))
    assert all(p["lat"] is None or abs(p["lat"]) <= 90 for p in made.get("positions", []))


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-31T15:00:00Z",
        "2017-04-01T00:00:00+09:00",
        "2017-04-01 00:00:00.000+09:00",
        "2017-03-31 15:00:00",
    ],
)
def test_the_zone_of_a_time_is_kept_with_or_without_a_fraction(text):
    """Nine hours lost turn a day's voyage into another one; without a zone UTC is meant."""
    row = read(packed(mmsi=[273000001], lat=[43.1], lon=[131.9], time=[text]))["positions"][0]

    assert datetime(2017, 3, 31, 15, tzinfo=UTC) == row["sent_at"]


@pytest.mark.parametrize(
    "lat", [pa.array([Decimal("43.1")]), pa.array(["43.1"]).dictionary_encode()]
)
def test_decimals_and_categories_are_numbers_too(lat):
    """Databases give decimals, and pandas keeps texts once each."""
    assert 43.1 == read(packed(mmsi=[273000001], lat=lat, lon=[131.9]))["positions"][0]["lat"]


def test_a_latitude_that_is_a_word_is_refused_and_not_taken_for_none():
    """A position without a place says that the ship had none; a torn cell says nothing."""
    made = read(packed(mmsi=[1, 2], lat=["43,1", "unknown"], lon=[131.9, 131.9]))

    assert [("row 1", "latitude or longitude is no number")] == [
        (r["locator"], r["reason"]) for r in made["rejects"]
    ]
    assert [None] == [p["lat"] for p in made["positions"]]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"LAT": [1.0]}, "columns ['lat'] more than once"),
        ({"sog": [[1.0]]}, "columns ['sog of type list<"),
    ],
)
def test_columns_of_which_nobody_can_tell_what_they_hold_are_an_error(columns, found):
    """Two of one name, or one whose values are no numbers."""
    with pytest.raises(ReadError) as why:
        read(packed(mmsi=[273000001], lat=[43.1], lon=[131.9], **columns))

    assert found in str(why.value)
