"""Weighing: from readings to a verdict. A wrong "supported" costs more than a missing one."""

import json
from datetime import date

import pytest

from hawse.ledger.compare import compare
from hawse.ledger.weigh import entry
from tests.ledger.conftest import claim, finding

Q1 = {"period_start": "2017-01-01", "period_end": "2017-04-01", "period_grain": "quarter"}
YEAR = {"period_start": "2017-01-01", "period_end": "2018-01-01", "period_grain": "year"}
LEVEL = {
    "q_low": 31.4e6,
    "q_best": 31.4e6,
    "q_high": 31.4e6,
    "unit": "USD",
    "quantity_kind": "level",
    "flow": "total",
}


def level(millions: float, **more):
    """Give a finding of so many million dollars."""
    ends = dict.fromkeys(("q_low", "q_best", "q_high"), millions * 1e6)
    return finding(**{**ends, "unit": "USD", "flow": "total", **Q1, **more})


def readings(made):
    """Give an entry's readings."""
    return json.loads(made["readings"])


def test_an_equal_figure_of_the_same_scope_supports(scale):
    """The plain case: another reporter gives the same figure for the same quarter."""
    made = entry([claim(**LEVEL, **Q1)], scale([level(31.4)]))

    assert made["verdict"] == "supported"
    assert made["support"] == "corroborated"
    assert made["finding_ids"] == ["f1"]
    assert made["confidence"] == "moderate"
    assert "one report that is independent" in made["confidence_because"]


@pytest.mark.parametrize(
    ("millions", "verdict"),
    [
        (31.36, "supported"),
        (31.44, "supported"),
        (31.6, "not_examined"),
        (31.0, "supported"),
        (30.4, "not_examined"),
    ],
)
def test_figures_agree_within_their_rounding_and_no_further(scale, millions, verdict):
    """31.4 was rounded somewhere between 31.35 and 31.45; 31 between 30.5 and 31.5."""
    made = entry([claim(**LEVEL, **Q1)], scale([level(millions)]))

    assert made["verdict"] == verdict


def test_one_other_report_that_differs_refutes_nothing(scale):
    """A difference between two reporters is a difference between reports."""
    made = entry([claim(**LEVEL, **Q1)], scale([level(60)]))

    assert made["verdict"] == "not_examined"
    assert "difference between reports" in made["because"]


def test_two_independent_reports_that_differ_contradict(scale):
    """Every reasonable reading fails, on more than one word."""
    others = [level(60), level(61, id="f2", said_by="Port authority")]

    assert entry([claim(**LEVEL, **Q1)], scale(others))["verdict"] == "contradicted"


def test_readings_that_disagree_are_partly_supported_and_each_is_printed(scale):
    """Imports against total, quarter against half: the reader sees every reading."""
    change = {
        "kind": "trade_change",
        "unit": "factor",
        "quantity_kind": "change_factor",
        "subject": "country:CN",
    }
    said = claim(**change, q_high=1.0, period_grain="present")
    imports = finding(**change, q_low=0.62, q_best=0.62, q_high=0.62, flow="import", **Q1)
    total = finding(**change, q_low=1.105, q_best=1.105, q_high=1.105, flow="total", id="f2", **Q1)

    made = entry([said], scale([imports, total]))

    assert made["verdict"] == "partly_supported"
    assert {r["reading"].split(",")[0]: r["agrees"] for r in readings(made)} == {
        "flow: import": True,
        "flow: total": False,
    }


def test_a_year_says_nothing_of_a_quarters_change(scale):
    """The quarter may have doubled while the year was flat."""
    change = {
        "kind": "trade_change",
        "unit": "factor",
        "quantity_kind": "change_factor",
        "flow": "total",
    }
    said = claim(**change, q_low=2.0, **Q1)
    year = finding(**change, q_low=1.013, q_best=1.013, q_high=1.013, **YEAR)

    made = entry([said], scale([year]))

    assert made["verdict"] == "not_examined"
    assert readings(made)[0]["agrees"] is None
    assert "context only" in readings(made)[0]["why"]


