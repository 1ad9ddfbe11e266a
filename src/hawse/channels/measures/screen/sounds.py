"""Latin tokens folded by sound."""

import re
from functools import lru_cache
from typing import Final

_HISSES: Final = re.compile(r"tch|tsch|ch|sch|sh|sz|cz|zh|dj|dzh|dz|ts|tz")
_SOUNDS: Final = str.maketrans("quwijyezbdgx", "kovaaaasptkk", "h")
"""What is left of digraphs with h is the other letter: kh, gh, th, dh."""
_DARK: Final = frozenset("aou")
_DOUBLE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=262_144)
def sound(token: str) -> str:
    """Fold a Latin token by sound, roughly: consonants of one place alike, vowels in two sorts."""
    made = _HISSES.sub("c", token).replace("ph", "f").replace("ck", "k")
    if made[:1] == "c" and made[1:2] in _DARK:
        made = "k" + made[1:]
    return _DOUBLE.sub(r"\1", made.translate(_SOUNDS)) or token
