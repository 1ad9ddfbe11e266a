"""One verifier for whoever extracts: a parser, a language model, a person.

An extractor proposes; this module checks each proposal against the text and takes nothing on
trust: spans must stand in the text word for word, figures and dates are read again by our own
grammar, the kind must be one that a channel can weigh. What fails is a reject with its reason.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from hawse.channels.reports.extract.article import Spoken, prepared
from hawse.channels.reports.extract.reading import Gazetteer, Span
from hawse.channels.reports.extract.scene import Draft
from hawse.channels.reports.extract.speakers import Cast, Speaker

CHANNEL_OF: Final = {
    kind: channel
    for channel, kinds in {
        "ships": "returned_home declared_elsewhere loaded dark_gap ship_to_ship identity_change "
        "distance",
        "routes": "new_upstream lost_upstream sole_upstream outage",
        "trade": "trade_level trade_change main_product partner_change dependence joint_project",
        "labour": "workers_abroad remittances repatriation",
        "measures": "voted in_force over_cap listed",
        "reports": "said event posture",
    }.items()
    for kind in kinds.split()
}
"""The kinds that a claim may be of, each with the channel that could test it."""

_TYPED: Final = re.compile(
    r"country:[A-Z]{2}|port:[A-Z0-9]+|as:\d+|imo:\d{7}|mmsi:\d{9}|hs:\d+|entity:\S+"
)
_SPANS: Final = ("source", "cue", "content", "quantity", "period")
_FLOWS: Final = frozenset({None, "export", "import", "total"})
Answer = Mapping[str, object]


class Extractor(Protocol):
    """What a plug-in extractor gives: its name, its version, and answers for a text.

    An answer is a mapping with ``sentence`` (0-based), ``kind``, ``content`` and, where the text
    says so, ``source``, ``cue``, ``quantity``, ``period`` (each copied word for word from the
    sentence; the source may stand in an earlier one), ``subject``, ``counterpart``, ``item``,
    ``flow``.
    """

    name: str
    version: int

    def answers(self, sentences: Sequence[str]) -> Iterable[Answer]:
        """Propose claims for the sentences of one article."""
        ...


def text_id(sentences: Sequence[str]) -> str:
    """Give the id by which a recorded answer finds its text: the SHA-256 of its sentences."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()


def recorded(extractor: Extractor, texts: Iterable[Sequence[str]]) -> Iterator[str]:
    """Run an extractor and give its answers as JSON lines, to be kept and replayed offline."""
    for sentences in texts:
        for answer in extractor.answers(sentences):
            head = {"text_id": text_id(sentences), "extractor": extractor.name}
            line = {**head, "version": extractor.version, "answer": dict(answer)}
            yield json.dumps(line, ensure_ascii=False, sort_keys=True)


def refusal(answer: Answer, sentences: Sequence[str]) -> str | None:
    """Say why an answer cannot stand; ``None`` if it can."""
    number = answer.get("sentence")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(sentences):
        return f"no sentence {number!r}; the text has {len(sentences)}"
    if answer.get("kind") not in CHANNEL_OF:
        return f"no kind {answer.get('kind')!r}; there are {', '.join(CHANNEL_OF)}"
    if not answer.get("content"):
        return "no content: the words that make the claim are wanted, copied from the sentence"
    return _spans(answer, sentences, number) or _values(answer, sentences[number])


def _spans(answer: Answer, sentences: Sequence[str], number: int) -> str | None:
    """Check that each span is text, and stands where it is said to stand."""
    for name in _SPANS:
        words = answer.get(name)
        if words is None:
            continue
        if not isinstance(words, str) or not words.strip():
            return f"{name} {words!r} is no text"
        held = sentences[: number + 1] if name == "source" else sentences[number : number + 1]
        if not any(words in text for text in held):
            return f"{name} {words[:80]!r} does not stand in the text"
    return None


def _values(answer: Answer, sentence: str) -> str | None:
    """Check the typed parties, and that our grammar reads one amount and one period."""
    for name in ("subject", "counterpart"):
        party = answer.get(name)
        if party is not None and not (isinstance(party, str) and _TYPED.fullmatch(party)):
            return f"{name} {party!r} is not typed; write country:KP, port:RUVVO, as:20485"
    if answer.get("flow") not in _FLOWS:
        return f"no flow {answer.get('flow')!r}; there are export, import, total"
    reading = prepared(sentence, cased=True, at=None, gazetteer=Gazetteer({}))
    quantity, period = answer.get("quantity"), answer.get("period")
    if (
        quantity
        and sum(_within(reading.cut(a.first, a.last), quantity) for a in reading.amounts) != 1
    ):
        return f"our grammar does not read one amount in {quantity!r}"
    if period and sum(_within(reading.cut(p.first, p.last), period) for p in reading.periods) != 1:
        return f"our grammar does not read one period in {period!r}"
    return None


def _within(found: str, said: object) -> bool:
    return found in str(said) or str(said) in found


def spoken(
    answer: Answer, sentences: Sequence[str], at: datetime | None, gazetteer: Gazetteer, by: str
) -> Spoken:
    """Turn a verified answer into a claim: figures and dates as our grammar reads them."""
    number = int(str(answer["sentence"]))
    cased = any(text != text.lower() for text in sentences)
    reading = prepared(sentences[number], cased=cased, at=at, gazetteer=gazetteer)
    kind = str(answer["kind"])
    draft = Draft(
        CHANNEL_OF[kind], kind, 0, _text(answer, "subject"), _text(answer, "counterpart")
    )
    draft.item, draft.flow, draft.flags = (
        _text(answer, "item"),
        _text(answer, "flow"),
        (f"extractor:{by}",),
    )
    for amount in reading.amounts:
        if answer.get("quantity") and _within(
            reading.cut(amount.first, amount.last), answer["quantity"]
        ):
            draft.of(amount, "level" if amount.kind == "count" else None)
    draft.period = Span(None, None, "", -1, -1)
    for period in reading.periods:
        if answer.get("period") and _within(
            reading.cut(period.first, period.last), answer["period"]
        ):
            draft.period = period
    speaker = _speaker(_text(answer, "source"), gazetteer, cased=cased)
    words = " … ".join(filter(None, (_text(answer, "source"), _text(answer, "cue")))) or None
    certainty = "attributed" if speaker else "asserted"
    return Spoken(number, draft, speaker, words, certainty, draft.flags)


def _text(answer: Answer, name: str) -> str | None:
    value = answer.get(name)
    return value if isinstance(value, str) else None


def _speaker(source: str | None, gazetteer: Gazetteer, *, cased: bool) -> Speaker | None:
    if source is None:
        return None
    reading = prepared(source, cased=cased, at=None, gazetteer=gazetteer)
    last = len(reading.tokens) - 1
    return Cast().named(reading, reading.shape.split(), spans=(0, last)) if last >= 0 else None
