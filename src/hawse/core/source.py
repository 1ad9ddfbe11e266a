"""A source: one file that was read, known by the SHA-256 of its bytes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """One file, who published it, and how far it may be trusted.

    ``id`` is the SHA-256 of the bytes as they lie on the disk (before any decompression). ``path``
    is relative to the case's root, or ``hawse:...`` for a facts file that ships with the package.
    ``family`` names the sensor or the organisation behind the file, so that two files of one
    family reproduce rather than corroborate each other. ``grade`` is the Admiralty letter of the
    source (A reliable .. F cannot be judged), ``None`` where nobody graded it.
    """

    id: str
    path: str
    channel: str = ""
    reader: str = ""
    reader_version: int = 0
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None
    published_at: datetime | None = None
    licence: str | None = None
    bytes: int = 0
    rows_read: int = 0
    rows_rejected: int = 0
    family: str | None = None
    synthetic: bool = False
    grade: str | None = None
    handling: str = "public"
