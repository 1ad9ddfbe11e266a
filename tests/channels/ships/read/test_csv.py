"""CSV that is not as its publisher writes it: torn, of another order or language, cut anywhere."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.channels.ships.test_contracts import GOOD

from hawse.channels.ships import CHANNEL
from hawse.core.errors import ReadError, SourceError
from hawse.engine.reading import choose
from hawse.testing import a_source, all_rows

READERS = {r.name: r for r in CHANNEL.readers}
LOGS = (
    "positions_csv",
    "dma_csv",
    "marinecadastre_csv",
    "nari_csv",
    "exactearth_csv",
    "gfw_events",
)
"""Readers of one record a line."""
DMA_26 = (
    "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,"
    "Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,"
    "Destination,ETA,Data source type,A,B,C,D\n"
    "01/04/2017 00:00:00,Class A,219000001,55.1,10.2,Under way,0.0,10.1,90.0,511,9074729,OXXX,SHIP,"
    "Cargo,,12,80,GPS,4.5,AARHUS,02/04/2017 06:00:00,AIS,40,40,6,6\n"
    "01/04/2017 00:00:01,Class A,219000001,91.0,0.0,Unknown value,,,,,Unknown,Unknown,,Undefined,,,,"
    "Undefined,,Unknown,,AIS,,,,\n"
)


def read(name, text):
    return all_rows(READERS[name], text.encode(), a_source("f.csv"))


def counted(made):
    feed = made["feeds"][0]
    assert feed["lines"] == feed["used"] + feed["set_aside"] + feed["refused"]
    assert feed["refused"] == len(made.get("rejects", []))
    return feed


def test_both_eras_of_the_danish_files_are_read():
    """From 2023 on the files have the antenna's place besides; 91 and 0 mean that none was sent."""
    made = read("dma_csv", DMA_26)

    assert [55.1, None] == [p["lat"] for p in made["positions"]]
    assert ("AARHUS", 9074729, 80) == tuple(
        made["statics"][0][n] for n in ("destination", "imo", "length_m")
    )
    assert (2, 2, 0) == tuple(counted(made)[n] for n in ("lines", "used", "refused"))


def test_both_eras_of_marinecadastre_are_read_to_the_same():
    """In 2025 its columns got other names and another order."""
    new = (
        "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,"
        "status,length,width,draft,cargo,transceiver\n"
        "366000001,2017-04-01 00:00:00,-90.2,29.1,10.0,180.0,511.0,SHIP,IMO9074729,WXX,80,0,100,20,5.5,80,A\n"
    )

    old, now = (
        read("marinecadastre_csv", GOOD["marinecadastre_csv"]),
        read("marinecadastre_csv", new),
    )

    assert old["positions"] == now["positions"]
    assert old["statics"] == now["statics"]


@pytest.mark.parametrize("name", GOOD)
def test_the_order_of_columns_does_not_matter(name):
    """A spreadsheet may have moved them."""
    rows = [line.split(",") for line in GOOD[name].splitlines()]
    order = random.Random(4).sample(range(len(rows[0])), len(rows[0]))

    moved = "\n".join(",".join(row[n] for n in order) for row in rows) + "\n"

    assert read(name, GOOD[name]) == read(name, moved)


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_sign_between_the_cells_is_seen_from_the_first_line(sign):
    """Spreadsheets of half of Europe write a semicolon."""
    assert read("positions_csv", GOOD["positions_csv"]) == read(
        "positions_csv", GOOD["positions_csv"].replace(",", sign)
    )


def test_a_comma_in_a_number_is_refused_and_not_read_as_another_number():
    """43,1 is 43.1 to its writer, and 43 to a careless reader."""
    made = read("positions_csv", "mmsi;time;lat;lon\n273000001;2017-04-01T00:00:00Z;43,1;131,9\n")

    why = "latitude '43,1' is no number; write a point for its comma"
    assert [why] == [r["reason"] for r in made["rejects"]]
    assert 1 == counted(made)["refused"]


