"""Ships: which vessels loaded at a supplier's port, and where did they really go?"""

from pathlib import Path

from hawse.channels.ships.find.distance import distance
from hawse.channels.ships.find.draughts import draughts
from hawse.channels.ships.find.identities import faults, identities
from hawse.channels.ships.find.loading import loading
from hawse.channels.ships.find.looked_at import looked_at
from hawse.channels.ships.find.meetings import meetings
from hawse.channels.ships.find.outcomes import outcomes
from hawse.channels.ships.find.silences import silences
from hawse.channels.ships.find.waits import waits
from hawse.channels.ships.observe.calls import port_calls
from hawse.channels.ships.observe.declared import declarations
from hawse.channels.ships.observe.hulls import belongs, hulls
from hawse.channels.ships.observe.said import IN_ORDER, SAYS, said
from hawse.channels.ships.observe.spells import spells
from hawse.channels.ships.observe.unplaced import unplaced
from hawse.channels.ships.observe.voyages import voyages
from hawse.channels.ships.panel import PANEL
from hawse.channels.ships.places.tables import GIVEN_PLACES
from hawse.channels.ships.read import (
    calls_csv,
    declarations_csv,
    dma,
    exactearth,
    gfw,
    marinecadastre,
    nari,
    nmea,
    other_csv,
    parquet,
    places_csv,
    positions_csv,
)
from hawse.channels.ships.tables import KINDS, TABLES
from hawse.core.channel import Channel, Facts, Step

HERE = Path(__file__).parent

WHEN = ("ship", "hull", "kind", "start", "end", "synthetic")
WHERE = (*WHEN, "lat", "lon", "end_lat", "end_lon")
TOLD = (*WHERE, "port", "port_after", "fixes", "usual_h", "line", "line_end", "source_id")
WAYS = ("lats", "lons")
"""What steps take of spells, of which a feed has millions."""

TRACKS = ("kind", ("track",))
HEARD = ("kind", ("track", "gap"))
"""Which spells they take: most are waits."""

DISTANCE = Step(
    makes="findings",
    reads=("ports",),
    whole=("borders", "extents", "countries", "case_parties"),
    does=distance,
    settings={"place_radius_km": 5.0, "most_km": 1000.0},
)

