"""The steps ``listed_index`` and ``asked_index``: tokens of both sides, and which of them tell."""

import math
from collections.abc import Iterable
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.measures.screen.forms import SMALL, Form, form, number
from hawse.channels.measures.screen.tables import ASKED_INDEX, LISTED_INDEX
from hawse.channels.measures.screen.uncollected import uncollected

MOST_LISTED = 2_000_000
_SMALL = 0.25
_JOINED = 5


def tokens(made: Form) -> list[str]:
    """Give a name's tokens in Latin letters, and in its own script where that is another."""
    if made.script == "LATIN":
        return [t for t in dict.fromkeys(made.latin) if t]
    return [t for t in dict.fromkeys((*made.latin, *made.own)) if t]


def joined(made: Form, schema: str | None) -> list[str]:
    """Give a name's neighbours written as one word, where that is long enough to tell.

    A space that is left out makes a token that no list knows; so does one that is put in. Not
    for ships: GREENLIGHT and GREEN LIGHT are two hulls.
    """
    if schema == "vessel":
        return []
    latin = made.latin
    pairs = [pair for a, b in pairwise(latin) if len(pair := a + b) >= _JOINED]
    if "abd" in latin:
        servant = zip(latin, latin[1:], latin[2:], strict=False)
        pairs += [f"abdul{c}" for a, b, c in servant if (a, b) == ("abd", "al")]
    return pairs if len(pairs) < 2 else list(dict.fromkeys(pairs))  # noqa: PLR2004 - one is no double


@uncollected()
def listed_index(listed_names: pa.Table, listed_parties: pa.Table) -> pa.Table:
    """Give every name that any version of any list has, once for each sort of party.

    With its tokens.
    """
    keys = ("list", "version", "party")
    sorts = dict(
        zip(_keys(listed_parties, keys), listed_parties["schema"].to_pylist(), strict=True)
    )
    pairs = {
        (name, sorts.get(key, "unknown"))
        for key, name in zip(
            _keys(listed_names, keys), listed_names["name"].to_pylist(), strict=True
        )
    }
    names = sorted(pairs)[:MOST_LISTED]
    forms = [form(n, s) for n, s in names]
    return pa.table(
        {
            "listed": list(range(len(names))),
            "name": [n for n, _ in names],
            "schema": [s for _, s in names],
            "tokens": _texts(map(tokens, forms)),
            "joined": _texts(joined(f, s) for f, (_, s) in zip(forms, names, strict=True)),
            "text": [" ".join(sorted(f.latin)) for f in forms],
            "line": [" ".join(f.latin) for f in forms],
        },
        schema=LISTED_INDEX.schema,
    )


@uncollected()
def asked_index(screened_names: pa.Table, listed_index: pa.Table, share: float) -> pa.Table:
    """Give every screened name with the tokens of which a match must share one.

    A match answers at least ``share`` of the name's weight; so it has one of the rarest tokens
    whose weight, left out, would leave less than that. Tokens that no list knows weigh most
    and may be slips.
    """
    rows = in_order(screened_names).select(["name", "schema"]).to_pydict()
    weigh = Rarity(listed_index["tokens"])
    pairs = zip(rows["name"], rows["schema"], strict=True)
    forms = [form(n or "", s or "unknown") for n, s in pairs]
    return pa.table(
        {
            "asked": list(range(len(forms))),
            "name": rows["name"],
            "schema": [s or "unknown" for s in rows["schema"]],
            "seeds": _texts(weigh.seeds(tokens(f), share) for f in forms),
            "joined": _texts(joined(f, s) for f, s in zip(forms, rows["schema"], strict=True)),
            "text": [" ".join(sorted(f.latin)) for f in forms],
            "line": [" ".join(f.latin) for f in forms],
        },
        schema=ASKED_INDEX.schema,
    )


def in_order(screened_names: pa.Table) -> pa.Table:
    """Put screened rows in the order by which they are numbered."""
    keys = ("source_id", "locator", "row", "name", "imo", "schema")
    return screened_names.sort_by([(key, "ascending") for key in keys])


class Rarity(dict[str, float]):
    """How much each token tells: the logarithm of how many names there are for one that has it.

    Particles a quarter of it. One that no list knows weighs most.
    """

    def __init__(self, listed: pa.ChunkedArray) -> None:
        self.count = len(listed)
        counts = pc.value_counts(pc.list_flatten(listed))
        pairs = zip(counts.field(0).to_pylist(), counts.field(1).to_pylist(), strict=True)
        super().__init__((token, self._weight(token, count)) for token, count in pairs)
        self._unknown = self._weight("", 0)

    def __missing__(self, token: str) -> float:
        """Give the weight of a token that no list knows."""
        return self._unknown * _SMALL if token in SMALL else self._unknown

    def seeds(self, given: list[str], share: float) -> list[str]:
        """Give the rarest tokens without which a match would answer less than a share.

        Numbers are left out where there is anything else.
        """
        words = [t for t in given if not number(t)] or given
        ranked = sorted([(-self[t], t) for t in words])
        left = -sum([minus for minus, _ in ranked])
        least = share * left
        for at, (minus, _) in enumerate(ranked, start=1):
            left += minus
            if left < least:
                ranked = ranked[:at]
                break
        return [token for _, token in ranked]

    def _weight(self, token: str, count: int) -> float:
        return math.log(1 + self.count / (1 + count)) * (_SMALL if token in SMALL else 1.0)


def _texts(rows: Iterable[list[str]]) -> pa.ListArray:
    """Make a column of lists of texts, without keeping one list a row."""
    flat: list[str] = []
    ends = [0]
    for one in rows:
        flat += one
        ends.append(len(flat))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(flat, pa.string()))


def _keys(table: pa.Table, names: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return zip(*(table[n].to_pylist() for n in names), strict=True)
