"""What was looked at around a claim: the rows of coverage that speak of it, and whether fully.

That nothing was found says something only where everything was looked at: of the very party that
the claim is about, all the time that it speaks of, and in the place that it names. Even then an
event may have passed between two looks: see docs/adr/0015.
"""

from typing import Any

from hawse.ledger.scales import Scales
from hawse.ledger.scope import in_time, window

Row = dict[str, Any]
PLACES = ("subject", "counterpart", "place", "place_from", "place_declared", "place_to")


def looked_at(claim: Row, channel: str, scales: Scales) -> list[Row]:
    """Give the rows of coverage of a channel that touch a claim's parties, place and time."""
    parties = {claim["subject"], claim["counterpart"], None}
    named = {claim[n] for n in PLACES if claim[n]}
    places = named.union(*(scales.parties.wider(n) for n in named), {None})
    return [
        c
        for c in scales.coverage
        if c["channel"] == channel
        and c["subject"] in parties
        and (c["place"] in places or not named)
        and c["share"] is not None
        and (claim["synthetic"] or not c["synthetic"])
        and in_time(claim, c, None)
    ]


def in_full(claim: Row, channel: str, scales: Scales) -> list[Row]:
    """Give the rows of coverage that leave no blind spot for a claim.

    A row that names no party is about what was given (these tracks, those tables), never about
    all that there is.
    """
    start, end = window(claim, None)
    return [
        c
        for c in looked_at(claim, channel, scales)
        if c["share"] >= 1
        and c["subject"] is not None
        and c["place"] is None
        and (c["period_start"] is None or (start is not None and c["period_start"] <= start))
        and (c["period_end"] is None or (end is not None and c["period_end"] >= end))
    ]
