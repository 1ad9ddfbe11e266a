"""Remarks in notes: figures spelt out, prices, differences, bases; and what is another matter."""

import time

import pytest

from hawse.channels.trade.check.phrases import OF_CHANGE, own
from hawse.channels.trade.check.quoted import quoted
from hawse.channels.trade.check.stated import stated
from hawse.channels.trade.read.amounts import read_amount
from hawse.channels.trade.read.wording import fraction, in_digits, number, vague

FCS = "trade,Russia (FCS via X),PRK"
FUEL = "fuel,1718 Committee (Russia),PRK,export"


def slips(case, *lines):
    """Give the rows that any check flags."""
    made = case("\n".join(lines)).run("arithmetic").to_pylist()
    return sorted({f for r in made if r["verdict"] == "slip" for f in r["figures"]})


def checks(case, *lines):
    """Give the verdicts of every check of these lines."""
    return [r["verdict"] for r in case("\n".join(lines)).run("arithmetic").to_pylist()]


@pytest.mark.parametrize(("value", "unit", "ends", "into"), [
    ("1 498", "tonnes", (1498, 1498, 1498), "t"),
    ("1\u202f498", "barrels", (1498, 1498, 1498), "bbl"),
    ("30 thousand", "tonnes", (30_000, 30_000, 30_000), "t"),
    ("30k", "persons", (30_000, 30_000, 30_000), "person"),
    ("30.18", "kt", (30_180, 30_180, 30_180), "t"),
    ("1,498,000", "kg", (1498, 1498, 1498), "t"),
    ("between 1,400 and 1,500", "tonnes", (1400, None, 1500), "t"),
    ("30-40 thousand", "persons", (30_000, None, 40_000), "person"),
    ("forty thousand", "persons", (40_000, 40_000, 40_000), "person"),
    ("tens of thousands", "persons", (20_000, None, 100_000), "person"),
    ("half a million", "barrels", (500_000, 500_000, 500_000), "bbl"),
    ("500 ± 20", "tonnes", (480, 500, 520), "t"),
    ("500+", "USD million", (500e6, None, None), "USD"),
    ("31.4", "million US dollars", (31.4e6, 31.4e6, 31.4e6), "USD"),
    ("8.4", "billion yuan", (8.4e9, 8.4e9, 8.4e9), "CNY"),
    ("73.4", "% of total exports", (0.734, 0.734, 0.734), "share"),
    ("-6.7", "% y/y", (0.933, 0.933, 0.933), "factor"),
])  # fmt: skip
def test_an_amount_is_read_as_people_write_it(value, unit, ends, into):
    """Grouped by spaces, scaled, spelt out, as a range: the same amount."""
    got = read_amount(value, unit)

    assert (ends, into) == ((got.low, got.best, got.high), got.unit)


@pytest.mark.parametrize(("value", "unit", "why"), [
    ("30 thousand", "thousand tonnes", "both have a scale"),
    ("31,4", "USD million", "with a point for decimals"),
    ("many", "tonnes", "no number"),
    ("a few", "tonnes", "no number"),
    ("1 2", "tonnes", "no number"),
    ("5", "million", "not known"),
    ("1498", "MT", "not known"),
    ("9" * 101, "tonnes", "goes on for 101 characters"),
])  # fmt: skip
def test_an_amount_that_two_could_read_differently_is_refused(value, unit, why):
    """A scale said twice, a comma that may be a point, MT that may be a million tonnes."""
    with pytest.raises(ValueError, match=why):
        read_amount(value, unit)


def test_numbers_in_words():
    """Whole phrases only: 'one of them' and 'a' are no numbers."""
    assert [41_000.0, 115.0, 12.0, None, None, None] == [
        number(w)
        for w in ("forty-one thousand", "a hundred and fifteen", "dozen", "one of them", "a", "")
    ]
    assert (2 / 3, None) == (fraction("two thirds"), fraction("two old halves"))
    assert (200.0, 1000.0) == vague("hundreds")
    assert "up 54 percent of one" == in_digits("up fifty-four percent of one")


