"""Which measures would cover an act that a statement about ships tells, and which would not.

Whether goods were landed, who owned or insured a ship, and what passed between two of them is not
seen on a track: such a measure *may apply*, and the words say if what. ``covers`` is kept for what
was seen whole: a port call of a ship that was listed then.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from hawse.channels.measures.act.act import (
    CANNOT_TELL,
    CONDUCT,
    COVERS,
    ENDED,
    NEVER,
    NOT_YET,
    OTHER,
    Act,
    Judged,
    Row,
)
from hawse.channels.measures.act.judge import QUANTITY, Tables, judged
from hawse.channels.measures.act.told import Told
from hawse.channels.measures.find.form import covers, doubts

_VOYAGES: Final = frozenset({"returned_home", "declared_elsewhere", "loaded"})
_CLOCK: Final = ("it was in force", "it ended", "it never", "in force from")
EVERYWHERE: Final = "all states"
"""Whom a measure binds whose ports are barred wherever a ship calls."""
UNKNOWN_DAY: Final = "the day of the act is not known"


class Ruled(NamedTuple):
    """One measure's answer to one act, with its reasons; shares are of a cap."""

    measure: Row
    answer: str
    reasons: tuple[str, ...]
    share_low: float | None = None
    share_high: float | None = None


class Rules:
    """The measures, what ties them to acts of ships, and the listings."""

    def __init__(
        self,
        tables: Tables,
        conducts: Sequence[Row],
        listings: Mapping[tuple[str, str], Sequence[tuple[Row, date | None, date | None]]],
    ) -> None:
        self.tables, self.listings = tables, listings
        self.by_id = {m["id"]: m for m in tables.measures}
        self.whom = {r["regime"]: r["target"] for r in tables.regimes}
        self.conducts = [c for c in conducts if c["measure"] in self.by_id]
        self._goods: dict[tuple[object, ...], list[Judged]] = {}

    def on(self, told: Told, target: str) -> Iterator[Ruled]:
        """Give the answer of every measure against the target that has to do with such an act.

        A voyage, a loading or a silence of ships of other flags, of which no call at a port of the
        target is told, is no act that a measure against it could be about. A meeting at sea and a
        wait off the target's coast are, because the other ship may be the target's.
        """
        others = told.flags is not None and target not in told.flags and not told.to_target
        kind, waits_for = told.statement["kind"], told.statement["counterpart"]
        meets = kind == "ship_to_ship" or (kind == "loitering" and waits_for == target)
        if others and not meets:
            return
        for conduct in self.conducts:
            measure = self.by_id[conduct["measure"]]
            ours = self.whom.get(measure["regime"]) == target
            if ours and conduct["kind"] == told.statement["kind"]:
                yield self._conduct(told, conduct, measure, target)
        if told.statement["kind"] in _VOYAGES and told.side is not None:
            yield from self._on_goods(told, target)

    def _conduct(self, told: Told, conduct: Row, measure: Row, target: str) -> Ruled:
        if conduct["asks"].startswith("listed"):
            answer, why = self._listed(told, conduct, measure)
        else:
            answer, why = _asked(told, conduct["asks"], target)
        condition = (
            f"{'it applies' if answer == COVERS else 'it could apply'} if {conduct['words']}"
        )
        return _ruled(told, measure, answer, (condition, why) if why else (condition,))

    def _listed(self, told: Told, conduct: Row, measure: Row) -> tuple[str, str]:
        """Say whether the ship was listed then; lists are not held whole: no hit is no answer."""
        name = conduct["asks"].removeprefix("listed").strip() or measure["regime"]
        imos = [s.removeprefix("imo:") for s in told.ships if s.startswith("imo:")]
        if not imos:
            return CANNOT_TELL, "no sound IMO number is told, by which the ship could be listed"
        found = [(imo, *row) for imo in imos for row in self.listings.get((name, imo), ())]
        for imo, entry, begins, ends in found:
            if told.first is None or told.last is None:
                return CANNOT_TELL, f"IMO {imo} is listed ({entry['id']}); {UNKNOWN_DAY}"
            if begins is not None and begins <= told.first and (ends is None or told.last <= ends):
                everywhere = str(measure["binds"]).startswith(EVERYWHERE)
                where = "" if everywhere else f"; it binds {measure['binds']} alone"
                return (
                    COVERS if everywhere else CONDUCT,
                    f"IMO {imo} was listed from {begins} ({entry['id']}){where}",
                )
        if found:
            imo, entry, begins, _ = found[0]
            return NOT_YET if begins and told.last and told.last < begins else CANNOT_TELL, (
                f"IMO {imo} is listed from {begins or 'a day not said'} ({entry['id']})"
            )
        return CANNOT_TELL, f"no listing held here names IMO {', '.join(imos)}: that is no answer"

    def _on_goods(self, told: Told, target: str) -> Iterator[Ruled]:
        """Hold the goods against bans and caps; goods that were not seen cannot be told."""
        group = next(
            (
                g
                for g in self.tables.groups
                if told.cargo and g["item"] == told.cargo.item and g["side"] == told.side
            ),
            None,
        )
        if group is None:
            yield from self._unseen(told, target)
            return
        for one in self._judged(told, group["hs"], target):
            if one.matter == OTHER:
                continue
            reasons = tuple(r for r in one.reasons if not r.startswith(_CLOCK))
            if one.matter == CANNOT_TELL:
                yield _ruled(told, one.measure, CANNOT_TELL, reasons)
                continue
            shares = (one.share_low, one.share_high)
            held = (_of_the_cap(told, shares),) if one.measure["kind"] == "cap" else ()
            landed = _landing(told, one, group["words"])
            yield _ruled(told, one.measure, CONDUCT, (landed, *reasons), shares, held)

    def _judged(self, told: Told, hs: str, target: str) -> list[Judged]:
        cargo = told.cargo
        on = told.last or date.max
        asked = (on, hs, told.side, cargo and cargo[:4], target)
        if asked not in self._goods:
            words = cargo.words if cargo and cargo.words != cargo.item else None
            act = Act(
                on, target, told.side, hs, words,
                quantity=cargo.amount if cargo else None, unit=cargo.unit if cargo else None,
            )  # fmt: skip
            found = judged(act, self.tables)
            goods = [j for j in found if j.measure["hs"] and j.measure["kind"] != "duty"]
            self._goods[asked] = goods
        return self._goods[asked]

    def _unseen(self, told: Told, target: str) -> Iterator[Ruled]:
        """Name the quantity measures on the goods that are followed here, where none was seen."""
        codes = [g["hs"] for g in self.tables.groups if g["side"] == told.side]
        cargo = f" (a document says {told.cargo.words})" if told.cargo else ""
        for measure in self.tables.measures:
            if (
                self.whom.get(measure["regime"]) == target
                and measure["kind"] in QUANTITY
                and measure["side"] == told.side
                and any(covers(measure["hs"], code) for code in codes)
            ):
                why = f"it is on {measure['subject']}; of what was carried no such code is known"
                yield _ruled(told, measure, CANNOT_TELL, (why + cargo,))


