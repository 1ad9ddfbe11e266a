"""The steps: contracts, lineage, alignment, and claims that lineage completes."""

import json
import time

import numpy as np
import pyarrow as pa
import pytest

from hawse.channels.reports import (
    ALIGNED,
    ARTICLES,
    BODIES,
    CHANNEL,
    CLAIMS,
    FINGERPRINTS,
    HEADERS,
    HEADS,
    LINEAGE,
    MADE_FROM,
    MEETINGS,
    PAIRS,
    PARAGRAPHS,
    PARTED,
    REFUSED,
    RELATED,
    SENTENCES,
    TOLD,
    UNEXAMINED,
)  # fmt: skip
from hawse.channels.reports.observe.heads import heads
from hawse.channels.reports.observe.links import _likely
from hawse.channels.reports.tables import HEADERS as HEADERS_TABLE
from hawse.channels.reports.tables import PARAGRAPHS as PARAGRAPHS_TABLE
from hawse.channels.reports.tables import TABLES
from hawse.core.table import Table
from hawse.core.tables import SHARED
from hawse.testing import ChannelContract, StepContract
from tests.channels.reports.story import OTHER, REPRINT, WIRE, run

OWN: dict[str, Table] = {t.name: t for t in TABLES}


class TestChannel(ChannelContract):
    """The contract of every channel."""

    channel = CHANNEL


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Every table that the two printings, a stranger and a Russian text give."""
    bench = run(tmp_path_factory.mktemp("made"), WIRE, REPRINT, OTHER, RUSSIAN)
    names = (
        "documents",
        "headers",
        "parted",
        "paragraphs",
        "bodies",
        "heads",
        "sentences",
        "fingerprints",
        "meetings",
        "pairs",
        "related",
        "told",
        "made_from",
        "lineage",
        "aligned",
        "articles",
        "place_words",
    )
    proposed = {
        "text_id": "0" * 64,
        "extractor": "x@1",
        "answer": "{}",
        "source_id": "s",
        "locator": "line 1",
    }
    return (
        {n: bench.engine.table(n) for n in names}
        | {n: SHARED[n].empty() for n in ("ports", "case_parties")}
        | {"answers": OWN["answers"].rows([proposed])}
    )


RUSSIAN = "Три танкера вышли из порта Владивосток с топливом и вернулись домой. Об этом сообщили в порту."


@pytest.mark.parametrize("step", [
    HEADERS, PARTED, PARAGRAPHS, BODIES, HEADS, SENTENCES, FINGERPRINTS, MEETINGS, PAIRS, RELATED, TOLD, MADE_FROM, LINEAGE, ALIGNED, ARTICLES, CLAIMS,
    REFUSED, UNEXAMINED,
], ids=lambda s: s.name)  # fmt: skip
def test_each_step_keeps_the_contract(step, made):
    """Order of rows, buckets and empty tables must make no difference."""
    contract = StepContract()
    names = (*step.reads, *step.whole)
    type(contract).step = step
    type(contract).tables = {n: {**SHARED, **OWN}[n] for n in (*names, step.makes)}
    type(contract).inputs = {n: made[n] for n in names}

    contract.test_it_makes_something_of_its_example()
    contract.test_it_runs_on_empty_tables()
    contract.test_it_says_nothing_that_changes_from_run_to_run()
    contract.test_rows_in_another_order_and_more_threads_give_the_same()
    contract.test_bucketed_is_whole()


def test_the_reprint_is_the_child_and_the_stranger_is_nobodys(kit):
    """Direction is what makes one of two printings the source."""
    got = kit.rows("lineage", kit.wire, kit.reprint, kit.other)

    assert [(kit.key_of(kit.reprint), kit.key_of(kit.wire), "abridged")] == [
        (r["child"], r["parent"], r["relation"]) for r in got
    ]
    assert {"agency", "print_note", "conversion"} <= {
        c["clue"] for c in json.loads(got[0]["clues"])
    }


def test_every_sentence_of_both_printings_is_labelled(kit):
    """A sentence that nobody accounts for may be the one that matters."""
    got = kit.rows("aligned", kit.wire, kit.reprint)

    assert [
        (0, 0, "kept"), (1, 1, "kept"), (2, 2, "edited"), (3, 3, "kept"), (4, None, "added"), (5, 4, "edited"),
        (6, 5, "kept"), (None, 6, "cut"), (None, 7, "cut"), (None, 8, "cut"),
    ] == sorted(((r["child_sentence"], r["parent_sentence"], r["label"]) for r in got), key=lambda r: (r[0] is None, r))  # fmt: skip


def test_the_edits_are_named_heaviest_first(kit):
    """An attribution that was cut outweighs a change of style."""
    got = kit.rows("aligned", kit.wire, kit.reprint)
    ops = next(json.loads(r["ops"]) for r in got if r["child_sentence"] == 2)

    assert ["conversion_added", "attribution_cut", "period_rephrased", "house_style"] == [
        o["op"] for o in ops
    ]
    assert "according to mongolia customs service" == ops[1]["before"]


def test_an_undated_wire_story_is_dated_by_its_reprint(kit):
    """'Last month' means nothing without a day; the reprint's print note gives one, and that is said."""
    got = {r["id"]: r for r in kit.rows("articles", kit.wire, kit.reprint)}

    assert "2019-08-07" == str(got[kit.key_of(kit.wire)]["published_at"])[:10]
    assert "no later than its child" in got[kit.key_of(kit.wire)]["dated_by"]
    assert "the print note in the text" == got[kit.key_of(kit.reprint)]["dated_by"]


