"""The scripts that take a folder: they find its tables by their columns, and say what is not there."""

import gzip

import pytest
from evaluation.detours import report as ranked
from evaluation.missing_trade import report as missing
from evaluation.tables import exports, imports

EXPORTS = "iso,year,eur\n" + "".join(
    f"KGZ,{y},{100 if y < 2022 else 300}\n" for y in range(2019, 2024)
)
IMPORTS = "reporter,year,eur\n" + "".join(
    f"Kyrgyzstan,{y},{106 if y < 2022 else 150}\n" for y in range(2019, 2024)
)


@pytest.fixture
def folder(tmp_path):
    """A folder with exports (gzipped), imports under a country's name, and something else."""
    (tmp_path / "sent.csv.gz").write_bytes(gzip.compress(EXPORTS.encode()))
    (tmp_path / "got.csv").write_text(IMPORTS, "utf-8")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    return tmp_path


def test_tables_are_found_by_their_columns_and_names_by_the_facts(folder):
    """A country by its name in one table and by its code in the other is one partner."""
    got = missing(folder)

    assert ["KGZ"] == got["pooled"]
    assert 0.7 < got["share_low"] <= got["share_high"] < 0.85


def test_the_same_table_twice_is_not_added(folder):
    """A copy beside the original changes nothing."""
    once = missing(folder)
    (folder / "copy.csv").write_text(EXPORTS, "utf-8")

    assert once == missing(folder)


def test_a_line_that_is_no_amount_is_left_out(folder):
    """A word for a number is no year and no euro."""
    (folder / "got.csv").write_text(IMPORTS + "Kyrgyzstan,soon,7\nKyrgyzstan,2030,many\n", "utf-8")

    assert 2030 not in imports(folder)["KGZ"]


@pytest.mark.parametrize("script", [missing, ranked])
def test_a_folder_without_the_table_says_which_columns_are_wanted(tmp_path, script):
    """An empty answer would look like a finding."""
    with pytest.raises(ValueError, match="no table with the columns iso, year, eur"):
        script(tmp_path)


MEMBERS = "reporter,partner,period,eur\n" + "".join(
    f"{who},Georgia,{y}-{m:02d},{eur}\n"
    for y in (2021, 2022)
    for m in range(1, 13)
    for who, eur in (
        ("Germany", 5),
        ("Poland", 2),
        ("EA20", 6),
        ("EU_historical", 9),
        ("United Kingdom", 4),
    )
    if (y, m) != (2022, 12)
)


def test_members_months_make_whole_years_without_aggregates(tmp_path):
    """12 x (5 + 2); a year of eleven months is none; the euro area and others are not added."""
    (tmp_path / "m.csv").write_text(MEMBERS, "utf-8")

    assert {"GEO": {2021: 84.0}} == exports(tmp_path)


def test_the_unions_own_total_counts_before_its_members(tmp_path):
    """Members may be hidden; the total holds them all."""
    total = "".join(f"EU27_2020,Georgia,2021-{m:02d},10\n" for m in range(1, 13))
    (tmp_path / "m.csv").write_text(MEMBERS + total, "utf-8")

    assert {"GEO": {2021: 120.0}} == exports(tmp_path)


def test_a_broken_archive_is_named(folder):
    """A file that stops in the middle is no empty table."""
    (folder / "cut.csv.gz").write_bytes(gzip.compress(EXPORTS.encode())[:40])

    with pytest.raises(ValueError, match=r"cut.csv.gz cannot be unpacked"):
        exports(folder)


@pytest.mark.parametrize("partner", ["Georgia", "GEO", "GE", "ge"])
def test_senders_outside_the_union_are_added_however_a_country_is_written(tmp_path, partner):
    """A folder of other reporters has no row of the union: all its reporters are the senders."""
    (tmp_path / "a.csv").write_text(
        f"reporter,partner,year,eur\nJapan,{partner},2022,5\nUnited States,{partner},2022,7\n",
        encoding="utf-8",
    )
    (tmp_path / "imports.csv").write_text(
        f"reporter,partner,year,eur\n{partner},Japan,2022,4\n", encoding="utf-8"
    )

    assert {"GEO": {2022: 12.0}} == exports(tmp_path)
    assert {"GEO": {2022: 4.0}} == imports(tmp_path)


def test_a_table_that_begins_shortly_before_the_shock_is_ranked_too(tmp_path):
    """Three years before the shock are two changes: few, and better than no rank at all."""
    lines = [f"{who},{year},40000000" for who in ("UZB", "SRB") for year in range(2019, 2023)]
    lines += ["GEO,2019,40000000", "GEO,2020,44000000", "GEO,2021,40000000", "GEO,2022,200000000"]
    (tmp_path / "a.csv").write_text("iso,year,eur\n" + "\n".join(lines), encoding="utf-8")

    got = ranked(tmp_path)

    assert got["ranks"]["2022"]["GEO"] == 1
    assert got["partners"]["2022"] == 3


@pytest.mark.parametrize(("mark", "amount"), [(";", "eur"), ("\t", "usd"), (",", "value")])
def test_another_separator_or_currency_of_a_whole_table_changes_nothing(tmp_path, mark, amount):
    """Shares and ranks do not depend on the currency; a semicolon parts as well as a comma."""
    (tmp_path / "a.csv").write_text(
        mark.join(("ISO3", "Year", amount)) + "\n" + mark.join(("KGZ", "2022", "5")) + "\n"
    )

    assert {"KGZ": {2022: 5.0}} == exports(tmp_path)
