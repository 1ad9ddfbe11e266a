"""What can be seen of an offer, as short keys that can be counted."""

from typing import Final, NamedTuple

from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer

_PERSONS: Final = {
    "he": "he", "she": "he", "who": "who", "which": "it", "that": "it", "it": "it",
    "they": "they", "i": "i", "we": "i", "you": "you", "his": "his", "her": "his",
    "their": "his", "its": "its", "my": "i", "our": "i",
}  # fmt: skip
_CLAUSES: Final = {
    **{
        word: word
        for word in listed(
            "that because when if while as whether though what who which and but or so"
        )
    },
    "after": "when", "before": "when", "since": "when", "until": "when", "although": "though",
    "where": "how", "how": "how", "why": "how",
}  # fmt: skip
_OPENS: Final = '^,"'
_HEADS: Final = "njhx"
_LONGEST, _MOST_VERBS = 6, 3  # words of a source, verbs around it: more make no difference


class Setting(NamedTuple):
    """What every offer of one sentence shares."""

    held: Laid
    finite: list[int]  # how many finite verbs stand before each place
    quotes: str
    edges: str


def setting(held: Laid) -> Setting:
    """Look once at a sentence for all of its offers."""
    finite = [0]
    for kind in held.kind:
        finite.append(finite[-1] + (kind in "VF"))
    quotes = str(int('"' in held.words))
    edges = f"{int(held.words[-1] == chr(34))}{int(held.words[0] == chr(34))}"
    return Setting(held, finite, quotes, edges)


class Seen(NamedTuple):
    """The parts that several keys are made of."""

    group: str
    source: str  # he, who, i ... for a pronoun, M for a name, N for others
    opening: str  # what stands before the source


def seen(offer: Offer, held: Laid) -> Seen:
    """Name the offer's sort, its source and what stands before it."""
    start, end, _ = offer.way
    if end - start == 1 and held.words[start] in _PERSONS:
        source = _PERSONS[held.words[start]]
    else:
        first = start == 0 and held.at(0) == "N" and held.at(1) == "M"
        source = "M" if first or "M" in held.line[start:end] else "N"
    return Seen(offer.form if offer.form in _HEADS else "v", source, _opening(held, start - 1))


def _opening(held: Laid, place: int) -> str:
    kind = held.at(place)
    if kind in "BWCI":
        word = held.words[place]
        if word in _CLAUSES:
            return _CLAUSES[word]
        return "I" if len(word) > 1 else "o"
    if kind in "NMZP":
        return "N"
    if kind in "VFGbhmd":
        return "V"
    return kind if kind in '^,"' else "o"


def word_keys(offer: Offer, known: Seen) -> tuple[str, ...]:
    """Give the keys of the word: its sort, itself, and itself with one thing more each."""
    group, source, opening = known
    head = f"{group} {offer.verb}"
    person = "pro" if source in {"he", "who", "they", "his", "M"} else source
    return (
        group,
        head,
        f"{head}|{offer.after}",
        f"{head}|s{person}",
        f"{head}|p{offer.way.path[:3]}",
        f"{head}|w{offer.word}",
        f"{head}|b{int(opening not in _OPENS)}",
    )


def place_keys(offer: Offer, known: Seen, where: Setting) -> tuple[str, ...]:
    """Give the keys of the place: the way to the source, what is around, who it is."""
    _, source, opening = known
    start, end, path = offer.way
    near, after, held = path[:3], offer.after, where.held
    head = held.words[min(held.begins.get(start, end), end) - 1]  # of "officials in the region"
    verbs_before = min(_MOST_VERBS, where.finite[offer.cue[0]])
    verbs_behind = min(_MOST_VERBS, where.finite[-1] - where.finite[offer.cue[1]])
    form = f"{offer.form}{'P' if offer.passive else ''}"
    said = after if after in {"q", ",", ":", "that", "end"} else ""
    whole = after if after in {"np", "end", "q", "that", "p"} else ""
    mark = "q" if offer.quoted else ""
    return (
        f"path {path}",
        f"after {after}",
        f"source {source}",
        f"form {form}{offer.helps}{'-' if offer.negated else ''}",
        f"in {mark}{source}",
        f"long {min(_LONGEST, end - start)}",
        f"said {where.quotes}{said}{near}",
        f"open {opening}{near}",
        f"open source {opening}{source}",
        f"verbs before {verbs_before}{opening in _OPENS}",
        f"verbs behind {verbs_behind}{whole}",
        f"edges {where.edges}",
        f"case {held.cased}{source}{offer.form in 'Fn'}",
        f"leads {offer.leads}",
        f"head {head if source == 'N' else ''}",
        f"theme {offer.verb} {offer.theme}" if offer.theme else "theme",
        f"path source {path[:4]}{source}",
        f"after source {after}{source}",
        f"after path {after}{near}",
        f"open form {opening}{offer.form}{after}",
    )