def _asked(told: Told, asks: str, target: str) -> tuple[str, str]:
    """Answer what a rule of conduct asks of the ships or the way."""
    if asks == "target_flag":
        if told.flags is None:
            return CANNOT_TELL, "the flag of a ship is not known"
        if target not in told.flags:
            flown = ", ".join(sorted(told.flags)) or "none that is known"
            return OTHER, f"no ship of it flew the target's flag by its MMSI ({flown})"
    if asks == "target_call":
        if told.to_target is None:
            return CANNOT_TELL, "no call at a port of the target is told"
        if not told.to_target:
            return OTHER, "no port of the target was called at"
    return CONDUCT, ""


def _landing(told: Told, one: Judged, goods: str) -> str:
    """Say what of the goods' way is not seen; a case of which it would have to be so."""
    if one.measure["kind"] == "price cap":
        return f"it could apply if the {goods} were carried above the price for somebody it binds"
    if told.side == "export":
        return f"it could apply if the {goods} were of the target and were landed elsewhere"
    if told.to_target:
        return f"it could apply if the {goods} were landed in the target: a track does not show it"
    return f"it could apply if the {goods} went on to the target: loading alone does not show it"


def _of_the_cap(told: Told, shares: tuple[float | None, float | None]) -> str:
    if shares[0] is None:
        return "no amount that can be turned into the cap's unit was seen: its share is not known"
    amount = f"{told.cargo.amount:,.10g} {told.cargo.unit}" if told.cargo else "its amount"
    return f"{amount} as documented; a cap counts all that its window's suppliers give together"


def _ruled(  # noqa: PLR0917 - each argument is one part of the answer
    told: Told,
    measure: Row,
    answer: str,
    reasons: tuple[str, ...],
    shares: tuple[float | None, float | None] = (None, None),
    held: tuple[str, ...] = (),
) -> Ruled:
    """Add the clock: a measure that did not hold then is not yet, no longer or never in force.

    ``held`` are reasons that matter only where it did.
    """
    if answer == OTHER:
        return Ruled(measure, answer, reasons)
    when, words = _when(told, measure)
    if when in {NOT_YET, ENDED, NEVER}:
        return Ruled(measure, when, _once(words, *reasons, *doubts(dict(measure))))
    if measure["exemption"] and not any(r.startswith("exempt, or") for r in reasons):
        held = (*held, f"exempt, or to be kept in mind: {measure['exemption']}")
    clock = (words,) if words else ()
    told_first = clock if when == CANNOT_TELL else ()
    every = _once(*told_first, *reasons, *held, *clock, *doubts(dict(measure)))
    return Ruled(measure, when or answer, every, *shares)


def _once(*reasons: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))


def _when(told: Told, measure: Row) -> tuple[str, str]:
    """Say whether a measure held on every day that the act may fall on."""
    begins, ends, published = (measure[n] for n in ("in_force_from", "in_force_to", "published"))
    found = "", ""
    if ends is not None and ends < begins:
        found = NEVER, f"it never took effect: it was to begin on {begins}"
    elif told.first is None or told.last is None:
        found = CANNOT_TELL, f"{UNKNOWN_DAY}; it is in force from {begins}"
    elif told.last < begins:
        found = NOT_YET, f"it was in force from {begins} only"
    elif ends is not None and told.first > ends:
        found = ENDED, f"it ended on {ends}"
    elif told.first < begins or (ends is not None and told.last > ends):
        span = f"{begins} to {ends}" if ends else str(begins)
        part = f"for a part of {told.first} to {told.last} alone"
        found = CANNOT_TELL, f"it was in force from {span}, {part}"
    elif published and told.last < published:
        found = "", f"in force from {begins}, but not public before {published}"
    return found
