"""Tables and kinds of the trade channel."""

from hawse.channels.trade.tables.compared import (
    CAPITALS,
    CHANGE_SPLITS,
    DISTANCES,
    FREIGHT,
    MIRROR_PAIRS,
    RECONCILED,
    RELIABILITY,
    SERIES_BREAKS,
    TARGET_SUPPLIERS,
    YEARLY_ENDS,
)
from hawse.channels.trade.tables.customs import (
    CUSTOMS_ROWS,
    HS_NAMES,
    HUB_FLOWS,
    M49,
    SUPPLIER_SHARES,
    TARGET_FLOWS,
    WORLD_FLOWS,
)
from hawse.channels.trade.tables.kinds import KINDS
from hawse.channels.trade.tables.reported import (
    ARITHMETIC,
    FACTORS,
    FIGURES,
    PRICES,
    PRODUCTS,
    RATES,
    REPORTED_FIGURES,
    SPEAKERS,
)

__all__ = [
    "ARITHMETIC",
    "CAPITALS",
    "CHANGE_SPLITS",
    "CUSTOMS_ROWS",
    "DISTANCES",
    "FACTORS",
    "FIGURES",
    "FREIGHT",
    "HS_NAMES",
    "HUB_FLOWS",
    "KINDS",
    "M49",
    "MIRROR_PAIRS",
    "PRICES",
    "PRODUCTS",
    "RATES",
    "RECONCILED",
    "RELIABILITY",
    "REPORTED_FIGURES",
    "SERIES_BREAKS",
    "SPEAKERS",
    "SUPPLIER_SHARES",
    "TARGET_FLOWS",
    "TARGET_SUPPLIERS",
    "WORLD_FLOWS",
    "YEARLY_ENDS",
]
