"""What a sentence claims about sanctions.

Votes, measures in force, caps and their breach, listings.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.scene import ANY, Draft, Scene, typed
from hawse.channels.reports.text.normal import listed

_MEASURE: Final = r"(?:sanctions?|resolutions?|embargo|ban|bans|price cap|cap|restrictions)"
_PRO: Final = (
    "backed|backs|supported|supports|endorsed|endorses|approved|approves|voted for"
    "|voted in favou?r of|votes? for|agreed to|joined in|signed up to|co sponsored"
)
_CON: Final = "opposed|opposes|vetoed|vetoes|voted against|rejected|blocked|abstained (?:on|from)"
_VOTED: Final = re.compile(
    rf" (?P<who>it|they|both|{ANY})(?: (?:has|have|had|also|and|{ANY}|reluctantly"
    rf"|unanimously|previously|repeatedly))* (?:(?P<pro>{_PRO})|(?P<con>{_CON}))(?: "
    rf"(?!(?:that|which|who|but) )\S+){{0,6}}? {_MEASURE}(?= )"
)
_RESOLUTION: Final = re.compile(r" resolutions? (?:no )?(\d{3,4})(?= )")
_AGAINST: Final = re.compile(rf" (?:on|against|targeting|over) (?:the )?(?P<c>{ANY})(?= )")
_ON_OTHERS: Final = re.compile(
    r" (?:on|against|targeting|over) (?:(?![BCD]:|on |against )\S+ ){0,4}?"
    r"(?:individuals?|terrorists?|groups?|compan(?:y|ies)|banks?|persons?|people|entit(?:y|ies)"
    r"|firms?|militants?|rebels?|businessm[ae]n)(?= )"
)
_ADOPTED: Final = re.compile(
    rf" (?P<who>B:\w+|{ANY}|council)(?: (?:nations|countries|states|members|has|have|had"
    rf"|unanimously|also|in|T:\d+"
    rf"|council|security))* (?P<verb>adopted|imposed|imposes|passed|approved|banned"
    rf"|bans|capped|caps|limited|limits|prohibited|prohibits|tightened|slapped"
    rf"|introduced|extended)(?P<rest>(?: (?!(?:;|who) )\S+){{0,14}})"
)
_BARS: Final = re.compile(
    r" (?P<m>sanctions|resolution|measures|embargo|ban)(?: \S+){0,5}? "
    r"(?P<verb>bars?|bans?|banned|banning|prohibits?|prohibiting|caps?|capped"
    r"|capping|limits?|limited|limiting|restrict(?:s|ed|ing)?)(?P<rest>(?: (?!(?:;"
    r"|who) )\S+){0,12})"
)
_CAP: Final = re.compile(
    r" (?:cap|limit|ceiling|quota|capped|limited|cap set) (?:of|at|to|is|was) "
    r"(?:an? )?(?:annual )?(?P<q>Q:\d+:(?:bbl|t|USD|bbl_day):le)(?P<q2>)(?= )"
)
_CAPS: Final = re.compile(
    r" (?:caps|capped|capping|limits|limited|limiting)(?: \S+){1,8}? (?:at|to) "
    r"(?P<q>Q:\d+:(?:bbl|t|USD|bbl_day):le)(?= )"
    r"| (?P<q2>Q:\d+:(?:bbl|t|USD|bbl_day):le)(?: (?:per|a|annual|yearly|barrel|year|oil))* "
    r"(?:price )?cap(?= )"
)
_PER_BARREL: Final = re.compile(r"^Q:\S+ (?:per|a) barrel ")
_OVER: Final = re.compile(
    r" (?:exceed(?:ed|s|ing)?|breach(?:ed|es|ing)?|violat(?:ed|es|ing)|surpass(?:ed"
    r"|es|ing)?|above|over|broke|broken|busted)(?: (?:the|its|an|a|annual|un|B:\w+"
    r"|Q:\d+:\S+|yearly|import|imports|oil)){0,6} (?:cap|limit|ceiling|quota)(?= )"
)
_LISTED: Final = re.compile(
    r" (?:blacklisted|(?:(?:C|B):\w+|treasury|was|were|been|has|have|had|union|council|ofac"
    r"|also|T:\d+) sanctioned|designated|added(?: \S+){0,6} to(?: \S+){0,3} "
    r"(?:sanctions )?(?:black)?list)(?= )"
)
_BARRED: Final = frozenset(listed("banned bans capped caps prohibited prohibits"))
_GOODS: Final = re.compile(r" (?:imports?|exports?|purchases|sales?|trade|shipments|supply) ")
HINTS: Final = frozenset(
    listed(
        "sanction sanctions sanctioned resolution resolutions embargo ban bans banned "
        "banning cap caps capped capping restrictions limit limits limited limiting quota "
        "ceiling blacklisted blacklist designated council prohibits prohibited"
    )
)
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft the sentence's claims about sanctions."""
    shape = scene.shape
    for hit in _VOTED.finditer(shape):
        subject = typed(hit["who"]) if ":" in hit["who"] else _meant(scene, hit.start())
        if subject:
            polarity = "denies" if hit["con"] else "asserts"
            under, item = _under(scene, hit.end()), _instrument(scene)
            for state in _together(scene, hit, subject):
                yield Draft(
                    "measures", "voted", hit.start(), state, under, item, polarity=polarity
                )
    if not any(hit for hit in _VOTED.finditer(shape)):
        yield from _in_force(scene)
    if over := _OVER.search(shape):
        amount = next(scene.marked(r"(?:bbl|t):le"), None)
        draft = Draft(
            "measures",
            "over_cap",
            over.start(),
            scene.story.target,
            None,
            scene.item(0, len(shape)),
        )
        yield draft.of(amount[1], "level") if amount else draft
    if listed := _LISTED.search(shape):
        yield Draft("measures", "listed", listed.start(), None, scene.story.target)


