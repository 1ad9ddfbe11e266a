"""The step that puts each article's body together again, furniture taken out and kept."""

import pyarrow as pa

from hawse.channels.reports.observe.sentences import GAP
from hawse.channels.reports.tables import BODIES


def bodies(paragraphs: pa.Table) -> pa.Table:
    """Give one row for each article: its body, and what else stood in its text."""
    rows = paragraphs.select(["article_id", "paragraph", "role", "text"]).sort_by(
        [("article_id", "ascending"), ("paragraph", "ascending")]
    )
    told: dict[str, tuple[list[str], list[str]]] = {}
    for row in rows.to_pylist():
        body, rest = told.setdefault(row["article_id"], ([], []))
        if row["role"] == "body":
            body.append(row["text"])
        elif row["role"] != "title":
            rest.append(row["text"])
    columns = [
        list(told),
        [GAP.join(body) for body, _ in told.values()],
        [rest for _, rest in told.values()],
    ]
    return pa.table(columns, schema=BODIES.schema)
