"""The decoder: every form of time, every refusal with its reason, counts that add up."""

import gzip
import io
import random
from functools import reduce
from pathlib import Path
from typing import ClassVar

import pyais
import pytest
from benchmarks.gpsd_fields import against_gpsd, expected_beside
from hypothesis import given, settings
from hypothesis import strategies as st
from pyais.encode import encode_dict

from hawse.channels.ships.read.nmea import READER, rows
from hawse.channels.ships.tables import CLOCKS, FEEDS, POSITIONS, STATICS
from hawse.core.errors import ReadError
from hawse.core.tables import SHARED
from hawse.testing import ReaderContract, a_source, all_rows

POSITION = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"
FIRST = "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C"
SECOND = "!AIVDM,2,2,1,A,88888888880,2*25"


def summed(body: str) -> str:
    """Close a sentence with its checksum."""
    return f"!{body}*{reduce(lambda a, b: a ^ b, body.encode()):02X}"


def read(*lines: str) -> dict[str, list[dict]]:
    return all_rows(READER, ("\n".join(lines) + "\n").encode("latin-1"))


def feed(got: dict[str, list[dict]]) -> dict:
    one = got["feeds"][0]
    assert one["lines"] == one["used"] + one["set_aside"] + one["refused"]
    assert one["refused"] == len(got.get("rejects", []))
    return one


class TestReader(ReaderContract):
    """The reader keeps what every reader keeps."""

    reader = READER
    name = "log.nmea"
    tables: ClassVar = {**SHARED, **{t.name: t for t in (POSITIONS, STATICS, CLOCKS, FEEDS)}}
    good = f"{POSITION}\n{FIRST}\n{SECOND}\n# a comment\n$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26\n{POSITION}".encode()


def test_a_position_is_read_field_by_field():
    """The values are those that gpsd and noaadata print for this sentence."""
    got = read(POSITION)["positions"][0]

    assert (371798000, 48.38163333333333, -123.39538333333333, 12.3, 224.0, 215, 0, 1) == tuple(
        got[n]
        for n in ("ship", "lat", "lon", "speed_kn", "course_deg", "heading_deg", "status", "kind")
    )
    assert got["sent_at"] is None


def test_a_message_of_two_sentences_is_joined():
    """Names, destinations and draughts come in two parts."""
    got = read(FIRST, SECOND)["statics"][0]

    assert (
        351759000,
        9134270,
        "EVER DIADEM",
        "3FOF8",
        "NEW YORK",
        12.2,
        295,
        32,
        "05-15 14:00",
    ) == tuple(
        got[n]
        for n in (
            "ship",
            "imo",
            "name",
            "call_sign",
            "destination",
            "draught_m",
            "length_m",
            "beam_m",
            "eta",
        )
    )


@pytest.mark.parametrize(("lines", "when", "who"), [
    ([r"\s:station7,c:1506816000*63" + "\\" + POSITION], "2017-10-01T00:00:00", "station7"),
    ([r"\c:1506816000123*67" + "\\" + POSITION], "2017-10-01T00:00:00.123000", None),
    ([r"\t:1506816000*21" + "\\" + POSITION], "2017-10-01T00:00:00", None),
    (["$PGHP,1,2017,10,1,0,0,0,5,219,,2190067,1,4A*27", POSITION], "2017-10-01T00:00:00.005000", "2190067"),
    ([POSITION + ",1506816000"], "2017-10-01T00:00:00", None),
    ([POSITION + ",rVLAD1,1506816000"], "2017-10-01T00:00:00", "rVLAD1"),
    (["1506816000 " + POSITION], "2017-10-01T00:00:00", None),
    ([r"\si:AISD*3F" + "\\", POSITION], None, "AISD"),
])  # fmt: skip
def test_receive_times_and_stations_are_found_where_loggers_write_them(lines, when, who):
    """Without the time there is no voyage; each of these forms is in use."""
    fixed = [_fixed(line) for line in lines]

    got = read(*fixed)["positions"][0]

    assert (when, who) == (
        got["sent_at"] and got["sent_at"].isoformat()[:26].removesuffix("+00:00"),
        got["receiver"],
    )


