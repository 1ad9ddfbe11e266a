"""Every word that may report speech or attitude, with every phrase that may be its source."""

from dataclasses import dataclass, field, replace
from typing import Final

from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.nouns import noun_cues
from hawse.channels.reports.voices.offer import Offer, following
from hawse.channels.reports.voices.subjects import Way, alternatives, subjects

_NEGATIONS: Final = frozenset(
    listed(
        "not never don doesn didn won wouldn cannot isn aren wasn weren hasn haven t dont doesnt "
        "didnt wont"
    )
)
_SPEAKS: Final = frozenset({"say", "add", "write", "tell", "note", "explain", "ask"})
_BY_WITHIN: Final = 11  # words from a participle to its 'by'


@dataclass(slots=True)
class _Walk:
    """What has been read of a sentence: its subjects so far and its verbs with theirs."""

    held: Laid
    last: Way | None = None
    before: Way | None = None
    main: Way | None = None
    verbs: list[tuple[int, Way | None]] = field(default_factory=list)
    found: list[Offer] = field(default_factory=list)

    def take(self, subject: Way) -> None:
        """Make a subject the last one."""
        if self.last is None or subject[:2] != self.last[:2]:
            self.before, self.last = self.last, subject

    def known(self) -> tuple[Way | None, Way | None, Way | None]:
        """Give the last subject, the one before it and the main one."""
        return self.last, self.before, self.main


def candidates(held: Laid) -> list[Offer]:
    """Give every offer of one sentence, in the order of its words."""
    walk = _Walk(held)
    for at, kind in enumerate(held.kind):
        if kind in "VFG" and held.form[at]:
            _verb(walk, at)
        elif kind == "b" and _past_adverbs(held, at) not in "VGFb":
            _being(walk, at)
        elif kind in "hd" and _has_object(held, at, kind):
            _having(walk, at)
        walk.found += noun_cues(held, at)
    return walk.found


def _past_adverbs(held: Laid, at: int) -> str:
    at += 1
    while held.at(at) == "A":
        at += 1
    return held.at(at)


def _group(held: Laid, at: int) -> int:
    """Give where the auxiliaries and adverbs before a verb begin."""
    while at > 0 and held.kind[at - 1] in "mhbdA":
        if held.words[at - 1] == "then" and held.at(at - 2) not in "NMP":
            break  # 'said so, then left', but 'he then said'
        at -= 1
    return at


def _verb(walk: _Walk, at: int) -> None:
    """Offer the sources of one verb, and remember its subject."""
    held, form = walk.held, walk.held.form[at]
    if form is None:
        return
    start = _group(held, at)
    offer = _offer(held, at, start)
    ways, offer = _agents(held, at, offer)
    before = held.at(start - 1)
    if before == "T":
        more, offer = _infinitive(walk, start, offer)
        ways += more
    elif held.kind[at] == "G" and "b" not in offer.helps:
        ways += _gerund(walk, at, start)
    else:
        ways += _finite(walk, at, start)
    _remember(walk, at, start, ways, form.verb)
    if offer.passive and any(way.path == "by" for way in ways):
        ways = [way for way in ways if way.path.startswith("by")]  # "was criticised by X"
    walk.found += [replace(offer, way=way) for way in ways]


def _offer(held: Laid, at: int, start: int) -> Offer:
    form = held.form[at]
    verb, shape = (form.verb, form.form) if form else ("", "")
    kinds = set(held.kind[start:at])
    after, extra = following(held, at + 1)
    name = "g" if held.kind[at] == "G" else "d" if shape == "d" else held.kind[at]
    theme = ""
    if after == "np":
        place = at + 1
        while held.at(place) == "A":
            place += 1
        theme = held.words[held.begins[place] - 1] if place in held.begins else ""
    return Offer(
        at=at,
        verb=verb,
        word=held.words[at],
        form=name,
        after=after,
        extra=extra,
        negated=not _NEGATIONS.isdisjoint(held.words[start:at]),
        helps="".join(sorted(kinds - {"A"})),
        quoted=held.quoted[at],
        passive=name == "d" and "b" in kinds,
        cue=(start, at + 1),
        theme=theme,
    )


def _agents(held: Laid, at: int, offer: Offer) -> tuple[list[Way], Offer]:
    """Read 'endorsed by X' and 'was sent out on Monday by X'."""
    near = held.kind[at] == "V" and offer.form == "d" and held.word(at + 1) == "by"
    span = held.words[at + 1 : at + _BY_WITHIN]
    if not near and not (offer.passive and "by" in span):
        return [], offer
    by = at + 1 + span.index("by")
    reach = held.phrase_from(by + 1)
    if reach is None:
        return [], offer
    ways = [Way(by + 1, reach[0], "by")]
    if reach[0] != reach[1]:
        ways.append(Way(by + 1, reach[1], "byl"))
    return ways, replace(offer, cue=(offer.cue[0], by + 1))


