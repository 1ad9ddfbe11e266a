"""Voyages: what was declared, where the ship was next seen, and what silence may hide."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.channels.ships.test_ships import facts

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.observe.voyages import voyages
from hawse.channels.ships.tables import DECLARATIONS, HULLS, PORT_CALLS, SPELLS

DAY = datetime(2017, 5, 1, tzinfo=UTC)
STEP = next(s for s in CHANNEL.steps if s.name == "voyages")
SHIP = "mmsi:445000001"
HOME, RUSSIA, KOREA, CHINA = "port:KPCHO", "port:RUVVO", "port:KRPUS", "port:CNTAO"


def at(hours):
    return DAY + timedelta(hours=hours)


def call(port, arrived, left, fixes=20):
    return {
        "ship": SHIP, "port": port, "country": f"country:{port[5:7]}", "arrived_at": at(arrived),
        "left_at": None if left is None else at(left), "fixes": fixes, "line": 1, "source_id": "s", "synthetic": False,
    }  # fmt: skip


def said(place=KOREA, when=-2.0, kind="ais_type5", until=200.0):
    return {
        "ship": SHIP, "kind": kind, "declared_at": at(when), "until": at(until), "text": place[5:], "says": "port",
        "place": place, "country": f"country:{place[5:7]}", "places": [place], "line": 1, "source_id": "d",
        "synthetic": False,
    }  # fmt: skip


def spell(kind, start, end, lat=41.0, lon=131.0):
    return {
        "ship": 445000001, "hull": 0, "kind": kind, "start": at(start), "end": at(end), "lat": lat, "lon": lon,
        "end_lat": lat, "end_lon": lon, "fixes": 9, "line": 1, "line_end": 2, "source_id": "s", "synthetic": False,
    }  # fmt: skip


def first(calls, declared, spells=(), **more):
    """Give the first voyage of a ship of these calls, declarations and spells."""
    return every(calls, declared, spells, **more)[0]


def every(calls, declared, spells=(), *, flag="country:KP", end=400.0, way=None, **settings):
    """Give the voyages of a ship of these calls, declarations and spells."""
    mmsi = {"country:KP": 445000001, "country:PA": 355000001}[flag]
    rows = [{**s, "ship": mmsi} for s in (way or spell("track", -40, end), *spells)]
    got = voyages(
        PORT_CALLS.rows(calls),
        DECLARATIONS.rows(declared),
        SPELLS.rows(rows),
        HULLS.rows([{"ship": SHIP, "mmsi": mmsi, "hull": 0, "flag": flag}]),
        facts("ports"),
        **{**STEP.settings, **settings},
    )
    return got.to_pylist()


GOES_HOME = [call(RUSSIA, -30, 0), call(HOME, 20, 60)]


def test_a_ship_that_declared_korea_and_came_home_returned_home():
    """The founding sentence."""
    assert "returned_home" == first(GOES_HOME, [said()])["outcome"]


@pytest.mark.parametrize(
    ("calls", "declared", "flag", "outcome"),
    [
        ([call(RUSSIA, -30, 0), call(KOREA, 60, 90)], [said()], "country:KP", "kept"),
        (GOES_HOME, [said()], "country:PA", "diverted"),
        (GOES_HOME, [said(HOME)], "country:KP", "kept"),
        (GOES_HOME, [], "country:KP", "undeclared"),
        (GOES_HOME, [said(RUSSIA)], "country:KP", "undeclared"),
        ([call(RUSSIA, -30, 0)], [said()], "country:KP", "not_observable"),
        ([call(RUSSIA, -30, 0), call(RUSSIA, 90, 99)], [said()], "country:KP", "returned_to_origin"),
    ],
)  # fmt: skip
def test_what_came_of_a_declaration(calls, declared, flag, outcome):
    """Kept, diverted, undeclared, not to be observed, turned back."""
    assert outcome == first(calls, declared, flag=flag)["outcome"]


@pytest.mark.parametrize(("fixes", "outcome"), [(20, "not_observable"), (None, "returned_home")])
def test_a_call_where_nobody_knows_the_port_to_lie_cannot_be_seen_in_a_track(fixes, outcome):
    """A known code without a position: a track could pass it by; a list of port calls would name it."""
    calls = [{**one, "fixes": fixes} for one in GOES_HOME]

    assert outcome == first(calls, [said("port:KRZZZ")])["outcome"]


def test_a_change_of_mind_that_was_sent_on_the_way_is_no_false_declaration():
    """The last text before arrival counts; a document's word stands before it."""
    changed = [said(), said(HOME, 5)]

    assert "kept" == first(GOES_HOME, changed)["outcome"]
    assert "returned_home" == first(GOES_HOME, [*changed, said(kind="port_authority")])["outcome"]


def test_a_crew_that_types_the_next_voyages_port_before_it_berths_has_kept_its_word():
    """Off Pusan it typed Qingdao, where it went four days later: on the way it had said Pusan."""
    calls = [call(RUSSIA, -30, 0), call(KOREA, 60, 160), call(CHINA, 200, 220)]
    texts = [said(KOREA, -2, until=58), said(CHINA, 59, until=200)]

    assert "kept" == first(calls, texts)["outcome"]


def test_a_text_that_ended_in_port_is_the_last_voyages():
    """It still said home while it loaded, and declared Pusan when it left."""
    texts = [said(HOME, -20, until=-3), said(KOREA, -2)]

    assert "returned_home" == first(GOES_HOME, texts)["outcome"]


def test_each_leg_of_a_text_is_declared():
    """CHONGJIN-BUSAN may be to both; but A-B that goes back to A has not gone to B."""
    both = {**said(), "places": [KOREA, HOME]}
    back = [call(RUSSIA, -30, 0), call(RUSSIA, 90, 99)]

    assert "kept" == first(GOES_HOME, [both])["outcome"]
    assert "returned_to_origin" == first(back, [{**said(), "places": [KOREA, RUSSIA]}])["outcome"]


