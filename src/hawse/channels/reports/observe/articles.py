"""The step that makes ``articles``.

Bodies as they stand, dated by themselves, the case or their lineage.
"""

from collections.abc import Mapping
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from hawse.core.table import UTC
from hawse.core.tables import ARTICLES

Row = Mapping[str, object]


def articles(
    headers: pa.Table, bodies: pa.Table, heads: pa.Table, made_from: pa.Table
) -> pa.Table:
    """Give one row for each article.

    An article that nothing in it dates takes the day of its nearest dated relative: a parent is no
    later than its child, and a reprint follows its wire story by a day or so. ``dated_by`` says
    so. Bodies are taken over as they lie, for they are as long as all that was read.
    """
    heads = heads.sort_by("article_id")
    named = {h["article_id"]: h for h in heads.to_pylist()}
    dated = dates(named, made_from.to_pylist())
    keys = heads["article_id"]
    found = headers.take(pc.index_in(keys, headers["article_id"].combine_chunks()))
    told = bodies.take(pc.index_in(keys, bodies["article_id"].combine_chunks()))
    given = {
        "id": keys,
        "published_at": pa.array([dated[key][0] for key in named], UTC),
        "dated_by": pa.array([dated[key][1] for key in named], pa.string()),
        "body": pc.fill_null(told["body"], ""),
        "furniture": told["furniture"],
        **{name: heads[name] for name in ("title", "publisher", "byline", "agency", "language")},
        **{name: found[name] for name in ("source_id", "locator", "synthetic")},
    }
    return pa.table({name: given[name] for name in ARTICLES.names}, schema=ARTICLES.schema)


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
