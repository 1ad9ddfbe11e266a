"""What a cue's own form and what follows it add, as log odds; set by hand (see ``place``)."""

from typing import Final

from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.cue_words import sort_of
from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer
from hawse.channels.reports.voices.traits import Seen

_FORMS: Final = {"F": -1.5, "g": -0.3, "V": -0.3, "d": 0.3}
_BARE: Final = -0.7  # 'they say', 'to say'; after a modal it is -1.5
_AFTER: Final = {
    (way, link): odds
    for way, links, odds in (
        ("s", "np pro", -0.7), ("s", "to T in on for with about v g N I b C", -1.0),
        ("s", "that q end", 0.3), ("s", ", p", -0.2), ("s", ":", -0.5),
        ("t", "that p", 0.3), ("t", "np pro T", -0.3), ("t", ", as end to for in", -1.2),
        ("w", "T", 0.3), ("w", "np pro", -1.0), ("w", "at to for , end in on with p that", -2.0),
        ("j", "np pro q as for", 0.2), ("j", "end , in at v C", -1.5),
        ("d", "about of to on", 0.3), ("d", "np end , in", -0.7),
        ("r", "T", 0.5), ("r", "np pro", 0.3), ("r", "end , in v", -1.5),
        ("?", "that", 1.5), ("?", "pro T :", 0.8), ("?", "np q", 0.4),
    )
    for link in links.split()
}  # fmt: skip
_OTHERWISE: Final = -0.3
_ANY_AFTER: Final = {
    "among": 1.0, "for": 0.6, "about": 0.5, "by": -0.5, "whether": 0.8, "how": 0.4, "g": 0.4,
}  # fmt: skip
_NOUN_AFTER: Final = {
    "end": -1.5, ",": -1.5, "v": -1.5, "C": -1.5, "d": -1.5, "h": -1.5, "T": 1.5, "that": 1.5,
    "from": 0.5, "by": 0.7, "among": 0.5,
}  # fmt: skip
_PARTICLES: Final = frozenset({"+on", "+out", "+up", "+off"})
_LIGHT: Final = frozenset(
    listed(
        "make take give release issue send deliver raise put use express hold lay offer draw "
        "sound launch level file cast voice find have set mount pay share present"
    )
)
_SPEECH: Final = frozenset(
    listed(
        "statement statements case argument arguments claim claims comment comments remark "
        "remarks promise promises pledge pledges point points speech speeches mention concern "
        "concerns doubt doubts hope hopes reference accusation accusations allegation "
        "allegations criticism opinion opinions view views frustration confidence support "
        "regret outrage anger disappointment fear fears skepticism condemnation praise "
        "reservations opposition optimism dismay gratitude condolences warning warnings "
        "endorsement suggestion complaint complaints apology testimony clear"
    )
)
_NEAR_SPEECH: Final = frozenset(
    listed(
        "call calls question questions position stance issue aim shot shots decision "
        "interview lawsuit letter announcement vote interest exception account advice answer "
        "message word words plan plans details proposal pressure emphasis blame alarm offence "
        "offense excuses fun credit hint tweet tweets email memo report pitch appeal demand "
        "demands challenge attack attacks swipe jab plea sense effort commitment"
    )
)
_SHORT_NAME, _LONG_NAME = 4, 5  # words before a colon


def of_form(offer: Offer, held: Laid, way: str) -> float:
    """Say what tense, auxiliaries, a passive and a particle add."""
    odds = _FORMS.get(offer.form, 0.0)
    if offer.form == "F":
        free = not offer.helps and held.at(offer.cue[0] - 1) != "T"
        if free or offer.way.path.startswith("inf"):
            odds = _BARE
        if "d" in offer.helps:
            odds += 0.8  # 'did not say'
    if offer.passive and not offer.way.path.startswith("by"):
        odds -= 4.5 if way == "s" else 3.0  # who was told said nothing
    return odds + (0.5 if offer.extra in _PARTICLES else 0.0)


def of_frame(offer: Offer, held: Laid, way: str) -> float:
    """Say what follows: a clause, a quotation, an infinitive, a thing."""
    sort, after = sort_of(offer), offer.after
    odds = 0.0 if offer.passive and after == "by" else _ANY_AFTER.get(after, 0.0)
    if sort == "n":
        owned = offer.way.path == "possS" and after in {"of", "b"}
        return odds + _NOUN_AFTER.get(after, 0.0) + (1.0 if owned else 0.0)
    if sort in "jh":
        return odds - (1.0 if after in {"end", ","} else 0.0)
    if sort != "v":
        return odds
    odds += _AFTER.get((way, after), _OTHERWISE)
    if way in "st" and after in {"np", "pro", "p", "it"}:
        clause = any(kind in "VbhmFd" for kind in held.kind[offer.cue[1] + 1 :])
        odds += (0.3 if way == "s" else 0.8) if clause else -0.7  # 'believe it is', 'believe it'
    if offer.verb in _LIGHT:
        odds += 4.0 if offer.theme in _SPEECH else 1.5 if offer.theme in _NEAR_SPEECH else 0.0
    return odds


def of_quotation(offer: Offer, held: Laid, way: str) -> float:
    """Say what quotation marks right before the source or behind the cue add."""
    if way != "s" or sort_of(offer) != "v" or offer.cue[0] == 0:
        return 0.0
    first = offer.cue[0] if offer.way.path.startswith("inv") else offer.way.start
    odds = 0.5 if held.at(first - 1) == '"' else 0.0
    runs_on = offer.after in {",", ":"} and held.at(offer.cue[1] + 1) == '"'
    return odds + (0.7 if offer.after == "q" or runs_on else 0.0)


def of_colon(offer: Offer, known: Seen) -> float:
    """Say whether 'X: ...' is a name with its words: short, first, a quotation behind it."""
    if offer.verb != ":":
        return 0.0
    start, length = offer.way.start, offer.way.end - offer.way.start
    odds = 1.3 if offer.after == "q" else -0.6
    odds += 0.9 if known.source == "M" and start == 0 else -0.7
    odds -= 1.0 if length > _LONG_NAME else 0.0
    return odds + (0.3 if start == 0 and length <= _SHORT_NAME else -0.3)
