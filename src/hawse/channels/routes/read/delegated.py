"""Read the statistics of the regional internet registries: who was delegated what, and where.

The RIR statistics exchange format, plain or extended: a version line, summary lines, and one block
a line, ``registry|cc|type|start|value|date|status[|opaque-id[|...]]``; ``#`` begins a comment.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.routes.read.places import rejects
from hawse.channels.routes.tables import DELEGATIONS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

REGISTRIES: Final = ("afrinic", "apnic", "arin", "iana", "lacnic", "ripencc")
BATCH: Final = 65_536
MOST_ASNS: Final = 1 << 17  # the largest block of AS numbers that IANA gave a registry is 1 024
VERSION_FIELDS: Final = 7
_LOOKS = re.compile(
    rb"^(?:2(?:\.\d)?\|)?(?:afrinic|apnic|arin|iana|lacnic|ripencc|nro)\|", re.MULTILINE
)
_COUNTRY = re.compile(r"^[A-Z]{2}$")
_IN_USE: Final = ("allocated", "assigned")
_NO_DATE: Final = ("", "00000000")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the name is a delegation file's, or a first line is its version line."""
    return path.name.lower().startswith("delegated-") or bool(_LOOKS.search(head[:8192]))


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield ``delegations`` and ``rejects``; blocks that are free or reserved are left out.

    Raises:
        ReadError: there is no version line before the first block, or the file is binary.
    """
    as_of: date | None = None
    good: list[dict[str, object]] = []
    bad: list[tuple[str, str, str]] = []
    for number, line in lines(file, source):
        fields = line.split("|")
        if as_of is None:
            as_of = _version(fields, number, source)
            continue
        try:
            if (made := block(fields)) is not None:
                where = {"source_id": source.id, "locator": f"line {number}"}
                good.append(made | where | {"as_of": as_of, "synthetic": source.synthetic})
        except ValueError as why:
            bad.append((f"line {number}", str(why), line))
        if len(good) + len(bad) >= BATCH:
            yield from batches(good, bad, source)
            good, bad = [], []
    if as_of is None:
        raise ReadError(source.path, "line 1", "no line", _WANTED)
    yield from batches(good, bad, source)


def batches(
    good: list[dict[str, object]], bad: list[tuple[str, str, str]], source: Source
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield what was gathered, if anything was."""
    if good:
        yield DELEGATIONS.name, DELEGATIONS.rows(good).combine_chunks().to_batches()[0]
    if bad:
        yield "rejects", rejects(source, bad)


def lines(file: BinaryIO, source: Source) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that are no comment and no summary.

    Raises:
        ReadError: there is a NUL byte, so that this is no text.
    """
    for number, raw in enumerate(iter(lambda: file.readline(1 << 16), b""), start=1):
        if b"\0" in raw:
            raise ReadError(source.path, f"line {number}", "binary data", "text")
        line = raw.decode("utf-8", "replace").strip()
        if line and not line.startswith("#") and not line.endswith("|summary"):
            yield number, line


_WANTED: Final = "a version line 2|registry|serial|records|start|end|UTC offset"


def _version(fields: list[str], number: int, source: Source) -> date:
    """Give the day the file stands for: the end date of its version line, else its serial."""
    if len(fields) < VERSION_FIELDS or fields[1] not in REGISTRIES or fields[0][:1] != "2":
        raise ReadError(source.path, f"line {number}", repr("|".join(fields)[:80]), _WANTED)
    for text in (fields[5], fields[2]):
        try:
            return _day(text)
        except ValueError:
            continue
    raise ReadError(source.path, f"line {number}", f"no day in {fields}", _WANTED)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as why:
        raise ValueError(f"day {text!r} is none; wanted YYYYMMDD") from why


def block(fields: list[str]) -> dict[str, object] | None:
    """Turn one record into a row without its place; ``None`` if it is not in use.

    Raises:
        ValueError: says what is wrong with the record.
    """
    if len(fields) < VERSION_FIELDS:
        raise ValueError(f"{len(fields)} columns between '|'; wanted at least {VERSION_FIELDS}")
    registry, country, kind, start, size, on, status = fields[:VERSION_FIELDS]
    if status not in _IN_USE:
        return None
    if registry not in REGISTRIES:
        raise ValueError(f"registry {registry!r} is none of {', '.join(REGISTRIES)}")
    if not _COUNTRY.match(country):
        raise ValueError(f"country {country!r} is no two-letter code")
    if not (size.isascii() and size.isdigit() and int(size[:12]) > 0):
        raise ValueError(f"size {size[:40]!r} is no number above 0")
    _check_start(kind, start, int(size[:12]))
    return {
        "registry": registry,
        "country": country,
        "kind": kind,
        "start": start,
        "value": int(size[:12]),
        "on": None if on in _NO_DATE else _day(on),
        "status": status,
    }


def _check_start(kind: str, start: str, size: int) -> None:
    if kind == "asn":
        if not (start.isascii() and start.isdigit() and len(start) <= 10):  # noqa: PLR2004 - digits of 2^32
            raise ValueError(f"AS number {start[:40]!r} is none")
        if size > MOST_ASNS or int(start) + size > 1 << 32:
            raise ValueError(
                f"a block of {size} AS numbers; wanted at most {MOST_ASNS} below 2^32"
            )
    elif kind == "ipv4":
        if int(IPv4Address(start)) + size > 1 << 32:
            raise ValueError(f"{size} addresses from {start} pass the end of IPv4")
    elif kind == "ipv6":
        IPv6Address(start)
        if size > 128:  # noqa: PLR2004 - bits of an IPv6 address
            raise ValueError(f"prefix of {size} bits; wanted at most 128")
    else:
        raise ValueError(f"type {kind[:40]!r} is none of asn, ipv4, ipv6")


READER: Final = Reader("rir_delegated", 1, (DELEGATIONS.name, "rejects"), accepts, rows)
