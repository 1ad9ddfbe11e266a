"""Pictures: read back out of the drawing, what it shows is what the data say."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.core.channel import Datum, Figure
from hawse.dossier.drawn import MOST_ROWS, draw
from hawse.dossier.svg import graph, rows
from hawse.dossier.svg import map as maps
from hawse.dossier.svg.basemap import clip, land, mercator
from hawse.dossier.svg.marks import DASHES, SERIES
from hawse.dossier.svg.scale import months, rounded
from hawse.dossier.svg.verdicts import mark
from hawse.dossier.words import VERDICTS
from tests.dossier.ledgers import at

NS = "{http://www.w3.org/2000/svg}"
finite = st.floats(-1e12, 1e12, allow_nan=False)


def parsed(svg):
    """Read a drawing as XML; a drawing that is no XML fails here."""
    return ET.fromstring(svg)  # noqa: S314 -- our own drawing


@given(st.lists(finite, min_size=1, max_size=9))
def test_no_mark_passes_the_axis(values):
    """A scale holds all its values; a bar longer than its axis would be a false picture."""
    scale = rounded(values, 10, 200)

    slack = 1e-9 + 1e-6 * max(map(abs, values))
    assert scale.low <= min(values) + slack
    assert max(values) <= scale.high + slack
    assert all(10 <= scale.at(v) <= 200 for v in values)
    assert list(scale.ticks) == sorted(scale.ticks)


def test_a_bar_is_as_long_as_its_value():
    """Twice the value is twice the bar, from nought."""
    data = (Datum("a", (), best=10.0), Datum("b", (), best=20.0))
    scale = rows.scale_of(data)
    widths = [float(parsed(rows.bar(d, scale, 0)).findall("rect")[0].get("width")) for d in data]

    assert 2 == pytest.approx(widths[1] / widths[0], rel=0.01)


@pytest.mark.parametrize(("datum", "arrows"), [
    (Datum("closed", (), low=1, best=2, high=3), 0), (Datum("open above", (), low=1), 1), (Datum("open below", (), high=3), 1), (Datum("nothing", ()), 0),
])  # fmt: skip
def test_an_open_end_is_an_arrow_and_nothing_said_is_nothing_drawn(datum, arrows):
    """'At least eight' must not look like 'exactly eight'."""
    got = parsed(rows.interval(datum, rows.scale_of([Datum("x", (), low=0, high=4), datum]), 0))

    assert arrows == len(got.findall("polygon"))


def test_synthetic_estimated_and_observed_bars_differ_in_form():
    """Colour alone tells nothing to one reader in twelve, nor to a printer."""
    kinds = [
        Datum("x", (), best=9.0),
        Datum("x", (), best=9.0, basis="estimated"),
        Datum("x", (), best=9.0, basis="reported"),
        Datum("x", (), best=9.0, synthetic=True),
    ]
    scale = rows.scale_of(kinds)

    assert 4 == len({rows.bar(d, scale, 0) for d in kinds})


def test_a_line_breaks_where_nothing_was_seen():
    """A month without data is a gap, not a straight line across it."""
    data = tuple(
        Datum(f"{m}", (), best=v, start=at(f"2017-{m:02}-01"))
        for m, v in enumerate([1, 2, None, 4, 5], start=1)
    )
    got = parsed(draw(Figure("lines", "t", data)).picture)

    assert 2 == len(got.findall(f"{NS}polyline"))


def test_lines_that_end_at_one_height_keep_their_names_apart():
    """Names printed over one another are no names."""
    data = tuple(
        Datum("x", (), best=5.0, series=s, start=at(f"2017-0{m}-01"))
        for s in "abcd"
        for m in (1, 2)
    )
    texts = [
        t
        for t in parsed(draw(Figure("lines", "t", data)).picture).findall(f"{NS}text")
        if t.text in set("abcd")
    ]
    heights = sorted(float(t.get("y")) for t in texts)

    assert all(b - a >= 14 for a, b in pairwise(heights))


def test_a_graph_runs_from_source_to_sink_and_rings_end():
    """Upstreams stand before those they carry; a ring must not hang the build."""
    assert {"a": 0, "b": 1, "c": 2} == graph.columns([("a", "b"), ("b", "c"), ("a", "c")])
    assert {"a", "b"} == set(graph.columns([("a", "b"), ("b", "a")]))
    assert graph.draw(
        "t", (Datum("a", (), to="a"), Datum("a", (), to="b"), Datum("b", (), to="a"))
    )


@pytest.mark.parametrize(
    "kind", ["bars", "lines", "intervals", "gauge", "graph", "table", "map", "note"]
)
def test_a_figure_without_data_draws_nothing_and_does_not_fail(kind):
    """A channel may have a question and no rows."""
    got = draw(Figure(kind, "t", caption="c"))

    assert ((), "", 0) == (got.lines, got.picture, got.total)


numbers = st.none() | finite
data = st.builds(
    Datum, label=st.text(max_size=12), ids=st.just(()), low=numbers, best=numbers, high=numbers, unit=st.sampled_from(["USD", "share", "-", "odd"]), series=st.sampled_from(["", "a", "cap", "<b>"]),
    to=st.text(max_size=6), start=st.none() | st.sampled_from([at("2017-01-01"), at("2018-05-01")]), cells=st.lists(st.sampled_from(["43", "131 132", "x", "91", "port", "silent", "<i>", ""]), max_size=4).map(tuple),
    basis=st.sampled_from(["observed", "estimated", "odd"]), synthetic=st.booleans(),
)  # fmt: skip


@settings(deadline=None)  # the first map reads the land from disk
@given(
    st.sampled_from(["bars", "lines", "intervals", "gauge", "graph", "table", "map", "note"]),
    st.lists(data, max_size=6).map(tuple),
)
def test_any_figure_gives_well_formed_drawings(kind, rows_):
    """A panel of another author may hand over anything; the page holds."""
    got = draw(Figure(kind, "<t>", rows_, unit="USD", columns=("one", "two")))
    pictures = [
        got.picture,
        *(c.picture for line in got.lines for c in line.cells),
        *(c.picture for c in got.head),
    ]

    assert all(parsed(p) is not None for p in pictures if p)
    assert len(rows_) == got.total or kind == "lines"
    assert not re.search(
        r"nan|inf",
        " ".join(re.findall(r' (?:x|y|cx|cy|width|points|d)="([^"]*)"', " ".join(pictures))),
    )


def test_a_figure_of_many_rows_says_how_many_it_has():
    """What is left out is counted."""
    got = draw(
        Figure(
            "table",
            "t",
            tuple(Datum(str(n), (), cells=(str(n),)) for n in range(MOST_ROWS + 5)),
            columns=("n",),
        )
    )

    assert (MOST_ROWS, MOST_ROWS + 5) == (len(got.lines), got.total)


def test_the_map_has_the_ports_where_they_are_and_the_land_around_them():
    """Vladivostok lies north-east of Rajin; three countries meet there and two are named."""
    ports = (
        Datum("Vladivostok", (), cells=("43.11", "131.88", "port")),
        Datum("Rajin", (), cells=("42.24", "130.29", "port")),
    )
    got = parsed(maps.draw("Ports", ports, None))
    (x1, y1), (x2, y2) = [
        (float(r.get("x")), float(r.get("y"))) for r in got.findall(f".//{NS}g/{NS}rect")
    ]
    names = {t.text for t in got.findall(f"{NS}text")}

    assert x1 > x2
    assert y1 < y2
    assert {"Vladivostok", "Rajin", "RUSSIA", "NORTH KOREA"} <= names


def test_lines_of_the_map_tell_seen_from_unseen_without_colour():
    """A path that nobody saw is dashed and never smoothed."""
    marks = ("observed", "silent", "elsewhere", "declared")
    drawn = [
        parsed(
            maps.draw("t", (Datum("v", (), cells=("43.1 42.0", "131.9 130.0", m)),), None)
        ).find(f".//{NS}polyline")
        for m in marks
    ]

    assert 4 == len({(p.get("stroke-width"), p.get("stroke-dasharray")) for p in drawn})


def test_a_map_across_the_date_line_holds_both_sides():
    """Petropavlovsk to Dutch Harbor crosses 180 degrees; land on both sides is drawn."""
    box = (150.0, 48.0, 200.0, 66.0)

    assert {"Russia", "United States of America"} <= {c.name for c in land(box)}


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=12))
def test_a_ring_cut_to_a_box_lies_in_it(ring):
    """Land outside the case's corner would be bytes for nothing."""
    assert all(-5 <= x <= 5 and -4 <= y <= 4 for x, y in clip(ring, (-5, -4, 5, 4)))


