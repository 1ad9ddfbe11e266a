"""The step that takes each text apart."""

from collections.abc import Mapping

import pyarrow as pa

from hawse.channels.reports.tables import PARTED
from hawse.channels.reports.text.hashed import hashed
from hawse.channels.reports.text.parts import Part, parts
from hawse.channels.reports.text.shingles import joined

_SHARED = ("article_id", "source_id", "publisher", "synthetic")


def parted(documents: pa.Table) -> pa.Table:
    """Give one row for each part of each text, body or not."""
    columns: dict[str, list[object]] = {
        name: [] for name in PARTED.names if name not in {"wording", "words"}
    }
    found = documents.select([*_SHARED, "locator", "text"]).to_pylist()
    for document in sorted(found, key=lambda d: str(d["article_id"])):
        text = document["text"] or ""
        every = parts(text)
        _add(columns, document, text, every)
    texts = pa.array(columns["text"], pa.string())
    words = hashed(texts)
    made = {
        **columns,
        "wording": joined(words.words, words.starts).view("int64"),
        "words": words.starts[1:] - words.starts[:-1],
    }
    return pa.table({n: made[n] for n in PARTED.names}).cast(PARTED.schema)


def _add(
    columns: dict[str, list[object]], document: Mapping[str, object], text: str, every: list[Part]
) -> None:
    """Add a row for each part of one text."""
    line, counted = 1, 0
    for number, part in enumerate(every):
        line += text.count("\n", counted, part.start)
        counted = part.start
        columns["paragraph"].append(number)
        columns["role"].append(part.role)
        columns["text"].append(text[part.start : part.end])
        columns["start"].append(part.start)
        columns["line"].append(line)
        columns["locator"].append(_place(str(document["locator"]), line))
    for name in _SHARED:
        columns[name] += [document[name]] * len(every)


def _place(locator: str, line: int) -> str:
    """Give the place of a part.

    Its line in a text file, or its line within a row of another format.
    """
    return f"line {line}" if locator == "line 1" else f"{locator}, line {line} of the text"
