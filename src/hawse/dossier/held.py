"""What the page rests on, in words: evidence, sources, findings, claims, entries and judgements.

Texts here are raw: they may be hostile. ``visible`` and the templates make them harmless.
Ids are the ledger's; ``short`` ids are those that the page shows and links to.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One place in one file, with the values as they were read there."""

    id: str
    short: str
    source_id: str
    path: str
    locator: str
    quote: str
    values: str
    basis: str
    synthetic: bool
    read_by: str
    obtained: str
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class How:
    """How findings were made: the step with its settings, and what they do not show."""

    number: int
    step: str
    settings: str
    not_shown: str
    findings: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: what our reading of data says, and the number of how it was made."""

    id: str
    short: str
    key: str
    channel: str
    kind: str
    says: str
    parties: str
    amount: str
    period: str
    starts: str
    basis: str
    likelihood: str
    score: str
    base_rate: str
    coverage: str
    how: int
    reasons: tuple[str, ...]
    evidence_ids: tuple[str, ...]
    evidence_total: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as one article makes it."""

    id: str
    short: str
    channel: str
    says: str
    report: str
    sentence: int | None
    speaker: str
    attribution: str
    kind: str
    parties: str
    amount: str
    period: str
    certainty: str
    polarity: str
    flags: tuple[str, ...]
    evidence_ids: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim, and what the findings say to it."""

    reading: str
    says: str
    finding_ids: tuple[str, ...]
    agrees: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that one or more reports print alike, with the claims that are those words."""

    says: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing claimed, held against what was found.

    ``rules`` names the measures that could cover what the claims tell of ships; ``decisions`` are
    those that stand on the entry.
    """

    id: str
    short: str
    key: str
    channel: str
    verdict: str
    support: str
    claims: tuple[ClaimRow, ...]
    quotes: tuple[Quote, ...]
    readings: tuple[Reading, ...]
    finding_ids: tuple[str, ...]
    measure_ids: tuple[str, ...]
    rules: str
    decisions: tuple[str, ...]
    observed: str
    likelihood: str
    confidence: str
    because: str
    reason: str
    would_settle: str
    independent_sources: int | None
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """One key judgement: an entry that carries weight, with what was found for and against it.

    ``agreeing`` of the ``decided`` readings agree with the claim.
    """

    entry: Entry
    quote: str
    found: str
    ids: tuple[str, ...]
    against: str
    against_ids: tuple[str, ...]
    agreeing: int
    decided: int
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One file that was read."""

    id: str
    short: str
    channel: str
    path: str
    title: str
    publisher: str
    url: str
    obtained: str
    published: str
    licence: str
    size: int
    rows_read: int
    rows_rejected: int
    reader: str
    family: str
    grade: str
    handling: str
    cited: int
    synthetic: bool
