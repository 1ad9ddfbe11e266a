"""The step that reads each related article for what lineage compares."""

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.observe.worded import Worded, worded
from hawse.channels.reports.tables import TOLD
from hawse.channels.reports.text.shingles import EVERY

_HONORIFIC: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Mdm)\b\.?\s")
_CONVERSION: Final = re.compile(
    r"[(\[]\s*(?:S|A|C|NZ|HK|NT)?[$€£¥₩₹]\s?[\d.,]+\s*(?:million|billion|m|bn)?\s*[)\]]"
)
_TOLD: Final = re.compile(
    r"\btold (?:reuters|the associated press|ap|afp|bloomberg|upi|xinhua|tass)\b", re.IGNORECASE
)


def told(related: pa.Table) -> pa.Table:
    """Give one row for each article: the marks of its words by kind, and a paper's habits."""
    found = worded(related)
    bodies = _bodies(related)
    text = [bodies.get(key, "") for key in found.articles]
    columns = {
        "article_id": pa.array(found.articles, pa.string()),
        "narration": _listed(found, "narration"),
        "captions": _listed(found, "caption"),
        "quotes": _listed(found, "quote"),
        "posts": _listed(found, "post"),
        "words": pa.array(np.diff(found.bounds).astype(np.int32)),
        "converts": pa.array([_CONVERSION.search(t) is not None for t in text], pa.bool_()),
        "honorifics": pa.array([len(_HONORIFIC.findall(t)) for t in text], pa.int32()),
        "credits": pa.array([_TOLD.search(t) is not None for t in text], pa.bool_()),
    }
    return pa.table(columns, schema=TOLD.schema)


def _listed(found: Worded, kind: str) -> pa.Array:
    values, starts = found.marks(kind, EVERY)
    return pa.ListArray.from_arrays(
        pa.array(starts.astype(np.int32)), pa.array(values.view(np.int64))
    )


def _bodies(related: pa.Table) -> dict[str, str]:
    """Give each article's body as one text."""
    rows = related.filter(pc.equal(related["role"], "body"))
    held: dict[str, list[tuple[int, str]]] = {}
    named: Iterable[tuple[str, int, str]] = zip(
        rows["article_id"].to_pylist(),
        rows["paragraph"].to_pylist(),
        rows["text"].to_pylist(),
        strict=True,
    )
    for key, number, text in named:
        held.setdefault(key, []).append((number, text))
    return {key: "\n".join(text for _, text in sorted(parts)) for key, parts in held.items()}
