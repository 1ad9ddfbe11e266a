"""What the dossier is told from beside the ledger, kept so that it can be told again.

``OUT/told.json`` holds the case's own words, the channels' figures in plain data, plain names for
typed ids, and the positions of the ports that the ledger names. With it and ``OUT/ledger`` the
page is written again, exported or served without the sources and without a run.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from hawse import __version__
from hawse.channels import channels
from hawse.core.case import Case
from hawse.core.channel import Channel, Datum, Figure
from hawse.core.errors import LedgerError
from hawse.core.tables import LEDGER
from hawse.dossier.about import About
from hawse.engine.protocol import Engine
from hawse.flow.cutting import pictures
from hawse.ledger.store import Ledger

NAME: Final = "told.json"
PLACES: Final = ("place", "place_from", "place_declared", "place_to")
Figures = Mapping[str, tuple[Figure, ...]]
Positions = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Beside:
    """All that a page says beside its ledger: what it says of itself, figures, positions."""

    about: About
    figures: Figures
    places: Positions


def gather(case: Case, ledger: Ledger, held: Engine) -> Beside:
    """Gather what the page says beside the ledger, from the tables of a run."""
    names = names_in(held)
    figures = {**drawn(channels(), ledger, held), **pictures(ledger, names)}
    return Beside(about_of(case, ledger, names), figures, _ports(ledger, held))


def about_of(case: Case, ledger: Ledger, names: Mapping[str, str]) -> About:
    """Say what the dossier says of itself. Its date is the newest source's, never the clock's."""
    return About(
        question=case.question,
        case_id=case.id,
        target=case.target,
        suppliers=case.suppliers,
        period=(case.start, case.end),
        handling=case.handling,
        version=__version__,
        ledger_sha256=ledger.digest,
        built=_built(ledger),
        case_text=case.text,
        channels=tuple((c.name, c.question) for c in channels()),
        settings=tuple(
            (f"{channel}.{step}.{name}", str(value))
            for (channel, step), given in sorted(case.settings.items())
            for name, value in sorted(given.items())
        ),
        names=tuple(sorted(names.items())),
    )


def _built(ledger: Ledger) -> datetime | None:
    days = [s["retrieved_at"] for s in ledger.rows("sources") if s["retrieved_at"]]
    return max(days, default=None)


def drawn(every: Iterable[Channel], ledger: Ledger, held: Engine) -> dict[str, tuple[Figure, ...]]:
    """Let each channel's panel draw: from the ledger's tables where it has them, else its own."""
    return {
        c.name: c.panel.draws(
            **{n: ledger.table(n) if n in LEDGER else held.table(n) for n in c.panel.reads}
        )
        for c in every
    }


def names_in(held: Engine) -> dict[str, str]:
    """Give plain names for typed ids, from the shared tables of countries, ports and aliases."""
    named: dict[str, str] = {}
    for row in sorted(held.table("aliases").to_pylist(), key=lambda r: (r["id"], r["alias"])):
        named.setdefault(row["id"], row["alias"])
    for table in ("ports", "countries"):
        for row in sorted(held.table(table).to_pylist(), key=lambda r: (r["id"], r["name"])):
            named[row["id"]] = row["name"]
    return named


def _ports(ledger: Ledger, held: Engine) -> dict[str, tuple[float, float]]:
    """Give latitude and longitude of every port that a finding or claim names."""
    named = {r[n] for t in ("findings", "claims") for r in ledger.rows(t) for n in PLACES if r[n]}
    rows = sorted(held.table("ports").to_pylist(), key=lambda r: str(r["id"]))
    known = [r for r in rows if r["id"] in named and None not in {r["lat"], r["lon"]}]
    return {r["id"]: (r["lat"], r["lon"]) for r in known}


def keep(out: Path, beside: Beside) -> None:
    """Write ``OUT/told.json``; what the ledger itself says is not written twice."""
    about = {k: v for k, v in asdict(beside.about).items() if k not in {"ledger_sha256", "built"}}
    whole = {
        "about": about,
        "figures": {c: [asdict(f) for f in own] for c, own in beside.figures.items()},
        "places": beside.places,
    }
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, default=_plain) + "\n"
    (out / NAME).write_text(text, "utf-8")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def kept(out: Path, ledger: Ledger) -> Beside:
    """Read what was kept beside a ledger.

    Raises:
        LedgerError: it is gone, or not of this form.
    """
    try:
        whole = json.loads((out / NAME).read_text("utf-8"))
        return Beside(
            replace(_about(whole["about"]), ledger_sha256=ledger.digest, built=_built(ledger)),
            {c: tuple(_figure(f) for f in own) for c, own in whole["figures"].items()},
            {i: (float(at[0]), float(at[1])) for i, at in whole["places"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as why:
        raise LedgerError(f"{out / NAME}: cannot be read ({why}); run the case again") from why


def _about(raw: dict[str, Any]) -> About:
    pairs = {
        n: tuple((str(k), str(v)) for k, v in raw[n]) for n in ("channels", "settings", "names")
    }
    start, end = (_instant(t) for t in raw["period"])
    texts = {n: tuple(map(str, raw[n])) for n in ("suppliers", "steps")}
    box = None if raw["box"] is None else tuple(map(float, raw["box"]))
    fixed = {**pairs, **texts, "period": (start, end), "box": box}
    return About(**{**raw, **fixed, "ledger_sha256": "", "built": None})


def _figure(raw: dict[str, Any]) -> Figure:
    data = tuple(
        Datum(
            **{
                **d,
                **{n: tuple(map(str, d[n])) for n in ("ids", "cells")},
                **{n: _instant(d[n]) for n in ("start", "end")},
            }
        )
        for d in raw["data"]
    )
    return Figure(**{**raw, "data": data, "columns": tuple(map(str, raw["columns"]))})


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