def _fixed(line: str) -> str:
    """Write the right checksum into a tag block or a time line of a test."""
    for opening in ("\\", "$"):
        if line.startswith(opening):
            body, _, rest = line[1:].partition("*")
            right = f"{reduce(lambda a, b: a ^ b, body.encode()):02X}"
            return f"{opening}{body}*{right}{rest[2:]}"
    return line


def test_messages_without_a_time_are_read_and_counted():
    """They say who was there, though not when; the feed says how many there were."""
    got = read(POSITION, POSITION + ",1506816000")

    assert (2, 1) == (len(got["positions"]), feed(got)["untimed"])


@pytest.mark.parametrize(("line", "reason"), [
    (POSITION.replace("*4A", "*4B"), "checksum does not match"),
    (POSITION[:-3], "has no checksum; wanted *hh at its end"),
    (POSITION[:30], "has no checksum; wanted *hh at its end"),
    ("hello", "is no NMEA sentence, tag block or time line"),
    (summed("AIVDM,1,1,,A,15RTgt0PAso;90,0"), "message is shorter than its type"),
    (summed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g2 8CQ,0"), "payload holds a character that is no six-bit character"),
    (summed("AIVDM,1,1,A,15RTgt0PAso;90TKcjM8h6g208CQ,0"), "is not the form of a VDM sentence"),
    (r"\c:12*5C" + "\\" + POSITION, "names no such time"),
    (r"\c:1506816000*00" + "\\" + POSITION, "checksum of the tag block does not match"),
    ("$PGHP,1,2017,13,1,0,0,0,5,219,,2190067,1,4A*27", "names no such time"),
    ("!" + "A" * 3000, "is longer than 2048 characters"),
    (FIRST, "is a part of a message whose other parts did not come"),
    (SECOND, "is a part of a message whose other parts did not come"),
])  # fmt: skip
def test_a_bad_line_is_a_reject_with_its_reason(line, reason):
    """One bad line does not stop the file and does not vanish."""
    if line.startswith((r"\c:12", "$")):
        line = _fixed(line)

    got = read(line, POSITION)

    assert [("line 1", True)] == [
        (r["locator"], r["reason"].startswith(reason)) for r in got["rejects"]
    ]
    assert 1 == len(got["positions"])
    feed(got)


@pytest.mark.parametrize(
    ("lat", "lon", "kept"), [(90.0, 180.0, 1), (91.0, 181.0, 1), (90.5, 10.0, 0), (10.0, 180.5, 0)]
)
def test_a_place_that_is_none_is_refused_and_not_available_is_null(lat, lon, kept):
    """91 and 181 mean 'not available' and are no fault; 90.5 is."""
    line = encode_dict({"type": 1, "mmsi": 273000001, "lat": lat, "lon": lon}, talker_id="AI")[0]

    got = read(line, POSITION)

    assert 1 + kept == len(got["positions"])
    if lat == 91.0:
        assert (None, None) == (got["positions"][0]["lat"], got["positions"][0]["lon"])


def test_a_part_that_waits_too_long_is_given_up():
    """A sequence number comes round again; an old first part must not be joined to a new second."""
    late = _fixed(r"\c:1506816000*00" + "\\" + FIRST), _fixed(r"\c:1506816061*00" + "\\" + SECOND)
    near = _fixed(r"\c:1506816000*00" + "\\" + FIRST), _fixed(r"\c:1506816060*00" + "\\" + SECOND)

    assert (0, 2) == (len(read(*late).get("statics", [])), len(read(*late)["rejects"]))
    assert 1 == len(read(*near)["statics"])


def test_parts_heard_by_two_stations_are_not_mixed():
    """Two stations write the same message with the same sequence number."""
    lines = [
        _fixed(rf"\s:{s},c:1506816000*00" + "\\" + p)
        for p in (FIRST, SECOND)
        for s in ("a1", "b2")
    ]

    got = read(*lines)

    assert {"a1", "b2"} == {r["receiver"] for r in got["statics"]}
    assert "rejects" not in got


def test_parts_of_two_stations_are_not_joined_to_one_message():
    """Each station lost a half: the name of one ship and the destination of another are no message."""
    lines = (
        _fixed(r"\s:a1,c:1506816000*00" + "\\" + FIRST),
        _fixed(r"\s:b2,c:1506816001*00" + "\\" + SECOND),
    )

    got = read(*lines)

    assert "statics" not in got
    assert ["is a part of a message whose other parts did not come"] * 2 == [
        r["reason"] for r in got["rejects"]
    ]


def test_a_part_without_a_station_is_joined_to_one_with():
    """Satellite feeds write the tag block on the first part alone, coast guards behind the last."""
    first = _fixed(r"\s:a1,c:1506816000*00" + "\\" + FIRST), SECOND
    last = FIRST, f"{SECOND},b003660465,1506816000"

    assert ["a1", "b003660465"] == [
        read(*lines)["statics"][0]["receiver"] for lines in (first, last)
    ]


def test_a_later_part_belongs_to_the_station_of_the_first_and_not_to_the_feeds():
    """Danish logs give a satellite's message under the feed's station line; its parts have their own tags."""
    got = read(
        _fixed(r"\si:AISSAT*00" + "\\"),
        _fixed(r"\g:1-2-6744,s:rORBCOMM000,c:1411926265*00" + "\\" + FIRST),
        _fixed(r"\g:2-2-6744*00" + "\\" + SECOND),
    )

    assert ["rORBCOMM000"] == [s["receiver"] for s in got["statics"]]
    assert "rejects" not in got


@pytest.mark.parametrize(
    "lines",
    [
        # a Gatehouse line, and then one whose checksum is wrong
        (
            "$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26", POSITION,
            "$PGHP,1,2013,11,12,15,0,0,11,219,,2190067,1,62*26", POSITION,
        ),
        # a tag block alone on its line, and then one that is torn
        (_fixed("\\c:1506816000*00\\"), POSITION, "\\c:1506819000*5D\\", POSITION),
    ],
)  # fmt: skip
def test_a_torn_time_line_ends_the_time_before_it(lines):
    """The sentence behind it came later than what was last told, nobody knows how much."""
    got = read(*lines)

    assert [True, False] == [p["sent_at"] is not None for p in got["positions"]]
    assert 1 == feed(got)["untimed"]


@pytest.mark.parametrize(
    "line",
    [
        f"{POSITION},1506816000.25",
        f"1506816000.25 {POSITION}",
        _fixed(r"\c:1506816000.25*00" + "\\" + POSITION),
    ],
)
def test_seconds_may_have_decimals(line):
    """Loggers write what their clock gives."""
    assert "2017-10-01T00:00:00.250000+00:00" == read(line)["positions"][0]["sent_at"].isoformat()


def test_a_line_that_holds_two_sentences_is_refused():
    """Where the end of a line was lost, the second sentence would vanish without a word."""
    got = read(POSITION + POSITION, POSITION)

    assert [("line 1", "holds more than one sentence; wanted one a line")] == [
        (r["locator"], r["reason"]) for r in got["rejects"]
    ]
    assert 2 == feed(got)["lines"]


def test_lines_may_end_in_a_carriage_return_alone():
    """Serial loggers write them; three sentences are three lines, not one."""
    got = all_rows(READER, f"{POSITION}\r{POSITION}\r{POSITION}\r".encode())

    assert [1, 2, 3] == [p["line"] for p in got["positions"]]
    assert 3 == feed(got)["lines"]


def test_a_mark_of_byte_order_costs_no_sentence():
    """Editors of Windows put one before the first line."""
    got = all_rows(READER, b"\xef\xbb\xbf" + POSITION.encode() + b"\n")

    assert 1 == len(got["positions"])
    assert READER.accepts(Path("log"), b"\xef\xbb\xbf" + POSITION.encode())


def test_parts_out_of_order_are_joined():
    """Networks deliver the second part first at times."""
    assert "EVER DIADEM" == read(SECOND, FIRST)["statics"][0]["name"]


def test_other_sentences_and_blank_lines_are_set_aside_and_counted():
    """A log holds GPS sentences too; they are neither positions nor faults."""
    gps = "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47"

    assert 3 == feed(read(POSITION, "", "# note", gps))["set_aside"]


def test_a_log_without_a_sentence_says_so():
    """A file of another kind must not read as an empty one."""
    with pytest.raises(ReadError, match="without a sentence"):
        read("# nothing here")


def test_what_was_read_stays_as_it_was_read_when_the_next_block_is(monkeypatch):
    """Arrow keeps the very numbers that it is given: no later block may be decoded into them."""
    monkeypatch.setattr("hawse.channels.ships.read.nmea.BLOCK", 4096)
    lines = []
    for n in range(200):
        imo = 0 if n % 7 == 0 else 9_000_000 + n
        fields = {"msg_type": 5, "mmsi": 273_000_000 + n, "imo": imo, "shipname": f"SHIP {n}"}
        lines += encode_dict(fields, seq_id=n % 10)

    text = ("\n".join(lines) + "\n").encode()
    batches = [batch for name, batch in rows(io.BytesIO(text), a_source()) if name == "statics"]

    assert len(batches) > 2
    got = [(r["ship"], r["imo"], r["name"]) for batch in batches for r in batch.to_pylist()]
    assert got == [
        (273_000_000 + n, 9_000_000 + n if n % 7 else None, f"SHIP {n}") for n in range(200)
    ]


def test_blocks_may_cut_a_line_anywhere(monkeypatch):
    """What is read does not depend on how the file comes in."""
    text = ("\r\n".join([POSITION, FIRST, SECOND, POSITION + ",1506816000"] * 5)).encode()
    whole = all_rows(READER, text)

    for size in (97, 150, 1000):
        monkeypatch.setattr("hawse.channels.ships.read.nmea.BLOCK", size)
        assert whole == all_rows(READER, text)


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from([1, 18]),
    mmsi=st.integers(1, 999_999_999),
    lat=st.integers(-54_000_000, 54_000_000),
    lon=st.integers(-108_000_000, 108_000_000),
    speed=st.integers(0, 1022),
    course=st.integers(0, 3599),
)
def test_what_pyais_writes_we_read_back(kind, mmsi, lat, lon, speed, course):  # noqa: PLR0917 - each argument is one thing of the row
    """Every value of a field comes back as it was sent."""
    sent = {
        "type": kind,
        "mmsi": mmsi,
        "lat": lat / 6e5,
        "lon": lon / 6e5,
        "speed": speed / 10,
        "course": course / 10,
    }

    got = read(*encode_dict(sent, talker_id="AI"))["positions"][0]

    assert (mmsi, kind) == (got["ship"], got["kind"])
    assert abs(got["lat"] - lat / 6e5) < 2e-6
    assert abs(got["lon"] - lon / 6e5) < 2e-6
    assert abs(got["speed_kn"] - speed / 10) < 0.11
    assert abs(got["course_deg"] - course / 10) < 0.11