def _infinitive(walk: _Walk, start: int, offer: Offer) -> tuple[list[Way], Offer]:
    """Give 'turned to praise' the subject of 'turned'."""
    earlier = [v for v in walk.verbs if v[0] < start]
    place, subject = earlier[-1] if earlier else (0, None)
    if subject is None:
        return [], offer
    form = walk.held.form[place]
    near = start - 2 - place <= 1
    ways = [Way(subject.start, subject.end, "inf0" if near else "inf1")]
    if walk.main and walk.main[:2] != subject[:2]:
        ways.append(Way(walk.main.start, walk.main.end, "infM"))
    leads = form.verb if form else walk.held.words[place]
    return ways, replace(offer, leads=leads, cue=(start - 1, offer.cue[1]))


def _gerund(walk: _Walk, at: int, start: int) -> list[Way]:
    """Find whose gerund it is: 'X said so, adding', 'by saying', 'with others saying'."""
    held, before = walk.held, walk.held.at(start - 1)
    ways = []
    if before in "NMP)":
        ways = [Way(w.start, w.end, "g" + w.path) for w in subjects(held, start)]
    if walk.last:
        name = "gcom" if before == "," else "gprep" if before in "IB" else "goth"
        return ways + alternatives(walk.known(), "gobj" if before in "NMPL" else name)
    if before == "," and start > 1 and (noun := held.phrase_before(start - 1)):
        return [*ways, Way(held.widened_left(noun[0]), start - 1, "gapp")]
    comma = at
    while comma < len(held.kind) and held.kind[comma] != ",":
        comma += 1
    if comma + 1 in held.begins:
        ways.append(Way(comma + 1, held.begins[comma + 1], "gfront"))
    return ways


def _finite(walk: _Walk, at: int, start: int) -> list[Way]:
    """Find the subject of a finite verb: before it, shared with the verb before, or behind it."""
    held, before = walk.held, walk.held.at(start - 1)
    ways = subjects(held, start)
    if not ways and walk.last and before in "C,":
        ways = alternatives(walk.known(), "coord" if before == "C" else "coordc")
    if before in ',"?^:C' and (reach := held.phrase_from(at + 1)):
        name = {'"': "q", ",": "c"}.get(before, "o")
        ways = [*ways, Way(at + 1, reach[1], "inv" + name)]
        if reach[0] != reach[1]:
            ways.append(Way(at + 1, reach[0], "invs"))
    return ways


def _remember(walk: _Walk, at: int, start: int, ways: list[Way], verb: str) -> None:
    """Keep a verb's subject for the verbs that share it."""
    held, before = walk.held, walk.held.at(start - 1)
    subject = next((w for w in ways if not w.path.startswith(("inv", "by", "g"))), None)
    if subject is None and held.kind[at] == "V" and before in ',"' and verb in _SPEAKS:
        subject = next((w for w in ways if w.path.startswith("inv")), None)
    if held.kind[at] in "VF" and subject and before != "T":
        walk.take(subject)
        if walk.main is None and not subject.path.startswith("rel"):
            walk.main = subject
    walk.verbs.append((at, subject or (ways[0] if ways else walk.last)))


def _plain_subject(walk: _Walk, at: int) -> tuple[int, list[Way]]:
    start = _group(walk.held, at)
    ways = subjects(walk.held, start)
    if ways:
        walk.take(ways[0])
        walk.main = walk.main or ways[0]
    walk.verbs.append((at, ways[0] if ways else walk.last))
    return start, ways


def _being(walk: _Walk, at: int) -> None:
    """Offer 'X is angry about'."""
    held = walk.held
    start, ways = _plain_subject(walk, at)
    state = at + 1
    while held.at(state) == "A":
        state += 1
    if held.at(state) in "NF" and ways:
        after, extra = following(held, state + 1)
        word = held.words[state]
        offer = Offer(state, "be " + word, word, "j", after, extra, helps="b",
                      quoted=held.quoted[at], cue=(start, state + 1))  # fmt: skip
        walk.found += [replace(offer, way=way) for way in ways]


def _has_object(held: Laid, at: int, kind: str) -> bool:
    behind = held.at(at + 1)
    return behind in '$DNMSA"' or (behind == "I" and kind == "h")


def _having(walk: _Walk, at: int) -> None:
    """Offer 'X has a low opinion of'."""
    held = walk.held
    thing = at + 1
    while held.at(thing) == "A":
        thing += 1
    if thing not in held.begins or held.kind[thing] == "P":
        return
    end = held.begins[thing]
    start, ways = _plain_subject(walk, at)
    after, extra = following(held, end)
    offer = Offer(at, "have " + held.words[end - 1], held.words[at], "h", after, extra,
                  helps="h", quoted=held.quoted[at], cue=(start, end))  # fmt: skip
    walk.found += [replace(offer, way=way) for way in ways]
