"""What a sentence claims about trade.

Levels, changes, main products, projects.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.reading import Amount
from hawse.channels.reports.extract.scene import ANY, ITEM, Draft, Scene, typed
from hawse.channels.reports.extract.traded import is_modifier, is_taxed, is_traded

_FLOWS: Final = {
    "export": (
        "exports export exported exporting shipments deliveries supplies sales "
        "supplied shipped delivered sold"
    ),
    "import": "imports import imported importing purchases bought purchased buying",
    "total": "trade turnover commerce",
}
_FLOW: Final = {word: flow for flow, words in _FLOWS.items() for word in words.split()}
_NOUN: Final = re.compile(rf"(?<= )(?:{'|'.join(sorted(_FLOW, key=len, reverse=True))})(?= )")
_UP: Final = (
    "rose|rise|risen|grew|grow|growth|grown|increased|increase|jumped|jump|surged"
    "|surge|soared|climbed|expanded|gained|up|higher|gain|growing|rising"
)
_DOWN: Final = (
    "fell|fall|fallen|dropped|drop|declined|decline|decreased|decrease|slumped"
    "|slump|plunged|plunge|shrank|slid|tumbled|down|lower|falling|halved|contracted"
)
_MOVE: Final = re.compile(rf"(?<= )(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?= )")
_MONEY: Final = r"(?:USD|EUR|CNY|SGD|RUB|GBP|JPY|KRW|INR|AUD|CAD|HKD|t|kg|bbl|bbl_day):\w+"
_VALUED: Final = re.compile(_MONEY)
_OWNER: Final = re.compile(rf"({ANY})(?: (?!{ANY})\S+){{0,3}} $")
_TOWARD: Final = re.compile(
    rf"(?: (?!to Q|{ANY} |(?:{_UP}|{_DOWN}|due|thanks|according) )\S+){{0,6}}? "
    rf"(?:to|with|into) (?:the )?({ANY})(?= )"
)
_OUT_OF: Final = re.compile(rf"(?: (?!{ANY} )\S+){{0,3}}? (?:from|of|by) (?:the )?({ANY})(?= )")
_TWO: Final = re.compile(rf" between (?:the )?({ANY}) and (?:the )?({ANY})(?= )")
_WORLD: Final = re.compile(r" (?:worldwide|globally|abroad|overseas|around the world) ")
_ONWARD: Final = re.compile(rf" (?:to|into|by) (?:the )?({ANY})(?= )")
_CUTTING: Final = re.compile(
    rf" (?P<who>{ANY})(?: (?:is|are|was|has|have|had|been|also|now|sharply|quietly"
rf"|reportedly|continues|to|said|it|would|will))* "
    r"(?:(?P<down>cutting(?: back| off| down)?(?: on)?|cut(?: back| off| down)?(?: "
r"on)?|reducing|reduced|slashing|slashed|curbing|curbed|scaling back|scaled "
r"back|halving|halting|halted|suspending|suspended|stopped|stopping|restricting"
r"|restricted)"
    r"|(?P<up>boosting|boosted|increasing|increased|expanding|expanded|raising"
r"|raised|stepping up|stepped up|ramping up|ramped up))"
    rf"(?: (?:its|their|all|the|bilateral|economic|{ANY}|{ITEM}))* (?P<what>trade"
rf"|exports|imports|shipments|purchases|sales|supplies|deliveries)(?= )"
)  # fmt: skip
_MAINLY: Final = re.compile(
    r" (?:mainly|mostly|largely|primarily|chiefly|principally|driven|led|boosted"
    r"|fuelled|fueled|dominated|thanks|owing|consisted)"
    rf"(?: (?!{ITEM} )\S+){{0,9}}? (?P<item>{ITEM})(?P<flow> exports?| imports?| "
    rf"shipments| sales| supplies)?(?= )"
)
_EARNED: Final = re.compile(
    rf" (?P<q>Q:\d+:{_MONEY[:-4]}:le)(?: worth)?(?: a year| annually)? (?:from|in|of|worth of) "
    r"(?:\S+ ){0,2}?(?P<noun>exports|imports|sales|shipments|trade)(?= )"
)
_CAPPED: Final = re.compile(r" (?:caps?|capped|capping|limit|limits|limited|ceiling|quota)(?= |$)")
_SOARED: Final = re.compile(
    r" (?P<noun>exports|imports|trade|shipments|sales)(?: \S+){0,6}? (?:have|has|had)?(?: also)? ?"
    r"(?:(?P<up>soared|surged|jumped|risen|grown|boomed|rebounded)"
    r"|(?P<down>plunged|collapsed|slumped|fallen|dropped|shrunk|plummeted|dried up))(?= )"
)
_PROJECT: Final = re.compile(
    r" (?:joint (?:\S+ )?(?:projects?|ventures?)|trilateral (?:\S+ )?projects?"
    r"|pipeline project|railway project|special economic zones?)(?= )"
)
HINTS: Final = frozenset(_FLOW) | {"project", "projects", "venture", "ventures", "zone", "zones"}
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft the sentence's claims about trade."""
    yield from _figures(scene)
    yield from _directions(scene)
    yield from _mains(scene)
    for hit in _PROJECT.finditer(scene.shape):
        subject = scene.partner(0, hit.start())
        yield Draft(
            "trade",
            "joint_project",
            hit.start(),
            subject,
            scene.other(subject),
            "all",
            when="named",
        )