def test_a_speaker_that_an_edit_cut_is_given_back_with_a_flag(kit):
    """The reprint states as fact what the wire story had on the word of a customs service."""
    got = [
        c
        for c in kit.rows("claims", kit.wire, kit.reprint)
        if c["article_id"] == kit.key_of(kit.reprint) and c["kind"] == "trade_level"
    ]

    assert ["Mongolia customs service"] == [c["speaker"] for c in got]
    assert "attribution_inherited" in got[0]["flags"]
    assert kit.key_of(kit.wire) == got[0]["origin_id"]


def test_a_sentence_that_only_the_reprint_has_begins_there(kit):
    """A new figure in a reprint is a new source, and is for what was counted just before."""
    got = [
        c
        for c in kit.rows("claims", kit.wire, kit.reprint)
        if "figure_for_previous_sentence" in c["flags"]
    ]

    assert [("returned_home", 5.0, "officials", kit.key_of(kit.reprint))] == [
        (c["kind"], c["q_best"], c["speaker"], c["origin_id"]) for c in got
    ]


def test_the_same_text_in_two_files_is_one_origin(kit):
    """A copy is not a second witness."""
    again = kit.wire + "\n"
    got = kit.rows("claims", kit.wire, again)

    assert 1 == len({c["origin_id"] for c in got})
    assert 2 == len({c["article_id"] for c in got})


def test_a_language_the_rules_do_not_know_is_named(kit):
    """Silence would read as 'nothing was claimed'."""
    bench = kit.run(RUSSIAN)

    assert 0 == bench.engine.table("claims").num_rows
    assert 2 == bench.engine.table("sentences").num_rows
    assert [
        "Russian" in r["basis_text"] and r["share"] == 0
        for r in bench.engine.table("coverage").to_pylist()
    ] == [True]


def test_a_story_printed_eighty_times_is_not_lost_and_not_eighty_squared(kit):
    """Marks in many articles link each to the earliest one, so pairs grow with the copies."""
    copies = [f"{kit.wire}\nlocal line number {n} of the paper in town {n} .\n" for n in range(80)]
    bench = kit.run(*copies)

    assert 79 <= bench.engine.table("pairs").num_rows < 200
    assert 1 == len({c["origin_id"] for c in bench.engine.table("claims").to_pylist()})


SPEECH = "“We will not accept that ships leave our ports with fuel and declare one harbour and sail to another one in the night”"
FARMERS = f"The minister spoke in the capital on Monday before a large crowd of farmers. {SPEECH}, he said. The farmers went home."
LAUGHTER = f"Opposition leaders laughed at a statement of the government this week. {SPEECH}, it ran. Nobody in the port believed it."


