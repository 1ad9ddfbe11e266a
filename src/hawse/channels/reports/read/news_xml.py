"""Read articles as agencies deliver them: NewsML-G2 (IPTC) with NITF or XHTML, NITF alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final
from xml.parsers import expat

from hawse.channels.reports.read.rows import Found, Rows
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

MOST_BYTES: Final = 64 * 2**20
MOST_DEPTH: Final = 200
_ITEMS: Final = frozenset({"newsItem", "nitf"})
_TITLES: Final = frozenset({"hl1", "headline", "title"})
_BYLINES: Final = frozenset({"byline", "by", "bytag"})
_PUBLISHERS: Final = frozenset({"distributor", "provider"})
_CREDITS: Final = frozenset({"creditline"})
_DATES: Final = frozenset({"versionCreated", "contentCreated"})
_FLOWING: Final = frozenset({"p", "hl1", "headline", "byline"})
_BODIES: Final = frozenset({"body.content", "inlineXML", "contentSet"})


def accepts(_path: Path, head: bytes) -> bool:
    """Take XML whose first elements are those of NewsML-G2 or NITF."""
    begins = head[:4096]
    marks = (b"<newsMessage", b"<newsItem", b"<nitf", b"nar.iptc.org")
    return begins.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and any(
        m in begins for m in marks
    )


class Items:
    """Walks the XML and gathers the fields of each news item; entities of any kind are refused."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found = Rows(source)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.EntityDeclHandler = self._entity
        self._open: list[str] = []
        self._fields: dict[str, str | None] = {}
        self._paragraphs: list[str] = []
        self._texts: list[list[str]] = []
        self._items = 0

    def _entity(self, name: str, *_rest: object) -> None:
        line = self.parser.CurrentLineNumber
        raise ReadError(
            self.source.path, f"line {line}", f"an entity {name!r}", "a file without entities"
        )

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag.rsplit(" ", 1)[-1]
        if len(self._open) >= MOST_DEPTH:
            line = self.parser.CurrentLineNumber
            raise ReadError(
                self.source.path, f"line {line}", f"{MOST_DEPTH} open elements", "a news item"
            )
        if name in _ITEMS and not _ITEMS.intersection(self._open):
            self._fields, self._paragraphs = {}, []
        if name in {"date.issue", "story.date"} and attrs.get("norm"):
            self._fields.setdefault("published_at", attrs["norm"])
        if name in _PUBLISHERS and attrs.get("literal"):
            self._fields.setdefault("publisher", attrs["literal"])
        if language := attrs.get("http://www.w3.org/XML/1998/namespace lang"):
            self._fields.setdefault("language", language)
        self._open.append(name)
        self._texts.append([])

    def _data(self, data: str) -> None:
        if self._texts:
            self._texts[-1].append(data)

    def _end(self, tag: str) -> None:
        name = tag.rsplit(" ", 1)[-1]
        raw = "".join(self._texts.pop())
        self._open.pop()
        if _FLOWING.intersection(self._open):
            raw = f", {raw}" if name == "byttl" else raw  # a title set off by its element alone
            self._texts[-1].append(raw)  # an inline element: its words belong to the paragraph
        if text := " ".join(raw.split()):
            self._take(name, text)
        if name in _ITEMS and not _ITEMS.intersection(self._open):
            self._items += 1
            self.found.document(f"item {self._items}", self._whole())

    def _whole(self) -> dict[str, str | None]:
        """Give the fields of an item; a credit that is not its publisher's joins the byline."""
        fields = dict(self._fields)
        credit = fields.pop("credit", None)
        publisher = fields.setdefault("publisher", credit)
        if credit and publisher and credit.lower() not in publisher.lower():
            fields["byline"] = " | ".join(filter(None, (fields.get("byline"), credit)))
        return {**fields, "text": "\n\n".join(self._paragraphs)}

    def _take(self, name: str, text: str) -> None:
        """Give the text of an element to the field it belongs to."""
        inside = set(self._open)
        if name == "p" and _BODIES & inside:
            self._paragraphs.append(text)
        elif name in _TITLES and "contentSet" not in inside | {"title"} - {name}:
            self._fields["title"] = self._fields.get("title") or text
        elif name in _BYLINES and "byline" not in inside:
            known = self._fields.get("byline")
            self._fields["byline"] = (
                text if not known else known if text in known else f"{known}, {text}"
            )
        elif name in _CREDITS:
            self._fields["credit"] = self._fields.get("credit") or text
        elif name in _DATES:
            self._fields["published_at"] = self._fields.get("published_at") or text
        elif name in _PUBLISHERS or (name == "name" and "provider" in inside):
            self._fields["publisher"] = self._fields.get("publisher") or text


def rows(file: BinaryIO, source: Source) -> Iterator[Found]:
    """Yield one article an item; an item without text is a reject.

    Raises:
        ReadError: it is no well-formed XML, declares an entity, or nests past any sense.
    """
    items = Items(source)
    read = 0
    try:
        while piece := file.read(1 << 20):
            read += len(piece)
            if read > MOST_BYTES:
                raise ReadError(source.path, "byte 0", "a file past 64 MiB", "news items")
            items.parser.Parse(piece, False)
            yield from items.found.batches()
        items.parser.Parse(b"", True)
    except expat.ExpatError as why:
        raise ReadError(
            source.path, f"line {why.lineno}", expat.ErrorString(why.code), "XML"
        ) from why
    except (ValueError, LookupError) as why:
        raise ReadError(source.path, "line 1", str(why)[:200], "XML in UTF-8") from why
    yield from items.found.batches(last=True)


READER: Final = Reader("news_xml", 2, ("documents", "rejects"), accepts, rows)
