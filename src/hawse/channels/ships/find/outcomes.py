"""The step ``outcomes``: voyages whose next port was not the one declared."""

from functools import cache, partial
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.form import count_of_ships, day, finding
from hawse.channels.ships.observe.of_kind import plain
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
ELSEWHERE: Final = {"returned_home", "returned_to_origin", "diverted"}
JUDGED: Final = ELSEWHERE | {"kept"}
LEAST_RATE: Final = 10
TYPED: Final = "an AIS destination is typed by hand, and may be older than the voyage"


def outcomes(
    voyages: pa.Table, case_parties: pa.Table, hulls: pa.Table, *, least_coverage: float
) -> pa.Table:
    """Find the voyages that ended elsewhere than declared, from a supplier's port or to the target.

    ``returned_home``: the next port seen was in the ship's flag state, and another country was
    declared. ``declared_elsewhere``: the next port seen was another than the one declared, home or
    not. Without parties every voyage is looked at. A voyage under ``least_coverage`` is left out;
    ``coverage`` of what is found is the part of the voyage without a silence. The base rate is the
    share of judged voyages of ships of other flags, from the same country, that trip the rule.
    """  # noqa: E501 - a sentence in one piece
    rows = plain(voyages)
    parties = {r["id"] for r in case_parties.to_pylist()}
    names = {r["ship"]: r["name"] for r in plain(hulls) if r["name"]}
    settings = {"least_coverage": least_coverage}
    by_ship: dict[str, list[Row]] = {}
    for v in rows:
        by_ship.setdefault(v["ship"], []).append(v)
    rate = cache(partial(_base_rate, rows))
    made = []
    for v in rows:
        seen = v["coverage"] is None or v["coverage"] >= least_coverage
        concerned = not parties or {v["country_from"], v["country_to"]} & parties
        if v["outcome"] not in ELSEWHERE or not seen or not concerned:
            continue
        kinds = ["declared_elsewhere"] + ["returned_home"] * (v["outcome"] == "returned_home")
        later = _later(by_ship[v["ship"]], v)
        rates = {kind: rate(v["country_from"], v["flag"], kind) for kind in kinds}
        made += [_finding(v, kind, names, rates[kind], settings, later) for kind in kinds]
    return FINDINGS.rows(made)


def _later(own: list[Row], voyage: Row) -> str | None:
    """Give the day on which the ship was seen at the declared place after all; None if never.

    ``own`` are the voyages of the same ship.
    """
    later = [
        r["arrived_at"]
        for r in own
        if r["arrived_at"] is not None
        and r["arrived_at"] > voyage["arrived_at"]
        and voyage["declared"] in {r["port_to"], r["country_to"]}
    ]
    return day(min(later)) if later else None


def _reasons(v: Row, later: str | None) -> list[str]:
    """Say what the finding rests on, and what speaks for the ship."""
    seen = (
        "no silence on the way was long enough for a call at the declared place"
        if v["coverage"] is not None
        else "no track was read: the calls are those that documents name, and one that none names does not show"  # noqa: E501 - a sentence in one piece
    )
    return [
        f"flag by MMSI: {v['flag']}; left {v['port_from']}, declared {v['declared']}, next seen at {v['port_to']}",  # noqa: E501 - a sentence in one piece
        seen,
        *([TYPED] if v["declared_kind"] == "ais_type5" else []),
        "a change of destination on the way is not forbidden",
        *([f"the ship called at the declared place later, on {later}"] if later else []),
    ]


def _base_rate(rows: list[Row], country: str, flag: str | None, kind: str) -> float | None:
    """Give the share of other flags' voyages from the same country that trip the rule."""
    others = [
        r
        for r in rows
        if r["country_from"] == country and r["flag"] != flag and r["outcome"] in JUDGED
    ]
    if len(others) < LEAST_RATE:
        return None
    trips = {"returned_home"} if kind == "returned_home" else ELSEWHERE
    return round(sum(r["outcome"] in trips for r in others) / len(others), 6)


def _finding(  # noqa: PLR0917 - each argument is one thing of the finding
    v: Row,
    kind: str,
    names: dict[str, str],
    base_rate: float | None,
    settings: Row,
    later: str | None,
) -> Row:
    ship = names.get(v["ship"], v["ship"])
    home = "home to " if kind == "returned_home" else ""
    seen = "reported" if v["coverage"] is None else "observed"
    says = (
        f"{ship} left {v['port_from'][5:]} on {day(v['left_at'])}, declared {v['declared_text']!r} "  # noqa: E501 - a sentence in one piece
        f"({v['declared_kind']}) and was next {seen} {home or 'at '}{v['port_to'][5:]} on {day(v['arrived_at'])}"  # noqa: E501 - a sentence in one piece
    )
    place = {"ship": v["ship"], "mmsi_flag": v["flag"]}
    return finding(
        "outcomes",
        settings,
        kind,
        says,
        subject=v["ship"],
        counterpart=v["country_to"],
        **count_of_ships(),
        period_start=v["left_at"],
        period_end=v["arrived_at"],
        place=v["port_to"],
        place_from=v["port_from"],
        place_declared=v["declared"],
        place_to=v["port_to"],
        as_of=v["arrived_at"],
        base_rate=base_rate,
        coverage=v["coverage"],
        synthetic=bool(v["synthetic"]),
        basis="reported" if v["coverage"] is None else "observed",
        reasons=_reasons(v, later),
        evidence=[
            (
                v["source_declared"],
                v["line_declared"],
                place
                | {
                    "declared": v["declared_text"],
                    "kind": v["declared_kind"],
                    "at": v["declared_at"],
                },
            ),
            (
                v["source_from"],
                v["line_from"],
                place | {"left": v["port_from"], "at": v["left_at"]},
            ),
            (
                v["source_to"],
                v["line_to"],
                place | {"seen_at": v["port_to"], "at": v["arrived_at"]},
            ),
        ],
    )
