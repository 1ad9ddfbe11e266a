"""Lists that mean harm: bombs in every XML format, bytes changed at random, JSON of wrong kinds."""

import random
import re
from contextlib import suppress

import pytest

from hawse.channels.measures.lists import ftm_json
from hawse.channels.measures.lists.days import ends
from hawse.core.errors import ReadError
from hawse.testing import all_rows
from tests.channels.measures.lists.test_readers import CASES

XML = ("UN", "OFAC_XML", "ADVANCED", "EU_XML")
BITS = (
    b"\x00", b"\xff\xfe", b'"', b"<", b">", b"&", b"&#0;", b"&x;", b"]", b"{", b"}", b"[", b"null", b"1e999",
    b"-1", b"[]", b"{}", b"\x1a", b",", b"\n", b"\r", b";", b"9999-99-99", b"99999999999999999999", b"<!--",
    b"<![CDATA[", b"\xed\xa0\x80", b"\\ud800", b"NaN", b'""', b"\xe2\x80\xae",
)  # fmt: skip


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    "kind", ['[<!ENTITY a "aa"><!ENTITY b "&a;&a;">]', 'SYSTEM "file:///etc/passwd"', "utf-16"]
)
def test_no_xml_list_may_have_a_document_type(name, kind):
    """Entities that blow up or lead outside are refused in every format, and in every encoding."""
    reader, data = CASES[name]
    body = re.sub(r"<\?xml[^>]*\?>", "", data.decode())
    if kind == "utf-16":
        head = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l [<!ENTITY a "aa">]>'
        bomb = (head + body).encode("utf-16")
    else:
        bomb = f"<!DOCTYPE l {kind}>{body}".encode()

    with pytest.raises(ReadError, match="found a document type or entity"):
        all_rows(reader, bomb)


@pytest.mark.parametrize("name", XML)
def test_no_xml_list_may_be_deeper_than_any_list_is(name):
    """Ten thousand elements in each other would be ten thousand calls."""
    reader, data = CASES[name]
    end = data.rindex(b"</")

    with pytest.raises(ReadError, match=r"elements \d+ deep"):
        all_rows(reader, data[:end] + b"<a>" * 10_000)


@pytest.mark.parametrize("name", CASES)
def test_bytes_changed_at_random_are_rows_rejects_or_a_clear_error(name):
    """Whatever a list holds, its reader ends with rows, rejects or a ReadError, and never otherwise."""
    reader, data = CASES[name]
    dice = random.Random(name)

    for _ in range(150):
        made = changed(data, dice)
        with suppress(ReadError):
            rows = all_rows(reader, made)
            assert all(r["reason"] for r in rows.get("rejects", ()))


def changed(data: bytes, dice: random.Random) -> bytes:
    """Change up to four places: put in, leave out, put for others, repeat, cut."""
    made = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(made) + 1)
        end, way = at + dice.randint(0, 12), dice.randrange(5)
        if way == 0:
            made[at:end] = dice.choice(BITS)
        elif way == 1:
            made[at:at] = dice.choice(BITS)
        elif way == 2:
            del made[at:end]
        elif way == 3:
            made[at:at] = made[: dice.randint(0, 60)]
        else:
            del made[max(1, at) :]
    return bytes(made) or b" "


@pytest.mark.parametrize(("line", "why"), [
    ('{"id":1,"schema":"Person","properties":{"name":["x"]}}', "an entity has an id, a schema and properties"),
    ('{"id":"a","schema":["Person"],"properties":{}}', "an entity has an id, a schema and properties"),
    ('{"id":"a","schema":"Person","properties":[]}', "an entity has an id, a schema and properties"),
    ("[" * 100_000, "not a JSON object"),
    ('{"id":"a","schema":"Person","properties":{"name":["x\\ud800"]}}', "half a character (a lone surrogate) in a text"),
    ('{"id":"a","schema":"Ownership","properties":{"owner":[1],"asset":["b"]}}', "a tie of schema Ownership has owner and asset"),
])  # fmt: skip
def test_a_line_of_the_wrong_kind_is_a_reject_with_its_reason(line, why):
    """A tie without an owner would vanish, half a character would stop the run: both are told."""
    got = all_rows(ftm_json.READER, line.encode() + b"\n")

    assert [(why, "line 1")] == [(r["reason"], r["locator"]) for r in got["rejects"]]


@pytest.mark.parametrize(
    "text", ["99999999999999999999", "0000", "2017-13", "2017-1-1-1", "", "2017/", "x"]
)
def test_a_text_that_is_no_day_has_no_ends(text):
    """A year past any calendar is no day, like any other text that is none."""
    assert ends(text) is None or text == "2017/"
