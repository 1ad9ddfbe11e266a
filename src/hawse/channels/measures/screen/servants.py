"""The first half of many Arabic names, 'servant of', in its many spellings and their slips."""

from functools import lru_cache
from typing import Final

_SERVANT: Final = frozenset(
    {"abd", "abdu", "abdal", "abdel", "abdil", "abdul", "abdoul"}
    | {"abdol", "abdur", "abdus", "abdush", "abdun", "abduz", "abdut", "abdud"}
)
"""Abdur Rahman and Abdus Salam have the article as it sounds before r and s."""
_LIKE: Final = ("abdul", "abdel", "abdur", "abdus")
_STEM: Final = 4


@lru_cache(maxsize=262_144)
def servant(token: str) -> bool:
    """Say whether a token is Abd, Abdul and the like, or Abdul, Abdel, Abdur, Abdus with a slip.

    A slip is a letter written twice or two neighbours swapped, and in Abdul another letter among
    the first four. Abdula and Abduh are other names.
    """
    if token in _SERVANT:
        return True
    return len(token) in {5, 6} and any(_slipped(token, word) for word in _LIKE)


def _slipped(token: str, word: str) -> bool:
    size = len(word)
    if len(token) > size:
        return any(token == word[:n] + word[n] + word[n:] for n in range(size))
    apart = [n for n in range(size) if token[n] != word[n]]
    if len(apart) == 1:  # not Abdel: Aidel and Abuel are names too
        return apart[0] < _STEM and word == _LIKE[0]
    at = apart[0]
    return token == word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
