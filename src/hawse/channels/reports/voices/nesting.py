"""Reports within reports: who is told of in somebody's words has no voice of his own there.

In 'The mayor wanted a deal, officials said' the voice is the officials'. So a first look finds the
sure reports of speech in a sentence, and all else is weighed by where it stands to those.
Weights set by hand (see ``place``).
"""

from typing import Final, NamedTuple

from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer

_SURE, _LIKELY = 0.8, 0.0  # log odds at the first look
_INSIDE_ACCORDING: Final = -2.2
_BEFORE_LAST: Final = {"t": -3.0}  # '..., X said.' at the end covers all before it
_BEFORE_LAST_ELSE: Final = -2.4
_BEFORE_COMMA, _BEFORE_OTHER = -1.3, -0.2
_BEHIND: Final = {
    "I": -1.0,
    **dict.fromkeys(("V", "that", "N", "which", "if", "what", "how"), -2.0),
}
_BEHIND_OPEN: Final = {"t": -3.0}
_BEHIND_OPEN_ELSE, _BEHIND_ELSE = -1.4, -0.6
_SAME_SOURCE: Final = {"long": -2.5, "coor": -0.3}
_CHAIN: Final = -1.5  # 'continued to complain' and 'issued a statement saying' are one report each
_CHAIN_WORDS: Final = {"inf0": 3, "inf1": 3, "gpre": 6, "gobj": 6}
_END_WORDS: Final = 9  # a cue among the last so many words ends the sentence


class Looked(NamedTuple):
    """An offer with its way of reporting, what opens its source, and its log odds so far."""

    offer: Offer
    way: str
    opening: str
    odds: float


def nested(looked: list[Looked], held: Laid) -> list[float]:
    """Give the log odds of every offer of a sentence once the sure reports in it are known."""
    says, according = _sure(looked)
    likely = [one.offer for one in looked if one.odds > _LIKELY]
    return [
        one.odds
        + (_INSIDE_ACCORDING if according and one.offer.verb != "according" else 0.0)
        + _before(one, says, held)
        + _behind(one, says)
        + _same(one.offer, says, likely)
        for one in looked
    ]


def _sure(looked: list[Looked]) -> tuple[list[Offer], bool]:
    best: dict[int, Looked] = {}
    for one in looked:
        speech = one.odds > _SURE and one.way == "s" and one.offer.form not in "njhx"
        if (speech or one.offer.verb == "according") and (
            one.offer.at not in best or one.odds > best[one.offer.at].odds
        ):
            best[one.offer.at] = one
    offers = [one.offer for one in best.values()]
    says = [offer for offer in offers if offer.verb != "according"]
    return says, len(says) < len(offers)


def _before(one: Looked, says: list[Offer], held: Laid) -> float:
    """Weigh an offer that stands before somebody else's 'said'."""
    offer = one.offer
    reach, start = max(offer.at, offer.way.end), offer.way.start
    later = [say for say in says if say.at > reach and say.way.start != start]
    if not later or offer.verb == "according":
        return 0.0
    last = later[-1]
    first = min(last.at if last.way.path.startswith("inv") else last.way.start, last.cue[0])
    if held.at(first - 1) not in ',"':
        return _BEFORE_OTHER
    if last.at > len(held.words) - _END_WORDS:
        return _BEFORE_LAST.get(one.way, _BEFORE_LAST_ELSE)
    return _BEFORE_COMMA


def _behind(one: Looked, says: list[Offer]) -> float:
    """Weigh an offer that stands behind somebody else's 'said'."""
    cue, start = one.offer.cue[0], one.offer.way.start
    if not any(say.at < cue and say.way.start != start for say in says):
        return 0.0
    if one.opening in _BEHIND:
        return _BEHIND[one.opening]
    if one.opening in '^,"':
        return _BEHIND_OPEN.get(one.way, _BEHIND_OPEN_ELSE)
    return _BEHIND_ELSE


def _same(offer: Offer, says: list[Offer], likely: list[Offer]) -> float:
    """Weigh a further cue of a source that has spoken already."""
    path, start, at = offer.way.path[:4], offer.way.start, offer.at
    odds = 0.0
    if path in _SAME_SOURCE and any(say.at < at and say.way.start == start for say in says):
        odds += _SAME_SOURCE[path]
    near = _CHAIN_WORDS.get(path, 0)
    if any(0 < at - other.at <= near and other.way.start == start for other in likely):
        odds += _CHAIN
    return odds