def test_two_articles_that_share_only_a_quotation_are_of_no_one_story(kit):
    """Two reporters hear one speech: that is told, and neither text was made from the other."""
    bench = kit.run(FARMERS, LAUGHTER)
    told = bench.engine.table("lineage").to_pylist()

    assert ["shared_quotes_only"] == [e["relation"] for e in told]
    assert [] == bench.engine.table("made_from").to_pylist()
    assert [] == bench.engine.table("aligned").to_pylist()
    assert "sampled runs of quoted words" in json.loads(told[0]["clues"])[0]
    assert 0.5 < told[0]["score"] <= 1
    figures = CHANNEL.panel.draws(**{n: bench.engine.table(n) for n in CHANNEL.panel.reads})
    shown = {f.title: len(f.data) for f in figures}
    assert (1, 0) == (shown["Who quotes the same words"], shown["Who copied whom"])


def test_a_short_phrase_that_both_quote_is_no_edge(kit):
    """A few words are quoted by chance."""
    one = "The minister spoke of “tougher steps” on Monday before farmers. They went home early in the day."
    other = "Opposition leaders laughed at “tougher steps” all week. Nobody in the port believed in any of it."

    assert [] == kit.rows("lineage", one, other)


def test_a_copy_with_its_quotation_is_a_copy_and_no_second_edge(kit):
    """What shares narration is of one story, whatever it quotes."""
    again = FARMERS.replace("The farmers went home.", "")

    assert ["shared_quotes_only"] not in [
        [e["relation"]] for e in kit.rows("lineage", FARMERS, again)
    ]
    assert 1 == len(kit.rows("lineage", FARMERS, again))


def test_the_panel_tells_the_stories(kit):
    """What the page shows is figures from rows, nothing drawn here."""
    bench = kit.run(kit.wire, kit.reprint)
    tables = {n: bench.engine.table(n) for n in CHANNEL.panel.reads}
    stories, copies, speakers = CHANNEL.panel.draws(**tables)

    assert 2 == len(stories.data)
    assert "abridged" == copies.data[0].cells[1]
    assert any("Mongolia customs service" == d.label for d in speakers.data)
    assert [] == [
        d
        for f in CHANNEL.panel.draws(**{n: t.slice(0, 0) for n, t in tables.items()})
        for d in f.data
    ]


def test_tables_are_arrow_and_whole():
    """The dictionary and the schema are one thing."""
    assert all(isinstance(t.schema, pa.Schema) for t in TABLES)


@pytest.mark.parametrize(("text", "most_s"), [
    ("{wire}" * 4000, 30), ("russia said ships " * 60_000, 30), ("a" * 1_000_000, 10), ('"' * 300_000, 10),
], ids=["ten megabytes", "one line of words", "one word", "marks alone"])  # fmt: skip
def test_a_hostile_article_costs_seconds(kit, text, most_s):
    """A file made to stall the run is bounded by its kept length and its longest sentence."""
    began = time.process_time()
    kit.run(text.replace("{wire}", kit.wire))

    assert time.process_time() - began < most_s


@pytest.mark.parametrize(
    ("byline", "agency"),
    [("By Jo Vale | Reuters", "reuters"), ("Jo Vale, Associated Press", "ap"), ("Jo Vale", None), (None, None)],
)  # fmt: skip
def test_an_agency_that_a_files_own_byline_names_is_the_articles(byline, agency):
    header = dict.fromkeys(HEADERS_TABLE.schema.names) | {
        "article_id": "a#0", "source_id": "a", "locator": "item 1", "byline": byline, "synthetic": False,
    }  # fmt: skip
    made = heads(HEADERS_TABLE.rows([header]), PARAGRAPHS_TABLE.rows([]))
    assert [(r["byline"], r["agency"]) for r in made.to_pylist()] == [(byline, agency)]


def test_a_line_repeated_in_two_printings_makes_no_link_for_each_two():
    """Two printings of one line many times would link each of them to each: memory by the square."""
    lines = np.full(700, 8), np.full(600, 8)
    alike = np.full((700, 600), 8, np.int32)

    child, parent, sure = _likely(alike, *lines)

    assert len(child) == 700 * 128
    assert sure.all()
    assert set(range(572)) <= set(parent[child == parent].tolist())
