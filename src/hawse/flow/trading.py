"""What the trade channel can say of files besides its findings, without a case file."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from hawse.channels.trade.mirror.detours import Rules, alarms, detours, min_year
from hawse.channels.trade.mirror.missing import Missing, missing, pooled
from hawse.core.errors import LedgerError
from hawse.engine.catalog import Told
from hawse.flow import silent
from hawse.flow.part import country, part_run

Row = dict[str, Any]
Files = Sequence[Path]
NO_TARGET: Final = "country:ZZ"
"""Of every receiver, none of them asked about: ZZ is nobody's code (ISO 3166-1, user-assigned)."""
_SHORTEST: Final = 2  # changes before the shock that a series must have at least


def trade_mirror(files: Files, *, target: str = "KP", told: Told = silent) -> dict[str, object]:
    """Give flows as both ends report them: freight, each reporter's reliability, values between.

    ``freight`` is CIF over FOB, fitted on distance or a band with the reason; ``reliability`` a
    reporter's own part of the squared log gap; ``reconciled`` a value between two reports with its
    95 percent interval. All three are estimated; both reports stand beside them. Of files
    without totals and with too many products the target's flows alone are held by product.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken; the target is no country.
    """
    made = _looked(files, _typed(target), ("freight", "reliability", "reconciled"), told)
    general = next(r for r in made["freight"] if r["exporter"] is None)
    return {
        "method": general["method"],
        "why": general["why"],
        "pairs": general["pairs"],
        "freight": [_plain(r) for r in made["freight"] if r["exporter"] is not None],
        "reliability": sorted(
            (_plain(r) for r in made["reliability"]), key=lambda r: (r["variance"], r["reporter"])
        ),
        "reconciled": [_plain(r) for r in made["reconciled"]],
        "basis": "estimated",
    }


def trade_breaks(files: Files, *, target: str = "KP", told: Told = silent) -> dict[str, object]:
    """Give when each monthly flow with a target changed its level, with the interval of the date.

    The model is one step of the logarithm, without trend or season; ``found`` says whether it
    passes the test (5 percent), and where it does not, the date means nothing.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken; the target is no country.
    """
    named = _typed(target)
    made = _looked(files, named, ("series_breaks",), told)
    return {
        "target": named,
        "model": "one level, no trend, no season",
        "breaks": [_plain(r) for r in made["series_breaks"]],
        "basis": "estimated",
    }


def trade_split(files: Files, *, target: str = "KP", told: Told = silent) -> dict[str, object]:
    """Give what products, amounts, prices and mix made of each yearly change of trade.

    Methods are ``product``, ``bennet``, ``lmdi`` and ``shapley``; the amounts of each but the last
    add up to ``whole``, those of the last to the change of goods that both years weigh.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken; the target is no country.
    """
    named = _typed(target)
    made = _looked(files, named, ("change_splits",), told)
    return {
        "target": named,
        "splits": [_plain(r) for r in made["change_splits"]],
        "basis": "estimated",
    }


def trade_suppliers(
    files: Files, *, target: str = "KP", product: str = "TOTAL", told: Told = silent
) -> dict[str, object]:
    """Give a target's suppliers by period: shares, concentration, and who made up a cut.

    ``without`` is what part is left if that supplier cuts everything and nobody steps in; ``hhi``
    the sum of squared shares, ``equal_suppliers`` its inverse. Exporters' and importers' reports
    are told apart by ``seen_from`` and never added.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken; the target is no country.
    """
    named = _typed(target)
    made = _looked(files, named, ("target_suppliers",), told)
    known = sorted({r["product"] for r in made["target_suppliers"]})
    rows = [
        _plain(r)
        | {
            "without": None if r["share"] is None else 1 - r["share"],
            "equal_suppliers": 1 / r["hhi"] if r["hhi"] else None,
        }
        for r in made["target_suppliers"]
        if r["product"] == product
    ]
    rows.sort(key=lambda r: (r["period"], r["seen_from"], r["currency"], -r["value"]))
    return {"target": named, "product": product, "products": known, "suppliers": rows}


