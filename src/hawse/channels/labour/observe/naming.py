"""The country that words name: by two letters, three letters, its name or a name in use."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

Row = dict[str, Any]


def words_of(countries: pa.Table, aliases: pa.Table) -> dict[str, str]:
    """Give the country of every word that names one; where two claim a word the first id stands.

    ISO codes and names go before names in use.
    """
    made: dict[str, str] = {}
    for row in sorted(aliases.to_pylist(), key=lambda r: (r["alias"], r["id"]), reverse=True):
        if row["id"].startswith("country:"):
            made[row["alias"].lower()] = row["id"]
    for row in sorted(countries.to_pylist(), key=lambda r: str(r["id"]), reverse=True):
        for word in (row["name"], row["iso3"], row["id"].removeprefix("country:")):
            if word:
                made[word.lower()] = row["id"]
    return made


def country(text: str | None, words: Mapping[str, str]) -> str | None:
    """Give the country that the whole of a text names, or ``None``."""
    plain = " ".join((text or "").lower().split())
    return words.get(plain) or words.get(plain.removeprefix("country:"))
