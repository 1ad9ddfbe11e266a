"""What the dossier shows of trade: levels, changes side by side, shares, dependence."""

import math
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.find.form import words_of_amount, words_of_period
from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]
_MOST: Final = 30
_TOLD: Final = (
    (
        "mirror_gap",
        "Two reports of one flow",
        "factor",
        "The importer's report over the exporter's, freight taken out; 1 is agreement.",
    ),
    (
        "partner_change",
        "One steps in while another cuts back",
        "factor",
        "The one's change over the other's, which fell, over the same time.",
    ),
    (
        "diversion",
        "By way of a hub",
        "share",
        "What part of a sender's drop is matched by its rise to a hub and the hub's onward rise.",
    ),
)
_FLOW: Final = {"export": "exports", "import": "imports", "total": "turnover"}


def draws(
    findings: pa.Table, countries: pa.Table, arithmetic: pa.Table, lifelines: pa.Table
) -> tuple[Figure, ...]:
    """Give the figures of the trade section; a picture without data is left out."""
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    rows = [r for r in findings.to_pylist() if r["channel"] == "trade"]
    rows.sort(key=lambda r: (str(r["period_start"]), r["id"]))
    made = (
        *_levels(rows, names),
        *_changes(rows, names),
        *_contributions(rows),
        *_shares(rows),
        *_partner_shares(lifelines.to_pylist(), names),
        *_told(rows, names),
        *_versus(rows, names),
        *_slips(arithmetic),
    )
    if made:
        return made
    return (
        Figure("note", "Trade", caption="No figure of trade was among the sources of this case."),
    )


def _levels(rows: list[Row], names: dict[str, str]) -> tuple[Figure, ...]:
    """Bars of all goods traded, one picture a partner and currency.

    Neither two currencies share an axis nor two partners: beside the larger the smaller would be
    a hair's breadth.
    """
    levels = [
        r
        for r in rows
        if r["kind"] == "trade_level" and r["item"] == "all" and r["flow"] and r["unit"]
    ]
    caption = "Each bar is one reported or implied figure; periods differ in length."
    pictures = sorted({(r["unit"], _party(r, names)) for r in levels})
    beside = " Each partner has a scale of its own." if len(pictures) > 1 else ""
    return tuple(
        Figure(
            "bars",
            f"{party}: trade with the target as reported, in {unit}",
            tuple(
                _datum(
                    r,
                    f"{_FLOW.get(r['flow'], '').capitalize()}, "
                    f"{words_of_period(r['period_start'], r['period_end'])}",
                )
                for r in levels
                if (r["unit"], _party(r, names)) == (unit, party)
            ),
            unit=unit,
            caption=f"{caption}{beside}",
        )
        for unit, party in pictures
    )


def _changes(rows: list[Row], names: dict[str, str]) -> tuple[Figure, ...]:
    changes = [r for r in rows if r["kind"] == "trade_change" and r["item"] == "all"]
    if not changes:
        return ()
    data = tuple(
        _datum(
            r,
            f"{_party(r, names)} {_FLOW.get(r['flow'], '')}, "
            f"{words_of_period(r['period_start'], r['period_end'])}",
        )
        for r in changes
    )
    caption = (
        "Factor against the same period a year before; 1 is no change. Quarter, half and "
        "year, exports and "
        "imports stand side by side because they can point different ways."
    )
    return (Figure("intervals", "Change on a year before", data, unit="factor", caption=caption),)


def _shares(rows: list[Row]) -> tuple[Figure, ...]:
    shares = [r for r in rows if r["kind"] == "main_product" and r["step"] != "change_shares"]
    if not shares:
        return ()
    data = tuple(
        _datum(
            r,
            f"{r['item'].replace('_', ' ')}, "
            f"{words_of_period(r['period_start'], r['period_end'])}",
        )
        for r in shares
    )
    caption = (
        "A bar without a best value is a bound: the reported group does not tell "
        "its products apart."
    )
    return (Figure("intervals", "Share of products", data, unit="share", caption=caption),)


def _contributions(rows: list[Row]) -> tuple[Figure, ...]:
    """Draw what each product made of a change, the largest first; the rest is in the findings."""
    parts = [r for r in rows if r["step"] == "change_shares" and r["q_best"] is not None]
    parts.sort(key=lambda r: (-abs(r["q_best"]), r["id"]))
    if not parts:
        return ()
    data = tuple(
        _datum(
            r,
            f"{r['item'].replace('_', ' ')}, "
            f"{words_of_period(r['period_start'], r['period_end'])}",
        )
        for r in parts[:_MOST]
    )
    caption = "A product's change over the change of the whole; below zero it went the other way."
    return (Figure("bars", "What made the change", data, "share", (), caption),)


