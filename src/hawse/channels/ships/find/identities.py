"""The steps ``identities`` and ``faults``: who a ship says it is, and where it cannot have been."""  # noqa: E501 - a sentence in one piece

import itertools
from datetime import timedelta
from functools import reduce
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.find.faulty import faulty_ships, on_land
from hawse.channels.ships.find.form import day, finding, rate_of_ships
from hawse.channels.ships.find.heard_share import heard_shares
from hawse.channels.ships.observe.epochs import HULLS
from hawse.channels.ships.observe.flags import sound_imo
from hawse.channels.ships.observe.of_kind import of_kind, plain
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
Seen = tuple[Row, Any, Any, Any, Any]
"""A spell, and the line, time and place in it that a hull was heard at."""
INSTANT: Final = timedelta(microseconds=1)
IDENTITY_NOT_SHOWN: Final = (
    "Intent: numbers are typed by hand, devices are sold with their settings, registers err."
)
FAULT_NOT_SHOWN: Final = "Who caused it: a device, a jammer, the receiver, or the ship."
NAMED: Final = (
    ("imo", "IMO number"),
    ("name", "name"),
    ("call_sign", "call sign"),
    ("length_m", "length"),
)


def identities(
    said: pa.Table, hulls: pa.Table, spells: pa.Table, *, least_messages: int, least_length_m: int
) -> pa.Table:
    """Find MMSIs that two hulls share or hand on, numbers that change, IMO numbers that fail.

    A change counts where both values were sent at least ``least_messages`` times; a length where
    it differs by ``least_length_m`` or more. A number that fails its check digit and never changes
    is a slip of the hand in most cases; it is told, with the share of ships that have one as base
    rate; that of the rest is the share of ships seen that trip the same rule. The coverage is the
    part of the ship's time in which it was heard.
    """
    settings = {"least_messages": least_messages, "least_length_m": least_length_m}
    known = plain(hulls)
    ships = {r["mmsi"]: r["ship"] for r in known if r["hull"] == 0}
    texts = sorted(plain(_telling(said)), key=lambda r: (r["ship"], r["start"], r["line"]))
    numbered = [r for r in known if r["imo"]]
    bad = round(sum(not r["imo_sound"] for r in numbered) / len(numbered), 6) if numbered else None
    tracks = of_kind(spells, "track")
    spans = {(s["ship"], s["hull"]): s for s in tracks}
    made = [_shared(s, spans, ships, settings) for s in tracks if s["hull"] % HULLS]
    names = {(r["mmsi"], r["hull"]): r["name"] or r["ship"] for r in known}
    made += [
        _handed_on(spans[s["ship"], s["hull"] - HULLS], s, names, settings)
        for s in tracks
        if s["hull"] >= HULLS and (s["ship"], s["hull"] - HULLS) in spans and not s["hull"] % HULLS
    ]
    made += _changes(texts, ships, settings)
    made += _imos(texts, ships, bad, settings)
    return FINDINGS.rows(_rated(made, heard_shares(spells), len(tracks)))


def _telling(said: pa.Table) -> pa.Table:
    """Give the texts that a change or a number may be told of; the many others never become rows.

    They are those of the ships that said two things under one head, and those with a number that
    fails its check digit or that two MMSIs sent.
    """
    by_ship = said.group_by("ship").aggregate([(field, "count_distinct") for field, _ in NAMED])
    several = (pc.greater(by_ship[f"{field}_count_distinct"], 1) for field, _ in NAMED)
    ships = by_ship["ship"].filter(reduce(pc.or_, several))
    by_imo = said.group_by("imo").aggregate([("ship", "count_distinct")])
    imos = [
        imo
        for imo, senders in zip(
            by_imo["imo"].to_pylist(), by_imo["ship_count_distinct"].to_pylist(), strict=True
        )
        if imo is not None and (senders > 1 or not sound_imo(imo))
    ]
    changed = pc.is_in(said["ship"], value_set=ships.combine_chunks())
    odd = pc.is_in(said["imo"], value_set=pa.array(imos, pa.int64()))
    return said.filter(pc.or_(changed, odd))


