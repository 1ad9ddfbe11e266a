"""Give every word of a sentence its kind: a dictionary first, then its neighbours.

The kinds are single letters (see ``words.KIND``), so that phrases are found by regular
expressions over one string. Works in any case; capitals help where the text has them.
"""

from dataclasses import dataclass, field
from typing import Final

from hawse.channels.reports.text.dates import MONTHS
from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.words import DAYS, KIND, MARKS, Form, form_of, is_adverb, verbs

_QUANTIFIERS: Final = frozenset(
    listed("most more much less all some both many few several half any each none neither either")
) | {"one"}
_STAND_ALONE: Final = frozenset(
    listed("neither some many all both those these this that each another any either")
)
_SOME: Final = frozenset(listed("some many all both others"))  # "some say"
_REPORTS: Final = frozenset(listed("notes reports claims remarks states comments"))
_PLURALS: Final = frozenset(listed("people police some many others few men women"))
_PLURAL_VERBS: Final = frozenset(
    listed(
        "point call hope fear claim favor back blame want plan support worry agree oppose doubt "
        "view report note vote push urge demand"
    )
)
_SPANS: Final = frozenset(
    listed(
        "week month year night summer spring fall winter weekend decade quarter day morning "
        "evening afternoon season"
    )
)
_GOVERNED: Final = frozenset(listed("that for on him about against at"))
_WHEN: Final = frozenset(listed("on since late early until by"))
_CENTURIES: Final = frozenset({"19", "20"})
_YEAR: Final = 4  # digits


@dataclass(slots=True)
class Words:
    """A sentence's words with what is known of each; ``kind`` is what this module finds out."""

    words: list[str]
    raw: list[str]
    cased: bool
    owner: list[bool]  # carries 's
    joined: list[bool]  # follows the word before with a hyphen only
    kind: list[str] = field(default_factory=list)
    form: list[Form | None] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)

    def at(self, place: int) -> str:
        """Give the kind at a place; ``^`` before the first word and ``$`` behind the last."""
        if place < 0:
            return "^"
        return self.kind[place] if place < len(self.kind) else "$"

    def word(self, place: int) -> str:
        """Give the word at a place; nothing outside the sentence."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def is_capital(self, place: int) -> bool:
        """Say whether a capital begins the word at a place."""
        return 0 <= place < len(self.capital) and self.capital[place]


def tag(held: Words) -> None:
    """Write the kinds of all words."""
    for word, raw in zip(held.words, held.raw, strict=True):
        kind, form = _first(word, raw, opening=not held.kind)
        held.kind.append(kind)
        held.form.append(form)
    held.capital = [held.cased and raw[0].isupper() for raw in held.raw]
    some_small = not all(held.capital)
    for place, kind in enumerate(held.kind):
        if rule := _BY_WORD.get(held.words[place]):
            rule(held, place)
        elif held.words[place] in _QUANTIFIERS and held.word(place + 1) == "of":
            held.kind[place] = "N"
        elif kind == "v":
            held.kind[place] = _open(held, place, some_small=some_small)
        elif kind == "N" and place and held.capital[place]:
            held.kind[place] = "M"
    _times(held)
    for place in range(1, len(held.kind) - 1):
        floating = held.words[place] in {"all", "both", "each"}
        if floating and held.at(place - 1) in "NMP" and held.at(place + 1) in "VFbhm":
            held.kind[place] = "A"


def _first(word: str, raw: str, *, opening: bool) -> tuple[str, Form | None]:
    """Give the kind a word has by itself; ``v`` is a verb's form that is yet to be decided."""
    if word == "us" and raw != "us":
        return "N", None
    if kind := KIND.get(word):
        return kind, None
    first = word[0]
    if not first.isalpha():
        mark = "?" if first == "!" else first
        return (mark if mark in MARKS else "N"), None
    if word == "her" or word in DAYS:
        return ("S" if word == "her" else "A"), None
    if form := form_of(word):
        return "v", form
    named = raw[0].isupper() and not opening
    return ("A" if is_adverb(word) and not named else "N"), None


def _to(held: Words, place: int) -> None:
    """Tell the infinitive's 'to' from the preposition, and make the verb behind it a bare form."""
    verb = place + 1
    if held.at(verb) == "A" and verb + 1 < len(held.form):
        verb += 1
    form = held.form[verb] if verb < len(held.form) else None
    bare = form is not None and form.form == "B"
    if bare or held.word(place + 1) in {"be", "have", "do"}:
        held.kind[place] = "T"
        if bare and not (verb == place + 1 and held.capital[verb]):
            held.kind[verb] = "F"


def _her(held: Words, place: int) -> None:
    """Tell 'her claim' from 'told her'."""
    following = held.form[place + 1] if place + 1 < len(held.form) else None
    owns = held.at(place + 1) in "Nv" and not (following and following.form == "d")
    held.kind[place] = "S" if owns else "L"


def _that(held: Words, place: int) -> None:
    """Tell the relative 'that', the conjunction and the determiner apart."""
    before, behind = held.at(place - 1), held.at(place + 1)
    following = held.form[place + 1] if place + 1 < len(held.form) else None
    finite = behind in "bhdmV" or (behind == "v" and following and following.form in "sd")
    if before in "NMZ" and finite:
        held.kind[place] = "W"
    elif behind in "NM" and before in '^I,"C' and not following:
        held.kind[place] = "D" if before == "I" else "B"