def _figures(scene: Scene) -> Iterator[Draft]:
    """Read 'exports of coal fell 28 percent to 1.4 million tonnes'.

    Levels and changes near a trade word.
    """
    nouns = [h for h in _NOUN.finditer(scene.shape) if not is_modifier(scene.shape, h.start())]
    seen: set[int] = set()
    for earned in _EARNED.finditer(scene.shape):
        if noun := _NOUN.match(scene.shape, earned.start("noun")):
            at = earned.start("q")
            seen.add(at)
            yield _placed(scene, noun, "trade_level", at).of(scene.amount(earned["q"]), "level")
    for number, noun in enumerate(nouns):
        if is_taxed(scene.shape, noun.start()) or not is_traded(scene, noun.group()):
            continue
        end = nouns[number + 1].start() if number + 1 < len(nouns) else len(scene.shape)
        stop = scene.shape.find(" ; ", noun.end(), end)
        end = stop if stop >= 0 else end
        for at, amount in scene.marked(r"\S+", noun.end(), end):
            if at in seen:
                continue
            for draft in _figure(scene, noun, at, amount):
                seen.add(at)
                yield draft


def _figure(scene: Scene, noun: re.Match[str], at: int, amount: Amount) -> Iterator[Draft]:
    before = scene.shape[:at].rstrip()
    mark = f"{amount.unit.replace('/', '_')}:{amount.kind[:2]}"
    if amount.unit == "factor":
        yield _placed(scene, noun, "trade_change", at).of(amount)
    elif amount.unit == "share":
        if made := _moved(scene, noun, at, amount):
            yield made
    elif _VALUED.fullmatch(mark) and not before.endswith(
        (" by", " from", "(", " cap of", " limit of")
    ):
        if _CAPPED.search(before[-60:]):
            return
        if amount.unit in {"t", "kg", "bbl", "bbl/day"} and noun.group() in {"trade", "turnover"}:
            return
        yield _placed(scene, noun, "trade_level", at).of(amount, "level")


def _moved(scene: Scene, noun: re.Match[str], at: int, amount: Amount) -> Draft | None:
    """Turn 'fell 28 percent' into a factor of .72."""
    near = list(_MOVE.finditer(scene.shape, max(noun.start() - 20, 0), at + 40))
    if not near:
        return None
    move = min(near, key=lambda h: (abs(h.start() - at), h.start()))
    if abs(move.start() - at) > 40 or scene.shape[at:].split()[1:2] == ["of"]:  # noqa: PLR2004 - a few words
        return None
    sign = 1 if move["up"] else -1
    ends = [
        None if v is None else round(1 + sign * v, 9)
        for v in (amount.low, amount.best, amount.high)
    ]
    low, best, high = ends if sign > 0 else ends[::-1]
    draft = _placed(scene, noun, "trade_change", at)
    draft.amount, draft.unit, draft.quantity_kind = (low, best, high), "factor", "change_factor"
    if sign < 0:
        draft.amount = (
            max(low, 0.0) if low is not None else 0.0,
            best,
            high if high is not None else 1.0,
        )
    return draft


