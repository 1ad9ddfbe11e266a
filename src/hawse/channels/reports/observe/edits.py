"""What an editor did to a sentence: the label of each change, the heaviest first."""

import re
from functools import lru_cache, partial
from typing import Final, NamedTuple, cast

from rapidfuzz.distance import Levenshtein

from hawse.channels.reports.extract.amounts import AMOUNT_WORDS
from hawse.channels.reports.extract.cues import CUE_WORDS
from hawse.channels.reports.observe.compared import figures, period_change
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
_ALIKE: Final = (
    ("united states", "us"),
    ("united nations", "un"),
    ("european union", "eu"),
    ("united kingdom", "uk"),
    ("try to", "try"),
)
_PAIRS: Final = tuple((re.compile(rf"\b{long}\b"), short) for long, short in _ALIKE)
_LONG: Final = frozenset({"united", "european", "try"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PRONOUNS: Final = frozenset({"he", "she", "they"})
_SAYING: Final = CUE_WORDS | {"sources", "told"}


_TELLING: Final = frozenset(
    {*_HEDGES, *_TIMES, *_STYLE, *_STYLE.values(), *_PRONOUNS, *_SAYING, *AMOUNT_WORDS}
) | {word for pair in _ALIKE for long in pair for word in long.split()}
"""Words that make a change more than one of wording."""


class Edit(NamedTuple):
    """One change: its label, the normalised words before it and those after it."""

    op: str
    before: str
    after: str


class Version(NamedTuple):
    """A sentence as one article has it: its words, the same as signs, and its text."""

    words: list[str]
    signs: str
    text: str


_EDIT_OF: Final = partial(tuple.__new__, Edit)
Steps = list[tuple[str, int, int, int, int]]
Hunk = tuple[list[str], list[str]]
"""The words that a parent's sentence has at a place, and those that a child's has there."""


def edits(
    parent: Version,
    child: Version,
    *,
    trim_new: bool = False,
    trim_old: bool = False,
) -> list[Edit]:
    """Give the changes from a parent's sentence to a child's.

    ``trim_new`` leaves out what stands at the child's edges (it came from another parent
    sentence), ``trim_old`` what stands at the parent's (it went to another child sentence).
    """
    if parent.signs == child.signs:
        return []
    (old, _, before), (new, _, after) = parent, child
    hunks = _hunks(parent, child, trim_new=trim_new, trim_old=trim_old)
    if not _are_telling(hunks):
        return _plainly(hunks)
    changed = {w for cut, put in hunks for w in (*cut, *put)}
    found = [Edit(_label(cut, put), " ".join(cut), " ".join(put)) for cut, put in hunks]
    counts = any(w in AMOUNT_WORDS or w[0].isdigit() for w in changed)
    if counts and not (trim_new or trim_old):
        found = _with_figures(found, before, after)
    dated = counts or not changed.isdisjoint(_TIMES)
    change = period_change(before, after) if dated else None
    if change:
        found = [_timed(e, change) for e in found]
    found = _turned(_resolved(found, old, new))
    return _heaviest_first(found)


def _are_telling(hunks: list[Hunk]) -> bool:
    """Say whether anything but wording or spelling was changed."""
    for hunk in hunks:
        for words_of in hunk:
            for word in words_of:
                if word in _TELLING or word[0].isdigit():
                    return True
    return False


def _plainly(hunks: list[Hunk]) -> list[Edit]:
    """Label changes of which no word is telling: another word, or another spelling."""
    found = [
        _EDIT_OF(
            (
                "house_style"
                if len(cut) == len(put) and all(map(_spelt_alike, cut, put))
                else "wording",
                " ".join(cut),
                " ".join(put),
            )
        )
        for cut, put in hunks
    ]
    return found if len(found) == 1 else _heaviest_first(found)


def _heaviest_first(found: list[Edit]) -> list[Edit]:
    return sorted(dict.fromkeys(found), key=lambda e: ORDER.index(e.op))


def _spelt_alike(one: str, other: str) -> bool:
    return one == other or _american(one) == _american(other)


def _with_figures(found: list[Edit], before: str, after: str) -> list[Edit]:
    """Put changes of amounts first, and leave out the hunks that say no more than they do."""
    op, lost, gained = figures(before, after)
    sources = {w for e in found if e.op.startswith("attribution") for w in e.before.split()}
    if op is None or (op == "quantity_cut" and set(words(" ".join(lost))) <= sources):
        return found
    told = set(words(" ".join((*lost, *gained))))
    rest = [
        e for e in found if e.op != "wording" or not set(f"{e.before} {e.after}".split()) <= told
    ]
    return [Edit(op, "; ".join(lost), "; ".join(gained)), *rest]


def _timed(edit: Edit, change: str) -> Edit:
    """Name the change of a date that a hunk makes."""
    if edit.op not in {"wording", "house_style"}:
        return edit
    changed = set(edit.before.split()) | set(edit.after.split())
    dated = changed & _TIMES or any(map(_YEAR.fullmatch, changed))
    return edit._replace(op=change) if dated else edit


def _turned(found: list[Edit]) -> list[Edit]:
    """Tell 'Haddad said' put behind the clause from a source that was cut and another added."""
    cut = [e for e in found if e.op == "attribution_cut"]
    put = [e for e in found if e.op == "attribution_added"]
    if len(cut) == len(put) == 1:
        gone, come = styled(cut[0].before.split()).split(), styled(put[0].after.split()).split()
        if sorted(gone) == sorted(come):
            rest = [e for e in found if e not in {cut[0], put[0]}]
            return [*rest, Edit("wording", cut[0].before, put[0].after)]
    return found


def _hunks(parent: Version, child: Version, *, trim_new: bool, trim_old: bool) -> list[Hunk]:
    """Give the runs of words that differ, as (cut, put); neighbouring steps make one run."""
    (old, before, _), (new, after, _) = parent, child
    out: list[Hunk] = []
    read, written = 0, 0  # words of each that are done with
    steps = cast("Steps", Levenshtein.opcodes(before, after).as_list())
    for tag, a, b, c, d in steps:
        if tag == "equal":
            if a > read or c > written:
                out.append((old[read:a], new[written:c]))
            read, written = b, d
    at_end = read < len(old) or written < len(new)
    if at_end:
        out.append((old[read:], new[written:]))
    if trim_new or trim_old:
        edges = {0} if steps[0][0] != "equal" else set()
        edges |= {len(out) - 1} if at_end else set()
        for n in edges:
            cut, put = out[n]
            out[n] = [] if trim_old else cut, [] if trim_new else put
        out = [(cut, put) for cut, put in out if cut or put]
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
    if not _LONG.isdisjoint(given):
        for long, short in _PAIRS:
            text = long.sub(short, text)
    return " ".join(filter(None, (_american(_STYLE.get(w, w)) for w in text.split())))


@lru_cache(maxsize=50_000)
def _american(word: str) -> str:
    """Spell a word the American way: neighbours, kilometres, organise."""
    return re.sub(
        r"ise(d|s)?$", r"ize\1", re.sub(r"tre(s)?$", r"ter\1", word.replace("our", "or"))
    )


def _resolved(found: list[Edit], old: list[str], new: list[str]) -> list[Edit]:
    """Mark a pronoun that became a name: 'he said' is 'said Dr Kortunov' elsewhere."""
    lost = {w for w in _PRONOUNS if old.count(w) > new.count(w)}
    if not lost or _SAYING.isdisjoint(old) or not _SAYING & set(old) & set(new):
        return found
    return [
        edit._replace(op="speaker_resolved")
        if edit.op == "wording"
        and (not lost.isdisjoint(edit.before.split()) or (edit.after and not edit.before))
        else edit
        for edit in found
    ]
