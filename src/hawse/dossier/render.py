"""Make the file: from the page in plain data to the bytes of one HTML document.

One file, nothing fetched: the policy in its head forbids every connection and allows only this
page's own script and style, by their hashes. The same page gives the same bytes.
"""

import base64
import hashlib
import re
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hawse.dossier.amounts import count, day, period, plain
from hawse.dossier.citing import Citations
from hawse.dossier.drawn import Drawn, draw
from hawse.dossier.held import EvidenceRow, FindingRow
from hawse.dossier.names import name
from hawse.dossier.packed import packed
from hawse.dossier.page import Page
from hawse.dossier.svg import events
from hawse.dossier.svg.verdicts import mark
from hawse.dossier.visible import LONGEST_CASE, visible
from hawse.dossier.words import (
    EDITS,
    LIKELIHOOD,
    SUPPORT,
    VERDICT_MEANINGS,
    VERDICTS,
    plain_words,
    sentence,
)

ASSETS = Path(__file__).parent / "assets"
LARGEST = 3_000_000
"""Bytes that a page may have; what does not fit is cut, and each cut is said."""
FEWEST = 10
"""Rows of a list that are printed at least."""
_SECTIONS = (
    "judgements",
    "strip",
    "claims",
    "events",
    "channels",
    "measures",
    "reports",
    "unseen",
    "findings",
    "register",
    "sources",
    "method",
)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many rows of each list the page prints."""

    findings: int = 60
    findings_kept: int = 3000
    evidence_kept: int = 15_000
    cited: int = 4000
    entries: int = 400
    measures: int = 150
    pairs: int = 400
    rows: int = 120

    def halved(self) -> "Budget":
        """Give half of everything, for a page that is too large."""
        return Budget(*(max(FEWEST, getattr(self, f.name) // 2) for f in fields(self)))


def render(page: Page, largest: int = LARGEST) -> bytes:
    """Make the document; cut down step by step until it is not larger than ``largest`` bytes.

    Raises:
        ValueError: even the shortest form is larger, which no ledger can bring about by its rows.
    """
    budget = Budget()
    while len(made := _document(page, budget)) > largest:
        if budget == budget.halved():
            raise ValueError(f"the page needs {len(made)} bytes and may have {largest}")
        budget = budget.halved()
    return made


@cache
def _environment() -> Environment:
    """Set up the templates: all that is printed is made visible, then escaped."""
    made = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["words"] = plain_words
    made.filters["number"] = plain
    made.filters["sentence"] = sentence
    return made


def _finalize(value: object) -> object:
    """Make what a template prints harmless to read; markup of our own passes."""
    if isinstance(value, Markup):
        return value
    return visible("" if value is None else str(value))


def _document(page: Page, budget: Budget) -> bytes:
    """Make the document within a budget."""
    judged = {j.entry.id for j in page.judgements}
    entries = tuple(e for n, e in enumerate(page.entries) if n < budget.entries or e.id in judged)
    citations = Citations(page, entries)
    parts: dict[str, Markup] = {}
    told = _names(page, citations, budget)
    for section in _SECTIONS:
        if section == "findings":
            told["shown_findings"] = _shown_findings(page, citations, budget)
        if section == "register":
            rows = _shown_evidence(page, citations, budget)
            told["cited"] = len(rows)
            told["shown_evidence"] = [
                (own[0], own)
                for own in (list(g) for _, g in groupby(rows, key=lambda e: (e.path, e.source_id)))
            ]
            told["known"] = _anchors(told)
        parts[section] = _trusted(_environment().get_template(f"{section}.html.j2").render(told))
    script = (ASSETS / "page.js").read_text("utf-8")
    style = (ASSETS / "page.css").read_text("utf-8") + _print_head(page.handling)
    html = _environment().get_template("page.html.j2").render(
        told,
        parts=parts,
        script=_trusted(script),
        style=_trusted(style),
        policy=_policy(script, style),
        data=_trusted(packed(page, _printed(told), budget.evidence_kept, budget.findings_kept)),
    )  # fmt: skip
    return html.encode("utf-8")


def _names(page: Page, citations: Citations, budget: Budget) -> dict[str, Any]:
    """Gather what templates may name."""
    known = dict(page.about.names)
    return {
        "page": page,
        "about": page.about,
        "budget": budget,
        "entries": tuple(citations.printed),
        "printed": set(citations.entries.values()),
        "chips": citations.chips,
        "proof": citations.proof,
        "mark": lambda verdict: _trusted(mark(verdict)),
        "figure": lambda f: _figure(f, page),
        "drawing": _trusted,
        "target": name(page.about.target, known),
        "suppliers": ", ".join(name(s, known) for s in page.about.suppliers),
        "case_period": period(*page.about.period),
        "built": day(page.about.built),
        "when": lambda m: period(m.start, m.end),
        "strip": _trusted(events.draw("Events by channel, with measures", page.moments)),
        "count": count,
        "case_text": _trusted_text(visible(page.about.case_text, LONGEST_CASE)),
        "verdicts": VERDICTS,
        "meanings": VERDICT_MEANINGS,
        "supports": SUPPORT,
        "likelihoods": LIKELIHOOD,
        "edits": EDITS,
    }


def _figure(figure: Any, page: Page) -> Drawn:  # noqa: ANN401 -- called by templates with a Figure
    """Draw one figure for a template."""
    return draw(figure, page.about.box)


def _trusted(markup: str) -> Markup:
    """Mark text as markup of our own: templates' output, drawings, script, style; never input."""
    return Markup(markup)  # noqa: S704 -- all that comes from outside was escaped where it was put in


def _trusted_text(text: str) -> Markup:
    """Escape a long text that was made visible already, so that it is not cut a second time."""
    return Markup("{}").format(text)


def _shown_findings(page: Page, citations: Citations, budget: Budget) -> tuple[FindingRow, ...]:
    """Choose the findings printed as rows: all that are cited, and the first of the others."""
    room = max(0, budget.findings - len(citations.cited_findings))
    got = []
    for f in page.findings:
        if f.id in citations.cited_findings:
            got.append(f)
        elif room > 0:
            room -= 1
            got.append(f)
    return tuple(got)


def _shown_evidence(page: Page, citations: Citations, budget: Budget) -> tuple[EvidenceRow, ...]:
    """Choose the evidence printed as rows: what the page names."""
    return tuple(e for e in page.evidence if e.id in citations.cited_evidence)[: budget.cited]


def _anchors(told: dict[str, Any]) -> dict[str, str]:
    """Say where each short id stands: findings in their table, claims in their entry."""
    known = {f.short: f.short for f in told["shown_findings"]}
    return known | {c.short: e.short for e in told["entries"] for c in e.claims}


def _printed(told: dict[str, Any]) -> set[str]:
    """Give the ids of what is printed as rows."""
    return {e.id for _, own in told["shown_evidence"] for e in own} | {
        f.id for f in told["shown_findings"]
    }


def _policy(script: str, style: str) -> str:
    """Write the content policy: nothing at all, but this script and this style."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """Give a text's hash as the policy wants it."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _print_head(handling: str) -> str:
    """Write the rule that repeats the handling on every printed page, escaped.

    The space after an escape ends it and is not shown.
    """
    said = re.sub(r"[^A-Za-z0-9 ]", lambda m: f"\\{ord(m.group()):x} ", visible(handling, 120))
    return f'\n@page{{@top-center{{content:"{said}";font:bold 9pt sans-serif}}}}\n'
