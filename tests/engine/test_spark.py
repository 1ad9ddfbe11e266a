"""The Spark engine keeps the same contract as the local one, with workers as processes."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("pyspark", reason="the extra hawse[spark] is not installed")

from hawse.core.errors import PlanError
from hawse.engine import spark
from hawse.engine.cluster import Cluster
from hawse.engine.plan import plan
from hawse.engine.protocol import open_engine
from hawse.engine.spark import SparkEngine
from hawse.engine.store import Store
from hawse.testing import EngineContract, toy

pytestmark = [pytest.mark.spark, pytest.mark.timeout(1200)]


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


def test_a_table_too_big_to_go_to_every_worker_is_told_before_it_is_sent(
    cluster, tmp_path, monkeypatch
):
    """Out of memory on a worker is a riddle; a plan fault with the table's name is not."""
    monkeypatch.setattr(spark, "MOST_WHOLE", 100)
    engine = SparkEngine(Store(tmp_path), 2, cluster=cluster)
    wiring = plan([toy.CHANNEL])
    engine.declare(wiring.tables)
    for name, columns in (("loads", ("port", "item", "tonnes")), ("named", ("port", "name"))):
        row = {c: 1.0 if c == "tonnes" else "x" for c in columns}
        engine.put(name, wiring.tables[name].rows([row] * 20))

    with pytest.raises(
        PlanError, match=r"contract.supplied: takes named whole, which is 0 MB; at most"
    ):
        engine.run(next(p for p in wiring.steps if p.step.makes == "supplied"))


def test_without_java_the_message_says_what_to_install(tmp_path, monkeypatch):
    """Whoever asks for the second engine on a bare machine gets a recipe, not a traceback."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("pyspark.SparkContext._gateway", None)

    with pytest.raises(
        PlanError, match=r"needs Java, and there is none; install a Java 17 runtime"
    ):
        Cluster(workers=1)


def test_without_pyspark_the_message_names_the_extra(tmp_path, monkeypatch):
    """An extra that is not installed is named by how it is installed."""
    monkeypatch.setitem(sys.modules, "hawse.engine.spark", None)

    with pytest.raises(
        PlanError, match=r"pip install 'hawse\[spark\]' and install a Java 17 runtime"
    ):
        open_engine("spark", tmp_path)


def test_an_engine_stops_what_it_started(tmp_path):
    """No Java is left behind when a run ends, and a second run starts a new one."""
    script = (
        "import glob, sys; from pathlib import Path; from hawse.engine.protocol import open_engine;"
        "from hawse.testing.toy import CHANNEL, SEEN; from hawse.engine.plan import plan\n"
        "for n in ('one', 'two'):\n"
        "    engine = open_engine('spark', Path(sys.argv[1], n), 1); wiring = plan([CHANNEL])\n"
        "    engine.declare(wiring.tables); engine.put('seen', SEEN.rows([{'ship': 1, 'x': 95.0}]))\n"
        "    far = next(p for p in wiring.steps if p.step.makes == 'far')\n"
        "    java = lambda: engine.cluster.context._gateway.proc\n"
        "    rows = engine.run(far).rows; process = java(); home = engine.cluster._home; engine.close()\n"
        "    print(rows, process.poll() is not None, home.exists())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip

    assert done.stdout.splitlines() == ["1 True False", "1 True False"], done.stderr
    assert "Traceback" not in done.stderr
