"""One article from sentences to spoken drafts: read, attribute, let every rule have its say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hawse.channels.reports.extract import (
    dependence,
    geography,
    labour,
    measures,
    posture,
    routes,
    ships,
    trade,
)
from hawse.channels.reports.extract.amounts import amounts
from hawse.channels.reports.extract.arithmetic import checked
from hawse.channels.reports.extract.attribution import Attribution, attributions
from hawse.channels.reports.extract.cues import CUE_WORDS
from hawse.channels.reports.extract.periods import periods
from hawse.channels.reports.extract.reading import Gazetteer, Reading, locate, read, shape
from hawse.channels.reports.extract.scene import Draft, Scene, Story, target_of
from hawse.channels.reports.extract.speakers import Cast, Speaker
from hawse.channels.reports.extract.vouched import vouched
from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.text.parts import AGENCIES
from hawse.core.collector import paused

FROM_CONTEXT: Final = "subject_from_context"  # named in an earlier sentence, not in this one
RULES: Final = (routes, trade, dependence, ships, geography, labour, measures, posture)
_ALWAYS: Final = tuple(rule for rule in RULES if not rule.HINTS)
_HINTS: Final = frozenset[str]().union(*(rule.HINTS for rule in RULES))
_HEDGE: Final = re.compile(
    r" (?:may|might|could|appears?|appeared|seems?|seemed|reportedly|apparently"
    r"|possibly|probably|likely|believed to|thought to|suspected|allegedly|is said "
    r"to|are said to) "
)
_HEDGE_WORDS: Final = frozenset(
    listed(
        "may might could appear appears appeared seem seems seemed reportedly apparently "
        "possibly probably likely believed thought suspected allegedly said"
    )
)
_IF: Final = re.compile(r" (?:if|unless|were to) ")
_IF_WORDS: Final = frozenset({"if", "unless", "were"})
_QUOTES: Final = frozenset('"“”«»„')
_QUOTED: Final = '"'  # the only mark of them in plain letters
_QUOTE: Final = re.compile(f"[{''.join(sorted(_QUOTES))}]")


@dataclass(frozen=True)
class Spoken:
    """A draft with whoever vouches for it."""

    sentence: int
    draft: Draft
    speaker: Speaker | None
    words: str | None
    certainty: str
    flags: tuple[str, ...]
    quoted: bool = False


@paused()
def extract(
    rows: Sequence[Mapping[str, object]],
    at: datetime | None,
    gazetteer: Gazetteer,
    targets: tuple[str, ...],
) -> list[Spoken]:
    """Give what one article claims.

    ``rows`` are its rows of ``sentences`` in order, ``at`` its day (null leaves 'this month'
    unresolved), ``targets`` the case's targets. Nothing outside the article is consulted.
    """
    cased = any(str(row["text"]) != str(row["text"]).lower() for row in rows)
    readings = [
        prepared(str(row["text"]), cased=cased, at=at, gazetteer=gazetteer) for row in rows
    ]
    target, count = target_of(readings, targets)
    story = Story(at, target, count)
    cast = Cast()
    said = _attributed(rows, readings, cast)
    found: list[Spoken] = []
    for row, reading, (said_here, speaker) in zip(rows, readings, said, strict=True):
        scene, heard = Scene(reading, story), said_here
        drafts = _drafts(scene)
        if speaker is None and not heard and any(d.channel != "reports" for d in drafts):
            heard = vouched(reading, cast)
        number = int(str(row["sentence"]))
        found += [_spoken(scene, number, draft, heard, speaker) for draft in drafts]
        found += _rest(scene, number, drafts, heard, speaker)
        story.recent += [c for c in scene.countries() if c.startswith("country:")]
        del story.recent[:-12]
    return found


def prepared(text: str, *, cased: bool, at: datetime | None, gazetteer: Gazetteer) -> Reading:
    """Read one sentence: tokens, periods, quantities, places and the shape."""
    reading = read(text, cased=cased)
    periods(reading, at)
    amounts(reading)
    locate(reading, gazetteer)
    shape(reading)
    return reading


def _drafts(scene: Scene) -> list[Draft]:
    """Run every rule; a draft says what it speaks of and when, and none comes twice."""
    found: list[Draft] = []
    seen = set()
    words = scene.reading.told
    for rule in RULES if words & _HINTS else _ALWAYS:
        if rule.HINTS and rule.HINTS.isdisjoint(words):
            continue
        for draft in rule.claims(scene):
            draft.period = scene.when(draft)
            key = (
                draft.kind,
                draft.subject,
                draft.counterpart,
                draft.item,
                draft.flow,
                draft.amount,
                draft.flags,
            )
            if key not in seen:
                seen.add(key)
                found.append(draft)
    counts = [d for d in found if d.unit in {"person", "ship"} and d.channel != "reports"]
    scene.story.counted = next(iter(counts), scene.story.counted)
    return checked(scene, [_settled(scene, draft, found) for draft in found])


def _settled(scene: Scene, draft: Draft, all_of: list[Draft]) -> Draft:
    """Finish what depends on the other drafts.

    The base of a change, the end of what a new thing replaced.
    """
    period = draft.period
    if (
        draft.subject not in {None, scene.story.target, *scene.countries()}
        and draft.channel != "reports"
    ):
        draft.flags = (*draft.flags, FROM_CONTEXT)
    if draft.kind == "trade_change" and period is not None:
        draft.base = scene.base(period)
    if draft.when == "before":
        new = next((d.period for d in all_of if d.kind == "new_upstream"), None)
        if period is not None and new is not None and new.start is not None:
            draft.period = period._replace(end=new.start, grain="span")
    if (
        draft.unit not in {"USD", None}
        and draft.kind == "trade_level"
        and _converted(draft, all_of)
    ):
        draft.flags = (*draft.flags, "conversion")
    return draft


def _converted(draft: Draft, all_of: list[Draft]) -> bool:
    """Say whether a level repeats another one of the sentence in a second currency."""
    money = {"EUR", "CNY", "SGD", "RUB", "GBP", "JPY", "KRW", "INR", "AUD", "CAD", "HKD"}
    return draft.unit in money and any(d.kind == "trade_level" and d.unit == "USD" for d in all_of)


Heard = tuple[list[Attribution], Speaker | None]


def _attributed(
    rows: Sequence[Mapping[str, object]], readings: Sequence[Reading], cast: Cast
) -> list[Heard]:
    """Give each sentence's attributions, and the speaker of the quotation that it stands in."""
    found: list[list[Attribution]] = []
    for reading in readings:
        cast.meet(reading)
        told = reading.told
        has_cue = (
            not CUE_WORDS.isdisjoint(told)
            or " clear " in reading.shape
            or " put " in reading.shape
        )
        found.append(attributions(reading, cast) if has_cue else [])
    opening: dict[object, Speaker] = {}  # who is named first in a paragraph
    for row, every in zip(rows, found, strict=True):
        if near := next((a.speaker for a in every if a.whole and a.speaker), None):
            opening.setdefault(row["paragraph"], near)
    heard: list[Heard] = []
    open_quote = False
    speaker: Speaker | None = None
    paragraph: object = None
    for row, reading, every in zip(rows, readings, found, strict=True):
        if row["paragraph"] != paragraph:
            paragraph, open_quote = row["paragraph"], False
            near = opening.get(paragraph)
        text = reading.text
        marks = len(_QUOTE.findall(text)) if _QUOTED in text or not text.isascii() else 0
        begins = text[:1] in _QUOTES
        quoted = open_quote or begins
        if quoted and near:
            speaker = near
        heard.append((every, speaker if quoted and not every else None))
        open_quote ^= bool(marks % 2)
    return heard


