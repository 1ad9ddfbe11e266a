"""Make the file: from the page in plain data to the bytes of one HTML document.

One file, nothing fetched: the policy in its head forbids every connection and allows only this
page's own script and style, by their hashes. The same page gives the same bytes.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hawse.core.channel import Figure
from hawse.dossier.amounts import count, day, period, plain
from hawse.dossier.budget import Budget
from hawse.dossier.citing import Citations, linked
from hawse.dossier.drawn import Drawn, draw
from hawse.dossier.held import Entry, EvidenceRow, FindingRow
from hawse.dossier.names import name
from hawse.dossier.packed import packed
from hawse.dossier.page import Page
from hawse.dossier.svg import events
from hawse.dossier.svg.basemap import Box
from hawse.dossier.svg.verdicts import mark
from hawse.dossier.visible import visible
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
LONGER_CASE = 30
"""How many times longer than any other text the case file may be."""
Profile = Literal["full", "brief"]
_SECTIONS: dict[Profile, tuple[str, ...]] = {
    "full": (
        "judgements", "strip", "claims", "events", "channels", "measures", "cuts", "reports",
        "unseen", "undecided", "findings", "register", "sources", "method",
    ),
    "brief": ("brief",),
}  # fmt: skip


def render(page: Page, largest: int = LARGEST, *, profile: Profile = "full") -> bytes:
    """Make the document; cut down step by step until it is not larger than ``largest`` bytes.

    ``brief`` is the form of two printed pages: judgements, lifelines and what was not seen, with
    the records of what it cites and no others.

    Raises:
        ValueError: even the shortest form is larger, which no ledger can bring about by its rows.
    """
    budget, pictures = Budget(), Pictures(page.about.box)
    while len(made := _document(page, budget, pictures, profile)) > largest:
        if budget == budget.halved():
            raise ValueError(f"the page needs {len(made)} bytes and may have {largest}")
        budget = budget.halved()
    return made


class Pictures:
    """The page's figures, each drawn once however often the page is cut down."""

    def __init__(self, box: Box | None) -> None:
        """Start with nothing drawn."""
        self.box = box
        self.drawn: dict[int, Drawn] = {}

    def of(self, figure: Figure, most: int) -> Drawn:
        """Give a figure drawn, with at most so many rows."""
        if id(figure) not in self.drawn:
            self.drawn[id(figure)] = draw(figure, self.box)
        made = self.drawn[id(figure)]
        return replace(made, lines=made.lines[:most])


@cache
def _environment(longest: int) -> Environment:
    """Set up the templates: all that is printed is made visible, then escaped."""
    made = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: _finalize(value, longest),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["words"] = plain_words
    made.filters["number"] = plain
    made.filters["sentence"] = sentence
    return made


def _finalize(value: object, longest: int) -> object:
    """Make what a template prints harmless to read; markup of our own passes."""
    if isinstance(value, Markup):
        return value
    return visible("" if value is None else str(value), longest)


def _document(page: Page, budget: Budget, pictures: Pictures, profile: Profile) -> bytes:
    """Make the document within a budget."""
    judged = {j.entry.id for j in page.judgements}
    entries = tuple(e for n, e in enumerate(page.entries) if n < budget.entries or e.id in judged)
    citations = Citations(page, entries)
    parts: dict[str, Markup] = {}
    told = {**_names(page, citations, budget, pictures), "brief": profile == "brief"}
    templates = _environment(budget.longest)
    for section in _SECTIONS[profile]:
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
        parts[section] = _trusted(templates.get_template(f"{section}.html.j2").render(told))
    script = (ASSETS / "page.js").read_text("utf-8")
    style = (ASSETS / "page.css").read_text("utf-8") + _print_head(page.handling)
    shorts = {r.short for own in told.get("shown_evidence", ()) for r in own[1]}
    shorts |= {f.short for f in told.get("shown_findings", ())}
    parts = {n: linked(part, shorts) for n, part in parts.items()}
    html = templates.get_template("page.html.j2").render(
        told,
        parts=parts,
        script=_trusted(script),
        style=_trusted(style),
        policy=_policy(script, style),
        data=_trusted(packed(_kept(page, citations, profile), _printed(told), budget)),
    )  # fmt: skip
    return html.encode("utf-8")


def _names(page: Page, citations: Citations, budget: Budget, pictures: Pictures) -> dict[str, Any]:
    """Gather what templates may name."""
    known = dict(page.about.names)
    return {
        "page": page,
        "about": page.about,
        "budget": budget,
        "entries": tuple(citations.printed),
        "printed": set(citations.entries.values()),
        **_by_verdict(citations.printed),
        "chips": citations.chips,
        "beside": citations.beside,
        "proof": citations.proof,
        "mark": lambda verdict: _trusted(mark(verdict)),
        "figure": lambda f: pictures.of(f, budget.rows),
        "drawing": _trusted,
        "target": name(page.about.target, known),
        "suppliers": ", ".join(name(s, known) for s in page.about.suppliers),
        "case_period": period(*page.about.period),
        "built": day(page.about.built),
        "when": lambda m: period(*_days(m.start, m.end)),
        "strip": _trusted(events.draw("Events by channel, with measures", page.moments)),
        "count": count,
        "case_text": _trusted_text(visible(page.about.case_text, LONGER_CASE * budget.longest)),
        "verdicts": VERDICTS,
        "meanings": VERDICT_MEANINGS,
        "supports": SUPPORT,
        "likelihoods": LIKELIHOOD,
        "edits": EDITS,
        "hows": {h.number: h for h in page.hows},
        "covered": any(r.startswith("measures: ") for f in page.findings for r in f.reasons),
    }


def _by_verdict(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Part the entries: those with a verdict, those without data, and those of no fact."""
    told: dict[str, list[Entry]] = {"decided": [], "undecided": [], "untestable": []}
    for e in entries:
        if e.verdict == "not_testable" and not e.finding_ids:
            told["untestable"].append(e)
        else:
            told["undecided" if e.verdict == "not_examined" else "decided"].append(e)
    return told


def _days(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Widen an event to whole days, as a list of events tells them; a month stays a month."""
    first = start.replace(hour=0, minute=0, second=0, microsecond=0)
    last = end.replace(hour=0, minute=0, second=0, microsecond=0)
    return first, last if last == end else last + timedelta(days=1)


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


def _kept(page: Page, citations: Citations, profile: Profile) -> Page:
    """Give the page with the records that its data hold: all, or what the brief form cites."""
    if profile == "full":
        return page
    found = tuple(f for f in page.findings if f.id in citations.cited_findings)
    wanted = {e for f in found for e in f.evidence_ids} | citations.cited_evidence
    return replace(
        page, findings=found, evidence=tuple(e for e in page.evidence if e.id in wanted)
    )


def _printed(told: dict[str, Any]) -> set[str]:
    """Give the ids of what is printed as rows; the brief form prints none."""
    return {e.id for _, own in told.get("shown_evidence", ()) for e in own} | {
        f.id for f in told.get("shown_findings", ())
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
