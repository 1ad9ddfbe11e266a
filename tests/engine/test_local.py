"""The local engine keeps the engine's contract."""

from hawse.engine.local import LocalEngine
from hawse.engine.store import Store
from hawse.testing import EngineContract


class TestLocal(EngineContract):
    """DuckDB over all rows; functions over all rows at once."""

    def engine(self, folder, threads):
        return LocalEngine(Store(folder / "store"), threads)


class TestLocalInSmallBuckets(EngineContract):
    """The same with buckets of a few rows, as a table of billions would be split."""

    def engine(self, folder, threads):
        return LocalEngine(Store(folder / "store"), threads, bucket_rows=11)
