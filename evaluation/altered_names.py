"""Make altered names of listed people and names of people who are not listed, from a seed.

The light kinds are those of the labelled file of altered names, counted by eye on its 83 rows: a letter written
twice, two neighbours swapped (spaces too), the first part put last behind a comma, double letters written
once, marks left out. The hard ones are not in that file: another letter, a letter left out, vowels written
otherwise, two parts written as one.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from hawse.channels.measures.screen.forms import form

Alter = Callable[[str, random.Random], str]
LIGHT = ("doubled", "swapped", "first part last", "undoubled", "marks left out")
HARD = ("another letter", "letter left out", "vowels", "joined")
_MARKS = str.maketrans("", "", "'’‘`?")
_VOWELS = {"A": "E", "I": "Y", "O": "U", "U": "OU", "E": "I"}
_DOUBLE = re.compile(r"([^\W\d_])\1")


def _at(name: str, dice: random.Random) -> int:
    return dice.choice([n for n, c in enumerate(name) if c.isalpha()] or [0])


def doubled(name: str, dice: random.Random) -> str:
    """Write a letter twice."""
    at = _at(name, dice)
    return name[: at + 1] + name[at:]


def swapped(name: str, dice: random.Random) -> str:
    """Swap two neighbours; a space moves like a letter."""
    at = dice.randrange(max(1, len(name) - 1))
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def first_last(name: str, dice: random.Random) -> str:  # noqa: ARG001 - one form for all kinds
    """Put the first part last, behind a comma."""
    first, _, rest = name.partition(" ")
    return f"{rest}, {first}" if rest else name


def undoubled(name: str, dice: random.Random) -> str:  # noqa: ARG001
    """Write every double letter once."""
    return _DOUBLE.sub(r"\1", name)


def unmarked(name: str, dice: random.Random) -> str:  # noqa: ARG001
    """Leave apostrophes out."""
    return name.translate(_MARKS)


def other_letter(name: str, dice: random.Random) -> str:
    """Put another letter for one."""
    at = _at(name, dice)
    return name[:at] + dice.choice("AEIOUNRSTLMKHB") + name[at + 1 :]


def dropped(name: str, dice: random.Random) -> str:
    """Leave a letter out."""
    at = _at(name, dice)
    return name[:at] + name[at + 1 :]


def vowels(name: str, dice: random.Random) -> str:
    """Write about a third of the vowels otherwise."""
    return "".join(_VOWELS.get(c.upper(), c) if dice.random() < 1 / 3 else c for c in name)


def joined(name: str, dice: random.Random) -> str:
    """Write two parts as one."""
    spaces = [n for n, c in enumerate(name) if c == " "]
    at = dice.choice(spaces) if len(spaces) > 1 else len(name)
    return name[:at] + name[at + 1 :]


KINDS: dict[str, Alter] = dict(
    zip(
        (*LIGHT, *HARD),
        (
            doubled,
            swapped,
            first_last,
            undoubled,
            unmarked,
            other_letter,
            dropped,
            vowels,
            joined,
        ),
        strict=True,
    )
)


def altered(names: Sequence[str], kind: str, dice: random.Random) -> list[tuple[str, str]]:
    """Give the names that a kind of alteration changes, plain and altered."""
    made = [(n, " ".join(KINDS[kind](n, dice).split())) for n in names]
    return [(plain, other) for plain, other in made if other and plain != other]


def strangers(
    rows: Sequence[dict[str, str]], count: int, dice: random.Random
) -> list[dict[str, str]]:
    """Put together people of given and family names of one nationality; none is among the rows."""
    groups: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        if len(parts := row["full_name"].split()) > 1:
            groups[row.get("nationality") or ""].append(parts)
    seen = {r["full_name"] for r in rows}
    pool = [k for k, v in sorted(groups.items()) for _ in v if len(v) > 1]
    made: list[dict[str, str]] = []
    for _ in range(count * 20):
        if len(made) >= count or not pool:
            break
        of = dice.choice(pool)
        one, two = dice.sample(groups[of], 2)
        name = " ".join([*one[:-1], two[-1]])
        if name not in seen:
            seen.add(name)
            made.append({"full_name": name, "nationality": of})
    return made


def out_of_lists(names: Sequence[str], count: int, dice: random.Random) -> list[dict[str, str]]:
    """Put together people of parts of listed names that no list has together: the hardest strangers."""
    parts = [t for n in names if 1 < len(t := n.replace(",", " ").split()) <= 4]  # noqa: PLR2004
    known = {tuple(sorted(form(n, "person").latin)) for n in names}
    made: list[dict[str, str]] = []
    for _ in range(count * 20):
        if len(made) >= count or not parts:
            break
        one, two = dice.choice(parts), dice.choice(parts)
        name = " ".join([*one[:-1], two[-1]])
        if tuple(sorted(form(name, "person").latin)) not in known:
            made.append({"full_name": name})
    return made
