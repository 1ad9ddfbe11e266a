"""The two founding articles as they are: what the ledger must be able to weigh comes out of both."""

import pytest

pytestmark = pytest.mark.shared
RU, KP, CN = "country:RU", "country:KP", "country:CN"

BOTH = [
    # kind, subject, counterpart, item, flow, low, best, high, unit, from, until, speaker, certainty
    ("new_upstream", RU, KP, None, None, 2, 2, 2, "connection", "2017-10-01", "2017-11-01", None, "asserted"),
    ("sole_upstream", CN, KP, None, None, 1, 1, 1, "connection", None, "2017-10-01", None, "presupposed"),
    ("trade_level", RU, KP, "all", "total", 31.4e6, 31.4e6, 31.4e6, "USD", "2017-01-01", "2017-04-01", "Russia ministry for the development of the far east", "attributed"),
    ("trade_change", RU, KP, "all", "total", 2, None, None, "factor", "2017-01-01", "2017-04-01", "Russia ministry for the development of the far east", "attributed"),
    ("main_product", RU, KP, "oil_products", "export", None, None, None, None, "2017-01-01", "2017-04-01", "Russia ministry for the development of the far east", "attributed_distanced"),
    ("returned_home", KP, None, None, None, 8, None, None, "ship", "2017-01-01", "2017-10-06", None, "asserted"),
    ("declared_elsewhere", KP, None, None, None, 8, None, None, "ship", "2017-01-01", "2017-10-06", None, "asserted"),
    ("loaded", KP, None, "fuel", None, 8, None, None, "ship", "2017-01-01", "2017-10-06", None, "asserted"),
    ("workers_abroad", RU, KP, None, None, 20_000, None, 99_999, "person", "2017-01-01", "2018-01-01", None, "presupposed"),
    ("remittances", RU, KP, None, None, None, None, None, None, "2017-01-01", "2018-01-01", None, "presupposed"),
    ("voted", RU, KP, None, None, None, None, None, None, "2017-09-01", "2017-10-01", None, "asserted"),
    ("joint_project", RU, KP, "all", None, None, None, None, None, None, None, None, "asserted"),
]  # fmt: skip
WIRE_ONLY = [
    ("dependence", CN, KP, "versus country:RU", None, 1, None, None, "factor", "2017-01-01", "2018-01-01", None, "asserted"),
    ("trade_change", CN, KP, "all", None, 0, None, 1, "factor", "2017-01-01", "2017-10-06", None, "asserted"),
    ("distance", "port:RUVVO", KP, "border", None, 90, 100, 110, "km", None, None, None, "asserted"),
]  # fmt: skip
REPRINT_ONLY = [
    (
        "workers_abroad",
        RU,
        KP,
        None,
        None,
        40_000,
        40_000,
        40_000,
        "person",
        "2017-10-04",
        "2017-10-05",
        "Vladimir Putin",
        "attributed",
    ),
]


@pytest.fixture
def made(kit, founding):
    """The channel's tables made of both articles, and the articles' ids: wire, reprint."""
    bench = kit.run(*founding)
    return {
        n: bench.engine.table(n).to_pylist()
        for n in ("claims", "lineage", "aligned", "articles", "sentences")
    }, [kit.key_of(f) for f in founding]


def shown(claim):
    """Lay a claim out as the rows above."""
    day = [str(claim[n])[:10] if claim[n] else None for n in ("period_start", "period_end")]
    head = [
        claim[n]
        for n in (
            "kind",
            "subject",
            "counterpart",
            "item",
            "flow",
            "q_low",
            "q_best",
            "q_high",
            "unit",
        )
    ]
    return (*head, *day, claim["speaker"], claim["certainty"])


def test_each_testable_claim_comes_out_of_the_text_that_makes_it(made):
    """Channel, kind, parties, figure, period and speaker, in the damaged text and in the edited one."""
    tables, (wire, reprint) = made
    weighed = [c for c in tables["claims"] if c["channel"] != "reports"]
    got = {key: {shown(c) for c in weighed if c["article_id"] == key} for key in (wire, reprint)}

    assert set(BOTH) | set(WIRE_ONLY) == got[wire]
    assert set(BOTH) | set(REPRINT_ONLY) == got[reprint]


def test_what_both_print_begins_in_the_wire_story_and_the_new_figure_in_the_reprint(made):
    """Shared claims count once; the 40,000 is a new source."""
    tables, (wire, reprint) = made
    begins = {
        c["sentence"]: c["origin_id"] for c in tables["claims"] if c["article_id"] == reprint
    }

    assert {9} == {n for n, origin in begins.items() if origin == reprint}
    assert {wire, reprint} == set(begins.values())


def test_the_wire_story_is_the_parent_and_dates_from_its_child(made):
    """The wire copy has no date of its own; its reprint's print note gives it one, and that is said."""
    tables, (wire, reprint) = made
    dated = {a["id"]: a for a in tables["articles"]}

    assert [(reprint, wire, "abridged")] == [
        (e["child"], e["parent"], e["relation"]) for e in tables["lineage"]
    ]
    assert "2017-10-05" == str(dated[wire]["published_at"])[:10]
    assert dated[wire]["dated_by"].startswith("lineage")
    assert "reuters" == dated[wire]["agency"]


def test_the_three_cut_attributions_are_flagged_and_given_back(made):
    """Sentences 1, 2 and 6 lost their source in print."""
    tables, (_, reprint) = made
    cut = {r["child_sentence"] for r in tables["aligned"] if "attribution_cut" in r["ops"]}
    back = {
        c["sentence"]
        for c in tables["claims"]
        if c["article_id"] == reprint and "attribution_inherited" in c["flags"]
    }

    assert {1, 2, 6} == cut
    assert {1, 2, 6} == back


def test_every_sentence_is_labelled_as_a_reader_would(made):
    """Six kept, eleven edited, one added, twenty-one cut."""
    tables, _ = made
    count = {}
    for row in tables["aligned"]:
        count[row["label"]] = count.get(row["label"], 0) + 1

    assert {"kept": 6, "edited": 11, "added": 1, "cut": 21} == count


def test_motives_forecasts_and_what_would_be_if_are_flagged(made):
    """They are kept and never weighed."""
    tables, (wire, _) = made
    flags = {
        c["sentence"]: set(c["flags"])
        for c in tables["claims"]
        if c["article_id"] == wire and c["kind"] == "posture" and c["flags"]
    }

    assert "motive" in flags[17]
    assert "counterfactual" in flags[35]
    assert "forecast" in flags[24]
    assert "opinion" in flags[10]


def test_each_quotation_is_cut_from_the_original(made, founding):
    """What is shown as said must stand in the file."""
    tables, _ = made
    whole = [f.decode() for f in founding]

    assert all(
        any(e["quote"] in text for text in whole) for c in tables["claims"] for e in c["evidence"]
    )


def test_speech_without_its_marks_finds_its_speaker_in_the_other_printing(made):
    """The wire copy lost its quotation marks; the reprint kept them."""
    tables, (wire, _) = made
    got = {
        c["sentence"]: c["speaker"]
        for c in tables["claims"]
        if c["article_id"] == wire and "speaker_from_reprint" in c["flags"]
    }

    assert {10: "Andrey Kortunov", 11: "Andrey Kortunov", 12: "Andrey Kortunov"} == got
