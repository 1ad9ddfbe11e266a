"""Detectors: the plain case, just under and just over each setting, the honest alternative, nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from hawse.channels.ships.find.draughts import cargo, draughts
from hawse.channels.ships.find.identities import faults, identities
from hawse.channels.ships.find.loading import loading
from hawse.channels.ships.find.outcomes import outcomes
from hawse.channels.ships.find.waits import waits
from hawse.channels.ships.observe.flags import flag_of, sound_imo
from hawse.channels.ships.tables import DECLARATIONS, HULLS, PORT_CALLS, SAID, SPELLS, VOYAGES
from hawse.core.tables import CASE_PARTIES, PORTS

DAY = datetime(2017, 5, 1, tzinfo=UTC)
PARTIES = CASE_PARTIES.rows(
    [{"role": "target", "id": "country:KP"}, {"role": "supplier", "id": "country:RU"}]
)
SHIPS = HULLS.rows([
    {"ship": "mmsi:445000001", "mmsi": 445000001, "hull": 0, "flag": "country:KP", "name": "GULL"},
    {"ship": "mmsi:355000002", "mmsi": 355000002, "hull": 0, "flag": "country:PA", "name": "TERN"},
])  # fmt: skip


def at(hours):
    return DAY + timedelta(hours=hours)


def voyage(**more):
    return {
        "ship": "mmsi:445000001", "flag": "country:KP", "port_from": "port:RUVVO", "country_from": "country:RU",
        "port_to": "port:KPCHO", "country_to": "country:KP", "left_at": at(0), "arrived_at": at(30), "coverage": 0.9,
        "declared": "port:KRPUS", "country_declared": "country:KR", "declared_text": "BUSAN",
        "declared_kind": "port_authority", "declared_at": at(-5), "outcome": "returned_home", "line_from": 1,
        "source_from": "s", "line_to": 2, "source_to": "s", "line_declared": 3, "source_declared": "d",
        "synthetic": False, **more,
    }  # fmt: skip


def spell(ship=445000001, kind="wait", start=0.0, end=10.0, lat=40.0, lon=131.0, **more):  # noqa: PLR0917 - each argument is one thing of the row
    return {
        "ship": ship, "hull": 0, "kind": kind, "start": at(start), "end": at(end), "lat": lat, "lon": lon,
        "end_lat": lat, "end_lon": lon, "fixes": 9, "line": 1, "line_end": 2, "source_id": "s", "synthetic": False, **more,
    }  # fmt: skip


def text(ship=445000001, start=0.0, **more):
    return {
        "ship": ship,
        "start": at(start),
        "end": at(start + 1),
        "messages": 5,
        "line": 1,
        "source_id": "s",
        "synthetic": False,
        **more,
    }


def kinds(table):
    return sorted(r["kind"] for r in table.to_pylist())


def test_a_ship_that_declared_another_land_and_came_home_is_both_findings():
    """Returned home is a special case of declared elsewhere."""
    got = outcomes(VOYAGES.rows([voyage()]), PARTIES, SHIPS, least_coverage=0.0)

    assert ["declared_elsewhere", "returned_home"] == kinds(got)
    assert {"cargo was landed" in r["not_shown"] for r in got.to_pylist()} == {True}


def test_calls_that_documents_name_are_reported_and_no_silence_is_spoken_of():
    """No track was read: that there was no hole in it is nothing that the data carry."""
    got = outcomes(VOYAGES.rows([voyage(coverage=None)]), PARTIES, SHIPS, least_coverage=0.0)

    for found in got.to_pylist():
        assert "was next reported" in found["says"]
        assert "reported" == found["basis"]
        assert "no silence on the way" not in found["reasons"]
        assert "no track was read" in found["reasons"]


def test_a_call_at_the_declared_place_after_all_is_told_with_the_finding():
    """It lay at home for a week, and then went where it had declared: that speaks for the ship."""
    after = voyage(
        port_from="port:KPCHO", country_from="country:KP", port_to="port:KRPUS", country_to="country:KR",
        left_at=at(200), arrived_at=at(240), outcome="undeclared", declared=None,
    )  # fmt: skip

    told = outcomes(VOYAGES.rows([voyage(), after]), PARTIES, SHIPS, least_coverage=0.0)
    alone = outcomes(VOYAGES.rows([voyage()]), PARTIES, SHIPS, least_coverage=0.0)

    later = "the ship called at the declared place later, on 2017-05-11"
    assert [True, True] == [later in r["reasons"] for r in told.to_pylist()]
    assert [False, False] == ["declared place later" in r["reasons"] for r in alone.to_pylist()]


@pytest.mark.parametrize("outcome", ["kept", "not_observable", "undeclared"])
def test_what_cannot_be_judged_or_was_kept_is_no_finding(outcome):
    """Silence is not deceit."""
    assert [] == kinds(
        outcomes(VOYAGES.rows([voyage(outcome=outcome)]), PARTIES, SHIPS, least_coverage=0.0)
    )


@pytest.mark.parametrize(("coverage", "found"), [(0.49, 0), (0.5, 2)])
def test_a_voyage_under_the_coverage_asked_for_is_left_out(coverage, found):
    """A reader of the case may ask for more coverage."""
    got = outcomes(VOYAGES.rows([voyage(coverage=coverage)]), PARTIES, SHIPS, least_coverage=0.5)

    assert found == got.num_rows


def test_voyages_between_others_are_not_told():
    """The case is about its parties."""
    other = voyage(country_from="country:JP", country_to="country:CN", outcome="diverted")

    assert [] == kinds(outcomes(VOYAGES.rows([other]), PARTIES, SHIPS, least_coverage=0.0))


def test_the_base_rate_is_that_of_other_flags_and_needs_ten():
    """How often an ordinary ship trips the same rule."""
    others = [
        voyage(
            ship=f"mmsi:{355000000 + n}",
            flag="country:PA",
            outcome="diverted" if n < 2 else "kept",
        )
        for n in range(10)
    ]

    got = outcomes(
        VOYAGES.rows([voyage(), *others]), PARTIES, SHIPS, least_coverage=0.0
    ).to_pylist()

    mine = {r["kind"]: r["base_rate"] for r in got if r["subject"] == "mmsi:445000001"}
    assert {"declared_elsewhere": 0.2, "returned_home": 0.0} == mine


@pytest.mark.parametrize(("after", "found"), [(5.5, 1), (5.4, 0), (4.5, 1)])
def test_a_draught_that_changes_enough_is_told_with_its_call(after, found):
    """Loading and discharging both change it."""
    calls = PORT_CALLS.rows(
        [
            {
                "ship": "mmsi:445000001",
                "port": "port:RUVVO",
                "country": "country:RU",
                "arrived_at": at(1),
                "left_at": at(9),
            }
        ]
    )
    said = SAID.rows([text(start=0, draught_m=5.0), text(start=10, draught_m=after)])

    got = draughts(
        said, SHIPS, calls, SPELLS.empty(), PARTIES, least_m=0.5, within_h=24.0
    ).to_pylist()

    assert ["port:RUVVO"] * found == [r["place"] for r in got]
    assert {None} >= {r["q_best"] for r in got}


def test_a_change_of_draught_is_an_interval_of_cargo():
    """Low, mid and high loading of what the waterplane carries, and never more than the ship displaces."""
    low, mid, high = cargo(1.0, 100, 16, 6.0)

    assert (688.8, 1049.6, 1476.0) == (low, mid, high)
    assert (-1476.0, -1049.6, -688.8) == cargo(-1.0, 100, 16, 6.0)
    assert cargo(9.0, 100, 16, 1.0)[2] == pytest.approx(100 * 16 * 1.025 * 0.85, abs=0.1)
    assert cargo(1.0, None, 16, 6.0) is None


@pytest.mark.parametrize(
    ("kind", "after", "country", "found"),
    [
        (80, 6.0, "country:RU", 1),
        (70, 6.0, "country:RU", 0),
        (80, 4.0, "country:RU", 0),
        (80, 6.0, "country:KR", 0),
    ],
)
def test_a_tanker_that_typed_a_deeper_draught_at_a_suppliers_port_is_loaded(
    kind, after, country, found
):
    """By the crew's word, apart from any voyage."""
    calls = PORT_CALLS.rows(
        [{"ship": "mmsi:445000001", "port": "port:RUVVO", "country": country, "arrived_at": at(1), "left_at": at(9)}]
    )  # fmt: skip
    ships = HULLS.rows(
        [{"ship": "mmsi:445000001", "mmsi": 445000001, "hull": 0, "ship_type": kind}]
    )
    said = SAID.rows([text(start=0, draught_m=5.0), text(start=8, draught_m=after)])

    got = draughts(said, ships, calls, SPELLS.empty(), PARTIES, least_m=0.5, within_h=24.0)

    assert [("loaded", "reported", "by_draught")] * found == [
        (r["kind"], r["basis"], r["item"]) for r in got.to_pylist() if r["kind"] == "loaded"
    ]


