"""Countries as lists write them, by rigour's table of territories.

rigour's own look-up also folds hundreds of place names of every country through ICU, which takes
seconds to begin with; its table read plainly takes a tenth of one.
"""

import json
from functools import cache, lru_cache
from typing import Final

from rigour._core import territories_jsonl

_LONGEST: Final = 100


@lru_cache(maxsize=16_384)
def country(text: str) -> str:
    """Give the ISO 3166 alpha-2 code, lower case, of a country's name or code.

    Empty if unknown.
    """
    return _known().get(_folded(text), "")


@cache
def _known() -> dict[str, str]:
    rows = [json.loads(line) for line in territories_jsonl().splitlines() if line]
    known: dict[str, str] = {}
    for key in ("names_weak", "names_strong"):
        for row in rows:
            known.update((_folded(name), row["code"]) for name in row.get(key, ()))
    for row in rows:
        names = (row["name"], row.get("full_name"), row.get("alpha3"), row["code"])
        known.update((_folded(name), row["code"]) for name in names if name)
    return {name: code for name, code in known.items() if name}


def _folded(text: str) -> str:
    return " ".join(text[:_LONGEST].casefold().replace(",", " ").replace(".", "").split())
