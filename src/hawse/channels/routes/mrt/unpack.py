"""Unpack gzip, bzip2, xz and zstd so that what a cut or damaged file still holds is not lost."""

import bz2
import io
import lzma
import zlib
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

BLOCK: Final = 1 << 20
GZIP: Final = 31  # zlib's window bits with a gzip header


class Unpacking(io.RawIOBase):
    """A packed file as a plain stream that gives every byte before the place where it breaks.

    Python's own readers lose what they had unpacked when they meet the end of a cut file. Reading
    on after that place raises EOFError, which names it.
    """

    def __init__(self, file: BinaryIO, how: str) -> None:
        super().__init__()
        self._file, self._how, self._given = file, how, 0
        self._new()
        self._packed, self._ready = b"", b""

    def _new(self) -> None:
        makers: dict[str, Any] = {"bzip2": bz2.BZ2Decompressor, "xz": lzma.LZMADecompressor}
        self._unpacker = zlib.decompressobj(GZIP) if self._how == "gzip" else makers[self._how]()

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer."""
        while not self._ready:
            if self._unpacker.eof:
                self._packed = self._unpacker.unused_data or self._file.read(BLOCK)
                if not self._packed:
                    return 0
                self._new()
            elif not self._packed:
                self._packed = self._file.read(BLOCK)
                if not self._packed:
                    raise EOFError(f"the {self._how} stream is cut after {self._given} bytes")
            self._ready = self._step()
        size = min(len(into), len(self._ready))
        into[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        self._given += size
        return size

    def _step(self) -> bytes:
        packed, self._packed = self._packed, b""
        try:
            if self._how == "gzip":
                ready = self._unpacker.decompress(packed, BLOCK)
                self._packed = self._unpacker.unconsumed_tail
                return bytes(ready)
            return bytes(self._unpacker.decompress(packed))
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as why:
            raise EOFError(
                f"the {self._how} stream is damaged after {self._given} bytes ({why})"
            ) from why


def open_packed(path: Path) -> BinaryIO:
    """Open a file for reading, unpacked by its first bytes; a plain file is opened as it is."""
    file = path.open("rb")
    head = file.read(6)
    file.seek(0)
    for magic, how in ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz")):
        if head.startswith(magic):
            return io.BufferedReader(Unpacking(file, how), BLOCK)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        stream: BinaryIO = pa.CompressedInputStream(pa.PythonFile(file), "zstd")
        return stream
    return file
