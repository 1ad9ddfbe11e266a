"""What an export is made from: a ledger, and what the page says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rigour.territories import get_territory

from hawse.core.channel import Figure
from hawse.ledger.store import Ledger


@dataclass(frozen=True)
class Handed:
    """A ledger with its case's name and target, and plain names, figures and positions beside it.

    ``places`` gives latitude and longitude of typed port ids.
    """

    ledger: Ledger
    case: str
    target: str
    version: str
    names: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def name(self, typed: str) -> str:
        """Give a plain name for a typed id; the id's own text where none is known.

        >>> Handed(Ledger({}, ""), "", "", "", {"as:1": "One Network"}).name("as:1")
        'One Network (AS1)'
        """
        kind, _, rest = typed.partition(":")
        if kind == "country":
            found = get_territory(rest.lower())
            return rest if found is None else str(found.name)
        number = {"as": f"AS{rest}", "imo": f"IMO {rest}", "mmsi": f"MMSI {rest}"}.get(kind, rest)
        known = self.names.get(typed)
        return number if known is None else f"{known} ({number})" if number != rest else known
