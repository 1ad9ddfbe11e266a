"""What is not printed as rows, packed into one block of data that the page's script reads."""

import json
from collections.abc import Set as AbstractSet
from typing import Any

from hawse.dossier.budget import Budget
from hawse.dossier.held import EvidenceRow, FindingRow
from hawse.dossier.page import Page
from hawse.dossier.visible import visible


def packed(page: Page, printed: AbstractSet[str], budget: Budget) -> str:
    """Give the block as JSON that cannot end its element: no less-than, greater-than or ampersand.

    Columns are those that ``page.js`` reads, in its order. Texts are made visible here, as the
    script puts them on the page unchanged.
    """
    places = {s.id: n for n, s in enumerate(page.sources)}
    short = {e.id: e.short for e in page.evidence}
    evidence = [e for e in page.evidence if e.id not in printed][: budget.evidence_kept]
    findings = [f for f in page.findings if f.id not in printed][: budget.findings_kept]
    sources = [[s.path, s.id, s.reader, s.obtained] for s in page.sources]
    block = {
        "sources": _seen(sources, budget.longest),
        "evidence": _seen([_evidence(e, places) for e in evidence], budget.longest),
        "findings": _seen([_finding(f, short) for f in findings], budget.longest),
        "all": {"evidence": len(page.evidence), "findings": len(page.findings)},
    }
    text = json.dumps(block, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _evidence(e: EvidenceRow, places: dict[str, int]) -> list[Any]:
    """Pack one evidence row; its source is told by number."""
    source = places.get(e.source_id, -1)
    users = list(e.used_by)
    return [e.short, source, e.locator, e.quote, e.values, e.basis, int(e.synthetic), users]


def _finding(f: FindingRow, short: dict[str, str]) -> list[Any]:
    """Pack one finding; its evidence is told by short ids."""
    head = [f.short, f.channel, f.kind, f.says, f.parties, f.amount, f.period, f.starts, f.basis]
    sure = [f.likelihood, f.score, f.coverage, f.base_rate, f.not_shown]
    made = [f.step, f.settings, list(f.reasons), [short[e] for e in f.evidence_ids]]
    return [*head, *sure, *made, f.evidence_total, int(f.synthetic)]


def _seen(value: Any, longest: int) -> Any:  # noqa: ANN401 -- any JSON value
    """Make every text of a JSON value visible."""
    if isinstance(value, list):
        return [_seen(v, longest) for v in value]
    return visible(value, longest) if isinstance(value, str) else value
