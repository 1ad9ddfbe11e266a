"""Who says a figure and whom it is about, from the many ways in which rows write it."""

import pytest

FIGURE = "{id},{topic},{reporter},{partner},{direction},2017,1,{unit},{product},https://u.example,{note}"


def line(**given):
    """Give one line of figures; what is left out is plain."""
    base = {"id": "1", "topic": "trade", "reporter": "Russia", "partner": "PRK", "direction": "turnover",
            "unit": "USD million", "product": "all", "note": ""}  # fmt: skip
    return FIGURE.format(**{**base, **given})


@pytest.mark.parametrize(("reporter", "speaker", "via"), [
    ("Russia (FCS via Energy Voice)", "Federal Customs Service of Russia", ["Energy Voice"]),
    ("Russia customs via RFA/Yonhap", "Federal Customs Service of Russia", ["RFA", "Yonhap"]),
    ("Russia (Putin)", "Vladimir Putin", []),
    ("Russia (ambassador Matsegora via RIA/Reuters)", "Alexander Matsegora", ["RIA", "Reuters"]),
    ("Russia (ambassador)", "ambassador of Russia", []),
    ("Russia (RIA Novosti briefing)", "RIA Novosti briefing", []),
    ("Russian embassy in DPRK", "Embassy of Russia in the DPRK", []),
    ("Russia to 1718 Committee", "Russia", ["1718 Committee"]),
    ("43 states (US-led) to 1718 Committee", "43 states", ["1718 Committee"]),
    ("1718 Committee (China)", "1718 Committee", []),
    ("US State Dept (via SCMP)", "US Department of State", ["SCMP"]),
    ("UN Panel of Experts (via RFA)", "UN Panel of Experts on the DPRK", ["RFA"]),
    ("ITC via Kharon/Yonhap", "International Trade Centre", ["Kharon", "Yonhap"]),
    ("Russia Far East ministry via Reuters", "Ministry for the Development of the Far East", ["Reuters"]),
    ("Russia (Far East ministry via Energy Voice)", "Ministry for the Development of the Far East", ["Energy Voice"]),
])  # fmt: skip
def test_the_ultimate_speaker_is_told_from_who_passed_it_on(case, reporter, speaker, via):
    """Energy Voice crediting Reuters is Reuters, and Reuters crediting a ministry is the ministry."""
    got = case(line(reporter=reporter)).engine.table("figures").to_pylist()[0]

    assert (speaker, via) == (got["said_by"], got["via"])


@pytest.mark.parametrize(("given", "sides"), [
    ({"reporter": "Russia", "partner": "PRK", "direction": "export"}, ("country:RU", "country:KP", "export")),
    ({"reporter": "China customs", "partner": "PRK", "direction": "import"}, ("country:CN", "country:KP", "import")),
    ({"reporter": "ITC via Yonhap", "partner": "RUS-PRK", "direction": "turnover"}, ("country:RU", "country:KP", "total")),
    ({"reporter": "ITC", "partner": "PRK-RUS", "direction": "export"}, ("country:RU", "country:KP", "import")),
    ({"reporter": "ITC via Yonhap", "partner": "RUS", "direction": "PRK import"}, ("country:RU", "country:KP", "export")),
    ({"reporter": "Russian embassy in DPRK", "partner": "PRK", "direction": "export"}, ("country:RU", "country:KP", "export")),
    ({"reporter": "North Korea", "partner": "RUS", "direction": "import"}, ("country:RU", "country:KP", "export")),
    ({"reporter": "1718 Committee (China+Russia)", "topic": "fuel", "direction": "export"}, ("entity:CN+RU", "country:KP", "export")),
    ({"reporter": "1718 Committee (all)", "topic": "fuel", "direction": "export"}, ("entity:world", "country:KP", "export")),
    ({"reporter": "Argus", "topic": "fuel", "partner": "PRK tankers", "direction": "RUS load Vladivostok"}, ("country:RU", "country:KP", "export")),
    ({"reporter": "ITC via NK News", "partner": "PRK", "direction": "export"}, (None, "country:KP", "export")),
    ({"reporter": "Russia (Putin)", "topic": "labour", "partner": "RUS", "direction": "DPRK workers"}, ("country:RU", "country:KP", None)),
    ({"reporter": "Kuwait", "topic": "labour", "partner": "KWT", "direction": "repatriated"}, ("country:KW", "country:KP", None)),
])  # fmt: skip
def test_every_way_of_writing_the_sides_comes_out_one_way(case, given, sides):
    """The subject is the supplier or host, the flow is as it sees it; nothing is guessed where nothing is said."""
    got = case(line(**given)).engine.table("figures").to_pylist()[0]

    assert sides == (got["subject"], got["counterpart"], got["flow"])


