"""Fit weights by ridge logistic regression, choose thresholds on other folds, give intervals."""

import math
import random

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fitted(measures: Floats, truth: Floats, ridge: float) -> tuple[Floats, float]:
    """Give (weights, constant) of the logistic regression with a ridge on standardised measures, by Newton's steps."""
    mean, scale = measures.mean(axis=0), measures.std(axis=0)
    scale[scale == 0] = np.inf
    x = np.hstack([(measures - mean) / scale, np.ones((len(measures), 1))])
    penalty = np.diag([ridge] * measures.shape[1] + [1e-6])
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - truth) + penalty @ w
        step = np.linalg.solve((x * (p * (1 - p) + 1e-9)[:, None]).T @ x + penalty, gradient)
        w -= step
        if np.allclose(step, 0, atol=1e-8):
            break
    weights = w[:-1] / scale
    return weights, float(w[-1] - weights @ mean)


def folds(count: int, parts: int, seed: int) -> NDArray[np.int64]:
    """Give each row one of some folds, at random but the same each time."""
    dice = random.Random(seed)  # noqa: S311 - folds, nothing secret
    made = [at % parts for at in range(count)]
    dice.shuffle(made)
    return np.array(made)


def best_threshold(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """Give the threshold of the best F1; half-way to the next lower score, so that it does not hug one row."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    at = int(np.argmax(f1))
    low = scores[order[at + 1]] if at + 1 < len(order) else scores[order[at]] - 1
    return float((scores[order[at]] + low) / 2)


def wilson(right: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a rate (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    z, p = 1.959964, right / of
    middle, half = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return round(max(0.0, (middle - half) / whole), 5), round(min(1.0, (middle + half) / whole), 5)


def f1_of(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Give precision, recall, F1."""
    right = int((said & truth).sum())
    precision, recall = right / max(1, int(said.sum())), right / max(1, int(truth.sum()))
    return precision, recall, 2 * right / max(1, int(said.sum() + truth.sum()))


def f1_interval(
    said: NDArray[np.bool_], truth: NDArray[np.bool_], rounds: int = 1000
) -> tuple[float, float]:
    """Give the 95 % interval of F1 by the bootstrap."""
    dice = np.random.default_rng(7)
    found = [
        f1_of(said[take], truth[take])[2]
        for take in dice.integers(0, len(truth), (rounds, len(truth)))
    ]
    low, high = np.quantile(found, (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)
