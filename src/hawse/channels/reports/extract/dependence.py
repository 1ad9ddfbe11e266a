"""What a sentence claims about dependence.

Ties compared, shares of trade, one partner replacing another.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.scene import ANY, Draft, Scene, typed
from hawse.channels.reports.text.normal import listed

_DWARF: Final = re.compile(
    rf" (?P<who>{ANY})(?: (?:economic|trade|commercial|trading|business))*(?: "
    rf"(?:ties|trade|links|relations|commerce))(?: (?:to|with) (?P<with>{ANY}))?(?: "
    rf"(?:still|far|easily|vastly))* (?:dwarf|dwarfs|dwarfed|eclipse|eclipses|exceed"
    rf"|exceeds|outstrip|outstrips|outweigh|outweighs)(?: those of| that of)? "
    rf"(?P<than>{ANY})(?= )"
)
_ACCOUNTS: Final = re.compile(
    rf" (?:(?P<who>{ANY}) )(?:\S+ ){{0,4}}?(?:accounts|accounted|accounting"
    rf"|responsible|makes|made)(?: up)?(?: for)? (?P<q>Q:\d+:share:sh) of (?:the "
    rf")?(?P<whose>{ANY})?(?: \S+){{0,3}}? (?:trade|commerce|imports|exports)(?= )"
)
_LARGEST: Final = re.compile(
    rf" (?P<a>{ANY})?(?: (?:is|was|remains|remained|, |as|the|by|far))* "
    rf"?(?:(?P<whose>{ANY}) )?(?:largest|biggest|main|top|chief|leading|number one) "
    rf"(?:trading|trade|economic) partner(?: of (?P<of>{ANY}))?(?= )"
)
_OVERTOOK: Final = re.compile(
    rf" (?P<who>{ANY})(?: (?:has|had|have|is|was))? (?:replaced|replacing|overtook"
    rf"|overtaken|overtaking|surpassed|surpassing|displaced|displacing) "
    rf"(?P<than>{ANY}) as (?:(?P<whose>{ANY}) )?"
    rf"(?:\S+ ){{0,4}}?(?P<what>supplier|partner|buyer|source"
    rf"|importer|exporter|customer)(?= )"
)
_OVERTAKEN: Final = frozenset(
    listed("replaced replacing overtook overtaken overtaking surpassed surpassing displaced")
)
_RELIES: Final = re.compile(
    rf" (?P<who>{ANY})(?: (?:still|also|now|largely|heavily|has|have|had))*"
    rf"(?: (?:depends?|depended|relies|rely|relied|counts?|counted) on (?P<on>{ANY}) for"
    rf"| (?:dependence|reliance|dependency) on (?P<on2>{ANY}))(?P<rest>(?: \S+){{0,5}}?) "
    r"(?P<q>Q:\d+:share:sh)(?P<of> of)?(?= )"
)
HINTS: Final = frozenset(
    listed(
        "depends depend depended relies rely relied dependence reliance dependency counts "
        "ties trade links relations commerce partner partners supplier buyer source "
        "importer exporter customer imports exports"
    )
)
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Read dependence and its comparisons, and one partner taking another's place."""
    yield from _compared(scene)
    yield from _shares(scene)
    yield from _overtaken(scene)


def _compared(scene: Scene) -> Iterator[Draft]:
    """Read that one partner's ties dwarf another's."""
    for hit in _DWARF.finditer(scene.shape):
        other = typed(hit["with"]) if hit["with"] else scene.story.target
        than = typed(hit["than"])
        draft = Draft(
            "trade",
            "dependence",
            hit.start(),
            typed(hit["who"]),
            other,
            f"versus {than}",
            when="year",
        )
        draft.amount, draft.unit, draft.quantity_kind = (1.0, None, None), "factor", "rank"
        yield draft


def _shares(scene: Scene) -> Iterator[Draft]:
    """Read what part of the trade a partner has, and who is the largest."""
    for hit in _ACCOUNTS.finditer(scene.shape):
        other = typed(hit["whose"]) if hit["whose"] else scene.story.target
        yield Draft(
            "trade", "dependence", hit.start(), typed(hit["who"]), other, "all", when="year"
        ).of(scene.amount(hit["q"]), "share")
    for hit in _RELIES.finditer(scene.shape):
        item = scene.item(hit.start(), min(hit.end() + 50, len(scene.shape))) or "all"
        whose, by = typed(hit["who"]), typed(hit["on"] or hit["on2"])
        if whose != by:
            draft = Draft("trade", "dependence", hit.start(), by, whose, item, when="year")
            yield draft.of(scene.amount(hit["q"]), "share")
    for hit in _LARGEST.finditer(scene.shape):
        subject = typed(hit["a"]) if hit["a"] else scene.partner()
        whose = hit["whose"] or hit["of"]
        if not whose and not _OVERTAKEN.isdisjoint(scene.reading.told):
            continue  # whose partner it has become is a name that is not known
        draft = Draft(
            "trade",
            "dependence",
            hit.start(),
            subject,
            typed(whose) if whose else scene.other(subject),
            "all",
            when="year",
        )
        draft.amount, draft.unit, draft.quantity_kind = (1.0, 1.0, 1.0), "rank", "rank"
        if draft.subject != draft.counterpart:
            yield draft


def _overtaken(scene: Scene) -> Iterator[Draft]:
    """Read that one partner took another's place."""
    for hit in _OVERTOOK.finditer(scene.shape):
        item = scene.item(hit.start(), min(hit.end() + 30, len(scene.shape))) or "all"
        whose = typed(hit["whose"]) if hit["whose"] else scene.story.target
        told = (f"instead of {typed(hit['than'])}",)
        subject = typed(hit["who"])
        draft = Draft("trade", "partner_change", hit.start(), subject, whose, item, when="year")
        draft.flags = told
        yield draft