def _together(scene: Scene, hit: re.Match[str], subject: str) -> list[str]:
    """Give the states that voted together: 'Russia and China vetoed'."""
    pair = re.match(rf" {ANY} and (?P<second>{ANY}) ", scene.shape[hit.start() :])
    return [subject, typed(pair["second"])] if pair and ":" in hit["who"] else [subject]


def _meant(scene: Scene, at: int) -> str | None:
    """Say whom 'it' means: the first country of the sentence, or the last one before it."""
    named = [c for c in scene.countries(0, at + 1) if c.startswith("country:")]
    return named[0] if named else next(iter(reversed(scene.story.recent)), None)


def _under(scene: Scene, start: int) -> str | None:
    hit = _AGAINST.search(scene.shape, max(start - 1, 0))
    if hit is None and _ON_OTHERS.search(scene.shape, max(start - 1, 0)):
        return None  # "sanctions on individual terrorists" are none on a state
    return typed(hit["c"]) if hit else scene.story.target


def _instrument(scene: Scene) -> str | None:
    """Name the resolution as it is cited: 'resolution 2375' is S/RES/2375."""
    hit = _RESOLUTION.search(scene.reading.words())
    return f"S/RES/{hit[1]}" if hit else None


def _in_force(scene: Scene) -> Iterator[Draft]:
    shape = scene.shape
    hit = _ADOPTED.search(shape) or _BARS.search(shape)
    barred = hit and hit["verb"] in _BARRED and _GOODS.search(hit["rest"] + " ")
    if hit is None or not (barred or re.search(rf" {_MEASURE} |council|B:un", shape)):
        return
    rest = hit["rest"] + " "
    if not re.search(rf" {_MEASURE} | [BCD]:\w+ |Q:", rest):
        return
    item = _instrument(scene) or scene.item(hit.start("rest"), hit.end("rest"))
    draft = Draft(
        "measures", "in_force", hit.start(), _under(scene, hit.start("rest")), None, item
    )
    cap = _CAP.search(shape) or _CAPS.search(shape)
    if cap:
        mark = cap["q"] or cap["q2"]
        draft.of(scene.amount(mark), "level")
        if draft.unit == "USD" and _PER_BARREL.match(shape[shape.index(mark) :]):
            draft.unit = "USD/bbl"
    if draft.subject and (item or cap or re.search(r"sanctions|resolution", shape) or barred):
        yield draft
