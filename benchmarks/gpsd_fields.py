"""Hold what we read of a log against what gpsd prints for it, field for field.

gpsd's test suite has a JSON line for each message of its sample (``NAME_expected.json[.gz]`` beside
``NAME.aivdm``). Every field of theirs that we have a column for is compared, for all the types that
become rows: 1-3, 4, 5, 9, 18, 19, 24, 27. A difference is either in ``JUSTIFIED``, by its name and
with its reason, or it counts.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from hawse.channels.ships.read.nmea import READER
from hawse.core.source import Source
from hawse.engine.files import open_source

Row = dict[str, Any]
JUSTIFIED: Final = {
    "not_sent": "gpsd prints the code that stands for 'not available' (heading 511, latitude 91, IMO 0, an "
    "empty text, an ETA or a clock of month 0); ours is null",
    "rounded": "gpsd prints degrees to seven decimals, to four in a type 27; ours is the number sent",
    "two_parts": "gpsd holds part A of a type 24 back and prints it with part B; ours are two rows",
    "two_distances": "gpsd prints the distances from the antenna; ours are their sums, length and beam",
    "no_such_time": "gpsd prints a clock of a month, a year or an hour that there is not; ours is null",
    "unpaired": "gpsd prints nothing of a type 24 whose other part it did not just have; ours is a row",
}
POSITION: Final = {
    "mmsi": "ship",
    "lat": "lat",
    "lon": "lon",
    "speed": "speed_kn",
    "course": "course_deg",
    "heading": "heading_deg",
    "status": "status",
}
STATIC: Final = {
    "mmsi": "ship",
    "imo": "imo",
    "callsign": "call_sign",
    "shipname": "name",
    "shiptype": "ship_type",
    "draught": "draught_m",
    "destination": "destination",
    "eta": "eta",
    ("to_bow", "to_stern"): "length_m",
    ("to_port", "to_starboard"): "beam_m",
}
CLOCK: Final = {"mmsi": "station", "timestamp": "said_at"}
UNSENT: Final = {
    "lat": {91.0},
    "lon": {181.0},
    "heading": {511},
    "course": {360.0, 511},
    "speed": {102.3, 1023, 63, "nan"},
    "imo": {0},
    "draught": {0.0},
    "destination": {""},
    "callsign": {""},
    "shipname": {""},
    "eta": {"00-00T24:60Z"},
    "timestamp": {"0000-00-00T24:60:60Z"},
}
ROUNDED: Final = (5.1e-8, 5.1e-5)
"""Half of the last place that gpsd prints of a degree: seven decimals, four in a type 27."""
TYPES: Final = {
    **dict.fromkeys((1, 2, 3, 9, 18, 27), (("positions", POSITION),)),
    4: (("clocks", CLOCK),),
    **dict.fromkeys((5, 24), (("statics", STATIC),)),
    19: (("positions", POSITION), ("statics", STATIC)),
}


def expected_beside(path: Path) -> Path | None:
    """Give gpsd's JSON beside a log, if it is there."""
    stem = path.name.split(".")[0]
    for name in (f"{stem}_expected.json", f"{stem}_expected.json.gz"):
        if (found := path.with_name(name)).is_file():
            return found
    return None


def against_gpsd(path: Path, expected: Path) -> Row:
    """Compare one log; give how many fields were held against gpsd's, and what differs, by name."""
    with open_source(path) as file:
        ours = _read(file.read())
    with open_source(expected) as file:
        theirs = [json.loads(line) for line in file.read().splitlines() if line.strip()]
    theirs = [r for r in theirs if r.get("class") == "AIS" and r["type"] in TYPES]
    named: Counter[str] = Counter()
    unexplained: list[str] = []
    compared = 0
    for said in theirs:
        for table, fields in TYPES[said["type"]]:
            mine = _mine(ours, table, said, named)
            if mine is None:
                unexplained.append(f"type {said['type']} of {said['mmsi']}: no row in {table}")
                continue
            for names, column in fields.items():
                if (found := _difference(said, names, mine, column)) is not None:
                    compared += 1
                    named[found] += found in JUSTIFIED
                    if found and found not in JUSTIFIED:
                        unexplained.append(f"type {said['type']} of {said['mmsi']}: {found}")
    left = [(k, r) for k, rows in ours.items() for r in rows]
    named["unpaired"] = sum(k[1] == 24 for k, _ in left)
    left = [(k, r) for k, r in left if k[1] != 24]
    unexplained += [f"a row in {k[0]} that gpsd has not: {r}" for k, r in left]
    return {
        "messages": len(theirs),
        "fields_compared": compared,
        "differences": len(unexplained),
        "examples": unexplained[:10],
        "justified": {n: {"count": c, "why": JUSTIFIED[n]} for n, c in sorted(named.items()) if c},
    }


def _read(text: bytes) -> dict[tuple[str, int, int], list[Row]]:
    """Give our rows by table, type and sender, in the order of the log."""
    made: dict[tuple[str, int, int], list[Row]] = {}
    for table, batch in READER.rows(io.BytesIO(text), Source("0" * 64, "sample")):
        if table in {"positions", "statics", "clocks"}:
            for r in batch.to_pylist():
                who = r["station"] if table == "clocks" else r["ship"]
                made.setdefault((table, r.get("kind", 4), who), []).append(r)
    return made


def _mine(
    ours: dict[tuple[str, int, int], list[Row]], table: str, said: Row, named: Counter[str]
) -> Row | None:
    """Take our next row of a message; of a type 24 the two that gpsd prints as one."""
    key = table, said["type"], said["mmsi"]
    held = ours.get(key, [])
    if not held:
        return None
    mine = held.pop(0)
    if said["type"] == 24 and held and "vendorid" in said:
        mine = {n: v if v is not None else mine.get(n) for n, v in held.pop(0).items()}
        named["two_parts"] += 1
    if not held:
        del ours[key]
    return mine


def _difference(said: Row, names: str | tuple[str, str], mine: Row, column: str) -> str | None:
    """Compare one field: None where gpsd says nothing, else '' or the difference."""
    own = mine[column]
    if isinstance(names, tuple):
        if names[0] not in said:
            return None
        whole = said[names[0]] + said[names[1]]
        return _same(own, whole or None, column) or "two_distances"
    if names not in said:
        return None
    value = said[names]
    if own is None:
        return _missing(names, value)
    if names == "timestamp":
        own = own.strftime("%Y-%m-%dT%H:%M:%SZ")
    elif names == "eta":
        value = value.removesuffix("Z").replace("T", " ")
    elif names in {"lat", "lon"} and own != value:
        near = abs(own - value) <= ROUNDED[said["type"] == 27]
        return "rounded" if near else f"{column} {own!r} {value!r}"
    return _same(own, value, column)


def _missing(name: str, value: Any) -> str:  # noqa: ANN401 - a value of any type
    if value in UNSENT.get(name, ()):
        return "not_sent"
    if name == "timestamp" and not any(_times(value)):
        return "no_such_time"
    return f"{name} null {value!r}"


def _times(value: str) -> Iterator[datetime]:
    try:
        yield datetime.fromisoformat(value)
    except ValueError:
        return


def _same(own: Any, value: Any, column: str) -> str:  # noqa: ANN401 - values of any type
    return "" if own == value else f"{column} {own!r} {value!r}"
