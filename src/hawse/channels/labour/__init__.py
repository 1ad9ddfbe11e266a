"""Labour: how many of the target's workers are abroad, and what does their work bring it?"""

from hawse.channels.labour.find.combined_workers import combined_workers
from hawse.channels.labour.find.remittances import remittances
from hawse.channels.labour.find.transferred import transferred
from hawse.channels.labour.find.workers_abroad import repatriation, workers_abroad
from hawse.channels.labour.observe.head_counts import head_counts
from hawse.channels.labour.observe.transfers import transfers
from hawse.channels.labour.observe.unnamed import unnamed
from hawse.channels.labour.panel import PANEL
from hawse.channels.labour.read import money_transfers, work_permits
from hawse.channels.labour.tables import ALL, KINDS
from hawse.core.channel import Channel, Step

TRANSFERS = Step(
    makes="transfers",
    reads=("transfer_rows",),
    whole=("countries", "aliases"),
    does=transfers,
    settings={"reporter": ""},
)
HEAD_COUNTS = Step(
    makes="head_counts",
    reads=("permit_rows",),
    whole=("countries", "aliases", "speakers"),
    does=head_counts,
)
UNNAMED = Step(
    makes="rejects",
    reads=("transfer_rows", "permit_rows"),
    whole=("transfers", "countries", "aliases"),
    does=unnamed,
)
WORKERS = Step(
    makes="findings",
    reads=("figures", "head_counts"),
    whole=("countries",),
    does=workers_abroad,
    settings={"holds_months": 3},
)
COMBINED = Step(
    makes="findings",
    reads=("figures", "head_counts"),
    whole=("countries",),
    does=combined_workers,
    settings={"least_origins": 2, "exact_digits": 4},
)
REPATRIATION = Step(makes="findings", reads=("figures",), whole=("countries",), does=repatriation)
REMITTANCES = Step(
    makes="findings",
    reads=("figures", "head_counts"),
    whole=("countries",),
    does=remittances,
    settings={"months_low": 9.0, "months_high": 12.0},
)
TRANSFERRED = Step(
    makes="findings",
    reads=("transfers",),
    whole=("countries", "case_parties"),
    does=transferred,
)

CHANNEL = Channel(
    name="labour",
    question="How many of the target's workers are abroad, and what does their work bring it?",
    tables=ALL,
    kinds=KINDS,
    readers=(money_transfers.READER, work_permits.READER),
    facts=(),
    steps=(
        TRANSFERS,
        HEAD_COUNTS,
        UNNAMED,
        WORKERS,
        COMBINED,
        REPATRIATION,
        REMITTANCES,
        TRANSFERRED,
    ),
    panel=PANEL,
)
