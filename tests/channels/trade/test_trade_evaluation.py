"""The script that proves the arithmetic: its keys, and what it counts against labels."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.channels.trade.trade_rows import HEADER

ROOT = Path(__file__).parents[3]
LINES = (
    "1,fuel,1718 Committee (Russia),PRK,export,2019,30180,tonnes,refined petroleum,u,",
    "2,fuel,1718 Committee (Russia),PRK,export,2019,277365,barrels,refined petroleum,u,",
    "3,fuel,1718 Committee (China),PRK,export,2021-08,1410,tonnes,refined petroleum,u,",
    "4,fuel,1718 Committee (China),PRK,export,2021-08,11745,barrels,refined petroleum,u,",
)


def run(path):
    """Run the script as a person would; give its last line."""
    made = subprocess.run(
        [sys.executable, "-m", "evaluation.figures", str(path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(made.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("marks", "found", "false"),
    [(("", "1", "", ""), 1, 0), (("", "", "1", ""), 0, 1), (("no", "0", "", ""), 0, 1)],
)
def test_slips_are_counted_against_the_column_slip(tmp_path, marks, found, false):
    """A slip is found if a flag names its row; a flag that names no marked row is false."""
    path = tmp_path / "figures.csv"
    path.write_text(
        "\n".join(
            (
                f"{HEADER},slip",
                *(f"{line},{mark}" for line, mark in zip(LINES, marks, strict=True)),
            )
        )
        + "\n",
        "utf-8",
    )
    got = run(path)

    assert (2, 1, 1) == (got["pairs"], got["explained"], got["flagged"])
    assert (found, false) == (got["slips_found"], got["false_flags"])


def test_without_labels_the_slips_themselves_are_counted(tmp_path):
    """No column, no truth to count against: false flags are unknown, not zero."""
    path = tmp_path / "figures.csv"
    path.write_text("\n".join((HEADER, *LINES)) + "\n", "utf-8")
    got = run(path)

    assert (1, None) == (got["slips_found"], got["false_flags"])
