"""Short ids: enough of a content id to tell it from all others of its table."""

import re
from collections.abc import Iterable

FEWEST = 6
"""Characters of an id that are shown at least."""
_NOT_PLAIN = re.compile("[^0-9A-Za-z]")


def shorten(letter: str, ids: Iterable[str]) -> dict[str, str]:
    """Give every id its short form: its first characters, as many as keep all apart.

    Where the ids do not begin with the table's letter already, it is put before them. So what the
    page shows is what ``hawse explain`` takes.

    The same set of ids gives the same short forms whatever its order. Ids that differ only in
    characters that no anchor may hold are told apart by a number.

    >>> shorten("e", ["e1bcdef12", "e1bcdef99"])
    {'e1bcdef12': 'e1bcdef1', 'e1bcdef99': 'e1bcdef9'}
    >>> shorten("s", ["abcdef12"])
    {'abcdef12': 'sabcdef'}
    """
    plain = {i: _NOT_PLAIN.sub("", i).lower() for i in sorted(set(ids))}
    whole = set(plain.values())
    if whole and all(p[:1] == letter for p in whole):
        letter = ""
    longest = max((len(p) for p in whole), default=FEWEST)
    width = next(
        (n for n in range(FEWEST, longest + 1) if len({p[:n] for p in whole}) == len(whole)),
        max(longest, FEWEST),
    )
    short: dict[str, str] = {}
    taken: set[str] = set()
    for i, p in plain.items():
        base = letter + p[:width]
        name, n = base, 1
        while name in taken:
            n += 1
            name = f"{base}-{n}"
        taken.add(name)
        short[i] = name
    return short
