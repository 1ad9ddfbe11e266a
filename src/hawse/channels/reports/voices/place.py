"""What an offer's place in its sentence adds, as log odds: the way to its source, and the source.

All weights here and in ``frame`` were set by hand, in coarse steps, while reading reports of the
training part of PolNeAR and tables of where the rules erred on a third of it; no machine fitted
them.
"""

from typing import Final

from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer
from hawse.channels.reports.voices.traits import Seen

_WAYS: Final = {
    "adj": 0.4, "adjs": -1.5, "long0": -0.6, "longr": 0.6, "long1": -2.5, "list": -1.0,
    "rel": 0.5, "relA": -4.0,
    "by": -0.9, "byl": -1.0, "acc": 1.0, "accs": -1.5, "accl": 2.0, "poll": 1.2, "front": 0.0,
    "colon": -0.4, "possZ": -1.0, "possS": -0.7, "nof": -2.3, "inf0": -0.3, "inf1": -1.5,
    "infM": -3.0, "invq": 1.0, "invc": -1.2, "invs": -3.3, "invo": -3.5, "gadj": -0.6,
    "gadjs": -2.0, "gobj": -1.5, "gcom": 0.2, "gcomP": -0.5, "gprep": -0.5, "goth": -1.0,
    "gapp": -1.0, "gfront": -1.0, "glong0": -1.0, "glong1": -2.0, "glist": -1.5, "coord": -1.1,
    "coordc": -3.8, "coordP": -1.5, "coordM": -2.0, "coordcP": -1.5, "coordcM": -2.0,
}  # fmt: skip
_STEP_OVER: Final = {"d": 0.8, "n": 0.3, "w": 0.0}  # 'X, head of Y, said': all, by what 'head' is
_STEP_PAST: Final = {"d": -3.8}  # X alone
_SIDE_REMARK: Final = "igva"  # 'X, in a letter, said', 'X, speaking there, said': X alone
_SOURCES: Final = {
    "N": 0.0, "M": 0.3, "i": -1.8, "he": 0.5, "they": 0.1, "it": -0.1, "his": -0.3, "who": 0.0,
    "you": -0.4, "its": -1.5,
}  # fmt: skip
_OPENINGS: Final = {
    "^": 0.0, ",": 0.0, '"': 0.0, "o": -0.3, "V": -2.5, "I": -1.5, "that": -2.0, "N": -1.5,
    "what": -1.5, "how": -1.5, "if": -1.5, "because": -1.0, "when": -0.5, "as": -0.3,
    "which": -0.8, "who": -2.0, "and": -0.5, "or": -1.5, "so": -0.5, "whether": -2.0,
}  # fmt: skip
_NOBODY: Final = frozenset(
    listed("this that these those it there one delegates percent cent ive im")
)
_FOLK: Final = frozenset(
    listed(
        "official officials spokesman spokeswoman spokesperson aide aides adviser advisers "
        "expert experts analysts economists police prosecutors investigators pollsters "
        "critics supporters voters people candidate candidates democrats republicans leaders "
        "governor president minister ministers senator senators lawmaker lawmakers diplomats "
        "lawyer lawyers judge source sources editors reporter reporters professor historian "
        "scientists researchers activists strategist operatives officers staffers businessman "
        "campaign poll polls"
    )
)
_PAPERS: Final = frozenset(
    listed(
        "study studies report reports survey surveys poll polls analysis analyses review data "
        "figures statistics records documents document memo filing filings audit inquiry "
        "investigation results research findings evidence numbers estimates"
    )
)
_FOUND: Final = frozenset(
    listed("find show suggest indicate reveal conclude estimate put confirm")
)
_EARLY: Final = 1  # 'According to X,' begins at the first or second word


def of_way(path: str) -> float:
    """Say what a way to a source is worth (see ``subjects.Way``)."""
    if path in _WAYS:
        return _WAYS[path]
    if path.startswith("step"):
        return _of_step(path)
    return -3.0 if path[-1] in "PM" else -1.0


