"""Trade: how much is traded with the target, by whom, in what, and which way is it going?"""

from pathlib import Path

from hawse.channels.trade.check.arithmetic import arithmetic
from hawse.channels.trade.find.change_shares import change_shares
from hawse.channels.trade.find.dependence import dependence
from hawse.channels.trade.find.diversion import diversion
from hawse.channels.trade.find.looked_at import coverage
from hawse.channels.trade.find.main_product import main_product
from hawse.channels.trade.find.mirror_gap import mirror_gap
from hawse.channels.trade.find.partner_change import partner_change
from hawse.channels.trade.find.trade_change import trade_change
from hawse.channels.trade.find.trade_level import trade_level
from hawse.channels.trade.observe.breaking import series_breaks
from hawse.channels.trade.observe.figures import figures
from hawse.channels.trade.observe.freight import freight
from hawse.channels.trade.observe.reliability import reconciled, reliability
from hawse.channels.trade.observe.splitting import change_splits
from hawse.channels.trade.panel import PANEL
from hawse.channels.trade.read import (
    baci,
    baci_codes,
    comext,
    comtrade,
    declared,
    geodist,
    reported_figures,
    trademap,
)
from hawse.channels.trade.tables import (
    ARITHMETIC as CHECKS,
)
from hawse.channels.trade.tables import (
    CAPITALS,
    CHANGE_SPLITS,
    CUSTOMS_ROWS,
    DISTANCES,
    FACTORS,
    FIGURES,
    FREIGHT,
    HS_NAMES,
    HUB_FLOWS,
    KINDS,
    M49,
    MIRROR_PAIRS,
    PRICES,
    PRODUCTS,
    RATES,
    RECONCILED,
    RELIABILITY,
    REPORTED_FIGURES,
    SERIES_BREAKS,
    SPEAKERS,
    SUPPLIER_SHARES,
    TARGET_FLOWS,
    TARGET_SUPPLIERS,
    WORLD_FLOWS,
    YEARLY_ENDS,
)
from hawse.core.channel import Channel, Facts, Step

FACTS = Path(__file__).parent / "facts"

FLOWS = Step(
    makes="target_flows",
    whole=("customs_rows", "countries", "aliases", "m49", "case_parties"),
    does=FACTS.parent / "observe" / "target_flows.sql",
)
HUBS = Step(
    makes="hub_flows",
    whole=("customs_rows", "countries", "aliases", "m49", "case_parties"),
    does=FACTS.parent / "observe" / "hub_flows.sql",
)
WORLD = Step(
    makes="world_flows",
    reads=("customs_rows",),
    whole=("countries", "aliases", "m49"),
    does=FACTS.parent / "observe" / "world_flows.sql",
)
SUPPLIERS = Step(
    makes="supplier_shares",
    reads=("world_flows",),
    does=FACTS.parent / "observe" / "supplier_shares.sql",
)
PAIRS = Step(
    makes="mirror_pairs",
    reads=("world_flows",),
    whole=("distances", "countries", "capitals", "case_parties"),
    does=FACTS.parent / "observe" / "mirror_pairs.sql",
    settings={"most_products": 200_000},
)
CIF_FOB = Step(makes="freight", reads=("mirror_pairs",), does=freight, settings={"fewest": 30})
TRUST = Step(
    makes="reliability",
    reads=("mirror_pairs",),
    whole=("freight",),
    does=reliability,
    settings={"fewest_partners": 2},
)
BETWEEN = Step(
    makes="reconciled",
    reads=("mirror_pairs",),
    whole=("freight", "reliability"),
    does=reconciled,
)
BREAKS = Step(
    makes="series_breaks",
    reads=("target_flows",),
    does=series_breaks,
    settings={"least_months": 24},
)
SPLITS = Step(makes="change_splits", reads=("target_flows",), does=change_splits)
OWN_SUPPLIERS = Step(
    makes="target_suppliers",
    reads=("world_flows",),
    whole=("case_parties",),
    does=FACTS.parent / "observe" / "target_suppliers.sql",
)
ENDS = Step(
    makes="yearly_ends",
    reads=("world_flows",),
    does=FACTS.parent / "observe" / "yearly_ends.sql",
)
READ_FIGURES = Step(
    makes="figures",
    reads=("reported_figures",),
    whole=("target_flows", "countries", "aliases", "products", "speakers", "case_parties"),
    does=figures,
)
LEVEL = Step(makes="findings", reads=("figures",), whole=("countries",), does=trade_level)
CHANGE = Step(
    makes="findings",
    reads=("figures",),
    whole=("target_flows", "series_breaks", "countries"),
    does=trade_change,
    settings={"years_back": 1},
)
MAIN_PRODUCT = Step(
    makes="findings", reads=("figures",), whole=("products", "countries"), does=main_product
)
DEPENDENCE = Step(
    makes="findings",
    reads=("figures",),
    whole=("rates", "countries"),
    does=dependence,
    settings={"currency": "USD"},
)
CHANGE_SHARES = Step(
    makes="findings",
    reads=("figures",),
    whole=("products", "countries"),
    does=change_shares,
    settings={"least_change": 0.05},
)
MIRROR_GAP = Step(
    makes="findings",
    reads=("figures",),
    whole=("countries", "freight", "reconciled"),
    does=mirror_gap,
    settings={"cif_low": 1.0, "cif_high": 1.1},
)
PARTNER_CHANGE = Step(
    makes="findings",
    reads=("figures",),
    whole=("countries",),
    does=partner_change,
    settings={"least_cut": 0.1},
)
DIVERSION = Step(
    makes="findings",
    whole=("target_flows", "hub_flows", "case_parties", "countries", "products"),
    does=diversion,
    settings={"least_cut": 0.2, "least_share": 0.1},
)
LOOKED_AT = Step(
    makes="coverage",
    reads=("target_flows",),
    whole=("figures", "countries"),
    does=coverage,
)
ARITHMETIC = Step(
    makes="arithmetic",
    reads=("figures",),
    whole=("factors", "products", "rates", "prices"),
    does=arithmetic,
    settings={"pair_tolerance": 0.001, "rate_margin": 0.5},
)

