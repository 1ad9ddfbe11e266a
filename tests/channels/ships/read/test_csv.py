"""CSV that is not as its publisher writes it: torn, of another order or language, cut anywhere."""

import random

import pytest
from tests.channels.ships.test_contracts import GOOD

from hawse.channels.ships import CHANNEL
from hawse.core.errors import ReadError, SourceError
from hawse.engine.reading import choose
from hawse.testing import a_source, all_rows

READERS = {r.name: r for r in CHANNEL.readers}
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

    assert ["latitude '43,1' is no number"] == [r["reason"] for r in made["rejects"]]
    assert 1 == counted(made)["refused"]


def test_a_file_in_another_language_names_what_is_read(tmp_path):
    """No reader guesses what a column of another name holds."""
    path = tmp_path / "f.csv"
    path.write_text("Schiff,Zeit,Breite,Länge\n273000001,2017-04-01T00:00:00Z,43.1,131.9\n")

    with pytest.raises(SourceError, match=r"no reader takes it, it begins with .*Schiff"):
        choose((("ships", r) for r in CHANNEL.readers), path, "f.csv")


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
