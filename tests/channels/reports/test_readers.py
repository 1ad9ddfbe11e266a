"""Readers of many articles: CSV, JSON Lines, web pages, WARC, agency XML."""

import io
import json
from typing import ClassVar

import pytest

from hawse.channels.reports.read import csv_articles, html_page, json_lines, news_xml, warc
from hawse.channels.reports.tables import DOCUMENTS
from hawse.core.errors import ReadError
from hawse.core.tables import SHARED
from hawse.testing import ReaderContract, a_source, all_rows

TABLES = {**SHARED, "documents": DOCUMENTS}
HTML = b"""<html lang="en"><head><title>Ships return</title><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2019-08-07T06:00:00Z"><script>var a = 'evil text here';</script></head>
<body><nav><p>Home and news and sport and more</p></nav><h1>Ships return</h1>
<p>Three ships returned to port on Friday with no cargo.</p><p>Nobody saw them leave the harbour at night.</p></body></html>"""
NITF = b"""<?xml version="1.0"?><nitf><head><title>Slug</title><docdata><date.issue norm="20190807T060000Z"/></docdata></head>
<body><body.head><hedline><hl1>Ships return</hl1></hedline><byline>By Jo Vale</byline><distributor>Wire One</distributor></body.head>
<body.content><p>Three ships returned to port.</p><p>Nobody saw <em>them</em> leave.</p></body.content></body></nitf>"""
NEWSML = b"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem xml:lang="en"><itemMeta><provider literal="Wire Two"/><versionCreated>2019-08-07T06:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>First</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One ship left.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem xml:lang="de"><contentMeta><headline>Zweite</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Ein Schiff kam.</p></body></html></inlineXML></contentSet></newsItem>
</itemSet></newsMessage>"""


def stored(*pages: bytes) -> bytes:
    """Lay pages out as a crawler stores them."""
    out = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"
    for n, page in enumerate(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post{n}.example/a\r\nContent-Length: {len(body)}\r\n\r\n"
        out += head.encode() + body + b"\r\n\r\n"
    return out


class TestCsv(ReaderContract):
    """The contract, on a CSV of articles."""

    reader = csv_articles.READER
    good = b'id,publisher,date,text\n1,Post,2019-08-07,"Ships left. ### Nobody saw."\n2,Post,,Ships came.\n'
    name = "articles.csv"
    tables: ClassVar = TABLES


class TestJsonLines(ReaderContract):
    """The contract, on JSON Lines."""

    reader = json_lines.READER
    good = b'{"title": "A", "text": "Ships left the port."}\n{"text": "Ships came.", "date": "2019-08-07"}\n'
    name = "articles.jsonl"
    tables: ClassVar = TABLES


class TestHtml(ReaderContract):
    """The contract, on a page."""

    reader = html_page.READER
    good = HTML
    name = "page.html"
    tables: ClassVar = TABLES


class TestWarc(ReaderContract):
    """The contract, on a crawler's file."""

    reader = warc.READER
    good = stored(HTML, HTML)
    name = "crawl.warc"
    tables: ClassVar = TABLES


class TestNitf(ReaderContract):
    """The contract, on an agency's item."""

    reader = news_xml.READER
    good = NITF
    name = "item.xml"
    tables: ClassVar = TABLES


def test_a_page_gives_its_article_and_not_its_script():
    """Navigation and scripts would be furniture in every lineage."""
    row = all_rows(html_page.READER, HTML)["documents"][0]

    assert "Three ships returned to port" in row["text"]
    assert "evil" not in row["text"]
    assert "Home and news" not in row["text"]
    assert ("Ships return", "The Harbour Post", "2019-08-07") == (
        row["title"],
        row["publisher"],
        str(row["published_at"])[:10],
    )


def test_an_agency_item_gives_its_fields():
    """Byline, agency and day come from their own elements."""
    row = all_rows(news_xml.READER, NITF)["documents"][0]

    assert "Three ships returned to port.\n\nNobody saw them leave." == row["text"]
    assert ("By Jo Vale", "Wire One", "2019-08-07") == (
        row["byline"],
        row["publisher"],
        str(row["published_at"])[:10],
    )


PAGE = "<html><head>{head}</head><body>{body}<p>Three ships returned to port on Friday.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ('<meta name="author" content="Jo Vale">', "", "Jo Vale"),
        ('<meta name="parsely-author" content="Jo Vale">', "", "Jo Vale"),
        ('<meta property="article:author" content="https://post.example/jo">', "", None),
        ('<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "author": [{"@type": "Person", "name": "Jo Vale"}, {"@type": "Organization", "name": "Reuters"}]}]}</script>', "", "Jo Vale, Reuters"),
        ('<script type="application/ld+json">[{"@type": "Article", "author": "Jo Vale"}]</script>', "", "Jo Vale"),
        ('<script type="application/ld+json">{"@type": "Person", "author": "Jo Vale"}</script>', "", None),
        ('<script type="application/ld+json">{"@type": "Article", "author": }</script>', "", None),
        ("", '<div class="byline">By <a href="/jo">Jo Vale</a>, Reuters</div>', "By Jo Vale, Reuters"),
        ("", '<p>By <a rel="author" href="/jo">Jo Vale</a></p>', "Jo Vale"),
        ("", '<span itemprop="author"><b>Jo Vale</b><script>x</script></span>', "Jo Vale"),
        ("", '<div class="bylines-list">More from our writers</div>', None),
        ("", f'<div class="byline">{"who she is and more " * 20}</div>', None),
    ],
)  # fmt: skip
def test_a_page_names_its_author_in_one_of_many_ways(head, body, byline):
    """Head, JSON-LD, ``rel``, ``itemprop`` or a class; an address or an account of a life is no name."""
    page = PAGE.format(head=head, body=body).encode()
    assert all_rows(html_page.READER, page)["documents"][0]["byline"] == byline


