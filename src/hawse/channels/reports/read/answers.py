"""Read recorded answers of an extractor: JSON Lines as ``extract.verify.recorded`` writes them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.reports.read.rows import Found
from hawse.channels.reports.tables import ANSWERS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

LONGEST_LINE: Final = 2**20
_NEEDED: Final = ("text_id", "extractor", "version", "answer")


def accepts(path: Path, head: bytes) -> bool:
    """Take JSON Lines whose first line names a text and an extractor."""
    first = head.split(b"\n", 1)[0]
    return path.suffix.lower() in {".jsonl", ".ndjson"} and all(
        f'"{n}"'.encode() in first for n in _NEEDED
    )


def rows(file: BinaryIO, source: Source) -> Iterator[Found]:
    """Yield one answer a line; a line of another form is a reject. What it says is checked later.

    Raises:
        ReadError: a line is longer than a megabyte.
    """
    answers: list[dict[str, object]] = []
    rejects: list[dict[str, object]] = []
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise ReadError(
                source.path, f"line {number}", "a line past 1 MiB", "one answer a line"
            )
        if not line.strip():
            continue
        raw = line.decode("utf-8", "replace")
        given = _parsed(raw)
        where = {"source_id": source.id, "locator": f"line {number}"}
        if given is None:
            why = f"no JSON object with {', '.join(_NEEDED)}"
            rejects.append({**where, "reason": why, "raw": raw[:500]})
            continue
        said = json.dumps(given["answer"], ensure_ascii=False, sort_keys=True)
        by = f"{given['extractor']}@{given['version']}"
        answers.append(
            {**where, "text_id": str(given["text_id"]), "extractor": by, "answer": said}
        )
    for name, table in (("answers", ANSWERS.rows(answers)), ("rejects", REJECTS.rows(rejects))):
        for batch in table.to_batches():
            if batch.num_rows:
                yield name, batch


def _parsed(raw: str) -> dict[str, object] | None:
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(given, dict) and all(n in given for n in _NEEDED)
    return given if whole and isinstance(given["answer"], dict) else None


READER: Final = Reader("claim_answers", 1, ("answers", "rejects"), accepts, rows)
