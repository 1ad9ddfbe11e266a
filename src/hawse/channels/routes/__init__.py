"""Routes: Who carries the target's internet traffic, since when, and how much hangs on each?"""

from pathlib import Path
from typing import Final

from hawse.channels.routes.panel import PANEL
from hawse.channels.routes.read import (
    delegated,
    mrt_archive,
    relationship_months,
    relationships,
    upstreams_csv,
)
from hawse.channels.routes.tables import KINDS, TABLES
from hawse.core.channel import Channel, Facts, Step

HERE: Final = Path(__file__).parent
ONE_TARGET: Final = ("series", "scope")

STEPS: Final = (
    Step(
        makes="belongs",
        reads=("delegations", "as_countries"),
        does=HERE / "observe" / "countries_of_ases.sql",
    ),
    Step(
        makes="upstreams",
        reads=("relations",),
        whole=("belongs", "operators", "case_parties"),
        by=(),
        does=HERE / "observe" / "upstreams.sql",
    ),
    Step(
        makes="links",
        reads=("relations",),
        whole=("operators",),
        by=(),
        does=HERE / "observe" / "links.sql",
    ),
    Step(
        makes="runs",
        reads=("links", "upstreams"),
        by=ONE_TARGET,
        does=HERE / "observe" / "runs.sql",
    ),
    Step(
        makes="changes",
        reads=("runs", "upstreams"),
        whole=("snapshots",),
        by=ONE_TARGET,
        does=HERE / "observe" / "changes.sql",
        settings={"keep_months": 3, "away_months": 3},
    ),
    Step(
        makes="change_rates",
        reads=("changes", "runs"),
        whole=("snapshots",),
        by=("series",),
        does=HERE / "observe" / "change_rates.sql",
        settings={"min_pairs": 10_000},
    ),
    Step(
        makes="witnesses",
        reads=("changes", "upstreams"),
        whole=("snapshots", "case_parties"),
        by=ONE_TARGET,
        does=HERE / "observe" / "witnesses.sql",
    ),
    Step(
        makes="findings",
        reads=("changes", "witnesses", "runs"),
        whole=("change_rates",),
        by=ONE_TARGET,
        does=HERE / "find" / "changed_upstream.sql",
    ),
    Step(
        makes="findings",
        reads=("upstreams",),
        by=ONE_TARGET,
        does=HERE / "find" / "sole_upstream.sql",
        settings={"sole_months": 3},
    ),
    Step(
        makes="coverage",
        reads=("snapshots",),
        whole=("belongs", "case_parties"),
        does=HERE / "observe" / "looked_at.sql",
    ),
)

CHANNEL = Channel(
    name="routes",
    question="Who carries the target's internet traffic, since when, and how much hangs on each?",
    tables=TABLES,
    kinds=KINDS,
    readers=(
        relationships.READER,
        relationship_months.READER,
        delegated.READER,
        upstreams_csv.READER,
        mrt_archive.READER,
    ),
    facts=(
        Facts("as_countries", HERE / "facts" / "as_countries.csv"),
        Facts("operators", HERE / "facts" / "operators.csv"),
    ),
    steps=STEPS,
    panel=PANEL,
)
