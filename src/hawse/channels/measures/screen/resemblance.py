"""How much two names resemble each other.

Measured in some twenty ways, weighed by fitted weights.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from hawse.channels.measures.screen.forms import SMALL, Form
from hawse.channels.measures.screen.kin import NONE, Kin
from hawse.channels.measures.screen.pairs import Aligned, Part, align, scrambled, weight
from hawse.channels.measures.screen.sounds import sound

MEASURES: Final = (
    "asked_answered",
    "listed_answered",
    "least_answered",
    "most_answered",
    "worst_part",
    "edits",
    "letters",
    "sounds",
    "both_more",
    "more_asked",
    "more_listed",
    "numbers_differ",
    "forms_differ",
    "first_letter",
    "most_edits",
    "initial",
    "fewer_parts",
    "person",
    "longest_alone",
    "letters_least",
    "letters_most",
    "letters_known",
    "edits_in_all",
    "weighted_ratio",
    "token_set",
    "far_script",
    "edits_of_person",
    "worst_of_person",
    "parts_changed",
    "both_more_of_person",
    "kin",
    "strangers",
    "half_known",
    "scrambled",
    "short_changed",
    "generic_alone",
    "place_alone",
    "distinct_alone",
    "distinct_answered",
    "initials_against",
)
_NEAR: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", ""})
_HALF: Final = 0.5
_ACRONYM: Final = 4


class Resemblance(NamedTuple):
    """Two names measured: the alignment, and the measures in the order of ``MEASURES``."""

    aligned: Aligned
    measures: tuple[float, ...]


def far(asked: Form, listed: Form) -> bool:
    """Say whether the two are in scripts between which transliteration loses much.

    Han, Arabic, Hangul.
    """
    return asked.script != listed.script and not {asked.script, listed.script} <= _NEAR


def resemblance(asked: Form, listed: Form, *, person: bool, kin: Kin = NONE) -> Resemblance:
    """Measure two names; every measure is bounded."""
    made = align(asked, listed, kin, person=person)
    like = sum(p.weight * p.like for p in made.parts)
    held = sum(p.weight for p in made.parts)
    more_asked, more_listed = sum(map(weight, made.more_asked)), sum(map(weight, made.more_listed))
    answered = _share(like, held + more_asked), _share(like, held + more_listed)
    big = [p for p in made.parts if p.weight >= _HALF]
    worst = min((p.like for p in big), default=0.0)
    changed = [p for p in big if p.edits]
    at_worst = min(changed, key=lambda p: (p.like, p.asked, p.listed)) if changed else None
    most = min(max((p.edits for p in big), default=0), 5) / 5
    left, right = _sides(asked, listed, made.parts)
    one, two = "".join(left), "".join(right)
    by_sound = [
        OSA.normalized_similarity("".join(map(sound, a)), "".join(map(sound, b)))
        for a, b in ((left, right), (sorted(left), sorted(right)))
    ]
    letters = [
        _share(sum(p.like * len(p.asked) for p in made.parts), len(one)),
        _share(sum(p.like * len(p.listed) for p in made.parts), len(two)),
    ]
    joined = min(
        OSA.distance(one, two),
        sum(p.edits for p in made.parts) + sum(map(len, made.more_asked + made.more_listed)),
    )
    longest = max(
        (len(t) for t in made.more_asked + made.more_listed if t not in SMALL), default=0
    )
    return Resemblance(
        made,
        (
            *answered,
            min(answered),
            max(answered),
            worst,
            min(sum(p.edits for p in made.parts), 8) / 8,
            max(
                1 - _share(OSA.distance(one, two), max(len(one), len(two))),
                OSA.normalized_similarity("".join(sorted(left)), "".join(sorted(right))),
            ),
            max(by_sound),
            float(more_asked >= _HALF and more_listed >= _HALF),
            min(more_asked, 3.0),
            min(more_listed, 3.0),
            float(asked.numbers != listed.numbers),
            float(bool(asked.kinds and listed.kinds) and not asked.kinds & listed.kinds),
            float(at_worst is not None and at_worst.asked[:1] != at_worst.listed[:1]),
            most,
            float(any((len(p.asked) == 1) != (len(p.listed) == 1) for p in made.parts)),
            float(min(_big(left), _big(right), 4)),
            float(person),
            min(longest, 15) / 10,
            min(letters),
            max(letters),
            math.log1p(min(len(one), len(two), 60)),
            min(joined, 10) / 10,
            fuzz.WRatio(" ".join(left), " ".join(right)) / 100,
            fuzz.token_set_ratio(" ".join(left), " ".join(right)) / 100,
            float(far(asked, listed)),
            most * person,
            worst * person,
            float(min(len(changed), 4)),
            float(person and more_asked >= _HALF and more_listed >= _HALF),
            *_told(made, kin, person=person, far=far(asked, listed)),
        ),
    )


def _told(made: Aligned, kin: Kin, *, person: bool, far: bool) -> tuple[float, ...]:
    """Measure what the tables of names and words tell, and what a part alone may be."""
    changed = [
        p
        for p in made.parts
        if p.how == "spelling" and p.edits and min(len(p.asked), len(p.listed)) > 1
    ]
    both = [
        (p.asked in kin.known) + (p.listed in kin.known)
        for p in changed
        if sound(p.asked) != sound(p.listed)
    ]
    alone = [t for t in made.more_asked + made.more_listed if t not in SMALL]
    plain = [p for p in made.parts if not {p.asked, p.listed} <= kin.known and p.how != "kin"]
    held = sum(p.weight for p in plain)
    return (
        float(min(sum(p.how == "kin" for p in made.parts), 3)),
        float(min(both.count(2), 3)) if person and not far else 0.0,
        float(min(both.count(1), 3)) if person and not far else 0.0,
        float(min(sum(scrambled(p.asked, p.listed) for p in changed), 2)),
        0.0
        if person
        else float(
            any(
                max(len(p.asked), len(p.listed)) <= _ACRONYM
                and not {p.asked, p.listed} & kin.known
                for p in changed
            )
        ),
        0.0 if person else float(min(sum(t in kin.known - kin.places for t in alone), 3)),
        0.0 if person else float(min(sum(t in kin.places for t in alone), 2)),
        0.0
        if person
        else float(min(sum(weight(t) >= 1 and t not in kin.known for t in alone), 3)),
        0.0 if person else _share(sum(p.weight * p.like for p in plain), held),
        float(person and _initials_against(made)),
    )


def _initials_against(made: Aligned) -> bool:
    """Say whether an initial is left alone where the other side has a part alone too."""
    mine, theirs = made.more_asked, made.more_listed
    return bool(mine and theirs) and any(len(t) == 1 for t in mine + theirs)


def _sides(
    asked: Form, listed: Form, parts: tuple[Part, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the tokens of both sides.

    Of forms of one name, and of words with their letters in another order, the asked one stands
    on both sides.
    """
    same = asked.script == listed.script and asked.script != "LATIN"
    left, right = (asked.own, listed.own) if same else (asked.latin, listed.latin)
    turned = {
        b: a
        for p in parts
        if p.how == "kin" or scrambled(p.asked, p.listed)
        for a, b in zip_longest(p.asked.split(), p.listed.split(), fillvalue="")
        if b
    }
    if not turned:
        return left, right
    more = [p.asked.split()[len(p.listed.split()) :] for p in parts if p.how == "kin"]
    tokens = [turned.get(t, t) for t in right] + [t for words in more for t in words]
    return left, tuple(t for t in tokens if t)


def _share(part: float, whole: float) -> float:
    return max(0.0, min(1.0, part / whole)) if whole else 0.0


def _big(tokens: Iterable[str]) -> int:
    return sum(t not in SMALL and len(t) > 1 for t in tokens)


def scorer(
    rows: Iterable[Mapping[str, Any]], use: str, names: tuple[str, ...] = MEASURES
) -> Callable[[tuple[float, ...]], float]:
    """Make a function from measures to a log-odds score, of the fitted weights for one use.

    Rows have ``use, measure, weight``; the measure ``constant`` is added as it is. A measure
    that no row names weighs nothing.
    """
    fitted = {r["measure"]: float(r["weight"]) for r in rows if r["use"] == use}
    weights = tuple(fitted.get(name, 0.0) for name in names)
    constant = fitted.get("constant", 0.0)

    def score(measures: tuple[float, ...]) -> float:
        return constant + math.fsum(w * m for w, m in zip(weights, measures, strict=True))

    return score


def chance(score: float) -> float:
    """Turn log-odds into a number from 0 to 1."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))
