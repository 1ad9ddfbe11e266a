"""What an outcome means for the regions: welfare by its sources, and the one-sector identity."""

from dataclasses import dataclass

import numpy as np

from hawse.scenario.equilibrium import Outcome
from hawse.scenario.world import Floats, World


@dataclass(frozen=True)
class Welfare:
    """Changes in percent of income, one value a region.

    ``terms_of_trade`` and ``volume`` are the two sums of Caliendo and Parro (2015, equation 16),
    taken with the changes of the full solution; ``total`` is their sum, as in the paper's table 2.
    ``real_wage`` is the wage over the price of final spending, ``real_income`` all income over it.
    """

    total: Floats
    terms_of_trade: Floats
    volume: Floats
    real_wage: Floats
    real_income: Floats


def welfare(base: World, found: Outcome) -> Welfare:
    """Measure what each region gains or loses between a baseline and an outcome."""
    before = base.flows
    after = found.share * found.spending.T[:, :, None] / (1 + found.tariff)
    income = base.income
    growth = found.cost - 1
    exported = np.einsum("jni->ij", before)
    paid = np.einsum("jni,ij->n", before, growth)
    terms = ((exported * growth).sum(axis=1) - paid) / income
    ratio = np.divide(after, before, out=np.ones_like(before), where=before > 0)
    grown = ratio - 1 - growth.T[:, None, :]
    volume = (base.tariff * before * grown).sum(axis=(0, 2)) / income
    level = np.exp((base.taste * np.log(found.price)).sum(axis=1))
    return Welfare(
        total=100 * (terms + volume),
        terms_of_trade=100 * terms,
        volume=100 * volume,
        real_wage=100 * (found.wage / level - 1),
        real_income=100 * (found.income / income / level - 1),
    )
