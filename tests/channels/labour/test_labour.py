"""Workers abroad and what their work brings: head-counts by speaker, and a product of intervals."""

import json
from datetime import UTC, datetime
from typing import ClassVar

import pyarrow as pa
import pytest

from hawse.channels.labour import CHANNEL, REMITTANCES, REPATRIATION, WORKERS
from hawse.channels.labour.find.form import moved, when
from hawse.channels.labour.find.remittances import remittances
from hawse.channels.labour.find.workers_abroad import repatriation, workers_abroad
from hawse.channels.labour.tables import HEAD_COUNTS, LABOUR_INPUTS
from hawse.core.table import UTC as INSTANT
from hawse.core.table import Column, Table
from hawse.core.tables import COUNTRIES, SHARED
from hawse.testing import ChannelContract, StepContract, table_of

TEXT, REAL = pa.string(), pa.float64()
FIGURES = Table("figures", tuple(
    Column(name, kind, "-", "a column of the trade channel's figures")
    for name, kind in (
        ("figure", TEXT), ("topic", TEXT), ("counts", TEXT), ("subject", TEXT), ("counterpart", TEXT), ("q_low", REAL),
        ("q_best", REAL), ("q_high", REAL), ("unit", TEXT), ("quantity_kind", TEXT), ("period_start", INSTANT),
        ("period_end", INSTANT), ("period_grain", TEXT), ("approximate", pa.bool_()), ("said_by", TEXT),
        ("via", pa.list_(TEXT)), ("origin_id", TEXT), ("basis", TEXT), ("derivation", TEXT), ("url", TEXT), ("note", TEXT),
        ("quote", TEXT), ("source_id", TEXT), ("locator", TEXT), ("synthetic", pa.bool_()),
    )
))  # fmt: skip
NONE = HEAD_COUNTS.empty()
NAMES = table_of(
    COUNTRIES,
    """
    id          name
    country:RU  Russia
    country:KP  North Korea
    country:KW  Kuwait
""",
)
HEADER = "figure  topic   counts       subject       counterpart  q_low  q_best  q_high  unit               period_start  period_end  period_grain  approximate  said_by     via     basis     source_id  locator  synthetic"
PUTIN = "  1       labour  workers      country:RU    country:KP   40000  40000   40000   person             2017-10-01    2017-11-01  month         false        Putin       []      reported  s          line 2   false"
STAY = "   2       labour  permits      country:RU    country:KP   30023  30023   30023   person             2017-12-31    2018-01-01  day           false        Russia      [UN]    reported  s          line 3   false"
WAGE = "   3       labour  wage         country:RU    country:KP   415    415     415     USD/person/month   -             2019-01-01  span          false        Ministry    []      reported  s          line 4   false"
KEPT = "   4       labour  kept         country:RU    country:KP   200    200     200     USD/person/month   2020-01-01    2023-01-01  year          true         article     []      reported  s          line 5   false"
HOME = "   5       labour  repatriated  country:KW    country:KP   904    904     904     person             2019-12-01    2020-01-01  month         false        Kuwait      []      reported  s          line 6   false"


SPEAKERS = Table(
    "speakers",
    tuple(Column(n, TEXT, "-", "a column of trade's") for n in ("alias", "speaker", "country")),
)
INPUTS = """
    input        target      host        shape       a    b    c   unit              basis     said_by  from_case  source_id  locator
"""
MONTHS = "    months_paid  -           -           triangular  9    11   12  month             assumed   Hawse    false      i          line 2"
YEAR = "    months_paid  -           -           point       12   -    -   month             assumed   Hawse    false      i          line 2"
PAID = "    wage         country:KP  country:RU  flat        800  1000  -   USD/person/month  reported  Paper    false      i          line 3"
OTHER = "   wage         country:CU  -           flat        1    2     -   USD/person/month  reported  Paper    false      i          line 4"


def inputs(*lines):
    """Give rows of inputs from lines laid out under the header."""
    return table_of(LABOUR_INPUTS, INPUTS + "\n".join(lines))


