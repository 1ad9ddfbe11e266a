"""What the dossier shows of acts and rules: which measure would cover what ships did, and why."""

import json
from collections import Counter
from typing import Any, Final

from hawse.core.channel import Datum, Figure
from hawse.core.measure import ANSWERS_TOLD

Row = dict[str, Any]
_COLUMNS: Final = ("measure", "answer", "why", "what was seen", "when")
_CAPTION: Final = (
    "What each rule would have to find, and what was not seen of it. A measure would cover an "
    "act; whether one was breached is for a competent authority to say."
)


def acts_with_rules(
    statements: list[Row], would_cover: list[Row], measures: dict[str, Row]
) -> tuple[Figure, ...]:
    """Draw one row for each measure and answer, with the findings and claims it is given to."""
    told = {f["id"]: f for f in statements}
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in would_cover:
        if row["statement_id"] in told and row["answer"] in ANSWERS_TOLD:
            key = (row["answer"], row["measure_id"], row["reasons"])
            groups.setdefault(key, []).append(row)
    order = list(ANSWERS_TOLD)
    data = tuple(
        _datum(key, rows, told, measures)
        for key, rows in sorted(groups.items(), key=lambda g: (order.index(g[0][0]), g[0][1:]))
    )
    title = "Which measure would cover what ships did, or are said to have done"
    return (Figure("table", title, data, columns=_COLUMNS, caption=_CAPTION),) if data else ()


def _datum(
    key: tuple[str, str, str], rows: list[Row], told: dict[str, Row], measures: dict[str, Row]
) -> Datum:
    answer, measure, reasons = key
    acts = [told[r["statement_id"]] for r in rows]
    first = min((r["first_on"] for r in rows if r["first_on"]), default=None)
    last = max((r["last_on"] for r in rows if r["last_on"]), default=None)
    known = measures.get(measure, {})
    subject = f"{known['subject']}: " if known.get("subject") else ""
    return Datum(
        label=f"{measure}: {ANSWERS_TOLD[answer]}",
        ids=tuple(sorted({f["id"] for f in acts}, key=lambda i: (i[:1] != "f", i))),
        basis="estimated",
        synthetic=any(r["synthetic"] for r in rows),
        cells=(
            measure,
            ANSWERS_TOLD[answer] + _share(rows),
            subject + "; ".join(map(str, json.loads(reasons))),
            _seen(acts),
            "not known" if first is None else f"{first} to {last}",
        ),
    )


def _seen(acts: list[Row]) -> str:
    """Name the kinds of what was found, and of what is claimed."""
    found = [a for a in acts if "article_id" not in a]
    claimed = [a for a in acts if "article_id" in a]
    parted = {"found": Counter(map(_kind, found)), "claimed": Counter(map(_kind, claimed))}
    return "; ".join(
        f"{word}: {', '.join(f'{kind} {n}' for kind, n in sorted(kinds.items()))}"
        for word, kinds in parted.items()
        if kinds
    )


def _kind(row: Row) -> str:
    return str(row["kind"]).replace("_", " ")


def _share(rows: list[Row]) -> str:
    """Say how much of a cap single acts would be, where their amounts were documented."""
    lows = [r["share_low"] for r in rows if r["share_low"] is not None]
    highs = [r["share_high"] for r in rows if r["share_high"] is not None]
    return f" ({min(lows):.2%} to {max(highs):.2%} of the cap each)" if lows and highs else ""
