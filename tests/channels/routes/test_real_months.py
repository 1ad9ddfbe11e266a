"""The 18 real monthly files: what was found by hand must be found here, and no more."""

import lzma

import pyarrow as pa
import pytest

from hawse.channels.routes import CHANNEL
from hawse.channels.routes.read import delegated, relationship_months
from hawse.testing import Bench, a_source
from tests.channels.routes.conftest import DATA, fill

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What is made of all 18 months for three targets: changes, and findings, by scope."""
    if not DATA.is_dir():
        pytest.skip("needs ../shared/data/routes with real files")
    bench = Bench(tmp_path_factory.mktemp("store"), CHANNEL, threads=2)
    fill(bench)
    path = DATA / "asrel_201701_201806.parquet"
    with path.open("rb") as file:
        add(bench, relationship_months.READER.rows(file, a_source(path.name, family="TopoScope")))
    with lzma.open(DATA / "delegated-apnic-20161213.txt.xz") as file:
        add(bench, delegated.READER.rows(file, a_source("delegated-apnic-20161213.txt")))
    bench.add(
        "case_parties",
        """
        role    id
        target  country:KP
        target  country:SY
        target  as:201776
        """,
    )
    bench.run()
    changes, findings = (bench.engine.table(n).to_pylist() for n in ("changes", "findings"))
    return lambda scope: (
        [c for c in changes if c["scope"] == scope],
        [f for f in findings if f["counterpart"] == scope],
    )


def add(bench, batches):
    """Add what a reader gives."""
    made: dict[str, list[pa.RecordBatch]] = {}
    for name, batch in batches:
        made.setdefault(name, []).append(batch)
    for name, listed in made.items():
        bench.add(name, pa.Table.from_batches(listed))


def test_north_korea_gains_one_upstream_and_it_stays(found):
    """The founding claim, from data that its authors did not use; and nothing else."""
    changes, findings = found("country:KP")

    columns = ("operator", "direction", "month", "status", "months_before", "months_after")
    assert [("as:20485", "gain", 2017 * 12 + 10, "persistent", 10, 8)] == [
        tuple(r[c] for c in columns) for r in changes
    ]
    assert ["new_upstream", "sole_upstream"] == sorted(f["kind"] for f in findings)
    (gain,) = [f for f in findings if f["kind"] == "new_upstream"]
    assert 0.02 < gain["base_rate"] < 0.05


def test_the_burst_of_syria_is_transient(found):
    """In 2017-10 and 2017-11 Syria seems to gain tier-1 carriers for two months: a trap."""
    changes, findings = found("country:SY")

    burst = {
        r["operator"]: r["status"]
        for r in changes
        if r["month"] in (2017 * 12 + 9, 2017 * 12 + 10)
    }
    gains = {f"{f['period_start']:%Y-%m}" for f in findings if f["kind"] == "new_upstream"}
    assert {"as:1299": "transient", "as:174": "transient", "as:2914": "transient"} == burst
    assert {"2017-04", "2017-08"} == gains


def test_one_as_can_be_the_target(found):
    """Crimea is no country of the registries; its network can be asked for by itself."""
    changes, findings = found("as:201776")

    assert "as:12389" not in {c["operator"] for c in changes}
    assert {"lost_upstream"} == {f["kind"] for f in findings}