def trade_slips(files: Files, *, target: str = "KP", told: Told = silent) -> dict[str, Any]:
    """Hold the figures of reports against each other and give what does not add up.

    Two statements of a slip cannot both be right as printed; which one is wrong is not said.
    ``checks`` counts every check by its verdict; ``pairs`` are tonnes against barrels, each with
    the factor that explains it or the flag.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken; the target is no country.
    """
    rows = _looked(files, _typed(target), ("arithmetic",), told)["arithmetic"]
    rows.sort(key=lambda r: (r["check"], r["source_id"], r["locator"], r["says"]))
    verdicts = [str(r["verdict"]) for r in rows]
    return {
        "target": _typed(target),
        "count": len(rows),
        "checks": {v: verdicts.count(v) for v in sorted(set(verdicts))},
        "slips": [r for r in rows if r["verdict"] == "slip"],
        "pairs": [r for r in rows if r["check"] == "pair"],
        "basis": "reported",
    }


def trade_hubs(files: Files, *, shock: int = 2022, told: Told = silent) -> dict[str, object]:
    """Rank receivers by how far their supply is out of line since a shock, and what is missing.

    ``ranks`` are those of the years from ``shock`` on, against the year before it; ``placebo``
    the alarms that quiet years raise. ``missing`` weighs what receivers report against what was
    sent to them. A rank or a gap is an indication: transit, new codes and prices look alike.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken.
    """
    rows = _looked(files, NO_TARGET, ("yearly_ends",), told)["yearly_ends"]
    made: dict[str, object] = {"shock": shock}
    currencies = {}
    for currency, own in groupby(
        sorted(rows, key=lambda r: r["currency"]), lambda r: r["currency"]
    ):
        currencies[currency] = _hubs(list(own), shock)
    return made | {"currencies": currencies, "basis": "estimated"}


def _hubs(rows: list[Row], shock: int) -> dict[str, object]:
    sent: dict[str, dict[int, float]] = {}
    both: dict[str, tuple[dict[int, float], dict[int, float]]] = {}
    for row in rows:
        sent.setdefault(row["importer"], {})[row["year"]] = row["exported"]
        if row["imported_of_both"] is not None:
            ends = both.setdefault(row["importer"], ({}, {}))
            ends[0][row["year"]] = row["exported_of_both"]
            ends[1][row["year"]] = row["imported_of_both"]
    first = min_year(sent)
    rules = replace(Rules(), history=max(_SHORTEST, min(Rules().history, shock - 1 - first)))
    last = max((r["year"] for r in rows), default=shock)
    ranks = {}
    for year in range(shock, last + 1):
        scores = detours(sent, year, shock - 1, rules)
        raised = {s.partner for s in alarms(scores, rules)}
        ranks[str(year)] = [
            {"rank": n, "receiver": s.partner, "score": round(s.score, 2),
             "excess": round(s.excess, 2), "alarm": s.partner in raised}
            for n, s in enumerate(scores, start=1)
        ]  # fmt: skip
    placebo = {
        str(year): [s.partner for s in alarms(detours(sent, year, year - 1, rules), rules)]
        for year in range(max(shock - 7, first + rules.history + 1), shock)
    }
    found = [missing(p, x, m, shock) for p, (x, m) in sorted(both.items())]
    whole = pooled(found)
    return {
        "ranks": ranks,
        "placebo": placebo,
        "missing": [_missing(m) for m in found],
        "missing_low": None if whole is None else round(whole[0], 4),
        "missing_high": None if whole is None else round(whole[1], 4),
        "rules": asdict(rules),
    }


def _missing(one: Missing) -> Row:
    kept = one._asdict()
    return {k: kept[k] for k in ("partner", "low", "high", "years", "left_out", "evidence", "why")}


def _looked(files: Files, target: str, makes: Collection[str], told: Told) -> dict[str, list[Row]]:
    """Read files, run what some tables need, and give their rows."""
    with part_run("trade", files, target, makes, told) as (held, _):
        return {name: held.table(name).to_pylist() for name in makes}


def _typed(target: str) -> str:
    """Give a country as a typed id.

    Raises:
        LedgerError: it is not written in two letters.
    """
    if (found := country(target)) is None:
        raise LedgerError(f"target {target!r} is no country; write its two letters, as KP")
    return found


def _plain(row: Row) -> Row:
    """Write a row's period as people do, and leave out what an answer does not need."""
    made = {k: v for k, v in row.items() if k not in {"period_start", "period_grain"}}
    if "period_start" in row:
        year = row["period_grain"] == "year"
        made["period"] = f"{row['period_start']:%Y}" if year else f"{row['period_start']:%Y-%m}"
    for name in ("at", "earliest", "latest", "first"):
        if name in made:
            made[name] = f"{made[name]:%Y-%m}"
    return made
