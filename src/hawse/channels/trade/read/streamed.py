"""Rows of a JSON file one by one: an object whose ``data`` is a list, read in pieces.

Memory is that of one piece and one row, whatever the file's size. Keys beside ``data`` are passed
over. Where a file stops in the middle the place is told in characters from its beginning.
"""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from hawse.core.errors import ReadError
from hawse.core.source import Source

_PIECE: Final = 1 << 20
_LARGEST: Final = 4 << 20  # no row and no value beside the data is longer
_BEHIND: Final = 3  # a number may go on behind a point or an 'e+' that no digit follows yet
_BLANK: Final = " \t\r\n"


class _Text:
    """The text still to be read, with more of it fetched as it is needed."""

    def __init__(self, first: bytes, file: BinaryIO, source: Source) -> None:
        self._file, self._source = file, source
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._json = json.JSONDecoder()
        self._held, self._at, self._passed, self._ended = self._decoder.decode(first), 0, 0, False

    def _more(self) -> bool:
        """Fetch a piece; say whether there was one."""
        if self._ended:
            return False
        piece = self._file.read(_PIECE)
        self._passed += self._at
        self._held = self._held[self._at :] + self._decoder.decode(piece, final=not piece)
        self._at, self._ended = 0, not piece
        return True

    def fault(self, found: str, wanted: str) -> ReadError:
        """Make an error that names the place reached."""
        return ReadError(
            self._source.path, f"character {self._passed + self._at + 1}", found, wanted
        )

    def peek(self) -> str:
        """Give the next character that is no blank, without taking it; '' is the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANK:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, wanted: str) -> str:
        """Take the next character that is no blank, which must be one of those wanted."""
        got = self.peek()
        if not got or got not in wanted:
            raise self.fault(repr(got) if got else "the end", "whole JSON; is the file cut off?")
        self._at += 1
        return got

    def value(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Take one whole value."""
        self.peek()
        while True:
            try:
                made, end = self._json.raw_decode(self._held, self._at)
            except RecursionError:
                raise self.fault("a value nested without end", "one flow a row") from None
            except ValueError as why:
                if len(self._held) - self._at > _LARGEST:
                    raise self.fault(f"{why}"[:80], "rows of less than 4 MiB") from None
                if not self._more():
                    raise self.fault(f"{why}"[:80], "whole JSON; is the file cut off?") from None
                continue
            if len(self._held) - end < _BEHIND and self._more():
                continue
            self._at = end
            return made


def data_rows(first: bytes, file: BinaryIO, source: Source) -> Iterator[tuple[int, Any]]:
    """Yield the rows under ``data`` with their numbers, from 1.

    Raises:
        ReadError: the JSON is cut off or broken, or has no list under ``data``.
    """
    text = _Text(first, file, source)
    text.take("{")
    keys: list[str] = []
    seen = False
    while text.peek() != "}":
        if keys:
            text.take(",")
        key = text.value()
        if not isinstance(key, str):
            raise text.fault(f"the key {key!r}"[:40], "a key in quotes")
        keys.append(key)
        text.take(":")
        if key == "data" and text.peek() == "[" and not seen:
            seen = True
            yield from enumerate(_listed(text), start=1)
        else:
            text.value()
    text.take("}")
    if left := text.peek():
        raise text.fault(repr(left), "nothing after the closing brace")
    if not seen:
        raise ReadError(source.path, "its top", f"keys {sorted(keys)[:10]}", "a list under 'data'")


def _listed(text: _Text) -> Iterator[Any]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield text.value()
        if text.take(",]") == "]":
            return
