"""The registries' statistics: blocks in use, with their place; odd lines shown."""

import lzma
from datetime import date
from typing import ClassVar

import pytest

from hawse.channels.routes.read import delegated
from hawse.channels.routes.tables import DELEGATIONS
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, a_source, all_rows

READER = delegated.READER
GOOD = b"""# conditions of use
2|apnic|20161214|3|19830613|20161213|+1000
apnic|*|asn|*|1|summary
apnic|KP|asn|131279|1|20091221|allocated
apnic|KP|ipv4|175.45.176.0|1024|20091221|assigned
apnic|JP|ipv6|2001:200::|35|19990813|allocated|A92E1062
apnic||ipv4|1.2.3.0|256||available
"""


class TestDelegated(ReaderContract):
    """What every reader keeps."""

    reader = READER
    good = GOOD
    name = "delegated-apnic-20161213.txt"
    tables: ClassVar = {DELEGATIONS.name: DELEGATIONS}


def read(data: bytes):
    """Read bytes as a delegation file."""
    return all_rows(READER, data, a_source("delegated-apnic-latest"))


def test_blocks_in_use_are_rows_with_their_line():
    """North Korea's one AS and its one block; what is free is left out."""
    got = read(GOOD)

    assert [
        ("KP", "asn", "131279", 1),
        ("KP", "ipv4", "175.45.176.0", 1024),
        ("JP", "ipv6", "2001:200::", 35),
    ] == [(r["country"], r["kind"], r["start"], r["value"]) for r in got["delegations"]]
    assert ("line 4", date(2009, 12, 21), date(2016, 12, 13)) == (
        got["delegations"][0]["locator"], got["delegations"][0]["on"], got["delegations"][0]["as_of"],
    )  # fmt: skip
    assert "rejects" not in got


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("apnic|KP|asn|word|1|20091221|allocated", "AS number 'word' is none"),
        ("apnic|KP|asn|131279|many|20091221|allocated", "size 'many'"),
        ("apnic|KP|asn|131279|0|20091221|allocated", "size '0'"),
        ("apnic|KP|asn|1|4000000000|20091221|allocated", "a block of 4000000000 AS numbers"),
        ("apnic|Korea|asn|1|1|20091221|allocated", "country 'Korea' is no two-letter code"),
        ("apnic|KP|asn|1|1|yesterday|allocated", "day 'yesterday' is none"),
        ("apnic|KP|asn|1", "4 columns"),
        ("mars|KP|asn|1|1|20091221|allocated", "registry 'mars'"),
        ("apnic|KP|ipv5|1|1|20091221|allocated", "type 'ipv5'"),
        ("apnic|KP|ipv4|1.2.3|256|20091221|allocated", "1.2.3"),
        ("apnic|KP|ipv4|255.255.255.0|512|20091221|allocated", "pass the end of IPv4"),
        ("apnic|KP|ipv6|2001::|129|20091221|allocated", "prefix of 129 bits"),
    ],
)
def test_a_bad_record_is_a_reject(line, why):
    """The rest of the file is read."""
    got = read(GOOD + line.encode() + b"\napnic|KR|asn|9318|1|20000101|allocated\n")

    assert [("line 8", line)] == [(r["locator"], r["raw"]) for r in got["rejects"]]
    assert why in got["rejects"][0]["reason"]
    assert 4 == len(got["delegations"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "no line"),
        (b"# nothing\n", "no line"),
        (b"apnic|KP|asn|131279|1|20091221|allocated\n", "wanted a version line"),
        (b"2|apnic|x|1|y|z|+1000\n", "no day"),
        (b"\x00\x01\x02", "binary data"),
    ],
)
def test_a_broken_file_is_refused(data, found):
    """Without its version line nobody knows what day it stands for."""
    with pytest.raises(ReadError, match=found):
        read(data)


@pytest.mark.shared
def test_the_real_file_is_read_but_for_the_line_that_has_no_country(shared):
    """One line of the registry's own file has an empty country; it is shown, not dropped."""
    with lzma.open(shared / "delegated-apnic-20161213.txt.xz") as file:
        got = read(file.read())

    assert 49_832 == len(got["delegations"])
    assert ["apnic||ipv6|2401:4600::|32|20161123|allocated"] == [r["raw"] for r in got["rejects"]]
