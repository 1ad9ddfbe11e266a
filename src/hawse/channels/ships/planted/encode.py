"""Write AIS sentences: types 1 and 5, with a tag block that says when and by whom they were heard."""  # noqa: E501 - a sentence in one piece

from datetime import datetime
from functools import reduce
from operator import xor
from typing import Final

_SIX: Final = [chr(n + 48 if n < 40 else n + 56) for n in range(64)]  # noqa: PLR2004 - the number is said beside it
PART: Final = 60


def position(  # noqa: PLR0917 - each argument is one thing of the row
    mmsi: int, lat: float, lon: float, speed_kn: float, course: float, second: int
) -> str:
    """Write a type 1 message's payload."""
    fields = (
        (1, 6),
        (0, 2),
        (mmsi, 30),
        (0, 4),
        (128, 8),
        (min(1022, round(speed_kn * 10)), 10),
        (1, 1),
        (round(lon * 600000) & 0xFFFFFFF, 28),
        (round(lat * 600000) & 0x7FFFFFF, 27),
        (round(course * 10) % 3600, 12),
        (511, 9),
        (second, 6),
        (0, 2),
        (0, 3),
        (0, 1),
        (0, 19),
    )
    return _armoured(fields)


def static(  # noqa: PLR0917 - each argument is one thing of the row
    mmsi: int, imo: int, name: str, call: str, draught_m: float, destination: str, kind: int = 80,
    size_m: tuple[int, int] = (80, 12),
) -> str:  # fmt: skip
    """Write a type 5 message's payload; kind 80 is a tanker, ``size_m`` its length and beam."""
    long, wide = size_m
    fields = (
        (5, 6),
        (0, 2),
        (mmsi, 30),
        (0, 2),
        (imo, 30),
        *_text(call, 7),
        *_text(name, 20),
        (kind, 8),
        (long - 20, 9),
        (20, 9),
        (wide // 2, 6),
        (wide - wide // 2, 6),
        (1, 4),
        (0, 20),
        (round(draught_m * 10), 8),
        *_text(destination, 20),
        (0, 1),
        (0, 1),
    )
    return _armoured(fields)


def sentences(payload: str, at: datetime | None, station: str, sequence: int) -> list[str]:
    """Put a payload into sentences of at most ``PART`` characters, the first with a tag block."""
    parts = [payload[n : n + PART] for n in range(0, len(payload), PART)]
    made = []
    for n, part in enumerate(parts, start=1):
        number = str(sequence % 10) if len(parts) > 1 else ""
        fill = (6 - len(payload) * 6 % 6) % 6 if n == len(parts) else 0
        body = f"AIVDM,{len(parts)},{n},{number},A,{part},{fill}"
        tag = f"s:{station},c:{int(at.timestamp())}" if at is not None else f"s:{station}"
        made.append(f"\\{tag}*{_sum(tag)}\\!{body}*{_sum(body)}")
    return made


def _sum(body: str) -> str:
    return f"{reduce(xor, body.encode()):02X}"


def _text(text: str, chars: int) -> list[tuple[int, int]]:
    upper = text.upper()[:chars].ljust(chars, "@")
    return [(c - 64 if c >= 64 else c, 6) for c in upper.encode("ascii", "replace")]  # noqa: PLR2004 - the number is said beside it


def _armoured(fields: tuple[tuple[int, int], ...]) -> str:
    value = total = 0
    for number, bits in fields:
        value = value << bits | number
        total += bits
    chars = -(-total // 6)
    value <<= chars * 6 - total
    return "".join(_SIX[value >> 6 * n & 63] for n in range(chars - 1, -1, -1))