def _of_step(path: str) -> float:
    whole, first, opens = path[4] == "l", path[-2], path[-1] == "0"
    if first in _SIDE_REMARK:
        return -2.5 if not opens else -1.5 if whole else 0.3
    if whole:
        return _STEP_OVER.get(first, -1.0) if opens else -1.5
    return _STEP_PAST.get(first, -1.5) if opens else -3.5


def of_source(offer: Offer, held: Laid, known: Seen) -> float:
    """Say what the source itself adds: persons speak, things and numbers do not."""
    odds = _SOURCES[known.source]
    if known.source == "i" and held.cased:
        odds += 1.3  # outside of the quotation that a cased text marks: an interview, an essay
    number = known.head.isdigit() or (len(known.head) == 1 and known.head != "i")
    if number or known.head in _NOBODY:
        odds -= 2.0
    elif known.source == "N" and known.head in _FOLK:
        odds += 0.3
    if known.head in _PAPERS and offer.verb in _FOUND:
        odds += 1.5
    if offer.way.path == "poll" and held.word(offer.cue[1]) in {"the", "polls"}:
        odds -= 1.0  # 'leads in the polls' speaks of where he stands
    if offer.quoted:  # a report within a report
        odds -= 4.0
    return odds


def of_opening(offer: Offer, held: Laid, known: Seen) -> float:
    """Say what the words before the source add: a main clause, or one inside of another."""
    path, odds = offer.way.path, 0.0
    inside = offer.form == "n" or path.startswith(("by", "in", "g", "co")) or path == "poll"
    if not inside:
        odds += _OPENINGS.get(known.opening, 0.0)
    embedded = known.opening in {"V", "that"} and known.source in {"he", "they", "his"}
    if embedded and not path.startswith("inv"):
        odds -= 2.5  # 'said he wanted'
    before = sum(kind in "VF" for kind in held.kind[: offer.cue[0]])
    if known.opening in '^,"':
        return odds + (0.25 if before == 0 else 0.0)
    return odds + (0.1 if before == 0 else -0.3 if before < 3 else -0.5)  # noqa: PLR2004 - coarse


def of_reduced(offer: Offer, held: Laid) -> float:
    """Tell 'a memo seen by Reuters said' from 'Reuters said', and 'According to X,' apart."""
    path, start = offer.way.path, offer.way.start
    if path in {"gadj", "gobj"} and _behind_object(held, offer.cue[0]):
        return -1.2 if path == "gadj" else 1.6  # 'X released a statement saying'
    if offer.verb == "according" and offer.at <= _EARLY and path == "accs":
        return 3.0  # what follows the comma is the statement, no apposition
    seen_by = start > 1 and held.words[start - 1] == "by" and held.kind[start - 2] == "V"
    if path in {"adj", "adjs"} and seen_by:
        return -2.5
    if path == "long1" and held.word(held.begins.get(start, start) + 1) == "by":
        return 2.0
    return 0.0


def _behind_object(held: Laid, place: int) -> bool:
    """Say whether a thing that somebody makes, no person, stands right before a place."""
    phrase = held.phrase_before(place)
    return (
        phrase is not None
        and held.at(phrase[0] - 1) in "VF"
        and "M" not in held.line[slice(*phrase)]
    )


def of_inversion(offer: Offer, held: Laid, way: str) -> float:
    """Say what 'said X' needs: a plain verb of saying, and an end behind X."""
    if not offer.way.path.startswith("inv") or offer.way.path == "invs":
        return 0.0
    behind = held.at(offer.way.end)
    odds = 0.8 if behind in '$,"' else -3.0 if behind in "mbhdVF" else -1.0  # 'said X would'
    if offer.form not in "dV" or offer.helps or way != "s":
        odds -= 3.0
    alone = offer.way.end - offer.way.start == 1 and held.kind[offer.way.start] in "PL"
    return odds - (2.0 if alone and behind != "$" else 0.0)
