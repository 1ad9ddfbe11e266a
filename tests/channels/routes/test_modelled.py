"""What the model says is left, and how often it was right: both stand in the dossier together."""

import io
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest

from hawse.channels.routes.cut import cut
from hawse.channels.routes.drawn import part, shares, span
from hawse.channels.routes.months import months_in, named, of_month
from hawse.channels.routes.observe.modelled import model_trust, what_ifs
from hawse.channels.routes.panel import draws
from hawse.channels.routes.read import mrt_archive
from hawse.channels.routes.tables import TRUST_PATHS
from hawse.channels.routes.trust import known, real_paths, trust
from hawse.testing import a_source
from tests.channels.routes import mrt_maker as make
from tests.channels.routes.conftest import month, relations, run

KP = "country:KP"
HISTORY = {
    "4837>131279": "1" * 18,
    "20485>131279": "0" * 10 + "1" * 8,
    "1>4837": "1" * 18,
    "2>20485": "1" * 18,
    "1>7": "1" * 18,
    "2>8": "1" * 18,
    "1>2": "1" * 18,
}
TRUST = {"least_relations": 5, "most_months": 12, "least_pairs": 1}
SETTINGS = {"tie_breaks": 50, "least_relations": 5, "most_operators": 8}


def left(bench, **other):
    """Run the history and the model on it."""
    run(bench, KP, HISTORY)
    tables = {n: bench.engine.table(n) for n in ("relations", "upstreams", "changes")}
    return what_ifs(**tables, **{**SETTINGS, **other}).to_pylist()


def test_before_the_gain_a_cut_isolates_and_after_it_does_not(bench):
    """October hangs on China alone; in November Russia is left, or China."""
    got = left(bench)

    october, november = date(2017, 10, 1), date(2017, 11, 1)
    assert {
        (october, "nothing", "as:4837", 1.0),
        (october, "china-unicom", None, 0.0),
        (november, "nothing", "as:4837", 1.0),
        (november, "nothing", "as:20485", 1.0),
        (november, "china-unicom", "as:20485", 1.0),
        (november, "as:20485", "as:4837", 1.0),
    } == {(r["month"], r["cut"], r["upstream"], r["reach"]) for r in got}
    assert {50} == {r["tie_breaks"] for r in got}


@pytest.mark.parametrize(("other", "rows"), [
    ({"least_relations": 6}, True), ({"least_relations": 8}, False),
    ({"most_operators": 2}, True), ({"most_operators": 0}, False),
])  # fmt: skip
def test_a_few_relations_are_no_picture_of_the_internet(bench, other, rows):
    """Six are there in October and seven in November; a target with many lifelines is not asked for."""
    assert rows is bool(left(bench, **other))


def test_a_small_graph_gives_nothing_by_default(bench):
    """Ten thousand relations are the least of which the channel makes a model."""
    run(bench, KP, HISTORY)

    assert 0 == bench.engine.table("what_ifs").num_rows
    assert 0 == bench.engine.table("model_trust").num_rows


def paths(*listed) -> pa.Table:
    """Paths that were seen, as the channel's table has them."""
    return TRUST_PATHS.rows(
        [
            {"on": date(2017, 11, 2), "vantage": p[0], "origin": p[-1], "path": list(p)}
            | {"path_kinds": [130] + [2] * (len(p) - 1), "synthetic": False}
            for p in listed
        ]
    )


def test_the_model_is_held_against_the_paths_of_the_case(bench):
    """One of two right; the figure that ships is told beside it, as not of this case."""
    rows, _ = relations(HISTORY)
    seen = paths((7, 1, 4837, 131279), (8, 2, 1, 4837, 131279))

    own, shipped = model_trust(rows, seen, **TRUST).to_pylist()

    assert (True, 2, 0.5) == (own["own"], own["pairs"], own["upstream_right"])
    assert "routing tables of 2017-11-02 and relationships of 2017-11" == own["where"]
    assert not shipped["own"]
    assert "not of this case" in shipped["where"]


@pytest.mark.parametrize(("months", "own"), [(10, False), (11, True)])
def test_paths_of_another_year_say_nothing_of_these_months(bench, months, own):
    """The last relations are of June 2018 and the paths are moved away from them."""
    rows, _ = relations(HISTORY)
    far = paths((7, 1, 4837, 131279)).set_column(0, "on", pa.array([date(2019, 5, 1)]))

    got = model_trust(rows, far, **{**TRUST, "most_months": months}).to_pylist()

    assert [True, False][not own :] == [r["own"] for r in got]


@pytest.mark.parametrize(("least", "own"), [(2, True), (3, False)])
def test_a_few_paths_say_nothing_of_the_model(least, own):
    """Three pairs that happen to be right are no hundred per cent."""
    rows, _ = relations(HISTORY)
    seen = paths((7, 1, 4837, 131279), (8, 2, 1, 4837, 131279))

    got = model_trust(rows, seen, **{**TRUST, "least_pairs": least}).to_pylist()

    assert own is any(r["own"] for r in got)


def test_without_relations_there_is_nothing_to_trust():
    """An empty table has no model."""
    rows, _ = relations({})

    assert 0 == model_trust(rows, paths(), **TRUST).num_rows


def test_months_come_out_of_their_bits():
    """A relation of bits 0 and 2 is there in the first and the third month."""
    rows, _ = relations({"1>2": "101", "2>3": "010"})

    assert ["2017-01", "2017-02", "2017-03"] == [named(m) for m in months_in(rows)]
    assert [[2], [3], [2]] == [of_month(rows, m)[1].tolist() for m in months_in(rows)]
    assert [] == of_month(rows, months_in(rows)[-1] + 1)[1].tolist()