@pytest.mark.parametrize(("product", "item"), [
    ("refined petroleum", "oil_products"), ("petroleum products", "oil_products"), ("Refined Oil", "oil_products"),
    ("mineral products", "mineral_products"), ("VGO", "vacuum_gasoil"), ("frozen squid", "frozen_squid"), ("", "all"),
])  # fmt: skip
def test_products_have_one_name_each(case, product, item):
    """Three names of one product are one item; an unknown product keeps its own name."""
    assert item == case(line(product=product)).engine.table("figures").to_pylist()[0]["item"]


@pytest.mark.parametrize(("note", "factors"), [
    ("+1.3% on 2016", [(None, 1.013)]),
    ("+20.9%; imports -16.7%; total +3.7%", [(None, 1.209), ("import", 0.833), ("total", 1.037)]),
    ("imports +18.4% exports +54.5% total +37.4%", [("import", 1.184), ("export", 1.545), ("total", 1.374)]),
    ("-86.3% yoy, implies 19.1 in 2017-01..02", [(None, 0.137)]),
    ("text says nearly 170%; ratio is +148%", []),
    ("the quarter doubled, the year was flat", []),
    ("about 40% below the average Russian wage", []),
    ("12479 barrels => 8.33", []),
])  # fmt: skip
def test_only_what_a_note_reports_is_taken_as_a_change(case, note, factors):
    """A remark that computes or doubts is not a second report."""
    rows = case(line(direction="export", note=f'"{note}"')).engine.table("figures").to_pylist()
    got = [r for r in rows if r["unit"] == "factor"]

    assert [(flow or "export", best) for flow, best in factors] == [
        (r["flow"], r["q_best"]) for r in got
    ]


def test_more_than_leaves_the_end_open(case):
    """'more than doubled' is at least 2, and 'more than -56%' at most 0.44."""
    rows = case(line(note="more than doubled")).engine.table("figures").to_pylist()
    falls = case(line(note="more than -56%")).engine.table("figures").to_pylist()

    assert (2.0, None, None) == (rows[1]["q_low"], rows[1]["q_best"], rows[1]["q_high"])
    assert (0.0, None, 0.44) == tuple(
        next(r for r in falls if r["unit"] == "factor" and r["q_high"])[k]
        for k in ("q_low", "q_best", "q_high")
    )


def test_a_level_and_its_change_imply_the_level_before(case):
    """2.62 million after -86.3 % was 19.1 million a year before: support for the quarter that no row states."""
    rows = case("1,trade,Russia,PRK,export,2018-01..2018-02,2.62,USD million,all,u,-86.3% yoy")
    base = next(r for r in rows.engine.table("figures").to_pylist() if r["basis"] == "estimated")

    assert ("2017-01-01", "2017-03-01") == (
        f"{base['period_start']:%Y-%m-%d}",
        f"{base['period_end']:%Y-%m-%d}",
    )
    assert 19.0e6 < base["q_low"] < 19.12e6 < base["q_best"] < 19.13e6 < base["q_high"] < 19.3e6


def test_same_article_is_the_article_and_not_its_speaker(case):
    """A newspaper that adds a figure of its own does not speak for the ministry it quoted before."""
    rows = (
        case(
            "1,labour,Russian Ministry of Labour,RUS,wage,before 2019,415,USD per month,,https://a.example,\n"
            "2,labour,same article,RUS,kept by worker,about 2021,200,USD per month,,same as 1,"
        )
        .engine.table("figures")
        .to_pylist()
    )

    assert ["Ministry of Labour of Russia", "article https://a.example"] == [
        r["said_by"] for r in rows
    ]
