"""What is left of the target's supply if a line is cut: three rungs, and why each was used."""

import csv
import math
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hawse.channels import channels
from hawse.core.channel import Figure
from hawse.ledger import store
from hawse.ledger.store import Ledger
from hawse.scenario import show
from hawse.scenario.abroad import Way, closed, load, region_of, sector_of
from hawse.scenario.cut import (
    Left,
    Span,
    accounting,
    days_of_cover,
    in_part,
    substitution_span,
)
from hawse.scenario.lines import of_shares, plain, supplies, typed
from hawse.scenario.world import ScenarioError, World

Row = dict[str, Any]
Ends = tuple[float, float | None]
SHOWN: Final = 8


def cut(
    out: Path,
    line: str | Sequence[str],
    *,
    channel: str | None = None,
    part: float = 1.0,
    stock: Ends | None = None,
    use: Ends | None = None,
    weight: Ends | None = None,
    elasticity: Ends | None = None,
    world: Path | None = None,
    sector: str | None = None,
    draws: int = 40,
) -> Row:
    """Cut LINE from the supplies of the ledger under OUT and give what is left.

    A line is a partner (RU), a product (oil products), an upstream (AS20485), a port (RUVVO) or,
    with ``channel="labour"``, the workers of one host; ``part`` of it is cut. Several lines are
    one shock: all of them are cut at once, and none stands in for another. Rung 1 counts shares
    of what is known, and with ``stock`` and ``use`` (a day, in the supply's unit) the days that a
    stock lasts. Rung 2 gives the output that a CES aggregate loses, for the input's cost share
    (``weight``) and ``elasticity``. Rung 3 is general equilibrium in the world of a file. All ends
    are intervals; an end of ``None`` is open.

    Gives ``line`` (several joined by '+'), ``lines``, ``rungs`` (each with whether it was used and
    why) and ``left`` (one row a supply), with ``abroad`` where rung 3 was used.

    Raises:
        LedgerError: there is no ledger under OUT.
        ScenarioError: nothing runs over the line, or an interval cannot be.
    """
    names, words = _names()
    at, rows = _asked(store.read(out), line, channel, words)
    given = {"stock": stock, "use": use, "weight": weight, "elasticity": elasticity}
    spans = {name: _span(name, ends) for name, ends in given.items()}
    made = [_row(in_part(left, part), spans) for left in accounting(rows, *at)]
    target = str(rows[0]["target"])
    items = {str(r["item"]) for r in rows}
    whole = world if part == 1 else None
    abroad, rung = _abroad(target, at, items, names, whole, sector=sector, draws=draws)
    if part < 1:
        rung["why"] = "closes a line as a whole; only a part of it is cut here"
    counted = "shares of what the ledger knows, always"
    return {
        "line": "+".join(at), "lines": list(at), "left": made,
        "name": _listed([plain(one, names) for one in at]),
        "rungs": [
            {"rung": "accounting", "used": True, "why": counted}, _cover(spans), _ces(spans), rung,
        ],
        "part": part, "target": target, "abroad": abroad,
    }  # fmt: skip


def _asked(
    held: Ledger, line: str | Sequence[str], channel: str | None, words: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Row]]:
    """Give the ids of the lines and the supplies of the ledger, products' shares of goods too."""
    findings = held.rows("findings")
    rows = supplies(held.rows("lifelines"), findings)
    if channel is not None:
        rows = [r for r in rows if r["channel"] == channel]
    asked = (line,) if isinstance(line, str) else tuple(line)
    shares = of_shares(rows, findings)
    at = tuple(dict.fromkeys(typed(one, words, [*rows, *shares]) for one in asked))
    return at, rows + [r for r in shares if r["item"] in at]


def known(out: Path) -> Row:
    """Give what can be cut: ``partners`` with their names, ``items`` and ``channels``.

    Raises:
        LedgerError: there is no ledger under OUT.
    """
    held = store.read(out)
    names, _ = _names()
    rows = supplies(held.rows("lifelines"), held.rows("findings"))
    partners = sorted({str(r["partner"]) for r in rows})
    shares = of_shares(rows, held.rows("findings"))
    return {
        "partners": [{"id": p, "name": names.get(p, p)} for p in partners],
        "items": sorted({str(r["item"]) for r in (*rows, *shares) if r["item"]}),
        "channels": sorted({str(r["channel"]) for r in rows}),
    }


def pictures(ledger: Ledger, names: Mapping[str, str]) -> dict[str, tuple[Figure, ...]]:
    """Draw what is left of each supply without each partner, for the dossier."""
    made = show.figures(ledger.rows("lifelines"), ledger.rows("findings"), names)
    return {"scenario": made} if made else {}


