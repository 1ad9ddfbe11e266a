"""Units: what may be compared with what, by exact factors only.

A conversion that needs a judgement (tonnes to barrels, one currency to another) is not here: it is
a named, sourced factor in a channel's facts, and it makes an interval.
"""

from typing import Final

# unit -> (dimension, factor to the dimension's first unit)
UNITS: Final[dict[str, tuple[str, float]]] = {
    "-": ("none", 1.0),
    "USD": ("USD", 1.0),
    "EUR": ("EUR", 1.0),
    "CNY": ("CNY", 1.0),
    "SGD": ("SGD", 1.0),
    "RUB": ("RUB", 1.0),
    "t": ("mass", 1.0),
    "kg": ("mass", 0.001),
    "bbl": ("barrels", 1.0),
    "bbl/t": ("barrels per tonne", 1.0),
    "bbl/day": ("barrels per day", 1.0),
    "USD/bbl": ("price per barrel", 1.0),
    "km": ("length", 1.0),
    "m": ("length", 0.001),
    "mi": ("length", 1.609344),
    "nmi": ("length", 1.852),
    "kn": ("speed", 1.0),
    "person": ("persons", 1.0),
    "USD/person/month": ("wage", 1.0),
    "ship": ("ships", 1.0),
    "as": ("autonomous systems", 1.0),
    "connection": ("connections", 1.0),
    "prefix": ("prefixes", 1.0),
    "factor": ("ratio", 1.0),
    "share": ("part of a whole", 1.0),
    "percent": ("part of a whole", 0.01),
    "rank": ("rank", 1.0),
    "measure": ("measures", 1.0),
    "vote": ("votes", 1.0),
    "day": ("duration", 1.0),
    "hour": ("duration", 1 / 24),
}


def convert(value: float, unit: str, into: str) -> float | None:
    """Give ``value`` in another unit of the same dimension; ``None`` where the two do not compare.

    >>> convert(60, "mi", "km")
    96.56064
    >>> convert(1, "t", "bbl") is None
    True
    """
    if unit == into:
        return value
    if unit not in UNITS or into not in UNITS:
        return None
    (here, factor), (there, other) = UNITS[unit], UNITS[into]
    return value * factor / other if here == there else None
