"""What a rule sees of a sentence, and the draft of a claim that it makes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property, lru_cache
from typing import Final

from hawse.channels.reports.extract.calendar import year_of
from hawse.channels.reports.extract.periods import present
from hawse.channels.reports.extract.reading import Amount, Reading, Span

ANY: Final = r"[CD]:\w+"  # a country or its people
NAMED: Final = r"C:\w+"
PLACED: Final = r"(?:[CDP]:\w+)"
_TARGETS: Final = (
    "country:KP",
    "country:IR",
    "country:SY",
    "country:CU",
    "country:VE",
    "country:MM",
    "country:BY",
    "country:RU",
)
_SANCTIONED: Final = re.compile(
    r" (?:sanctions?|measures|embargo|resolutions?|pressure)(?: \S+){0,2}? (?:on"
    r"|against) (?:the )?[CD]:(\w+)(?= )"
)
_ITEMS: Final = (
    ("oil_products", (r"(?:refined )?(?:oil|petroleum) products?|refined (?:oil|petroleum|fuels?)"
r"|diesel|gasoline|gasoil|gas oil|kerosene|jet fuel|petrol")),
    ("crude_oil", r"crude(?: oil)?"),
    ("fuel", r"fuel"),
    ("natural_gas", r"natural gas|lng|liquefied natural gas"),
    ("oil", r"oil|petroleum"),
    ("mineral_products", r"mineral (?:products|fuels)|minerals"),
    ("coal", r"coal|anthracite"),
    ("iron_ore", r"iron(?: ore)?|iron and steel"),
    ("seafood", r"seafood|fish"),
    ("textiles", r"textiles?|garments|clothing|apparel"),
    ("weapons", r"arms|weapons|ammunition|munitions|missiles"),
    ("luxury_goods", r"luxury goods|luxuries"),
    ("grain", r"grain|wheat|rice|maize|corn|flour"),
    ("food", r"food"),
    ("fertiliser", r"fertili[sz]ers?"),
    ("machinery", r"machinery|machine tools|equipment"),
    ("semiconductors", r"semiconductors|chips|microchips|microelectronics"),
    ("metals", r"metals|copper|zinc|lead|aluminium|aluminum|nickel|gold|steel"),
    ("timber", r"timber|wood"),
)  # fmt: skip
ITEM: Final = "(?:" + "|".join(pattern for _, pattern in _ITEMS) + ")"
_ITEM: Final = re.compile(
    " (?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ITEMS) + ")(?= )"
)


_PLACE_MARK: Final = re.compile(r"[CDP]:\w+")
_PERIOD_MARK: Final = re.compile(r" T:(\d+)(?= )")
_YEAR_BEFORE: Final = re.compile(
    r"year (?:earlier|before|ago)|previous year|year on year|last year s|same period|same month"
)
_FROM_THEN: Final = re.compile(r" from Q:\S+(?: \S+)?(?: in)? (?P<t>T:\d+)(?= )")


@dataclass
class Draft:
    """A claim as a rule drafts it; ids, speakers and origins come later."""

    channel: str
    kind: str
    at: int  # offset in the shape, by which scopes and the nearest period are chosen
    subject: str | None = None
    counterpart: str | None = None
    item: str | None = None
    flow: str | None = None
    amount: tuple[float | None, float | None, float | None] = (None, None, None)
    unit: str | None = None
    quantity_kind: str | None = None
    when: str = "named"  # named, present, year, none, before
    place: str | None = None
    place_from: str | None = None
    place_declared: str | None = None
    place_to: str | None = None
    certainty: str | None = None
    polarity: str = "asserts"
    flags: tuple[str, ...] = ()
    period: Span | None = None
    base: tuple[datetime, datetime] | None = None

    def of(self, amount: Amount, kind: str | None = None) -> "Draft":
        """Give the draft the amount that was read."""
        self.amount = (amount.low, amount.best, amount.high)
        self.unit, self.quantity_kind = amount.unit, kind or amount.kind
        return self


@dataclass
class Story:
    """What is known of an article before its sentences are read.

    Its day, its target, who is in it.
    """

    at: datetime | None
    target: str | None
    count: Counter[str]
    recent: list[str] = field(default_factory=list)  # countries, the latest last
    counted: Draft | None = None  # the last count, for 'put the figure at'


@dataclass
class Scene:
    """One sentence within its story."""

    reading: Reading
    story: Story

    @property
    def shape(self) -> str:
        """The sentence's shape."""
        return self.reading.shape

    def amount(self, mark: str) -> Amount:
        """Give the amount that a mark ``Q:n:unit:kind`` stands for."""
        return self.reading.amounts[int(mark.split(":")[1])]

    def marked(
        self, pattern: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, Amount]]:
        """Give the amounts whose mark fits, with their offsets."""
        if not self.reading.amounts:
            return
        for hit in _amount_mark(pattern).finditer(self.shape, 0, end or len(self.shape)):
            if hit.start() >= start:
                yield hit.start() + 1, self.amount(hit[1])

    def countries(self, start: int = 0, end: int | None = None) -> list[str]:
        """Give the countries named in a span, in order, each once; ports count for theirs."""
        if not self._named_places:
            return []
        stop = end or len(self.shape)
        return list(
            dict.fromkeys(
                name for first, last, name in self._named_places if first > start and last < stop
            )
        )

    @cached_property
    def _named_places(self) -> list[tuple[int, int, str]]:
        """The marks of countries, peoples and ports: their spans in the shape, and their ids."""
        if not self.reading.places:
            return []
        return [
            (start, start + len(part), typed(part))
            for start, part in zip(self.reading.starts, self.reading.parts, strict=True)
            if part[1:2] == ":" and _PLACE_MARK.fullmatch(part)
        ]

    def partner(self, start: int = 0, end: int | None = None) -> str | None:
        """Give the country that deals with the target here.

        In the span, the sentence, or just before.
        """
        target = self.story.target
        named = [*self.countries(start, end), *self.countries(), *reversed(self.story.recent)]
        return next((c for c in named if c != target), None)

    def other(self, subject: str | None) -> str | None:
        """Give who the subject deals with: the target, or the country named beside it."""
        target = self.story.target
        if subject != target:
            return target
        return next(
            (c for c in (*self.countries(), *reversed(self.story.recent)) if c != subject), None
        )

    def item(self, start: int, end: int) -> str | None:
        """Give the first product named in a span."""
        hit = _ITEM.search(self.shape[start:end] + " ")
        return hit.lastgroup if hit else None

    def when(self, draft: Draft) -> Span:
        """Give the draft's period.

        The nearest one named, else what its tense or stock speaks of.
        """
        named = [] if draft.when in {"none", "before"} else self._named
        if named:
            return min(named, key=lambda pair: (abs(pair[0] - draft.at), pair[0]))[1]
        at = self.story.at
        if draft.when == "present" and at:
            return Span(*present(at), first=-1, last=-1)
        if draft.when == "year" and at:
            return Span(*year_of(at.year), "year", -1, -1)
        return Span(None, None, "", -1, -1)

    @cached_property
    def _named(self) -> list[tuple[int, Span]]:
        """The periods that are no base of a comparison, with their offsets."""
        if not self.reading.periods:
            return []
        pairs = [
            (h.start(), self.reading.periods[int(h[1])]) for h in _PERIOD_MARK.finditer(self.shape)
        ]
        if len(pairs) == 0 or "from" not in self.reading.told:
            return [pair for pair in pairs if not pair[1].base]
        held_against = {h.start("t") - 1 for h in _FROM_THEN.finditer(self.shape)}
        return [pair for pair in pairs if not pair[1].base and pair[0] not in held_against]

    def base(self, period: Span) -> tuple[datetime, datetime] | None:
        """Give what a change is measured against, where the sentence says.

        The same span a year before.
        """
        if period.start is None or period.end is None:
            return None
        if not _YEAR_BEFORE.search(self.reading.words()):
            return None
        try:
            return period.start.replace(year=period.start.year - 1), period.end.replace(
                year=period.end.year - 1
            )
        except ValueError:
            return None


