"""The sentences of many articles, held as Arrow and turned into rows one article at a time."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Row = Mapping[str, object]
_ORDER = [("article_id", "ascending"), ("sentence", "ascending")]


class Texts:
    """Articles by their ids, in order of them: a million rows of plain objects would not fit."""

    def __init__(self, sentences: pa.Table, wanted: Collection[str]) -> None:
        order = pc.sort_indices(sentences, sort_keys=_ORDER).to_numpy()
        sorted_before = bool((order == np.arange(len(order))).all())
        self._rows = sentences if sorted_before else sentences.take(pa.array(order))
        counted = self._rows.select(["article_id"]).group_by("article_id", use_threads=False)
        found = counted.aggregate([([], "count_all")]).sort_by("article_id")
        keys, counts = found["article_id"].to_pylist(), found["count_all"].to_numpy()
        ends = np.cumsum(counts)
        self._spans = {
            key: (start, count)
            for key, start, count in zip(
                keys, (ends - counts).tolist(), counts.tolist(), strict=True
            )
            if key in wanted
        }

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the articles."""
        return iter(self._spans)

    def of(self, article_id: str) -> list[Row]:
        """Give the sentences of one article in order."""
        start, count = self._spans[article_id]
        return list(self._rows.slice(start, count).to_pylist())
