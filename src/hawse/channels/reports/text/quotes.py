"""Tell quotation from narration: shared quotes do not make two stories one."""

from typing import Final

OPEN: Final = "“«„"
CLOSE: Final = "”»"


def narration(paragraphs: list[str]) -> list[list[tuple[int, int]]]:
    """Give, for each paragraph, the spans that stand outside quotation marks.

    A paragraph that opens a quotation and does not close it is quotation to its end (the custom
    of speech that runs over several paragraphs). A text without marks is all narration.
    """
    return [outside(text) for text in paragraphs]


def outside(text: str) -> list[tuple[int, int]]:
    """Give the spans of one paragraph that stand outside double quotation marks."""
    spans, begin, quoted = [], 0, False
    for at, sign in enumerate(text):
        if sign == '"':
            opens = not quoted
        elif sign in OPEN:
            opens = True
        elif sign in CLOSE:
            opens = False
        else:
            continue
        if opens and not quoted:
            if at > begin:
                spans.append((begin, at))
            quoted = True
        elif not opens and quoted:
            begin, quoted = at + 1, False
    if not quoted and begin < len(text):
        spans.append((begin, len(text)))
    return spans
