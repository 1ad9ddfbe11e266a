"""Take the text out of HTML: with trafilatura where it is installed, else by our own rules."""

import importlib
import importlib.util
import re
from html.parser import HTMLParser
from typing import Final

from hawse.channels.reports.read.linked_data import described

MOST_DEPTH: Final = 400  # open elements; deeper is an attack, not a page
_SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "form", "button"}
)
_ASIDE: Final = frozenset({"nav", "footer", "aside", "header", "figure", "figcaption"})
_BLOCKS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "li", "blockquote", "div", "section", "article", "td"}
)
_VOID: Final = frozenset(
    {"br", "img", "meta", "link", "input", "hr", "source", "wbr", "area", "base", "col"}
)
_META: Final = {
    "og:title": "title",
    "og:site_name": "publisher",
    "article:published_time": "published_at",
    "date": "published_at",
    "author": "byline",
    "byl": "byline",
    "dc.creator": "byline",
    "parsely-author": "byline",
    "sailthru.author": "byline",
    "article:author": "byline",
    "dc.date": "published_at",
    "parsely-pub-date": "published_at",
}


LONGEST_BYLINE: Final = 160  # characters; more is an account of the author


def _signs(tag: str, given: dict[str, str]) -> bool:
    """Say whether ``rel``, ``itemprop`` or a class calls an element the page's byline."""
    classes = given.get("class", "").lower().split()
    return (
        (tag == "a" and "author" in given.get("rel", "").lower().split())
        or "author" in given.get("itemprop", "").lower().split()
        or any(name in {"byline", "article-byline", "story-byline"} for name in classes)
    )


class Page(HTMLParser):
    """Collects the paragraphs of a page outside navigation, and what its head says of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.fields: dict[str, str | None] = {}
        self._open: list[str] = []
        self._text: list[str] = []
        self._data: list[str] | None = None  # JSON-LD that is being read
        self._signed: tuple[int, list[str]] | None = (
            None  # depth and words of a byline in the page
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opening tag; a page nested past any sense stops growing."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html" and given.get("lang"):
            self.fields["language"] = given["lang"]
        if tag == "meta" and (
            ours := _META.get((given.get("property") or given.get("name") or "").lower())
        ):
            self._say(ours, given.get("content") or "")
        if tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
            self._data = []
        if tag == "time" and given.get("datetime"):
            self.fields.setdefault("published_at", given["datetime"])
        if tag in _BLOCKS or tag == "br":
            self._end()
        if tag not in _VOID and len(self._open) < MOST_DEPTH:
            self._open.append(tag)
            if self._signed is None and _signs(tag, given):
                self._signed = len(self._open), []

    def _say(self, field: str, value: str) -> None:
        """Keep the first that the page says; a byline that is an address names nobody."""
        if value.strip() and not (field == "byline" and "://" in value):
            self.fields.setdefault(field, value)

    def _close_byline(self) -> None:
        """Keep a byline that stands in the page, once its element has ended."""
        if self._signed is not None and len(self._open) < self._signed[0]:
            words = " ".join("".join(self._signed[1]).split())
            if 0 < len(words) <= LONGEST_BYLINE:
                self._say("byline", words)
            self._signed = None

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name."""
        if tag == "script" and self._data is not None:
            for field, value in described("".join(self._data)).items():
                self._say(field, value)
            self._data = None
        if tag in _BLOCKS:
            self._end()
        for at in range(len(self._open) - 1, max(len(self._open) - 40, -1), -1):
            if self._open[at] == tag:
                del self._open[at:]
                self._close_byline()
                return

    def handle_data(self, data: str) -> None:
        """Keep text that stands in the page itself."""
        if self._data is not None:
            self._data.append(data)
            return
        if self._signed is not None and not _SKIPPED.intersection(self._open):
            self._signed[1].append(data)
        if "title" in self._open[-1:]:
            self.fields.setdefault("title", data.strip())
        elif not (_SKIPPED | _ASIDE).intersection(self._open) and "head" not in self._open:
            self._text.append(data)

    def _end(self) -> None:
        if text := re.sub(r"\s+", " ", "".join(self._text)).strip():
            self.paragraphs.append(text)
        self._text = []

    def close(self) -> None:
        """End the last paragraph."""
        super().close()
        self._end()


def article_of(html: str) -> dict[str, str | None]:
    """Give the fields of a page: text, title, publisher, byline, published_at, language.

    With the extra ``html`` trafilatura chooses the text; without it every paragraph of four words
    or more outside navigation is taken.
    """
    page = Page()
    page.feed(html)
    page.close()
    kept = [p for p in page.paragraphs if p.count(" ") >= 3]  # noqa: PLR2004 - a link or a button is shorter
    text = "\n\n".join(kept or page.paragraphs)
    if importlib.util.find_spec("trafilatura"):
        chosen = importlib.import_module("trafilatura").extract(html, include_comments=False)
        text = _outside_navigation(chosen or "", page.paragraphs) or text
    return {**page.fields, "text": text}


def _outside_navigation(chosen: str, paragraphs: list[str]) -> str:
    """Keep of a chosen text the lines that stand in the page outside its navigation.

    On short pages trafilatura falls back to all there is, menus too.
    """
    own = " ".join(" ".join(p.split()) for p in paragraphs)
    lines = (" ".join(line.split()) for line in chosen.splitlines())
    return "\n\n".join(line for line in lines if line and line in own)
