"""Identities that every equilibrium must keep: ``python -m evaluation.identities [--worlds N] [--seed N]``.

Prints one JSON line. Over random worlds of one sector: how far real wages are from the own share to the power
of -1/theta (Arkolakis, Costinot and Rodriguez-Clare 2012), and from their limit under autarky. Over random
worlds of many sectors with inputs and tariffs: the largest market residual, and how far an unchanged world is
from staying as it is. Beside them the German energy case of Bachmann et al. (2022): 10 percent less of an
input with a cost share of 4 percent, at an elasticity of .04; published as 1.5 percent of output.
"""

import argparse
import json
import sys

import numpy as np

from hawse.scenario.cut import substitution
from hawse.scenario.equilibrium import settled, solve
from hawse.scenario.world import World, world

REGIONS, SECTORS = 5, 4
FAR = 1e9
PUBLISHED, WITHIN = 1.5, 0.1
ENERGY = (0.04, 0.9, 0.04)  # cost share, what is left, elasticity


def one_sector(dice: np.random.Generator) -> World:
    """Give a balanced world of one sector without inputs and tariffs."""
    trade = dice.uniform(0.1, 1.0, (1, REGIONS, REGIONS)) + 3 * np.eye(REGIONS)[None]
    for _ in range(500):  # until imports equal exports
        trade = trade * (trade.sum(axis=(0, 2)) / trade.sum(axis=(0, 1)))[None, None, :]
    return world(
        trade=trade, tariff=np.zeros_like(trade), value_added=trade.sum(axis=1).T,
        inputs=np.zeros((REGIONS, 1, 1)), theta=dice.uniform(3.0, 8.0, 1), names=(names("r", REGIONS), ["all"]),
    )  # fmt: skip


def many_sectors(dice: np.random.Generator) -> World:
    """Give a world with inputs, tariffs and deficits."""
    own = np.eye(REGIONS)[None]
    trade = dice.uniform(0.05, 1.0, (SECTORS, REGIONS, REGIONS)) + 2 * own
    made = trade.sum(axis=1).T
    mix = dice.uniform(0.1, 1.0, (REGIONS, SECTORS, SECTORS))
    return world(
        trade=trade, tariff=dice.uniform(0.0, 0.2, trade.shape) * (1 - own), value_added=made * 0.55,
        inputs=mix / mix.sum(axis=1, keepdims=True) * (made * 0.45)[:, None, :],
        theta=dice.uniform(2.5, 9.0, SECTORS), names=(names("r", REGIONS), names("s", SECTORS)),
    )  # fmt: skip


def names(letter: str, count: int) -> list[str]:
    """Name regions or sectors."""
    return [f"{letter}{n}" for n in range(count)]


def apart(base: World, factor: float) -> tuple[float, float]:
    """Raise all costs between regions; give the error of the identity and the residual."""
    cost = np.full_like(base.share, factor)
    cost[:, range(REGIONS), range(REGIONS)] = 1.0
    got = solve(base, iceberg=cost)
    own = np.diag(got.share[0]) / np.diag(base.share[0])
    real = got.wage / got.price[:, 0]
    limit = 1 / np.diag(base.share[0])  # of the own share, where all is bought at home
    wanted = (limit if factor == FAR else own) ** (-1 / base.theta[0])
    return float(np.abs(real / wanted - 1).max()), got.residual


def report(worlds: int, seed: int) -> dict[str, object]:
    """Give the figures that the script prints."""
    dice = np.random.default_rng(seed)
    identity = autarky = residual = unchanged = 0.0
    for _ in range(worlds):
        base = one_sector(dice)
        for factor in (float(dice.uniform(0.5, 3.0)), FAR):
            error, left = apart(base, factor)
            residual = max(residual, left)
            if factor == FAR:
                autarky = max(autarky, error)
            else:
                identity = max(identity, error)
        base = many_sectors(dice)
        start = settled(base, solve(base, deficit=np.zeros(REGIONS)))
        cost = np.ones_like(start.share)
        cost[0, 1, 2] = np.inf
        same, cut = solve(start), solve(start, iceberg=cost)
        residual = max(residual, same.residual, cut.residual)
        unchanged = max(unchanged, float(np.abs(same.wage - 1).max()))
    energy = 100 * substitution(*ENERGY)
    return {
        "worlds": worlds, "identity_error": identity, "autarky_error": autarky, "worst_residual": residual,
        "unchanged_error": unchanged, "energy_loss_percent": round(energy, 4), "energy_published": PUBLISHED,
        "energy_within": abs(energy - PUBLISHED) <= WITHIN,
    }  # fmt: skip


def main() -> int:
    """Print the report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    print(json.dumps(report(args.worlds, args.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
