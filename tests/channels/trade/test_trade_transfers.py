"""The script that calibrates breaks on money sent home: it dates a planted break and leaves lines that are none."""

import gzip

import pytest
from evaluation.transfers import report

HEAD = "year,month,country,direction,type,K_USD\n"


def months(country, before, after, *, at=(2022, 4)):
    """Give four years of inflows that jump in a month."""
    return "".join(
        f"{y},{m},{country},Inflow,total,{(after if (y, m) >= at else before) * (1 + 0.05 * (m % 3 - 1))}\n"
        for y in range(2020, 2024) for m in range(1, 13)
    )  # fmt: skip


def test_a_jump_is_dated_with_its_ratio_and_controls(tmp_path):
    """Fivefold from April 2022; Germany, which did not move, did not break then."""
    path = tmp_path / "t.csv.gz"
    text = (
        HEAD
        + months("Russian Federation", 2000, 10000)
        + months("Germany", 3000, 3000)
        + "2022,13,Germany,Inflow,total,x\n"
    )
    path.write_bytes(gzip.compress(text.encode()))
    got = report(path)

    assert ("2022-04", 5.0) == (got["break"]["month"], got["break"]["ratio_12_months"])
    assert (1, []) == (got["controls"], got["controls_that_broke_then"])


def test_a_country_that_is_not_there_is_said(tmp_path):
    """The countries that are there, not an empty answer."""
    path = tmp_path / "t.csv"
    path.write_text(HEAD + months("Germany", 3000, 3000), "utf-8")

    with pytest.raises(ValueError, match="Germany"):
        report(path)


@pytest.mark.shared
def test_the_armenian_transfers_broke_in_spring_2022(shared):
    """Dated March to May 2022, twelve months after over twelve before 5.1 within .3."""
    got = report(shared / "data/trade/cba_money_transfers_by_country_monthly_2013_2024.csv.gz")[
        "break"
    ]

    assert "2022-03" <= got["month"] <= "2022-05"
    assert 4.8 <= got["ratio_12_months"] <= 5.4