def test_a_part_bounds_the_whole_from_below_but_does_not_confirm_it(scale):
    """19.1 of exports in two months leave room for 31.4 of trade in three, no more."""
    part = level(
        19.1, flow="export", period_end="2017-03-01", period_grain="span", basis="estimated"
    )

    made = entry([claim(**LEVEL, **Q1)], scale([part]))

    assert made["verdict"] == "partly_supported"
    assert "Bounded, not confirmed" in made["because"]


def test_a_part_larger_than_the_claimed_whole_contradicts(scale):
    """Exports of 40 in two months cannot fit into 31.4 of trade in three."""
    part = level(40, flow="export", period_end="2017-03-01", period_grain="span", basis="observed")

    assert entry([claim(**LEVEL, **Q1)], scale([part]))["verdict"] == "contradicted"


def test_a_wider_group_of_goods_cannot_confirm_a_narrow_one(scale):
    """HS chapter 27 holds oil and coal: 83 % minerals leave room for mainly oil."""
    said = claim(
        kind="main_product",
        item="oil_products",
        flow="export",
        q_low=0.5,
        q_high=1.0,
        unit="share",
        quantity_kind="share",
        **Q1,
    )
    minerals = finding(
        kind="main_product",
        item="mineral_products",
        flow="export",
        q_low=0.834,
        q_best=0.834,
        q_high=0.834,
        unit="share",
        quantity_kind="share",
        **Q1,
    )
    above = [
        {
            "child": "oil_products",
            "parent": "mineral_products",
            "from": None,
            "to": None,
            "source": "HS",
        }
    ]

    assert entry([said], scale([minerals], belongs=above))["verdict"] == "partly_supported"


def test_figures_of_the_claims_own_origin_are_left_out_and_shown(scale):
    """A reported figure never supports a claim of the same origin."""
    head_count = {
        "kind": "workers_abroad",
        "unit": "person",
        "quantity_kind": "count",
        "q_low": 40000.0,
        "q_best": 40000.0,
        "q_high": 40000.0,
    }
    said = claim(channel="labour", speaker="Russian President Vladimir Putin", **head_count)
    own = finding(channel="labour", said_by="Russia (Putin)", **head_count)

    made = entry([said], scale([own]))

    assert made["verdict"] == "not_examined"
    assert readings(made)[0]["agrees"] is None
    assert "own, as the claim is" in readings(made)[0]["why"]
    assert made["finding_ids"] == []


def test_a_finding_that_cites_the_claims_agency_is_the_same_source(scale):
    """A paper that credits Reuters repeats Reuters."""
    same = level(31.4, origin_id="energyvoice.com via reuters")
    held = scale([same], articles=[{"id": "a1", "agency": "Reuters"}])

    assert entry([claim(**LEVEL, **Q1)], held)["verdict"] == "not_examined"


def test_synthetic_findings_never_weigh_a_real_claim(scale):
    """A made-up row that bears out a real report would be a forged proof."""
    made = entry([claim(**LEVEL, **Q1)], scale([level(31.4, synthetic=True)]))

    assert made["verdict"] == "not_examined"
    assert made["synthetic"] is False


def test_a_synthetic_claim_may_be_weighed_by_real_findings_and_stays_marked(scale):
    """The demo's reports are made up, the public facts they are held against are not."""
    made = entry([claim(**LEVEL, **Q1, synthetic=True)], scale([level(31.4)]))

    assert made["verdict"] == "supported"
    assert made["synthetic"] is True


def test_a_real_claim_beside_a_synthetic_printing_is_still_real(scale):
    """One made-up printing in a group must not open the door to made-up findings."""
    group = [claim(**LEVEL, **Q1), claim(id="c2", **LEVEL, **Q1, synthetic=True)]

    assert entry(group, scale([level(31.4, synthetic=True)]))["verdict"] == "not_examined"


