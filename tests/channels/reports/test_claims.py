"""Claims from single sentences of every channel, whole and damaged; what the rules must leave alone."""

import csv
import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from hawse.channels.reports.extract.article import extract
from hawse.channels.reports.find.claims import names
from hawse.channels.reports.text.split import sentences
from hawse.core.tables import PORTS
from tests.channels.reports.story import places

DAY = datetime(2023, 3, 10, tzinfo=UTC)

CASES = [
    # text, then one row a claim: kind, subject, counterpart, item, flow, low, high, unit
    ("German exports of cars and car parts to Kyrgyzstan rose 5,500 percent between January and October 2022, according to the Institute of Trade.",
     ("trade_change", "DE", "KG", "all", "export", 56, 56, "factor")),
    ("Imports of microchips from China to Kazakhstan tripled to $75 million in 2022.",
     ("trade_change", "KZ", "CN", "semiconductors", "import", 3, 3, "factor"), ("trade_level", "KZ", "CN", "semiconductors", "import", 7.5e7, 7.5e7, "USD")),
    ("Iraq depends on Iran for about 40 percent of its gas, officials in Baghdad said.", ("dependence", "IR", "IQ", "all", None, 0.36, 0.44, "share")),
    ("Georgia's reliance on Russian wheat exceeds 95 percent, a study found.", ("dependence", "RU", "GE", "grain", None, 0.95, None, "share")),
    ("The European Union banned imports of Russian oil products on Feb. 5, 2023.", ("in_force", "RU", None, "oil_products", None, None, None, None)),
    ("About 1.1 million Kyrgyz citizens work in Russia and sent home $2.8 billion in 2022.",
     ("workers_abroad", "RU", "KG", None, None, 990_000, 1_210_000, "person"), ("remittances", "RU", "KG", None, None, 2.8e9, 2.8e9, "USD")),
    ("China imported 1.3 million tonnes of coal from North Korea in January, up 20 percent from a year earlier, customs data showed.",
     ("trade_level", "CN", "KP", "coal", "import", 1.3e6, 1.3e6, "t"), ("trade_change", "CN", "KP", "coal", "import", 1.2, 1.2, "factor")),
    ("India's imports of Russian crude oil rose to a record 1.6 million barrels per day in February, according to tanker data.",
     ("trade_level", "IN", "RU", "crude_oil", "import", 1.6e6, 1.6e6, "bbl/day")),
    ("Russia's oil exports to China increased by 28.3% year-on-year in May to 9.71 million tonnes, Chinese customs data showed.",
     ("trade_change", "CN", "RU", "oil", "import", 1.283, 1.283, "factor"), ("trade_level", "CN", "RU", "oil", "import", 9.71e6, 9.71e6, "t")),
    ("Turkey's exports to Russia jumped 87 percent to $9.3 billion in 2022, the Turkish statistics institute said.",
     ("trade_change", "TR", "RU", "all", "export", 1.87, 1.87, "factor"), ("trade_level", "TR", "RU", "all", "export", 9.3e9, 9.3e9, "USD")),
    ("Bilateral trade between Iran and China fell 34 percent in the first nine months of 2019 to $18 billion.",
     ("trade_change", "CN", "IR", "all", "total", 0.66, 0.66, "factor"), ("trade_level", "CN", "IR", "all", "total", 1.8e10, 1.8e10, "USD")),
    ("Russia shipped 4,000 tonnes of diesel to North Korea in January.", ("trade_level", "RU", "KP", "oil_products", "export", 4000, 4000, "t")),
    ("Beijing halted coal imports from North Korea in February 2017.", ("trade_change", "CN", "KP", "coal", "import", 0, 0, "factor")),
    ("Kazakhstan's exports of electronics to Russia have soared since the invasion.", ("trade_change", "KZ", "RU", "all", "export", 1, None, "factor")),
    ("North Korea earned $200 million from exports of banned goods in 2017.", ("trade_level", "KP", None, "all", "export", 2e8, 2e8, "USD")),
    ("China accounts for more than 90 percent of North Korea's trade.", ("dependence", "CN", "KP", "all", None, 0.9, None, "share")),
    ("Russia overtook Saudi Arabia as China's largest oil supplier in May.", ("partner_change", "RU", "CN", "oil", None, None, None, None)),
    ("The G7 nations imposed a $60 per barrel price cap on Russian seaborne crude in December.", ("in_force", "RU", None, "crude_oil", None, 60, 60, "USD/bbl")),
    ("The U.N. Security Council unanimously adopted resolution 2397, which caps refined petroleum exports to North Korea at 500,000 barrels a year.",
     ("in_force", "KP", None, "S/RES/2397", None, 5e5, 5e5, "bbl")),
    ("Russia and China vetoed a U.S.-drafted resolution that would have tightened sanctions on North Korea.",
     ("voted", "RU", "KP", None, None, None, None, None), ("voted", "CN", "KP", None, None, None, None, None)),
    ("North Korea exceeded the annual cap of 500,000 barrels of refined oil, the United States told the council.",
     ("over_cap", "KP", None, "oil_products", None, 5e5, 5e5, "bbl")),
    ("Two North Korean tankers took on fuel from a vessel in a ship-to-ship transfer in October.",
     ("loaded", "KP", None, "fuel", None, 2, 2, "ship"), ("ship_to_ship", "KP", None, None, None, 2, 2, "ship")),
    ("The Panama-flagged tanker switched off its transponder off Vladivostok and was renamed twice.",
     ("dark_gap", "PA", None, None, None, None, None, None), ("identity_change", "PA", None, None, None, None, None, None)),
    ("Around 30,000 North Koreans work in Russia, sending home up to $500 million a year.",
     ("workers_abroad", "RU", "KP", None, None, 27_000, 33_000, "person"), ("remittances", "RU", "KP", None, None, 0, 5e8, "USD")),
    ("China expelled more than 1,000 North Korean workers last year, a diplomat said.", ("repatriation", "CN", "KP", None, None, 1000, None, "person")),
    ("The number of North Korean workers in Kuwait fell to 2,000 from 6,000.", ("workers_abroad", "KW", "KP", None, None, 2000, 2000, "person")),
    ("TransTeleCom, a Russian telecommunications company, started providing a new internet connection to North Korea on Sunday.",
     ("new_upstream", "RU", "KP", None, None, None, None, None)),
    ("Iran's internet went offline for six hours on Saturday.", ("outage", "IR", None, None, None, None, None, None)),
]  # fmt: skip


