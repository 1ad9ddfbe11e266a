"""What a sentence claims about workers abroad: how many, what they send home, who is sent back."""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.scene import ANY, NAMED, Draft, Scene, typed
from hawse.channels.reports.text.normal import listed

_WORKERS: Final = (
    r"(?:workers?|labou?rers?|loggers?|migrants?|guest workers|migrant workers"
    r"|overseas workers|labou?r force|workforce)"
)
_COUNTED: Final = re.compile(
    rf" (?P<q>Q:\d+:(?:person|-):co)(?: of)?(?: (?:the|its|their|overseas|{ANY}"
    rf"|migrant|guest|contract|construction|\S+))?(?: (?:migrant|guest|contract"
    rf"|construction|{ANY}))? {_WORKERS}(?= )"
)
_WORK: Final = re.compile(rf" {_WORKERS} ")
_THERE: Final = re.compile(r" (?:in|across|on) (?:\S+ )?C:\w+ ")
_ABROAD: Final = re.compile(
    r" (?:abroad|overseas|foreign|migrants?|guest|expatriate|remit\w*|repatriat\w*|deport\w*"
    r"|sent home|send home|sent back|expel\w*|visas?|loggers?|laborers?|labourers?) "
)
_NEAR: Final = re.compile(
    rf" (?P<o>{ANY})(?: (?:migrant|guest|contract|overseas|construction))* {_WORKERS}(?= )"
)
_INSIDE: Final = re.compile(rf" (?:in|across|inside|to) (?:the )?(?:\S+ )??(?P<c>{NAMED})(?= )")
_PEOPLE: Final = re.compile(
    r" (?P<q>Q:\d+:(?:person|-):co)(?: of)? (?P<who>D:\w+)(?: (?:nationals"
    r"|citizens))?(?: \S+)? (?:work|works|worked|working|employed|labou?r|toil"
    r"|toiling)(?= )"
)
_REMIT: Final = re.compile(
    r" (?:remittances?|remit|remitted|remitting"
    r"|sen(?:d|t|ds|ding) home(?= Q:\d+:[A-Z]{3})"
    r"|send(?:ing)? (?:home )?(?:money"
    r"|earnings|wages)|wages (?:are )?(?:sent|confiscated|taken))(?= )"
)
_BACK: Final = re.compile(
    r" (?:repatriat(?:e|ed|es|ing|ion)|sen(?:d|t|ding) (?:home|back)(?! Q:\d+:[A-Z]{3})"
    r"|expel(?:led|ling)?|deport(?:ed|ing)?|return(?:ed|ing)? home)(?= )"
)
_PLANNED: Final = re.compile(r" (?:to|must|should|would|will|efforts to|pledged to) $")
_NUMBER_OF: Final = re.compile(
    rf" (?:number|total) of (?P<who>D:\w+)(?: \S+)? {_WORKERS}(?: \S+){{0,8}}? "
    r"(?:to|is|was|at|of|stands at|reached) (?P<q>Q:\d+:(?:person|-):co)(?= )"
)
_AGAINST: Final = re.compile(
    r" (?:resist(?:s|ed|ing)?|oppos(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|reject(?:s"
    r"|ed|ing)?|block(?:s|ed|ing)?|object(?:s|ed|ing)?)(?= )"
)
_STATED: Final = re.compile(
    r"(?:^|,) (?:there )?(?:are|were|is) $|^ $| (?:employs?|employed|hosts?|hosted"
    r"|has|had|have|are|were|is) $"
)
_FIGURE: Final = re.compile(
    r" put(?:s|ting)? (?:the|their|its|that) (?:figure|number|total) at "
    r"(?P<q>Q:\d+:\S+:co)(?= )| (?:estimated|estimates|put) (?:it|them|the "
    r"(?:figure|number|total)) (?:at|to be) (?P<q2>Q:\d+:\S+:co)(?= )| the "
    r"(?:figure|number|total) (?:is|was|stood at|stands at|rose to|fell to|at) "
    r"(?P<q3>Q:\d+:\S+:co)(?= )"
)
HINTS: Final = frozenset(
    listed(
        "workers worker laborers labourers laborer labourer loggers migrants workforce "
        "remittances work works worked working employed labor labour toil toiling figure "
        "number total estimated estimates"
    )
)
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft the sentence's claims about workers abroad."""
    yield from _again(scene)
    shape = scene.shape
    hit = _COUNTED.search(shape) or _PEOPLE.search(shape) or _NUMBER_OF.search(shape)
    if hit is None and not _WORK.search(shape):
        return
    if not _is_abroad(scene):
        return
    origin, host = _between(scene, hit)
    if origin is None or host is None or origin == host:
        return
    back = _BACK.search(shape)
    if hit and not (back and _is_act(scene, back) and hit.start() >= back.end()):
        draft = Draft("labour", "workers_abroad", hit.start(), host, origin, when="year").of(
            scene.amount(hit["q"]), "level"
        )
        draft.unit = "person"
        stated = _STATED.search(shape[: hit.start() + 1]) or _THERE.search(shape, hit.end())
        if not stated:
            draft.certainty = "presupposed"
        yield draft
    if money := _REMIT.search(shape):
        yield _money(scene, money, host, origin)
    if back:
        yield _sent_back(scene, back, host, origin)


