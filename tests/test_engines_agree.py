"""The demo case and the founding case give the same ledger on either engine, byte for byte."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

import hawse
from hawse.core.errors import PlanError

DEMO = files("hawse").joinpath("demo/lifeline-2017/case.toml")
FOUNDING = Path(__file__).parent / "cases" / "founding.toml"

pytestmark = [pytest.mark.spark, pytest.mark.timeout(1200)]


def made(out):
    every = [*out.glob("ledger/*.parquet"), out / "manifest.json", out / "dossier.html"]
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in every}


def both(case, folder):
    """Run a case on each engine, with a store of its own."""
    hawse.run(case, folder / "local")
    try:
        hawse.run(case, folder / "spark", engine="spark")
    except PlanError as why:
        pytest.skip(str(why))
    return made(folder / "local"), made(folder / "spark")


def test_the_demo_case_is_the_same_on_either_engine(tmp_path):
    """No step knows which engine it is on, and none is written twice."""
    local, spark = both(Path(str(DEMO)), tmp_path)

    assert local == spark
    assert len(local) > 12


@pytest.mark.shared
def test_the_founding_case_is_the_same_on_either_engine(shared, tmp_path):
    """Eighteen months of relationships and both articles, split among workers and whole."""
    local, spark = both(FOUNDING, tmp_path)

    assert local == spark
