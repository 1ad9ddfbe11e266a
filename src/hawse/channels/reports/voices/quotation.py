"""Which words of a sentence stand in quotation marks, also where a mark opened in an earlier one.

A straight mark does not say whether it opens or closes, but the blanks around it do: 'he said "we'
and 'will win," he'. So a sentence whose first mark closes began inside of a quotation.
"""

from typing import Final

from hawse.channels.reports.text.normal import Token

_OPENS: Final = frozenset("“«„")
_CLOSES: Final = frozenset("”»")
_DOUBLED: Final = ("''", "``")
_BEFORE: Final = frozenset("([—–-:;")  # signs that may stand right before what is quoted


def quoted_words(text: str, tokens: list[Token], *, inside: bool) -> list[bool]:
    """Say of each word whether it is quoted, marks too.

    ``inside`` says that a quotation was open before the first word; a first mark that closes says
    so too.
    """
    marks = _marks(text, tokens)
    if not marks:
        return [inside] * len(tokens)
    inside = _begins_inside(marks, inside=inside)
    found = []
    for place in range(len(tokens)):
        if place in marks:
            inside = _turned(marks[place], inside=inside)
        found.append(inside or place in marks)
    return found


def left_open(text: str, tokens: list[Token], *, inside: bool) -> bool:
    """Say whether a quotation is open behind a sentence: ``inside`` for the next one."""
    marks = _marks(text, tokens)
    if marks:
        inside = _begins_inside(marks, inside=inside)
    for opens in marks.values():
        inside = _turned(opens, inside=inside)
    return inside


def _marks(text: str, tokens: list[Token]) -> dict[int, bool | None]:
    return {n: _opens(text, token.start) for n, token in enumerate(tokens) if token.word == '"'}


def _begins_inside(marks: dict[int, bool | None], *, inside: bool) -> bool:
    first = next(iter(marks.values()))
    return inside if first is None else not first


def _turned(opens: bool | None, *, inside: bool) -> bool:  # noqa: FBT001 - what a mark says of itself
    return not inside if opens is None else opens


def _opens(text: str, at: int) -> bool | None:
    """Say whether the mark at a place opens; ``None`` if its surroundings do not tell."""
    if text[at] in _OPENS:
        return True
    if text[at] in _CLOSES:
        return False
    end = at + (2 if text[at : at + 2] in _DOUBLED else 1)
    free_before = at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE
    free_behind = end >= len(text) or text[end].isspace()
    if free_before == free_behind:
        return None
    return free_before
