"""A server on this machine over the demo's ledger, asked as a browser would ask it."""

import http.client
import threading
from queue import Queue

import pytest

from tests.made import demo_copy


class Asking:
    """A browser without a window: keeps its cookie, follows nothing."""

    def __init__(self, address):
        self.host, _, rest = address.removeprefix("http://").partition("/")
        self.first, self.cookie = f"/{rest}", ""

    def ask(self, path, method="GET", **headers):
        """Give code, headers and words of an answer."""
        link = http.client.HTTPConnection(*self.host.split(":"), timeout=30)
        sent = {"Host": self.host, **({"Cookie": self.cookie} if self.cookie else {}), **headers}
        link.request(method, path, headers=sent)
        got = link.getresponse()
        made = got.status, got.headers, got.read().decode()
        link.close()
        return made

    def enter(self):
        """Change the token for the cookie."""
        code, headers, _ = self.ask(self.first)
        self.cookie = (headers["Set-Cookie"] or "").split(";")[0]
        return code


def started(out, **more):
    """Start a server in a thread; give who asks it."""
    import hawse  # noqa: PLC0415 - the extra may be missing

    told = Queue()
    thread = threading.Thread(
        target=hawse.run_server, args=(out, told.put), kwargs=more, daemon=True
    )
    thread.start()
    return Asking(told.get(timeout=60))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Give a demo of this file's own, so that its sources may be altered."""
    return demo_copy(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def served(demo):
    """Serve it; give who asks, let in already."""
    pytest.importorskip("starlette", reason="the extra serve is not installed")
    asking = started(demo / "out", against=demo / "out")
    asking.enter()
    return asking
