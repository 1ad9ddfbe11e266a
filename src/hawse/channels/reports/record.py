"""Let an extractor of one's own read what Hawse has read, and keep its answers for later runs.

    python -m hawse.channels.reports.record MODULE:NAME OUT/ledger/sentences.parquet > FILE.jsonl

``MODULE:NAME`` is an ``Extractor`` (or a class that makes one without arguments) on Python's path.
This is the only place where an extractor runs: it may call a parser or a language model. A run of
Hawse that is given the file beside the articles checks every answer and opens no network.
"""

import argparse
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException

from hawse.channels.reports.extract.verify import Extractor, recorded
from hawse.core.errors import HawseError, ReadError


def texts(path: Path) -> Iterator[list[str]]:
    """Give the sentences of each article, in order, as the verifier will see them.

    Raises:
        ReadError: the file is no table of sentences.
    """
    wanted = ["article_id", "sentence", "text"]
    try:
        rows = pq.read_table(path, columns=wanted).to_pylist()
    except (OSError, ArrowException) as why:
        raise ReadError(str(path), "table", str(why), f"columns {wanted}") from why
    by_article: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        by_article.setdefault(row["article_id"], []).append((row["sentence"], row["text"]))
    for key in sorted(by_article):
        yield [text for _, text in sorted(by_article[key])]


def named(name: str) -> Extractor:
    """Find an extractor by ``module:name``.

    Raises:
        ReadError: there is no such module or name, or it has no name, version and answers.
    """
    module, _, inside = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), inside)
    except (ImportError, AttributeError, ValueError) as why:
        raise ReadError(name, "extractor", str(why), "module:name on Python's path") from why
    made = found() if isinstance(found, type) else found
    if missing := [n for n in ("name", "version", "answers") if not hasattr(made, n)]:
        raise ReadError(name, "extractor", f"no {', '.join(missing)}", "what Extractor asks for")
    return made  # type: ignore[no-any-return]


def main(given: list[str] | None = None) -> int:
    """Write one answer a line; give the exit code, that of the error where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extractor", help="MODULE:NAME")
    parser.add_argument("sentences", type=Path, help="OUT/ledger/sentences.parquet of a run")
    asked = parser.parse_args(given)
    try:
        for line in recorded(named(asked.extractor), texts(asked.sentences)):
            sys.stdout.write(line + "\n")
    except HawseError as why:
        sys.stderr.write(f"{why}\n")
        return why.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