def _rated(made: list[Row], shares: dict[tuple[int, int], float], seen: int) -> list[Row]:
    """Write the coverage, and the base rate where there is none, into findings of any item."""
    held: dict[str, set[str]] = {}
    for f in made:
        held.setdefault(f["item"], set()).add(f["subject"])
    return [
        f
        | {
            "coverage": shares.get((int(f["subject"].removeprefix("mmsi:")), 0)),
            "base_rate": f.get("base_rate")
            if f["item"] == "imo_check"
            else rate_of_ships(held[f["item"]], seen),
        }
        for f in made
    ]


def _shared(
    s: Row, spans: dict[tuple[int, int], Row], ships: dict[int, str], settings: Row
) -> Row:
    first = spans.get((s["ship"], s["hull"] - 1))
    after = first is not None and (first["end"] <= s["start"] or s["end"] <= first["start"])
    how = "one after the other" if after else "at the same time"
    return _two_hulls(
        s["ship"],
        "shared_mmsi",
        f"two hulls sent MMSI {s['ship']} {how} from {day(s['start'])} to {day(s['end'])}",
        f"{s['fixes']} positions that {ships.get(s['ship'], 'the first hull')} cannot have "
        "reached",
        [(s, s["line"], s["start"], s["lat"], s["lon"])],
        settings,
    ) | {"period_start": s["start"], "period_end": s["end"], "as_of": s["end"]}


def _handed_on(a: Row, b: Row, names: dict[tuple[int, int], str], settings: Row) -> Row:
    one, other = (names[s["ship"], s["hull"]] for s in (a, b))
    return _two_hulls(
        b["ship"],
        "handed_on",
        f"MMSI {b['ship']} passed from {one}, last heard on {day(a['end'])}, to {other}, another "
        "hull",
        "another length, two of IMO number, name and call sign, and a jump or a silence",
        [
            (b, b["line"], b["start"], b["lat"], b["lon"]),
            (a, a["line_end"], a["end"], a["end_lat"], a["end_lon"]),
        ],
        settings,
    ) | {"period_start": a["end"], "period_end": b["start"], "as_of": b["start"]}


def _two_hulls(  # noqa: PLR0917 - each argument is one thing of the finding
    mmsi: int, item: str, says: str, why: str, places: list[Seen], settings: Row
) -> Row:
    """Give what two hulls under one MMSI are told by; ``places`` are where each was."""
    return finding(
        "identities",
        settings,
        "identity_change",
        says,
        subject=f"mmsi:{mmsi}",
        item=item,
        counterpart=None,
        q_best=2.0,
        q_low=2.0,
        unit="ship",
        quantity_kind="count",
        synthetic=any(bool(s["synthetic"]) for s, *_ in places),
        not_shown=IDENTITY_NOT_SHOWN,
        reasons=[why],
        evidence=[
            (s["source_id"], line, {"mmsi": s["ship"], "at": at, "lat": lat, "lon": lon})
            for s, line, at, lat, lon in places
        ],
    )


def _changes(texts: list[Row], ships: dict[int, str], settings: Row) -> list[Row]:
    made = []
    for field, word in NAMED:
        runs: list[Row] = []
        for r in texts:
            if r[field] is None:
                continue
            if runs and runs[-1]["ship"] == r["ship"] and runs[-1][field] == r[field]:
                runs[-1] = {
                    **runs[-1],
                    "messages": runs[-1]["messages"] + r["messages"],
                    "end": r["end"],
                }
            else:
                runs.append(dict(r))
        runs = [r for r in runs if r["messages"] >= settings["least_messages"]]
        for a, b in itertools.pairwise(runs):
            if a["ship"] != b["ship"] or a[field] == b[field]:
                continue
            if field == "length_m" and abs(a[field] - b[field]) < settings["least_length_m"]:
                continue
            made.append(_change(a, b, field, word, ships, settings))
    return made


