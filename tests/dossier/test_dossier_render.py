"""From page to file: one document, the same bytes, nothing fetched, nothing run that is not ours, every chip with its record."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hawse.core.channel import Datum, Figure
from hawse.dossier.build import build
from hawse.dossier.render import render
from tests.dossier.ledgers import (
    about,
    empty,
    figures,
    large,
    rows,
    sha,
    shuffled,
    tables,
)

VOID = {
    "meta",
    "br",
    "input",
    "img",
    "link",
    "hr",
    "line",
    "circle",
    "rect",
    "path",
    "polygon",
    "polyline",
}
FORBIDDEN = r"\b(proves?|proven|proof|clearly|obviously|suspicious(ly)?|lied|went dark|multiple sources|probabl[ey]|evad(es?|ed|ing))\b"


class Reader(HTMLParser):
    """Reads a document: its elements, ids, links, and its text outside verbatim quotes."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.ids, self.links, self.text, self.stack, self.odd = (
            [],
            [],
            [],
            [],
            [],
            [],
        )
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note an element that opens."""
        got = dict(attrs)
        self.elements.append((tag, got))
        if "id" in got:
            self.ids.append(got["id"])
        if "href" in got:
            self.links.append(got["href"])
        if tag not in VOID:
            self.stack.append((tag, got))

    def handle_startendtag(self, tag, attrs):
        """Note an element that is empty."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Note an end that fits, or one that is odd."""
        if tag in VOID:
            return
        if not self.stack or self.stack[-1][0] != tag:
            self.odd.append(tag)
        else:
            self.stack.pop()

    def handle_data(self, data):
        """Keep the text that is not verbatim."""
        inside = {t for t, _ in self.stack}
        if not inside & {
            "q",
            "blockquote",
            "del",
            "ins",
            "pre",
            "code",
            "script",
            "style",
        } and not any("said" in (a.get("class") or "") for _, a in self.stack):
            self.text.append(data)


def document(ledger=None, drawn=None, **more):
    """Make the document of the small ledger."""
    return render(
        build(
            tables(rows()) if ledger is None else ledger,
            figures() if drawn is None else drawn,
            about(**more),
        )
    ).decode("utf-8")


@pytest.fixture(scope="module")
def html():
    """Make the small document once."""
    return document()


@pytest.fixture(scope="module")
def read(html):
    """Read the small document once."""
    return Reader(html)


def test_the_same_ledger_gives_the_same_bytes():
    """A page that differs between two builds cannot be checked by its hash."""
    assert document() == document(shuffled(tables(rows())))


def test_every_element_that_opens_closes(read):
    """A table left open swallows the rest of the page."""
    assert ([], []) == (read.odd, read.stack)


def test_ids_are_unique_and_every_anchor_leads_somewhere(read):
    """With scripts off an anchor is all there is; a chip without its record is a figure without its ground."""
    assert len(read.ids) == len(set(read.ids))
    assert set() == {h for h in read.links if h[1:] not in set(read.ids)}


def test_the_page_links_to_nothing_outside_itself(read):
    """A reader in a closed network sees all of it, and no link tells anybody that it was read."""
    assert all(h.startswith("#") for h in read.links)
    assert not [
        a
        for _, a in read.elements
        if "src" in a or "action" in a or "style" in a or any(k.startswith("on") for k in a)
    ]


