"""The scripts that take a folder: they find its tables by their columns, and say what is not there."""

import gzip

import pytest
from evaluation.detours import report as ranked
from evaluation.missing_trade import report as missing
from evaluation.tables import panel

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

    assert 2030 not in panel(folder, "reporter")["KGZ"]


@pytest.mark.parametrize("script", [missing, ranked])
def test_a_folder_without_the_table_says_which_columns_are_wanted(tmp_path, script):
    """An empty answer would look like a finding."""
    with pytest.raises(ValueError, match="no table with the columns iso, year, eur"):
        script(tmp_path)
