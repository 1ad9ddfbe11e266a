"""The third rung: what a cut does to everybody, in a world of many sectors (exact hat algebra).

The world comes from a file in the form of Caliendo and Parro (2015). It suits senders, hubs and
the rest of the world; a target without input-output tables is not in it, and that is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from hawse.scenario.equilibrium import settled, solve
from hawse.scenario.welfare import welfare
from hawse.scenario.world import ScenarioError, World, world

SPREAD: Final = 0.25  # sd of the log of a trade elasticity; estimates differ by as much
_AT: Final = (5, 50, 95)
_KEYS: Final = {
    "trade": "trade_sector_importer_exporter",
    "tariff": "tariff0",
    "value_added": "va_region_sector",
    "inputs": "io_region_input_user",
    "theta": "theta",
}


@dataclass(frozen=True)
class Effect:
    """The change of one region's real income in percent: quantiles over elasticities."""

    region: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Abroad:
    """Effects by region, largest first, and how they were reached."""

    effects: tuple[Effect, ...]
    draws: int
    residual: float


def load(path: Path) -> World:
    """Read a world from an .npz file.

    Raises:
        ScenarioError: the file is no such archive, lacks an array, or carries no world.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            wanted = (*_KEYS.values(), "regions", "sectors")
            if missing := [k for k in wanted if k not in data.files]:
                raise ScenarioError(f"{path.name}: found {data.files}, wanted also {missing}")
            arrays = {name: data[key].astype(np.float64) for name, key in _KEYS.items()}
            return world(**arrays, names=(data["regions"], data["sectors"]))
    except (OSError, ValueError, BadZipFile, EOFError) as why:
        raise ScenarioError(f"{path.name}: cannot be read as a world ({why})") from None


def region_of(base: World, name: str, names: Mapping[str, str]) -> int | None:
    """Give the place of a country in a world, by name, code or alias; ``None`` if it is not in.

    ``names`` maps ids to plain names.
    """
    words = {name.casefold(), name.rpartition(":")[2].casefold(), names.get(name, "").casefold()}
    words |= {_SHORT[w] for w in list(words) if w in _SHORT}
    for n, region in enumerate(base.regions):
        if region.casefold() in words:
            return n
    return None


_SHORT: Final = {
    "united states of america": "usa", "united states": "usa", "us": "usa", "united kingdom": "uk",
    "gb": "uk", "korea, republic of": "korea", "south korea": "korea", "kr": "korea",
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """What is closed towards the importer: one exporter or all (``None``), one sector or all."""

    exporter: int | None = None
    sector: int | None = None


def sector_of(base: World, name: str) -> int | None:
    """Give the place of a sector by its name or a product's id; ``None`` if there is none."""
    word = name.casefold().replace("_", " ")
    for j, sector in enumerate(base.sectors):
        if sector.casefold() == word:
            return j
    return None


def closed(
    base: World, importer: int, *ways: Way | int, sector: str | None = None, draws: int = 40
) -> Abroad:
    """Close ways to one region at once, in all sectors or one, for many elasticities.

    An integer is the way from that exporter; ``sector`` names the one sector of ways that name
    none. Several ways are one shock, solved together. The importer's own sales stay open. The
    world starts without a change, each draw settled on its own elasticities; shares within 25
    percent (standard deviation) around those of the file. The same draws every time.

    Raises:
        ScenarioError: no such sector, or no equilibrium.
    """
    one = None if sector is None else sector_of(base, sector)
    if sector is not None and one is None:
        raise ScenarioError(f"no sector {sector!r}; there are {list(base.sectors)}")
    start = settled(base, solve(base))
    wall = np.ones_like(start.share)
    for given in ways:
        way = Way(given) if isinstance(given, int) else given
        at = way.sector if way.sector is not None else one
        js = slice(None) if at is None else slice(at, at + 1)
        exporters = range(len(base.regions)) if way.exporter is None else (way.exporter,)
        for i in exporters:
            if i != importer:
                wall[js, importer, i] = np.inf
    others = np.arange(len(base.regions)) != importer
    if np.isinf(wall[:, importer, others]).all():
        raise ScenarioError(
            f"{base.regions[importer]} would be cut off from everybody: nothing would pay for its "
            "exports, so that no prices clear the markets; leave one way or one sector open"
        )
    dice = np.random.default_rng(2017)
    factors = np.exp(dice.normal(0, SPREAD, (max(0, draws), len(base.sectors))))
    results, worst = [], 0.0
    for factor in (np.ones(len(base.sectors)), *factors):
        drawn = replace(start, theta=start.theta * factor)
        got = solve(drawn, iceberg=wall)
        worst = max(worst, got.residual)
        results.append(welfare(drawn, got).real_income)
    spread = np.percentile(np.array(results), _AT, axis=0)
    effects = [
        Effect(name, *(float(spread[k, n]) for k in range(len(_AT))))
        for n, name in enumerate(base.regions)
    ]
    effects.sort(key=lambda e: (-abs(e.middle), e.region))
    return Abroad(tuple(effects), len(results), worst)
