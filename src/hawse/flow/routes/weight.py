"""How much of a target hangs on each network, as routing tables show it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.routes.gather import Gathered, gather, join
from hawse.channels.routes.influence import cti, descending
from hawse.channels.routes.metrics import Seen, country_hegemony, hegemony, upstream_shares
from hawse.channels.routes.mrt import decode
from hawse.channels.routes.structure import concentration, entries
from hawse.engine.catalog import Told
from hawse.engine.files import open_source
from hawse.flow import silent
from hawse.flow.routes.looked import Looked, looked, need

Row = dict[str, Any]
DIGITS: Final = 6


def _tables(seen: Looked, inside: set[int]) -> Gathered:
    every = []
    for job in seen.archives:
        with open_source(job.path) as file:
            every.append(gather(decode(file), job.path.parent.name, inside))
    return join(every)


def routes_hegemony(
    files: Sequence[Path], *, target: str = "KP", top: int = 20, told: Told = silent
) -> dict[str, object]:
    """Give how much of a target hangs on each AS, as full-feed peers of routing tables see it.

    Hegemony is the mean over the target's ASes; ``upstreams`` are shares of addresses, ``entry``
    the countries that they are entered from, ``hhi`` their concentration; ``cti`` needs a file of
    relationships among the files. All is observed; nothing is modelled.

    Raises:
        HawseError: no archive among the files; a file is missing or broken.
    """
    with looked(files, target, {"belongs"}, told, archives=False) as seen:
        need(seen, "hegemony")
        country, inside = seen.countries(), seen.inside(None)
        table = _tables(seen, inside)
        inside &= seen.inside(table.last.date() if table.last else None)
        carried = _carried(seen.held.table("relations"))
    peers = table.full()
    routes, names = table.seen(peers)
    ases = {table.peer_as[p] for p in peers}
    own = dict.fromkeys(sorted(inside), 1.0)
    found = country_hegemony(hegemony(routes, vantages=len(ases)), own, inside=inside)
    paths = [
        (routes.hops[routes.ends[n] : routes.ends[n + 1]].tolist(), float(routes.weight[x]))
        for n, x in enumerate(routes.prefix.tolist())
    ]
    entered = entries(paths, inside, country)
    return {
        "target": seen.target,
        "at": table.last,
        "vantage_ases": len(ases),
        "peers_left_out": len(table.peer_as) - len(peers),
        "prefixes": len(names),
        "hegemony": _ranked(found, country, top),
        "upstreams": [
            {**share._asdict(), "country": country.get(share.upstream)}
            for share in upstream_shares(routes, inside)
        ],
        "entry": {k: round(v, DIGITS) for k, v in entered.items()},
        "hhi": round(concentration(entered.values()), DIGITS) if entered else None,
        "cti": _influence(routes, carried, ases - inside, country, top),
        "basis": "observed",
    }


def _influence(
    routes: Seen,
    carried: Callable[[], set[tuple[int, int]]],
    outside: set[int],
    country: Mapping[int, str],
    top: int,
) -> list[Row] | None:
    pairs = carried()
    if not pairs or not routes.weight.size:
        return None
    addresses = dict(enumerate(routes.weight.tolist()))
    return _ranked(cti(descending(routes, pairs), addresses, outside), country, top)


def _carried(relations: pa.Table) -> Callable[[], set[tuple[int, int]]]:
    """Give the pairs of provider and customer, when they are asked for."""
    paid = relations.filter(pc.equal(relations["rel"], -1))
    return lambda: set(zip(paid["a"].to_pylist(), paid["b"].to_pylist(), strict=True))


def _ranked(found: Mapping[int, float], country: Mapping[int, str], top: int) -> list[Row]:
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:top]
    return [
        {"as": asn, "country": country.get(asn), "value": round(value, DIGITS)}
        for asn, value in order
    ]
