"""The step ``arithmetic``: every figure that can be held against another one is."""

import pyarrow as pa

from hawse.channels.trade.check.changes import changes
from hawse.channels.trade.check.form import usable
from hawse.channels.trade.check.pairs import pairs
from hawse.channels.trade.check.rates import rates
from hawse.channels.trade.check.sums import sums
from hawse.channels.trade.tables import ARITHMETIC


def arithmetic(
    figures: pa.Table,
    factors: pa.Table,
    products: pa.Table,
    *,
    pair_tolerance: float,
    rate_margin: float,
) -> pa.Table:
    """Give a row for every check: pairs of units, changes, sums over time and parties, rates.

    A slip says that two statements cannot both be right as printed; which of them is wrong it does
    not say. Notes are read for what they report, never for what they remark.
    """
    rows = usable(figures.to_pylist())
    table = sorted(factors.to_pylist(), key=lambda r: r["name"])
    within = {r["item"]: r["within"] for r in products.to_pylist()}
    return ARITHMETIC.rows(
        [
            *pairs(rows, table, pair_tolerance),
            *changes(rows),
            *sums(rows),
            *rates(rows, table, within, rate_margin),
        ]
    )