def test_torn_bytes_end_in_rows_or_rejects_and_the_counts_add_up():
    """Whatever a receiver writes, every line is accounted for."""
    dice = random.Random(5)
    for _ in range(150):
        data = bytearray(
            "\n".join([POSITION, FIRST, SECOND, POSITION + ",rX,1506816000"] * 3).encode()
        )
        for _ in range(dice.randrange(12)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        feed(all_rows(READER, bytes(data)))


def test_a_log_cut_at_every_byte_ends_in_rows_or_rejects_and_the_counts_add_up():
    """A part whose second never comes, a tag block without its sentence, half a time line."""
    stamped = POSITION + ",rX,1506816000"
    whole = "\n".join([FIRST, SECOND, "\\s:r1,c:1506816000*14\\" + POSITION, stamped, FIRST])
    for end in range(len(whole)):
        try:
            feed(all_rows(READER, whole[:end].encode()))
        except ReadError as why:
            assert "sentence" in why.found  # noqa: PT017 - either is right


@pytest.mark.shared
@pytest.mark.parametrize("name", [
    "aishub_nmea_sample_85k.nmea.gz", "dma_aisabnormal_sample_2013-11-12.nmea.gz",
    "dma_drift_538004030_2014-09-28.nmea.gz", "spire_tagblock_20211101.nm4.gz",
])  # fmt: skip
def test_real_logs_add_up_and_agree_with_pyais(shared, name):
    """Every fortieth position of real logs is what pyais makes of it."""
    text = gzip.decompress((shared / name).read_bytes())
    got = all_rows(READER, text)
    feed(got)
    lines = text.split(b"\n")
    for row in got["positions"][::40]:
        sentence = lines[row["line"] - 1]
        if b",1,1," not in sentence:  # parts of a longer message
            continue
        said = pyais.decode(sentence[sentence.index(b"!") :]).asdict()
        assert row["ship"] == int(said["mmsi"])
        if row["lat"] is not None:
            assert abs(row["lat"] - said["lat"]) < 2e-6
            assert abs(row["lon"] - said["lon"]) < 2e-6


@pytest.mark.shared
def test_gpsds_sample_reads_as_gpsd_expects(shared):
    """A third opinion, on every field of every message of theirs that becomes a row of ours.

    The few differences are named with their reasons in ``benchmarks.gpsd_fields.JUSTIFIED``.
    """
    got = against_gpsd(shared / "gpsd_sample.aivdm", shared / "gpsd_sample_expected.json.gz")

    assert (23, 0, []) == (got["messages"], got["differences"], got["examples"])
    assert got["fields_compared"] == 143
    assert {
        "not_sent": 14,
        "no_such_time": 2,
        "rounded": 15,
        "two_distances": 12,
        "two_parts": 2,
        "unpaired": 3,
    } == {name: one["count"] for name, one in got["justified"].items()}


def test_a_field_that_gpsd_reads_otherwise_is_told(tmp_path):
    """The comparison can fail: one tenth of a knot, one letter, one row too many."""
    log, said = tmp_path / "x.aivdm", tmp_path / "x_expected.json"
    log.write_text(f"{POSITION}\n{FIRST}\n{SECOND}\n{POSITION}\n")
    said.write_text(
        '{"class":"AIS","type":1,"mmsi":371798000,"speed":12.4,"course":224.0}\n'
        '{"class":"AIS","type":5,"mmsi":351759000,"shipname":"EVER DIADEN"}\n'
    )

    got = against_gpsd(log, said)

    assert 3 == got["differences"]
    assert "type 1 of 371798000: speed_kn 12.3 12.4" == got["examples"][0]
    assert expected_beside(log) == said


@pytest.mark.parametrize(
    ("hour", "minute", "told"), [(23, 59, True), (24, 0, False), (24, 60, False), (5, 60, False)]
)
def test_a_base_stations_hour_24_is_no_time(hour, minute, told):
    """Hour 24 and minute 60 stand for 'not available', not for the next day."""
    fields = {"msg_type": 4, "mmsi": 2241120, "year": 2012, "month": 6, "day": 1}
    fields |= {"hour": hour, "minute": minute, "second": 0}

    got = read(*encode_dict(fields))["clocks"][0]["said_at"]

    assert told == (got is not None)


def test_no_tables_beyond_those_declared():
    """The reader says what it makes."""
    assert {n for n, _ in rows(io.BytesIO((POSITION + "\n").encode()), a_source())} <= set(
        READER.makes
    )
