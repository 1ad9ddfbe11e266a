"""Kinds: the vocabulary of statements. Each channel declares its own; a name has one owner."""

from dataclasses import dataclass
from typing import Literal

Weigh = Literal["interval", "direction", "exists", "count"]
QuantityKind = Literal["level", "change_factor", "count", "share", "rank"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement, and how a claim of it is held against findings.

    ``weigh`` says how: ``interval`` compares amounts, ``direction`` only on which side of one a
    factor lies, ``exists`` asks whether such a finding is there, ``count`` counts the distinct
    subjects of matching findings. ``settled_by`` names, in plain words, the data that would settle
    a claim of this kind; ``{period}``, ``{subject}`` and ``{places}`` are filled in from the
    claim.
    """

    name: str
    meaning: str
    unit: str
    quantity_kind: QuantityKind
    weigh: Weigh
    settled_by: str = ""
