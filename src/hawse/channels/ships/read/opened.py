"""A file from its first line on: what was read ahead of it is given again."""

import io
from typing import Any, BinaryIO, Final

MOST_LINE: Final = 1 << 20


def first_line(file: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Give the first line of a file, and what follows it; a line may end as on any system."""
    first = file.readline(MOST_LINE)
    line, _, more = first.partition(b"\r")
    if more in {b"", b"\n"}:
        return first, file
    return line, joined(more, file)


def joined(first: bytes, file: BinaryIO) -> BinaryIO:
    """Give one file of some bytes and what is left of another."""
    return io.BufferedReader(_Joined(first, file))


class _Joined(io.RawIOBase):
    def __init__(self, first: bytes, file: BinaryIO) -> None:
        self._first, self._file = io.BytesIO(first), file

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:  # noqa: ANN401 - a buffer, as the base class has it
        got = self._first.read(len(into)) or self._file.read(len(into))
        into[: len(got)] = got
        return len(got)
