"""How well destination texts are resolved, on a labelled file.

    python -m evaluation.destinations FILE.tsv [--show] [--folds 5]

Columns as in the labelled set: raw, n_vessels, near_lat, near_lon, kind, place (``CC:NAME``, comma
between), final_leg_locodes, accepted_locodes (``|`` between). An answer is right where its
UN/LOCODE is among the accepted ones, or where its country and name are those of the place.

* ``right_place``: of the texts that name a place (port, multi, eri, status+port with a place), the
  share whose last leg is right; for several legs any accepted place.
* ``precision``: of all answers, those to texts that name no place included, the share that is right.
* ``final_leg``: of the texts of several legs, the share whose last leg is right.
* ``status_vs_place``: of status texts and place texts, the share not taken for the other.
* ``per_second``: distinct texts resolved per second of CPU in one batch, nothing remembered from an
  earlier one; ``one_by_one_per_second`` the same where each is resolved by itself. What is made
  before the first text is told apart: ``warm_up_s`` (gazetteer and tables; compiling, the first
  time on a machine).
"""

import argparse
import csv
import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

from hawse.channels.ships.places.batch import Batch
from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.places.resolve import Resolved, Resolver
from hawse.channels.ships.places.text import keys_of
from hawse.engine.files import open_source

COLUMNS: Final = (
    "raw", "near_lat", "near_lon", "kind", "place", "final_leg_locodes", "accepted_locodes",
)  # fmt: skip
FEWEST_TURNS: Final = 5
PLACES: Final = {"port", "multi", "eri", "status+port"}
Row = dict[str, str]


def main() -> None:
    """Resolve every text and print the line of figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print every text that is not right")
    parser.add_argument("--folds", type=int, default=5)
    asked = parser.parse_args()
    rows = read(asked.file)
    begun = time.process_time()
    resolver = Resolver(gazetteer())
    batch = Batch(resolver)
    batch.resolve([("ROTTERDAM", None, None)])
    warm_up = time.process_time() - begun
    given = [(unquoted(r["raw"]), number(r["near_lat"]), number(r["near_lon"])) for r in rows]
    answers = batch.resolve(given)
    judged = [judge(row, answer) for row, answer in zip(rows, answers, strict=True)]
    if asked.show:
        show(rows, answers, judged)
    parts = [figures(judged[n :: asked.folds]) for n in range(asked.folds)]
    line: dict[str, Any] = {"n": len(rows), **figures(judged)}
    distinct = list(dict.fromkeys(given))
    line["per_second"] = speed(len(distinct), lambda: batch.resolve(distinct))
    line["one_by_one_per_second"] = speed(
        len(distinct), lambda: [resolver.resolve(*one) for one in distinct]
    )
    line["warm_up_s"] = round(warm_up, 2)
    line["right_place_by_fold"] = [p["right_place"] for p in parts]
    print(json.dumps(line))


def read(path: Path) -> list[Row]:
    """Read the labelled file, packed or not; a column that it lacks is empty."""
    with open_source(path) as file:
        text = file.read().decode("utf-8-sig")
    made = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        {name: row.get(name) or "" for name in COLUMNS}
        for row in made
        if row.get("raw") is not None
    ]


def unquoted(raw: str) -> str:
    """Take off the quotes that a spreadsheet put around a text with quotes in it."""
    return raw[1:-1].replace('""', '"') if raw[:1] == raw[-1:] == '"' and len(raw) > 1 else raw


def number(text: str) -> float | None:
    """Read a number; None where there is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def judge(row: Row, answer: Resolved) -> dict[str, bool]:
    """Hold one answer against its label."""
    codes = set((row["accepted_locodes"] or "").split("|")) - {""}
    last = set((row["final_leg_locodes"] or "").split("|")) - {""}
    names = {n.strip() for n in (row["place"] or "").split(",") if ":" in n}
    names_place = row["kind"] in PLACES and bool(codes or names)
    several = row["kind"] == "multi"
    final = fits(answer, last, set() if last and several else names)
    right = fits(answer, codes, names) if several else final
    status = row["kind"] == "status"
    return {
        "place": names_place, "answered": answer.last is not None, "right": right and names_place,
        "several": several and bool(last), "final": final, "sided": status or names_place,
        "side_right": (answer.kind == "status") == status,
    }  # fmt: skip


def fits(answer: Resolved, codes: set[str], names: set[str]) -> bool:
    """Say whether the place of an answer's last leg is one of those accepted."""
    place = answer.last
    if place is None:
        return False
    if place.code in codes:
        return True
    for name in names:
        country, _, called = name.partition(":")
        for key in keys_of(called):
            held = gazetteer().names.get(key, ())
            if country == place.country and (
                key in spelled(place.name) or place.id in {p.id for p in held}
            ):
                return True
    return False


def spelled(name: str) -> set[str]:
    """Give a name's keys, and the one that is left where a file has lost the letters with marks."""
    return {*keys_of(name), *keys_of(name.encode("ascii", "ignore").decode())}


def figures(judged: list[dict[str, bool]]) -> dict[str, Any]:
    """Make the figures of some rows, each with its 95 % interval."""
    made: dict[str, Any] = {}
    for name, of, what in (
        ("right_place", "place", "right"),
        ("precision", "answered", "right"),
        ("final_leg", "several", "final"),
        ("status_vs_place", "sided", "side_right"),
    ):
        base = [j for j in judged if j[of]]
        hits = sum(j[what] for j in base)
        made[name] = round(hits / len(base), 4) if base else None
        made[f"{name}_95"] = wilson(hits, len(base))
        made[f"{name}_of"] = len(base)
    return made


def wilson(hits: int, of: int) -> list[float]:
    """Give Wilson's interval of a share (Wilson 1927, JASA 22:209)."""
    if not of:
        return [0.0, 1.0]
    share, z = hits / of, 1.96
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return [round((middle + s * half) / (1 + z * z / of), 4) for s in (-1, 1)]


def speed(count: int, resolve: Callable[[], object]) -> int:
    """Count distinct texts per second of CPU, without any cache of answers.

    The median of as many turns as a second holds: one turn over a labelled file is over in two
    milliseconds, of which the first ones warm the processor up. Each turn does the whole work:
    neither ``Resolver`` nor ``Batch`` keeps anything of a text.
    """
    rates: list[float] = []
    begun = time.process_time()
    while len(rates) < FEWEST_TURNS or time.process_time() - begun < 1.0:
        start = time.process_time()
        resolve()
        rates.append(count / max(1e-9, time.process_time() - start))
    return round(median(rates))


def show(rows: list[Row], answers: list[Resolved], judged: list[dict[str, bool]]) -> None:
    """Print what is not right."""
    for row, answer, said in zip(rows, answers, judged, strict=True):
        if (
            (said["place"] and not said["right"])
            or (said["answered"] and not said["right"])
            or (said["sided"] and not said["side_right"])
            or (said["several"] and not said["final"])
        ):
            found = [(leg.places[0].id, leg.how) for leg in answer.legs]
            print(f"{row['raw']:24} {row['kind']:11} {row['place']:34} {answer.kind:11} {found}")


if __name__ == "__main__":
    main()