def _spoken(
    scene: Scene, number: int, draft: Draft, heard: list[Attribution], quoted: Speaker | None
) -> Spoken:
    """Attach a draft to the speaker who vouches for it in the end."""
    whole = [a for a in heard if a.whole and not _is_medium(a)] if heard else []
    inner = [a for a in heard if not a.whole and a.start <= draft.at < a.end] if heard else []
    deciding = whole[0] if whole else inner[0] if inner else None
    speaker = deciding.speaker if deciding else quoted
    nearest = inner[0] if inner else deciding
    certainty = draft.certainty or (nearest.certainty if nearest else None)
    if certainty == "denied":
        draft.polarity = "denies" if draft.polarity == "asserts" else "asserts"
    if certainty in {None, "attributed"}:
        certainty = _modal(scene, draft) or certainty or ("attributed" if quoted else "asserted")
    words = "; ".join(dict.fromkeys(a.words for a in (*whole, *inner))) if deciding else None
    return Spoken(number, draft, speaker, words, certainty, draft.flags, quoted is not None)


def _is_medium(heard: Attribution) -> bool:
    """Say whether it is an agency passing on somebody else's word."""
    return heard.speaker is not None and heard.speaker.name.lower() in AGENCIES


def _modal(scene: Scene, draft: Draft) -> str | None:
    if scene.reading.text.rstrip().endswith("?"):
        return "question"
    told = scene.reading.told
    open_to_if = draft.kind != "voted" and not _IF_WORDS.isdisjoint(told)
    if open_to_if and _IF.search(scene.shape):
        return "conditional"
    hedged = not _HEDGE_WORDS.isdisjoint(told) and _HEDGE.search(scene.shape)
    return "hedged" if hedged else None


def _rest(
    scene: Scene,
    number: int,
    drafts: list[Draft],
    heard: list[Attribution],
    quoted: Speaker | None,
) -> list[Spoken]:
    """Keep what no rule took: a saying, a clause that somebody else vouches for.

    An event with its date.
    """
    left: list[Spoken] = []
    for one in heard:
        if not one.whole and one.end - one.start > 25 and one.start >= one.cue_end:  # noqa: PLR2004 - more than a noun
            draft = _plain(scene, "said", one.start, ("opinion",))
            left.append(_spoken(scene, number, draft, [replace_whole(one)], None))
    if drafts or left:
        return left
    if heard or quoted:
        return [_spoken(scene, number, _plain(scene, "said", 0, ()), heard, quoted)]
    if scene.reading.periods and any(p.start for p in scene.reading.periods):
        return [_spoken(scene, number, _plain(scene, "event", 0, ()), [], None)]
    return []


def replace_whole(heard: Attribution) -> Attribution:
    """Let an attribution of a clause stand for the clause taken by itself."""
    return heard._replace(whole=True)


def _plain(scene: Scene, kind: str, at: int, flags: tuple[str, ...]) -> Draft:
    named = [c for c in scene.countries() if c.startswith("country:")]
    draft = Draft(
        "reports",
        kind,
        at,
        named[0] if named else None,
        named[1] if len(named) > 1 else None,
        flags=flags,
    )
    return replace(draft, period=scene.when(draft))
