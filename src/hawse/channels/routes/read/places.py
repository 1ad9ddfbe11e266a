"""Places in a file, and the rejects found there."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hawse.core.source import Source
from hawse.core.tables import REJECTS

RAW: Final = 500


def rejects(source: Source, rows: Iterable[tuple[str, str, str]]) -> pa.RecordBatch:
    """Make a batch of ``rejects`` from (locator, reason, raw); raw is cut at 500 characters."""
    listed = list(rows)
    return pa.RecordBatch.from_pydict(
        {
            "source_id": [source.id] * len(listed),
            "locator": [row[0] for row in listed],
            "reason": [row[1] for row in listed],
            "raw": [row[2][:RAW] for row in listed],
        },
        schema=REJECTS.schema,
    )


def places(word: str, numbers: npt.NDArray[np.int64]) -> pa.Array:
    """Make locators: the word and each number, as in 'line 12'."""
    return pc.binary_join_element_wise(word, pa.array(numbers).cast(pa.string()), " ")
