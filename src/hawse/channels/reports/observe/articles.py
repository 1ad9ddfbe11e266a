"""The step that makes ``articles``.

Bodies as they stand, dated by themselves, the case or their lineage.
"""

from collections.abc import Mapping
from datetime import datetime

import pyarrow as pa

from hawse.channels.reports.observe.sentences import GAP
from hawse.core.tables import ARTICLES

Row = Mapping[str, object]


def articles(
    headers: pa.Table, paragraphs: pa.Table, heads: pa.Table, lineage: pa.Table
) -> pa.Table:
    """Give one row for each article.

    An article that nothing in it dates takes the day of its nearest dated relative: a parent is no
    later than its child, and a reprint follows its wire story by a day or so. ``dated_by`` says
    so.
    """
    parted: dict[str, list[Row]] = {}
    for row in sorted(
        paragraphs.to_pylist(), key=lambda r: (str(r["article_id"]), r["paragraph"])
    ):
        parted.setdefault(row["article_id"], []).append(row)
    named = {h["article_id"]: h for h in heads.to_pylist()}
    dated = dates(named, lineage.to_pylist())
    found = {d["article_id"]: d for d in headers.to_pylist()}
    rows = []
    for key in sorted(found):
        at, by = dated[key]
        mine = parted.get(key, [])
        head = named[key]
        rows.append(
            {
                "id": key,
                "source_id": found[key]["source_id"],
                "locator": found[key]["locator"],
                "title": head["title"],
                "publisher": head["publisher"],
                "byline": head["byline"],
                "agency": head["agency"],
                "published_at": at,
                "dated_by": by,
                "language": head["language"],
                "body": GAP.join(str(p["text"]) for p in mine if p["role"] == "body"),
                "furniture": [str(p["text"]) for p in mine if p["role"] not in {"body", "title"}],
                "synthetic": found[key]["synthetic"],
            }
        )
    return ARTICLES.rows(rows)


def dates(
    named: Mapping[str, Row], edges: list[dict[str, object]]
) -> dict[str, tuple[datetime | None, str | None]]:
    """Give each article's day and what dates it, passing days along the edges of lineage."""
    found: dict[str, tuple[datetime | None, str | None]] = {}
    for key, head in named.items():
        at = head["published_at"]
        by = str(head["dated_by"]) if at else None
        found[key] = (at if isinstance(at, datetime) else None, by)
    own = {key: value for key, value in found.items() if value[0] is not None}
    ordered = sorted(
        edges, key=lambda e: (-float(str(e["score"])), str(e["child"]), str(e["parent"]))
    )
    for edge in ordered:
        child, parent = str(edge["child"]), str(edge["parent"])
        if found[parent][0] is None and child in own:
            found[parent] = (
                own[child][0],
                f"lineage: no later than its child {child}, which {own[child][1]} dates",
            )
        elif found[child][0] is None and parent in own:
            found[child] = (
                own[parent][0],
                f"lineage: no earlier than its parent {parent}, which {own[parent][1]} dates",
            )
    return found