STEPS = (
    Step(
        makes="spells",
        reads=("positions", "said"),
        whole=("ports",),
        by=("ship",),
        does=spells,
        settings={
            "most_kn": 45.0,
            "hull_fixes": 5,
            "hull_messages": 3,
            "hull_length_m": 10.0,
            "port_km": 8.0,
            "still_kn": 1.5,
            "stay_h": 96.0,
            "wait_h": 6.0,
            "gap_h": 4.0,
            "least_stay_h": 2.0,
            "least_wait_h": 1.5,
        },
        columns={
            "positions": (
                "ship",
                "sent_at",
                "lat",
                "lon",
                "speed_kn",
                "kind",
                "line",
                "source_id",
                "synthetic",
            )
        },
    ),
    Step(
        makes="said",
        reads=("statics",),
        by=("ship",),
        does=said,
        columns={"statics": (*IN_ORDER, *SAYS, "kind", "synthetic")},
    ),
    Step(makes="heard", reads=("positions",), does=HERE / "observe" / "heard.sql"),
    Step(
        makes="hulls",
        reads=("spells", "said"),
        does=hulls,
        columns={"spells": WHEN},
        where={"spells": TRACKS},
    ),
    Step(makes="belongs", reads=("hulls",), does=belongs),
    Step(
        makes="port_calls",
        reads=("spells", "hulls", "given_calls"),
        whole=("ports", "given_places"),
        does=port_calls,
        settings={"same_call_h": 36.0},
        columns={"spells": (*WHEN, "port", "fixes", "line", "source_id")},
        where={"spells": ("kind", ("stay",))},
    ),
    Step(makes="rejects", reads=("given_calls",), whole=("given_places",), by=(), does=unplaced),
    Step(
        makes="declarations",
        reads=("said", "given_declarations", "hulls", "spells"),
        whole=("given_places",),
        does=declarations,
        columns={"spells": WHERE},
        where={"spells": ("kind", ("stay", "track"))},
    ),
    Step(
        makes="voyages",
        reads=("port_calls", "declarations", "spells", "hulls"),
        whole=("ports",),
        does=voyages,
        settings={
            "before_h": 72.0,
            "same_place_km": 40.0,
            "fast_kn": 14.0,
            "call_h": 6.0,
            "stop_h": 36.0,
        },
        columns={"spells": (*WHERE, *WAYS)},
        where={"spells": HEARD},
    ),
    Step(
        makes="findings",
        reads=("voyages",),
        whole=("case_parties", "hulls"),
        does=outcomes,
        settings={"least_coverage": 0.0},
    ),
    Step(
        makes="findings",
        reads=("declarations", "port_calls"),
        does=loading,
        settings={"near_h": 72.0},
    ),
    Step(
        makes="findings",
        reads=("said", "hulls", "port_calls", "spells"),
        whole=("case_parties",),
        does=draughts,
        settings={"least_m": 0.5, "within_h": 24.0},
        columns={"spells": WHEN},
        where={"spells": HEARD},
    ),
    Step(
        makes="findings",
        reads=("spells", "heard", "hulls"),
        whole=("weights", "calibrations"),
        does=silences,
        settings={"least_h": 12.0, "least_score": 0.8},
        columns={"spells": (*TOLD, *WAYS)},
        where={"spells": HEARD},
    ),
    Step(
        makes="findings",
        reads=("spells", "hulls", "said"),
        does=meetings,
        settings={
            "near_km": 0.5,
            "beside_km": 0.2,
            "crowd": 4,
            "least_h": 2.0,
            "draught_m": 0.5,
        },
        columns={"spells": (*WHEN, "lat", "lon", "line", "source_id", *WAYS)},
        where={"spells": ("kind", ("track", "gap", "wait"))},
    ),
    Step(
        makes="findings",
        reads=("spells", "hulls"),
        whole=("ports", "case_parties"),
        does=waits,
        settings={"least_h": 12.0, "coast_km": 60.0, "clear_km": 8.0},
        columns={"spells": TOLD},
        where={"spells": ("kind", ("track", "gap", "wait"))},
    ),
    Step(
        makes="findings",
        reads=("said", "hulls", "spells"),
        does=identities,
        settings={"least_messages": 3, "least_length_m": 10},
        columns={"spells": TOLD},
        where={"spells": HEARD},
    ),
    Step(
        makes="findings",
        reads=("spells", "hulls"),
        does=faults,
        settings={"least": 2},
        columns={"spells": (*WHEN, "lat", "lon", "line", "source_id")},
        where={"spells": ("kind", ("track", "gap", "fault"))},
    ),
    DISTANCE,
    Step(makes="coverage", reads=("voyages", "feeds"), whole=("case_parties",), does=looked_at),
)

CHANNEL = Channel(
    name="ships",
    question="Which vessels loaded at a supplier's port, and where did they really go?",
    tables=(*TABLES, GIVEN_PLACES),
    kinds=KINDS,
    readers=(
        nmea.READER,
        positions_csv.READER,
        dma.READER,
        marinecadastre.READER,
        nari.READER,
        exactearth.READER,
        gfw.READER,
        declarations_csv.READER,
        calls_csv.READER,
        places_csv.READER,
        parquet.READER,
        other_csv.READER,
    ),
    facts=tuple(
        Facts(name, HERE / "facts" / f"{name}.csv")
        for name in (
            "ports",
            "aliases",
            "belongs",
            "borders",
            "extents",
            "weights",
            "calibrations",
        )
    ),
    steps=STEPS,
    panel=PANEL,
)