@pytest.mark.parametrize("flag", ["motive", "opinion", "forecast", "counterfactual"])
def test_what_no_data_can_show_is_not_testable(scale, flag):
    """Motives stay out of the verdicts on facts, whatever the findings are."""
    made = entry([claim(**LEVEL, **Q1, flags=[flag])], scale([level(31.4)]))

    assert made["verdict"] == "not_testable"
    assert made["would_settle"] is None


def test_a_company_belongs_to_its_country(scale):
    """A Russian company in the report is borne out by AS20485, as long as that was Russian."""
    said = claim(
        channel="routes",
        kind="new_upstream",
        period_start="2017-10-01",
        period_end="2017-11-01",
        period_grain="month",
        quantity_kind="count",
        q_low=2.0,
        q_best=2.0,
        q_high=2.0,
        unit="connection",
    )
    gain = finding(
        channel="routes",
        kind="new_upstream",
        subject="as:20485",
        item="as:131279",
        basis="observed",
        said_by=None,
        q_low=2.0,
        q_best=2.0,
        q_high=2.0,
        unit="connection",
        quantity_kind="count",
        period_start="2017-10-01",
        period_end="2017-12-01",
        coverage=1.0,
    )
    russian = [
        {"child": "as:20485", "parent": "country:RU", "from": None, "to": None, "source": "RIPE"}
    ]

    made = entry([said], scale([gain], belongs=russian))
    foreign = entry([said], scale([gain]))
    formerly = entry([said], scale([gain], belongs=[{**russian[0], "to": date(2016, 1, 1)}]))

    assert made["verdict"] == "supported"
    assert made["support"] == "reproduced"
    assert foreign["verdict"] == formerly["verdict"] == "not_examined"


def test_nothing_found_where_the_data_could_have_missed_it_is_not_observable(scale):
    """Absence in a blind spot is no refutation; the blind spot is named."""
    said = claim(channel="routes", kind="new_upstream", **Q1)
    seen = {
        "channel": "routes",
        "subject": "country:KP",
        "share": 0.6,
        "basis_text": "4 of 10 collectors silent",
    }

    part = entry([said], scale(coverage=[seen]))
    full = entry([said], scale(coverage=[{**seen, "share": 1.0}]))

    assert part["verdict"] == "not_observable"
    assert "4 of 10 collectors silent" in part["because"]
    assert full["verdict"] == "not_observable"  # an outage between two snapshots is in neither


FULL = {
    "channel": "ships",
    "subject": "country:KP",
    "share": 1.0,
    "basis_text": "every departure",
    "period_start": "2017-01-01",
    "period_end": "2017-04-01",
}
COUNTED = {"channel": "ships", "kind": "returned_home", "q_low": 8.0, "unit": "ship", **Q1}


@pytest.mark.parametrize(
    "blind",
    [
        {"subject": None},
        {"period_start": "2017-01-02"},
        {"period_end": "2017-03-31"},
        {"share": 0.999},
    ],
    ids=["no_party", "begins_late", "ends_early", "a_hole"],
)
def test_absence_refutes_only_where_all_was_looked_at(scale, blind):
    """A day that nobody looked at, or rows that name no party, leave room for the claim."""
    said = claim(**COUNTED)

    assert entry([said], scale(coverage=[FULL]))["verdict"] == "contradicted"
    assert entry([said], scale(coverage=[{**FULL, **blind}]))["verdict"] == "not_observable"


def test_what_was_looked_at_elsewhere_says_nothing(scale):
    """Departures from China, all of them judged, are no reason for a verdict on Russian ships."""
    said = claim(channel="ships", kind="returned_home", place_from="port:RUVVO", counterpart=None)
    seen = {"channel": "ships", "share": 1.0, "basis_text": "1 of 1 departures can be judged"}
    vladivostok = [{"child": "port:RUVVO", "parent": "country:RU", "from": None, "to": None, "source": "x"}]  # fmt: skip

    def verdict(place):
        return entry([said], scale(coverage=[{**seen, "place": place}], belongs=vladivostok))["verdict"]  # fmt: skip

    assert verdict("country:CN") == "not_examined"
    assert verdict("country:RU") == "not_observable"


