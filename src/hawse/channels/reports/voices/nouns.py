"""Cues that are no verbs: 'X's claim', 'support from X', 'according to X', 'X: ...'."""

from typing import Final

from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer, following
from hawse.channels.reports.voices.subjects import Way

_FROM: Final = frozenset({"by", "from", "of", "among"})
_POLLS: Final = frozenset({"poll", "polls", "survey", "surveys", "average"})


def noun_cues(held: Laid, at: int) -> list[Offer]:
    """Give the offers whose cue is the noun or the fixed phrase at a place."""
    kind, word = held.kind[at], held.words[at]
    found: list[Offer] = []
    if kind in "NM" and at and held.at(at + 1) not in "NMZ" and not held.owner[at]:
        found += _possessed(held, at)
        found += _followed(held, at)
    if word == "to" and at and held.words[at - 1] == "according":
        found += _according(held, at)
    if at <= 1 and word in {"to", "for"} and kind == "I" and (not at or held.kind[0] in "CA"):
        found += _fronted(held, at)
    if word == "in" and at + 1 in held.begins:
        found += _polled(held, at)
    if word == ":" and at in held.ends and not held.quoted[at]:
        found += _signed(held, at)
    return found


def _possessed(held: Laid, at: int) -> list[Offer]:
    """Read 'Mr X's attack on' and 'his claim that'."""
    start = at
    while start > 0 and held.kind[start - 1] in "NMA":
        start -= 1
    owner = start - 1
    if owner < 0 or held.kind[owner] not in "ZS":
        return []
    first = owner
    if held.kind[owner] == "Z":
        while first > 0 and held.kind[first - 1] in "NMDSZ":
            first -= 1
    after, _ = following(held, at + 1)
    way = Way(first, start, "poss" + held.kind[owner])
    return [_noun(held, at, after, way)]


def _followed(held: Laid, at: int) -> list[Offer]:
    """Read 'criticism from X'."""
    link = held.word(at + 1)
    reach = held.phrase_from(at + 2) if link in _FROM else None
    return [_noun(held, at, link, Way(at + 2, reach[0], "nof"))] if reach else []


def _noun(held: Laid, at: int, after: str, way: Way) -> Offer:
    word = held.words[at]
    quoted = held.quoted[at]
    return Offer(at, "n " + word, word, "n", after, quoted=quoted, cue=(at, at + 1), way=way)


def _according(held: Laid, at: int) -> list[Offer]:
    reach = held.phrase_from(at + 1)
    if reach is None:
        return []
    found = [_fixed(at - 1, "according", "", (at - 1, at + 1), Way(at + 1, reach[1], "acc"))]
    if reach[0] != reach[1]:
        way = Way(at + 1, reach[0], "accs")
        found.append(_fixed(at - 1, "according", "", (at - 1, at + 1), way))
    if (end := _hung(held, reach[1])) is not None:
        way = Way(at + 1, end, "accl")
        found.append(_fixed(at - 1, "according", "", (at - 1, at + 1), way))
    return found


def _hung(held: Laid, end: int) -> int | None:
    """Give how far 'involved in the talks' or 'who was there' reaches behind a phrase."""
    if held.at(end) not in "VGWA":
        return None
    while end < len(held.kind) and held.kind[end] not in ',;:"-?(':
        end += 1
    return end


def _fronted(held: Laid, at: int) -> list[Offer]:
    """Read 'To X, this was a mistake'."""
    reach = held.phrase_from(at + 1)
    if reach is None or held.at(reach[0]) != ",":
        return []
    way = Way(at + 1, reach[0], "front")
    return [_fixed(at, "front " + held.words[at], "", (at, at + 1), way)]


def _polled(held: Laid, at: int) -> list[Offer]:
    """Read 'in a recent survey, most of them'."""
    reach = held.phrase_from(at + 1)
    if reach is None or held.words[held.begins[at + 1] - 1] not in _POLLS:
        return []
    after, _ = following(held, reach[0])
    return [_fixed(at, "in", after, (at, at + 1), Way(at + 1, reach[0], "poll"))]


def _signed(held: Laid, at: int) -> list[Offer]:
    """Read 'X: no comment'."""
    start = held.widened_left(held.ends[at])
    if start and held.kind[start - 1] != '"':
        return []
    after, _ = following(held, at + 1)
    return [_fixed(at, ":", after, (at, at + 1), Way(start, at, "colon"))]


def _fixed(at: int, word: str, after: str, cue: tuple[int, int], way: Way) -> Offer:
    return Offer(at, word, word.removeprefix("front "), "x", after, cue=cue, way=way)
