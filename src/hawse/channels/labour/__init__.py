"""Labour: how many of the target's workers are abroad, and what does their work bring it?"""

from hawse.channels.labour.find.remittances import remittances
from hawse.channels.labour.find.workers_abroad import repatriation, workers_abroad
from hawse.channels.labour.panel import PANEL
from hawse.channels.labour.tables import KINDS
from hawse.core.channel import Channel, Step

WORKERS = Step(
    makes="findings",
    reads=("figures",),
    whole=("countries",),
    does=workers_abroad,
    settings={"holds_months": 3},
)
REPATRIATION = Step(makes="findings", reads=("figures",), whole=("countries",), does=repatriation)
REMITTANCES = Step(
    makes="findings",
    reads=("figures",),
    whole=("countries",),
    does=remittances,
    settings={"months_low": 9.0, "months_high": 12.0},
)

CHANNEL = Channel(
    name="labour",
    question="How many of the target's workers are abroad, and what does their work bring it?",
    tables=(),
    kinds=KINDS,
    readers=(),
    facts=(),
    steps=(WORKERS, REPATRIATION, REMITTANCES),
    panel=PANEL,
)