@pytest.mark.parametrize(("note", "flagged"), [
    ("rose by a third", True),
    ("up by two thirds", True),
    ("fell by half", True),
    ("up fifty-four percent", True),
    ("+54,2%", True),
    ("+54%; from 100 million", True),
    ("up 54% from 100 USD million", True),
    ("rose from 100 to 144, or 54%", True),
    ("up by 34 USD million", True),
    ("Yonhap says +54%", True),
    ("up forty-four percent", False),
    ("+44,0%", False),
    ("up 44% from 100 USD million", False),
    ("rose from 100 to 144, or 44%", False),
    ("up by 44 USD million", False),
    ("Yonhap says +44%", False),
    ("price fell 20%", False),
    ("40% from Vladivostok", False),
    ("doubled its fleet", False),
    ("down 5% in August", False),
    ("5.4 times the 2010 level", False),
    ("exports 20 times imports", False),
    ("5 times larger than imports", False),
    ("two figures differ by 10%", False),
    ("said to be 20% too low", False),
    ("1 USD = 6.9 CNY", False),
    ("rate 6.76 CNY per USD", False),
    ("3 rubles a litre", False),
    ("500 USD million over five years", False),
    ("from 12 ports to 3 ports", False),
    ("from 9 to 12 ships, half of them new", False),
])  # fmt: skip
def test_a_remark_is_held_against_its_row_only_if_it_speaks_of_it(case, note, flagged):
    """100 million became 144: +44 %. What is said of prices, ports or August is another matter."""
    got = slips(
        case,
        f"1,{FCS},export,2016,100,USD million,all,u,",
        f'2,{FCS},export,2017,144,USD million,all,u,"{note}"',
    )

    assert flagged == ("2" in got)


@pytest.mark.parametrize(("note", "flagged"), [
    ("= 14,279 barrels", True),
    ("equivalent to about 21,500 barrels", True),
    ("12,479 barrels => 7.33", True),
    ("12,479 barrels, i.e. 7.46 bbl/t", True),
    ("12,479 barrels => 8.33", False),
    ("equivalent to about 12,500 barrels", False),
    ("capacity 5,000 barrels", False),
    ("range 8,000-50,000 barrels", False),
    ("5 vessels of 1,200 barrels each", False),
    ("up to 5,000 b/d possible", False),
    ("12,479 barrels by another count", False),
    ("6,000 barrels more than planned", False),
])  # fmt: skip
def test_an_amount_in_a_note_is_the_rows_own_only_if_nothing_else_is_spoken_of(
    case, note, flagged
):
    """1,498 t are 12,479 barrels at 8.33; a capacity, a range or a ship's load is not the amount."""
    assert flagged == bool(
        slips(case, f'1,{FUEL},2020-07,1498,tonnes,refined petroleum,u,"{note}"')
    )


@pytest.mark.parametrize(("product", "barrels", "verdict"), [
    ("jet fuel", 9_724, "explained"),
    ("jet fuel", 7_836, "slip"),  # by fuel oil's factor
    ("petrol", 9_206, "slip"),  # by diesel's
    ("mazut", 7_836, "explained"),
    ("LPG", 9_206, "slip"),
    ("lubricants", 8_700, "mix"),  # no factor of its own: somewhere among fuels
    ("lubricants", 17_000, "slip"),  # but no fuel is so light
])  # fmt: skip
def test_a_product_by_another_name_has_its_own_factor(case, product, barrels, verdict):
    """Another product's factor explains nothing; a fuel that nobody listed is flagged, not passed over."""
    line = f"{FUEL},2019,{{}},{{}},{product},u,"

    got = checks(case, "1," + line.format(1234, "tonnes"), "2," + line.format(barrels, "barrels"))

    assert [verdict] == got


def test_barrels_a_day_are_the_other_half_of_a_pair(case):
    """139,000 t of 2016 are 2,840 barrels a day, not 3,840."""
    line = f"{FUEL},2016,{{}},{{}},gasoil,u,"
    tonnes = "1," + line.format(139_000, "tonnes")

    assert {"explained"} == set(checks(case, tonnes, "2," + line.format(2840, "barrels per day")))
    assert "slip" in checks(case, tonnes, "2," + line.format(3840, "barrels per day"))


@pytest.mark.parametrize(("note", "flagged"), [
    ("73.4% of the total", True),
    ("accounts for 73.4 percent of exports", True),
    ("half of exports", True),
    ("83.4% of the total", False),
    ("more than 80% of exports", False),
    ("four fifths of exports", False),
    ("half of it coal", False),
    ("73.4% of the region's exports", False),
])  # fmt: skip
def test_a_share_in_a_note_is_held_against_the_whole(case, note, flagged):
    """61.9 of 74.2 million is 83.4 percent."""
    got = slips(
        case,
        f"1,{FCS},export,2017,74.2,USD million,all,u,",
        f'2,{FCS},export,2017,61.9,USD million,mineral products,u,"{note}"',
    )

    assert flagged == bool(got)


def test_a_share_of_turnover_may_be_that_of_exports(case):
    """Exports of 61.9 in a turnover of 100 are 61.9 percent, not 73.4."""
    lines = [
        f"1,{FCS},turnover,2017,100,USD million,all,u,",
        f"2,{FCS},export,2017,61.9,USD million,all,u,",
    ]

    assert ["3"] == [
        f
        for f in slips(case, *lines, f"3,{FCS},export,2017,73.4,percent of turnover,all,u,")
        if f == "3"
    ]
    assert [] == slips(case, *lines, f"3,{FCS},export,2017,61.9,percent of turnover,all,u,")


