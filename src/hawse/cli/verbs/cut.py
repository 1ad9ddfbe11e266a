"""The verb ``cut``: what is left of the target's supply if a line is cut."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import DEFAULT_OUT, Json, Out
from hawse.cli.screen import print_json, table
from hawse.scenario.world import ScenarioError

Ends = tuple[float, float | None]


def add(app: App) -> None:
    """Give the app the verb."""
    app.command(cut)


def cut(
    line: str,
    *more: str,
    out: Out = DEFAULT_OUT,
    channel: str | None = None,
    part: Annotated[float, Parameter(help="How much of the line is cut: 1 is all.")] = 1.0,
    stock: str | None = None,
    use: str | None = None,
    weight: str | None = None,
    elasticity: str | None = None,
    world: Path | None = None,
    sector: str | None = None,
    draws: Annotated[int, Parameter(help="Draws of the elasticities of the world.")] = 40,
    json: Json = False,
) -> None:
    """Say what is left of the target's supply if LINE is cut, and which rung says so.

    Several lines (RU CN, or RU "oil products") are cut at once, as one shock.
    Intervals are written low:high; 10 is a point and 10: is open.

    Python twin: hawse.cut(out, line)

    Args:
        line: A partner (RU), product, upstream (AS20485) or port; with --channel labour, a host.
        more: Further lines that are cut at the same time.
        out: Where the run wrote its ledger.
        channel: Supplies of this channel alone.
        part: How much of the line is cut, above 0 and at most 1.
        stock: What the target has in store, in the supply's unit.
        use: What it uses a day.
        weight: The input's share in costs, between 0 and 1.
        elasticity: How well the rest stands in for it.
        world: A world with input-output tables (.npz) for general equilibrium.
        sector: Cut this sector of the world alone.
        draws: Draws of the elasticities of the world.
        json: Print one JSON object.
    """
    made = hawse.cut(
        out,
        (line, *more),
        channel=channel,
        part=part,
        stock=ends("stock", stock),
        use=ends("use", use),
        weight=ends("weight", weight),
        elasticity=ends("elasticity", elasticity),
        world=world,
        sector=sector,
        draws=draws,
    )
    if json:
        print_json(made)
        return
    _told(made)


def _told(made: dict[str, Any]) -> None:
    """Print what is left, what happens elsewhere, and which rungs say so."""
    rows = [_shown(row) for row in made["left"]]
    many = "1 supply" if len(rows) == 1 else f"{len(rows)} supplies"
    table(f"without {made['name']}: what is left of {many}", rows, COLUMNS)
    if made["abroad"]:
        effects = [
            {"region": e["region"], "percent": f"{e['low']:.2f} to {e['high']:.2f}"}
            for e in made["abroad"]
        ]
        table("real income elsewhere, percent", effects, ("region", "percent"))
    rungs = [{**r, "used": "used" if r["used"] else "not used"} for r in made["rungs"]]
    table("rungs", rungs, ("rung", "used", "why"))


COLUMNS = ("channel", "item", "flow", "unit", "period", "left", "days", "loss", "basis", "others")


def ends(name: str, text: str | None) -> Ends | None:
    """Read an interval: '10:20', '10' or '10:'.

    >>> ends("stock", "10:")
    (10.0, None)

    Raises:
        ScenarioError: the text is no interval.
    """
    if text is None:
        return None
    low, colon, high = text.partition(":")
    try:
        first = float(low)
        last = float(high) if high.strip() else None if colon else first
    except ValueError:
        raise ScenarioError(
            f"{name} {text!r} is no interval; write 10, 10:20 or 10: for an open end"
        ) from None
    return first, last


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    start, end = row["period_start"], row["period_end"]
    named = {"days": ("days_low", "days_high", 1.0), "loss": ("loss_low", "loss_high", 100.0)}
    return row | {
        "period": f"{start:%Y-%m-%d} to {end:%Y-%m-%d}" if start and end else "",
        "left": f"{row['left_low']:.1%} to {row['left_high']:.1%}"
        if row["others"]
        else "no other supplier known",
        "others": ", ".join(row["others"]),
        **{
            name: "" if low not in row else _ends(row[low], row[high], times)
            for name, (low, high, times) in named.items()
        },
    }


def _ends(low: float, high: float | None, times: float) -> str:
    return (
        f"at least {low * times:.4g}"
        if high is None
        else f"{low * times:.4g} to {high * times:.4g}"
    )
