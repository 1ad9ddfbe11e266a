"""Texts resolved with the places that a user gave beside those that ship with the package."""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import pyarrow as pa

from hawse.channels.ships.places.gazetteer import Gazetteer
from hawse.channels.ships.places.held import SIZE_RANK
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.resolve import Resolved, Resolver, resolve

Resolve: TypeAlias = Callable[..., Resolved]
"""Resolves ``(text, lat, lon)``, as ``places.resolve.resolve`` does."""


def resolver_with(given_places: pa.Table) -> Resolve:
    """Give what resolves a text: the shipped gazetteer, with the given places where there are any.

    A given place stands before the shipped one of its code. Building a gazetteer takes seconds:
    without given places the shipped one is used as it is, and the steps of one run that resolve
    by the same given places share one.
    """
    if not given_places.num_rows:
        return resolve
    rows = sorted(given_places.to_pylist(), key=lambda r: (r["id"], r["source_id"], r["line"]))
    return _resolve_with(tuple((place(row), tuple(row["other_names"])) for row in rows))


@lru_cache(maxsize=1)
def _resolve_with(places: tuple[tuple[Place, tuple[str, ...]], ...]) -> Resolve:
    return lru_cache(maxsize=200_000)(Resolver(Gazetteer(places)).resolve)


def place(row: dict[str, object]) -> Place:
    """Make a place of a row of ``given_places``."""
    lat, lon = row["lat"], row["lon"]
    return Place(
        str(row["id"]),
        str(row["name"]),
        str(row["country"]).removeprefix("country:"),
        str(row["part"] or ""),
        float(lat) if isinstance(lat, float) else math.nan,
        float(lon) if isinstance(lon, float) else math.nan,
        SIZE_RANK[str(row["size"] or "")],
        is_port=True,
    )
