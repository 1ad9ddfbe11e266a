"""A measure: one paragraph's rule with its dates. Two clocks: in force, and publicly knowable."""

from dataclasses import dataclass
from datetime import date
from typing import Final

ANSWERS_TOLD: Final = {
    "covers": "would cover it",
    "may_apply": "could apply",
    "exempt": "exempt",
    "cannot_tell": "cannot be told",
    "not_yet": "not in force yet",
    "ended": "ended before",
}
"""A measure's answers to an act that people are told, the nearest first; the ledger has all."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule of one paragraph.

    ``in_force_to`` is the last day on which it holds, ``None`` while it holds. ``checked`` is A
    where the row was confirmed in a public source and B where it rests on knowledge of the
    instrument alone; a B row never carries a sentence about a breach.
    """

    id: str
    regime: str
    kind: str
    side: str
    subject: str
    in_force_from: date
    in_force_to: date | None
    published: date | None
    checked: str

    def in_force(self, on: date) -> bool:
        """Say whether the rule holds on that day.

        A rule replaced before it began (``in_force_to`` before ``in_force_from``) never holds.
        """
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def knowable(self, on: date) -> bool:
        """Say whether the public could have known of the rule on that day."""
        return self.published is not None and self.published <= on