def _change(a: Row, b: Row, field: str, word: str, ships: dict[int, str], settings: Row) -> Row:  # noqa: PLR0917 - each argument is one thing of the row
    return finding(
        "identities",
        settings,
        "identity_change",
        f"{ships[b['ship']]} changed its {word} from {a[field]} to {b[field]} between {day(a['end'])} and {day(b['start'])}",  # noqa: E501 - a sentence in one piece
        subject=f"mmsi:{b['ship']}",
        item=field,
        q_best=1.0,
        q_low=1.0,
        q_high=1.0,
        unit="-",
        quantity_kind="count",
        period_start=a["end"],
        period_end=b["start"],
        as_of=b["start"],
        synthetic=bool(a["synthetic"] or b["synthetic"]),
        not_shown=IDENTITY_NOT_SHOWN,
        reasons=[f"{word} as sent"],
        evidence=[
            (r["source_id"], r["line"], {"mmsi": r["ship"], field: r[field], "at": r["start"]})
            for r in (b, a)
        ],
    )


def _imos(texts: list[Row], ships: dict[int, str], bad: float | None, settings: Row) -> list[Row]:
    held: dict[int, dict[int, Row]] = {}
    for r in texts:
        if r["imo"] is not None:
            held.setdefault(r["imo"], {}).setdefault(r["ship"], r)
    made = []
    for imo, by in sorted(held.items()):
        rows = [by[m] for m in sorted(by)]
        if sound_imo(imo) and len(rows) < 2:  # noqa: PLR2004 - the number is said beside it
            continue
        wrong = (
            "fails its check digit" if not sound_imo(imo) else f"was sent under {len(rows)} MMSIs"
        )
        made.append(
            finding(
                "identities",
                settings,
                "identity_change",
                f"IMO number {imo} of {ships[rows[0]['ship']]} {wrong}",
                subject=f"mmsi:{rows[0]['ship']}",
                item="imo_check" if not sound_imo(imo) else "shared_imo",
                q_best=float(len(rows)),
                q_low=float(len(rows)),
                unit="-",
                quantity_kind="count",
                period_start=min(r["start"] for r in rows),
                period_end=max(r["end"] for r in rows) + INSTANT,
                as_of=max(r["end"] for r in rows),
                base_rate=bad if not sound_imo(imo) else None,
                synthetic=any(r["synthetic"] for r in rows),
                not_shown=IDENTITY_NOT_SHOWN,
                reasons=["check digit of resolution A.1117(30)"],
                evidence=[
                    (r["source_id"], r["line"], {"mmsi": r["ship"], "imo": imo, "at": r["start"]})
                    for r in rows
                ],
            )
        )
    return made


def faults(spells: pa.Table, hulls: pa.Table, *, least: int) -> pa.Table:
    """Find ships with ``least`` or more positions that they cannot have been at."""
    ships = {(r["mmsi"], r["hull"]): r for r in plain(hulls)}
    held = faulty_ships(spells, least)
    tracks = pc.sum(pc.equal(spells["kind"], "track"), min_count=0).as_py()
    shares, rate = heard_shares(spells), rate_of_ships(held, tracks)
    made = []
    for mmsi, them in held.items():
        hull = ships.get((mmsi, 0), {"ship": f"mmsi:{mmsi}", "name": None, "flag": None})
        rows = them.first
        made.append(
            finding(
                "faults",
                {"least": least},
                "false_position",
                f"{hull['name'] or hull['ship']} sent {them.many} positions that it cannot have been at",  # noqa: E501 - a sentence in one piece
                subject=hull["ship"],
                counterpart=hull["flag"],
                q_low=float(them.many),
                q_best=float(them.many),
                q_high=float(them.many),
                unit="-",
                quantity_kind="count",
                period_start=rows[0]["start"],
                period_end=them.end + INSTANT,
                as_of=them.end,
                base_rate=rate,
                coverage=shares.get((mmsi, 0)),
                synthetic=them.synthetic,
                not_shown=FAULT_NOT_SHOWN,
                reasons=them.reasons,
                evidence=[
                    (
                        r["source_id"],
                        r["line"],
                        {"mmsi": mmsi, "at": r["start"], "lat": r["lat"], "lon": r["lon"]}
                        | ({"fault": "on_land"} if on_land(r) else {}),
                    )
                    for r in rows
                ],
                evidence_total=them.sourced,
            )
        )
    return FINDINGS.rows(made)