def test_a_denial_is_borne_out_by_looking_everywhere_and_finding_nothing(scale):
    """It is never refuted by it; that nothing was found bounds it and proves nothing."""
    denied = claim(**COUNTED, polarity="denies")

    assert entry([denied], scale(coverage=[FULL]))["verdict"] == "partly_supported"


def test_a_channel_without_data_names_what_is_needed(scale):
    """No AIS was given: the entry says which period and which ports would settle it."""
    said = claim(
        channel="ships",
        kind="returned_home",
        place_from="country:RU",
        place_to="country:KP",
        q_low=8.0,
        unit="ship",
        quantity_kind="count",
        **YEAR,
    )

    made = entry([said], scale())

    assert made["verdict"] == "not_examined"
    assert made["would_settle"] == (
        "AIS positions for 2017-01-01 to 2017-12-31 covering "
        "the ports of Russia (Nakhodka, Vladivostok); country:KP"
    )


ALL_SHIPS = {
    "channel": "ships",
    "subject": "country:RU",
    "share": 1.0,
    "basis_text": "every departure",
    "period_start": "2017-01-01",
    "period_end": "2018-01-01",
}


def returned(ships: int, coverage: float):
    """Give the findings of so many ships that went home, one of them found twice."""
    found = [
        finding(id=f"f{n}", channel="ships", kind="returned_home", subject=f"imo:{n}", counterpart=None, basis="observed", said_by=None, coverage=coverage, unit="ship", q_best=1.0, quantity_kind="count", period_start="2017-03-01", period_end="2017-03-09")
        for n in range(ships)
    ]  # fmt: skip
    return [*found, {**found[0], "id": "g"}]


def ships_claim(**more):
    """Give a claim about ships that went home in 2017."""
    form = {"channel": "ships", "kind": "returned_home", "subject": None, "counterpart": None}
    return claim(**{**form, "unit": "ship", "quantity_kind": "count", **YEAR, **more})


def at_least_eight():
    """Give the founding claim: at least eight ships."""
    return ships_claim(q_low=8.0)


@pytest.mark.parametrize(
    ("ships", "coverage", "verdict"),
    [
        (8, 0.5, "supported"),
        (7, 0.5, "not_examined"),
        (7, 1.0, "not_examined"),
        (9, 1.0, "supported"),
    ],
)
def test_at_least_eight_counts_distinct_ships(scale, ships, coverage, verdict):
    """Seven ships followed all the way say nothing of an eighth that was never seen."""
    made = entry([at_least_eight()], scale(returned(ships, coverage), given=("ships",)))

    assert made["verdict"] == verdict
    assert f"{ships}" in readings(made)[0]["why"]


def test_too_few_refute_only_where_every_ship_was_looked_at(scale):
    """All departures of the country were followed, all the year: there was no eighth."""
    said = ships_claim(q_low=8.0, subject="country:RU")
    russian = [{"child": f"imo:{n}", "parent": "country:RU", "from": None, "to": None, "source": "x"} for n in range(7)]  # fmt: skip

    def verdict(coverage, found=1.0):
        return entry([said], scale(returned(7, found), coverage, russian, given=("ships",)))["verdict"]  # fmt: skip

    assert verdict([ALL_SHIPS]) == "contradicted"
    assert verdict([ALL_SHIPS], 0.9) == "not_examined"
    assert verdict([{**ALL_SHIPS, "period_end": "2017-12-31"}]) == "not_examined"


