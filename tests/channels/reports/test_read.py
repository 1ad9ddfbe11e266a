"""The plain-text reader: encodings, broken files, long files."""

import io
from contextlib import suppress
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.reports.read.plain import READER
from hawse.channels.reports.read.rows import MOST_CHARACTERS
from hawse.channels.reports.tables import DOCUMENTS
from hawse.core.errors import ReadError
from hawse.core.tables import SHARED
from hawse.testing import ReaderContract, a_source, all_rows


class TestPlainText(ReaderContract):
    """The contract of every reader, on an article."""

    reader = READER
    good = "A headline of some words\n\nShips left the port. Nobody saw them — again.\n".encode()
    name = "article.txt"
    tables: ClassVar = {**SHARED, "documents": DOCUMENTS}


@pytest.mark.parametrize(("data", "found"), [
    (b"", "an empty file"),
    (b"  \n\n", "an empty file"),
    (b"%PDF-1.7 and so on", "a PDF"),
    (b"PK\x03\x04word", "a zip archive"),
    (b"text with a \x00 in it", "a zero byte"),
    (bytes(range(1, 32)) * 20, "control characters"),
    ("Привет, мир, это статья".encode("koi8-r"), "neither UTF-8 nor Windows-1252"),
])  # fmt: skip
def test_a_file_that_is_no_text_says_what_it_is(data, found):
    """A binary file read as text would be a page of nonsense; the error names what was found."""
    with pytest.raises(ReadError, match=found):
        list(READER.rows(io.BytesIO(data), a_source("x.txt")))


@pytest.mark.parametrize(("data", "text"), [
    ("“Curly” — marks".encode("cp1252"), "“Curly” — marks"),
    ("\ufeffwith a mark".encode(), "with a mark"),
    ("wide “text”".encode("utf-16"), "wide “text”"),
    ("first “one” ".encode() + "then “two” in plain old words".encode("cp1252"), "first “one” then “two” in plain old words"),
    (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
])  # fmt: skip
def test_the_encodings_of_newsrooms_are_read(data, text):
    """Windows-1252, UTF-8 with its mark, UTF-16, and two of them in one file."""
    assert [text] == [row["text"] for row in all_rows(READER, data)["documents"]]


def test_bytes_that_had_to_be_repaired_are_counted():
    """A repair is a guess, so it is told."""
    got = all_rows(
        READER, b"it\x92s a long enough text to be sure that nothing else is wrong with it"
    )

    assert ["1 bytes were not UTF-8 and were read as Windows-1252"] == [
        r["reason"] for r in got["rejects"]
    ]


def test_an_article_of_one_word_is_an_article():
    """Short is not broken."""
    assert ["Ships"] == [row["text"] for row in all_rows(READER, b"Ships")["documents"]]


def test_what_is_past_the_longest_article_is_a_reject_that_says_so():
    """Nothing vanishes: the rest of a ten-megabyte file is named with its line."""
    got = all_rows(READER, b"word " * 2_100_000)

    assert MOST_CHARACTERS == len(got["documents"][0]["text"])
    assert "what follows was not read" in got["rejects"][0]["reason"]


@given(st.binary(max_size=400))
def test_no_bytes_give_anything_but_rows_or_a_read_error(data):
    """What is read is hostile."""
    with suppress(ReadError):
        assert all_rows(READER, data)["documents"][0]["text"].strip()