def test_json_ld_gives_day_title_and_publisher_where_the_head_does_not():
    block = '{"@type": "NewsArticle", "headline": "Ships", "datePublished": "2019-08-07T06:00:00Z", "publisher": {"name": "Post"}}'
    page = PAGE.format(head=f'<script type="application/ld+json">{block}</script>', body="")
    row = all_rows(html_page.READER, page.encode())["documents"][0]
    assert ("Ships", "Post", "2019-08-07") == (
        row["title"],
        row["publisher"],
        str(row["published_at"])[:10],
    )
    assert "NewsArticle" not in row["text"]


def test_json_ld_that_nests_past_any_sense_is_left_alone():
    page = PAGE.format(
        head=f'<script type="application/ld+json">{"[" * 100_000}</script>', body=""
    )
    assert all_rows(html_page.READER, page.encode())["documents"][0]["byline"] is None


def test_a_title_in_a_byline_is_set_off():
    item = NITF.replace(
        b"By Jo Vale<", b"By <person>Jo Vale</person><byttl>Wire One Writer</byttl><"
    )
    assert (
        all_rows(news_xml.READER, item)["documents"][0]["byline"] == "By Jo Vale, Wire One Writer"
    )


@pytest.mark.parametrize(
    ("meta", "byline", "publisher"),
    [
        (
            "<by>By Jo Vale</by><creditline>Reuters</creditline>",
            "By Jo Vale | Reuters",
            "Wire Two",
        ),
        ("<creditline>Reuters</creditline>", "Reuters", "Wire Two"),
        ("<by>By Jo Vale</by><creditline>Wire Two</creditline>", "By Jo Vale", "Wire Two"),
        ("<by>By Jo Vale</by><by>By Al Dean</by>", "By Jo Vale, By Al Dean", "Wire Two"),
    ],
)
def test_a_credit_that_is_not_the_senders_own_joins_the_byline(meta, byline, publisher):
    """A paper that passes an agency's story on says so in the credit line."""
    item = NEWSML.replace(
        b"<contentMeta><headline>First", f"<contentMeta>{meta}<headline>First".encode()
    )
    row = all_rows(news_xml.READER, item)["documents"][0]
    assert (row["byline"], row["publisher"]) == (byline, publisher)


def test_each_item_of_a_message_is_an_article():
    """NewsML-G2 sends several items in one file."""
    got = all_rows(news_xml.READER, NEWSML)["documents"]

    assert [("First", "One ship left.", "en"), ("Zweite", "Ein Schiff kam.", "de")] == [
        (r["title"], r["text"], r["language"]) for r in got
    ]


def test_a_file_that_declares_entities_is_refused():
    """The billion laughs start with one entity."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><nitf><body.content><p>&b;</p></body.content></nitf>'

    with pytest.raises(ReadError, match="an entity"):
        all_rows(news_xml.READER, bomb)


def test_a_page_of_ten_thousand_open_tags_is_read_in_bounds():
    """A page made to exhaust a parser is only a page."""
    got = all_rows(
        html_page.READER, b"<html><body>" + b"<div>" * 100_000 + b"<p>Ships left the old port.</p>"
    )

    assert "Ships left" in got["documents"][0]["text"]


def test_stored_pages_take_their_site_as_publisher():
    """A crawl names the site, not the paper."""
    bare = b"<html><body><p>Three ships returned to port on Friday.</p></body></html>"

    assert ["post0.example", "post1.example"] == [
        r["publisher"] for r in all_rows(warc.READER, stored(bare, bare))["documents"]
    ]


def test_a_crawl_that_ends_early_says_where():
    """A truncated download must not pass for a short one."""
    with pytest.raises(ReadError, match="record 2"):
        all_rows(warc.READER, stored(HTML)[:-60])


@pytest.mark.parametrize(("line", "why"), [
    (b"{not json}", "no JSON"),
    (b"[1, 2]", "wanted an object"),
    (b'{"text": "  "}', "no text"),
    (b'{"title": "only a title"}', "no text"),
    (b'{"text": "' + b"[" * 10 + b'"', "no JSON"),
])  # fmt: skip
def test_a_line_that_is_no_article_is_a_reject(line, why):
    """The lines around it are read all the same."""
    got = all_rows(
        json_lines.READER, b'{"text": "Ships left."}\n' + line + b'\n{"text": "Ships came."}\n'
    )

    assert 2 == len(got["documents"])
    assert why in got["rejects"][0]["reason"]
    assert "line 2" == got["rejects"][0]["locator"]


def test_a_csv_without_a_text_column_says_what_it_has():
    """The cure is to name the column."""
    with pytest.raises(ReadError, match="'id', 'words'"):
        all_rows(csv_articles.READER, b"id,words\n1,x\n")


def test_a_row_of_another_width_is_a_reject():
    """A shifted row would put a date into a text."""
    got = all_rows(csv_articles.READER, b"id,text\n1,Ships left.\n2\n3,Ships came.\n")

    assert 2 == len(got["documents"])
    assert "1 cells, wanted 2" == got["rejects"][0]["reason"]


def test_ten_thousand_lines_come_in_batches():
    """A million articles must not be held at once."""
    lines = "".join(json.dumps({"text": f"Ship number {n} left."}) + "\n" for n in range(10_000))
    got = list(json_lines.READER.rows(io.BytesIO(lines.encode()), a_source()))

    assert 5 == len(got)
    assert 10_000 == sum(batch.num_rows for _, batch in got)