def paid(figures, head_counts, known, *, own=False):
    """Give the findings of remittances."""
    made = remittances(
        figures, head_counts, known, NAMES, SPEAKERS.empty(), exact_digits=4, own_inputs_only=own
    )
    return made.to_pylist()


TWELVE = inputs(YEAR)


def rows(*lines):
    """Give figures from lines laid out under the header."""
    return table_of(FIGURES, "\n".join((HEADER, *lines)))


def test_a_stock_is_read_as_holding_for_months_about_its_day():
    """Permits counted on 31 December speak of October too; the stated day stays in the words and in as_of."""
    got = workers_abroad(rows(STAY), NONE, NAMES, holds_months=3).to_pylist()[0]

    assert ("2017-09-30", "2018-04-01") == (
        f"{got['period_start']:%Y-%m-%d}",
        f"{got['period_end']:%Y-%m-%d}",
    )
    assert got["as_of"] == datetime(2018, 1, 1, tzinfo=UTC)
    assert "2017-12-31" in got["says"]
    assert "3 months to each side" in got["reasons"]


def test_without_holding_months_a_stock_speaks_of_its_day_alone():
    """The setting is the whole of the widening."""
    got = workers_abroad(rows(STAY), NONE, NAMES, holds_months=0).to_pylist()[0]

    assert ("2017-12-31", "2018-01-01") == (
        f"{got['period_start']:%Y-%m-%d}",
        f"{got['period_end']:%Y-%m-%d}",
    )


def test_a_speaker_is_kept_for_the_rule_of_one_origin():
    """Putin's 40,000 must not bear out Putin's 40,000: the ledger needs to see who said it."""
    got = workers_abroad(rows(PUTIN), NONE, NAMES, holds_months=3).to_pylist()[0]

    assert ("Putin", 40_000, "person", "country:RU", "country:KP") == (
        got["said_by"],
        got["q_best"],
        got["unit"],
        got["subject"],
        got["counterpart"],
    )


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        (40_000, (35_000, 40_000, 45_000)),
        (34_000, (33_500, 34_000, 34_500)),
        (47_364, (47_364, 47_364, 47_364)),
    ],
)
def test_a_round_figure_is_a_rounded_one(said, ends):
    """Two speakers who say 40,000 and 38,000 in round numbers need not contradict each other."""
    line = PUTIN.replace("40000  40000   40000", f"{said}  {said}   {said}")
    got = workers_abroad(rows(line), NONE, NAMES, holds_months=3).to_pylist()[0]

    assert ends == (got["q_low"], got["q_best"], got["q_high"])


def test_permits_are_the_least_number_of_workers():
    """Workers without a permit are workers too: 30,023 permits do not refute 40,000 workers."""
    got = workers_abroad(rows(STAY), NONE, NAMES, holds_months=3).to_pylist()[0]

    assert (30_023, None, None) == (got["q_low"], got["q_best"], got["q_high"])


def test_tonnes_are_no_workers():
    """40,000 occurs twice in the sources: tonnes of oil, and persons."""
    oil = PUTIN.replace("labour  workers", "fuel    trade  ").replace(
        "person             ", "t                  "
    )

    assert 0 == workers_abroad(rows(oil), NONE, NAMES, holds_months=3).num_rows


def test_remittances_are_a_distribution_with_its_middle():
    """30,023 to 45,000 workers, 215 USD a month, 9 to 12 months: between the products of the ends."""
    (got,) = paid(rows(PUTIN, STAY, WAGE, KEPT), NONE, inputs(MONTHS))

    assert 30_023 * 215 * 9 < got["q_low"] < got["q_best"] < got["q_high"] < 45_000 * 215 * 12
    assert ("estimated", 5) == (got["basis"], got["evidence_total"])
    assert "9 to 12, most likely 11, months paid in a year, assumed" in got["reasons"]


