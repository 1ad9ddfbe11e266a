"""What a sentence claims about ships: voyages, declared destinations, cargoes, dark ships."""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.scene import ANY, PLACED, Draft, Scene, typed
from hawse.channels.reports.text.normal import listed

_SHIP: Final = re.compile(
    r"(?<= )(?:ships?|vessels?|tankers?|freighters?|cargo ships?|boats?|bulkers?)(?= )"
)
_FLAGGED: Final = re.compile(
    rf" ({ANY})(?: (?:flagged|owned|registered|linked|operated|cargo|oil|fuel|fishing|bulk"
    r"|merchant))* (?:ships?|vessels?|tankers?|freighters?|boats?|bulkers?)(?= )"
)
_HOME: Final = re.compile(
    rf" (?:returned|returning|return|returns|went|gone|going|sailed|headed|heading"
    rf"|sailing|came|come|steamed|turned)(?: straight| directly| back)? (?:home|back|to port"
    rf"|to their home ports?|to (?P<to>{PLACED}))(?= )"
)
_DECLARED: Final = re.compile(
    r" (?:declar(?:ing|ed|e)|list(?:ing|ed)|stat(?:ing|ed)|giving|gave|given"
    r"|report(?:ing|ed)|claim(?:ing|ed)|set)(?: \S+){0,5}? (?:destinations?|ports? "
    r"of call|next port)(?= )|(?<= )(?:declared|stated|false|fake) destinations?(?= "
    r")"
)
_DECLARED_TO: Final = re.compile(
    rf" (?:declar(?:ing|ed|e)|listing|listed|stating|stated|giving|gave|reporting|reported) "
    rf"(?:(?P<to>{PLACED}) as (?:their|its|the|a|her) (?:\S+ )?"
    r"(?:destination|next port|port of call)"
    rf"|(?:\S+ ){{0,3}}?destinations? (?:of|as|in) (?P<to2>{PLACED}))(?= )"
)
_LEFT: Final = re.compile(
    rf" (?:left|leave|leaving|departed|departing|sailed from|sailing from|set off "
    rf"from|sailed out of)(?: from)? (?:the )?(?:\S+ )?(?:port of "
    rf")?(?P<from>{PLACED})(?= )"
)
_LOADED: Final = re.compile(
    rf" (?:loaded|loading|load|took on|taking on|picked up|picking up|carrying"
    rf"|carried|laden with|with)(?: \S+){{0,4}}? (?P<item>fuel|oil|coal|diesel"
    rf"|petroleum|crude|gasoline|cargo(?:es)?)(?: products?)?(?: cargo(?:es)?)?(?: "
    rf"(?:at|in|from) (?:the )?(?:port of )?(?P<at>{PLACED}))?(?= )"
)
_DARK: Final = re.compile(
    r" (?:turn(?:ed|ing)? off|switch(?:ed|ing)? off|disabl(?:ed|ing)|shut(?:ting)? "
    r"(?:off|down)|went dark|going dark|stopped (?:transmitting|broadcasting))(?: "
    r"\S+){0,6}?(?: (?:transponders?|ais|tracking|signals?|transmitters?))?(?= )"
)
_STS: Final = re.compile(
    r" (?:ship to ship(?: transfers?)?|at sea transfers?|transfers? at sea|mid sea "
    r"transfers?)(?= )"
)
_IDENTITY: Final = re.compile(
    r" (?:renamed|reflagged|repainted|chang(?:ed|ing) (?:its|their|the)? ?(?:names?"
    r"|flags?|identit(?:y|ies))|disguis(?:ed|ing)|false flags?|fals(?:e|ified) "
    r"(?:identit(?:y|ies)|names?)|spoof(?:ed|ing))(?= )"
)
HINTS: Final = frozenset(
    listed(
        "ship ships vessel vessels tanker tankers freighter freighters boat boats bulker bulkers"
    )
)
"""A sentence without any of these makes no claim here."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft the sentence's claims about ships."""
    if not _SHIP.search(scene.shape):
        return
    count = next(scene.marked(r"ship:\w+"), (0, None))[1]
    flag = _flag(scene)
    left = _LEFT.search(scene.shape)
    out_of = typed(left["from"]) if left else None
    for kind, hit in _acts(scene):
        draft = Draft(
            "ships",
            kind,
            hit.start(),
            flag,
            None,
            place_from=out_of,
            flags=("named_ship",) if count is None and not flag else (),
        )
        if count:
            draft.of(count, "count")
        if kind == "declared_elsewhere" and (to := _DECLARED_TO.search(scene.shape)):
            draft.place_declared = typed(to["to"] or to["to2"])
        if kind == "returned_home":
            draft.place_to = typed(hit["to"]) if hit["to"] else flag
        if kind == "loaded":
            draft.item = scene.item(hit.start("item") - 1, hit.end("item"))
            draft.place_from = typed(hit["at"]) if hit["at"] else out_of
        yield draft


def _acts(scene: Scene) -> Iterator[tuple[str, re.Match[str]]]:
    for kind, pattern in (
        ("returned_home", _HOME), ("declared_elsewhere", _DECLARED), ("loaded", _LOADED),
        ("dark_gap", _DARK),
        ("ship_to_ship", _STS), ("identity_change", _IDENTITY),
    ):  # fmt: skip
        if hit := pattern.search(scene.shape):
            yield kind, hit


def _flag(scene: Scene) -> str | None:
    """Give whose ships they are: 'North Korean ships', 'Panama-flagged tanker'."""
    hit = _FLAGGED.search(scene.shape)
    return typed(hit[1]) if hit else None
