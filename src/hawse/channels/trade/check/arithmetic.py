"""The step ``arithmetic``: every figure that can be held against another one is."""

import pyarrow as pa

from hawse.channels.trade.check.beside import beside, caps
from hawse.channels.trade.check.changes import changes
from hawse.channels.trade.check.currencies import currencies
from hawse.channels.trade.check.each import each
from hawse.channels.trade.check.form import usable
from hawse.channels.trade.check.moved import moved
from hawse.channels.trade.check.pairs import pairs, quotients
from hawse.channels.trade.check.rates import rates as held_rates
from hawse.channels.trade.check.remarks import remarks
from hawse.channels.trade.check.scale import scale
from hawse.channels.trade.check.shares import shares
from hawse.channels.trade.check.sums import sums
from hawse.channels.trade.tables import ARITHMETIC


def arithmetic(
    figures: pa.Table,
    factors: pa.Table,
    products: pa.Table,
    rates: pa.Table,
    prices: pa.Table,
    *,
    pair_tolerance: float,
    rate_margin: float,
) -> pa.Table:
    """Give a row for every check: pairs, changes, shares, sums, rates, scales, currencies.

    A slip says that two statements cannot both be right as printed; which of them is wrong it does
    not say. Of a note's remarks only figures are read, never its doubts.
    """
    listed = figures.to_pylist()
    rows = usable(listed)
    levels = [r for r in rows if r["quantity_kind"] in {"level", "count"}]
    trade = [r for r in levels if r["topic"] != "labour"]
    table = sorted(factors.to_pylist(), key=lambda r: r["name"])
    within = {r["item"]: r["within"] for r in products.to_pylist()}
    return ARITHMETIC.rows(
        [
            *pairs(trade, table, pair_tolerance, within),
            *quotients(trade),
            *changes(rows),
            *shares(rows, trade, within),
            *sums(rows),
            *held_rates(trade, table, within, rate_margin),
            *scale(trade, prices.to_pylist(), within),
            *currencies(trade, rates.to_pylist()),
            *remarks(rows),
            *beside(rows, caps(listed)),
            *each(rows, prices.to_pylist()),
            *moved(rows),
        ]
    )
