"""The step that takes each text apart."""

from typing import Final

import pyarrow as pa

from hawse.channels.reports.tables import PARTED
from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.parts import parts

LONGEST_FURNITURE: Final = 300  # characters; past that it is a paragraph of a story


def parted(documents: pa.Table) -> pa.Table:
    """Give one row for each part of each text, body or not."""
    rows: list[dict[str, object]] = []
    for document in sorted(documents.to_pylist(), key=lambda d: str(d["article_id"])):
        text = document["text"] or ""
        line, counted = 1, 0
        for number, part in enumerate(parts(text)):
            line += text.count("\n", counted, part.start)
            counted = part.start
            rows.append(
                {
                    "article_id": document["article_id"],
                    "paragraph": number,
                    "role": part.role,
                    "text": text[part.start : part.end],
                    "start": part.start,
                    "line": line,
                    "source_id": document["source_id"],
                    "locator": _place(document["locator"], line),
                    "synthetic": document["synthetic"],
                    "publisher": document["publisher"],
                    "normal": _short(text[part.start : part.end]),
                }
            )
    return PARTED.rows(rows)


def _short(text: str) -> str | None:
    """Give the normal form of a part that may be a page's furniture; none for a longer one."""
    return " ".join(words(text)) if len(text) <= LONGEST_FURNITURE else None


def _place(locator: str, line: int) -> str:
    """Give the place of a part.

    Its line in a text file, or its line within a row of another format.
    """
    return f"line {line}" if locator == "line 1" else f"{locator}, line {line} of the text"
