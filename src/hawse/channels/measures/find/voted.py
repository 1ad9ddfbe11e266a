"""The step ``voted``: how states voted on the instruments against the target."""

import json

import pyarrow as pa

from hawse.channels.measures.find.form import Row, after, at, evidence, targets
from hawse.core.tables import FINDINGS


def voted(
    *,
    votes: pa.Table,
    regimes: pa.Table,
    countries: pa.Table,
    case_parties: pa.Table,
    case_period: pa.Table,
) -> pa.Table:
    """Give a finding for each vote on an instrument against the target, up to the case's end.

    A vote in favour asserts that the state backed the instrument; one against it, or an
    abstention, denies it. A draft that was not adopted says so.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    wanted = targets(case_parties)
    about = {r["regime"]: r["target"] for r in regimes.to_pylist() if r["target"] in wanted}
    ends = [r["end"] for r in case_period.to_pylist() if r["end"]]
    rows = [r for r in votes.to_pylist() if ends and at(r["date"]) < ends[0]]
    rows.sort(key=lambda r: (r["resolution"], r["state"]))
    return FINDINGS.rows(
        [_vote(r, about[r["regime"]], names) for r in rows if r["regime"] in about]
    )


def _vote(row: Row, target: str, names: dict[str, str]) -> Row:
    cast = {"for": "for", "against": "against"}.get(row["vote"], "abstained on")
    verb = f"voted {cast}" if cast != "abstained on" else cast
    every = "; it was adopted unanimously" if row["unanimous"] else ""
    if row["adopted"] is False:
        every = "; it was not adopted"
    what = f"a {row['resolution']}" if row["resolution"].startswith("draft") else row["resolution"]
    on = "" if what != row["resolution"] else f" on {row['date']}"
    return {
        "channel": "measures",
        "kind": "voted",
        "says": f"{names.get(row['state'], row['state'])} {verb} {what}{on}{every}",
        "polarity": "asserts" if row["vote"] == "for" else "denies",
        "subject": row["state"],
        "counterpart": target,
        "item": row["resolution"],
        "q_low": 1.0,
        "q_best": 1.0,
        "q_high": 1.0,
        "unit": "vote",
        "quantity_kind": "count",
        "period_start": at(row["date"]),
        "period_end": after(row["date"]),
        "period_grain": "day",
        "as_of": after(row["date"]),
        "coverage": 1.0,  # the record names the vote of every member
        "step": "voted",
        "settings": "{}",
        "reasons": json.dumps([row["source"]], ensure_ascii=False),
        "not_shown": "Why it voted so, and what it won in the drafting.",
        "basis": "observed",
        "synthetic": bool(row["synthetic"]),
        "evidence": evidence([row], ("resolution", "date", "state", "vote", "unanimous")),
        "evidence_total": 1,
    }