_BY_WORD: Final = {"to": _to, "her": _her, "that": _that}


def _open(held: Words, place: int, *, some_small: bool) -> str:
    """Decide a word that may be a verb's form: by the words around it, then by its habit."""
    form = held.form[place]
    if form is None:
        return "N"
    capital, before = held.capital[place], held.at(place - 1)
    linked = held.joined[place] or (
        place + 1 < len(held.joined) and held.joined[place + 1] and form.form != "g"
    )
    if linked:
        return "M" if capital else "N"
    if capital and place and form.form in "Bs" and before not in '":' and some_small:
        return "M"
    back = place - 1
    while back >= 0 and held.kind[back] == "A":
        back -= 1
    owned = place > 0 and held.owner[place - 1] and before not in "PW"  # not "he's saying"
    lead = "Z" if owned else held.at(back)
    decide = {"g": _ing, "d": _past, "B": _bare, "s": _third}[form.form]
    return decide(held, place, back, lead)


def _ing(held: Words, place: int, _back: int, lead: str) -> str:
    before = "Z" if lead == "Z" else held.at(place - 1)
    if before in "DSZ" or lead == "D":
        return "N"
    return "M" if held.capital[place] and before not in '^"' else "G"


def _past(held: Words, place: int, back: int, lead: str) -> str:
    before = "Z" if lead == "Z" else held.at(place - 1)
    alone = lead == "D" and held.word(back) in _STAND_ALONE and held.at(place + 1) not in "Nv"
    if lead in "DSZ" and before in "DSZA" and not alone:
        return "N"
    if held.capital[place] and place and before not in '":':
        return "M"
    return "N" if before == "I" and held.at(place + 1) in "Nv" else "V"


def _bare(held: Words, place: int, back: int, lead: str) -> str:
    form = held.form[place]
    usual = form is not None and verbs()[form.verb][0] == "v"
    if lead in "Tmd":
        return "F"
    if lead == "D" and usual and held.word(back) in _SOME:
        return "F"
    if lead in "DSZI":
        return "N"
    subject = held.word(back)
    third = lead == "P" and subject in {"he", "she", "it"}
    if (lead == "P" and not third) or (lead == "W" and subject in {"who", "which", "that"}):
        return "F"
    if lead in "NM" and back >= 0 and (subject.endswith("s") or subject in _PLURALS):
        return "F" if usual or _governs(held, place, back) else "N"
    return "F" if usual and lead in '^,C"N' else "N"


def _governs(held: Words, place: int, back: int) -> bool:
    """Say whether a noun-like word behind a plural noun has what follows for its object."""
    behind = held.at(place + 1)
    if behind in 'DSPLBTWG"' or held.words[place] in _PLURAL_VERBS:
        return True
    if behind in "$,?" and back and held.at(back - 1) in ',"SD':
        return True
    return held.is_capital(place + 1) and not all(held.capital)


def _third(held: Words, place: int, back: int, lead: str) -> str:
    form = held.form[place]
    before = "Z" if lead == "Z" else held.at(place - 1)
    if lead in "DSZ" or before == "I" or lead in "Tmdbh":
        return "N"
    if (form is not None and verbs()[form.verb][1] == "v") or lead in "PW":
        return "V"
    behind = held.at(place + 1)
    if behind == "$" and lead in "NM" and held.words[place] in _REPORTS:
        return "V"  # '..., the paper reports.'
    governs = behind in 'DSPLTW":' or held.word(place + 1) in _GOVERNED
    if not governs and held.is_capital(place + 1):
        governs = not all(held.capital)
    if lead not in 'NM,)"' or not governs:
        return "N"
    sure = behind in "TPDS" or held.word(place + 1) == "that"
    return "V" if lead != "N" or held.is_capital(back) or sure or not held.cased else "N"


def _times(held: Words) -> None:
    """Set 'on Friday', 'last week', 'in March 2017' aside as adverbs."""
    words, kind = held.words, held.kind
    for place, word in enumerate(words):
        before, last = held.word(place - 2), held.word(place - 1)
        if word in DAYS or word in {"today", "yesterday", "tonight"}:
            if last in _WHEN:
                kind[place - 1] = "A"
            if held.word(place + 1) in _SPANS:
                kind[place + 1] = "A"
            if before == "on" and last in {"late", "early"}:
                kind[place - 2] = "A"
        elif word in _SPANS and last in {"last", "this", "next", "that", "earlier"}:
            kind[place] = kind[place - 1] = "A"
            if before in {"in", "over", "during", "earlier", "late", "early", "on"}:
                kind[place - 2] = "A"
        elif last in {"in", "since", "on", "late", "early"} and _dated(word):
            kind[place] = kind[place - 1] = "A"
            if held.word(place + 1).isdigit():
                kind[place + 1] = "A"


def _dated(word: str) -> bool:
    return word in MONTHS or (len(word) == _YEAR and word.isdigit() and word[:2] in _CENTURIES)
