"""What cannot be weighed: motives, opinions, forecasts, what would be if. They are kept.

With flags that say so.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.scene import Draft, Scene
from hawse.channels.reports.text.normal import listed

_FLAGS: Final = (
    (
        "counterfactual",
        re.compile(
            r" if (?:\S+ ){1,8}?(?:were|had|was) | would have | if necessary "
            r"| were to (?!\S+ed )"
        ),
    ),
    (
        "motive",
        re.compile(
            r" (?:to try (?:to|and)|in order to|so as to|in an effort to|in a bid to"
            r"|aim(?:s|ed|ing)? (?:to|at)|fears?|fearing|wants?(?: to)?|seeks? to|seeking to"
            r"|hopes? (?:to|of|for)|hoping to|motivated by|because|interest in|to help"
            r"|attempt(?:s|ing)? to|intends? to|designed to|plotting|trying to|belief"
            r"|worried|afraid) "
        ),
    ),
    (
        "forecast",
        re.compile(
            r" (?:could|will|would|may|might|likely to|expected to|set to|due to hold"
            r"|going to|is expected|poised to|predicts?) "
        ),
    ),
    (
        "opinion",
        re.compile(
            r" (?:believes?|thinks?|understands?|understood|feels?|felt|views?|sees|should"
            r"|must|need to|needs to|unpredictable|concern|powerful|delicate|best|worst|toxic"
            r"|angry|opposed|opposes|serious|dangerous|risky|irreversible|balancing"
            r"|affection|fret|secure|pragmatic|in a league|know|knew|provocative|strongly) "
        ),
    ),
)
_SUPPORT: Final = re.compile(
    r" (?P<up>boosting|increasing|stepping up|expanding|deepening|strengthening"
    r"|giving|offering|lending|providing)(?: \S+){0,3}? (?P<what>support|aid"
    r"|assistance|backing|help|lifeline|ties|protection)(?= )| (?P<down>cutting"
    r"|reducing|withdrawing|ending)(?: \S+){0,3}? (?P<what2>support|aid|assistance"
    r"|backing|ties)(?= )"
)
_MORE: Final = re.compile(r"boost|increas|step|expand|deepen|strength")
_GIVEN: Final = frozenset(listed("support aid assistance backing help lifeline ties protection"))
_FLAG_WORDS: Final = (
    frozenset(listed("if have were")),
    frozenset(
        listed(
            "to aim aims aimed aiming fear fears fearing want wants hope hopes hoping because "
            "motivated interest belief worried afraid plotting"
        )
    ),
    frozenset(
        listed("could will would may might likely expected set due going poised predict predicts")
    ),
    frozenset(
        listed(
            "believe believes think thinks understand understands understood feel feels felt view "
            "views sees should must need needs unpredictable concern powerful delicate best worst "
            "toxic angry opposed opposes serious dangerous risky irreversible balancing affection "
            "fret secure pragmatic league know knew provocative strongly"
        )
    ),
)
"""For each flag words of which its pattern holds at least one."""
HINTS: Final[frozenset[str]] = frozenset()
"""Any sentence may hold a motive or an opinion."""


def claims(scene: Scene) -> Iterator[Draft]:
    """Draft at most one posture for support given or withdrawn.

    And one for all that is motive or opinion.
    """
    told = scene.reading.told
    if not _GIVEN.isdisjoint(told) and (hit := _SUPPORT.search(scene.shape)):
        before = scene.countries(0, hit.start() + 1)
        subject = before[-1] if before else next(iter(reversed(scene.story.recent)), None)
        draft = Draft(
            "reports",
            "posture",
            hit.start(),
            subject,
            scene.other(subject),
            hit["what"] or hit["what2"],
            when="present",
        )
        if _MORE.match(hit["up"] or "") or hit["down"]:
            draft.amount = (1.0, None, None) if hit["up"] else (0.0, None, 1.0)
            draft.unit, draft.quantity_kind = "factor", "change_factor"
        yield draft
    flags = [
        (name, found)
        for (name, pattern), words in zip(_FLAGS, _FLAG_WORDS, strict=True)
        if not words.isdisjoint(told) and (found := pattern.search(scene.shape))
    ]
    if flags:
        named = [c for c in scene.countries() if c.startswith("country:")]
        subject = named[0] if named else None
        other = next((c for c in named if c != subject), None)
        at = flags[0][1].start()
        yield Draft(
            "reports",
            "posture",
            at,
            subject,
            other,
            None,
            when="named",
            flags=tuple(name for name, _ in flags),
        )
