"""What the dossier shows of the reports: the stories, who copied whom, who speaks."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from hawse.core.channel import Datum, Figure, Panel

Row = Mapping[str, object]
QUOTES_ONLY: Final = "shared_quotes_only"


def draws(
    articles: pa.Table, lineage: pa.Table, aligned: pa.Table, claims: pa.Table
) -> tuple[Figure, ...]:
    """Give the tables of stories, of copying and of speakers, from the ledger's own rows."""
    found = {str(a["id"]): a for a in articles.to_pylist()}
    said = claims.to_pylist()
    ids: dict[str, tuple[str, ...]] = {}
    for row in sorted(
        said, key=lambda c: (str(c["article_id"]), int(c["sentence"]), str(c.get("id")))
    ):
        if row.get("id"):
            ids[str(row["article_id"])] = (*ids.get(str(row["article_id"]), ()), str(row["id"]))
    made = [e for e in lineage.to_pylist() if e["relation"] != QUOTES_ONLY]
    return (
        _stories(found, said, ids),
        _copies(found, made, aligned.to_pylist(), ids),
        *_quoting(found, lineage.to_pylist(), ids),
        _speakers(said),
    )


def _named(article: Row | None, key: str) -> str:
    """Give a short name of an article: its title, or the agency's, or its first words."""
    if article is None:
        return key
    first = " ".join(str(article["body"] or "").split()[:9])
    paper = article["publisher"] or article["agency"]
    title = str(article["title"] or (first + " …" if first else key))
    return f"{title} ({paper})" if paper else title


def _stories(
    found: Mapping[str, Row], said: list[Row], ids: Mapping[str, tuple[str, ...]]
) -> Figure:
    count = Counter(str(c["article_id"]) for c in said)
    own = Counter(str(c["article_id"]) for c in said if c["origin_id"] == c["article_id"])
    data = []
    for key in sorted(found, key=lambda k: (str(found[k]["published_at"] or "9999"), k)):
        article = found[key]
        at = article["published_at"]
        cells = (
            _named(article, key),
            str(at)[:10] if at else "not dated",
            str(article["dated_by"] or "nothing dates it"),
            str(article["agency"] or "none named"),
            str(count[key]),
            str(own[key]),
        )
        data.append(
            Datum(
                cells[0],
                ids.get(key, ())[:16],
                cells=cells,
                basis="reported",
                synthetic=bool(article["synthetic"]),
            )
        )
    return Figure(
        "table",
        "The reports that were read",
        tuple(data),
        columns=("report", "day", "dated by", "agency", "claims", "claims that begin here"),
        caption=(
            "A claim begins in the earliest report that has its sentence. Reports of one "
            "story are one source for what they share."
        ),
    )


def _told(child: str, parent: str, links: list[Row]) -> str:
    """Say how many sentences were kept, edited and so on, between two articles."""
    labels = Counter(
        str(r["label"]) for r in links if (r["child"], r["parent"]) == (child, parent)
    )
    names = ("kept", "edited", "merged", "split", "moved", "added", "cut")
    return ", ".join(f"{labels[name]} {name}" for name in names if labels[name])


def _copies(
    found: Mapping[str, Row],
    edges: list[Row],
    links: list[Row],
    ids: Mapping[str, tuple[str, ...]],
) -> Figure:
    data = []
    for edge in sorted(edges, key=lambda e: (str(e["child"]), str(e["parent"]))):
        child, parent = str(edge["child"]), str(edge["parent"])
        cells = (
            _named(found.get(child), child),
            str(edge["relation"]).replace("_", " "),
            _named(found.get(parent), parent),
            f"{float(str(edge['score'])):.0%}",
            _told(child, parent, links),
        )
        made_up = any(bool(found[k]["synthetic"]) for k in (child, parent) if k in found)
        data.append(
            Datum(
                cells[0],
                ids.get(child, ())[:16],
                to=cells[2],
                cells=cells,
                basis="estimated",
                synthetic=made_up,
            )
        )
    return Figure(
        "table",
        "Who copied whom",
        tuple(data),
        columns=("report", "is", "made from", "shared narration", "sentences"),
        caption=(
            "Shared narration is the part of the shorter text, quotations left out, that "
            "stands word for word in the other."
        ),
    )


def _quoting(
    found: Mapping[str, Row], edges: list[Row], ids: Mapping[str, tuple[str, ...]]
) -> tuple[Figure, ...]:
    """Give the reports that quote the same words and share nothing else; none, no table."""
    data = []
    for edge in edges:
        if edge["relation"] == QUOTES_ONLY:
            ends = [str(edge["child"]), str(edge["parent"])]
            cells = (*(_named(found.get(k), k) for k in ends), f"{float(str(edge['score'])):.0%}")
            listed = tuple(i for k in ends for i in ids.get(k, ()))[:16]
            made_up = bool(edge["synthetic"])
            data.append(
                Datum(
                    cells[0],
                    listed,
                    to=cells[1],
                    cells=cells,
                    basis="estimated",
                    synthetic=made_up,
                )
            )
    told = Figure(
        "table",
        "Who quotes the same words",
        tuple(data),
        columns=("report", "and", "shared quotation"),
        caption=(
            "These share quotations and no narration, as two papers at one press conference do. "
            "Neither was made from the other; whoever is quoted is still one speaker."
        ),
    )
    return (told,) if data else ()


def _speakers(said: list[Row]) -> Figure:
    spoken: dict[tuple[str, str], list[Row]] = {}
    for claim in said:
        name = str(claim["speaker"] or "nobody: the report itself says it")
        spoken.setdefault((name, str(claim["speaker_kind"])), []).append(claim)
    data = []
    for (name, kind), rows in sorted(spoken.items(), key=lambda kv: (-len(kv[1]), kv[0])):
        cut = sum("attribution_inherited" in (r["flags"] or ()) for r in rows)  # type: ignore[operator]  # a list of texts
        cells = (name, kind.replace("_", " "), str(len(rows)), str(cut))
        listed = tuple(sorted(str(r["id"]) for r in rows if r.get("id")))[:16]
        data.append(
            Datum(
                name,
                listed,
                best=float(len(rows)),
                cells=cells,
                basis="reported",
                synthetic=all(bool(r["synthetic"]) for r in rows),
            )
        )
    return Figure(
        "table",
        "Who speaks",
        tuple(data),
        columns=("speaker", "kind", "claims", "of these, name cut by an editor"),
        caption="A name cut by an editor was given back from the fuller printing.",
    )


PANEL = Panel(reads=("articles", "lineage", "aligned", "claims"), draws=draws)
