"""Score one name against one listed name: resemblance, rarity, the hard rules."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from hawse.channels.measures.screen import ship_names
from hawse.channels.measures.screen.forms import Form, form
from hawse.channels.measures.screen.pairs import Aligned, align
from hawse.channels.measures.screen.rarity import Rarity
from hawse.channels.measures.screen.resemblance import MEASURES, far, resemblance, scorer

RARE: Final = ("asked_rare_answered", "listed_rare_answered", "rarity", "weak_alias")
_FEW, _ALIKE = 5, 0.75
FAR_LETTERS: Final = 10
FAR_SCORE: Final = 2.5
EXACT: Final = 6.0
"""Log-odds of two names of which every token is the same: no fit may put it lower."""


class Judged(NamedTuple):
    """A score in log-odds with words for and against it; ``None`` where a hard rule forbids."""

    score: float
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


class Told(NamedTuple):
    """A score in log-odds, and the alignment if it rests on one."""

    score: float
    aligned: Aligned | None


class Judge:
    """Scores pairs of names by the fitted weights and the lists' own rarity of tokens."""

    def __init__(self, weights: Iterable[Mapping[str, Any]], rarity: Rarity) -> None:
        rows = list(weights)
        self.rarity = rarity
        moved = (r["weight"] for r in rows if (r["use"], r["measure"]) == ("screen", "moved"))
        self.moved = float(next(moved, 0.0))
        """By how much the fit of screening was moved up: one threshold serves all sorts."""
        self.score: Callable[[tuple[float, ...]], float] = scorer(
            rows, "screen", (*MEASURES, *RARE)
        )
        self.pair: Callable[[tuple[float, ...]], float] = scorer(rows, "pair", MEASURES)

    def measures(
        self, asked: Form, listed: Form, *, weak: bool, person: bool
    ) -> tuple[Aligned, tuple[float, ...]]:
        """Give the alignment and all measures, those of rarity last."""
        made = resemblance(asked, listed, person=person)
        parts = made.aligned.parts
        mine, theirs = [self._rare(p.asked) for p in parts], [self._rare(p.listed) for p in parts]
        got_mine = sum(r * p.like for r, p in zip(mine, parts, strict=True))
        got_theirs = sum(r * p.like for r, p in zip(theirs, parts, strict=True))
        all_mine = sum(mine) + sum(map(self._rare, made.aligned.more_asked)) or 1.0
        all_theirs = sum(theirs) + sum(map(self._rare, made.aligned.more_listed)) or 1.0
        rare = (
            got_mine / all_mine,
            got_theirs / all_theirs,
            min(got_mine, got_theirs, 60.0) / 10,
            float(weak),
        )
        return made.aligned, (*made.measures, *rare)

    def judge(self, asked: str, listed: str, schema: str, *, weak: bool = False) -> Judged | None:
        """Score two names, with the words for it; nothing where a hard rule forbids."""
        told = self.scored(asked, listed, schema, weak=weak)
        return None if told is None else Judged(told, *worded(asked, listed, schema))

    def scored(self, asked: str, listed: str, schema: str, *, weak: bool = False) -> float | None:
        """Score two names; nothing where numbers differ or a far script leaves too little."""
        found = self.told(form(asked, schema), form(listed, schema), schema, weak=weak)
        return None if found is None else found.score

    def told(self, one: Form, two: Form, schema: str, *, weak: bool = False) -> Told | None:
        """Score two names made ready, and give the alignment if the score rests on one."""
        if schema != "person" and one.numbers != two.numbers:
            return None
        same = sorted(one.latin) == sorted(two.latin)
        letters = len("".join(one.latin))
        if far(one, two):
            return Told(FAR_SCORE, None) if same and letters >= FAR_LETTERS else None
        if schema == "vessel":
            like = ship_names.likeness(one, two)
            return None if like is None else Told(like, None)
        if same:
            return Told(EXACT if letters > _FEW else EXACT / 2, None)
        person = schema == "person"
        aligned, measured = self.measures(one, two, weak=weak, person=person)
        score = self.score(measured) if person else self.pair(measured[: len(MEASURES)])
        return Told(score, aligned)

    def _rare(self, text: str) -> float:
        return sum(map(self.rarity.__getitem__, text.split()))


def worded(
    asked: str, listed: str, schema: str, known: Aligned | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say what of two names answers what, and what stays alone: words for, words against."""
    one, two = form(asked, schema), form(listed, schema)
    same = sorted(one.latin) == sorted(two.latin)
    if same and one.script == two.script == "LATIN":
        return ("every part of the name is the same (latin)",), ()
    aligned = known or align(one, two, person=schema == "person")
    script = (
        one.script.lower() if one.script == two.script else "Latin letters after transliteration"
    )
    good = [f"every part of the name is the same ({script})"] if same else []
    bad = [f"compared in {script}"] if one.script != two.script else []
    alike = [p.asked for p in aligned.parts if not p.edits]
    if alike and not same:
        good.append(f"same parts: {' '.join(alike)}")
    for part in aligned.parts:
        if part.edits:
            words = (
                f"{part.asked} / {part.listed}: {part.edits} letter{'s' * (part.edits > 1)} apart"
            )
            (good if part.like >= _ALIKE else bad).append(words)
    if aligned.more_asked:
        bad.append(f"only asked: {' '.join(aligned.more_asked)}")
    if aligned.more_listed:
        bad.append(f"only listed: {' '.join(aligned.more_listed)}")
    return tuple(good), tuple(bad)