@pytest.mark.parametrize(
    ("typed", "loaded"),
    [((4.0, 5.0, 6.0), 2), ((6.0, 4.0, 6.0), 1), ((5.0, 5.6, 5.0, 5.6), 0), ((6.0, 5.0, 6.0, 5.0), 0)],
)  # fmt: skip
def test_a_draught_that_goes_up_and_down_in_one_call_loads_nothing(typed, loaded):
    """A tanker that discharges and loads turns once; two crews who type turn again and again."""
    call = {
        "ship": "mmsi:445000001",
        "port": "port:RUVVO",
        "country": "country:RU",
        "arrived_at": at(0),
        "left_at": at(20),
    }
    tanker = [
        {
            "ship": "mmsi:445000001",
            "mmsi": 445000001,
            "hull": 0,
            "flag": "country:KP",
            "ship_type": 80,
        }
    ]
    said = [text(start=n * 3, draught_m=d) for n, d in enumerate(typed)]

    got = draughts(
        SAID.rows(said), HULLS.rows(tanker), PORT_CALLS.rows([call]), SPELLS.empty(), PARTIES,
        least_m=0.5, within_h=24.0,
    )  # fmt: skip

    assert loaded == kinds(got).count("loaded")
    told = [r["reasons"] for r in got.to_pylist() if r["kind"] == "draught_change"]
    assert len(typed) - 1 == len(told)
    assert {not loaded} == {"up and down" in reasons for reasons in told}


