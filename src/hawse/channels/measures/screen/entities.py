"""Two entities with all that is known of them: are they one? With the reasons for and against.

Names decide first, then parts of names, days of birth, countries, numbers, genders and places.
The weights of names were fitted on labelled pairs of entities (``facts/name_weights.csv``,
use ``entity``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from hawse.channels.measures.lists.days import spans
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.screen import ship_names
from hawse.channels.measures.screen.evidence import Weighed, births, countries
from hawse.channels.measures.screen.forms import Form, form
from hawse.channels.measures.screen.identity import (
    NOTHING_OF_ITS_OWN,
    ONE_ALONE,
    OTHER_FORM,
    genders,
    numbers_by_kind,
    places,
)
from hawse.channels.measures.screen.kin import NONE, kin
from hawse.channels.measures.screen.parts import Told, parts_differ
from hawse.channels.measures.screen.resemblance import MEASURES, resemblance

SCHEMAS: Final = {
    "Person": "person",
    "Company": "company",
    "Organization": "company",
    "PublicBody": "company",
    "LegalEntity": "unknown",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
"""FollowTheMoney's schemata, and what we call them."""
HARD: Final = -8.0
WEAK: Final = -1.0
_NAMES: Final = ("name", "alias", "previousName")
_PARTS: Final = ("firstName", "secondName", "middleName", "fatherName", "lastName")
_COUNTRIES: Final = (
    "country",
    "nationality",
    "citizenship",
    "jurisdiction",
    "flag",
    "mainCountry",
)
_PLACES: Final = ("birthPlace", "address")
_SHORTEST: Final = 5
Score = Callable[[tuple[float, ...]], float]


class Compared(NamedTuple):
    """Two entities compared: measures of their nearest names, log-odds of all else, and words."""

    measures: tuple[float, ...]
    odds: float
    reasons: tuple[str, ...]


def values(entity: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    """Give all values of some properties, one or many each; empty ones and nulls are none."""
    told = [entity[n] for n in names if entity.get(n) is not None]
    return [
        str(v) for t in told for v in (t if isinstance(t, list | tuple) else [t]) if str(v).strip()
    ]


def compared(
    asked: Mapping[str, Any], listed: Mapping[str, Any], schema: str, score: Score
) -> Compared:
    """Compare two entities told by FollowTheMoney's properties.

    ``score`` chooses their nearest names.

    ``schema`` is person, company, vessel, aircraft or unknown. Two entities without a name have
    the measures of two empty names.
    """
    near = max(_pairs(asked, listed, schema, score), key=lambda p: (p[0], p[1]))
    told = [w for w in _told(asked, listed) if w is not None]
    one, two = ({k: values(e, (v,)) for k, v in Told.items()} for e in (asked, listed))
    differ = parts_differ(one, two)
    reasons = [w.words for w in told] + (["parts of the names differ"] if differ else [])
    odds = near[3] + sum(w.odds for w in told) + differ
    if near[4]:
        reasons.append(near[4])
    return Compared(near[2], odds, tuple(reasons))


def _pairs(
    asked: Mapping[str, Any], listed: Mapping[str, Any], schema: str, score: Score
) -> Iterator[tuple[float, str, tuple[float, ...], float, str]]:
    for (a, weak_a), (b, weak_b) in product(_named(asked), _named(listed)):
        known = NONE if schema == "vessel" else kin(a, b, person=schema == "person")
        one, two = form(a, schema), form(b, schema)
        measured = resemblance(one, two, person=schema == "person", kin=known).measures
        odds, words = hard(one, two, schema, measured)
        odds += WEAK * (weak_a or weak_b)
        yield score(measured) + odds, f"{a} / {b}", measured, odds, words


def _named(entity: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Give an entity's names, weak ones marked; its parts together where it has no whole one.

    A name with a slash is two names too, if both halves are long enough to be one.
    """
    whole = [(n, False) for n in values(entity, _NAMES)] + [
        (n, True) for n in values(entity, ("weakAlias",))
    ]
    if not whole:
        return [(" ".join(values(entity, _PARTS)), False)]
    return list(dict.fromkeys((n, weak) for name, weak in whole for n in slashed(name)))


def slashed(name: str) -> list[str]:
    """Give a name, and what stands on either side of its slash where that may be a name."""
    halves = [p.strip() for p in name.split("/")]
    many = len(halves) > 1 and all(len(p) >= _SHORTEST for p in halves)
    return [name, *halves] if many else [name]


def hard(one: Form, two: Form, schema: str, measured: tuple[float, ...]) -> tuple[float, str]:
    """Give the log-odds of the hard rules of names, with words.

    Numbers have to be the same, ships' names share next to all; another org form is another
    legal person; and who is called by general words alone is not who has a name of its own.
    """
    told = dict(zip(MEASURES, measured, strict=True))
    if schema == "vessel":
        return (
            (0.0, "")
            if ship_names.likeness(one, two) is not None
            else (HARD, "ships' names differ")
        )
    if schema == "person":
        return 0.0, ""
    if one.numbers != two.numbers:
        return HARD, "numbers in the names differ"
    if told["forms_differ"]:
        return OTHER_FORM, "org forms differ"
    if told["distinct_alone"] and not told["distinct_answered"]:
        return NOTHING_OF_ITS_OWN, "only general words are shared"
    return 0.0, ""


def _told(asked: Mapping[str, Any], listed: Mapping[str, Any]) -> list[Weighed | None]:
    days = [
        [s for v in values(e, ("birthDate", "incorporationDate")) for s in spans(v)]
        for e in (asked, listed)
    ]
    lands = [[country(v) for v in values(e, _COUNTRIES)] for e in (asked, listed)]
    numbers = [{k: values(e, (k,)) for k in ONE_ALONE if e.get(k)} for e in (asked, listed)]
    return [
        births(*days),
        countries(*lands),
        *numbers_by_kind(*numbers),
        genders(values(asked, ("gender",)), values(listed, ("gender",))),
        places(values(asked, _PLACES), values(listed, _PLACES)),
    ]
