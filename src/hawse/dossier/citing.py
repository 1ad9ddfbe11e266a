"""Chips: the short links from every figure to the record it rests on, and what was cited.

What the narrative cites (judgements, lifelines, claims, events) is a real row of the register, so
that a chip works as an anchor where scripts are off, and is printed; what a channel's figures rest
on, and the rest of the evidence, is kept in one compact block of data.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from markupsafe import Markup

from hawse.dossier.held import Entry, EvidenceRow, FindingRow
from hawse.dossier.page import Page

MOST_CHIPS = 3
"""Findings or evidence rows named in one place; the finding's record lists all of its evidence."""
FIRST_EVIDENCE = 1
"""Evidence rows shown beside a finding's own chip."""
_CHIP = Markup('<a class="chip" href="#{0}">{0}</a>')

_LINK = re.compile(r'<a class="chip" href="#([ef][0-9a-f]+)">[0-9a-z]+</a>')
_BUTTON = re.compile(r'<button class="chip">([ef][0-9a-f]+)</button>')
_WORD = Markup('<span class="synthetic">synthetic</span>')


def linked(markup: str, printed: AbstractSet[str]) -> Markup:
    """Make links of the chips whose records the page prints."""
    return _trusted(
        _BUTTON.sub(
            lambda m: str(_CHIP.format(m[1])) if m[1] in printed else m[0],
            str(markup),
        )
    )


def _trusted(markup: str) -> Markup:
    """Mark text as markup of our own: chips are made of short ids alone."""
    return Markup(markup)  # noqa: S704 -- all that comes from outside was escaped before


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

    def beside(self, ids: Sequence[str], most: int = MOST_CHIPS) -> Markup:
        """Give the chips of a picture's or table's row: records that open, and are not printed.

        They are buttons, as without scripts there is nothing that a link could lead to; what the
        narrative names too is printed all the same, and ``linked`` makes links of those.
        """
        before = set(self.cited_findings), set(self.cited_evidence)
        made = self.chips(ids, most)
        self.cited_findings, self.cited_evidence = before
        return _trusted(_LINK.sub(r'<button class="chip">\1</button>', str(made)))

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