def test_mercator_is_right_at_known_places():
    """Nought at the equator, and the tabled northing of 60 degrees: ln(2 + sqrt 3) radians."""
    assert 0 == pytest.approx(mercator(0), abs=1e-12)
    assert 75.456129 == pytest.approx(mercator(60), abs=1e-6)


def test_months_are_few_and_within():
    """An axis has room for a handful of dates."""
    got = months(at("2010-03-05"), at("2019-11-20"))

    assert 0 < len(got) <= 10
    assert all(at("2010-03-05") <= t <= at("2019-11-20") for t in got)


def test_every_verdict_has_a_mark_of_its_own():
    """Six verdicts, six shapes."""
    assert 6 == len({mark(v) for v in VERDICTS})


# Machado, Oliveira and Fernandes 2009, severity 1.0
DEFICIENT = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def lab(colour, matrix):
    """Give a colour in CIE L*a*b* (D65) as an eye of that kind sees it."""
    raw = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lin = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in raw]
    seen = [min(1, max(0, sum(m * v for m, v in zip(row, lin, strict=True)))) for row in matrix]
    xyz = [
        sum(m * v for m, v in zip(row, seen, strict=True))
        for row in ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    ]
    f = [
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (a / b for a, b in zip(xyz, (0.95047, 1, 1.08883), strict=True))
    ]
    return (116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]))


