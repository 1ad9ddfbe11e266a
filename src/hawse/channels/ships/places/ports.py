"""Ports of the world from the package searoute (Apache-2.0)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from searoute.data.ports_dict import node_list

CODE: Final = 5
PORT_RANK, TERMINAL_RANK = 7.3, 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a destination may name.

    ``id`` is ``port:LOCODE`` or, for a town without a code, ``town:CC:KEY``. ``part`` is a
    state of
    the United States or Canada where one is known. ``rank`` orders places of one name where
    nothing else does: ports before towns, large before small.
    """

    id: str
    name: str
    country: str
    part: str
    lat: float
    lon: float
    rank: float
    is_port: bool

    @property
    def is_placed(self) -> bool:
        """Whether its position is known."""
        return self.lat == self.lat

    @property
    def code(self) -> str | None:
        """The UN/LOCODE, if the place has one."""
        return self.id.removeprefix("port:") if self.id.startswith("port:") else None


@cache
def searoute_ports() -> tuple[Place, ...]:
    """Give searoute's ports in order of their codes; a doubled code once."""
    made = {place.id: place for place in reversed(list(_rows()))}
    return tuple(made[c] for c in sorted(made))


def _rows() -> Iterator[Place]:
    for (lon, lat), port in node_list.items():
        code, name = str(port.get("port") or ""), str(port.get("name") or "")
        if len(code) == CODE and name:
            rank = PORT_RANK + (TERMINAL_RANK if port.get("t") else 0.0)
            yield Place(
                f"port:{code}", name, code[:2], "", float(lat), float(lon), rank, is_port=True
            )


def near(a: Place, b: Place, degrees: float) -> bool:
    """Say whether two places may be one: a port lies in its town, or some way down the river.

    A place without a position may be anywhere in its country.
    """
    return not (abs(a.lat - b.lat) >= degrees or abs(a.lon - b.lon) >= degrees)


def town_rank(people: int) -> float:
    """Order towns by their number of digits: 0 for a hamlet, 7 for ten million."""
    return max(0.0, len(str(people)) - 1 + (int(str(people)[0]) - 1) / 9)
