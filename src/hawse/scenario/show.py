"""What the dossier shows of a cut: before and after, for every partner of a supply."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from hawse.core.channel import Datum, Figure
from hawse.scenario.cut import Left, accounting
from hawse.scenario.lines import WHOLE, of_shares, plain, supplies

Row = dict[str, Any]
MOST: Final = 40
RUNG: Final = (
    "Rung 1, accounting: shares of what is known. Substitution and general equilibrium need cost "
    "shares, elasticities and input-output tables, which nobody gave; hawse cut takes them."
)


def figures(
    lifelines: Iterable[Row], findings: Iterable[Row], names: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Give a picture and a table of what is left without each partner, and without each product.

    Supplies of which only one partner is known say nothing of what would be left; they are counted
    in the caption.
    """
    found = list(findings)
    rows = supplies(lifelines, found)
    every = [
        (partner, left)
        for partner in sorted({str(r["partner"]) for r in rows if r["partner"] != r["target"]})
        for left in accounting(rows, partner)
    ]
    every += _goods_cut(rows, of_shares(rows, found))
    told = [(p, left) for p, left in every if left.others]
    alone = len(every) - len(told)
    if not every:
        return ()
    caption = f"{RUNG} {alone} supplies have one known partner alone and are left out."
    if not told:
        return (Figure("note", "If a line is cut", caption=caption),)
    told.sort(key=lambda pair: (pair[1].channel, str(pair[1].item), str(pair[1].period), pair[0]))
    shown = told[:MOST]
    if len(told) > MOST:
        caption += f" {len(told) - MOST} more are in hawse cut."
    picture = tuple(_left(p, left, names) for p, left in shown)
    table = tuple(_row(p, left, names) for p, left in shown)
    columns = ("without", "supply", "period", "left of it", "others known")
    return (
        Figure("intervals", "If a line is cut: what is left", picture, "share", (), caption),
        Figure("table", "If a line is cut, supply by supply", table, "share", columns, RUNG),
    )


def _goods_cut(rows: list[Row], shares: list[Row]) -> list[tuple[str, Left]]:
    """Give what is left of all goods without each product that is known as a part of them."""
    known = {str(r["item"]) for r in (*rows, *shares) if r["channel"] == "trade" and r["item"]}
    made = []
    for item in sorted(known - {WHOLE}):
        own = [*rows, *(r for r in shares if r["item"] == item)]
        made += [(item, one) for one in accounting(own, item) if one.item == WHOLE]
    return made


def _left(partner: str, left: Left, names: Mapping[str, str]) -> Datum:
    low, high = left.left.low, 1.0 if left.left.high is None else left.left.high
    return Datum(
        label=f"without {plain(partner, names)}: {_goods(left)}, {_when(left)}",
        ids=left.finding_ids,
        low=low,
        best=low if low == high else None,
        high=high,
        unit="share",
        series=partner,
        basis="estimated",
        synthetic=left.synthetic,
    )


def _row(partner: str, left: Left, names: Mapping[str, str]) -> Datum:
    low, high = left.left.low, 1.0 if left.left.high is None else left.left.high
    share = f"{low:.1%}" if low == high else f"{low:.1%} to {high:.1%}"
    cells = (
        plain(partner, names),
        _goods(left),
        _when(left),
        share,
        ", ".join(names.get(o, o) for o in left.others),
    )
    return Datum(
        label=f"without {cells[0]}", ids=left.finding_ids, basis="estimated", cells=cells,
        synthetic=left.synthetic,
    )  # fmt: skip


def _goods(left: Left) -> str:
    thing = str(left.item or left.channel).replace("_", " ")
    said = "all goods" if thing == "all" else thing
    flow = f", {left.flow.replace('_', ' ')}" if left.flow else ""
    return f"{said} ({left.unit}{flow})"


def _when(left: Left) -> str:
    start, end = left.period
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return "at no stated time"
    return f"{start:%Y-%m-%d} to {end - timedelta(microseconds=1):%Y-%m-%d}"