def test_a_country_that_was_declared_is_kept_by_any_of_its_ports():
    """RU from Vladivostok and back there is what was said."""
    back = [call(RUSSIA, -30, 0), call(RUSSIA, 90, 99)]

    assert "kept" == first(back, [{**said("country:RU"), "country": "country:RU"}])["outcome"]


def test_a_document_is_spent_once_the_ship_has_called_where_it_said():
    """It went to Slavyanka as declared, and back; the voyage after that is not declared by it."""
    slavyanka = "port:RUSKA"
    paper = said(slavyanka, -60, kind="port_authority")
    calls = [
        call(RUSSIA, -70, -58),
        call(slavyanka, -50, -40),
        call(RUSSIA, -30, 0),
        call(HOME, 20, 60),
    ]

    outcomes = [v["outcome"] for v in every(calls, [paper], end=60.0)]

    assert ["kept", "undeclared", "undeclared"] == outcomes


@pytest.mark.parametrize(("knots", "outcome"), [(10, "returned_home"), (20, "not_observable")])
def test_a_silence_is_held_against_what_the_ship_was_seen_to_make(knots, outcome):
    """The way to Pusan and back takes 35 hours at 14 knots and 25 at 20, besides the six in port."""
    calls = [call(RUSSIA, -30, 0), call(HOME, 100, 160)]
    quiet = spell("gap", 10, 10 + 36, lat=39.0, lon=130.5)
    north = [30.0 + knots * 3 / 60 * n for n in range(5)]
    way = {**spell("track", -40, 400), "lats": north, "lons": [131.0] * 5}

    assert outcome == first(calls, [said()], [quiet], way=way)["outcome"]


@pytest.mark.parametrize(("stay", "outcome"), [(36, "kept"), (37, "returned_home")])
def test_a_short_stop_on_the_way_is_no_end_of_a_voyage(stay, outcome):
    """It sheltered or bunkered, and then called where it had declared."""
    calls = [call(RUSSIA, -30, 0), call(HOME, 20, 20 + stay), call(KOREA, 120, 150)]

    got = first(calls, [said()])

    assert outcome == got["outcome"]
    assert (at(120) if outcome == "kept" else None) == got["went_on_at"]
    assert HOME == got["port_to"]


def test_a_ship_seen_to_leave_a_short_stop_and_not_seen_again_may_have_gone_on():
    """Abstain: it may have called at the declared place after the last position."""
    calls = [call(RUSSIA, -30, 0), call(HOME, 20, 30)]

    assert "not_observable" == first(calls, [said()], end=50.0)["outcome"]
    assert "returned_home" == first(calls, [said()], end=30.5)["outcome"]


@pytest.mark.parametrize(("hours", "outcome"), [(60, "not_observable"), (30, "returned_home")])
def test_a_silence_long_enough_for_a_call_hides_one(hours, outcome):
    """Some 760 km each way at 14 knots and six hours in port are 64 hours from the open sea."""
    calls = [call(RUSSIA, -30, 0), call(HOME, 100, 160)]
    quiet = spell("gap", 10, 10 + hours, lat=39.0, lon=130.5)

    assert outcome == first(calls, [said()], [quiet])["outcome"]


def test_a_ship_that_changed_its_flag_goes_home_to_the_flag_it_showed_then():
    """Its IMO number stays; it sailed as a Panamanian, and became North Korean a month later."""
    ship = "imo:9074729"
    tracks = [
        {**spell("track", -40, 300), "ship": 355000001},
        {**spell("track", 900, 1200), "ship": 445000001},
    ]
    both = [
        {"ship": ship, "mmsi": m, "hull": 0, "flag": f"country:{f}"}
        for m, f in ((355000001, "PA"), (445000001, "KP"))
    ]
    got = voyages(
        PORT_CALLS.rows([{**c, "ship": ship} for c in GOES_HOME]),
        DECLARATIONS.rows([{**said(), "ship": ship}]),
        SPELLS.rows(tracks),
        HULLS.rows(both),
        facts("ports"),
        **STEP.settings,
    ).to_pylist()

    assert ("diverted", "country:PA") == (got[0]["outcome"], got[0]["flag"])


def test_a_voyage_keeps_its_way_and_says_where_the_ship_was_not_heard():
    """Every three hours; a guess in a silence is no position."""
    lats = [39.0 + n * 0.1 for n in range(40)]
    track = {**spell("track", -40, 77), "lats": lats, "lons": [131.0] * 40}
    got = first(GOES_HOME, [said()], [spell("gap", 7, 14)], end=77, way=track)

    assert lats[13:19] == got["way_lats"][:6]
    assert [True, True, True, False, False, True, True] == got["way_heard"]


def test_a_case_may_start_from_port_calls_alone():
    """Calls and declarations of documents, without one position."""
    calls = [call(RUSSIA, -30, 0, None), call(HOME, 20, 60, None)]
    got = voyages(
        PORT_CALLS.rows(calls),
        DECLARATIONS.rows([said(kind="port_authority")]),
        SPELLS.empty(),
        HULLS.empty(),
        facts("ports"),
        **STEP.settings,
    ).to_pylist()

    assert [("returned_home", None)] == [(v["outcome"], v["coverage"]) for v in got[:1]]


def test_nothing_gives_nothing():
    """Empty tables."""
    got = voyages(
        PORT_CALLS.empty(), DECLARATIONS.empty(), SPELLS.empty(), HULLS.empty(), facts("ports"), **STEP.settings
    )  # fmt: skip

    assert 0 == got.num_rows