def _placed(scene: Scene, noun: re.Match[str], kind: str, at: int) -> Draft:
    """Say whose trade it is: '[subject] exports to [counterpart]', or partner and target."""
    shape, flow = scene.shape, _FLOW[noun.group()]
    near = shape[max(noun.start() - 60, 0) : noun.start()]
    after = shape[noun.end() : noun.end() + 90]
    item = _item_near(scene, noun)
    owner = _OWNER.search(near)
    whose = typed(owner[1]) if owner else None
    toward, out_of, two = _TOWARD.match(after), _OUT_OF.match(after), _TWO.match(after)
    subject, other = whose, None
    if whose and _WORLD.search(after) and not toward:
        return Draft("trade", kind, at, whose, None, item, flow)
    if two:
        subject, other = typed(two[1]), typed(two[2])
    elif toward:
        other = typed(toward[1])
        subject = typed(out_of[1]) if out_of and not whose else whose
    elif out_of:
        other = typed(out_of[1])
        onward = _ONWARD.match(after, out_of.end())
        if onward and not whose:
            subject = typed(onward[1])
            return _as_partner(scene, Draft("trade", kind, at, subject, other, item, "import"))
        if flow == "import" and not whose and _is_origin(scene, scene.story.target):
            return Draft("trade", kind, at, other, None, item, "export")  # into where is open
        if flow == "export":
            subject, other = other, None
        elif whose == other:
            subject = None
    if subject == scene.story.target and other is None and not two:
        return Draft("trade", kind, at, subject, None, item, flow)  # to whom is open
    subject = subject or (
        scene.partner() if other in {None, scene.story.target} else scene.story.target
    )
    other = other if other and other != subject else scene.other(subject)
    return _as_partner(scene, Draft("trade", kind, at, subject, other, item, flow))


def _item_near(scene: Scene, noun: re.Match[str]) -> str:
    """Give the goods named with a trade word: behind it, else right before it."""
    return (
        scene.item(noun.start() - 1, noun.end() + 40)
        or scene.item(max(noun.start() - 22, 0), noun.start())
        or "all"
    )


def _is_origin(scene: Scene, target: str | None) -> bool:
    """Say whether the sentence names goods of the target: 'imports of Iranian crude'."""
    code = (target or "").partition(":")[2].lower()
    return bool(code) and bool(re.search(rf" (?:of|from) (?:the )?[CD]:{code} ", scene.shape))


def _as_partner(scene: Scene, draft: Draft) -> Draft:
    """Turn the target's own exports into its partner's imports.

    So that both printings of a flow meet.
    """
    if draft.subject == scene.story.target and draft.counterpart:
        draft.subject, draft.counterpart = draft.counterpart, draft.subject
        draft.flow = {"export": "import", "import": "export"}.get(draft.flow or "", draft.flow)
    return draft


def _directions(scene: Scene) -> Iterator[Draft]:
    """Read 'Beijing is cutting back trade': a direction without a figure."""
    for hit in _CUTTING.finditer(scene.shape):
        if re.match(r" (?:\S+ ){0,3}?(?:by |to )?Q:\d+", scene.shape[hit.end() :]):
            continue
        flow = None if hit["what"] == "trade" else _FLOW[hit["what"]]
        subject = typed(hit["who"])
        draft = Draft(
            "trade",
            "trade_change",
            hit.start(),
            subject,
            scene.other(subject),
            "all",
            flow,
            when="present",
        )
        draft.item = (
            scene.item(hit.start(), hit.end()) or scene.item(hit.end(), hit.end() + 25) or "all"
        )
        stopped = re.search(r"halt|suspend|stop|cut(?:ting)? off", hit["down"] or "")
        draft.amount = (
            (0.0, 0.0, 0.0) if stopped else (0.0, None, 1.0) if hit["down"] else (1.0, None, None)
        )
        draft.unit, draft.quantity_kind = "factor", "change_factor"
        yield _as_partner(scene, draft)
    for hit in _SOARED.finditer(scene.shape):
        noun = _NOUN.match(scene.shape, hit.start("noun"))
        if noun is None or not is_traded(scene, noun.group()):
            continue
        if re.search(r" Q:\d+:", scene.shape[hit.end() : hit.end() + 30]):
            continue
        draft = _placed(scene, noun, "trade_change", hit.start())
        draft.amount = (1.0, None, None) if hit["up"] else (0.0, None, 1.0)
        draft.unit, draft.quantity_kind, draft.when = "factor", "change_factor", "present"
        yield draft


def _mains(scene: Scene) -> Iterator[Draft]:
    """Read 'due mainly to higher oil product exports'."""
    if not _NOUN.search(scene.shape):
        return
    for hit in _MAINLY.finditer(scene.shape):
        subject = scene.partner()
        item = scene.item(hit.start("item") - 1, hit.end("item"))
        flow = _FLOW.get((hit["flow"] or "").strip(), None)
        yield Draft(
            "trade", "main_product", hit.start("item"), subject, scene.other(subject), item, flow
        )
