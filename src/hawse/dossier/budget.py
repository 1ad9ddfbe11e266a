"""How much of everything one page holds; what is left out is counted on the page."""

from dataclasses import dataclass, fields

from hawse.dossier.visible import LONGEST

FEWEST = 10
"""Rows of a list that are printed at least."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many rows of each list the page prints, and how long a text may be (``longest``)."""

    findings: int = 60
    findings_kept: int = 3000
    evidence_kept: int = 15_000
    cited: int = 4000
    entries: int = 400
    measures: int = 150
    pairs: int = 400
    rows: int = 120
    stories: int = 24
    events: int = 48
    longest: int = LONGEST

    def halved(self) -> "Budget":
        """Give half of everything, for a page that is too large."""
        return Budget(*(max(FEWEST, getattr(self, f.name) // 2) for f in fields(self)))
