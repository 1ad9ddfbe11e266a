"""The step that says what was read but not examined.

Articles in a language the rules do not know.
"""

import pyarrow as pa

from hawse.channels.reports.find.claims import LANGUAGES
from hawse.channels.reports.text.language import NAMES
from hawse.core.tables import COVERAGE


def unexamined(articles: pa.Table) -> pa.Table:
    """Give one row of coverage for each such article, with share 0 and the language named."""
    rows = []
    told = articles.select(["id", "language", "published_at", "synthetic"]).sort_by("id")
    for article in told.to_pylist():
        if article["language"] in LANGUAGES:
            continue
        name = NAMES.get(article["language"], str(article["language"]))
        rows.append(
            {
                "channel": "reports",
                "subject": f"article:{article['id']}",
                "period_start": article["published_at"],
                "share": 0.0,
                "synthetic": bool(article["synthetic"]),
                "basis_text": f"not examined: the article is in {name}, which the claim rules "
                "do not know; its sentences and lineage were read",
            }
        )
    return COVERAGE.rows(rows)
