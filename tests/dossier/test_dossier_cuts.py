"""If a line is cut: what stays is an interval, and nothing is said where one partner alone is known."""

from hawse.dossier.build import build
from tests.dossier.ledgers import about, at, finding, rows, sha, tables

YEAR = {"period_start": at("2017-01-01"), "period_end": at("2018-01-01")}


def line(partner, low, high, *, name="f-a", **more):
    """Make one lifeline of workers in 2017."""
    row = {
        "channel": "labour", "partner": f"country:{partner}", "target": "country:KP",
        "role": "supplier", "flow": "to_target", "q_low": low, "q_high": high, "unit": "person",
        "finding_ids": [sha(name)], "basis": "reported", "synthetic": False, **YEAR,
    }  # fmt: skip
    return {**row, **more}


def cut(*lines):
    """Build the page of these lifelines alone; give its cuts."""
    found = [finding(n, "labour", "workers_abroad", "n workers") for n in ("f-a", "f-b", "f-c")]
    made = tables({**rows(), "lifelines": list(lines), "findings": found})
    return build(made, {}, about()).cuts


def plain(text):
    """Put plain spaces for the narrow ones."""
    return text.replace("\u202f", " ")


def test_what_goes_and_what_stays_are_intervals_over_what_is_known():
    """30,000 (25,000 to 35,000) of them and of 50,000 (45,000 to 55,000): the ends are the worst of both."""
    russia, china = cut(line("RU", 25e3, 35e3), line("CN", 45e3, 55e3, name="f-b")).rows

    assert ("Russia", "31–44 %", "56–69 %", "China") == (
        russia.line, plain(russia.lost), plain(russia.left), russia.others,
    )  # fmt: skip
    assert ("China", "56–69 %", "31–44 %", "Russia") == (
        china.line, plain(china.lost), plain(china.left), china.others,
    )  # fmt: skip
    assert {sha("f-a"), sha("f-b")} == set(russia.ids)


def test_two_figures_of_one_partner_are_one_part_and_never_added():
    """Two speakers counting the same workers do not double them."""
    twice = cut(
        line("RU", 25e3, 35e3),
        line("RU", 30e3, 40e3, name="f-c"),
        line("CN", 45e3, 55e3, name="f-b"),
    )

    assert "31–47 %" == plain(twice.rows[0].lost)


def test_an_open_end_stays_open():
    """At least 20,000 of who knows how many may be nearly all."""
    russia, _ = cut(line("RU", 25e3, None), line("CN", 45e3, 55e3, name="f-b")).rows

    assert "31–100 %" == plain(russia.lost)


def test_of_one_known_partner_nothing_is_said():
    """That no other is known is not that there is none."""
    got = cut(line("RU", 25e3, 35e3), line("CN", 1.0, 2.0, unit="USD", name="f-b"))

    assert ((), 2) == (got.rows, got.alone)


def test_connections_are_not_weighed():
    """A link says nothing of its traffic."""
    got = cut(line("RU", 1.0, 1.0, channel="routes"), line("CN", 1.0, 1.0, channel="routes"))

    assert ((), 0) == (got.rows, got.alone)


def test_what_is_made_up_is_never_added_to_what_is_not():
    """A synthetic figure is no part of a real supply."""
    got = cut(line("RU", 25e3, 35e3), line("CN", 45e3, 55e3, synthetic=True))

    assert ((), 2) == (got.rows, got.alone)
