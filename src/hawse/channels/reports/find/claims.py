"""The step that makes ``claims``: extraction, then what lineage adds to it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

import pyarrow as pa

from hawse.channels.reports.extract.arithmetic import is_check
from hawse.channels.reports.extract.article import FROM_CONTEXT, Spoken, extract
from hawse.channels.reports.extract.reading import Gazetteer
from hawse.channels.reports.extract.scene import Draft
from hawse.channels.reports.extract.verify import refusal, spoken, text_id
from hawse.channels.reports.find.origins import Origins, Place
from hawse.channels.reports.find.texts import Texts
from hawse.core.tables import CLAIMS
from hawse.core.units import UNITS

LANGUAGES: Final = frozenset({"en"})
LONGEST_QUOTE: Final = 1_000
_AT_ONCE: Final = 5_000  # claims that stand as plain rows at one time
_HEAD: Final = ("id", "published_at", "language")
_LINK: Final = ("child", "child_sentence", "parent", "parent_sentence", "ops")
Row = Mapping[str, object]
Claims = dict[str, list[Spoken]]


def claims(
    *,
    sentences: pa.Table,
    articles: pa.Table,
    aligned: pa.Table,
    place_words: pa.Table,
    ports: pa.Table,
    case_parties: pa.Table,
    answers: pa.Table,
) -> pa.Table:
    """Give what the articles claim, each claim with its speaker, figures, period and origin.

    Articles in a language the rules do not know give none; the step ``unexamined`` names them.
    Only what is linked to other articles is held; any other text is read, told and let go.
    """
    known = {a["id"]: a for a in articles.select(list(_HEAD)).to_pylist()}
    days = {key: _day(a["published_at"]) for key, a in known.items()}
    gazetteer = names(place_words, ports)
    targets = _targets(case_parties)
    texts = Texts(sentences, {key for key, a in known.items() if a["language"] in LANGUAGES})
    origins = Origins(aligned.select(list(_LINK)).to_pylist(), days)
    proposals = _by_text(answers)

    def told(key: str, rows: list[Row]) -> list[Spoken]:
        found = extract(rows, days[key], gazetteer, targets)
        return found + _proposed(rows, days[key], gazetteer, proposals)

    linked = {place[0] for place in (*origins.parents, *origins.children)}
    said: Claims = {key: told(key, texts.of(key)) for key in texts if key in linked}
    for key in origins.order(said):
        said[key] = [_inherited(key, one, said, origins) for one in said.get(key, [])]
    said = {key: [_heard(key, one, said, origins) for one in found] for key, found in said.items()}
    made, rows = [CLAIMS.empty()], []
    for key in texts:
        here = texts.of(key)
        places = {int(str(r["sentence"])): r for r in here}
        rows += [
            _row(known[key], places[one.sentence], one, _origin(key, one, said, origins))
            for one in (said[key] if key in linked else told(key, here))
        ]
        if len(rows) >= _AT_ONCE:
            made.append(CLAIMS.rows(rows))
            rows = []
    return pa.concat_tables([*made, CLAIMS.rows(rows)])


def _targets(case_parties: pa.Table) -> tuple[str, ...]:
    return tuple(sorted(str(p["id"]) for p in case_parties.to_pylist() if p["role"] == "target"))


def _by_text(answers: pa.Table) -> dict[str, list[Row]]:
    """Give what plugged-in extractors proposed, by the text that it is about."""
    found: dict[str, list[Row]] = {}
    for row in sorted(answers.to_pylist(), key=lambda r: (r["extractor"], r["answer"])):
        found.setdefault(row["text_id"], []).append(row)
    return found


def _proposed(
    rows: list[Row], at: datetime | None, gazetteer: Gazetteer, proposals: Mapping[str, list[Row]]
) -> list[Spoken]:
    """Give what plugged-in extractors proposed for an article and the verifier lets stand."""
    if not proposals:
        return []
    found, sentences = [], [str(r["text"]) for r in rows]
    for row in proposals.get(text_id(sentences), ()):
        answer = json.loads(str(row["answer"]))
        if refusal(answer, sentences) is None:
            found.append(spoken(answer, sentences, at, gazetteer, str(row["extractor"])))
    return found


def names(place_words: pa.Table, ports: pa.Table) -> Gazetteer:
    """Give the gazetteer: our own words, and the ports of any channel under their names."""
    found: dict[str, tuple[str, str]] = {}
    for port in sorted(ports.to_pylist(), key=lambda p: (str(p["name"]), str(p["id"]))):
        name = str(port["name"] or "").lower()
        if port["kind"] == "port" and name.isascii() and len(name) > 4:  # noqa: PLR2004 - short names are words
            found.setdefault(name, (str(port["id"]), "port"))
    for row in sorted(place_words.to_pylist(), key=lambda r: (str(r["word"]), str(r["id"]))):
        found[str(row["word"])] = (str(row["id"]), str(row["sense"]))
    return Gazetteer(found)


def _day(at: object) -> datetime | None:
    return at if isinstance(at, datetime) else None


def _same(one: Spoken, other: Spoken) -> bool:
    """Say whether two drafts state the same; what the first leaves out is no difference."""
    a, b = one.draft, other.draft
    subject = None if FROM_CONTEXT in one.flags else a.subject
    parts = ((subject, b.subject), (a.counterpart, b.counterpart), (a.flow, b.flow))
    mine, theirs = (
        {flag for flag in spoken.flags if flag != FROM_CONTEXT and not is_check(flag)}
        for spoken in (one, other)
    )
    rest = (a.kind, a.amount, a.item, mine) == (b.kind, b.amount, b.item, theirs)
    return rest and all(here is None or here == there for here, there in parts)


def _inherited(key: str, one: Spoken, said: Claims, origins: Origins) -> Spoken:
    """Give back what an editor cut: the speaker, or the party, that the fullest ancestor names."""
    place: Place = (key, one.sentence)
    for above in origins.ancestors(place):
        cut = (place, above) in origins.cut
        for known in said.get(above[0], []):
            if known.sentence == above[1] and _same(one, known):
                return _completed(one, known, cut=cut)
    return one


def _completed(one: Spoken, known: Spoken, *, cut: bool) -> Spoken:
    """Take over the ancestor's parties and speaker, with a flag where that changes something."""
    a, b = one.draft, known.draft
    flags = list(one.flags)
    if (a.subject, a.counterpart, a.flow) != (b.subject, b.counterpart, b.flow):
        a = replace(a, subject=b.subject, counterpart=b.counterpart, flow=b.flow)
        flags = [f for f in flags if f != FROM_CONTEXT] + ["party_inherited"]
    if known.speaker is None or (
        one.speaker is not None and not (cut and one.speaker != known.speaker)
    ):
        return replace(one, draft=a, flags=tuple(dict.fromkeys(flags)))
    certainty = known.certainty if one.certainty in {"asserted", "attributed"} else one.certainty
    given = tuple(dict.fromkeys((*flags, "attribution_inherited")))
    return replace(
        one, draft=a, speaker=known.speaker, words=known.words, certainty=certainty, flags=given
    )


