"""The app: each view as a page and, with .json behind its name, as JSON."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hawse.core.errors import LedgerError
from hawse.serve import whatif
from hawse.serve.desk import FILTERS, PAGE, Desk
from hawse.serve.views import page, plain

MOST_PAGE: Final = 1_000_000
View = Callable[[Desk, Request], tuple[str, dict[str, Any], object]]


def make_app(desk: Desk) -> Starlette:
    """Make the app over a desk; nothing of it writes."""
    views: dict[str, View] = {
        "/": _start, "/findings": _findings, "/sources": _sources, "/source/{wanted}": _source,
        "/changes": _changes, "/cut": whatif.view,
    }  # fmt: skip
    routes = [Route("/dossier", lambda _: _dossier(desk))]
    routes += [Route("/dossier.json", lambda _: plain(_judged(desk)))]
    for path, view in views.items():
        json_path = "/start.json" if path == "/" else f"{path}.json"
        routes += [
            Route(json_path, _answer(desk, view, as_json=True)),
            Route(path, _answer(desk, view, as_json=False)),
        ]
    routes += [
        Route("/{wanted}.json", _answer(desk, _trail, as_json=True)),
        Route("/{wanted}", lambda request: _anchor(desk, request)),
    ]
    return Starlette(routes=routes)


def _answer(desk: Desk, view: View, *, as_json: bool) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            name, told, value = view(desk, request)
        except LedgerError as why:
            return _missing(desk, str(why), as_json=as_json)
        return plain(value) if as_json else page(name, {**_head(desk), **told})

    return answer


def _missing(desk: Desk, why: str, *, as_json: bool) -> Response:
    if as_json:
        return plain({"error": why}, 404)
    return page("missing", {**_head(desk), "title": "Not here", "why": why}, 404)


def _head(desk: Desk) -> dict[str, Any]:
    return {
        "question": desk.question,
        "digest": desk.ledger.digest,
        "earlier": desk.earlier is not None,
        "made_up": any(r["synthetic"] for r in desk.ledger.rows("sources")),
    }


def _dossier(desk: Desk) -> Response:
    """Give the file itself, under the policy in its own head."""
    return Response(desk.page, media_type="text/html; charset=utf-8")


def _judged(desk: Desk) -> dict[str, Any]:
    return {"ledger": desk.ledger.digest, "entries": desk.ledger.rows("entries")}


def _anchor(desk: Desk, request: Request) -> Response:
    """Lead an id to its place in the dossier: ``/e0123`` is ``dossier.html#e0123``."""
    try:
        own = desk.one(request.path_params["wanted"])
    except LedgerError as why:
        return _missing(desk, str(why), as_json=False)
    return RedirectResponse(f"/dossier#{desk.short.get(own, own)}", 303)


def _trail(desk: Desk, request: Request) -> tuple[str, dict[str, Any], object]:
    return "", {}, desk.trail(request.path_params["wanted"])


def _start(desk: Desk, _request: Request) -> tuple[str, dict[str, Any], object]:
    names = ("sources", "evidence", "claims", "findings", "entries", "measures", "rejects")
    counts = {n: desk.ledger.table(n).num_rows for n in names}
    told = {"title": "This ledger", "counts": counts}
    return "start", told, {**_head(desk), "rows": counts}


def _findings(desk: Desk, request: Request) -> tuple[str, dict[str, Any], object]:
    asked = {n: request.query_params.get(n, "").strip() for n in (*FILTERS, "words")}
    number = _number(request.query_params.get("page", "1"))
    got = desk.findings(asked, number)
    pages = max(1, -(-got.total // PAGE))
    if number > pages:
        raise LedgerError(f"there is no page {number}; there are {pages}")

    def link(to: int) -> str:
        return "/findings?" + urlencode({**{n: v for n, v in asked.items() if v}, "page": to})

    told = {
        "title": "All findings", "asked": asked, "rows": got.rows, "total": got.total,
        "facets": got.facets, "number": number, "pages": pages, "first": (number - 1) * PAGE,
        "back": link(number - 1) if number > 1 else "",
        "on": link(number + 1) if number < pages else "",
        "short": desk.short,
    }  # fmt: skip
    value = {
        "total": got.total, "page": number, "pages": pages, "facets": got.facets,
        "findings": got.rows,
    }  # fmt: skip
    return "findings", told, value


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_PAGE):
        raise LedgerError(f"there is no page {text!r}; give a number from 1 on")
    return int(text)


def _sources(desk: Desk, _request: Request) -> tuple[str, dict[str, Any], object]:
    rows = desk.sources()
    return "sources", {"title": "Sources", "rows": rows}, {"sources": rows}


def _source(desk: Desk, request: Request) -> tuple[str, dict[str, Any], object]:
    row, seen = desk.around(request.path_params["wanted"])
    told = {
        "title": f"Evidence {desk.short[row['id']]}", "row": row, "seen": seen,
        "anchor": desk.short[row["id"]],
    }  # fmt: skip
    return "source", told, {"evidence": row, **seen.plain()}


def _changes(desk: Desk, _request: Request) -> tuple[str, dict[str, Any], object]:
    made = desk.changes()
    told = {"title": "What changed", "changes": made, "since": desk.earlier_name}
    return "changes", told, {"since": desk.earlier_name, "changes": [c.plain() for c in made]}