@pytest.mark.parametrize(
    ("ends", "verdict"),
    [
        ({"q_low": 8.0, "q_best": 8.0, "q_high": 8.0}, "partly_supported"),
        ({"q_high": 8.0}, "contradicted"),
        ({"q_high": 9.0}, "partly_supported"),
    ],
    ids=["eight", "at_most_eight", "at_most_nine"],
)
def test_more_than_were_claimed_do_not_refute_unless_it_said_at_most(scale, ends, verdict):
    """Nine went home: "eight did" has room in that, "at most eight" has none."""
    made = entry([ships_claim(**ends)], scale(returned(9, 1.0), given=("ships",)))

    assert made["verdict"] == verdict


def test_a_denial_of_a_count_fails_on_one_ship(scale):
    """That no ship went home is refuted by one that did; it is not a thing looked at and not found."""
    made = entry([ships_claim(polarity="denies")], scale(returned(1, 0.5), given=("ships",)))

    assert made["verdict"] == "contradicted"


def test_a_denial_is_weighed_as_one(scale):
    """What a denial denies was found: the denial fails."""
    denied = claim(**LEVEL, **Q1, polarity="denies")
    two = [level(31.4), level(31.4, id="f2", said_by="Port authority")]

    assert entry([denied], scale(two))["verdict"] == "contradicted"


def test_a_unit_that_does_not_convert_decides_nothing(scale):
    """40 000 tonnes are not 40 000 workers, and not dollars either."""
    tonnes = level(31.4, unit="t")

    made = entry([claim(**LEVEL, **Q1)], scale([tonnes]))

    assert made["verdict"] == "not_examined"
    assert readings(made) == []


def test_oil_before_october_2017_was_under_no_quantity_measure(scale):
    """That no measure was in force is an answer; the one that came next is named."""
    rule = {
        "regime": "UN-DPRK",
        "instrument": "S/RES/2375",
        "paragraph": "14",
        "side": "supply",
        "subject": "refined petroleum",
        "checked": "A",
        "source": "x",
    }
    rules = [
        {
            **rule,
            "id": "2375-14a",
            "kind": "cap",
            "hs": "2710;2712;2713",
            "in_force_from": date(2017, 10, 1),
            "in_force_to": date(2017, 12, 31),
        },
        {
            **rule,
            "id": "2375-14b",
            "kind": "cap",
            "hs": "2710",
            "in_force_from": date(2018, 1, 1),
            "in_force_to": date(2017, 12, 21),
        },
        {
            **rule,
            "id": "2270-31",
            "kind": "ban",
            "hs": "2710",
            "in_force_from": date(2016, 3, 2),
            "in_force_to": None,
        },
    ]
    said = claim(
        kind="main_product", item="oil_products", flow="export", unit="share", q_low=0.5, **Q1
    )

    made = entry([said], scale(measures=rules))

    assert (
        "no quantity measure on ordinary refined petroleum products (HS 2710) was in force"
        in made["because"]
    )
    assert "2375-14a, from 2017-10-01" in made["because"]
    assert made["measure_ids"] == ["2270-31"]


def test_nothing_at_all_is_said_plainly(scale):
    """The empty table: no finding, no coverage, no data."""
    made = entry([claim(**LEVEL, **Q1)], scale(given=()))

    assert made["verdict"] == "not_examined"
    assert "No data of the channel trade" in made["because"]
    assert readings(made) == []


def test_an_assumed_period_is_read_as_the_articles_own_present(scale):
    """A claim in the present tense is held against the year before its day, each window a reading."""
    change = dict(kind="trade_change", unit="factor", quantity_kind="change_factor")
    said = claim(
        **change, q_low=0.0, q_high=1.0, flags=["period_assumed"],
        period_start="2017-01-01", period_end="2017-10-06", period_grain="span",
    )  # fmt: skip
    half = finding(**change, q_best=1.105, period_start="2017-01-01", period_end="2017-07-01")
    september = finding(
        **change, id="f2", q_best=0.621, period_start="2017-09-01", period_end="2017-10-01"
    )
    later = finding(
        **change, id="f3", q_best=0.12, period_start="2018-01-01", period_end="2019-01-01"
    )
    articles = [{"id": "a1", "published_at": "2017-10-05"}]

    made = entry([said], scale([half, september, later], articles=articles))

    assert made["verdict"] == "partly_supported"
    assert [r["agrees"] for r in readings(made)] == [False, True]