@pytest.mark.parametrize(
    ("head", "renamed"),
    [
        ("MMSI-Nummer;Zeit;Breite;Länge", "'mmsi-nummer' to 'mmsi', 'zeit' to 'time', 'breite' to 'lat', 'länge' to 'lon'"),
        ("skib,tid,breddegrad,længdegrad", "'tid' to 'time', 'breddegrad' to 'lat', 'længdegrad' to 'lon'"),
        ("mmsi,horodatage,latitude,longitude", "'horodatage' to 'time', 'latitude' to 'lat', 'longitude' to 'lon'"),
        ("ММСИ\tвремя\tширота\tдолгота", "'ммси' to 'mmsi', 'время' to 'time', 'широта' to 'lat', 'долгота' to 'lon'"),
        ("mmsi,time,lat", "also"),
    ],
)  # fmt: skip
def test_a_file_in_another_language_says_what_to_rename(tmp_path, head, renamed):
    """No reader guesses what a column of another name holds: German Länge is a hull's length too."""
    path = tmp_path / "f.csv"
    path.write_text(f"{head}\n273000001,2017-04-01T00:00:00Z,43.1,131.9\n", encoding="utf-8")

    _, reader = choose((("ships", r) for r in CHANNEL.readers), path, "f.csv")

    assert "other_csv" == reader.name
    with path.open("rb") as file, pytest.raises(ReadError) as told:
        list(reader.rows(file, a_source("f.csv")))
    assert "line 1: found columns [" in str(told.value)
    assert "wanted columns ['mmsi', 'time', 'lat', 'lon']" in str(told.value)
    assert renamed in str(told.value) or renamed == "also"


