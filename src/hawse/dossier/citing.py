"""Chips: the short links from every figure to the record it rests on, and what was cited.

What the page cites is a real row of the register, so that a chip works as an anchor where scripts
are off; the rest of the evidence is kept in one compact block of data.
"""

from collections.abc import Sequence

from markupsafe import Markup

from hawse.dossier.held import Entry, EvidenceRow, FindingRow
from hawse.dossier.page import Page

MOST_CHIPS = 3
"""Findings or evidence rows named in one place; the finding's record lists all of its evidence."""
FIRST_EVIDENCE = 2
"""Evidence rows shown beside a finding's own chip."""
_CHIP = Markup('<a class="chip" href="#{0}">{0}</a>')

_WORD = Markup('<span class="synthetic">synthetic</span>')


class Citations:
    """Turns ids into chips and remembers which findings and evidence rows the page names."""

    def __init__(self, page: Page, entries: Sequence[Entry]) -> None:
        """Open the page's registers; ``entries`` are those that the page prints."""
        self.evidence: dict[str, EvidenceRow] = {e.id: e for e in page.evidence}
        self.findings: dict[str, FindingRow] = {f.id: f for f in page.findings}
        self.printed = tuple(entries)
        self.entry_of = {c.id: e.short for e in entries for c in e.claims}
        self.claims = {c.id: c.short for e in page.entries for c in e.claims}
        self.entries = {e.id: e.short for e in entries}
        self.cited_evidence: set[str] = set()
        self.cited_findings: set[str] = set()

    def chips(self, ids: Sequence[str], most: int = MOST_CHIPS, *, word: bool = False) -> Markup:
        """Give the chips of findings, evidence, claims or entries, and count the rest.

        ``word`` says beside them that one of them is synthetic, where no row does.
        """
        told = list(dict.fromkeys(chip for i in ids[:most] for chip in self._one(i)))
        if word and any(self._synthetic(i) for i in ids):
            told.append(_WORD)
        more = len(ids) - most
        if more > 0:
            told.append(Markup('<span class="more">and {} more</span>').format(more))
        if not told:
            return Markup()
        return Markup('<span class="chips">{}</span>').format(Markup(" ").join(told))

    def _synthetic(self, i: str) -> bool:
        """Say whether an id is that of a synthetic finding or evidence row."""
        row = self.findings.get(i) or self.evidence.get(i)
        return row is not None and row.synthetic

    def _one(self, i: str) -> list[Markup]:
        """Give the chips of one id."""
        if i in self.findings:
            return self._finding(self.findings[i])
        if i in self.evidence:
            return [self.proof(i)]
        if i in self.entries:
            return [_CHIP.format(self.entries[i])]
        if i in self.claims and i not in self.entry_of:
            return [Markup('<span class="more">{}</span>').format(self.claims[i])]
        if i in self.entry_of:
            claim = Markup('<a class="chip" href="#{}">{}</a>')
            return [claim.format(self.entry_of[i], self.claims[i])]
        return [Markup('<span class="more">{} is not in this ledger</span>').format(i[:12])]

    def _finding(self, f: FindingRow) -> list[Markup]:
        """Give a finding's own chip and those of its first evidence rows."""
        self.cited_findings.add(f.id)
        own = _CHIP.format(f.short)
        return [own, *(self.proof(e) for e in f.evidence_ids[:FIRST_EVIDENCE])]

    def proof(self, i: str) -> Markup:
        """Give the chip of one evidence row."""
        row = self.evidence[i]
        self.cited_evidence.add(i)
        return _CHIP.format(row.short)
