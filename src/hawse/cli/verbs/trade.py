"""``hawse trade mirror | breaks | split | suppliers | hubs | slips``: what to ask of files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cyclopts import App

import hawse
from hawse.cli.options import Json
from hawse.cli.screen import line, print_json, table
from hawse.cli.telling import Telling

Row = dict[str, Any]


def add(app: App) -> None:
    """Put six verbs below the channel's own."""
    for verb in (mirror, breaks, split, suppliers, hubs, slips):
        app["trade"].command(verb)


def mirror(file: Path, *files: Path, target: str = "KP", json: Json = False) -> None:
    """Hold the two reports of each flow against each other: freight, reliability, a value between.

    Python twin: hawse.trade_mirror(files)

    Args:
        file: Trade statistics in which both ends report; a file of distances may be given too.
        files: More files.
        target: A country whose products are held where a file has too many of them, as KP.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.trade_mirror((file, *files), target=target, told=tell)
    if json:
        print_json(made)
        return
    line(f"Freight by {made['method']}: {made['why']}", "bold")
    table(
        "CIF over FOB, estimated",
        _rows(made, "freight"),
        ("exporter", "importer", "year", "low", "best", "high", "distance_km"),
    )
    table(
        "Reporters, the most reliable first",
        _rows(made, "reliability"),
        ("reporter", "usual_gap", "variance", "flows", "partners"),
    )
    table(
        "Two reports and a value between them, estimated",
        _rows(made, "reconciled"),
        ("exporter", "importer", "product", "period", "currency", "exported", "imported", "low",
         "best", "high", "exporter_weight"),
    )  # fmt: skip


def slips(file: Path, *files: Path, target: str = "KP", json: Json = False) -> None:
    """Say what does not add up in reported figures, and what explains tonnes against barrels.

    Python twin: hawse.trade_slips(files)

    Args:
        file: Reported figures.
        files: More files.
        target: A country, as KP.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.trade_slips((file, *files), target=target, told=tell)
    if json:
        print_json(made)
        return
    title = f"Slips, of {made['count']} checks; which side is wrong is not said"
    table(title, _named(made, "slips"), SLIP)
    table("Tonnes and barrels", _named(made, "pairs"), ("verdict", "rows", "says"))


SLIP = ("check", "rows", "says", "locator")


def _named(made: Mapping[str, Any], name: str) -> list[Row]:
    return [r | {"rows": ", ".join(r["figures"])} for r in made[name]]


def breaks(file: Path, *files: Path, target: str = "KP", json: Json = False) -> None:
    """Say when each monthly flow with a target changed its level, and between which months.

    Python twin: hawse.trade_breaks(files)

    Args:
        file: Monthly trade statistics.
        files: More files.
        target: A country, as KP.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.trade_breaks((file, *files), target=target, told=tell)
    if json:
        print_json(made)
        return
    table(
        f"Breaks of flows with {made['target']} ({made['model']})",
        _rows(made, "breaks"),
        ("reporter", "partner", "flow", "product", "at", "earliest", "latest", "factor", "found"),
    )


def split(file: Path, *files: Path, target: str = "KP", json: Json = False) -> None:
    """Say what products, amounts, prices and mix made of each yearly change of trade.

    Python twin: hawse.trade_split(files)

    Args:
        file: Trade statistics by product, with weights where there are any.
        files: More files.
        target: A country, as KP.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.trade_split((file, *files), target=target, told=tell)
    if json:
        print_json(made)
        return
    table(
        f"What made the changes of trade with {made['target']}, estimated",
        _rows(made, "splits"),
        ("reporter", "partner", "flow", "year", "method", "part", "amount", "whole", "currency"),
    )


def suppliers(
    file: Path, *files: Path, target: str = "KP", product: str = "TOTAL", json: Json = False
) -> None:
    """Say who supplies a target: shares, concentration, and who made up what another cut.

    Python twin: hawse.trade_suppliers(files)

    Args:
        file: Trade statistics.
        files: More files.
        target: A country, as KP.
        product: An HS code as the files have it, or TOTAL.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.trade_suppliers((file, *files), target=target, product=product, told=tell)
    if json:
        print_json(made)
        return
    table(
        f"Suppliers of {made['target']}, product {product}",
        _rows(made, "suppliers"),
        ("period", "seen_from", "exporter", "value", "currency", "share", "without", "hhi",
         "before", "made_up"),
    )  # fmt: skip
    known = made["products"]
    if not made["suppliers"] and isinstance(known, list) and known:
        line(f"No such product; the files have {', '.join(known[:20])}")


def hubs(file: Path, *files: Path, shock: int = 2022, json: Json = False) -> None:
    """Rank receivers whose supply is out of line since a shock, and say what never arrived.

    Python twin: hawse.trade_hubs(files)

    Args:
        file: Yearly or monthly trade statistics of many receivers, as senders report them.
        files: More files; what receivers report is held against it.
        shock: The year in which another road was closed.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.trade_hubs((file, *files), shock=shock, told=tell)
    if json:
        print_json(made)
        return
    found = made["currencies"]
    for currency, one in found.items() if isinstance(found, dict) else ():
        for year, ranks in one["ranks"].items():
            table(
                f"Out of line in {year} against {shock - 1} ({currency}), an indication",
                ranks[:25],
                ("rank", "receiver", "score", "excess", "alarm"),
            )
        table(
            "What was sent and is in no receiver's report, as a share of the increase",
            one["missing"],
            ("partner", "low", "high", "evidence", "why"),
        )


def _rows(made: Mapping[str, object], name: str) -> list[Row]:
    found = made[name]
    return found if isinstance(found, list) else []
