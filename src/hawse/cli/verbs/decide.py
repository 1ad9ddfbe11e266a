"""``hawse decide`` and ``hawse reply``: what people add to a ledger by hand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import DEFAULT_OUT, Json, Out
from hawse.cli.screen import clean, print_words
from hawse.flow.deciding import Act, Status


def decide(
    wanted: Annotated[str, Parameter(name="ID")],
    act: Act,
    *,
    reason: str,
    author: str,
    instead_of: str | None = None,
    at: datetime | None = None,
    out: Out = DEFAULT_OUT,
    json: Json = False,
) -> None:
    """Write down a decision on ID; it survives every later run into OUT, and the page shows it.

    Python twin: hawse.decide(out, wanted, act, reason, author)

    Args:
        wanted: A claim, finding or entry: its id, the beginning of one, or its key.
        act: accept, reject, same, different, dismiss or note.
        reason: Why, in a sentence.
        author: Who decides.
        instead_of: The id of an earlier decision that this one replaces.
        at: When; now if left out.
        out: Where the ledger lies.
        json: Print one JSON object.
    """
    made = hawse.decide(out, wanted, act, reason, author, at=_utc(at), instead_of=instead_of)
    words = f"{made['id']}: {act} {clean(made['target_key'])}, by {clean(author)}"
    print_words(made, words, as_json=json)


def reply(
    party: str,
    status: Status,
    *,
    about: tuple[str, ...] = (),
    words: Path | None = None,
    language: str | None = None,
    asked: datetime | None = None,
    deadline: datetime | None = None,
    received: datetime | None = None,
    out: Out = DEFAULT_OUT,
    json: Json = False,
) -> None:
    """Write down that PARTY was asked and what it replied; it survives every later run into OUT.

    Python twin: hawse.reply(out, party, status, about)

    Args:
        party: Who was asked.
        status: not_asked, awaiting, declined or answered.
        about: The findings put to it, by id or key; may be given several times.
        words: A text file that holds the answer.
        language: The answer's language, ISO 639-1.
        asked: When it was asked.
        deadline: By when it was to answer.
        received: When it answered.
        out: Where the ledger lies.
        json: Print one JSON object.
    """
    made = hawse.reply(
        out, party, status, about, words=words, language=language, asked=_utc(asked),
        deadline=_utc(deadline), received=_utc(received),
    )  # fmt: skip
    told = f"{clean(made['party'])}: {made['status'].replace('_', ' ')}"
    print_words(made, told, as_json=json)


def _utc(when: datetime | None) -> datetime | None:
    """Take an instant without a zone as UTC."""
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


def add(app: App) -> None:
    """Give the app its verbs."""
    app.command(decide)
    app.command(reply)
