"""Who takes part: typed ids as entities of FollowTheMoney, each once."""

from collections.abc import Iterator
from typing import Final

from hawse.export.handed import Handed
from hawse.export.shaped import Entity, entity

SCHEMAS: Final = {
    "country": "Territory",
    "as": "Organization",
    "imo": "Vessel",
    "mmsi": "Vessel",
    "port": "Address",
}
IMO_DIGITS: Final = 7
LEGAL: Final = ("Organization", "LegalEntity")
OTHER: Final = "LegalEntity"


class Parties:
    """The parties that rows name; one that only synthetic rows name is synthetic itself."""

    def __init__(self, handed: Handed) -> None:
        self._handed = handed
        self._real: dict[str, bool] = {}

    def of(self, typed: str, *, synthetic: bool) -> str:
        """Give the entity id of a typed id, and remember that it was named."""
        self._real[typed] = self._real.get(typed, False) or not synthetic
        return _own(typed)

    def name(self, typed: str) -> str:
        """Give its plain name."""
        return self._handed.name(typed)

    def legal(self, typed: str) -> bool:
        """Say whether it can be involved in an event in FtM's sense: a person or a body."""
        return self._schema(typed) in LEGAL

    def entities(self) -> Iterator[Entity]:
        """Give an entity for each party that was named."""
        for typed, real in sorted(self._real.items()):
            yield self._entity(typed, synthetic=not real)

    def _schema(self, typed: str) -> str:
        return SCHEMAS.get(typed.partition(":")[0], OTHER)

    def _entity(self, typed: str, *, synthetic: bool) -> Entity:
        kind, _, rest = typed.partition(":")
        said: dict[str, list[object]] = {"name": [self.name(typed)]}
        if kind == "country":
            said["country"] = [rest.lower()]
        elif kind == "imo":
            said["imoNumber"] = [f"IMO{rest}"] if holds(rest) else []
        elif kind == "mmsi":
            said["mmsi"] = [rest]
        elif kind == "port":
            at = self._handed.places.get(typed)
            said |= {"full": [self.name(typed)], "country": [rest[:2].lower()]}
            said |= {} if at is None else {"latitude": [at[0]], "longitude": [at[1]]}
        said["notes"] = [f"Hawse id {typed}"]
        return entity(
            self._schema(typed), _own(typed), said, self._handed.case, synthetic=synthetic
        )


def holds(number: str) -> bool:
    """Say whether an IMO number's check digit holds; FtM takes no other, made-up ones have none.

    Resolution A.1117(30): the last digit is that of the first six times 7, 6, 5, 4, 3, 2.

    >>> holds("9074729"), holds("9000001")
    (True, False)
    """
    if not (len(number) == IMO_DIGITS and number.isascii() and number.isdigit()):
        return False
    total = sum(int(d) * (IMO_DIGITS - n) for n, d in enumerate(number[:-1]))
    return total % 10 == int(number[-1])


def _own(typed: str) -> str:
    return "p-" + typed.replace(":", "-")
