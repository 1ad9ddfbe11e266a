"""Labour: how many of the target's workers are abroad, and what does their work bring it?"""

from pathlib import Path

from hawse.channels.labour.find.combined_workers import combined_workers
from hawse.channels.labour.find.remittances import remittances
from hawse.channels.labour.find.transferred import transferred
from hawse.channels.labour.find.workers_abroad import repatriation, workers_abroad
from hawse.channels.labour.observe.counted import counted
from hawse.channels.labour.observe.head_counts import head_counts
from hawse.channels.labour.observe.transfers import transfers
from hawse.channels.labour.observe.unnamed import unnamed
from hawse.channels.labour.panel import PANEL
from hawse.channels.labour.read import estimate_inputs, money_transfers, work_permits
from hawse.channels.labour.tables import ALL, KINDS
from hawse.core.channel import Channel, Facts, Step

FACTS = Path(__file__).parent / "facts"

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
    whole=("countries", "speakers"),
    does=combined_workers,
    settings={"least_origins": 2, "exact_digits": 4},
)
REPATRIATION = Step(makes="findings", reads=("figures",), whole=("countries",), does=repatriation)
REMITTANCES = Step(
    makes="findings",
    reads=("figures", "head_counts"),
    whole=("labour_inputs", "countries", "speakers"),
    does=remittances,
    settings={"exact_digits": 4, "own_inputs_only": False},
)
TRANSFERRED = Step(
    makes="findings",
    reads=("transfers",),
    whole=("countries", "case_parties"),
    does=transferred,
)
COUNTED = Step(
    makes="coverage",
    reads=("figures", "head_counts", "transfers"),
    does=counted,
    settings={"holds_months": 3},
)

CHANNEL = Channel(
    name="labour",
    question="How many of the target's workers are abroad, and what does their work bring it?",
    tables=ALL,
    kinds=KINDS,
    readers=(money_transfers.READER, work_permits.READER, estimate_inputs.READER),
    facts=(Facts("labour_inputs", FACTS / "inputs.csv"),),
    steps=(
        TRANSFERS,
        HEAD_COUNTS,
        UNNAMED,
        WORKERS,
        COMBINED,
        REPATRIATION,
        REMITTANCES,
        TRANSFERRED,
        COUNTED,
    ),
    panel=PANEL,
)
