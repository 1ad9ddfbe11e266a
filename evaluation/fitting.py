"""Fit weights by ridge logistic regression, choose thresholds on other folds, give intervals."""

import hashlib
import math
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

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


def steady_threshold(scores: Floats, truth: NDArray[np.bool_], rounds: int = 60) -> float:
    """Give the mean of the best thresholds of as many bootstrap samples: one row moves it little."""
    dice = np.random.default_rng(3)
    takes = dice.integers(0, len(scores), (rounds, len(scores)))
    return float(np.mean([best_threshold(scores[t], truth[t]) for t in takes]))


def out_of_fold(  # noqa: PLR0917 - one argument for each thing that a fit needs
    x: Floats,
    odds: Floats,
    truth: NDArray[np.bool_],
    ridge: float,
    part: NDArray[np.int64],
    seed: int,
) -> Floats:
    """Give each row's score less the threshold, both learned on the folds that it is not in.

    ``odds`` are added to what the fit says: what is weighed by rule and not by fit.
    """
    parts, made = int(part.max()) + 1, np.zeros(len(x))
    for at in range(parts):
        other, own = np.flatnonzero(part != at), np.flatnonzero(part == at)
        w, c = fitted(x[other], truth[other].astype(float), ridge)
        inner, scores = folds(len(other), parts, seed + 100), np.zeros(len(other))
        for k in range(parts):
            fit, ask = other[inner != k], other[inner == k]
            w_in, c_in = fitted(x[fit], truth[fit].astype(float), ridge)
            scores[inner == k] = x[ask] @ w_in + c_in + odds[ask]
        made[own] = x[own] @ w + c + odds[own] - steady_threshold(scores, truth[other])
    return made


def digest(path: Path) -> str:
    """Give the first twelve characters of a file's SHA-256, by which weights name what they were fitted on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def was_fitted_on(rows: Iterable[Mapping[str, Any]], use: str, path: Path) -> bool:
    """Say whether the weights of one use were fitted on this very file."""
    return any(r["use"] == use and digest(path) in r["source"] for r in rows)


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
