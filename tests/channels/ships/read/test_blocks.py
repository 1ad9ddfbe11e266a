"""Whole columns at a time give what record by record gives: the same rows, rejects and counts."""

import io
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.ships.read import blocks, dma, marinecadastre, nari, positions_csv
from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.form import record
from hawse.channels.ships.read.instants import in_its_years, moment
from hawse.core.errors import ReadError
from hawse.testing import a_source

DMA = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,SOG,COG,Heading,IMO,Callsign,Name,Width,Length,Draught,Destination,ETA"
CADASTRE = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"
PLAIN = "mmsi,time,lat,lon,sog,speed,heading,name,shipname,imo,draught,destination"
NARI = "sourcemmsi,navigationalstatus,speedoverground,courseoverground,trueheading,lon,lat,t"
KINDS = {
    "dma": (DMA, dma, dma.FORMS),
    "cadastre": (CADASTRE, marinecadastre, marinecadastre.FORMS),
    "plain": (PLAIN, positions_csv, positions_csv.FORMS),
    "nari": (NARI, nari, (nari.MOVES,)),
}
CELLS = st.sampled_from([
    "", " ", "0", "1", "55.5", "-12.25", "91", "181", "-91", "200", "219000001", "1491004800", "x", "Unknown", "nan", "1e3",
    "+5", "511", "102.3", "01/04/2017 00:00:00", "31/02/2017 00:00:00", "2017-04-01T00:00:00", "2017-04-01T00:00:00Z",
    "IMO9074729", "9074729", "OX 12", "Å", "\u2003", '"a"', '"a,b"', '"a\nb"', '"a""b"', 'a"b', "\x00", "\r", "9" * 400,
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\n\n"])
GOOD = {
    "dma": "01/04/2017 00:00:00,Class A,219000001,55.5,12.25,10.1,181,180,9074729,OX12,SHIP,20,120,6.5,KBH,",
    "cadastre": "367000001,2017-04-01T00:00:00,29.1,-90.2,10.1,181,180,SHIP,IMO9074729,WX12,70,0,120,20,6.5",
    "plain": "273000001,2017-04-01T00:00:00Z,43.1,131.9,0.1,,511,SHIP,,9074729,6.5,VLADIVOSTOK",
    "nari": "245257000,0,0.1,13.1,36,-4.4657183,48.38249,1443650402",
}


def told(made):
    """Give rows by table, in the order of their lines; the message if the file is refused."""
    found = {}
    try:
        for name, batch in made:
            found.setdefault(name, []).extend(batch.to_pylist())
    except ReadError as why:
        return str(why)
    return {name: sorted(rows, key=str) for name, rows in found.items()}


def needed(module):
    """Give the columns that a file must have; of several eras, those of the one tested here."""
    return module.NEEDED[0] if isinstance(module.NEEDED, tuple) else module.NEEDED


def both(kind, text):
    """Read a text both ways."""
    _, module, forms = KINDS[kind]
    turn, tables = partial(record, forms), {f.table.name: f.table for f in forms}
    slow = r.rows(
        io.BytesIO(text), a_source("x.csv"), needed(module), turn, tables, module.READER.name
    )
    return told(slow), told(module.READER.rows(io.BytesIO(text), a_source("x.csv")))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_both_ways_of_reading_agree_whatever_the_cells_hold(kind, data):
    """Quotes, line ends in cells, short and long records, no numbers: nothing is told apart."""
    head, good = KINDS[kind][0], GOOD[kind].split(",")
    text = head + data.draw(st.sampled_from(["\n", "\r\n"]))
    for _ in range(data.draw(st.integers(1, 12))):
        cells = list(good)
        for at in data.draw(st.lists(st.integers(0, len(cells) - 1), max_size=3)):
            cells[at] = data.draw(CELLS)
        cut = data.draw(st.sampled_from([None, None, None, -1, 2]))
        text += ",".join(cells[:cut]) + data.draw(ENDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", data.draw(st.sampled_from([50, 120, 1 << 20])))
        slow, quick = both(kind, text.encode())

    assert slow == quick


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_at_any_byte_is_told_alike(kind):
    """The last record may be torn; those before it count."""
    text = "\n".join(
        [KINDS[kind][0], GOOD[kind], GOOD[kind].replace(",", ", ", 2), GOOD[kind]]
    ).encode()

    for cut in range(len(text) + 1):
        slow, quick = both(kind, text[:cut])
        assert slow == quick, cut


def test_bytes_that_are_no_text_spoil_their_own_block_alone(monkeypatch):
    """One torn name does not make a day of traffic slow, nor is it lost."""
    monkeypatch.setattr(blocks, "BLOCK", 200)
    torn = GOOD["dma"].encode().replace(b"SHIP", b"S\xff\xfeP")
    text = b"\n".join(
        [DMA.encode(), *[GOOD["dma"].encode()] * 20, torn, *[GOOD["dma"].encode()] * 20, b""]
    )

    slow, quick = both("dma", text)

    assert slow == quick
    assert 41 == len(quick["positions"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end):
    """Files travel between machines."""
    slow, quick = both("plain", end.join([PLAIN, GOOD["plain"], GOOD["plain"], ""]).encode())

    assert slow == quick
    assert 2 == len(quick["positions"])


def test_columns_may_stand_in_another_order_and_under_a_mark():
    """A spreadsheet puts a mark before the first name, and a semicolon between cells."""
    text = "\ufefflon;lat;time;mmsi\n131.9;43.1;2017-04-01T00:00:00Z;273000001\n".encode()

    slow, quick = both("plain", text)

    assert slow == quick
    assert [(273000001, 43.1, 131.9)] == [
        (p["ship"], p["lat"], p["lon"]) for p in quick["positions"]
    ]


@pytest.mark.parametrize("form", [*dma.TIMES, *marinecadastre.TIMES])
@given(second=st.integers(0, 4 * 10**9), spoil=st.integers(0, 40))
def test_the_quick_way_to_a_time_is_the_forms_own(form, second, spoil):
    """Whatever stands in the text, it is read, or refused, as its form says."""
    text = datetime.fromtimestamp(second, UTC).strftime(form)
    text = text[:spoil] + "7" + text[spoil + 1 :] if spoil < len(text) else text

    try:
        want = in_its_years(datetime.strptime(text, form).replace(tzinfo=UTC))
    except ValueError:
        want = None
    try:
        got = moment(text, form)
    except ValueError:
        got = None

    assert want == got