@pytest.mark.parametrize("missing", [WAGE, KEPT, PUTIN])
def test_remittances_need_every_input(missing):
    """No wage, no estimate: an input is never made up."""
    left = [line for line in (PUTIN, WAGE, KEPT) if line != missing]

    assert [] == paid(rows(*left), NONE, TWELVE)
    assert [] == paid(rows(PUTIN, WAGE, KEPT), NONE, inputs())


def test_a_repeated_speaker_counts_once():
    """Two reports of one speaker in one year are one head-count: the later."""
    later = (
        PUTIN.replace("40000  40000   40000", "35001  35001   35001")
        .replace("2017-10-01    2017-11-01", "2017-11-01    2017-12-01")
        .replace("line 2", "line 9")
    )
    (got,) = paid(rows(PUTIN, later, WAGE, KEPT), NONE, TWELVE)

    assert 35_001 * 215 * 12 == got["q_low"] == got["q_high"]


def test_what_a_worker_keeps_above_the_wage_brings_nothing():
    """A kept amount above the wage gives zero, not a negative remittance."""
    kept = KEPT.replace("200    200     200", "500    500     500")
    (got,) = paid(rows(PUTIN, WAGE, kept), NONE, TWELVE)

    assert (0.0, 0.0, 0.0) == (got["q_low"], got["q_best"], got["q_high"])


def test_inputs_that_ship_stand_beside_those_that_were_reported():
    """415 reported and 800 to 1,000 in the facts: the pool holds both, and another target's not."""
    (got,) = paid(rows(PUTIN, WAGE, KEPT), NONE, inputs(YEAR, PAID, OTHER))
    (alone,) = paid(rows(PUTIN, WAGE, KEPT), NONE, TWELVE)

    assert alone["q_best"] < got["q_best"] < got["q_high"] < 45_000 * 800 * 12
    assert "wage 800 to 1000 USD a month, Paper (flat)" in got["reasons"]
    assert "1 to 2 USD" not in got["reasons"]
    assert "its width comes from: wage" in got["reasons"]


def test_a_case_may_leave_out_what_ships():
    """With ``own_inputs_only`` the facts are not there; what the case brought is."""
    own = YEAR.replace("false", "true ")

    assert [] == paid(rows(PUTIN, WAGE, KEPT), NONE, inputs(YEAR, PAID), own=True)
    (got,) = paid(rows(PUTIN, WAGE, KEPT), NONE, inputs(own, PAID), own=True)
    assert "Paper" not in got["reasons"]


def test_workers_sent_home_are_counted_apart_from_workers():
    """904 sent home are no stock of 904."""
    assert [904.0] == [r["q_best"] for r in repatriation(rows(HOME), NAMES).to_pylist()]
    assert 0 == workers_abroad(rows(HOME), NONE, NAMES, holds_months=3).num_rows


def test_an_estimate_says_what_its_width_comes_from():
    """Argue about the input that matters: here the head-count, for the pay is one figure."""
    (got,) = paid(rows(PUTIN, STAY, WAGE, KEPT), NONE, inputs(MONTHS))
    (drivers,) = [r for r in json.loads(got["reasons"]) if r.startswith("its width")]

    assert "wage" not in drivers
    assert drivers.index("head-count") < drivers.index("months paid")
    assert "driver head-count: " in got["reasons"]
    assert "5, 25, 50, 75, 95 in a hundred: " in got["reasons"]


def test_a_wage_may_be_a_range():
    """300 to 500 USD a month widens the estimate and is written as it was said."""
    wide = WAGE.replace("415    415     415", "300    -       500")
    (got,) = paid(rows(STAY, wide, KEPT), NONE, TWELVE)

    assert 30_023 * 110 * 12 == pytest.approx(got["q_low"], rel=2e-3)
    assert 30_023 * 290 * 12 == pytest.approx(got["q_high"], rel=2e-3)
    assert "wage 300 to 500 USD a month" in got["reasons"]