def test_an_interval_too_wide_to_confirm_leaves_room_and_no_more(scale):
    """98 to 158 km takes in about 100 km, and does not bear it out."""
    said = claim(**{**LEVEL, "unit": "km", "q_low": 90.0, "q_best": 100.0, "q_high": 110.0})
    far = finding(
        unit="km", q_low=97.5, q_best=127.5, q_high=157.5, basis="observed", flow="total"
    )

    assert entry([said], scale([far]))["verdict"] == "partly_supported"


def test_reports_of_a_wider_window_refute_no_claim_about_one_day(scale):
    """Forty thousand on one October day may be true of a year that ended with thirty thousand."""
    count = dict(kind="workers_abroad", unit="person", quantity_kind="count")
    said = claim(
        **count, q_best=40000.0, speaker="Putin", period_start="2017-10-04",
        period_end="2017-10-05", period_grain="day",
    )  # fmt: skip
    others = [
        finding(**count, id=f"f{n}", q_best=v, said_by=by, **YEAR)
        for n, (v, by) in enumerate([(30000.0, "A"), (34000.0, "B")])
    ]

    made = entry([said], scale(others))

    assert made["verdict"] == "not_examined"
    assert "no refutation" in made["because"]


@pytest.mark.parametrize(
    ("kind", "unit", "amounts"),
    [
        ("remittances", "USD", {"q_low": 67e6, "q_high": 175e6}),
        ("workers_abroad", "person", {"q_low": 30e3, "q_high": 45e3}),
    ],
)
def test_a_modelled_estimate_is_never_evidence(scale, kind, unit, amounts):
    """Remittances and head-counts together come out of a model: context that bears nothing out."""
    said = claim(kind=kind, channel="labour", unit=unit, q_best=amounts["q_low"], **YEAR)
    modelled = finding(kind=kind, unit=unit, basis="estimated", **amounts, **YEAR)
    reported = finding(kind=kind, unit=unit, basis="reported", **amounts, **YEAR)

    assert entry([said], scale([modelled]))["verdict"] == "not_examined"
    assert entry([said], scale([reported]))["verdict"] != "not_examined"


def test_made_up_coverage_makes_no_real_claim_unobservable(scale):
    """A planted "we looked everywhere" must not refute a real report."""
    said = claim(channel="routes", kind="new_upstream", **Q1)
    seen = {"channel": "routes", "subject": "country:KP", "share": 1.0, "basis_text": "x"}

    real = entry([said], scale(coverage=[{**seen, "synthetic": True}]))
    made_up = entry([{**said, "synthetic": True}], scale(coverage=[{**seen, "synthetic": True}]))

    assert real["verdict"] == "not_examined"
    assert made_up["verdict"] == "not_observable"


@pytest.mark.parametrize(("low", "high", "agrees"), [
    (0.48, 0.48, None), (0.999, 0.999, None), (1.0, 1.0, None), (1.01, 1.01, True), (3.8, 3.8, True), (1.2, None, True),
    (0.48, None, None), (0.48, 1.6, None), (0.0, None, None),
])  # fmt: skip
def test_a_cap_that_was_exceeded_needs_more_than_the_cap_to_be_reported(low, high, agrees):
    """That a share was found is no confirmation; one below the cap is a least, and refutes nothing."""
    share = dict(kind="over_cap", quantity_kind="share", flow=None, item=None)
    said = claim(
        **share | {"quantity_kind": None}, unit=None, q_low=None, q_best=None, q_high=None
    )
    found = finding(**share, unit="share", q_low=low, q_best=None, q_high=high)

    reading = compare(said, found, "interval", lambda *_: ())
    assert (agrees, agrees is True) == (reading.agrees, reading.consistent)
