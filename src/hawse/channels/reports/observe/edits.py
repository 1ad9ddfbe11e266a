"""What an editor did to a sentence: the label of each change, the heaviest first."""

import re
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from hawse.channels.reports.extract.amounts import amounts
from hawse.channels.reports.extract.attribution import CUE_WORDS
from hawse.channels.reports.extract.periods import periods
from hawse.channels.reports.extract.reading import read
from hawse.channels.reports.text.normal import listed, words

ORDER: Final = (
    "quantity_changed", "quantity_cut", "quantity_added", "conversion_added", "attribution_cut",
    "attribution_added",
    "hedge_cut", "hedge_added", "period_changed", "period_rephrased", "speaker_resolved",
    "wording", "house_style",
)  # fmt: skip
"""Labels by weight: figures before sources before hedges before dates before style."""

_HEDGES: Final = frozenset(
    listed(
        "may might could appears appear seems reportedly apparently possibly probably "
        "likely perhaps allegedly suggests believed thought suspected about some "
        "roughly nearly"
    )
)
_TIMES: Final = frozenset(
    listed(
        "year month week quarter yesterday today tomorrow day january february march "
        "april june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday last earlier recently"
    )
)
_STYLE: Final = {
    "mr": "", "mrs": "", "ms": "", "dr": "", "mdm": "", "sir": "", "that": "", "percent": "%",
    "per": "", "cent": "%",
    "neighbour": "neighbor", "neighbouring": "neighboring", "defence": "defense",
    "programme": "program", "colour": "color",
    "labour": "labor", "centre": "center", "behaviour": "behavior", "favour": "favor",
    "harbour": "harbor", "n": "north",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
    "ten": "10", "and": "", "the": "", "a": "",
}  # fmt: skip
_PAIRS: Final = (
    ("united states", "us"),
    ("united nations", "un"),
    ("european union", "eu"),
    ("united kingdom", "uk"),
    ("try to", "try"),
)
_PRONOUNS: Final = frozenset({"he", "she", "they"})
_SAYING: Final = CUE_WORDS | {"sources", "told"}


class Edit(NamedTuple):
    """One change: its label, the normalised words before it and those after it."""

    op: str
    before: str
    after: str


def edits(
    old: list[str],
    new: list[str],
    before: str,
    after: str,
    *,
    trim_new: bool = False,
    trim_old: bool = False,
) -> list[Edit]:
    """Give the changes from a parent's sentence to a child's.

    ``trim_new`` leaves out what stands at the child's edges (it came from another parent
    sentence), ``trim_old`` what stands at the parent's (it went to another child sentence).
    """
    hunks = _hunks(old, new, trim_new=trim_new, trim_old=trim_old)
    found = [Edit(_label(cut, put), " ".join(cut), " ".join(put)) for cut, put in hunks]
    if not found:
        return []
    if not (trim_new or trim_old):
        figures = _figures(before, after)
        told = {tuple(words(text)) for e in figures for text in (e.before, e.after)}
        found = [
            *figures,
            *(e for e in found if not {tuple((e.before or e.after).split())} & told),
        ]
    found = _dated(found, before, after)
    found = [_resolved(e, old, new) for e in found]
    return sorted(dict.fromkeys(found), key=lambda e: ORDER.index(e.op))


def _hunks(
    old: list[str], new: list[str], *, trim_new: bool, trim_old: bool
) -> list[tuple[list[str], list[str]]]:
    out = []
    steps = [s for s in Levenshtein.opcodes(old, new) if s.tag != "equal"]
    merged: list[list[int]] = []
    for s in steps:
        if merged and s.src_start - merged[-1][1] == 0 and s.dest_start - merged[-1][3] == 0:
            merged[-1][1], merged[-1][3] = s.src_end, s.dest_end
        else:
            merged.append([s.src_start, s.src_end, s.dest_start, s.dest_end])
    for a, b, c, d in merged:
        edge = (a == 0 and c == 0) or (b == len(old) and d == len(new))
        put = [] if trim_new and edge else new[c:d]
        cut = [] if trim_old and edge else old[a:b]
        if cut or put:
            out.append((cut, put))
    return out


def _label(cut: list[str], put: list[str]) -> str:
    if styled(cut) == styled(put):
        return "house_style"
    if set(cut) & _SAYING and not set(put) & _SAYING:
        return "attribution_cut"
    if set(put) & _SAYING and not set(cut) & _SAYING:
        return "attribution_added"
    if set(cut) & _HEDGES and not set(put) & _HEDGES:
        return "hedge_cut"
    if set(put) & _HEDGES and not set(cut) & _HEDGES:
        return "hedge_added"
    return "wording"


def styled(given: list[str]) -> str:
    """Give words as they stand below a paper's house style.

    >>> styled(["mr", "kim", "eight"]) == styled(["kim", "8"])
    True
    """
    text = " ".join(given)
    for long, short in _PAIRS:
        text = re.sub(rf"\b{long}\b", short, text)
    return " ".join(filter(None, (_STYLE.get(w, w) for w in text.split())))


def _figures(before: str, after: str) -> list[Edit]:
    """Compare the amounts of both sentences as values.

    So that '$ 31.4 million' equals 'US$31.4 million'.
    """
    old, new = _amounts(before), _amounts(after)
    lost = {k: v for k, v in old.items() if k not in new}
    gained = {k: v for k, v in new.items() if k not in old}
    if lost and gained:
        return [Edit("quantity_changed", "; ".join(lost.values()), "; ".join(gained.values()))]
    if lost:
        return [Edit("quantity_cut", "; ".join(lost.values()), "")]
    if gained:
        money = any(unit == "USD" for *_, unit in old) and all(
            len(unit) == len("USD") and unit.isupper() for *_, unit in gained
        )
        return [
            Edit("conversion_added" if money else "quantity_added", "", "; ".join(gained.values()))
        ]
    return []


def _amounts(text: str) -> dict[tuple[float | None, float | None, float | None, str], str]:
    reading = read(text, cased=True)
    periods(reading, None)
    amounts(reading)
    return {(a.low, a.best, a.high, a.unit): reading.cut(a.first, a.last) for a in reading.amounts}


def _dated(found: list[Edit], before: str, after: str) -> list[Edit]:
    """Tell a rephrased date ('of 2017', 'this year') from a changed one.

    By the grain that both have.
    """

    def grains(text: str) -> list[str]:
        reading = read(text, cased=True)
        periods(reading, None)
        return [
            " ".join(t.word for t in reading.tokens[p.first : p.last + 1]) for p in reading.periods
        ]

    old, new = grains(before), grains(after)
    if old == new:
        return found
    out = []
    for edit in found:
        changed = set(edit.before.split()) | set(edit.after.split())
        timed = changed & _TIMES or any(re.fullmatch(r"(?:19|20)\d\d", w) for w in changed)
        if edit.op in {"wording", "house_style"} and timed:
            out.append(
                edit._replace(op="period_rephrased" if len(old) == len(new) else "period_changed")
            )
        else:
            out.append(edit)
    return out


def _resolved(edit: Edit, old: list[str], new: list[str]) -> Edit:
    """Mark a pronoun that became a name: 'he said' is 'said Dr Kortunov' elsewhere."""
    lost = {w for w in _PRONOUNS if old.count(w) > new.count(w)}
    cue_near = _SAYING & set(old) & set(new)
    if (
        edit.op == "wording"
        and lost
        and cue_near
        and (set(edit.before.split()) & lost or (edit.after and not edit.before))
    ):
        return edit._replace(op="speaker_resolved")
    return edit
