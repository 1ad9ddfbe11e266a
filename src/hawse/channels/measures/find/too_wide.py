"""What cannot be told of a cap: amounts of goods wider than the cap's, which no factor turns."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from hawse.channels.measures.find.form import (
    MEASURE_KEYS,
    Row,
    cite,
    doubts,
    evidence,
    stands_for,
)
from hawse.channels.measures.find.supply import Cap
from hawse.core.table import MOST_EVIDENCE

GOODS: Final = frozenset({"t", "bbl"})
"""Units of goods: a sum of money is not held against a cap in them at all."""
_KEYS: Final = ("figure", "q_low", "q_high", "unit", "per", "said_by", "url")


def cannot_tell(
    cap: Cap, speaker: str, rows: Sequence[Row], names: Mapping[str, str], codes: Mapping[str, str]
) -> Row:
    """Say that amounts are told, and that their code is too coarse to say how much counts.

    The share is anything from nothing up: such a row neither bears a claim out nor refutes it.
    """
    measure, goods = cap.measure, cap.item.replace("_", " ")
    wide = sorted({r["item"] for r in rows})
    told = " and ".join(
        f"{i.replace('_', ' ')} (HS {codes[i]})" if codes.get(i) else i.replace("_", " ")
        for i in wide
    )
    suppliers = sorted({r["subject"] for r in rows})
    reasons = [
        f"cap: {cite(measure)}, {measure['value']:,.10g} {measure['unit']} of HS {measure['hs']}",
        f"no factor turns {told} into {measure['unit']} of {goods}",
        *doubts(measure),
    ]
    return {
        "channel": "measures",
        "kind": "over_cap",
        "polarity": "asserts",
        "subject": cap.target,
        "counterpart": suppliers[0] if len(suppliers) == 1 and ":" in suppliers[0] else None,
        "item": cap.item,
        "says": f"{speaker}: {told} to {names.get(cap.target, cap.target)}, "
        f"{cap.start:%Y-%m-%d} to {cap.end - timedelta(days=1):%Y-%m-%d}: cannot tell which "
        f"share of the cap on {goods} it fills ({measure['id']}): the code is wider than that",
        "flow": "import" if measure["side"] == "supply" else "export",
        "q_low": 0.0,
        "unit": "share",
        "quantity_kind": "share",
        "period_start": cap.start,
        "period_end": cap.end,
        "period_grain": "span",
        "as_of": stands_for(max(r["period_end"] for r in rows), cap.end),
        "step": "over_cap",
        "settings": "{}",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": f"How much of it was {goods}.",
        "said_by": speaker,
        "origin_id": f"said:{speaker}",
        "basis": "estimated",
        "synthetic": any(r["synthetic"] for r in (*rows, measure)),
        "evidence": (evidence([measure], MEASURE_KEYS) + evidence(list(rows), _KEYS))[
            :MOST_EVIDENCE
        ],
        "evidence_total": len(rows) + 1,
    }
