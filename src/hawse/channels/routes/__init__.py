"""Routes: Who carries the target's internet traffic, since when, and how much hangs on each?"""

from pathlib import Path
from typing import Final

from hawse.channels.routes.kinds import KINDS
from hawse.channels.routes.observe.carried import outages, upstream_shares
from hawse.channels.routes.observe.modelled import model_trust, what_ifs
from hawse.channels.routes.panel import PANEL
from hawse.channels.routes.read import (
    delegated,
    mrt_archive,
    relationship_months,
    relationships,
    upstreams_csv,
)
from hawse.channels.routes.tables import TABLES
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
        makes="own_prefixes",
        reads=("routes_seen",),
        whole=("belongs", "case_parties"),
        by=("prefix",),
        does=HERE / "observe" / "own_prefixes.sql",
    ),
    Step(
        makes="target_routes",
        reads=("routes_seen", "own_prefixes"),
        whole=("case_parties",),
        by=("prefix",),
        does=HERE / "observe" / "target_routes.sql",
    ),
    Step(
        makes="upstream_shares",
        reads=("target_routes",),
        by=("scope",),
        does=upstream_shares,
        settings={"vantages": 1},
    ),
    Step(
        makes="outages",
        reads=("target_routes",),
        by=("scope",),
        does=outages,
        settings={"left": 0.5, "vantages": 2, "least_seconds": 60},
    ),
    Step(
        makes="findings",
        reads=("upstream_shares",),
        by=("scope",),
        does=HERE / "find" / "upstream_share.sql",
        settings={"least_share": 0.01},
    ),
    Step(
        makes="findings",
        reads=("upstream_shares",),
        whole=("operators",),
        by=("scope",),
        does=HERE / "find" / "changed_by_day.sql",
        settings={
            "keep_days": 7,
            "away_days": 7,
            "most_gap_days": 2,
            "least_share": 0.01,
            "least_vantages": 3,
        },
    ),
    Step(
        makes="findings",
        reads=("outages",),
        by=("scope",),
        does=HERE / "find" / "outage.sql",
        settings={"least_lost": 0.5},
    ),
    Step(
        makes="findings",
        reads=("upstreams", "upstream_shares"),
        whole=("belongs",),
        by=("scope",),
        does=HERE / "find" / "upstream_country_change.sql",
        settings={"keep_snapshots": 3, "least_share": 0.1},
    ),
    Step(
        makes="what_ifs",
        reads=("relations", "upstreams", "changes"),
        by=("series",),
        does=what_ifs,
        settings={"tie_breaks": 50, "least_relations": 10_000, "most_operators": 8},
    ),
    Step(
        makes="trust_paths",
        reads=("routes_seen",),
        does=HERE / "observe" / "trust_paths.sql",
        settings={"origins": 600},
    ),
    Step(
        makes="model_trust",
        reads=("relations",),
        whole=("trust_paths",),
        by=("series",),
        does=model_trust,
        settings={"least_relations": 10_000, "most_months": 12, "least_pairs": 1_000},
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