@cache
def _amount_mark(pattern: str) -> re.Pattern[str]:
    """Compile the pattern of an amount's mark; rules have few of them."""
    return re.compile(rf" (Q:\d+:{pattern})(?= )")


@lru_cache(maxsize=4096)
def typed(mark: str) -> str:
    """Turn a mark of a shape into a typed id.

    >>> typed("D:kp"), typed("P:ruvvo"), typed("B:un")
    ('country:KP', 'port:RUVVO', 'entity:un')
    """
    letter, code = mark.split(":", 1)
    return {"P": "port:" + code.upper(), "B": "entity:" + code}.get(
        letter, "country:" + code.upper()
    )


def target_of(readings: list[Reading], given: tuple[str, ...]) -> tuple[str | None, Counter[str]]:
    """Find whom the story's lifeline or sanctions concern.

    The case's target, or who is under sanctions in it.
    """
    count: Counter[str] = Counter()
    under: Counter[str] = Counter()
    for reading in readings:
        count.update(p.id for p in reading.places if p.id.startswith("country:"))
        under.update("country:" + code.upper() for code in _SANCTIONED.findall(reading.shape))
    for known in given:
        if count[known]:
            return known, count
    if under:
        return max(under, key=lambda c: (under[c], count[c], c)), count
    most = max((n for c, n in count.items()), default=0)
    return next((c for c in _TARGETS if count[c] and 2 * count[c] >= most), None), count