def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Give countries' plain names by id, and ids by every name that the facts know, lower case."""
    paths = {f.table: f.path for c in channels() for f in c.facts if c.name == "trade"}
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    with paths["countries"].open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["id"]] = row["name"]
            words |= {row["name"].lower(): row["id"], row["iso3"].lower(): row["id"]}
    with paths["aliases"].open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault(row["alias"], row["id"])
    return names, words


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _way(
    base: World, line: str, items: Collection[str], names: Mapping[str, str], sector: str | None
) -> Way | None:
    """Give what a line closes in a world: a partner's way, a product's sector from everybody."""
    if line in items:
        at = sector_of(base, sector or line)
        return None if at is None else Way(None, at)
    exporter = region_of(base, line, names)
    return None if exporter is None else Way(exporter)


def _span(name: str, ends: Ends | None) -> Span | None:
    if ends is None:
        return None
    low, high = ends
    ends_are_numbers = math.isfinite(low) and (high is None or math.isfinite(high))
    if not ends_are_numbers or low < 0 or (high is not None and high < low):
        raise ScenarioError(
            f"{name} from {low} to {high}: an interval runs upwards from 0 or more"
        )
    return Span(low, high)


def _row(left: Left, spans: Mapping[str, Span | None]) -> Row:
    """Give one supply's row, with days of cover and lost output where they were asked for."""
    start, end = left.period
    row: Row = {
        "channel": left.channel, "item": left.item, "flow": left.flow, "unit": left.unit,
        "period_start": start,
        "period_end": end, "basis": left.basis, "synthetic": left.synthetic,
        "lost_low": left.lost.low, "lost_high": left.lost.high,
        "left_low": left.left.low, "left_high": left.left.high, "others": list(left.others),
        "rung": left.rung, "why": left.why, "finding_ids": list(left.finding_ids),
    }  # fmt: skip
    stock, use = spans["stock"], spans["use"]
    if left.others and stock is not None and use is not None:
        rest = Span(
            use.low * left.left.low,
            None if use.high is None else use.high * (left.left.high or 1.0),
        )
        cover = days_of_cover(stock, use, rest)
        row |= {"days_low": cover.low, "days_high": cover.high}
    weight, elasticity = spans["weight"], spans["elasticity"]
    if left.others and weight is not None and elasticity is not None:
        loss = substitution_span(weight, left.left, elasticity)
        row |= {"loss_low": loss.low, "loss_high": loss.high}
    return row


def _cover(spans: Mapping[str, Span | None]) -> Row:
    used = spans["stock"] is not None and spans["use"] is not None
    why = "a stock and a daily use were given; supply met the use before the cut"
    return {
        "rung": "days of cover",
        "used": used,
        "why": why if used else "needs a stock and a daily use",
    }


def _ces(spans: Mapping[str, Span | None]) -> Row:
    used = spans["weight"] is not None and spans["elasticity"] is not None
    why = "the cost share and elasticity that were given (Bachmann et al. 2022)"
    lacks = "needs the input's cost share (weight) and an elasticity; none is known to Hawse"
    return {"rung": "substitution", "used": used, "why": why if used else lacks}


def _abroad(
    target: str,
    lines: Sequence[str],
    items: Collection[str],
    names: Mapping[str, str],
    path: Path | None,
    *,
    sector: str | None,
    draws: int,
) -> tuple[list[Row], Row]:
    """Try the third rung with all lines as one shock; where it cannot be used, say why."""
    rung: Row = {"rung": "general equilibrium", "used": False}
    if path is None:
        return [], rung | {"why": "needs a world with input-output tables; name one with world"}
    base = load(path)
    importer = region_of(base, target, names)
    ways = {line: _way(base, line, items, names, sector) for line in lines}
    absent = [plain(o, names) for o in lines if ways[o] is None]
    absent = [plain(target, names)] * (importer is None) + absent
    if importer is None or absent:
        return [], rung | {"why": f"{' and '.join(absent)} not in the world of {path.name}"}
    given = [way for way in ways.values() if way is not None]
    if sector is not None and sector_of(base, sector) is None:
        raise ScenarioError(f"no sector {sector!r}; there are {list(base.sectors)}")
    try:
        got = closed(base, importer, *given, sector=sector, draws=draws)
    except ScenarioError as fault:  # the other rungs stand
        return [], rung | {"why": str(fault)}
    ends = {importer, *(way.exporter for way in given if way.exporter is not None)}
    shown = {e.region for e in got.effects[:SHOWN]} | {base.regions[n] for n in ends}
    rows = [
        {"region": e.region, "low": e.low, "middle": e.middle, "high": e.high}
        for e in got.effects
        if e.region in shown
    ]
    why = (
        f"all are in the world of {path.name}; {got.draws} draws of the elasticities, markets "
        f"clear within {got.residual:.1e}"
    )
    return rows, rung | {"used": True, "why": why}
