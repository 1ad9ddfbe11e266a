"""What the tests of the routes channel share: a bench, and relations laid out month by month."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from hawse.channels.routes import CHANNEL
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "routes"


@pytest.fixture
def shared():
    """The folder of real data; a test that needs it is skipped where it is missing."""
    if not DATA.is_dir():
        pytest.skip("needs ../shared/data/routes with real files")
    return DATA


@pytest.fixture
def bench(tmp_path):
    """A real engine with the facts that ship with the channel."""
    made = Bench(tmp_path / "store", CHANNEL, threads=2)
    fill(made)
    return made


def fill(bench: Bench) -> None:
    """Add the facts that ship with the channel."""
    for facts in CHANNEL.facts:
        table = bench.plan.tables[facts.table]
        with facts.path.open("rb") as file:
            for name, batch in facts_reader(facts, table).rows(file, a_source(facts.path.name)):
                bench.add(name, pa.Table.from_batches([batch]))


def month(number: int, base: date = date(2017, 1, 1)) -> date:
    """Give the month that lies so many months after the base."""
    at = base.year * 12 + base.month - 1 + number
    return date(at // 12, at % 12 + 1, 1)


def relations(history: dict[str, str], series: str = "lab") -> tuple[pa.Table, pa.Table]:
    """Make relations and snapshots of rows like {"4837>131279": "1111.11"}.

    1 is a month with the link, 0 one without it, and . a month for which there is no file.
    """
    rows, looked = [], set()
    for line, (link, months) in enumerate(history.items(), start=1):
        a, b = link.split(">")
        looked |= {n for n, c in enumerate(months) if c != "."}
        mask = sum(1 << n for n, c in enumerate(months) if c == "1")
        if mask:
            rows.append(
                {"series": series, "a": int(a), "b": int(b), "rel": -1, "months": mask}
                | {"base_month": month(0), "source_id": "s", "locator": f"row {line}"}
                | {"synthetic": False}
            )
    snaps = [
        {"series": series, "month": month(n), "relations": len(rows), "source_id": "s"}
        | {"locator": f"whole file, bit {n} of months", "synthetic": False}
        for n in sorted(looked)
    ]
    return RELATIONS.rows(rows), SNAPSHOTS.rows(snaps)


def run(bench: Bench, target: str, *histories: dict[str, str]) -> tuple[pa.Table, ...]:
    """Run every step for a target; give changes and findings."""
    for history in histories:
        rows, snaps = relations(history)
        bench.add("relations", rows)
        bench.add("snapshots", snaps)
    bench.add("case_parties", f"role    id\ntarget  {target}")
    bench.run()
    return bench.engine.table("changes"), bench.engine.table("findings")
