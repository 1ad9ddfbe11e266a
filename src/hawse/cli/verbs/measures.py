"""The verb ``measures``: which measures would cover an act, and why; or the channel on files."""

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import Json
from hawse.cli.screen import Row, clean, line, print_json, table
from hawse.cli.shows import show_channel
from hawse.cli.telling import Telling

if TYPE_CHECKING:  # a verb that is not typed costs no start-up
    from hawse.channels.measures.act.act import Judged
    from hawse.flow.covering import Covering

Parties = Annotated[tuple[str, ...], Parameter(name="--party", consume_multiple=True)]
COLUMNS = ("id", "kind", "side", "from", "to", "checked", "share", "reason")
WORDS = {
    "covers": "would cover the act",
    "exempt": "would cover it but for an exemption",
    "cannot_tell": "cannot be told apart",
    "may_apply": "rules of conduct that could apply",
    "in_force": "in force",
    "not_yet": "not in force yet",
    "ended": "ended before",
    "never_in_force": "never took effect",
    "other_act": "about other acts",
}


def add(app: App) -> None:
    """Add the verb in the place of the channel's own; with files alone it does what that did."""
    del app["measures"]
    app.command(measures, group="One channel alone")


def measures(
    *file: Path,
    on: date | None = None,
    target: str = "KP",
    hs: str | None = None,
    side: str | None = None,
    subject: str | None = None,
    party: Parties = (),
    quantity: float | None = None,
    unit: str | None = None,
    contracted: date | None = None,
    every: bool = False,
    out: Path | None = None,
    json: Json = False,
) -> None:
    """Say which measures would cover an act ON a day, which would not and why.

    With files and no --on: runs the channel measures alone on them and prints what it found. A
    measure would cover an act; whether it was breached only a competent authority says.

    Python twin: hawse.measures(on, target, hs=hs)

    Args:
        file: With --on: tables of measures that stand beside those that ship; else any files.
        on: The day of the act, as 2017-10-05.
        target: The country that the measures are against, ISO 3166 alpha-2.
        hs: HS code of the goods, two to ten digits.
        side: supply (to the target), export (from it), service, finance, person, vessel, entity.
        subject: The goods or the act in words; tells apart what one HS code holds.
        party: Who took part: country codes, IMO numbers, names.
        quantity: How much, in --unit; its share of a cap is printed.
        unit: Unit of --quantity: t, bbl, USD, person, ...
        contracted: Day of the contract, for wind-downs.
        every: Print measures about other acts too.
        out: Without --on: keep the ledger here.
        json: Print one JSON object.
    """
    if on is None:
        _channel(file, target, out, as_json=json)
        return
    found = hawse.measures(
        on, target, hs=hs, side=side, subject=subject, parties=party, quantity=quantity,
        unit=unit, contracted=contracted, more=file,
    )  # fmt: skip
    if json:
        print_json(as_plain(found))
    else:
        show(found, every=every)


def _channel(files: tuple[Path, ...], target: str, out: Path | None, *, as_json: bool) -> None:
    if not files:
        from hawse.flow.covering import AskError  # noqa: PLC0415 - costs no start-up elsewhere

        raise AskError("nothing was asked; give --on DAY for an act, or files for the channel")
    with tempfile.TemporaryDirectory(prefix="hawse-") as scratch, Telling() as tell:
        ledger = hawse.look(
            "measures", list(files), out or Path(scratch), target=target, told=tell
        )
    show_channel("measures", ledger, as_json=as_json)


def as_plain(found: "Covering") -> dict[str, Any]:
    """Give the answer as plain values: the act, the sentence, one row for each measure."""
    rows = [
        {
            **_plain(j),
            **{k: v for k, v in j.measure.items() if k not in {"source_id", "synthetic"}},
        }
        for j in found.judged
    ]
    return {
        "act": asdict(found.act),
        "says": found.says,
        "measures": rows,
        "rejects": found.rejects,
    }


def _plain(one: "Judged") -> Row:
    return {
        "id": one.measure["id"],
        "answer": one.answer,
        "if_in_force": one.matter,
        "reasons": list(one.reasons),
        "share_low": one.share_low,
        "share_high": one.share_high,
        "window": one.window,
    }


def show(found: "Covering", *, every: bool) -> None:
    """Print the sentence, then the measures by what is said of them."""
    line(clean(found.says), "bold")
    for answer, words in WORDS.items():
        rows = [_shown(j) for j in found.judged if j.answer == answer]
        if rows and (answer != "other_act" or every):
            table(f"{len(rows)} {words}", rows, COLUMNS)
        elif rows:
            line(f"{len(rows)} {words}; --every prints them", "dim")
    if found.rejects:
        table(f"{len(found.rejects)} lines rejected", found.rejects, ("locator", "reason", "raw"))


def _shown(one: "Judged") -> Row:
    m, share = one.measure, ""
    if one.share_low is not None and one.share_high is not None:
        low, high = f"{one.share_low:.2%}", f"{one.share_high:.2%}"
        share = low if low == high else f"{low} to {high}"
    return {
        "id": m["id"],
        "kind": m["kind"],
        "side": m["side"],
        "from": m["in_force_from"],
        "to": m["in_force_to"],
        "checked": m["checked"],
        "share": share,
        "reason": "; ".join(one.reasons),
    }