def test_a_csv_that_is_not_of_ships_is_left_to_others(tmp_path):
    """A table of trade has no latitude; what is wrong with it is not ours to say."""
    path = tmp_path / "f.csv"
    path.write_text("reporter,partner,value\nRU,KP,12\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"no reader takes it, it begins with .*reporter"):
        choose((("ships", r) for r in CHANNEL.readers), path, "f.csv")


@pytest.mark.parametrize(
    "text", [GOOD["positions_csv"], "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\n"]
)
def test_utf_16_is_told_with_its_cure(tmp_path, text):
    """Spreadsheets save it as 'Unicode text', and consoles of Windows write it behind a >."""
    path = tmp_path / "f.csv"
    path.write_text(text, encoding="utf-16")

    _, reader = choose((("ships", r) for r in CHANNEL.readers), path, "f.csv")

    with (
        path.open("rb") as file,
        pytest.raises(ReadError, match="found text in UTF-16, wanted UTF-8"),
    ):
        list(reader.rows(file, a_source("f.csv")))


@pytest.mark.parametrize("name", GOOD)
def test_a_column_that_stands_there_twice_is_an_error(name):
    """Which of two numbers is the ship's, nobody can tell; the last one is not better than the first."""
    head, good = GOOD[name].splitlines()[:2]
    twice = next(
        n
        for n in head.split(",")
        if n.lower() in ("mmsi", "ship", "id", "sourcemmsi", "vessel.ssvid")
    )

    with pytest.raises(
        ReadError, match=r"line 1: found columns \[.*\] more than once, wanted each once"
    ):
        read(name, f"{head},{twice}\n{good},7\n")


@pytest.mark.parametrize("name", GOOD)
def test_a_record_of_more_cells_than_columns_is_refused(name):
    """A comma in a name without quotes moves every cell after it into another's column."""
    head, good = GOOD[name].splitlines()[:2]

    made = read(name, f"{head}\n{good},7\n{good},\n")

    columns = len(head.split(","))
    assert [("line 2", f"line has {columns + 1} cells for {columns} columns")] == [
        (r["locator"], r["reason"]) for r in made["rejects"]
    ]
    assert (2, 1, 1) == tuple(counted(made)[n] for n in ("lines", "used", "refused"))


@pytest.mark.parametrize("text", ["4_3.1", "٤٣.١", "1e999", "0x2B", "43.1.2"])
def test_what_only_a_programming_language_takes_for_a_number_is_none(text):
    """Python reads 4_3.1 as 43.1; no receiver writes so, and the cell is torn."""
    made = read(
        "positions_csv", f"mmsi,time,lat,lon\n273000001,2017-04-01T00:00:00Z,{text},131.9\n"
    )

    assert [f"latitude {text!r} is no number"] == [r["reason"] for r in made["rejects"]]


def test_speeds_courses_and_headings_that_say_none_are_null():
    """AIS says 102.3 kn, 360 and 511 degrees where it knows none; exporters write -1."""
    head = "mmsi,time,lat,lon,sog,cog,heading"
    lines = [
        f"273000001,2017-04-01T00:00:00Z,43.1,131.9,{v}"
        for v in ("102.3,360,511", "-1,-1,-1", "0,0,0")
    ]

    made = read("positions_csv", "\n".join([head, *lines, ""]))

    assert [(None, None, None)] * 2 + [(0.0, 0.0, 0)] == [
        (p["speed_kn"], p["course_deg"], p["heading_deg"]) for p in made["positions"]
    ]


@pytest.mark.parametrize("draught", ["-4.5", "65"])
def test_a_draught_that_ais_cannot_hold_is_refused(draught):
    """65 is one in decimetres; read as metres it would be cargo enough for a dozen ships."""
    made = read(
        "positions_csv",
        f"mmsi,time,lat,lon,draught\n273000001,2017-04-01T00:00:00Z,43.1,131.9,{draught}\n",
    )

    assert [f"draught {float(draught)} is none; wanted 0 to 25.5 metres"] == [
        r["reason"] for r in made["rejects"]
    ]


def test_exactearth_writes_draughts_in_decimetres_as_ais_sends_them():
    """BW EVERETT's 114 is 11.4 m: of the sample's thirty draughts none has a point, and all are over 38."""
    head = "MMSI,Message_ID,Time,Longitude,Latitude,Destination,Dimension_to_Bow,Dimension_to_stern,Draught"
    lines = [
        f"564988000,5,20210701_215810,None,None,ZHOUSHAN,215,62,{d}"
        for d in ("114", "0", "256", "11.4")
    ]

    made = read("exactearth_csv", "\n".join([head, *lines, ""]))

    assert [(277, 11.4), (277, None)] == [(s["length_m"], s["draught_m"]) for s in made["statics"]]
    assert [
        "draught 256 is none; wanted 0 to 255 decimetres",
        "draught 11.4 is no whole number",
    ] == [r["reason"] for r in made["rejects"]]


def test_a_plain_file_may_say_what_a_ship_is():
    """Only of a tanker does a deeper draught say that it loaded, and only by its size how much."""
    head = "mmsi,time,lat,lon,shiptype,length,beam,draught"

    made = read(
        "positions_csv", f"{head}\n273000001,2017-04-01T00:00:00Z,43.1,131.9,80,100,16,5.5\n"
    )

    assert [(80, 100, 16, 5.5)] == [
        tuple(s[n] for n in ("ship_type", "length_m", "beam_m", "draught_m"))
        for s in made["statics"]
    ]


def test_a_time_of_another_form_is_refused_with_one_that_would_do():
    """The first of April and the fourth of January look alike; the form is said by example."""
    made = read("dma_csv", GOOD["dma_csv"].replace("01/04/2017 00:00:00", "2017-04-01 00:00:00"))

    why = "time '2017-04-01 00:00:00' is none; wanted one like 21/04/2017 13:59:58, in UTC"
    assert [why] == [r["reason"] for r in made["rejects"]]


@pytest.mark.parametrize("name", ["declarations_csv", "calls_csv"])
def test_a_quote_that_is_not_closed_stops_a_file_of_documents(name):
    """Their texts may run over lines, so that one torn quote would swallow every record after it."""
    head, good = GOOD[name].splitlines()[:2]
    torn = f'{good.rpartition(",")[0]},"open'

    with pytest.raises(
        ReadError, match=r"the record from line 3 on: found a torn quote or cell \(unexpected end"
    ):
        read(name, f"{head}\n{good}\n{torn}\n{good}\n{good}\n")


def test_a_record_of_several_lines_stands_where_it_begins():
    """Whoever opens the file at the line that is told must find the record there."""
    head = "ship,declared_at,kind,destination,cargo\n"
    long = 'imo:9074729,2017-04-01T00:00:00Z,port_authority,Busan,"diesel\nand petrol"\n'

    made = read("declarations_csv", head + long + GOOD["declarations_csv"].splitlines()[1] + "\n")

    assert [2, 4] == [d["line"] for d in made["given_declarations"]]


@pytest.mark.parametrize("name", ["declarations_csv", "calls_csv"])
def test_a_document_that_is_not_utf_8_is_refused(name):
    """Busan in another code page is no word any more, and would be a place that nobody knows."""
    text = GOOD[name].replace("Busan", "Пусан").replace("RUVVO", "Владивосток")

    made = all_rows(READERS[name], text.encode("cp1251"), a_source("f.csv"))

    assert ["holds bytes that are no UTF-8; save the file as UTF-8"] == [
        r["reason"] for r in made["rejects"]
    ]


@pytest.mark.parametrize("name", LOGS)
def test_a_line_without_an_end_is_one_reject_and_the_next_line_is_read(name):
    """Three megabytes without a line's end are a torn disk, not three lines."""
    head, good = GOOD[name].splitlines()[:2]

    made = read(name, f"{head}\n{good}{'z' * 3_000_000}\n{good}\n")

    assert [("line 2", "line is longer than 1048576 characters")] == [
        (r["locator"], r["reason"]) for r in made["rejects"]
    ]
    assert 2 == counted(made)["lines"]


def test_a_call_that_ends_before_it_starts_is_refused():
    """Ends changed places, or one of them is wrong; either way it is no call."""
    made = read(
        "gfw_events",
        "vessel.ssvid,start,end,port.name\n445000001,2017-04-03T00:00:00Z,2017-04-02T00:00:00Z,CHONGJIN\n",
    )

    why = "ends at 2017-04-02T00:00:00+00:00 before it starts at 2017-04-03T00:00:00+00:00"
    assert [why] == [r["reason"] for r in made["rejects"]]


@pytest.mark.parametrize("name", LOGS)
def test_a_torn_quote_swallows_no_other_line(name):
    """One quote too many, and a reader of plain CSV would take the rest of the file for one cell."""
    head, good = GOOD[name].splitlines()[:2]
    cells = good.split(",")
    torn = ",".join(['"x' if n == len(cells) - 1 else c for n, c in enumerate(cells)])

    made = read(name, f"{head}\n{torn}\n{good}\n{good}\n")

    assert ["line 2"] == [r["locator"] for r in made["rejects"]]
    assert "quote is torn" in made["rejects"][0]["reason"]
    assert (3, 2, 1) == tuple(counted(made)[n] for n in ("lines", "used", "refused"))


@pytest.mark.parametrize("name", LOGS)
def test_a_line_cut_short_is_refused(name):
    """Its last number may have lost digits."""
    head, good = GOOD[name].splitlines()[:2]

    made = read(name, "\n".join([head, good, good.rsplit(",", 1)[0]]))

    assert "line is torn" in made["rejects"][0]["reason"]
    assert (2, 1, 1) == tuple(counted(made)[n] for n in ("lines", "used", "refused"))


@pytest.mark.parametrize("name", GOOD)
def test_blank_lines_are_set_aside_and_a_file_of_nothing_else_is_an_error(name):
    """Files joined by hand have them."""
    head, good = GOOD[name].splitlines()[:2]

    assert (3, 1, 2, 0) == tuple(
        counted(read(name, f"{head}\n\n{good}\n\n"))[n]
        for n in ("lines", "used", "set_aside", "refused")
    )
    for text in (f"{head}\n", f"{head}\n\n\n", ""):
        with pytest.raises(ReadError):
            read(name, text)


@pytest.mark.parametrize("name", GOOD)
def test_a_file_cut_at_every_byte_ends_in_rows_rejects_or_an_error(name):
    """A download that broke off: what is there is read, and the counts add up."""
    data = (GOOD[name] * 2).encode() if name == "nari_csv" else GOOD[name].encode()
    for end in range(len(data)):
        try:
            made = all_rows(READERS[name], data[:end], a_source("f.csv"))
        except ReadError as why:
            assert why.where  # noqa: PT017 - either is right
        else:
            counted(made)


def test_times_that_go_backwards_are_rows_as_they_are():
    """Their order is the steps' affair: a log of two receivers has it so."""
    lines = [f"273000001,2017-04-01T0{h}:00:00Z,43.1,131.9" for h in (5, 3, 4)]

    made = read("positions_csv", "mmsi,time,lat,lon\n" + "\n".join(lines))

    assert [5, 3, 4] == [p["sent_at"].hour for p in made["positions"]]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet='0123456789.,-"ab\t;:TZ \0é', max_size=40), max_size=6))
def test_whatever_the_lines_hold_each_is_accounted_for(lines):
    """The property that nothing vanishes."""
    text = "mmsi,time,lat,lon\n" + "\n".join([*lines, "1,2017-04-01T00:00:00Z,1,1"]) + "\n"

    feed = counted(read("positions_csv", text))

    assert feed["lines"] == len(lines) + 1