def told(text, day=DAY):
    """Give the weighable claims of a text as the rows above."""
    known = names(places(), PORTS.empty())
    rows = [
        {"sentence": n, "paragraph": 0, "text": text[a:b]}
        for n, (a, b) in enumerate(sentences(text, cased=text != text.lower()))
    ]
    found = [s for s in extract(rows, day, known, ()) if s.draft.channel != "reports"]
    return [s.draft for s in found], found


def row(draft):
    """Lay a draft out as the rows above."""
    party = [p.removeprefix("country:") if p else None for p in (draft.subject, draft.counterpart)]
    return (
        draft.kind,
        *party,
        draft.item,
        draft.flow,
        draft.amount[0],
        draft.amount[2],
        draft.unit,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0][:40])
def test_a_sentence_gives_the_claims_that_it_makes(case):
    """One rule serves every country: no name stands in a rule."""
    text, *wanted = case
    got = [row(d) for d in told(text)[0]]

    assert (len(wanted), set(wanted)) == (len(got), set(got))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0][:40])
def test_a_text_that_lost_its_case_and_marks_gives_the_same(case):
    """Wire copy comes lower-cased and tokenised; nothing of what it claims may be lost with the capitals."""
    text, *wanted = case
    bare = re.sub(
        r"([,:;])", r" \1", re.sub(r"(\d) , (\d)", r"\1,\2", re.sub(r"['’\"]", " ", text.lower()))
    )
    bare = re.sub(r"(\d) ,(\d)", r"\1,\2", bare)
    got = [row(d) for d in told(bare)[0]]

    assert (len(wanted), set(wanted)) == (len(got), set(got))


