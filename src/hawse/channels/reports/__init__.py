"""Reports: who said what, on whose word, and is it one story or several?"""

from pathlib import Path

from hawse.channels.reports.find.claims import claims
from hawse.channels.reports.find.refused import refused
from hawse.channels.reports.find.unexamined import unexamined
from hawse.channels.reports.observe.aligned import aligned
from hawse.channels.reports.observe.articles import articles
from hawse.channels.reports.observe.bodies import bodies
from hawse.channels.reports.observe.fingerprints import fingerprints
from hawse.channels.reports.observe.heads import heads
from hawse.channels.reports.observe.lineage import lineage
from hawse.channels.reports.observe.meetings import meetings
from hawse.channels.reports.observe.parted import parted
from hawse.channels.reports.observe.sentences import sentences
from hawse.channels.reports.observe.told import told
from hawse.channels.reports.panel import PANEL
from hawse.channels.reports.read import (
    answers,
    csv_articles,
    html_page,
    json_lines,
    news_xml,
    plain,
    warc,
)
from hawse.channels.reports.tables import KINDS, TABLES
from hawse.core.channel import Channel, Facts, Step

HERE = Path(__file__).parent

PARTED = Step(makes="parted", reads=("documents",), by=(), does=parted)
PARAGRAPHS = Step(
    makes="paragraphs",
    reads=("parted",),
    by=None,
    does=HERE / "observe" / "paragraphs.sql",
    settings={"most_words": 40, "least_articles": 3, "least_own": 2, "least_share": 0.25},
)
HEADERS = Step(makes="headers", reads=("documents",), by=(), does=HERE / "observe" / "headers.sql")
BODIES = Step(makes="bodies", reads=("paragraphs",), by=("article_id",), does=bodies)
HEADS = Step(makes="heads", reads=("headers", "paragraphs"), by=("article_id",), does=heads)
SENTENCES = Step(makes="sentences", reads=("paragraphs",), by=("article_id",), does=sentences)
FINGERPRINTS = Step(
    makes="fingerprints", reads=("paragraphs",), by=("article_id",), does=fingerprints
)
MEETINGS = Step(
    makes="meetings",
    reads=("fingerprints",),
    by=("mark",),
    does=meetings,
    settings={"most": 50},
)
PAIRS = Step(
    makes="pairs",
    reads=("meetings", "fingerprints", "heads"),
    by=None,
    does=HERE / "observe" / "pairs.sql",
    settings={"least": 2, "least_share": 0.03},
)
RELATED = Step(
    makes="related",
    reads=("pairs", "paragraphs"),
    by=None,
    does=HERE / "observe" / "related.sql",
)
TOLD = Step(makes="told", reads=("related",), by=("article_id",), does=told)
MADE_FROM = Step(
    makes="made_from",
    reads=("pairs", "told", "heads"),
    by=None,
    does=lineage,
    settings={
        "least_narration": 0.1,
        "least_shared": 8,
        "least_passage": 16,
        "least_pictured": 24,
        "quoted_elsewhere": 2,
    },
)
LINEAGE = Step(
    makes="lineage",
    reads=("made_from", "fingerprints", "heads"),
    by=None,
    does=HERE / "observe" / "shared_quotes.sql",
    settings={"least_quoted": 3, "most_quoting": 50},
)
ALIGNED = Step(makes="aligned", reads=("made_from", "sentences"), by=None, does=aligned)
ARTICLES = Step(
    makes="articles", reads=("headers", "bodies", "heads", "made_from"), by=None, does=articles
)
CLAIMS = Step(
    makes="claims",
    reads=("sentences", "articles", "aligned"),
    whole=("place_words", "ports", "case_parties", "answers"),
    by=None,
    does=claims,
)
REFUSED = Step(makes="rejects", reads=("answers", "sentences"), by=None, does=refused)
UNEXAMINED = Step(makes="coverage", reads=("articles",), by=None, does=unexamined)

CHANNEL = Channel(
    name="reports",
    question="Who said what, on whose word, and is it one story or several?",
    tables=TABLES,
    kinds=KINDS,
    readers=(
        answers.READER,
        csv_articles.READER,
        json_lines.READER,
        news_xml.READER,
        warc.READER,
        html_page.READER,
        plain.READER,
    ),
    facts=(Facts("place_words", HERE / "facts" / "place_words.csv"),),
    steps=(
        HEADERS,
        PARTED,
        PARAGRAPHS,
        BODIES,
        HEADS,
        SENTENCES,
        FINGERPRINTS,
        MEETINGS,
        PAIRS,
        RELATED,
        TOLD,
        MADE_FROM,
        LINEAGE,
        ALIGNED,
        ARTICLES,
        CLAIMS,
        REFUSED,
        UNEXAMINED,
    ),
    panel=PANEL,
)  # fmt: skip