def test_the_policy_names_the_hashes_of_the_script_and_the_style(html):
    """Nothing runs that is not this page's own script, byte for byte."""
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1].replace(
        "&#39;", "'"
    )
    for name in ("script", "style"):
        text = re.search(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_every_sentence_section_of_the_dossier_is_there(read):
    """An empty section still prints and says so; none is left out."""
    wanted = {
        "judgements",
        "strip",
        "claims",
        "events",
        "measures",
        "reports",
        "findings",
        "unseen",
        "register",
        "sources",
        "method",
    }

    assert wanted <= set(read.ids)
    assert wanted <= set(Reader(document(empty(), {}, channels=())).ids)


@pytest.mark.parametrize("words", [
    "No claim could be held against findings", "No claim was read from any report", "No finding or measure of this case is an event",
    "No table of measures was given", "No report was given", "No channel stated its coverage", "Every line of every file was read",
    "No finding was made", "The ledger holds no evidence row", "No source was read",
])  # fmt: skip
def test_an_empty_ledger_is_told_in_words(words):
    """'Nothing found' and 'not looked for' are printed, never omitted."""
    assert words in document(empty(), {}, channels=())


def test_every_figure_of_a_drawing_has_its_chips(read, html):
    """Each row of each figure leads to a record in one step."""
    bodies = re.findall(r'<figure class="figure (\w+)">(.*?)</figure>', html, re.DOTALL)

    assert {"lines", "graph", "bars", "table", "intervals", "note", "gauge", "map"} == {
        kind for kind, _ in bodies
    }
    for _, body in bodies:
        for row in (
            re.findall(r"<tr[^>]*>(.*?)</tr>", body.split("<tbody>")[-1], re.DOTALL)
            if "<tbody>" in body
            else []
        ):
            assert 'class="chip"' in row


def test_cited_evidence_is_a_row_with_the_hash_in_full_and_the_rest_is_packed(html, read):
    """One step from a figure to file, place and hash; what no sentence cites is data for the script."""
    packed = json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])
    page = build(tables(rows()), figures(), about())
    short = {e.id: e.short for e in page.evidence}

    assert short[sha("e-q1")] in read.ids
    assert short[sha("e-uncited")] in {e[0] for e in packed["evidence"]}
    records = {r[0] for r in packed["evidence"] + packed["findings"]} | set(read.ids)
    buttons = set(re.findall(r'<button class="chip">([^<]+)<', html))
    assert buttons
    assert buttons <= records - set(read.ids)
    assert {e.source_id for e in page.evidence if e.short in read.ids} <= set(
        re.findall(r'class="hash">([0-9a-f]{64})', html)
    )


def test_synthetic_rows_carry_the_word_and_the_strip_says_demo(html):
    """A made-up row must be told from a real one in print and by ear."""
    row = re.search(
        r'<tr class="made-up"><th scope="row"[^>]*>made up(.*?)</tr>', html, re.DOTALL
    )[1]

    assert '<span class="synthetic">synthetic</span>' in row
    assert '<p class="handling demo">DEMO – synthetic rows, do not cite' in html


def test_likelihood_and_confidence_never_share_a_sentence():
    """How likely it is and how well we know it are two different things."""
    ledger = rows()
    ledger["entries"][0] |= {"likelihood_low": 0.82, "likelihood_high": 0.93}
    text = " ".join(Reader(document(tables(ledger))).text)

    assert "very likely (80–95 %)" in text
    assert not [s for s in re.split(r"[.\n]", text) if "onfidence:" in s and "ikelihood:" in s]


def test_no_likelihood_word_is_used_where_no_score_was_calibrated(read):
    """A score is printed as a score."""
    text = " ".join(" ".join(read.text).split())

    assert "so no term of likelihood is used" in text
    assert not re.search(
        r"\b(very likely|almost certain|likely|unlikely)\b", text.split("Terms of likelihood")[0]
    )
    assert "score 0.8 (not calibrated)" in text


def test_the_pages_own_words_are_sober(read):
    """Outside verbatim quotes the page never says that something proves, is clear, or that a ship lied."""
    assert not re.findall(FORBIDDEN, " ".join(read.text), re.IGNORECASE)


def test_scripts_in_the_data_are_words(html):
    """A report that holds markup shows it; it does not become part of the page."""
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&<!--"
    ledger = rows()
    ledger["evidence"] = [
        dict(e, quote=evil, values=json.dumps({evil: evil}), locator=evil)
        for e in ledger["evidence"]
    ]
    ledger["findings"] = [
        dict(f, says=evil, not_shown=evil, reasons=json.dumps([evil])) for f in ledger["findings"]
    ]
    ledger["claims"] = [
        dict(c, says=evil, speaker=evil, attribution=evil, flags=[evil]) for c in ledger["claims"]
    ]
    ledger["articles"] = [dict(a, title=evil, publisher=evil) for a in ledger["articles"]]
    ledger["sources"] = [dict(s, path=evil, url="javascript:alert(1)") for s in ledger["sources"]]
    got = Reader(
        document(tables(ledger), case_text=evil, question=evil, case_id=evil, handling=evil)
    )

    assert [2, 0] == [sum(t == name for t, _ in got.elements) for name in ("script", "img")]
    assert ([], []) == (got.odd, got.stack)


