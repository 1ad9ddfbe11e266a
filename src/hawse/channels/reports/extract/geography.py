"""What a sentence states about places: how far apart they are, and how many live there."""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.reading import Amount
from hawse.channels.reports.extract.scene import ANY, PLACED, Draft, Scene, typed
from hawse.channels.reports.text.normal import listed

_DISTANCE: Final = re.compile(
    r" (?P<q>Q:\d+:(?:km|mi|nmi|m):le)(?P<second> \( Q:\d+:(?:km|mi|nmi|m):le "
r"\))?(?: \S+){0,2}? (?:from|of|away from|off|to)"
    rf"(?: the)?(?: (?P<near>{PLACED}))?(?: (?:land )?(?P<border>border|coast"
rf"|frontier|shore)(?: (?:with|of) (?P<with>{ANY}))?)?(?= )"
)  # fmt: skip

_FAR: Final = 40  # letters between a country and a distance; past that another noun is meant
_PEOPLE: Final = re.compile(
    rf" (?P<who>{PLACED})(?: \S+){{0,8}}? (?:city|town|port|village|region|province|country)"
    r" (?:of|with) (?P<q>Q:\d+:person:co) (?:people|residents|inhabitants)(?= )"
)
HINTS: Final = frozenset(
    listed(
        "km kms kilometers kilometres kilometer kilometre mile miles meters metres people "
        "residents inhabitants"
    )
)
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft the distances and populations that the sentence states."""
    yield from _distances(scene)
    for hit in _PEOPLE.finditer(scene.shape):
        draft = Draft(
            "reports", "said", hit.start(), typed(hit["who"]), None, "population", when="none"
        )
        yield draft.of(scene.amount(hit["q"]), "level")


def _distances(scene: Scene) -> Iterator[Draft]:
    for hit in _DISTANCE.finditer(scene.shape):
        before = scene.shape[: hit.start() + 1]
        places = re.findall(rf" ({PLACED})(?= )", before)
        far = hit["with"] or hit["near"]
        if not places or far is None:
            continue
        ports = [p for p in places if p.startswith("P:")]
        if not ports and len(before) - before.find(f" {places[0]} ") > _FAR:
            continue
        one = scene.amount(hit["q"])
        draft = Draft(
            "ships",
            "distance",
            hit.start(),
            typed((ports or places)[0]),
            typed(far),
            hit["border"],
            when="none",
        ).of(one, "level")
        draft.flags = _twice(scene, hit, one)
        if draft.subject != draft.counterpart:
            yield draft


def _twice(scene: Scene, hit: re.Match[str], one: Amount) -> tuple[str, ...]:
    """Check a distance given in two units.

    100 km (60 miles) agree if one lies within the other's rounding.
    """
    if not hit["second"]:
        return ()
    second = scene.amount(hit["second"].split()[1])
    to_km = {"km": 1.0, "mi": 1.609344, "nmi": 1.852, "m": 0.001}
    a, b = (one.best or 0) * to_km[one.unit], (second.best or 0) * to_km[second.unit]
    agree = a > 0 and abs(a - b) <= 0.1 * a
    return ("conversion_agrees",) if agree else ("conversion_differs",)
