"""What a sentence claims about internet routes: new, lost and only connections, outages."""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.scene import ANY, Draft, Scene, typed
from hawse.channels.reports.text.normal import listed

_NET: Final = re.compile(
    r" (?:internet|web traffic|connectivity|bandwidth|network traffic|online"
    r"|broadband|ip transit|submarine cable|fib(?:er|re) optic)(?= )"
)
_THING: Final = (
    r"(?:traffic|connections?|connectivity|links?|bandwidth|transit|access"
    r"|services?|internet|routes?)"
)
_NEW: Final = re.compile(
    rf" (?:began|begun|begins|beginning|started|starting|starts|has been|is now|is"
    rf"|are|now|recently)?(?: to)? ?(?P<verb>routing|carrying|providing|supplying"
    rf"|offering|transiting|route|carry|provide|supply|handling|opened|opening|added"
    rf"|activated|established|launched)(?: (?!(?:because|that|who|which) "
    rf")\S+){{0,6}}? {_THING}(?= )"
)
_FRESH: Final = re.compile(
    r" (?:began|begun|begins|started|starting|starts|new|second|third|additional"
    r"|alternative|opened|added|activated|established|launched|recently|now) "
)
_BESIDES: Final = re.compile(
    rf" (?:besides|in addition to|alongside|other than|apart from|beyond|as well "
    rf"as)(?: the)?(?: (?:one|existing|link|connection|\S+))?(?: (?:through|via|with"
    rf"|to|from))? (?P<who>{ANY})(?= )"
)
_SOLE: Final = re.compile(
    rf" (?:only|sole|single|lone)(?: \S+){{0,3}}? (?:connection|link|provider|route"
    rf"|gateway|upstream|line|lifeline)(?: \S+){{0,6}}? (?:through|via|by|from|with"
    rf"|was|is|to) (?:the )?(?P<who>{ANY})(?= )"
)
_SOLELY: Final = re.compile(
    rf" (?:relied|relies|relying|depended|depends|dependent)(?: \S+)? (?:solely"
    rf"|exclusively|entirely|only)? ?(?:on|upon) (?:\S+ )?(?P<who>{ANY})(?= )"
)
_LOST: Final = re.compile(
    r" (?:stopped|ceased|halted|ended|cut|withdrew|dropped|terminated)(?: "
    r"\S+){0,3}? (?:routing|carrying|providing|connection|link|traffic|service"
    r"|transit)(?= )"
)
_OUT: Final = re.compile(
    r" (?:outages?|went offline|went down|knocked offline|blackout|disconnected"
    r"|lost (?:its|their|all)? ?(?:internet|connectivity|connection)|cut off from "
    r"the internet)(?= )"
)
HINTS: Final = frozenset(
    listed(
        "internet web connectivity bandwidth network online broadband transit cable fiber fibre"
    )
)
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft the sentence's claims about internet routes."""
    if not _NET.search(scene.shape):
        return
    shape = scene.shape
    besides = _BESIDES.search(shape)
    new = _NEW.search(shape)
    if new and _FRESH.search(shape) and (draft := _new(scene, new, besides)):
        yield draft
        if besides and re.search(r" Q:\d+:connection:ra ", shape):
            yield _only(scene, besides, draft.counterpart, "before", "presupposed")
    for pattern in (_SOLE, _SOLELY):
        if hit := pattern.search(shape):
            yield _only(scene, hit, scene.story.target, "year", None)
    yield from _losses(scene)


def _losses(scene: Scene) -> Iterator[Draft]:
    """Read connections that were cut and customers that went dark."""
    target = scene.story.target
    if hit := _OUT.search(scene.shape):
        who = scene.countries(0, hit.start())
        yield Draft("routes", "outage", hit.start(), target or (who[0] if who else None), None)
    if hit := _LOST.search(scene.shape):
        who = scene.countries(0, hit.start())
        carrier = next((c for c in who if c != target), None)
        if who:
            yield Draft("routes", "lost_upstream", hit.start(), carrier, target)


def _new(scene: Scene, hit: re.Match[str], besides: re.Match[str] | None) -> Draft | None:
    """Read 'a Russian company began routing North Korean internet traffic'."""
    known = typed(besides["who"]) if besides else None
    before = [c for c in scene.countries(0, hit.start() + 1) if c.startswith("country:")]
    within = [
        c
        for c in scene.countries(hit.start())
        if c not in {known, *before} and c.startswith("country:")
    ]
    subject = before[0] if before else None
    if subject is None or subject == scene.story.target:
        subject = next((c for c in (*before, *within) if c != scene.story.target), subject)
    target = scene.story.target
    named = {*before, *within} - {subject}
    other = target if target in named or not named else min(named)
    if subject == other:
        return None
    draft = Draft("routes", "new_upstream", hit.start(), subject, other)
    ranked = next(scene.marked(r"connection:\w+"), None)
    if ranked:
        draft.of(ranked[1], "level")
    return draft


def _only(
    scene: Scene, hit: re.Match[str], customer: str | None, when: str, certainty: str | None
) -> Draft:
    subject = typed(hit["who"])
    draft = Draft(
        "routes",
        "sole_upstream",
        hit.start("who"),
        subject,
        customer or scene.other(subject),
        when=when,
        certainty=certainty,
    )
    draft.amount, draft.unit, draft.quantity_kind = (1.0, 1.0, 1.0), "connection", "level"
    return draft
