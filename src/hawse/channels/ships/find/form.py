"""The form in which the ships channel's steps write a finding."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from hawse.core.table import MOST_EVIDENCE

Row = dict[str, Any]
LEAST_RATE: Final = 10
NO_LANDING: Final = (
    "That cargo was landed, or by whom it was owned: a track shows where a ship was."
)


def finding(step: str, settings: Mapping[str, Any], kind: str, says: str, **more: Any) -> Row:
    """Give a finding with the columns that all findings of this channel share.

    ``evidence`` are (source_id, line, values) triples, the defining ones first.
    """
    evidence: Sequence[tuple[str | None, int | None, Row]] = more.pop("evidence")
    reasons: Sequence[str] = more.pop("reasons", ())
    places = [
        {
            "source_id": source,
            "locator": f"line {line}",
            "quote": None,
            "values": _written(values),
        }
        for source, line, values in evidence
        if source is not None
    ]
    return {
        "channel": "ships",
        "kind": kind,
        "says": says,
        "polarity": "asserts",
        "step": step,
        "settings": _settings(dict(settings)),
        "period_grain": "second",
        "reasons": _written(list(reasons)),
        "basis": "observed",
        "not_shown": NO_LANDING,
        "synthetic": False,
        "evidence": places[:MOST_EVIDENCE],
        "evidence_total": len(places),
        **more,
    }


def count_of_ships() -> Row:
    """Give the quantity of a finding about one ship."""
    return {"q_low": 1.0, "q_best": 1.0, "q_high": 1.0, "unit": "ship", "quantity_kind": "count"}


def rate_of_ships(found: Collection[object], seen: int) -> float | None:
    """Give the share of the ships seen that trip a rule; None where too few were seen to say.

    Most ships are innocent, so that it bounds how often an innocent one trips it from above.
    """
    return round(min(1.0, len(found) / seen), 6) if seen >= LEAST_RATE else None


def day(at: datetime | None) -> str:
    """Write an instant's day."""
    return at.date().isoformat() if at else "an unknown day"


def _plain(value: Any) -> str:  # noqa: ANN401 - a value of any type
    return value.isoformat() if isinstance(value, datetime) else str(value)


_settings = json.JSONEncoder(sort_keys=True).encode
_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_plain).encode
