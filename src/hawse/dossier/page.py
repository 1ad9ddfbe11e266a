"""The page in plain data: what stands where, in words. No table and no markup below this line.

What stands in the sections; what they rest on is in ``held``.
"""

from dataclasses import dataclass
from datetime import datetime

from hawse.core.channel import Figure
from hawse.dossier.about import About
from hawse.dossier.held import Entry, EvidenceRow, FindingRow, How, Judgement, SourceRow


@dataclass(frozen=True, slots=True)
class Lifeline:
    """One line of supply on a channel's card."""

    who: str
    what: str
    amount: str
    share: str
    period: str
    trend: str
    basis: str
    ids: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One channel of the lifeline strip; it stands there with data or without."""

    channel: str
    question: str
    lines: tuple[Lifeline, ...]
    state: str
    findings: int
    claims: int


@dataclass(frozen=True, slots=True)
class Section:
    """One channel told: its question, its figures, what it found and what it cannot show."""

    channel: str
    question: str
    state: str
    figures: tuple[Figure, ...]
    findings: int
    kinds: tuple[tuple[str, int], ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One rule, with its two clocks: in force, and publicly knowable."""

    id: str
    regime: str
    instrument: str
    kind: str
    side: str
    subject: str
    amount: str
    exemption: str
    binds: str
    in_force: str
    published: str
    checked: str
    source: str
    place: str
    touches: bool
    cited: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One report, as far as its file says what it is."""

    id: str
    label: str
    title: str
    publisher: str
    byline: str
    published: str
    dated_by: str
    path: str
    sentences: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit inside a sentence: its label, the words before and the words after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of one sentence: the parent's words, the label, the child's words."""

    label: str
    parent_sentence: int | None
    child_sentence: int | None
    before: str
    after: str
    edits: tuple[Edit, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Two printings of one story, side by side."""

    parent: Article
    child: Article
    relation: str
    score: str
    clues: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One thing looked at: for each slot of time how much of it was seen (``None``: not said)."""

    label: str
    cells: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """What we could not see."""

    slots: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    unstated: tuple[str, ...]
    blind: tuple[tuple[str, str, str], ...]
    rejects: tuple[tuple[str, int, tuple[tuple[str, str, str], ...]], ...]
    quiet: tuple[tuple[str, str], ...]
    open_questions: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader of the ledger decided, or what a named party answered."""

    what: str
    about: str
    words: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing with a date, for the strip of events."""

    lane: str
    label: str
    start: datetime
    end: datetime
    ids: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The whole dossier, top to bottom."""

    about: About
    title: str
    handling: str
    demo: bool
    judgements: tuple[Judgement, ...]
    cards: tuple[Card, ...]
    lifelines: tuple[Lifeline, ...]
    entries: tuple[Entry, ...]
    moments: tuple[Moment, ...]
    sections: tuple[Section, ...]
    measures: tuple[MeasureRow, ...]
    stories: tuple[Story, ...]
    articles: tuple[Article, ...]
    findings: tuple[FindingRow, ...]
    hows: tuple[How, ...]
    unseen: Unseen
    evidence: tuple[EvidenceRow, ...]
    sources: tuple[SourceRow, ...]
    decisions: tuple[Decision, ...]
    data_span: str
    as_of: str