CHANNEL = Channel(
    name="trade",
    question="How much is traded with the target, by whom, in what, and which way is it going?",
    tables=(
        REPORTED_FIGURES,
        CUSTOMS_ROWS,
        TARGET_FLOWS,
        HUB_FLOWS,
        WORLD_FLOWS,
        SUPPLIER_SHARES,
        HS_NAMES,
        FIGURES,
        PRODUCTS,
        SPEAKERS,
        RATES,
        PRICES,
        FACTORS,
        M49,
        CAPITALS,
        DISTANCES,
        MIRROR_PAIRS,
        FREIGHT,
        RELIABILITY,
        RECONCILED,
        SERIES_BREAKS,
        CHANGE_SPLITS,
        TARGET_SUPPLIERS,
        YEARLY_ENDS,
        CHECKS,
    ),
    kinds=KINDS,
    readers=(
        reported_figures.READER,
        comtrade.READER,
        baci.READER,
        baci_codes.READER,
        comext.READER,
        trademap.READER,
        declared.READER,
        geodist.READER,
    ),
    facts=(
        Facts("countries", FACTS / "countries.csv"),
        Facts("aliases", FACTS / "aliases.csv"),
        Facts("products", FACTS / "products.csv"),
        Facts("speakers", FACTS / "speakers.csv"),
        Facts("rates", FACTS / "rates.csv"),
        Facts("factors", FACTS / "factors.csv"),
        Facts("prices", FACTS / "prices.csv"),
        Facts("m49", FACTS / "m49.csv"),
        Facts("capitals", FACTS / "capitals.csv"),
    ),
    steps=(
        FLOWS,
        HUBS,
        WORLD,
        SUPPLIERS,
        PAIRS,
        CIF_FOB,
        TRUST,
        BETWEEN,
        BREAKS,
        SPLITS,
        OWN_SUPPLIERS,
        ENDS,
        READ_FIGURES,
        LEVEL,
        CHANGE,
        MAIN_PRODUCT,
        DEPENDENCE,
        CHANGE_SHARES,
        MIRROR_GAP,
        PARTNER_CHANGE,
        DIVERSION,
        LOOKED_AT,
        ARITHMETIC,
    ),
    panel=PANEL,
)