@pytest.mark.parametrize("text", [
    "The trade union said its members would strike for 3 days.",
    "She bought 12 apples and 5 pears at the market.",
    "The ship of state sails on, the poet wrote in 1921.",
    "Japan's prime minister opened a school near the sea.",
    "The internet has changed how people shop.",
    "",
])  # fmt: skip
def test_what_is_no_claim_gives_none(text):
    """A false claim costs a reader more than a missed one."""
    assert [] == told(text)[0]


@pytest.mark.parametrize("text", [
    "Amazon reported it sold $30.4 billion in goods in the quarter, up 31 percent from a year earlier.",
    "He vowed to impose a tariff on imports of Fords unless the company cancels a $2.5 billion plant.",
    "Steel mills in China lay off 1.8 million workers.",
    "The U.S. trade deficit with China grew to $365 billion in 2015.",
    "The Security Council has imposed sanctions on individual terrorists in Syria.",
    "China has overtaken Russia to become Central Asia's biggest trade partner.",
])  # fmt: skip
def test_sales_tariffs_deficits_and_layoffs_are_no_trade_and_no_workers_abroad(text):
    """Found by reading claims of real articles: each of these was told as trade, labour or a measure."""
    assert [] == told(text)[0]


@pytest.mark.parametrize(("text", "speaker", "kind", "certainty"), [
    ("Trade with Iran fell 10 percent, according to Turkey's customs service.", "Turkey customs service", "government", "attributed"),
    ("Trade with Iran fell 10 percent, officials said.", "officials", "unnamed_group", "attributed"),
    ("Trade with Iran fell 10 percent, said Dr Jo Vale, an economist in Paris.", "Jo Vale", "named_person", "attributed"),
    ("President Jo Vale told reporters that trade with Iran fell 10 percent.", "Jo Vale", "named_person", "attributed"),
    ("Trade with Iran fell 10 percent, Jo Vale, head of a bank, told Reuters.", "Jo Vale", "named_person", "attributed"),
    ("Trade with Iran may have fallen 10 percent in May, when exports fell 20 percent.", None, None, "hedged"),
    ("Trade with Iran fell 10 percent in China's first quarter.", None, None, "asserted"),
])  # fmt: skip
def test_the_speaker_is_who_vouches_for_it(text, speaker, kind, certainty):
    """Apposition, inversion, an agency passing a word on, and nobody at all."""
    found = told(text)[1][0]

    assert (speaker, certainty) == (found.speaker and found.speaker.name, found.certainty)
    assert speaker is None or kind == found.speaker.kind


def test_a_claim_without_a_day_keeps_its_period_open():
    """'This month' in an undated text is no month at all."""
    found = told("China's imports of coal from North Korea fell 10 percent this month.", day=None)[
        0
    ][0]

    assert (None, None, "relative") == found.period[:3]


@pytest.mark.parametrize(("text", "flag"), [
    ("Exports to North Korea rose nearly 16 percent from $20.4 million to $24.8 million.", "arithmetic_slip:1.216"),
    ("Exports to North Korea rose 22 percent from $20.4 million to $24.8 million.", "arithmetic_agrees"),
    ("Exports to North Korea rose 21 percent from $20.4 million to $24.8 million.", "arithmetic_agrees"),
    ("Exports to North Korea rose 18 percent from $20.4 million to $24.8 million.", "arithmetic_slip:1.216"),
    ("Russia's shipments to North Korea came to 30,180 tonnes (277,365 barrels) in 2019.", "conversion_differs:9.19 bbl/t"),
    ("Russia's shipments to North Korea came to 30,180 tonnes, or 230,000 barrels, in 2019.", "conversion_agrees"),
])  # fmt: skip
def test_a_reports_own_arithmetic_is_checked(text, flag):
    """Real slips of the press: 'nearly 16 percent' for 20.4 to 24.8, and barrels that no product weighs."""
    assert flag in {f for draft in told(text)[0] for f in draft.flags}


