"""Flights: which aircraft of the target landed where, by the log of an airfield?"""

from pathlib import Path

from hawse.core.channel import Channel, Facts, Step
from tests.toy_channel.panel import PANEL
from tests.toy_channel.read import landings_csv
from tests.toy_channel.tables import AIRFIELDS, KINDS, LANDINGS

HERE = Path(__file__).parent

LANDED = Step(
    makes="findings",
    reads=("landings",),
    whole=("airfields",),
    by=("aircraft",),
    does=HERE / "find" / "landed.sql",
    settings={"min_landings": 2},
)

CHANNEL = Channel(
    name="flights",
    question="Which aircraft of the target landed where?",
    tables=(LANDINGS, AIRFIELDS),
    kinds=KINDS,
    readers=(landings_csv.READER,),
    facts=(Facts("airfields", HERE / "facts" / "airfields.csv"),),
    steps=(LANDED,),
    panel=PANEL,
)
