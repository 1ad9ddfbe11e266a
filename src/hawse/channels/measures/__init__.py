"""Measures: which bans, caps and lists held when, and how far is a cap filled?"""

from pathlib import Path

from hawse.channels.measures.find.in_force import in_force, listed, none_in_force
from hawse.channels.measures.find.over_cap import over_cap
from hawse.channels.measures.find.voted import voted
from hawse.channels.measures.panel import PANEL
from hawse.channels.measures.read import measures_csv
from hawse.channels.measures.tables import (
    CONVERSIONS,
    DATED,
    GIVEN,
    GROUPS,
    KINDS,
    KNOWN,
    PART_ONLY,
    REGIMES,
    VOTES,
)
from hawse.core.channel import Channel, Facts, Step

HERE = Path(__file__).parent
FACTS = HERE / "facts"

UNITED = Step(
    makes="dated_measures",
    whole=("known_measures", "case_measures"),
    does=HERE / "observe" / "dated_measures.sql",
)
SHOWN = Step(makes="measures", whole=("dated_measures",), does=HERE / "observe" / "measures.sql")
IN_FORCE = Step(
    makes="findings",
    reads=("dated_measures",),
    whole=("regimes", "case_parties", "case_period"),
    does=in_force,
)
NONE_IN_FORCE = Step(
    makes="findings",
    reads=("dated_measures",),
    whole=("regimes", "groups", "part_only", "countries", "case_parties", "case_period"),
    does=none_in_force,
)
LISTED = Step(
    makes="findings",
    reads=("dated_measures",),
    whole=("regimes", "case_parties", "case_period"),
    does=listed,
)
VOTED = Step(
    makes="findings",
    reads=("votes",),
    whole=("dated_measures", "regimes", "countries", "case_parties", "case_period"),
    does=voted,
)
OVER_CAP = Step(
    makes="findings",
    reads=("figures",),
    whole=(
        "dated_measures",
        "regimes",
        "groups",
        "products",
        "conversions",
        "countries",
        "case_parties",
    ),
    does=over_cap,
)

CHANNEL = Channel(
    name="measures",
    question="Which bans, caps and lists held when, who voted for them, how far is a cap filled?",
    tables=(KNOWN, GIVEN, DATED, REGIMES, VOTES, CONVERSIONS, GROUPS, PART_ONLY),
    kinds=KINDS,
    readers=(measures_csv.READER,),
    facts=tuple(
        Facts(t.name, FACTS / f"{t.name}.csv")
        for t in (KNOWN, REGIMES, VOTES, CONVERSIONS, GROUPS, PART_ONLY)
    ),
    steps=(UNITED, SHOWN, IN_FORCE, NONE_IN_FORCE, LISTED, VOTED, OVER_CAP),
    panel=PANEL,
)
