"""What a page says of its article in JSON-LD, the way most news sites state author and day."""

import json
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 1 << 20  # characters of one block; more is no description of an article
_MOST_NODES: Final = 2000
_KINDS: Final = ("Article", "BlogPosting", "Report")
_PLAIN: Final = {"headline": "title", "datePublished": "published_at", "inLanguage": "language"}
_NAMED: Final = {"author": "byline", "creator": "byline", "publisher": "publisher"}


def described(block: str) -> dict[str, str]:
    """Give title, byline, publisher, published_at and language of the first article described.

    What is no JSON, nests past any sense or describes no article gives nothing.

    >>> described('{"@type": "NewsArticle", "author": [{"name": "Jo Vale"}, {"name": "Reuters"}]}')
    {'byline': 'Jo Vale, Reuters'}
    """
    if len(block) > LONGEST:
        return {}
    try:
        held = json.loads(block)
    except (ValueError, RecursionError):
        return {}
    for node in _nodes(held):
        kind = node.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(one, str) and one.endswith(_KINDS) for one in kinds):
            return _fields(node)
    return {}


def _nodes(held: object) -> Iterator[dict[str, object]]:
    waiting, seen = [held], 0
    while waiting and seen < _MOST_NODES:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting += one[:_MOST_NODES]
        elif isinstance(one, dict):
            yield one
            waiting += [
                one[key] for key in ("@graph", "mainEntity", "itemListElement") if key in one
            ]


def _fields(node: dict[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, ours in _PLAIN.items():
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            found[ours] = value.strip()
    for key, ours in _NAMED.items():
        if names := ", ".join(_names(node.get(key))):
            found.setdefault(ours, names)
    return found


def _names(value: object) -> list[str]:
    """Give the names of a person, of several, or of an organisation."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for text in name if isinstance(name, list) else [name]:
            plain = " ".join(text.split()) if isinstance(text, str) else ""
            if plain and "://" not in plain and plain not in found:
                found.append(plain)
    return found
