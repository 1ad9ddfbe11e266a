"""Read a CSV of who owns or directs whom.

Owner, owned, and any of share (0 to 1 or 51%), relation, role, from, to.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day
from hawse.channels.measures.lists.lines import header, named
from hawse.channels.measures.lists.tables import LINKS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = ("owner", "owned")
_RELATIONS: Final = frozenset({"owns", "directs", "family", "linked"})


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the first line names an owner and what is owned."""
    return set(NEEDED) <= header(head)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield links and rejects.

    Raises:
        ReadError: a column is missing, or a quoted cell never ends.
    """
    good: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    for line, row in named(file, source, NEEDED, []):
        place = {"source_id": source.id, "locator": f"line {line}"}
        try:
            good.append(_link(row) | place | {"synthetic": source.synthetic})
        except ValueError as why:
            bad.append({**place, "reason": str(why), "raw": ",".join(row.values())[:500]})
    yield from ((LINKS.name, b) for b in LINKS.rows(good).to_batches())
    yield from (("rejects", b) for b in REJECTS.rows(bad).to_batches())


def _link(row: dict[str, str]) -> dict[str, Any]:
    if not row["owner"].strip() or not row["owned"].strip():
        raise ValueError("an owner and an owned are wanted, one is empty")
    relation = (row.get("relation") or "owns").strip()
    if relation not in _RELATIONS:
        raise ValueError(f"relation {relation[:40]!r}; wanted one of {sorted(_RELATIONS)}")
    low, high = _share(row.get("share") or "")
    return {
        "list": "owners",
        "version": "undated",
        "party": row["owner"].strip(),
        "other": row["owned"].strip(),
        "relation": relation,
        "role": (row.get("role") or "").strip() or None,
        "share_low": low,
        "share_high": high,
        "from_on": day(row.get("from")),
        "to_on": day(row.get("to")),
    }


def _share(text: str) -> tuple[float | None, float | None]:
    """Read '0.51', '51%' or '25-50%'."""
    if not text.strip():
        return None, None
    scale = 100 if "%" in text else 1
    try:
        found = [float(p) / scale for p in text.replace("%", "").replace("–", "-").split("-")]
    except ValueError as why:
        raise ValueError(f"share {text[:40]!r}; wanted 0.51, 51% or 25-50%") from why
    if len(found) > len(("low", "high")) or not all(0 <= f <= 1 for f in found):
        raise ValueError(f"share {text[:40]!r} is not within 0 and 1")
    return min(found), max(found)


READER = Reader("owners_csv", 1, (LINKS.name, "rejects"), accepts, rows)