hostile = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list("<>&\"'`{}%#/\\\u202e\u2028\x00\x1b")),
    )
) | st.sampled_from(
    [
        "{{ 7*7 }}",
        "{% raw %}",
        "]]>",
        "<!--",
        "</table>",
        "</svg>",
        "</title>",
        "\u202e\u2066",
        "a" * 5000,
        "javascript:alert(1)",
        "%00",
        '[{"reading": "\\ud800", "says": "\\udfff"}]',
        "\\u003c/script>",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile, hostile, hostile)
def test_no_text_breaks_the_document(one, two, three):
    """Report text, ship names and cells are hostile: whatever they hold, the page keeps its form."""
    ledger = rows()
    ledger["findings"][0] |= {
        "says": one,
        "subject": two,
        "item": three,
        "step": one,
        "settings": two,
        "reasons": three,
        "unit": one,
        "q_best": 2.0,
    }
    ledger["claims"][0] |= {"says": two, "kind": three, "channel": one, "certainty": two}
    ledger["evidence"][0] |= {"quote": three, "values": one, "locator": two}
    ledger["measures"][0] |= {"subject": one, "paragraph": two, "unit": three}
    ledger["aligned"][1] |= {"ops": one, "label": two}
    ledger["entries"][0] |= {"readings": three, "because": one, "verdict": two}
    drawn = {one: (figures()["ships"][0], figures()["routes"][1])}
    got = Reader(document(tables(ledger), drawn, case_text=two))

    assert ([], []) == (got.odd, got.stack)
    assert 2 == sum(t == "script" for t, _ in got.elements)
    assert len(got.ids) == len(set(got.ids))


def test_the_small_page_is_small(html):
    """Every byte is opening time on somebody's locked-down machine."""
    assert len(html.encode()) < 250_000


def test_a_large_ledger_stays_under_the_limit_and_says_what_was_left_out():
    """A page that no browser opens tells nothing; a page that leaves out in silence tells less."""
    made = render(build(large(6000), {}, about()))
    text = made.decode()

    assert len(made) < 3_000_000
    assert "Showing" in text
    assert "the rest are in the ledger's Parquet files" in text
    got = Reader(text)
    assert set() == {h for h in got.links if h[1:] not in set(got.ids)}


def test_a_page_that_cannot_be_made_small_enough_is_an_error():
    """The limit is kept or said, never passed in silence."""
    with pytest.raises(ValueError, match="may have 1000"):
        render(build(empty(), {}, about(channels=())), largest=1000)


def test_the_handling_in_the_print_rule_cannot_leave_its_string():
    """A handling word is the case file's text: it is escaped for the style sheet, and its spaces stay."""
    html = document(handling='a"}body{display:none}/*, b')
    rule = re.search(r'@page\{@top-center\{content:"([^"]*)"', html)[1]

    assert not set("{}*") & set(rule)
    assert 'DEMO – synthetic rows, do not cite · A"}BODY{DISPLAY:NONE}/*, B' == re.sub(
        r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), rule
    )


def test_texts_of_megabytes_in_every_cell_still_give_a_page():
    """A ledger of hostile cells must not stop the run: texts are cut shorter until the page fits."""
    long = "x<&" * 400_000
    ledger = rows()
    ledger["findings"] = [dict(f, says=long, step=long) for f in ledger["findings"]]
    ledger["measures"] = [
        dict(ledger["measures"][0], id=f"m{n}", subject=long, source=long) for n in range(150)
    ]
    drawn = {
        "trade": tuple(
            Figure(
                "table",
                long,
                tuple(Datum(long, (), cells=(long,) * 8) for _ in range(120)),
                columns=(long,) * 8,
            )
            for _ in range(3)
        )
    }
    made = render(build(tables(ledger), drawn, about(case_text=long)))

    assert len(made) < 3_000_000
    assert b"characters in all]" in made


def test_a_synthetic_finding_is_named_so_beside_a_real_claim_and_the_other_way_round():
    """The mark belongs to what was made up, not to what stands near it."""
    ledger = rows()
    ledger["findings"][0] |= {"synthetic": True}
    ledger["entries"][1] |= {"synthetic": True}
    judged = (
        document(tables(ledger), {})
        .split('<ol class="judgements">')[1]
        .split("</ol>")[0]
        .split("<li>")[1:]
    )
    marks = [[">synthetic<" in p for p in j.split("<p")[1:3]] for j in judged]

    assert [[True, False], [False, False]] == marks
    assert re.search(r"</q> <span class=\"synthetic\">synthetic</span>", judged[1])
