"""Fit and calibrate the score of silences on planted traffic; writes the channel's two facts files.

    python -m evaluation.fit_silences --fit 101 102 103 --hold 104 105 -o FOLDER

The weights are fitted on some seeds by ridge logistic regression, the calibration is counted
on others. ``evaluation.ships_truth`` is run on seeds that are in neither.
"""

import argparse
import csv
import json
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from evaluation.fitting import fitted
from evaluation.ships_scores import auc, calibration
from evaluation.ships_truth import LEAST_H, Causes, run

from hawse.channels.ships.find.reception import FEATURES
from hawse.channels.ships.find.silences import looked_into
from hawse.channels.ships.planted.scenarios import planted, write

Reals = npt.NDArray[np.float64]
PENALTY: Final = 1.0
BINS: Final = 10


def main() -> None:
    """Fit, calibrate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenarios", type=int, default=1000)
    parser.add_argument("--fit", type=int, nargs="+", required=True)
    parser.add_argument("--hold", type=int, nargs="+", required=True)
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    features, off = _together([labelled(asked.scenarios, seed) for seed in asked.fit])
    slopes, constant = fitted(features[:, 1:], off.astype(np.float64), PENALTY)
    weights = np.round(np.array([constant, *slopes]), 4)
    held, told = _together([labelled(asked.scenarios, seed) for seed in asked.hold])
    scores = 1 / (1 + np.exp(-(held @ weights)))
    said = f"evaluation.fit_silences --scenarios {asked.scenarios} --fit {_list(asked.fit)}"
    rows = [
        ("silences", n, f"{w:.4f}", "planted", said)
        for n, w in zip(FEATURES, weights, strict=True)
    ]
    _write(asked.out / "weights.csv", ("step", "feature", "weight", "labelled_on", "source"), rows)
    said += f" --hold {_list(asked.hold)}"
    bins = [
        (
            "silences",
            n / BINS,
            (n + 1) / BINS,
            int(own.sum()),
            int(told[own].sum()),
            "planted",
            said,
        )
        for n in range(BINS)
        for own in [np.minimum(scores * BINS, BINS - 1).astype(int) == n]
    ]
    head = ("step", "score_from", "score_to", "cases", "true", "labelled_on", "source")
    _write(asked.out / "calibrations.csv", head, bins)
    scored = [(float(s), bool(d)) for s, d in zip(scores, told, strict=True)]
    print(
        json.dumps(
            {
                "fitted_on": len(off),
                "held": len(told),
                "auc": auc(scored),
                "ece": calibration(scored),
                "weights": dict(zip(FEATURES, weights.tolist(), strict=True)),
            }
        )
    )


def labelled(scenarios: int, seed: int) -> tuple[Reals, npt.NDArray[np.bool_]]:
    """Give the features of every silence of a seed's traffic, and whether the ship sent nothing."""
    world = planted(scenarios, seed)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), world)
        tables = run(Path(folder) / "store", (Path(folder) / "traffic.nmea").read_bytes())
    causes = Causes(world)
    features, off = [], []
    for gap, found, _ in looked_into(tables["spells"], tables["heard"], LEAST_H):
        cause = causes.of(gap["ship"], gap["start"], gap["end"])
        if cause is not None:
            features.append(found)
            off.append(cause)
    return np.array(features), np.array(off)


def _together(
    made: list[tuple[Reals, npt.NDArray[np.bool_]]],
) -> tuple[Reals, npt.NDArray[np.bool_]]:
    return np.concatenate([f for f, _ in made]), np.concatenate([o for _, o in made])


def _list(seeds: list[int]) -> str:
    return " ".join(map(str, seeds))


def _write(path: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(head)
        table.writerows(rows)


if __name__ == "__main__":
    main()