def test_synthetic_rows_mark_their_findings():
    """A made-up row never weighs a real claim, so the mark must survive."""
    made = PUTIN.replace("line 2   false", "line 2   true")

    assert workers_abroad(rows(made), NONE, NAMES, holds_months=3).to_pylist()[0]["synthetic"]


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2017-12-31", -3, "2017-09-30"),
        ("2017-12-31", 2, "2018-02-28"),
        ("2018-01-01", 3, "2018-04-01"),
        ("2017-03-31", -1, "2017-02-28"),
    ],
)
def test_months_move_to_a_day_that_is_there(day, months, result):
    """31 December less three months is 30 September."""
    assert result == f"{moved(datetime.fromisoformat(day).replace(tzinfo=UTC), months):%Y-%m-%d}"


def test_about_a_year_is_written_as_that_year():
    """The year that was said, not the edge of its blur."""
    assert "about 2021" == when(rows(KEPT).to_pylist()[0])


def test_the_panel_shows_speakers_and_inputs():
    """Every mark names its finding, and the estimate lists what it multiplied."""
    made = pa.concat_tables(
        [
            workers_abroad(rows(PUTIN, STAY), NONE, NAMES, holds_months=3),
            SHARED["findings"].rows(paid(rows(PUTIN, STAY, WAGE, KEPT), NONE, inputs(MONTHS))),
        ]
    )
    made = made.append_column("id", [[f"f{n}" for n in range(made.num_rows)]])
    figures = CHANNEL.panel.draws(findings=made)

    assert ["person", "USD", "USD"] == [f.unit for f in figures]
    assert all(d.ids for f in figures for d in f.data)
    assert "415 USD a month" in figures[1].caption
    assert "driver" not in figures[1].caption
    assert ["head-count, in country:RU, 2017", "months paid, in country:RU, 2017"] == [
        d.label for d in figures[2].data
    ]
    assert all(d.low < d.high for d in figures[2].data)


def test_a_host_that_counts_itself_is_no_riddle_in_the_picture():
    """'Russia, Russia, 2017-12' told nobody who was where and who said so."""
    made = workers_abroad(rows(STAY), NONE, NAMES, holds_months=3).append_column("id", [["f1"]])
    (figure,) = CHANNEL.panel.draws(findings=made)

    assert ["in country:RU: said by Russia, 2017-12"] == [d.label for d in figure.data]


def test_a_panel_without_findings_says_so():
    """Empty is a sentence, not a blank."""
    empty = SHARED["findings"].empty().append_column("id", [[]])

    assert ["note"] == [f.kind for f in CHANNEL.panel.draws(findings=empty)]


class TestChannel(ChannelContract):
    """The channel keeps what every channel keeps."""

    channel = CHANNEL


class TestWorkers(StepContract):
    """Head-counts do not hang on the order of the figures."""

    step = WORKERS
    tables: ClassVar = {"figures": FIGURES, "head_counts": HEAD_COUNTS}
    inputs: ClassVar = {
        "figures": rows(PUTIN, STAY, HOME),
        "head_counts": NONE,
        "countries": NAMES,
    }


class TestRepatriation(TestWorkers):
    """Nor do those sent home."""

    step = REPATRIATION


class TestRemittances(TestWorkers):
    """Nor does the estimate."""

    step = REMITTANCES
    tables: ClassVar = {
        "figures": FIGURES,
        "head_counts": HEAD_COUNTS,
        "labour_inputs": LABOUR_INPUTS,
        "speakers": SPEAKERS,
    }
    inputs: ClassVar = {
        "figures": rows(PUTIN, STAY, WAGE, KEPT),
        "head_counts": NONE,
        "labour_inputs": inputs(MONTHS, PAID),
        "countries": NAMES,
        "speakers": SPEAKERS.empty(),
    }


def test_reasons_are_a_list():
    """Reasons are read as JSON by the page."""
    assert isinstance(
        json.loads(
            workers_abroad(rows(PUTIN), NONE, NAMES, holds_months=3).to_pylist()[0]["reasons"]
        ),
        list,
    )
