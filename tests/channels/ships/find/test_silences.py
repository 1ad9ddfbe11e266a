"""Silences: what others were heard meanwhile, what is told of it, and when it is a likelihood."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.channels.ships.test_ships import facts

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.find.calibration import Calibration
from hawse.channels.ships.find.reception import FEATURES
from hawse.channels.ships.find.silences import looked_into, silences
from hawse.channels.ships.tables import CALIBRATIONS, HEARD, HULLS, SPELLS, WEIGHTS

DAY = datetime(2017, 5, 1, tzinfo=UTC)
SLOT = int(DAY.timestamp()) // 10_800
SHIPS = HULLS.rows(
    [{"ship": f"mmsi:{m}", "mmsi": m, "hull": 0, "flag": "country:KP"} for m in range(1, 9)]
)
NAMED = dict.fromkeys(FEATURES, 0.0)


def gap(ship=1, hours=24.0, **more):
    return {
        "ship": ship, "hull": 0, "kind": "gap", "start": DAY, "end": DAY + timedelta(hours=hours), "lat": 40.5,
        "lon": 131.5, "end_lat": 40.5, "end_lon": 131.5, "usual_h": 0.5, "fixes": 9, "line": 1, "line_end": 2,
        "source_id": "s", "synthetic": True, **more,
    }  # fmt: skip


def track(ship=1):
    return {
        **gap(ship),
        "kind": "track",
        "start": DAY - timedelta(days=9),
        "end": DAY + timedelta(days=9),
    }


def heard(within, about=6):
    """Others heard in each slot of the first day, and in each slot of the days about it."""
    return HEARD.rows(
        [
            {"row": 40, "col": 131, "slot": SLOT + n, "ships": within if 0 <= n < 8 else about}
            for n in range(-60, 70)
        ]
    )


def told(rows, ears, least_h=12.0, least_score=0.5, weights=None):
    got = silences(
        SPELLS.rows(rows),
        ears,
        SHIPS,
        facts("weights") if weights is None else weights,
        facts("calibrations"),
        least_h=least_h,
        least_score=least_score,
    )
    return got.to_pylist()


def score(rows, ears):
    return told(rows, ears, least_score=-1.0)[0]["score"]


def test_a_silence_where_others_are_heard_scores_above_one_where_they_are_not():
    """Reception explains the second."""
    assert score([gap(), track()], heard(6)) > 0.5 > score([gap(), track()], heard(0))


@pytest.mark.parametrize("about", [0, 1])
def test_where_no_other_ship_was_heard_nothing_is_said_of_reception(about):
    """A log of one ship alone: ninety hours of silence, and nothing shows that receivers heard anything."""
    alone = [gap(hours=90.0, usual_h=0.25), track()]
    near = [{"row": 40, "col": 131, "slot": SLOT + n, "ships": about} for n in (-60, 70)]
    far = [{"row": -20, "col": 5, "slot": SLOT + n, "ships": 9} for n in range(-60, 70)]

    assert 0.5 == score(alone, HEARD.rows([*near, *far]))
    assert not told(alone, HEARD.rows([*near, *far]), least_score=0.8)
    assert not told(alone, HEARD.rows(near), least_score=-1.0)


@pytest.mark.parametrize(("slots", "judged"), [(15, 1), (14, 0)])
def test_a_silence_of_the_feed_is_none_of_a_ship(slots, judged):
    """Ninety hours are thirty slots; in fewer than half of them anybody was heard anywhere."""
    alone = [gap(hours=90.0), track()]
    far = HEARD.rows([{"row": -20, "col": 5, "slot": SLOT + n, "ships": 9} for n in range(slots)])

    assert judged == len(told(alone, far, least_score=-1.0))


def test_a_silence_of_less_than_three_whole_hours_says_nothing_of_the_feed():
    """Whoever asks for short silences is told of them."""
    short = gap(hours=5.0, start=DAY + timedelta(hours=1), end=DAY + timedelta(hours=5))

    assert 1 == len(told([short, track()], heard(9), least_h=4.0, least_score=-1.0))


def test_others_that_fall_silent_with_it_lower_the_score():
    """A hole in reception takes everyone."""
    many = [gap(), track(), *(one for m in range(2, 8) for one in (gap(m), track(m)))]

    assert score(many, heard(3)) < score([gap(), track()], heard(3))


@pytest.mark.parametrize(("hours", "count"), [(12.0, 1), (11.9, 0)])
def test_a_silence_needs_its_length(hours, count):
    """Twelve hours, as Welch and others (2022) take."""
    assert count == len(told([gap(hours=hours), track()], heard(9), least_score=-1.0))


def test_the_score_must_reach_the_one_asked_for():
    """Just at it is told, just above is not."""
    got = score([gap(), track()], heard(6))

    assert 1 == len(told([gap(), track()], heard(6), least_score=got))
    assert 0 == len(told([gap(), track()], heard(6), least_score=got + 1e-6))


def test_a_ship_that_switches_off_at_its_berth_is_not_told():
    """Silence in one port from first to last."""
    berth = gap(port="port:RUVVO", port_after="port:RUVVO")

    assert [] == told([berth, track()], heard(9), least_score=-1.0)


def test_an_observed_silence_has_a_score_and_no_likelihood():
    """The calibration is on made-up silences; it speaks for no other."""
    real = told([gap(synthetic=False), {**track(), "synthetic": False}], heard(9))[0]
    made_up = told([gap(), track()], heard(9))[0]

    assert (None, None, None) == (
        real["likelihood_low"], real["likelihood_high"], real["base_rate"]
    )  # fmt: skip
    assert "no likelihood" in real["reasons"]
    assert made_up["likelihood_low"] <= made_up["score"] <= made_up["likelihood_high"] + 0.1


def test_without_weights_nothing_is_told():
    """A score that rests on nothing is none."""
    assert [] == told([gap(), track()], heard(9), weights=WEIGHTS.empty())
    assert [] == looked_into(SPELLS.empty(), HEARD.empty(), 12.0)


def test_every_feature_has_its_weight_with_a_source():
    """The fitted weights are data with their provenance."""
    rows = facts("weights").to_pylist()

    assert set(FEATURES) == {r["feature"] for r in rows}
    assert all("fit_silences" in r["source"] for r in rows)
    assert {f.table for f in CHANNEL.facts} >= {"weights", "calibrations"}


@pytest.mark.parametrize(("cases", "known"), [(30, True), (29, False)])
def test_too_few_labelled_cases_calibrate_nothing(cases, known):
    """Thirty about a score at least."""
    row = {
        "step": "silences", "score_from": 0.9, "score_to": 1.0, "cases": cases, "true": cases - 1,
        "labelled_on": "planted", "source": "x",
    }  # fmt: skip

    (low, high), _, _ = Calibration(CALIBRATIONS.rows([row]), "silences", 0.8).of(
        1.0, made_up=True
    )

    assert known == (low is not None and high is not None and low < 1.0)
