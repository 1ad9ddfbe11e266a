"""Trade: how much is traded with the target, by whom, in what, and which way is it going?"""

from pathlib import Path

from hawse.channels.trade.check.arithmetic import arithmetic
from hawse.channels.trade.find.dependence import dependence
from hawse.channels.trade.find.main_product import main_product
from hawse.channels.trade.find.trade_change import trade_change
from hawse.channels.trade.find.trade_level import trade_level
from hawse.channels.trade.observe.figures import figures
from hawse.channels.trade.panel import PANEL
from hawse.channels.trade.read import reported_figures
from hawse.channels.trade.tables import (
    ARITHMETIC as CHECKS,
)
from hawse.channels.trade.tables import (
    FACTORS,
    FIGURES,
    KINDS,
    PRODUCTS,
    RATES,
    REPORTED_FIGURES,
    SPEAKERS,
)
from hawse.core.channel import Channel, Facts, Step

FACTS = Path(__file__).parent / "facts"

READ_FIGURES = Step(
    makes="figures",
    reads=("reported_figures",),
    whole=("countries", "aliases", "products", "speakers", "case_parties"),
    does=figures,
)
LEVEL = Step(makes="findings", reads=("figures",), whole=("countries",), does=trade_level)
CHANGE = Step(
    makes="findings",
    reads=("figures",),
    whole=("countries",),
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
ARITHMETIC = Step(
    makes="arithmetic",
    reads=("figures",),
    whole=("factors", "products"),
    does=arithmetic,
    settings={"pair_tolerance": 0.001, "rate_margin": 0.5},
)

CHANNEL = Channel(
    name="trade",
    question="How much is traded with the target, by whom, in what, and which way is it going?",
    tables=(REPORTED_FIGURES, FIGURES, PRODUCTS, SPEAKERS, RATES, FACTORS, CHECKS),
    kinds=KINDS,
    readers=(reported_figures.READER,),
    facts=(
        Facts("countries", FACTS / "countries.csv"),
        Facts("aliases", FACTS / "aliases.csv"),
        Facts("products", FACTS / "products.csv"),
        Facts("speakers", FACTS / "speakers.csv"),
        Facts("rates", FACTS / "rates.csv"),
        Facts("factors", FACTS / "factors.csv"),
    ),
    steps=(READ_FIGURES, LEVEL, CHANGE, MAIN_PRODUCT, DEPENDENCE, ARITHMETIC),
    panel=PANEL,
)