@pytest.mark.parametrize("eye", DEFICIENT)
def test_the_colours_of_any_two_series_differ_for_every_eye(eye):
    """CIE76 distance of 15 at least under three kinds of colour blindness; the dash differs as well."""
    seen = {c: lab(c, DEFICIENT[eye]) for c in SERIES}
    nearest = min(
        sum((a - b) ** 2 for a, b in zip(seen[x], seen[y], strict=True)) ** 0.5
        for x, y in combinations(SERIES, 2)
    )

    assert nearest >= 15
    assert len(SERIES) == len(set(DASHES))


def test_places_are_found_by_their_columns_names_or_by_their_order():
    """A panel may put names and sources beside the degrees."""
    named = Datum("Rajin", (), cells=("Rajin", "42.24", "130.29", "port"))
    plain = Datum("Rajin", (), cells=("42.24", "130.29", "port"))
    columns = ("name", "latitude", "longitude", "mark")

    assert [(130.29, 42.24)] == maps.places(named, columns) == maps.places(plain)
    assert "port" == maps.spot(named, columns)[2]
    assert [] == maps.places(Datum("no", (), cells=("91", "0", "port")))


@pytest.mark.parametrize(("datum", "colour"), [
    (Datum("under", (), best=0.5, unit="share"), SERIES[0]), (Datum("over", (), best=1.5, unit="share"), SERIES[1]),
    (Datum("at least", (), low=1.2, unit="share"), SERIES[1]), (Datum("up to", (), low=0.2, high=1.4, unit="share"), SERIES[0]),
])  # fmt: skip
def test_use_is_over_the_cap_only_where_its_best_or_least_is(datum, colour):
    """An interval that reaches over the cap is not yet above it."""
    scale = rows.scale_of([datum], 1.0)

    assert colour in rows.gauge(datum, scale, rows.cap_of([datum], "share"))
    assert rows.gauge(datum, scale, None) != rows.gauge(datum, scale, 1.0)


def test_a_graphs_pictures_follow_time():
    """'Before' stands above 'after' whatever the order of the rows."""
    edges = (
        Datum("a", (), to="b", series="after", start=at("2017-11-01")),
        Datum("a", (), to="b", series="before", start=at("2017-10-01")),
    )

    assert ["before", "after"] == graph.series_in_time(edges)


def test_columns_in_which_nothing_stands_are_left_out_and_one_basis_is_said_once():
    """An empty column is noise on a phone."""
    got = draw(
        Figure(
            "bars",
            "t",
            (
                Datum("a", ("x",), best=1.0, basis="reported"),
                Datum("b", ("x",), best=2.0, basis="reported"),
            ),
        )
    )

    assert ["what", "", "amount"] == [c.text for c in got.head]
    assert ("reported", False) == (got.basis, got.bases)


def test_counts_have_whole_ticks():
    """There is no half of a ship."""
    assert (0.0, 1.0, 2.0) == rounded([1, 2], 0, 100).ticks
