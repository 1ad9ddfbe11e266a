"""Reads Parquet in batches within a bound, however long the file is."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq


def batches(
    file: pq.ParquetFile, rows: int, columns: Sequence[str], *, threads: bool = True
) -> Iterator[pa.RecordBatch]:
    """Give the rows of a file in batches of at most ``rows``.

    Some row groups are read at a time, as many as hold a batch: one reading over all of them keeps
    the pages of every group it has been through, a million articles' were over a gigabyte.

    Raises:
        pyarrow.ArrowException, OSError: the file is damaged.
    """
    run: list[int] = []
    held = 0
    for group in range(file.num_row_groups):
        run.append(group)
        held += file.metadata.row_group(group).num_rows
        if held >= rows or group + 1 == file.num_row_groups:
            yield from file.iter_batches(
                rows, row_groups=run, columns=list(columns), use_threads=threads
            )
            run, held = [], 0
