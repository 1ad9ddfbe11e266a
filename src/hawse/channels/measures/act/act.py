"""An act, and what is said of it and one measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

Row = Mapping[str, Any]
SIDES: Final = ("supply", "export", "service", "finance", "person", "vessel", "entity", "duty")
GOODS: Final = frozenset({"supply", "export"})
COVERS, CANNOT_TELL, CONDUCT, EXEMPT = "covers", "cannot_tell", "may_apply", "exempt"
NOT_YET, ENDED, NEVER, OTHER = "not_yet", "ended", "never_in_force", "other_act"
IN_FORCE: Final = "in_force"
ANSWERS: Final = (COVERS, EXEMPT, CANNOT_TELL, CONDUCT, IN_FORCE, NOT_YET, ENDED, NEVER, OTHER)
"""What can be said, the nearest first.

The measure covers the act; covers it but for an exemption; its text does not let the act be told
apart; it is a rule of conduct that could apply to how the act is done; it holds that day, where
nothing is told but the day; it began later; it ended before; it was replaced before it began; it
is about another act."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: on which day, for whom, with what.

    ``side`` is the target's: supply is what goes to it, export what comes from it. ``hs`` is a
    code of two to ten digits. ``parties`` are country codes, IMO numbers or names; ``contracted``
    is the day of the contract, for wind-downs. What is not said is ``None``.
    """

    on: date
    target: str
    side: str | None = None
    hs: str | None = None
    subject: str | None = None
    parties: tuple[str, ...] = ()
    quantity: float | None = None
    unit: str | None = None
    contracted: date | None = None

    @property
    def bare(self) -> bool:
        """Say whether nothing is told but the day and the target."""
        return not (self.side or self.hs or self.subject or self.parties)


class Judged(NamedTuple):
    """One measure and one act: the answer, its reasons, and what the act is of a cap.

    ``matter`` is the answer whenever the measure held: what it would say on a day in force.
    ``share_low`` and ``share_high`` are the act's own quantity as a share of the cap, open where
    no factor turns the units; ``window`` is the cap's window that the day falls in, its last day
    included.
    """

    measure: Row
    answer: str
    reasons: tuple[str, ...]
    matter: str = OTHER
    share_low: float | None = None
    share_high: float | None = None
    window: tuple[date, date] | None = None
