"""The step that makes fingerprints.

A sample of each article's shingles: narration, captions and quotation apart.
"""

import hashlib
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.observe.worded import worded
from hawse.channels.reports.tables import FINGERPRINTS
from hawse.channels.reports.text.shingles import CUT

KINDS: Final = ("narration", "caption", "quote")


def fingerprints(paragraphs: pa.Table) -> pa.Table:
    """Give one row for each sampled mark of each article and kind."""
    found = worded(paragraphs)
    made_up = set(
        paragraphs.filter(pc.fill_null(paragraphs["synthetic"], fill_value=False))[
            "article_id"
        ].to_pylist()
    )
    marked = np.array([key in made_up for key in found.articles], np.bool_)
    numbers = np.array([number_of(key) for key in found.articles], np.int64)
    pieces = []
    for kind in KINDS:
        values, starts = found.marks(kind, CUT)
        pieces.append(
            pa.table(
                [
                    pa.array(np.repeat(numbers, np.diff(starts))),
                    pa.array(values.astype(np.int64)),
                    pa.repeat(kind, len(values)),
                    pa.array(np.repeat(marked, np.diff(starts))),
                ],
                schema=FINGERPRINTS.schema,
            )
        )
    return pa.concat_tables(pieces)


def number_of(article_id: str) -> int:
    """Give the number that stands for an article where 70 characters would be too long."""
    digest = hashlib.blake2b(article_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
