"""Decode bytes that are said to be text."""

import codecs
from typing import Final

from hawse.core.errors import ReadError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (a Word document or the like)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PAR1": "a Parquet file",
    b"\x7fELF": "a program",
}
MOST_LETTERS: Final = 0.2  # share of letters beyond ASCII past which it is no Windows-1252
_LETTERS: Final = 0xC0  # where those letters begin
_SAMPLE: Final = 100_000


def decoded(data: bytes, path: str) -> tuple[str, int]:
    r"""Give the text and the number of bytes that were not UTF-8 and were read as Windows-1252.

    UTF-8 with or without a mark, UTF-16 with a mark, and Windows-1252, also mixed with UTF-8 in
    one file. Line ends become ``\n``.

    Raises:
        ReadError: nothing is in it, it is binary, or too much of it is in another encoding.
    """
    if not data.strip():
        raise ReadError(path, "byte 0", "an empty file", "an article of text")
    for mark, name in _BINARY.items():
        if data.startswith(mark):
            raise ReadError(path, "byte 0", name, "plain text; convert it to text first")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, path), 0
    if (at := data.find(b"\0")) >= 0:
        raise ReadError(path, f"byte {at}", "a zero byte, as binary files have", "plain text")
    odd = sum(data.count(bytes([b])) for b in range(32) if b not in (9, 10, 12, 13))
    if odd > len(data) * 0.01 + 1:
        raise ReadError(path, "byte 0", f"{odd} control characters", "plain text")
    text, repaired = _mended(data)
    if repaired and sum(b >= _LETTERS for b in data[:_SAMPLE]) > MOST_LETTERS * len(
        data[:_SAMPLE]
    ):
        found = "text that is neither UTF-8 nor Windows-1252"
        raise ReadError(path, "byte 0", found, "UTF-8; convert it first")
    if not text.strip():
        raise ReadError(path, "byte 0", "a file of blanks", "an article of text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), repaired


def _marked(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as why:
        raise ReadError(
            path, f"byte {why.start}", why.reason, f"{encoding} as its mark says"
        ) from why
    if not text.strip():
        raise ReadError(path, "byte 0", "a byte order mark and nothing else", "an article of text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mended(data: bytes) -> tuple[str, int]:
    """Decode as UTF-8, taking each run of bytes that is not UTF-8 for Windows-1252."""
    pieces: list[str] = []
    at = repaired = 0
    while True:
        try:
            pieces.append(data[at:].decode("utf-8"))
        except UnicodeDecodeError as why:
            if repaired > 20_000:  # noqa: PLR2004 - past this it is no repair
                return data.decode("cp1252", "replace"), len(data)
            pieces.append(data[at : at + why.start].decode("utf-8"))
            bad = data[at + why.start : at + why.end]
            pieces.append(bad.decode("cp1252", "replace"))
            repaired += len(bad)
            at += why.end
        else:
            return "".join(pieces), repaired