def _is_abroad(scene: Scene) -> bool:
    """Say whether the workers are foreign: by their people, their state, or a word for it."""
    named = _NEAR.search(scene.shape) or _PEOPLE.search(scene.shape)
    target = scene.story.target
    return bool(named or _ABROAD.search(scene.shape) or target in scene.countries())


def _between(scene: Scene, hit: re.Match[str] | None) -> tuple[str | None, str | None]:
    """Say where workers are from and where they work."""
    near = _NEAR.search(scene.shape)
    people = hit.groupdict().get("who") if hit else None
    origin = typed(people) if people else typed(near["o"]) if near else scene.story.target
    end = hit.end() if hit else near.end() if near else 0
    inside = _INSIDE.search(scene.shape, end)
    if inside and typed(inside["c"]) != origin:
        return origin, typed(inside["c"])
    here = [c for c in (*scene.countries(), *reversed(scene.story.recent)) if c != origin]
    return origin, next((c for c in here if c.startswith("country:")), None)


def _money(scene: Scene, hit: re.Match[str], host: str, origin: str) -> Draft:
    draft = Draft("labour", "remittances", hit.start(), host, origin, when="year")
    if money := next(scene.marked(r"(?:USD|EUR|CNY|RUB):le"), None):
        return draft.of(money[1], "level")
    draft.certainty = (
        "presupposed" if re.search(r" whose (?:\S+ )?$", scene.shape[: hit.start() + 1]) else None
    )
    return draft


def _sent_back(scene: Scene, hit: re.Match[str], host: str, origin: str) -> Draft:
    """'Resisted efforts to repatriate' is a posture; 'sent home 18,000' is an act."""
    against = _AGAINST.search(scene.shape[: hit.start() + 1])
    planned = _PLANNED.search(scene.shape[: hit.start() + 1])
    if against:
        return Draft(
            "reports",
            "posture",
            hit.start(),
            host,
            origin,
            "repatriation",
            polarity="denies",
            when="present",
        )
    draft = Draft("labour", "repatriation", hit.start(), host, origin, when="named")
    counted = next(scene.marked(r"person:co"), None)
    if counted:
        draft.of(counted[1], "count")
    if planned:
        draft.flags = ("forecast",)
    return draft


def _is_act(scene: Scene, back: re.Match[str]) -> bool:
    """Say whether somebody was sent back, rather than that it is resisted or planned."""
    before = scene.shape[: back.start() + 1]
    return not _AGAINST.search(before) and not _PLANNED.search(before)


def _again(scene: Scene) -> Iterator[Draft]:
    """Read 'Putin put the figure at 40,000': another figure for what was counted last."""
    hit, known = _FIGURE.search(scene.shape), scene.story.counted
    if hit is None or known is None:
        return
    amount = scene.amount(hit["q"] or hit["q2"] or hit["q3"])
    if amount.unit not in {"-", known.unit}:
        return
    draft = Draft(
        known.channel,
        known.kind,
        hit.start(),
        known.subject,
        known.counterpart,
        known.item,
        known.flow,
        when="year",
    )
    draft.of(amount, known.quantity_kind)
    draft.unit = known.unit
    draft.flags = ("figure_for_previous_sentence",)
    yield draft
