"""Measures: which bans, caps and lists held when, and how far is a cap filled?"""

from pathlib import Path

from hawse.channels.measures.find.in_force import in_force, listed, none_in_force
from hawse.channels.measures.find.over_cap import over_cap
from hawse.channels.measures.find.voted import voted
from hawse.channels.measures.find.would_cover import would_cover
from hawse.channels.measures.lists import steps as lists
from hawse.channels.measures.lists.formats import READERS
from hawse.channels.measures.lists.tables import ALL as LISTS
from hawse.channels.measures.lists.tables import CHANGES, OWNED
from hawse.channels.measures.panel import PANEL
from hawse.channels.measures.read import measures_csv
from hawse.channels.measures.screen import names_csv
from hawse.channels.measures.screen import steps as screen
from hawse.channels.measures.screen.tables import ALL as SCREENING
from hawse.channels.measures.screen.tables import WEIGHTS
from hawse.channels.measures.tables import (
    CARGO_WORDS,
    CONDUCTS,
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
    whole=("regimes", "countries", "case_parties", "case_period"),
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
WOULD_COVER = Step(
    makes="would_cover",
    reads=("findings", "claims"),
    whole=(
        "dated_measures",
        "regimes",
        "part_only",
        "groups",
        "conversions",
        "conducts",
        "cargo_words",
        "listed_parties",
        "listed_identifiers",
        "belongs",
        "case_parties",
    ),
    does=would_cover,
)
REFERENCE = (KNOWN, REGIMES, VOTES, CONVERSIONS, GROUPS, PART_ONLY, CONDUCTS, CARGO_WORDS, WEIGHTS)

CHANNEL = Channel(
    name="measures",
    question="Which bans, caps and lists held when, who voted for them, how far is a cap filled?",
    tables=(
        *(KNOWN, GIVEN, DATED, REGIMES, VOTES, CONVERSIONS, GROUPS, PART_ONLY),
        *(CONDUCTS, CARGO_WORDS),
        *(*LISTS, CHANGES, OWNED, *SCREENING),
    ),
    kinds=KINDS,
    readers=(measures_csv.READER, *READERS, names_csv.READER),
    facts=tuple(Facts(t.name, FACTS / f"{t.name}.csv") for t in REFERENCE),
    steps=(
        UNITED,
        SHOWN,
        IN_FORCE,
        NONE_IN_FORCE,
        LISTED,
        VOTED,
        OVER_CAP,
        WOULD_COVER,
        *screen.STEPS,
        *lists.STEPS,
    ),
    panel=PANEL,
)
