"""XML from strangers: one element at a time, with no document type, no entities, and bounds.

A document type can define entities that grow without end or name files and addresses, and no
sanctions list needs one: whoever sends one is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from hawse.core.errors import ReadError
from hawse.core.source import Source

_CHUNK: Final = 1 << 16
_DEEPEST: Final = 64
_MOST_NODES: Final = 200_000
_MOST_TEXT: Final = 4_000_000


@dataclass(slots=True)
class Node:
    """An element: its name without a namespace, attributes, own text and children."""

    name: str
    line: int
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The element's own text, without spaces at its ends."""
        return "".join(self.parts).strip()

    def all(self, *path: str) -> "list[Node]":
        """Give every element at a path of names below this one, in order."""
        here = [self]
        for name in path:
            here = [c for node in here for c in node.children if c.name == name]
        return here

    def said(self, *path: str) -> str:
        """Give the text of the first element at a path; empty where there is none."""
        return next((n.text for n in self.all(*path)), "")


class _Growing:
    """Builds the elements that are wanted and forgets the rest."""

    def __init__(self, source: Source, wanted: frozenset[str]) -> None:
        self.source, self.wanted = source, wanted
        self.open: list[Node] = []
        self.done: list[Node] = []
        self.depth = self.nodes = self.length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse

    def refuse(self, *_: object) -> bool:
        raise self.fault(
            "a document type or entity",
            "plain elements; a list needs no entities, so do not trust this file",
        )

    def fault(self, found: str, wanted: str) -> ReadError:
        return ReadError(self.source.path, f"line {self.parser.CurrentLineNumber}", found, wanted)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fault(f"elements {self.depth} deep", f"at most {_DEEPEST}")
        bare = name.rsplit(":", 1)[-1]
        if self.depth == 1 and "root" in self.wanted:
            self.done.append(Node(bare, self.parser.CurrentLineNumber, attributes))
        if not self.open and bare not in self.wanted:
            return
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise self.fault(f"more than {_MOST_NODES} elements in one entry", "smaller entries")
        node = Node(bare, self.parser.CurrentLineNumber, attributes)
        if self.open:
            self.open[-1].children.append(node)
        self.open.append(node)

    def words(self, text: str) -> None:
        if self.open:
            self.length += len(text)
            if self.length > _MOST_TEXT:
                raise self.fault(
                    f"more than {_MOST_TEXT} characters in one entry", "smaller entries"
                )
            self.open[-1].parts.append(text)

    def end(self, _name: str) -> None:
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            if not self.open:
                self.done.append(node)
                self.nodes = self.length = 0


def elements(
    file: BinaryIO, source: Source, wanted: set[str], ended: list[bool]
) -> Iterator[Node]:
    """Yield each wanted outermost element.

    With ``root`` also the document's first tag, without children.

    A document that stops before its end yields what came whole, and ``ended`` gets false.

    Raises:
        ReadError: a document type or an entity, XML that is not well formed, or an entry out
            of bounds.
    """
    growing, given = _Growing(source, frozenset(wanted)), 0
    try:
        while chunk := file.read(_CHUNK):
            growing.parser.Parse(chunk, False)
            given += len(chunk)
            if given - growing.parser.CurrentByteIndex > _MOST_TEXT:
                # the parser reads a tag that has not ended from its start with every chunk
                raise growing.fault(f"a tag of more than {_MOST_TEXT} bytes", "smaller tags")
            yield from _taken(growing)
        if growing.depth:
            yield from _taken(growing)
            ended.append(False)
            return
        growing.parser.Parse(b"", True)
    except expat.ExpatError as why:
        found = f"text that is not XML ({expat.ErrorString(why.code)})"
        raise ReadError(source.path, f"line {why.lineno}", found, "well-formed XML") from why
    except (UnicodeError, LookupError, ValueError) as why:
        raise growing.fault(f"bytes that cannot be decoded ({why})", "UTF-8") from why
    yield from _taken(growing)
    ended.append(True)


def _taken(growing: _Growing) -> list[Node]:
    taken, growing.done = growing.done, []
    return taken


def root_of(head: bytes) -> str:
    """Give the name of the first tag in a head, without a namespace; empty where there is none."""
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not text.startswith(b"<"):
        return ""
    for part in text.split(b"<")[1:]:
        if part[:1] not in b"?!":
            bare = part.split(b">", 1)[0].split()
            return (
                bare[0].rstrip(b"/").rsplit(b":", 1)[-1].decode("utf-8", "replace") if bare else ""
            )
    return ""
