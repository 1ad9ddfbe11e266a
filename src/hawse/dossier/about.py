"""What the dossier says of itself: the case, its question, when and from what it was made."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class About:
    """The case and the run that a dossier tells of.

    ``period`` is half open and in UTC. ``built`` is the newest ``retrieved_at`` of the sources and
    never the clock, so that the same ledger gives the same bytes. ``handling`` is one word:
    ``public``, ``draft``, ``demo``, ``restricted`` or ``secret``; the words after ``cleared for``
    may be given as ``cleared:...``. ``channels`` names every channel of this Hawse with its
    question, in the order in which it is told, whether the case looked at it or not. ``names``
    gives plain names for typed ids (``as:20485``, ``port:RUVVO``); countries need none. ``box`` is
    the case's corner of the map as west, south, east, north in degrees; ``None`` fits the data.
    ``settings`` are the case's own, by dotted name, ``steps`` the lines of the plan that ran.
    """

    question: str
    case_id: str
    target: str
    suppliers: tuple[str, ...]
    period: tuple[datetime | None, datetime | None]
    handling: str
    version: str
    ledger_sha256: str
    built: datetime | None
    case_text: str = ""
    channels: tuple[tuple[str, str], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    box: tuple[float, float, float, float] | None = None
    steps: tuple[str, ...] = ()
