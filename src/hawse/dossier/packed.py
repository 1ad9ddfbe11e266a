"""What is not printed as rows, packed into one block of data that the page's script reads."""

import json
from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Any

from hawse.dossier.budget import Budget
from hawse.dossier.held import EvidenceRow, FindingRow
from hawse.dossier.page import Page
from hawse.dossier.visible import visible

_LONG = 5
"""Letters from which a repeated text is packed once."""


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
    rows = [_finding(f, short) for f in findings]
    packed_rows = [_evidence(e, places) for e in evidence]
    texts = _repeated([*(r[1:-1] for r in rows), *(e[2:6] for e in packed_rows)])
    numbers = {t: n for n, t in enumerate(texts)}
    block = {
        "sources": _seen(sources, budget.longest),
        "evidence": _seen(
            [[*e[:2], *_numbered(e[2:6], numbers), *e[6:]] for e in packed_rows], budget.longest
        ),
        "findings": _seen(
            [[r[0], *_numbered(r[1:-1], numbers), r[-1]] for r in rows], budget.longest
        ),
        "texts": _seen(texts, budget.longest),
        "marks": {
            f.short: [
                f.channel,
                f.kind,
                f.basis,
                f.starts,
                *(short[e] for e in f.evidence_ids[1:]),
            ]
            for f in page.findings
            if f.id in printed
        },
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
    """Pack one finding; its evidence is told by short ids, and how it was made by number."""
    head = [f.short, f.channel, f.kind, f.says, f.parties, f.amount, f.period, f.starts, f.basis]
    sure = [f.likelihood, f.score, f.coverage, f.base_rate]
    made = [list(f.reasons), [short[e] for e in f.evidence_ids]]
    return [*head, *sure, *made, [f.how, f.evidence_total, int(f.synthetic)]]


def _repeated(rows: list[list[Any]]) -> list[str]:
    """Give the texts that stand more than once in rows and are worth packing once."""
    counts = Counter(t for r in rows for v in r for t in (v if isinstance(v, list) else [v]))
    often = {t: n for t, n in counts.items() if isinstance(t, str) and n > 1 and len(t) >= _LONG}
    return sorted(often, key=lambda t: (-often[t], t))


def _numbered(value: Any, numbers: dict[str, int]) -> Any:  # noqa: ANN401 -- any JSON value
    """Put numbers for the texts that are packed once."""
    if isinstance(value, list):
        return [_numbered(v, numbers) for v in value]
    return numbers.get(value, value)


def _seen(value: Any, longest: int) -> Any:  # noqa: ANN401 -- any JSON value
    """Make every text of a JSON value visible."""
    if isinstance(value, list):
        return [_seen(v, longest) for v in value]
    return visible(value, longest) if isinstance(value, str) else value
