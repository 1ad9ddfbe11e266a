"""Opening a source: hash it, unpack it, and never let a small file become an endless one."""

import bz2
import gzip
import hashlib
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, cast

import pyarrow as pa

from hawse.core.errors import ReadError, SourceError

HEAD: Final = 1 << 16
MOST_UNPACKED: Final = 64 << 30
MOST_RATIO: Final = 500
FREE_BYTES: Final = 256 << 20
MOST_XZ_MEMORY: Final = 256 << 20
BLOCK: Final = 1 << 18
_MAGIC: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes as they lie on the disk.

    Raises:
        SourceError: the file is not there or cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as why:
        raise SourceError(
            f"{path.name}: cannot be read ({why.strerror or why}); check the path and its rights"
        ) from why
    return digest.hexdigest()


def packing(head: bytes) -> str | None:
    """Say how a file is packed, by its first bytes and never by its name."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


class _Xz:
    """An xz file as a stream; a header that asks for gigabytes of dictionary is refused."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._unpack = lzma.LZMADecompressor(memlimit=MOST_XZ_MEMORY)

    def read(self, size: int) -> bytes:
        """Give at most ``size`` bytes; none at the end."""
        while True:
            data = b""
            if self._unpack.eof:  # streams may follow each other, with zeros between
                data = (self._unpack.unused_data or self._file.read(BLOCK)).lstrip(b"\0")
                if not data:
                    return b""
                self._unpack = lzma.LZMADecompressor(memlimit=MOST_XZ_MEMORY)
            elif self._unpack.needs_input and not (data := self._file.read(BLOCK)):
                raise EOFError("it ends before its end marker")
            if got := self._unpack.decompress(data, size):
                return got

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _zstd(path: Path) -> BinaryIO:
    return cast("BinaryIO", pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))


_OPENERS: Final[dict[str, Callable[[Path], BinaryIO]]] = {
    "gzip": lambda path: cast("BinaryIO", gzip.GzipFile(path, "rb")),
    "bzip2": lambda path: cast("BinaryIO", bz2.BZ2File(path, "rb")),
    "xz": lambda path: cast("BinaryIO", _Xz(path)),
    "zstd": _zstd,
}


class Unpacked(io.RawIOBase):
    """A packed file as a plain stream, bounded.

    A stream that grows past 500 times its packed size (after the first 256 MB), or past 64 GB,
    is a bomb and raises; so does one that is cut or damaged, naming the byte reached.
    """

    def __init__(self, path: Path, how: str) -> None:
        super().__init__()
        self._name, self._how, self._given = path.name, how, 0
        self._limit = min(MOST_UNPACKED, max(FREE_BYTES, path.stat().st_size * MOST_RATIO))
        self._inner = _OPENERS[how](path)

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; the base class turns this into read, readline and iteration."""
        where = f"byte {self._given} after unpacking"
        try:
            block = self._inner.read(len(into))
        except (OSError, EOFError, lzma.LZMAError, zlib.error) as why:
            raise ReadError(
                self._name,
                where,
                f"a {self._how} stream that is cut or damaged ({why})",
                "a whole file; fetch it again",
            ) from why
        self._given += len(block)
        if self._given > self._limit:
            raise ReadError(
                self._name,
                where,
                f"more than {self._limit} bytes out of a small {self._how} file",
                "a file that is no bomb",
            )
        into[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close the file below too."""
        if not self.closed:
            self._inner.close()
        super().close()


def open_source(path: Path) -> BinaryIO:
    """Open a file for reading, unpacking gzip, bzip2, xz and zstd by their first bytes.

    Raises:
        SourceError: the file is not there or cannot be read.
    """
    try:
        with path.open("rb") as file:
            how = packing(file.read(8))
        if how is None:
            return path.open("rb")
        return io.BufferedReader(Unpacked(path, how), 1 << 20)
    except OSError as why:
        raise SourceError(
            f"{path.name}: cannot be read ({why.strerror or why}); check the path and its rights"
        ) from why


def head_of(path: Path) -> bytes:
    """Give the first 64 KiB after unpacking; less if the file is shorter or cut.

    Raises:
        ReadError: the file is cut or damaged before its first byte.
    """
    with open_source(path) as file:
        got = b""
        try:
            while len(got) < HEAD and (block := file.read(HEAD - len(got))):
                got += block
        except ReadError:
            if not got:
                raise
            return got  # the reader that takes the file will meet the same place and say so
        return got
