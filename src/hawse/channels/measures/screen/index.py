"""The steps ``listed_index`` and ``asked_index``: tokens of both sides, and which of them tell."""

from collections.abc import Iterable

import pyarrow as pa

from hawse.channels.measures.screen.forms import Form, form
from hawse.channels.measures.screen.rarity import Rarity
from hawse.channels.measures.screen.tables import ASKED_INDEX, LISTED_INDEX
from hawse.channels.measures.screen.uncollected import uncollected

MOST_LISTED = 2_000_000


def tokens(made: Form) -> list[str]:
    """Give a name's tokens in Latin letters, and in its own script where that is another."""
    if made.script == "LATIN":
        return [t for t in dict.fromkeys(made.latin) if t]
    return [t for t in dict.fromkeys((*made.latin, *made.own)) if t]


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
    pairs = zip(rows["name"], rows["schema"], strict=True)
    forms = [form(n or "", s or "unknown") for n, s in pairs]
    return pa.table(
        {
            "asked": list(range(len(forms))),
            "name": rows["name"],
            "schema": [s or "unknown" for s in rows["schema"]],
            "seeds": Rarity(listed_index["tokens"]).seeds(_texts(map(tokens, forms)), share),
            "text": [" ".join(sorted(f.latin)) for f in forms],
            "line": [" ".join(f.latin) for f in forms],
        },
        schema=ASKED_INDEX.schema,
    )


def in_order(screened_names: pa.Table) -> pa.Table:
    """Put screened rows in the order by which they are numbered."""
    keys = ("source_id", "locator", "row", "name", "imo", "schema")
    return screened_names.sort_by([(key, "ascending") for key in keys])


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
