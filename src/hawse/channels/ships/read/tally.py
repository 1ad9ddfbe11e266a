"""What was read of a file, and what came of it: the counts add up to its lines."""

from dataclasses import dataclass

import pyarrow as pa

from hawse.channels.ships.tables import FEEDS
from hawse.core.errors import ReadError
from hawse.core.source import Source


@dataclass(slots=True)
class Tally:
    """What was read of a file so far, and what came of it."""

    source: Source
    reader: str
    read: int = 0
    refused: int = 0
    blank: int = 0
    untimed: int = 0

    def feed(self) -> pa.RecordBatch:
        """Give the file's row of ``feeds``.

        Raises:
            ReadError: there was no record.
        """
        if self.read == self.blank:
            raise ReadError(
                self.source.path, "line 2", "no record", "at least one line after the header"
            )
        return FEEDS.rows(
            [
                {
                    "source_id": self.source.id,
                    "reader": self.reader,
                    "lines": self.read,
                    "used": self.read - self.refused - self.blank,
                    "set_aside": self.blank,
                    "refused": self.refused,
                    "messages": self.read - self.refused - self.blank,
                    "untimed": self.untimed,
                    "by_type": "{}",
                    "synthetic": self.source.synthetic,
                }
            ]
        ).to_batches()[0]
