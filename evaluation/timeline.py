"""A timeline of gains and losses as MRT messages, and whether a replay gives every row back.

The messages are made up from published instants (synthetic); a base table has every prefix behind
another upstream. Which prefixes, instants and upstreams there are is the file's own.
"""

import csv
import io
import struct
from datetime import datetime
from ipaddress import ip_address, ip_network
from pathlib import Path

from hawse.channels.routes.read import mrt_archive
from hawse.channels.routes.replay import events
from hawse.testing import a_source

PEERS = (("192.0.2.1", 3333), ("192.0.2.2", 6939), ("192.0.2.3", 2914))
BASE, ORIGIN = 4837, 131279
Row = tuple[datetime, str, str, int]


def timeline(path: Path) -> list[Row]:
    """Read rows of (instant, gain or loss, prefix, upstream)."""
    with path.open(encoding="utf-8") as file:
        return sorted(
            (
                datetime.fromisoformat(row["time_utc"]),
                row["event"],
                row["prefix"],
                int(row["upstream_asn"]),
            )
            for row in csv.DictReader(file)
        )


def archive(rows: list[Row]) -> bytes:
    """Make a BGP4MP archive: a base of announcements a minute before, then the rows."""
    start = int(min(at for at, *_ in rows).timestamp()) - 60
    base = sorted({prefix for _, _, prefix, _ in rows})
    made = [_message(start, peer, prefix, BASE) for prefix in base for peer in PEERS]
    for at, event, prefix, upstream in rows:
        by = upstream if event == "gain" else BASE
        made += [_message(int(at.timestamp()), peer, prefix, by) for peer in PEERS]
    return b"".join(made)


def _message(at: int, peer: tuple[str, int], prefix: str, by: int) -> bytes:
    address, asn = peer
    net = ip_network(prefix)
    path = struct.pack(">BB3I", 2, 3, asn, by, ORIGIN)
    told = b"\x40\x01\x01\x00\x40\x02" + bytes([len(path)]) + path
    told += b"\x40\x03\x04" + ip_address(address).packed
    nlri = bytes([net.prefixlen]) + net.network_address.packed[: (net.prefixlen + 7) // 8]
    body = struct.pack(">HH", 0, len(told)) + told + nlri
    message = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2) + body
    head = struct.pack(">IIHH", asn, 12654, 0, 1) + ip_address(address).packed + b"\x0a\0\0\1"
    return struct.pack(">IHHI", at, 16, 4, len(head) + len(message)) + head + message


def replayed(path: Path | None) -> dict[str, int] | None:
    """Count the rows of a timeline, those that a replay gives back to the second, and others."""
    if path is None:
        return None
    rows = timeline(path)
    source = a_source("updates.mrt", synthetic=True)
    seen = [
        {**row, "offset": int(row["locator"].removeprefix("byte "))}
        for _, batch in mrt_archive.rows(io.BytesIO(archive(rows)), source)
        for row in batch.to_pylist()
    ]
    asked = {upstream for *_, upstream in rows}
    got = [(e.at, e.event, e.prefix, e.upstream) for e in events(seen) if e.upstream in asked]
    return {
        "rows": len(rows),
        "found": len(set(rows) & set(got)),
        "other": len(set(got) - set(rows)),
    }
