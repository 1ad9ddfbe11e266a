"""The steps ``listed_index`` and ``asked_index``: tokens of both sides, and which of them tell."""

import math
from collections import Counter
from collections.abc import Iterable

import pyarrow as pa

from hawse.channels.measures.screen.forms import SMALL, Form, form, number
from hawse.channels.measures.screen.tables import ASKED_INDEX, LISTED_INDEX

MOST_LISTED = 2_000_000


def tokens(made: Form) -> list[str]:
    """Give a name's tokens in Latin letters, and in its own script where that is another."""
    own = () if made.script == "LATIN" else made.own
    return [t for t in dict.fromkeys((*made.latin, *own)) if t]


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
    return pa.table(
        {
            "listed": list(range(len(names))),
            "name": [n for n, _ in names],
            "schema": [s for _, s in names],
            "tokens": [tokens(form(n, s)) for n, s in names],
        },
        schema=LISTED_INDEX.schema,
    )


def asked_index(screened_names: pa.Table, listed_index: pa.Table, share: float) -> pa.Table:
    """Give every screened name with the tokens of which a match must share one.

    A match answers at least ``share`` of the name's weight; so it has one of the rarest tokens
    whose weight, left out, would leave less than that. Tokens that no list knows weigh most
    and may be slips.
    """
    rows = in_order(screened_names).select(["name", "schema"]).to_pydict()
    weigh = Rarity(listed_index["tokens"].to_pylist())
    seeds = [
        weigh.seeds(tokens(form(n or "", s or "unknown")), share)
        for n, s in zip(rows["name"], rows["schema"], strict=True)
    ]
    return pa.table(
        {
            "asked": list(range(len(seeds))),
            "name": rows["name"],
            "schema": [s or "unknown" for s in rows["schema"]],
            "seeds": seeds,
        },
        schema=ASKED_INDEX.schema,
    )


def in_order(screened_names: pa.Table) -> pa.Table:
    """Put screened rows in the order by which they are numbered."""
    keys = ("source_id", "locator", "row", "name", "imo", "schema")
    return screened_names.sort_by([(key, "ascending") for key in keys])


class Rarity:
    """How much each token tells.

    The logarithm of how many listed names there are for one with it.
    """

    def __init__(self, listed: Iterable[list[str]]) -> None:
        rows = list(listed)
        self.count = len(rows)
        self.seen = Counter(t for row in rows for t in row)

    def of(self, token: str) -> float:
        """Give a token's weight; particles a quarter of it."""
        return math.log(1 + self.count / (1 + self.seen[token])) * (
            0.25 if token in SMALL else 1.0
        )

    def seeds(self, given: list[str], share: float) -> list[str]:
        """Give the rarest tokens without which a match would answer less than a share.

        Numbers are left out where there is anything else, and a token that no list knows is never
        the only one: it may be a slip.
        """
        words = [t for t in given if not number(t)]
        given = words or given
        ranked = sorted(given, key=lambda t: (-self.of(t), t))
        whole = left = math.fsum(self.of(t) for t in ranked)
        kept: list[str] = []
        for token in ranked:
            kept.append(token)
            left -= self.of(token)
            if left < share * whole and any(self.seen[t] for t in kept):
                break
        return kept


def _keys(table: pa.Table, names: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return zip(*(table[n].to_pylist() for n in names), strict=True)
