"""The hand-made table: every row names its document, and a month given is a month looked at."""

from datetime import date
from typing import ClassVar

import pytest

from hawse.channels.routes.read import upstreams_csv
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, a_source, all_rows

READER = upstreams_csv.READER
GOOD = b"""month,upstream,customer,source
2017-01..2017-10,4837,131279,TopoScope asrel_2017MM
2017-11,4837,131279,TopoScope asrel_201711
2017-11,AS20485,131279,"TopoScope, asrel_201711"
2012-01,,131279,none seen
"""


class TestUpstreamsCsv(ReaderContract):
    """What every reader keeps."""

    reader = READER
    good = GOOD
    name = "upstreams.csv"
    tables: ClassVar = {t.name: t for t in (RELATIONS, SNAPSHOTS)}


def read(data: bytes):
    """Read bytes as a hand-made table."""
    return all_rows(READER, data, a_source("upstreams.csv", family="TopoScope"))


def test_a_span_is_a_month_each():
    """Ten months in one line."""
    first, _, third = read(GOOD)["relations"]

    assert (date(2017, 1, 1), 0b1111111111, "TopoScope asrel_2017MM") == (
        first["base_month"], first["months"], first["said_in"],
    )  # fmt: skip
    assert ("line 4", '2017-11,AS20485,131279,"TopoScope, asrel_201711"') == (
        third["locator"], third["quote"],
    )  # fmt: skip


def test_a_month_given_is_a_month_looked_at_for_that_customer():
    """What is not listed in it was looked for and not there; other customers were not looked at."""
    got = {(s["month"], s["customer"]): s["relations"] for s in read(GOOD)["snapshots"]}

    assert 2 == got[date(2017, 11, 1), 131279]
    assert 0 == got[date(2012, 1, 1), 131279]
    assert 12 == len(got)


def test_rows_of_several_bodies_are_kept_apart():
    """The column series keeps two methods from being compared."""
    got = read(b"month,upstream,customer,source,series\n2017-11,1,2,a,CAIDA\n2017-12,1,2,b,\n")

    assert ["CAIDA", "TopoScope"] == [r["series"] for r in got["relations"]]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2017-13,4837,131279,x", "month '2017-13' is none"),
        ("2017-11..2017-10,4837,131279,x", "is not 1 to 63 months"),
        ("1900-01..2017-10,4837,131279,x", "is not 1 to 63 months"),
        ("October,4837,131279,x", "month 'October' is none"),
        ("2017-11,Unicom,131279,x", "'Unicom' is no AS number"),
        ("2017-11,4837,,x", "'' is no AS number"),
        ("2017-11,4837,131279,", "names no source"),
        ("2017-11,131279,131279,x", "its own upstream"),
        ("2017-11", "names no source"),
    ],
)
def test_a_bad_line_is_a_reject(line, why):
    """One bad line does not stop the file."""
    got = read(GOOD + line.encode() + b"\n2018-01,4837,131279,x\n")

    (reject,) = got["rejects"]
    assert ("line 6", line) == (reject["locator"], reject["raw"])
    assert why in reject["reason"]
    assert 4 == len(got["relations"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "also"),
        (b"month,upstream,customer\n2017-11,1,2\n", r"also \['source'\]"),
        (b"month,upstream,customer,source\n", "no row"),
        (b"month,upstream,customer,source\nx,1,2,3\n", "no row among 1 lines"),
        (b"\xff\xfe\x00m", "UTF-8"),
        (b'month,upstream,customer,source\n2017-11,1,2,"open', "CSV"),
    ],
)
def test_a_broken_file_is_refused(data, found):
    """The message says what is missing."""
    with pytest.raises(ReadError, match=found):
        read(data)