def test_cargo_in_a_document_is_a_reported_loading():
    """It is the document's word, not the track's."""
    said = DECLARATIONS.rows(
        [
            {
                "ship": "mmsi:445000001",
                "kind": "bill_of_lading",
                "declared_at": at(5),
                "text": "BUSAN",
                "cargo": "diesel",
                "line": 1,
                "source_id": "d",
                "synthetic": False,
            }
        ]
    )
    calls = PORT_CALLS.rows(
        [
            {
                "ship": "mmsi:445000001",
                "port": "port:RUVVO",
                "country": "country:RU",
                "arrived_at": at(1),
                "left_at": at(9),
            }
        ]
    )

    got = loading(said, calls, near_h=72.0).to_pylist()

    assert [("loaded", "reported", "port:RUVVO", "oil_products")] == [
        (r["kind"], r["basis"], r["place"], r["item"]) for r in got
    ]


@pytest.mark.parametrize(
    ("end", "lat", "found"), [(12.0, 41.5, 1), (11.9, 41.5, 0), (12.0, 38.0, 0), (12.0, 41.76, 0)]
)
def test_a_wait_off_the_targets_coast_is_loitering(end, lat, found):
    """Long enough, near enough, and clear of the port itself."""
    ports = PORTS.rows(
        [
            {
                "id": "port:KPCHO",
                "name": "Chongjin",
                "country": "country:KP",
                "lat": 41.76667,
                "lon": 129.81667,
                "kind": "port",
            }
        ]
    )

    got = waits(
        SPELLS.rows([spell(end=end, lat=lat, lon=129.9)]),
        SHIPS,
        ports,
        PARTIES,
        least_h=12.0,
        coast_km=60.0,
        clear_km=8.0,
    )

    assert found == got.num_rows


@pytest.mark.parametrize(("messages", "found"), [(3, 1), (2, 0)])
def test_a_name_that_changes_is_told_if_both_were_sent_often(messages, found):
    """One garbled message is no new name."""
    said = SAID.rows(
        [text(name="GULL", messages=9), text(start=5, name="TERN", messages=messages)]
    )

    got = identities(said, SHIPS, SPELLS.empty(), least_messages=3, least_length_m=10)

    assert found == got.num_rows


@pytest.mark.parametrize(("imo", "found"), [(9074729, 0), (9074728, 1)])
def test_an_imo_number_that_fails_its_check_digit_is_told(imo, found):
    """Seven in a hundred do; the base rate says so."""
    got = identities(
        SAID.rows([text(imo=imo)]), SHIPS, SPELLS.empty(), least_messages=3, least_length_m=10
    )

    assert found == got.num_rows


@pytest.mark.parametrize(("count", "found"), [(2, 1), (1, 0)])
def test_positions_that_cannot_be_are_told_from_two_on(count, found):
    """One is a slip of the receiver."""
    rows = [spell(kind="fault", start=n, end=n) for n in range(count)]

    assert found == faults(SPELLS.rows(rows), SHIPS, least=2).num_rows


def test_flags_and_numbers():
    """445 is North Korea; the check digit of 9074729 holds."""
    assert ("country:KP", None) == (flag_of(445123000), flag_of(99))
    assert (True, False) == (sound_imo(9074729), sound_imo(1234567 + 1))