def _heard(key: str, one: Spoken, said: Claims, origins: Origins) -> Spoken:
    """Take a speaker from a printing that kept the quotation marks which this one has lost."""
    if one.speaker is not None:
        return one
    for below in sorted(origins.children.get((key, one.sentence), ())):
        for known in said.get(below[0], []):
            if known.sentence == below[1] and known.quoted and known.speaker and _same(one, known):
                flags = tuple(dict.fromkeys((*one.flags, "speaker_from_reprint")))
                return replace(
                    one,
                    speaker=known.speaker,
                    words=known.words,
                    certainty=known.certainty,
                    flags=flags,
                )
    return one


def _origin(key: str, one: Spoken, said: Claims, origins: Origins) -> str:
    """Give the article where a claim begins; a figure begins where it first stands."""
    figured = any(end is not None for end in one.draft.amount)

    def holds(place: Place) -> bool:
        if not figured:
            return True
        known = (k for k in said.get(place[0], ()) if k.sentence == place[1])
        return any(
            (k.draft.kind, k.draft.amount) == (one.draft.kind, one.draft.amount) for k in known
        )

    return origins.origin((key, one.sentence), holds)


def _row(article: Row, sentence: Row, one: Spoken, origin: str) -> dict[str, object]:
    draft, period = one.draft, one.draft.period
    known = draft.unit is None or draft.unit in UNITS
    flags = [*one.flags]
    if not known:
        flags.append(f"unit_unknown:{draft.unit}")
    if period is not None and period.first < 0 and period.start is not None:
        flags.append("period_assumed")
    text = str(sentence["text"])
    return {
        "channel": draft.channel,
        "kind": draft.kind,
        "says": text[:LONGEST_QUOTE],
        "language": article["language"],
        "article_id": article["id"],
        "sentence": one.sentence,
        "speaker": one.speaker.name if one.speaker else None,
        "speaker_kind": one.speaker.kind if one.speaker else "narration",
        "attribution": one.words,
        "certainty": one.certainty,
        **_form(draft, known=known),
        "origin_id": origin,
        "flags": list(dict.fromkeys(flags)),
        "basis": "reported",
        "synthetic": sentence["synthetic"],
        "evidence": [_evidence(sentence, text, one)],
        "evidence_total": 1,
    }


def _form(draft: Draft, *, known: bool) -> dict[str, object]:
    """Lay the proposition of a draft out in the columns that claims and findings share."""
    period = draft.period
    low, best, high = draft.amount if known else (None, None, None)
    return {
        "polarity": draft.polarity,
        "subject": draft.subject,
        "counterpart": draft.counterpart,
        "item": draft.item,
        "flow": draft.flow,
        "q_low": low,
        "q_best": best,
        "q_high": high,
        "unit": draft.unit if known else None,
        "quantity_kind": draft.quantity_kind if known else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_grain": (period.grain or None) if period else None,
        "base_start": draft.base[0] if draft.base else None,
        "base_end": draft.base[1] if draft.base else None,
        "place": draft.place,
        "place_from": draft.place_from,
        "place_declared": draft.place_declared,
        "place_to": draft.place_to,
    }


def _evidence(sentence: Row, text: str, one: Spoken) -> dict[str, object]:
    values = {
        "article": sentence["article_id"],
        "sentence": one.sentence,
        "start": sentence["start"],
        "end": sentence["end"],
    }
    return {
        "source_id": sentence["source_id"],
        "locator": sentence["locator"],
        "quote": text[:LONGEST_QUOTE],
        "values": json.dumps(values, ensure_ascii=False),
    }
