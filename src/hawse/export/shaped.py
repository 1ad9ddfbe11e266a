"""The shape of a FollowTheMoney entity, and the mark that a synthetic one has in every place."""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

MARK: Final = "SYNTHETIC"
NAMED: Final = ("Document", "Article", "Event", "Note", "Territory", "Organization", "Vessel")
NAMED_TOO: Final = ("Address", "LegalEntity")
URLS: Final = ("sourceUrl",)
DIGITS: Final = 24
Entity = dict[str, Any]


def entity(
    schema: str, own: str, said: Mapping[str, Iterable[object]], case: str, *, synthetic: bool
) -> Entity:
    """Make one entity: empty values left out, the mark put in where it is synthetic."""
    told = {n: _values(n, values) for n, values in said.items()}
    if synthetic:
        told = _marked(schema, told)
    name = re.sub("[^a-z0-9]+", "_", case.lower()).strip("_") or "case"
    return {
        "id": own,
        "schema": schema,
        "properties": {n: v for n, v in told.items() if v},
        "datasets": [f"hawse_{name}" + ("_synthetic" if synthetic else "")],
    }


def dataset(letter: str, parts: object) -> str:
    """Give an id made of what a row says, for rows that have none of their own."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return f"{letter}-{sha256(text.encode()).hexdigest()[:DIGITS]}"


def _values(name: str, values: Iterable[object]) -> list[str]:
    """Give the texts of one property, each once; what is no address is none."""
    texts = dict.fromkeys(str(v).strip() for v in values if v not in {None, ""})
    return [t for t in texts if t and (name not in URLS or _is_url(t))]


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in text


def _marked(schema: str, told: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Put the mark before names and into keywords, and into the words of what has no name."""
    made = {n: list(v) for n, v in told.items()}
    if schema in {*NAMED, *NAMED_TOO}:
        for n in ("name", "title", "fileName", "full"):
            if n in made:
                made[n] = [f"{MARK} {v}" for v in made[n]]
        made["keywords"] = ["synthetic", *made.get("keywords", [])]
    else:
        made["summary"] = [f"{MARK}: {v}" for v in made.get("summary") or ["made up"]]
        made["role"] = [f"{MARK} {v}" for v in made.get("role", [])]
    return made
