"""Decode a log with libais or aiscat, in an interpreter of their own.

    PYTHON -m benchmarks.peer_nmea FILE

``benchmarks.nmea --peers PYTHON`` runs it and writes the name of one decoder a line to its input;
each answer is one JSON line: how many messages were decoded and the CPU seconds that it took. It
imports nothing of Hawse, so that the peers need not be installed beside it.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

SENTENCE = re.compile(rb"![A-Z]{2}VD[MO],(\d),(\d),(\d?),([AB12]?),([^,\s]*),(\d)\*")


def main(path: str) -> None:
    """Answer the names that come in until the input ends."""
    text = Path(path).read_bytes()
    lines = [m.group(0) for m in re.finditer(rb"![A-Z]{2}VD[MO],[^\r\n]*", text)]
    decoders = installed(lines)
    sys.stdout.write(json.dumps(sorted(decoders)) + "\n")
    sys.stdout.flush()
    for name in sys.stdin:
        start = time.process_time()
        count = decoders[name.strip()]()
        spent = time.process_time() - start
        sys.stdout.write(json.dumps({"count": count, "cpu_s": spent}) + "\n")
        sys.stdout.flush()


def installed(lines: list[bytes]) -> dict[str, Callable[[], int]]:
    """Give the decoders that this interpreter has."""
    found: dict[str, Callable[[], int]] = {}
    try:
        import ais  # noqa: PLC0415 - only where it is installed

        found["libais"] = lambda: libais(ais, lines)
    except ImportError:
        pass
    try:
        import aiscat  # noqa: PLC0415 - only where it is installed

        joined = b"\n".join(lines) + b"\n"
        found["aiscat (dicts)"] = lambda: sum(1 for _ in aiscat.iter_decode([joined]))
        found["aiscat (json)"] = lambda: sum(
            1 for _ in aiscat.iter_decode([joined], format="json")
        )
    except ImportError:
        pass
    return found


def libais(ais: object, lines: list[bytes]) -> int:
    """Decode payload by payload: libais joins no parts, so they are joined here."""
    decode, count = ais.decode, 0  # type: ignore[attr-defined]
    waiting: dict[bytes, list[str]] = {}
    for line in lines:
        found = SENTENCE.match(line)
        if not found:
            continue
        total, part, sequence, _, payload, pad = found.groups()
        body = payload.decode("ascii", "replace")
        if total != b"1":
            held = waiting.setdefault(sequence, [])
            if part == b"1":
                held.clear()
            held.append(body)
            if part != total:
                continue
            body = "".join(waiting.pop(sequence))
        try:
            decode(body, int(pad))
        except ais.DecodeError:  # type: ignore[attr-defined]
            continue
        count += 1
    return count


if __name__ == "__main__":
    main(sys.argv[1])
