"""A run that is killed and started again gives the ledger that it would have given."""

import os
import random
import subprocess
import sys
import time
from hashlib import sha256
from importlib.resources import files

import pytest

CASE = files("hawse").joinpath("demo/lifeline-2017/case.toml")
MOMENTS = 10


def command(out, *more):
    return [sys.executable, "-m", "hawse.cli", "run", str(CASE), "-o", str(out), "--json", *more]


def run(out, *more):
    done = subprocess.run(command(out, *more), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def made(out):
    """Give what a run is to make: every ledger file, the manifest and the page, by their hashes."""
    every = [*out.glob("ledger/*.parquet"), out / "manifest.json", out / "dossier.html"]
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in every}


def count(out):
    return sum(len(names) for _, _, names in os.walk(out))


def killed_at(out, moment):
    """Start a run and kill it, as a power cut would, once it has written so many files."""
    process = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and count(out) < moment:
        time.sleep(0.002)
    process.kill()
    return process.wait()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    out = tmp_path_factory.mktemp("whole") / "out"
    run(out)
    return out


@pytest.mark.timeout(1200)
def test_a_run_killed_at_any_of_ten_random_moments_goes_on_to_the_same_ledger(whole, tmp_path):
    """Nobody should have to guess whether a store that a crash left behind can be trusted."""
    most = count(whole)
    dice = random.Random(2017)
    ends = []
    for n, moment in enumerate(sorted(dice.sample(range(1, most), MOMENTS))):
        out = tmp_path / str(n)
        ends.append(killed_at(out, moment))
        run(out)

        assert made(out) == made(whole), f"killed when {moment} of {most} files were there"
    assert ends.count(-9) >= MOMENTS - 2, "the runs ended before they could be killed"
