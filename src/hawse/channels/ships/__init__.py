"""Ships: which vessels loaded at a supplier's port, and where did they really go?"""

from pathlib import Path

from hawse.channels.ships.find.distance import distance
from hawse.channels.ships.panel import PANEL
from hawse.channels.ships.tables import (
    BORDERS,
    DECLARATIONS,
    EXTENTS,
    KINDS,
    PORT_CALLS,
    POSITIONS,
    STATICS,
    VOYAGES,
)
from hawse.core.channel import Channel, Facts, Step

FACTS = Path(__file__).parent / "facts"

DISTANCE = Step(
    makes="findings",
    reads=("ports",),
    whole=("borders", "extents", "countries", "case_parties"),
    does=distance,
    settings={"place_radius_km": 5.0},
)

CHANNEL = Channel(
    name="ships",
    question="Which vessels loaded at a supplier's port, and where did they really go?",
    tables=(POSITIONS, STATICS, DECLARATIONS, PORT_CALLS, VOYAGES, BORDERS, EXTENTS),
    kinds=KINDS,
    readers=(),
    facts=tuple(
        Facts(name, FACTS / f"{name}.csv")
        for name in ("ports", "aliases", "belongs", "borders", "extents")
    ),
    steps=(DISTANCE,),
    panel=PANEL,
)
