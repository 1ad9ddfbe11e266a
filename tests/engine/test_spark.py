"""The Spark engine keeps the same contract as the local one, with workers as processes."""

import pytest

pytest.importorskip("pyspark", reason="the extra hawse[spark] is not installed")

from hawse.core.errors import PlanError
from hawse.engine.cluster import Cluster
from hawse.engine.spark import SparkEngine
from hawse.engine.store import Store
from hawse.testing import EngineContract

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def cluster():
    try:
        running = Cluster(workers=2)
    except PlanError as why:
        pytest.skip(str(why))
    yield running
    running.stop()


class TestSpark(EngineContract):
    """Two workers, each a process with a Python of its own; buckets of a few rows."""

    @pytest.fixture(autouse=True)
    def _cluster(self, cluster):
        self.cluster = cluster

    def engine(self, folder, threads):
        return SparkEngine(Store(folder / "store"), threads, bucket_rows=50, cluster=self.cluster)
