"""``hawse routes upstreams | hegemony | replay | cut | validate``: what to ask of routing data."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter, validators

import hawse
from hawse.cli.options import Json
from hawse.cli.screen import line, print_json, table
from hawse.cli.telling import Telling

Row = dict[str, Any]
Count = Annotated[int, Parameter(validator=validators.Number(gte=1))]
Many = Annotated[tuple[str, ...], Parameter(negative="")]


def add(app: App) -> None:
    """Put five verbs below the channel's own."""
    for verb in (upstreams, hegemony, replay, cut, validate):
        app["routes"].command(verb)


def upstreams(file: Path, *files: Path, target: str = "KP", json: Json = False) -> None:
    """Say who carried a target's traffic in which month, what changed, and whether it stayed.

    Python twin: hawse.routes_upstreams(files)

    Args:
        file: Relationships, delegations, or routing tables (MRT); its contents say which.
        files: More files.
        target: A country (KP), or one network (as:131279).
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.routes_upstreams((file, *files), target=target, told=tell)
    if json:
        print_json(made)
        return
    table(
        f"Upstreams of {made['target']} by month",
        _rows(made, "months"),
        ("month", "upstream", "operator", "country", "customer", "series"),
    )
    table(
        "Gains and losses",
        _rows(made, "changes"),
        ("month", "direction", "operator", "status", "months_before", "months_after"),
    )
    table(
        "Shares of addresses seen in routing tables",
        _rows(made, "shares"),
        ("day", "upstream", "low", "share", "high", "vantages", "prefixes"),
    )


def hegemony(
    file: Path, *files: Path, target: str = "KP", top: Count = 20, json: Json = False
) -> None:
    """Say how much of a target hangs on each network, as routing tables (MRT) show it.

    Python twin: hawse.routes_hegemony(files)

    Args:
        file: A routing table; relationships and delegations may be given too.
        files: More files.
        target: A country (KP), or one network (as:131279).
        top: How many networks to list.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.routes_hegemony((file, *files), target=target, top=top, told=tell)
    if json:
        print_json(made)
        return
    line(
        f"{made['target']} at {made['at']}: {made['prefixes']} prefixes, seen by "
        f"{made['vantage_ases']} networks with a full table"
    )
    table("AS hegemony", _rows(made, "hegemony"), ("as", "country", "value"))
    table("Upstreams", _rows(made, "upstreams"), ("upstream", "country", "low", "median", "high"))
    if made["cti"] is not None:
        table("Transit influence (CTI)", _rows(made, "cti"), ("as", "country", "value"))
    line(f"Entered from: {_shares(made['entry'])}; concentration (HHI) {made['hhi']}")


def replay(
    file: Path,
    *files: Path,
    target: str = "KP",
    at: datetime | None = None,
    vantages: Count = 1,
    json: Json = False,
) -> None:
    """Replay tables and updates (MRT): each gain and loss to the second, and the table at one.

    Python twin: hawse.routes_replay(files)

    Args:
        file: A routing table or updates.
        files: More files, in any order.
        target: A country (KP), or one network (as:131279).
        at: The instant whose table is asked for, UTC; the last one if left out.
        vantages: How many networks must see a way for it to count.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.routes_replay(
            (file, *files), target=target, at=at, vantages=vantages, told=tell
        )
    if json:
        print_json(made)
        return
    table(
        f"Gains and losses of {made['target']}",
        _timed(_rows(made, "events")),
        ("at", "event", "prefix", "upstream", "vantages"),
    )
    table(
        "Shares of addresses, whenever one changed",
        _timed(_rows(made, "shares")),
        ("at", "upstream", "low", "share", "high", "vantages"),
    )
    table(f"The table at {made['at']}", _rows(made, "table"), ("prefix", "upstream", "vantages"))


def cut(
    file: Path,
    *files: Path,
    target: str = "KP",
    month: str | None = None,
    ases: Many = (),
    links: Many = (),
    countries: Many = (),
    tie_breaks: Count = 50,
    json: Json = False,
) -> None:
    """Say what is left of a target if networks, links or a country are cut: a model's word.

    Python twin: hawse.routes_cut(files)

    Args:
        file: Relationships; a routing table beside them measures how far the model is right.
        files: More files.
        target: A country (KP), or one network (as:131279).
        month: Which month's relationships, as 2017-10; the last one if left out.
        ases: A network to cut; may be given more than once.
        links: A link to cut, as 4837-131279; may be given more than once.
        countries: A country all of whose networks are cut; may be given more than once.
        tie_breaks: Over how many tie-breaks the intervals go.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.routes_cut(
            (file, *files),
            target=target,
            month=month,
            ases=ases,
            links=links,
            countries=countries,
            tie_breaks=tie_breaks,
            told=tell,
        )
    if json:
        print_json(made)
        return
    line(f"{made['target']}, relationships of {made['month']}: a model, no observation", "bold")
    for word in ("before", "after"):
        one: Row = made[word]  # type: ignore[assignment]
        reach = one["reach"]
        line(
            f"{word.capitalize()}: {_part(reach['median'])} of all networks reach it "
            f"({_part(reach['low'])} to {_part(reach['high'])})"
        )
        table("", one["entry"], ("as", "country", "low", "median", "high"))
    for trusted in _rows(made, "trust"):
        _trusted(trusted)


def validate(file: Path, *files: Path, month: str | None = None, json: Json = False) -> None:
    """Say how far the model may be trusted: hold it against real paths of routing tables (MRT).

    Python twin: hawse.routes_validate(files)

    Args:
        file: Relationships or a routing table; one of each is needed.
        files: More files.
        month: Which month's relationships, as 2017-10; the last one if left out.
        json: Print one JSON object.
    """
    with Telling() as tell:
        made = hawse.routes_validate((file, *files), month=month, told=tell)
    if json:
        print_json(made)
    else:
        _trusted(made)


def _trusted(row: Mapping[str, Any]) -> None:
    right, low, high, near = (
        _part(row[n]) for n in ("upstream_right", "low", "high", "within_one")
    )
    line(f"How far to trust a modelled share: held against {row['where']}, the model names the")
    line(f"right upstream for {right} of {row['pairs']} pairs of network and origin", "bold")
    line(f"(95 %: {low} to {high}); length within one hop {near}")
    if row["of_many"] is not None:
        line(f"Where an origin has several upstreams: {_part(row['of_many'])}")
    if row["share_error_median"] is not None:
        middle, most = (_part(row[f"share_error_{n}"]) for n in ("median", "p90"))
        line(f"Part of vantages behind a wrong upstream: median {middle}, one in ten over {most}")


def _part(value: float) -> str:
    """Give a share as a percentage, cut and never rounded up."""
    return f"{int(value * 1000) / 10:.1f} %"


def _shares(found: object) -> str:
    given = found if isinstance(found, dict) else {}
    order = sorted(given.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {_part(value)}" for name, value in order) or "nowhere"


def _rows(made: Mapping[str, object], name: str) -> list[Row]:
    found = made[name]
    return found if isinstance(found, list) else []


def _timed(rows: Sequence[Row]) -> list[Row]:
    return [{**row, "at": f"{row['at']:%Y-%m-%d %H:%M:%S}"} for row in rows]