def test_a_change_without_two_figures_is_not_judged():
    """There is nothing to hold it against."""
    found = told("Exports to North Korea rose 16 percent to $24.8 million.")[0]

    assert [] == [f for draft in found for f in draft.flags if f.startswith("arithmetic")]


def spoken_in(text):
    rows = [
        {"sentence": n, "paragraph": 0, "text": text[a:b]}
        for n, (a, b) in enumerate(sentences(text))
    ]
    return extract(rows, DAY, names(places(), PORTS.rows([])), ())


def test_a_rate_in_one_clause_is_not_held_against_the_figures_of_another():
    apart = spoken_in(
        "Imports of coal from China to Mongolia tripled to $75 million, and Mongolia's exports of "
        "coal to China grew from $12,000 to $3.7 million."
    )
    assert not any("arithmetic" in flag for one in apart for flag in one.flags)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Customs data were lost. The minister was told that exports of coal to China rose 5 percent.",
            None,
        ),
        ("Economy Minister Anna Holt said exports of coal to China rose 5 percent.", "Anna Holt"),
        (
            "Exports of coal to China rose 5 percent, the customs chief was quoted as saying.",
            "customs chief",
        ),
        (
            "Exports of coal to China rose 5 percent, a study by Nordbank found.",
            "study by nordbank",
        ),
    ],
)
def test_who_vouches_for_a_figure(text, speaker):
    figure = next(one for one in spoken_in(text) if one.draft.kind == "trade_change")
    assert (figure.speaker.name if figure.speaker else None) == speaker


def test_goods_under_sanctions_are_no_listing():
    assert [o.draft.kind for o in spoken_in("Bishkek denies re-exporting sanctioned goods.")] == [
        "said"
    ]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (
            "Exports to North Korea came to $31.4 million (S$43 million) in 2017.",
            "conversion_agrees",
        ),
        (
            "Exports to North Korea came to $31.4 million (43 million won) in 2017.",
            "conversion_differs:1.369 KRW/USD",
        ),
        (
            "Exports to North Korea came to 30 million euros, or $33 million, in 2017.",
            "conversion_agrees",
        ),
        (
            "Exports to North Korea came to 30 million euros, or $330 million, in 2017.",
            "conversion_differs:0.09091 EUR/USD",
        ),
    ],
)
def test_a_sum_in_two_currencies_is_held_against_what_a_dollar_was_worth(text, flag):
    assert flag in {f for one in spoken_in(text) for f in one.flags}


@pytest.mark.parametrize(
    ("won", "agrees"),
    [("908", False), ("909", True), ("1,713", True), ("1,715", False)],
)
def test_a_rate_may_lie_a_tenth_past_the_lowest_and_the_highest_day(won, agrees):
    text = f"Exports to North Korea came to $1 million ({won} million won) in 2017."
    flags = {f for one in spoken_in(text) for f in one.flags}
    assert ("conversion_agrees" in flags) is agrees
    assert any(f.startswith("conversion_differs") for f in flags) is not agrees


def test_every_rate_has_two_ends_two_days_and_a_source():
    path = files("hawse.channels.reports") / "facts" / "dollar_rates.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len(rows) == 11
    for row in rows:
        assert 0 < float(row["low"]) < float(row["high"])
        assert all(len(row[day]) == 10 for day in ("low_day", "high_day"))
        assert "ECB" in row["source"]


def test_a_sum_in_one_currency_is_not_judged():
    found = spoken_in("Exports to North Korea came to $31.4 million in 2017.")
    assert not any("conversion" in f for one in found for f in one.flags)
