"""What is no story: captions, posts, furniture; and what only looks like it."""

import pytest

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.text.parts import parts
from hawse.testing import Bench
from tests.channels.reports.story import WIRE

STORY = "Kim opened the bridge and the lorries that had waited for weeks went home."


def roles(*blocks):
    """Give the role of each block of a text."""
    text = "\n\n".join(blocks)
    return [(p.role, text[p.start : p.end]) for p in parts(text)]


@pytest.mark.parametrize("block", [
    "Kim Jong Un, left, waves from a car in Pyongyang. (AP Photo/Jon Doe)",
    "Kim waves in a village near Nampo. (Jane Doe/Pool Photo via AP)",
    "FILE - In this April 3, 2019, file photo, Kim waves from a car.",
    "In this June 4 photo, a tanker lies in the port of Nampo.",
    "A man walks past a screen in Seoul, South Korea, Monday, May 6, 2019. He did not stop.",
    "(Photo: Jane Doe, AFP/Getty Images)",
    "kim waves from a car in pyongyang . (ap photo/jon doe)",
])  # fmt: skip
def test_a_caption_is_no_part_of_the_story(block):
    """Papers that share nothing but an agency's picture share its caption."""
    assert [("body", STORY), ("caption", block), ("body", STORY)] == roles(STORY, block, STORY)


@pytest.mark.parametrize("block", [
    "The minister spoke on Monday, May 6, 2019, about the bridge at the border.",
    "Diesel exports rose (by a third, Reuters reported) in the first quarter.",
    "The photo of the tanker was taken by a satellite, officials said.",
    "In this quarter, exports of oil products rose by a third.",
    "Officials said on Tuesday the file was closed.",
])  # fmt: skip
def test_a_sentence_of_the_story_is_no_caption(block):
    """A claim that was taken for a caption would be lost."""
    assert [("body", STORY), ("body", block)] == roles(STORY, block)


def test_an_embedded_post_is_taken_out_with_its_signature():
    """Whoever embeds a post has its words; its date is not the article's."""
    post, signed = "We will build the greatest bridge of all!", "— Kim (@kim) May 6, 2019"

    assert [("body", STORY), ("post", post), ("post", signed), ("body", STORY)] == roles(
        STORY, post, signed, STORY
    )
    assert ("post", f"{post} {signed}") in roles(STORY, f"{post} {signed}", STORY)


def test_the_caption_before_a_bare_credit_is_one_only_in_a_gallery():
    """A paragraph that goes on from another, with a picture after it, is the story's."""
    shown, by = "Kim opens the bridge.", "Jane Doe, AFP/Getty Images"

    assert [
        ("title", "Pictures of a bridge"),
        ("body", "None"),
        ("caption", shown),
        ("caption", by),
    ] == roles("Pictures of a bridge", "None", shown, by)
    assert [("body", STORY), ("body", shown), ("caption", by)] == roles(STORY, shown, by)


def test_an_article_that_is_all_furniture_says_so(kit):
    """No body, no sentences, no claims, and nothing lost: all of it is kept."""
    text = "Subscribe\n\nRead more\n\nShare this article\n\n(AP Photo/Jon Doe)\n\n• • •\n"
    bench = kit.run(text, kit.wire)
    articles = {a["id"]: a for a in bench.engine.table("articles").to_pylist()}
    mine = articles[kit.key_of(text)]

    assert ("", 5) == (mine["body"], len(mine["furniture"]))
    assert {kit.key_of(kit.wire)} == set(bench.engine.table("sentences")["article_id"].to_pylist())


def bodies_of(bench, article):
    """Give the body paragraphs of one article."""
    rows = bench.engine.table("paragraphs").to_pylist()
    return [p["text"] for p in rows if p["article_id"] == article and p["role"] == "body"]


def printed(kit, *texts):
    """Run the first steps on articles of one paper."""
    bench = Bench(kit.store, CHANNEL)
    rows = [
        {"article_id": f"a{n}", "source_id": "s", "locator": f"row {n}", "text": text, "publisher": "The Post", "synthetic": False}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    bench.add("documents", bench.plan.tables["documents"].rows(rows))
    bench.run("parted", "paragraphs")
    return bench


OWN = [
    f"The {thing} of the town was painted by its pupils this spring, the mayor said.\n\n"
    f"It had been {colour} for as long as anybody could remember it."
    for thing, colour in (("school", "grey"), ("mill", "white"), ("bridge", "brown"), ("church", "red"))
]  # fmt: skip
JOIN = "Join the conversation and tell us what you think."


@pytest.mark.parametrize(("count", "found"), [(2, True), (3, False), (4, False)])
def test_what_many_articles_of_a_paper_show_is_its_furniture(kit, count, found):
    """Three articles and a quarter of them: the sentence is the page's."""
    bench = printed(kit, *(f"{text}\n\n{JOIN}" for text in OWN[:count]))

    assert found == (JOIN in bodies_of(bench, "a0"))


def test_versions_of_one_story_do_not_make_its_paragraphs_furniture(kit):
    """A paper prints five versions in a day; every paragraph stands in five, and is the story."""
    bench = printed(kit, *(f"{OWN[0]}\n\nUpdate {n}." for n in range(5)), OWN[1])

    assert OWN[0].split("\n\n") == bodies_of(bench, "a0")[:2]


def test_the_wire_story_keeps_its_nine_sentences(kit):
    """The founding form: no case, no marks, one line a sentence."""
    assert 9 == len(kit.rows("sentences", WIRE))
