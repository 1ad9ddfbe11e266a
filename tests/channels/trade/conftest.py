"""Figures as a case would have them: a few lines of CSV, the facts that ship, and the target."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hawse.channels.trade import CHANNEL
from hawse.channels.trade.read.reported_figures import READER
from hawse.channels.trade.tables import REPORTED_FIGURES
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES
from hawse.testing import Bench, all_rows
from tests.channels.trade.trade_rows import csv_of, facts


@pytest.fixture
def shared() -> Path:
    """The folder of real data beside the repository; skip where it is not there."""
    folder = Path(__file__).parents[4] / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared with real data here")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str | bytes], Bench]:
    """Make a bench with the channel's facts, the target country:KP and the given figures."""

    def make(lines: str | bytes) -> Bench:
        bench = Bench(tmp_path, CHANNEL)
        for name in (
            "countries",
            "aliases",
            "products",
            "speakers",
            "rates",
            "factors",
            "prices",
            "m49",
            "capitals",
        ):
            bench.add(name, facts(name))
        bench.add("case_parties", CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]))
        data = lines if isinstance(lines, bytes) else csv_of(lines)
        got = all_rows(READER, data, Source("a" * 64, "figures.csv"))
        bench.add("reported_figures", REPORTED_FIGURES.rows(got.get("reported_figures", [])))
        bench.run("figures")
        return bench

    return make
