"""Who is in which country: registries' codes, and dated facts that stand instead of them."""

from hawse.channels.routes import CHANNEL
from hawse.testing import Bench

DELEGATIONS = """
registry  country  kind  start   value  on          status     as_of
apnic     KP       asn   131279  1      2009-12-21  allocated  2016-12-13
ripencc   RU       asn   500     3      2010-01-01  allocated  2016-12-13
ripencc   RU       asn   900     1      2010-01-01  allocated  2013-01-01
ripencc   UA       asn   900     1      2010-01-01  allocated  2015-01-01
ripencc   RU       ipv4  1.2.3.0  256   2010-01-01  allocated  2016-12-13
"""


def belongs(tmp_path, facts: str) -> dict[str, list[tuple[str, str, str]]]:
    """Run the step; give each AS's spans as (country, from, to)."""
    bench = Bench(tmp_path, CHANNEL)
    bench.add("delegations", DELEGATIONS)
    bench.add("as_countries", facts)
    got: dict[str, list[tuple[str, str, str]]] = {}
    for row in bench.run("countries_of_ases").to_pylist():
        got.setdefault(row["child"], []).append((row["parent"], str(row["from"]), str(row["to"])))
    return got


FACTS = """
asn  country  from        to          overrides  why       source
501  UA       -           -           true       Crimea    a paper
502  UA       2014-01-01  2014-12-31  true       disputed  a paper
"""


def test_a_block_of_numbers_is_a_row_for_each(tmp_path):
    """One line of a registry may delegate several ASes."""
    got = belongs(tmp_path, FACTS)

    assert [("country:RU", "2010-01-01", "None")] == got["as:500"]
    assert [("country:KP", "2009-12-21", "None")] == got["as:131279"]


def test_a_fact_without_dates_stands_for_good(tmp_path):
    """A network in Crimea is not in the country of its registry's code."""
    assert [("country:UA", "None", "None")] == belongs(tmp_path, FACTS)["as:501"]


def test_a_dated_fact_leaves_the_rest_to_the_registry(tmp_path):
    """Before and after the override the registry's code holds."""
    assert [
        ("country:RU", "2010-01-01", "2013-12-31"),
        ("country:RU", "2015-01-01", "None"),
        ("country:UA", "2014-01-01", "2014-12-31"),
    ] == sorted(belongs(tmp_path, FACTS)["as:502"])


def test_a_code_that_changed_holds_from_the_first_file_that_has_it(tmp_path):
    """Registries rewrite the past; the day of a change is that of the file."""
    assert [
        ("country:RU", "2010-01-01", "2014-12-31"),
        ("country:UA", "2015-01-01", "None"),
    ] == sorted(belongs(tmp_path, FACTS)["as:900"])


def test_every_row_says_where_it_is_from(bench):
    """The ledger climbs these rows; each must name its source."""
    rows = bench.run("countries_of_ases").to_pylist()

    assert rows
    assert all(row["source"] for row in rows)
    assert ("as:20485", "country:RU") in {(r["child"], r["parent"]) for r in rows}
