"""Who a phrase of a speaker names.

A person, a group without names, an institution, a government.
"""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hawse.channels.reports.extract.reading import Reading
from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.text.parts import AGENCIES

GROUPS: Final = frozenset(
    listed(
        "officials official sources source people analysts analyst diplomats diplomat "
        "experts expert politicians observers "
        "traders trader residents witnesses lawmakers researchers critics activists "
        "economists investigators prosecutors "
        "executives insiders brokers scholars aides defectors smugglers businessmen "
        "workers media reports"
    )
)
_GOVERNMENT: Final = frozenset(
    listed(
        "ministry government administration embassy department pentagon cabinet "
        "authorities treasury customs presidency "
        "parliament duma senate congress foreign-office mission consulate regulator "
        "prosecutor-general"
    )
)
_INSTITUTION: Final = frozenset(
    listed(
        "council agency company firm bank institute university group association panel "
        "committee union organization "
        "organisation newspaper data figures report study statement center centre "
        "foundation service provider monitor "
        "broadcaster website corporation statistics records documents survey court commission"
    )
)
ROLES: Final = frozenset(
    listed(
        "president minister secretary ambassador chief head spokesman spokeswoman "
        "spokesperson leader chancellor premier "
        "director professor analyst researcher senator governor general chairman "
        "chairwoman envoy representative official "
        "commander expert author founder economist diplomat lawmaker mr mrs ms dr sir "
        "prof prime foreign defence defense "
        "mayor lawyer deputy vice former then state of first senior acting interim outgoing "
        "finance trade energy economy economic interior agriculture transport labour labor "
        "information culture justice oil industry unification customs candidate king prince"
    )
)
PRONOUNS: Final = frozenset({"he", "she", "they", "it", "who"})
_FILLERS: Final = frozenset(
    listed(
        "the a an and or but so yet however while though although also then in on at "
        "for with as if to its his her their "
        "this that these those who which what when where one another some many most both"
    )
)
_NOT_NAMES: Final = frozenset(
    listed(
        "said says say told added accused put called has have had was is are were will "
        "would been be being not made "
        "understands believes wants did does do went came met visited ordered signed "
        "announced warned"
    )
)
_NO_NAMES: Final = _FILLERS | _NOT_NAMES | ROLES | GROUPS
_AGENCY_WORDS: Final = frozenset(AGENCIES)
_LONGEST: Final = 4  # words of a name
_ALONE: Final = 2  # a name in two words or more names one person


class Speaker(NamedTuple):
    """Who speaks: a name fit for counting, and what sort of speaker it is."""

    name: str
    kind: str


@dataclass
class Cast:
    """The people and groups of one article, as far as it has been read."""

    full: dict[str, str] = field(default_factory=dict)  # last name -> longest form
    last: Speaker | None = None
    last_person: Speaker | None = None
    last_group: Speaker | None = None

    def meet(self, reading: Reading) -> None:
        """Learn full names from 'president vladimir putin', 'dr andrey kortunov' and the like."""
        if ROLES.isdisjoint(reading.told):
            return
        words = [w for w in reading.parts if w not in {"(", ")"}]
        for at, word in enumerate(words[:-2]):
            if word not in ROLES or words[at + 1] in ROLES:
                continue
            name = words[at + 1 : at + 3]
            if all(_namelike(w) for w in name):
                self.full.setdefault(name[-1], " ".join(name))

    def named(
        self, reading: Reading, words: list[str], *, spans: tuple[int, int]
    ) -> Speaker | None:
        """Say who these words of a shape name; ``None`` if that cannot be told."""
        bare = [w for w in words if w not in {"(", ")", '"'}]
        if not bare:
            return None
        if len(bare) == 1 and bare[0] in PRONOUNS:
            return self._pronoun(bare[0])
        found = (
            self._group(reading, bare, spans)
            or self._body(reading, bare, spans)
            or self._person(reading, bare, spans)
        )
        if found:
            self._remember(found)
        return found

    def _pronoun(self, word: str) -> Speaker | None:
        if word in {"he", "she", "who"}:
            return self.last_person
        return self.last_group if word == "they" else self.last

    def _group(self, reading: Reading, words: list[str], spans: tuple[int, int]) -> Speaker | None:
        heads = [w for w in words if w in GROUPS]
        if not heads or (heads[0] not in words[:5]):
            return None
        if words[0] == "the" and len(words) <= _ALONE and self.last_group:
            return self.last_group
        return Speaker(_readable(reading, spans), "unnamed_group")

    def _body(self, reading: Reading, words: list[str], spans: tuple[int, int]) -> Speaker | None:
        bare = [w for w in words if w != "the"]
        places = [w for w in bare if w[:2] in {"C:", "B:"}]
        if _GOVERNMENT & set(bare) or (places and len(bare) == 1 and places[0][0] == "C"):
            return Speaker(_readable(reading, spans), "government")
        if (
            _INSTITUTION & set(bare)
            or " ".join(bare) in _AGENCY_WORDS
            or (places and len(bare) == 1)
        ):
            return Speaker(_readable(reading, spans), "institution")
        return None

    def _person(self, reading: Reading, words: list[str], spans: tuple[int, int]) -> Speaker:
        """Name a person, or keep the phrase where it is no name: better none than wrong."""
        name = [w for w in words if ":" not in w]
        while name and (name[0] in ROLES or name[0] in _FILLERS):
            name = name[1:]
        known = len(name) == 1 and name[0] in self.full
        capitals = reading.cased and reading.tokens[spans[1]].start < len(reading.text)
        capital = capitals and reading.text[reading.tokens[spans[1]].start].isupper()
        likely = all(_namelike(w) for w in name) and (
            capital or (len(name) > 1 and not reading.cased)
        )
        if not 1 <= len(name) <= _LONGEST or not (known or likely):
            return Speaker(_readable(reading, spans), "unnamed_group")
        if len(name) >= _ALONE:
            self.full.setdefault(name[-1], " ".join(name))
        return Speaker(self.full.get(name[-1], " ".join(name)).title(), "named_person")

    def _remember(self, found: Speaker) -> None:
        self.last = found
        if found.kind == "named_person":
            self.last_person = found
        elif found.kind == "unnamed_group":
            self.last_group = found


def _namelike(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and word not in _NO_NAMES


def _readable(reading: Reading, spans: tuple[int, int]) -> str:
    """Write a group's name alike whatever the printing.

    Normal words, countries by their usual names.
    """
    named = {p.first: p for p in reading.places}
    out = []
    for at in range(spans[0], spans[1] + 1):
        word = reading.tokens[at].word
        place = named.get(at)
        if place and place.id == "country:US" and word == "us":
            out.append("U.S.")
        elif place or any(p.first < at <= p.last for p in reading.places):
            short = place is not None and len(word) <= len("eu")
            out.append(word.upper() if short else word.capitalize())
        elif word.isalnum():
            out.append(word)
    text = " ".join(out)
    return re.sub(r"^(?:the|a|an) ", "", text)
