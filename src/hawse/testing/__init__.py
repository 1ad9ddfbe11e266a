"""Contracts that ship with the seam: by them a reader, step, channel or engine proves itself.

Subclass one in a test module and give it what it asks for; its tests are then collected.
"""

from hawse.testing.bench import Bench
from hawse.testing.contracts import ChannelContract, ReaderContract, StepContract
from hawse.testing.engines import EngineContract
from hawse.testing.rows import EARLY, a_source, all_rows, table_of
from hawse.testing.scan import FORBIDDEN, scan, scan_function

__all__ = [
    "EARLY",
    "FORBIDDEN",
    "Bench",
    "ChannelContract",
    "EngineContract",
    "ReaderContract",
    "StepContract",
    "a_source",
    "all_rows",
    "scan",
    "scan_function",
    "table_of",
]