def _partner_shares(lines: list[Row], names: dict[str, str]) -> tuple[Figure, ...]:
    """Draw each partner's share of what is known, where several are known, with its trend."""
    own = [r for r in lines if r["channel"] == "trade" and r["share_best"] is not None]
    own.sort(key=lambda r: (str(r["period_start"]), str(r["item"]), r["partner"], str(r["unit"])))
    if not own:
        return ()
    data = tuple(
        Datum(
            label=f"{names.get(r['partner'], r['partner'])}, {str(r['item']).replace('_', ' ')}, "
            f"{words_of_period(r['period_start'], r['period_end'])}"
            f"{', ' + r['trend'] if r['trend'] else ''}",
            ids=tuple(r["finding_ids"] or ()),
            low=r["share_low"],
            best=r["share_best"],
            high=r["share_high"],
            unit="share",
            series=r["partner"],
            start=r["period_start"],
            end=r["period_end"],
            basis="estimated",
            synthetic=bool(r["synthetic"]),
        )
        for r in own[:_MOST]
    )
    caption = "Of all partners that are known for the same goods, direction, unit and period."
    return (Figure("intervals", "Shares of partners", data, "share", (), caption),)


def _told(rows: list[Row], names: dict[str, str]) -> tuple[Figure, ...]:
    """Draw two reports of one flow, who stepped in while another cut, and ways by hubs."""
    made = []
    for kind, title, unit, caption in _TOLD:
        own = [r for r in rows if r["kind"] == kind][:_MOST]
        if own:
            data = tuple(
                _datum(
                    r,
                    f"{_party(r, names)}"
                    f"{' by ' + str(names.get(r['place'], r['place'])) if r['place'] else ''}, "
                    f"{str(r['item']).replace('_', ' ')}, "
                    f"{words_of_period(r['period_start'], r['period_end'])}",
                )
                for r in own
            )
            made.append(Figure("intervals", title, data, unit, (), caption))
    return tuple(made)


def _versus(rows: list[Row], names: dict[str, str]) -> tuple[Figure, ...]:
    compared = [r for r in rows if r["kind"] == "dependence"]
    if not compared:
        return ()
    data = tuple(
        Datum(
            label=f"{_party(r, names)} {r['item']}",
            ids=(r["id"],),
            basis=r["basis"],
            synthetic=bool(r["synthetic"]),
            cells=(
                _party(r, names),
                str(names.get(r["item"].removeprefix("versus "), r["item"])),
                _FLOW.get(r["flow"], ""),
                words_of_period(r["period_start"], r["period_end"]),
                words_of_amount(r["q_low"], r["q_best"], r["q_high"], r["unit"]),
                _of_both(r),
            ),
        )
        for r in compared
    )
    columns = ("partner", "against", "flow", "period", "how many times", "share of the two")
    return (Figure("table", "One partner against another", data, columns=columns),)


def _of_both(row: Row) -> str:
    """Give the larger partner's share of what the two trade, cut and never rounded up."""
    ratio = row["q_low"] if row["q_best"] is None else row["q_best"]
    share = math.floor(ratio / (1 + ratio) * 1000) / 10
    return f"{'at least ' if row['q_best'] is None else ''}{share:.1f} %"


def _slips(arithmetic: pa.Table) -> tuple[Figure, ...]:
    """List what does not add up in the reports; the source rows are named, not judged."""
    rows = [r for r in arithmetic.to_pylist() if r["verdict"] == "slip"]
    rows.sort(key=lambda r: (r["check"], r["source_id"], r["locator"], r["says"]))
    if not rows:
        return ()
    data = tuple(
        Datum(
            label=r["says"],
            ids=(),
            basis="reported",
            synthetic=bool(r["synthetic"]),
            cells=(r["check"], ", ".join(r["figures"]), r["says"], r["locator"]),
        )
        for r in rows
    )
    columns = ("check", "rows", "what does not fit", "place of the last row")
    caption = (
        "Two statements that cannot both be right as printed; which one is wrong is not said."
    )
    return (Figure("table", "Slips of arithmetic in the reports", data, "-", columns, caption),)


def _datum(row: Row, label: str) -> Datum:
    return Datum(
        label=label,
        ids=(row["id"],),
        low=row["q_low"],
        best=row["q_best"],
        high=row["q_high"],
        unit=row["unit"],
        series=f"{row['subject']} {_FLOW.get(row['flow'], '')}".strip(),
        start=row["period_start"],
        end=row["period_end"],
        basis=row["basis"],
        synthetic=bool(row["synthetic"]),
    )


def _party(row: Row, names: dict[str, str]) -> str:
    return str(names.get(row["subject"], row["subject"]))


PANEL: Final = Panel(reads=("findings", "countries", "arithmetic", "lifelines"), draws=draws)