@pytest.mark.parametrize(("metals", "flagged"), [(12.3, False), (12.4, False), (21.9, True)])
def test_products_together_are_no_more_than_all_goods(case, metals, flagged):
    """Minerals and metals of one speaker are parts of one whole; two percent are granted."""
    got = slips(
        case,
        f"1,{FCS},export,2017,74.2,USD million,all,u,",
        f"2,{FCS},export,2017,61.9,USD million,mineral products,u,",
        f"3,{FCS},export,2017,{metals},USD million,metals,u,",
    )

    assert flagged == bool(got)


@pytest.mark.parametrize(("note", "flagged"), [
    ("-16% month on month", True),
    ("-6.7% on the previous month", False),
    ("-16% on August", False),
])  # fmt: skip
def test_a_change_on_the_month_before_is_held_against_it(case, note, flagged):
    """100 became 93.3 a month later."""
    got = slips(
        case,
        f"1,{FCS},export,2017-08,100,USD million,all,u,",
        f'2,{FCS},export,2017-09,93.3,USD million,all,u,"{note}"',
    )

    assert flagged == bool(got)


@pytest.mark.parametrize(("line", "flagged"), [
    ("trade,China customs,PRK,import,2016,22,million tonnes,coal,u,nearly 1.2 USD million", True),
    ("trade,China customs,PRK,import,2016,22,million tonnes,coal,u,nearly 1.2 USD billion", False),
    ("trade,China customs,PRK,import,2016,22,million tonnes,coal,u,1.2 USD billion; 84 USD per tonne", True),
    ("trade,China customs,PRK,import,2016,22,million tonnes,coal,u,1.2 USD billion; 54.5 USD per tonne", False),
    ("labour,X,world,DPRK workers,2017,100000,persons,,u,500 USD million; 500 USD per worker", True),
    ("labour,X,world,DPRK workers,2017,100000,persons,,u,500 USD million; 5000 USD per worker", False),
    ("labour,X,world,DPRK workers,2017,100000,persons,,u,earn 700 USD a month each", False),
    ("fuel,1718 Committee (Russia),PRK,export,2017,120000,tonnes,diesel,u,12000 tonnes a month on average", True),
    ("fuel,1718 Committee (Russia),PRK,export,2017,120000,tonnes,diesel,u,10000 tonnes a month on average", False),
    ("fuel,1718 Committee (Russia),PRK,export,2017,120000,tonnes,diesel,u,12000 tonnes a month in winter", False),
])  # fmt: skip
def test_a_price_or_an_average_is_held_against_its_amounts(case, line, flagged):
    """22 million tonnes for 1.2 billion dollars are 54.5 dollars a tonne, and no million is enough."""
    assert flagged == bool(slips(case, f"1,{line}"))


@pytest.mark.parametrize(("share", "flagged"), [(48, False), (58, True)])
def test_a_part_of_the_cap_is_held_against_the_row_of_the_cap(case, share, flagged):
    """241,114 barrels are 48 percent of the 500,000 that a row of the file gives as the cap."""
    got = slips(
        case,
        "1,cap,UNSCR 2397 (2017) para 5,PRK,cap refined,12 months from 2018-01-01,500000,barrels,refined petroleum,u,",
        f"2,{FUEL},2018,241114,barrels,refined petroleum,u,{share}% of the cap",
    )

    assert flagged == bool(got)


def test_words_around_a_figure_decide_whose_it_is():
    """A speaker and grammar are nobody's; any other noun, name or number makes it another's."""
    assert own("Yonhap says nearly, year on year", OF_CHANGE)
    assert own("on 2016", OF_CHANGE, years=True)
    assert not own("on 2016", OF_CHANGE)
    assert not own("price")


def test_a_quoted_amount_keeps_its_unit_and_what_one_of_it_is():
    """A fare of three roubles is no amount of trade; a rate over time is none either."""
    assert [("USD", "t"), ("bbl", None)] == [
        (q.unit, q.per) for q in quoted("$84 a tonne, 30k barrels")
    ]
    assert [] == list(quoted("3 rubles, 5 USD million a year, 12 ships"))


@pytest.mark.parametrize("text", ["5%", "a ", "from 1 to ", "1,", "A ", "half of "])
def test_a_hostile_note_costs_little(case, text):
    """A page of one word in a note is no remark; one just short of the limit is still cheap."""
    begun = time.process_time()

    for size in (599, 100_000):
        note = (text * size)[:size]
        slips(
            case,
            f"1,{FUEL},2019,100,tonnes,diesel,u,",
            f'2,{FUEL},2020,130,tonnes,diesel,u,"{note}"',
        )
        stated(note[:599], grew=True)

    assert time.process_time() - begun < 10