def test_the_interval_of_agreement_takes_origins_as_the_cases():
    """Forty pairs of two origins, one all right and one all wrong, are two cases and not forty."""
    a = [1, 1, *[1] * 40, 1, 1]
    b = [4837, 20485, *range(100, 140), 50, 60]
    rel = (np.array([*a, 4837, 4837]), np.array([*b, 50, 60]), np.full(len(a) + 2, -1, np.int8))
    seen = [(v, 1, 4837, 50) for v in range(100, 120)]
    wrong = [(v, 1, 20485, 60) for v in range(100, 120)]

    got = trust(rel, real_paths(iter(paths(*seen, *wrong).to_batches())), "here")

    assert (2, 40, 0) == (got.origins, got.pairs, got.not_reached)
    assert (0.0, 0.0, 1.0) == (got.upstream_right, got.low, got.share_error_median)
    assert 1.0 == got.within_one


def test_which_origins_are_sampled_depends_on_their_numbers_alone():
    """The same table in another order gives the same paths, and never more origins than asked for."""
    listed = [(7, 1, n) for n in range(1_000, 1_400)]
    one = real_paths(iter(paths(*listed).to_batches()), 50)
    other = real_paths(iter(paths(*listed[::-1]).to_batches(max_chunksize=17)), 50)

    assert 0 < len(one) <= 50
    assert one == other


def test_any_origin_can_be_sampled(bench):
    """The widest AS number, and one path of those that a vantage told."""
    told = [make.attributes([3333, 1, 4_294_967_295]), make.attributes([3333, 4_294_967_295])]
    data = b"".join(
        make.update(1_506_848_871 + n, 3333, t, ["10.0.0.0/8"]) for n, t in enumerate(told)
    )
    for name, batch in mrt_archive.rows(io.BytesIO(data), a_source("rrc00/updates.mrt")):
        bench.add(name, pa.Table.from_batches([batch]))

    run(bench, KP, HISTORY)

    (row,) = bench.engine.table("trust_paths").to_pylist()
    assert (3333, 4_294_967_295, [3333, 1, 4_294_967_295]) == (
        row["vantage"], row["origin"], row["path"],
    )  # fmt: skip


def test_the_figure_that_ships_is_measured_and_has_its_place():
    """It is never better than what it was measured to be."""
    got = known()

    assert got.pairs > 50_000
    assert 0.5 < got.low < got.upstream_right < got.high < 0.6
    assert "May 2014" in got.where


def test_every_modelled_share_stands_beside_the_models_record(bench):
    """The page shows both in one row, calls it a model, and never an observation."""
    run(bench, KP, HISTORY)
    ifs = what_ifs(
        **{n: bench.engine.table(n) for n in ("relations", "upstreams", "changes")}, **SETTINGS
    )
    record = model_trust(bench.engine.table("relations"), paths((7, 1, 4837, 131279)), **TRUST)
    findings = bench.engine.table("findings")
    ids = pa.array([f"f{n}" for n in range(findings.num_rows)], pa.string())
    *_, table = draws(
        findings=findings.append_column("id", ids),
        upstreams=bench.engine.table("upstreams"),
        upstream_shares=bench.engine.table("upstream_shares"),
        what_ifs=ifs,
        model_trust=record,
    )

    assert "how often the model names the right upstream" == table.columns[-1]
    assert len(table.data) == 6
    assert all(d.cells[-1].startswith("100 %") and d.ids for d in table.data)
    assert {"estimated"} == {d.basis for d in table.data}
    assert ("2017-10", "china-unicom", "0 %", "nothing", "none") == table.data[1].cells[:5]
    assert "no evidence for or against any claim" in table.caption
    assert "routing tables of 2017-11-02" in table.caption


def test_observed_shares_are_a_line_by_day():
    """Each day rests on its own finding; what rests on none is not drawn."""
    at = datetime(2017, 10, 1, 23, tzinfo=UTC)
    rows = [
        {
            "scope": KP,
            "at": at,
            "upstream": f"as:{n}",
            "low": 0.1,
            "share": s,
            "high": 0.9,
            "synthetic": False,
        }
        for n, s in ((20485, 0.75), (4837, 0.25), (99, 0.001))
    ]
    findings = [
        {"kind": "upstream_share", "counterpart": KP, "subject": f"as:{n}", "id": f"f{n}"}
        | {"period_start": datetime(2017, 10, 1, tzinfo=UTC)}
        for n in (20485, 4837)
    ]

    (figure,) = shares(findings, rows)

    assert ("lines", "share") == (figure.kind, figure.unit)
    assert [("AS20485", 0.75, ("f20485",)), ("AS4837", 0.25, ("f4837",))] == [
        (d.series, d.best, d.ids) for d in figure.data
    ]


@pytest.mark.parametrize(
    ("share", "text"), [(0.9999, "99.9 %"), (1.0, "100 %"), (0.29, "29 %"), (0, "0 %")]
)
def test_a_share_is_never_rounded_up(share, text):
    """Nearly all is not all."""
    assert text == part(share)


def test_a_share_without_a_spread_is_one_number():
    """An interval from 40 to 40 says nothing more than 40."""
    assert "40 %" == span(0.4, 0.4, 0.4)
    assert "40 % (30 % to 50 %)" == span(0.3, 0.4, 0.5)


def test_the_model_of_a_month_is_that_of_its_file(bench):
    """The step's figure and the library's are one."""
    rows, _ = relations(HISTORY)
    got = cut(of_month(rows, 2017 * 12 + 10), [131279], ases=[4837])

    (row,) = [r for r in left(bench) if r["month"] == month(10) and r["cut"] == "china-unicom"]

    assert (got.reach.median, got.entry[20485].median) == (row["reach"], row["share"])
