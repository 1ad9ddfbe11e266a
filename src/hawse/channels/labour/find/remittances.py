"""The step ``remittances``: what workers in a host bring the target in a year, from rows alone."""

import json
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hawse.channels.labour.find.drivers import AT, Estimate, estimate, percents
from hawse.channels.labour.find.form import Row, finding, labour_rows, place, speaker, when
from hawse.channels.labour.find.heads import Key, by_year, houses, once, parts
from hawse.channels.labour.find.inputs import Inputs
from hawse.channels.labour.find.shapes import Floats, Pool
from hawse.core.tables import FINDINGS

_ALL: Final = frozenset({"workers", "permits", "wage", "kept", "remittances"})
_PAID: Final = {"wage": "wage", "kept by the worker": "kept", "months paid": "months_paid"}
DRIVER: Final = "driver"
_NOT_SHOWN: Final = "What the target spends of it abroad, fees on the way, and pay in kind."


def remittances(
    figures: pa.Table,
    head_counts: pa.Table,
    labour_inputs: pa.Table,
    countries: pa.Table,
    speakers: pa.Table,
    *,
    exact_digits: int,
    own_inputs_only: bool,
) -> pa.Table:
    """Give the distribution of head-count x (wage - kept by the worker) x months paid.

    A host and year is estimated where a head-count of that year is reported and a wage, a kept
    amount and months paid are known for that host, each as a pool of its statements. The finding
    reaches from 5 to 95 in a hundred, with the middle as its best value; its reasons name every
    input with its source, and what the width comes from. Amounts that were reported outright are
    given as they stand.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    offices = speakers.to_pylist()
    rows = labour_rows([*figures.to_pylist(), *head_counts.to_pylist()], _ALL)
    settings = {"exact_digits": exact_digits, "own_inputs_only": own_inputs_only}
    made = [_outright(r, names, settings) for r in rows if r["counts"] == "remittances"]
    known = Inputs(rows, labour_inputs, own_only=own_inputs_only)
    for key, counts in by_year(rows).items():
        kept, _ = once(counts, exact_digits)
        heads = Pool(parts(kept, houses(kept, names, offices)))
        pools, used = {"head-count": heads}, [*kept]
        for word, name in _PAID.items():
            pool, told = known.of(name, key[0], key[1])
            if pool is not None:
                pools[word] = pool
                used += told
        if len(pools) == len(_PAID) + 1:
            made.append(_estimated(key, pools, used, names, settings))
    return FINDINGS.rows(made)


def _brought(**drawn: Floats) -> Floats:
    """Multiply; a worker who keeps more than the wage brings nothing."""
    heads, wage, kept, months = (drawn[name] for name in ("head-count", *_PAID))
    return heads * np.maximum(wage - kept, 0.0) * months


def _estimated(
    key: Key,
    pools: dict[str, Pool],
    rows: list[Row],
    names: dict[str, str],
    settings: dict[str, Any],
) -> Row:
    host, home, year = key
    got = estimate(pools, _brought)
    low, best, high = got.quantiles[0], got.quantiles[len(AT) // 2], got.quantiles[-1]
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    said = [part.says for pool in pools.values() for part in pool.parts]
    reasons = [
        *said,
        "wage, kept amount and months are taken to hold in that year, though said of other years",
        *_drivers(got),
    ]
    return finding("remittances", "remittances", settings, rows) | {
        "says": f"workers of {place(home, names)} in {place(host, names)} bring between "
        f"{low / 1e6:,.0f} and {high / 1e6:,.0f} million USD in {year}, estimated",
        "q_low": round(low, 2),
        "q_best": round(best, 2),
        "q_high": round(high, 2),
        "unit": "USD",
        "period_start": start,
        "period_end": end,
        "period_grain": "year",
        "as_of": end,
        "said_by": None,
        "origin_id": None,
        "basis": "estimated",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": _NOT_SHOWN,
    }


def _drivers(got: Estimate) -> list[str]:
    """Say what the width of the estimate comes from, and its quantiles."""
    made = []
    if shares := percents(got.shares):
        rest = max(0.0, 1 - sum(got.shares.values()))
        both = f", together {rest:.0%}" if rest >= 0.005 else ""  # noqa: PLR2004 - a rounded nought
        made.append(f"its width comes from: {shares}{both}")
        made += [
            f"{DRIVER} {name}: {low / 1e6:,.1f} to {high / 1e6:,.1f} million USD between its 5 "
            "and 95 in a hundred, the others in their middle"
            for name, (low, high) in got.swings.items()
            if high > low
        ]
    quantiles = ", ".join(f"{v / 1e6:,.0f}" for v in got.quantiles)
    return [*made, f"5, 25, 50, 75, 95 in a hundred: {quantiles} million USD"]


def _outright(row: Row, names: dict[str, str], settings: dict[str, Any]) -> Row:
    return finding("remittances", "remittances", settings, [row]) | {
        "says": f"{speaker(row)}: remittances of workers of {place(row['counterpart'], names)} in "
        f"{place(row['subject'], names)}, {when(row)}",
        "q_low": row["q_low"],
        "q_best": row["q_best"],
        "q_high": row["q_high"],
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "reasons": json.dumps([row["derivation"]] if row["derivation"] else []),
        "not_shown": "How the speaker counted it.",
    }
