"""A Spark cluster for one run: started when it is needed, stopped when the run ends.

By default it is ``local-cluster``: a driver and workers as processes of their own on this machine,
so that whatever cannot cross a process border fails here and not only on a real cluster. The
environment variable ``HAWSE_SPARK_MASTER`` names another master; the store must then lie on a file
system that all workers share.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyspark
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from hawse.core.errors import PlanError

WORKER_MB: Final = 1024
QUICK: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java that starts fast: it only moves bytes here, and lives for seconds."""
CURE: Final = "install a Java 17 runtime (Debian: openjdk-17-jre-headless) or set JAVA_HOME"


class Cluster:
    """A running Spark, quiet, without a web page, and with its files in a folder of its own."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._home = Path(tempfile.mkdtemp(prefix="hawse-spark-"))
        try:
            _furnish(self._home)
            self._log = (self._home / "log").open("wb")
            self.context = self._start()
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            raise
        self.session = SparkSession(self.context)

    def stop(self) -> None:
        """Stop Spark and the Java process, and take their folder away."""
        gateway = SparkContext._gateway  # noqa: SLF001 - pyspark has no public way to end its Java
        self.session.stop()
        if gateway is not None:
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait(timeout=60)
        SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - as above
        self._log.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _start(self) -> SparkContext:
        if SparkContext._gateway is not None:  # noqa: SLF001 - no public way to ask
            raise PlanError("Spark runs already in this process; close the other engine first")
        if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
            raise PlanError(f"the spark engine needs Java, and there is none; {CURE}")
        before = dict(os.environ)
        os.environ.update(_environment(self._home))
        try:
            conf = SparkConf(loadDefaults=False).setAll(
                list(_settings(self._home, self.workers).items())
            )
            gateway = launch_gateway(conf, {"stderr": self._log, "stdout": self._log})
            return SparkContext(conf=conf, gateway=gateway)
        except PySparkException as why:
            raise PlanError(f"Spark does not start ({self._last_line()}); {CURE}") from why
        finally:
            os.environ.clear()
            os.environ.update(before)

    def _last_line(self) -> str:
        lines = (self._home / "log").read_text("utf-8", "replace").split("\n")
        return next((line.strip() for line in lines if "rror" in line or "ersion" in line), "?")


def _furnish(home: Path) -> None:
    """Make a Spark home of our own: workers write below it, and the package may be read-only."""
    package = Path(pyspark.__file__).parent
    for name in ("bin", "jars", "python", "sbin"):
        if (package / name).exists():
            (home / name).symlink_to(package / name)
    for name in ("conf", "work", "scratch"):
        (home / name).mkdir()


def _environment(home: Path) -> Mapping[str, str]:
    return {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(home / "conf"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


def _settings(home: Path, workers: int) -> dict[str, str]:
    master = os.environ.get("HAWSE_SPARK_MASTER")
    here = {
        "spark.master": f"local-cluster[{workers},1,{WORKER_MB}]",
        "spark.driver.extraJavaOptions": QUICK,
        "spark.executor.extraJavaOptions": QUICK,
    }
    return {
        **({"spark.master": master} if master else here),
        "spark.app.name": "hawse",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": f"{WORKER_MB}m",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "spark.local.dir": str(home / "scratch"),
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(workers),
        "spark.sql.warehouse.dir": str(home / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
