"""Texts resolved with the places that a user gave beside those that ship with the package."""

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeAlias

import pyarrow as pa

from hawse.channels.ships.places.batch import Batch, Given
from hawse.channels.ships.places.gazetteer import Gazetteer
from hawse.channels.ships.places.held import SIZE_RANK
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.resolve import Resolved, Resolver, resolve, shipped

Resolve: TypeAlias = Callable[..., Resolved]
"""Resolves ``(text, lat, lon)``, as ``places.resolve.resolve`` does."""
MANY: Final = 100_000
_Places: TypeAlias = tuple[tuple[Place, tuple[str, ...]], ...]


def resolver_with(given_places: pa.Table) -> Resolve:
    """Give what resolves a text: the shipped gazetteer, with the given places where there are any.

    A given place stands before the shipped one of its code. Building a gazetteer takes seconds:
    without given places the shipped one is used as it is, and the steps of one run that resolve
    by the same given places share one.
    """
    if not given_places.num_rows:
        return resolve
    return _resolve_with(_given(given_places))


def resolved_with(given_places: pa.Table, texts: Iterable[Given]) -> dict[Given, Resolved]:
    """Resolve many texts, each with where its sender was, as ``resolver_with`` resolves each.

    From ``MANY`` distinct texts on by ``Batch``: fewer are done before its tables are laid.
    """
    distinct = dict.fromkeys(texts)
    if len(distinct) < MANY:
        one = resolver_with(given_places)
        return {text: one(*text) for text in distinct}
    resolver = _resolver(_given(given_places)) if given_places.num_rows else shipped()
    return dict(zip(distinct, Batch(resolver).resolve(distinct), strict=True))


def _given(given_places: pa.Table) -> _Places:
    rows = sorted(given_places.to_pylist(), key=lambda r: (r["id"], r["source_id"], r["line"]))
    return tuple((place(row), tuple(row["other_names"])) for row in rows)


@lru_cache(maxsize=1)
def _resolver(places: _Places) -> Resolver:
    return Resolver(Gazetteer(places))


@lru_cache(maxsize=1)
def _resolve_with(places: _Places) -> Resolve:
    return lru_cache(maxsize=200_000)(_resolver(places).resolve)


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
