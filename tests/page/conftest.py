"""A real browser with the network off, and the small dossier on disk."""

import shutil

import pytest

from hawse.dossier.build import build
from hawse.dossier.render import render
from tests.dossier.ledgers import about, figures, rows, tables

CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    """Start the system's Chromium once; skip with the reason where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this system: apt-get install chromium")
    with playwright.sync_playwright() as run:
        started = run.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    """Write the small dossier; gives its path."""
    path = tmp_path_factory.mktemp("page") / "dossier.html"
    path.write_bytes(render(build(tables(rows()), figures(), about())))
    return path


class Watched:
    """A page that notes every request and every word on the console."""

    def __init__(self, page, address):
        self.page, self.requests, self.words, self.refused = page, [], [], []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("requestfailed", lambda r: self.refused.append((r.url, r.failure)))
        page.on("console", lambda m: self.words.append(m.text))
        page.on("pageerror", lambda e: self.words.append(str(e)))
        page.goto(address)


@pytest.fixture
def open_page(browser, file):
    """Give a way to open the dossier at a width, with or without scripts."""
    contexts = []

    def opened(width=1280, *, address=None, **more):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **more
        )
        contexts.append(context)
        return Watched(context.new_page(), address or file.as_uri())

    yield opened
    for context in contexts:
        context.close()
