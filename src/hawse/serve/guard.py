"""Who may ask, and how: this machine, with the token once, by GET alone."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE: Final = "hawse"
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@dataclass
class Guard:
    """Stands before the app. ``token`` opens it once and is then worth nothing.

    A request must name this machine as its host (so that no page elsewhere gets in by a name that
    it lets point here) and carry the cookie that the token was changed for.
    """

    app: ASGIApp
    hosts: frozenset[str] = frozenset()
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _used: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                for name, value in HEADERS.items():
                    MutableHeaders(scope=message)[name] = value
            await send(message)

        refused = self._refused(scope)
        await (refused or self.app)(scope, receive, headed)

    def _refused(self, scope: Scope) -> Response | None:
        """Give the answer to a request that does not go through."""
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("only GET is answered\n", 405, {"Allow": "GET, HEAD"})
        if Headers(scope=scope).get("host", "").lower() not in self.hosts:
            return PlainTextResponse("asked for another host than this machine\n", 403)
        request = Request(scope)
        given = request.query_params.get("token")
        if given is not None:
            return self._opened(given, request)
        if secrets.compare_digest(_bytes(request.cookies.get(COOKIE, "")), _bytes(self._secret)):
            return None
        words = "open the address that hawse serve printed; it works once, in one browser\n"
        return PlainTextResponse(words, 401)

    def _opened(self, given: str, request: Request) -> Response:
        if self._used or not secrets.compare_digest(_bytes(given), _bytes(self.token)):
            words = "this token was used or is none; start hawse serve again for a new one\n"
            return PlainTextResponse(words, 401)
        self._used = True
        made = RedirectResponse(request.url.path, 303)
        made.set_cookie(COOKIE, self._secret, httponly=True, samesite="strict")
        return made


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
