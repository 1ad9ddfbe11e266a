"""The pages of the app in words: HTML without a script, under a policy that allows none."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from hawse.dossier.render import ASSETS
from hawse.dossier.visible import visible

TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def _style() -> str:
    return (ASSETS / "page.css").read_text("utf-8") + (TEMPLATES / "app.css").read_text("utf-8")


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda v: v if isinstance(v, Markup) else visible("" if v is None else str(v)),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(name: str, told: Mapping[str, Any], code: int = 200) -> Response:
    """Give one page of the app."""
    style = Markup(_style())  # noqa: S704 - our own file
    text = _templates().get_template(f"{name}.html.j2").render({**told, "style": style})
    headers = {"Content-Security-Policy": _policy()}
    return Response(text.encode("utf-8", "replace"), code, headers, "text/html; charset=utf-8")


def plain(value: object, code: int = 200) -> Response:
    """Give the same as JSON."""
    text = json.dumps(value, ensure_ascii=False, default=_plain, sort_keys=True)
    policy = {"Content-Security-Policy": "default-src 'none'"}
    return Response(text.encode("utf-8", "replace"), code, policy, "application/json")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
