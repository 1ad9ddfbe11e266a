"""Who does a verb: every noun phrase that could be its subject, with the way that leads to it."""

from typing import Final, NamedTuple

from hawse.channels.reports.voices.laid import Laid

_CLAUSE_OPENS: Final = frozenset('^,"C-:;(B')
_MOST_STEPPED: Final = 6  # phrases offered on the far side of commas
_MOST_COMMAS: Final = 4
_ENDS_CLAUSE: Final = frozenset('",;:-(?B')
_RELATIVES: Final = frozenset({"who", "which", "that", "whose"})
_FIRST: Final = {"W": "w", "I": "i", "D": "d", "G": "g", "A": "a", "V": "v"}


class Way(NamedTuple):
    """A possible source: its words (half open), and how it is reached from the cue.

    ``adj`` right before the verb, ``adjs`` the same without what hangs on it, ``long`` from the
    clause's first phrase, ``longr`` from before a relative clause without commas, ``list`` with
    the names before it, ``rel`` a relative pronoun and ``relA`` its noun, ``step`` and ``stepl``
    over commas without and with what stands between them, by the kind of what stands there and
    whether a clause opens before it.
    """

    start: int
    end: int
    path: str


def subjects(held: Laid, verb: int) -> list[Way]:
    """Give the phrases that may be the subject of a verb group that begins at ``verb``."""
    if verb == 0:
        return []
    kind, word = held.kind[verb - 1], held.words[verb - 1]
    if kind == "W" and word in {"who", "which", "that"}:
        return _relative(held, verb)
    if phrase := held.phrase_before(verb):
        return _adjacent(held, verb, phrase[0])
    return _stepped(held, verb) if kind in ',-"' else []


def _relative(held: Laid, verb: int) -> list[Way]:
    found = [Way(verb - 1, verb, "rel")]
    end = verb - 1
    if end > 0 and held.kind[end - 1] == ",":
        end -= 1
    if end > 0 and (noun := held.phrase_before(end)):
        found.append(Way(held.widened_left(noun[0]), end, "relA"))
    return found


def _adjacent(held: Laid, verb: int, first: int) -> list[Way]:
    start = held.widened_left(first)
    found = [Way(start, verb, "adj")]
    if start != first:
        found.append(Way(first, verb, "adjs"))
    if long := _from_clause(held, start):
        found.append(Way(long[0], verb, f"long{long[1]}"))
    if (noun := _over_relative(held, start)) is not None:
        found.append(Way(noun, verb, "longr"))
    if start > 1 and held.kind[start - 1] == "C":
        listed = _listed(held, start - 1)
        if listed is not None:
            found.append(Way(listed, verb, "list"))
    return found


def _from_clause(held: Laid, start: int) -> tuple[int, int] | None:
    """Give the first phrase of the clause, if at most one reduced clause stands after it."""
    at, verbs = start - 1, 0
    while at >= 0 and held.kind[at] not in ';:"(,':
        verbs += held.kind[at] in "VGW"
        if held.kind[at] in "FBbhm" or verbs > 1:
            break
        at -= 1
    first = at + 1
    while first < start and held.kind[first] in "ACB":
        first += 1
    if verbs > 1 or at + 1 >= start or first >= start or first not in held.begins:
        return None
    return first, verbs


def _over_relative(held: Laid, start: int) -> int | None:
    """Give where 'friends who saw him' begins, if its relative clause runs up to a place."""
    at, verbs = start - 1, 0
    while at > 0 and held.kind[at] not in _ENDS_CLAUSE:
        if held.kind[at] == "W" and held.words[at] in _RELATIVES:
            noun = held.phrase_before(at)
            return held.widened_left(noun[0]) if noun and verbs else None
        verbs += held.kind[at] in "VFbhm"
        at -= 1
    return None


def _listed(held: Laid, link: int) -> int | None:
    """Give where 'A, B and' before a phrase begins."""
    end = link
    if end not in held.ends and end > 0 and held.kind[end - 1] == ",":
        end -= 1
    if end not in held.ends:
        return None
    begin = held.ends[end]
    while begin > 1 and held.kind[begin - 1] == "," and begin - 1 in held.ends:
        begin = held.ends[begin - 1]
    return begin


def _stepped(held: Laid, verb: int) -> list[Way]:
    """Step back over what commas set off: 'X, head of Y, said', 'X, who fled, said'."""
    end = verb - 1
    while end > 0 and held.kind[end - 1] in '",-':
        end -= 1
    found: list[Way] = []
    at = end
    for _ in range(_MOST_COMMAS):
        comma = at - 1
        while comma >= 0 and held.kind[comma] not in ',-;:"':
            comma -= 1
        if at <= 0 or comma < 0:
            break
        first = held.kind[comma + 1]
        phrase = held.phrase_before(comma)
        if phrase and first != "C" and held.kind[comma] in ",-":
            start = held.widened_left(phrase[0])
            opens = held.at(start - 1) in _CLAUSE_OPENS
            name = _FIRST.get(first, "n") + ("0" if opens else "1")
            if len(found) < _MOST_STEPPED:
                found += [Way(start, comma, "step" + name), Way(start, end, "stepl" + name)]
            if opens:
                break
        at = comma
        if held.kind[comma] in ';:"':
            break
    return found


def alternatives(ways: tuple[Way | None, Way | None, Way | None], path: str) -> list[Way]:
    """Offer the last subject, the one before it (``P``) and the sentence's main one (``M``)."""
    last, before, main = ways
    if last is None:
        return []
    found = [Way(last.start, last.end, path)]
    for other, name in ((before, "P"), (main, "M")):
        if other and other[:2] not in [way[:2] for way in found]:
            found.append(Way(other.start, other.end, path + name))
    return found
