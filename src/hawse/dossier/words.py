"""The words of the dossier: verdicts, likelihood, confidence, states. One term for one thing."""

from typing import Final

VERDICTS: Final[dict[str, str]] = {
    "supported": "supported",
    "partly_supported": "partly supported",
    "contradicted": "contradicted",
    "not_observable": "not observable",
    "not_examined": "not examined",
    "not_testable": "not testable",
}
"""Verdicts in the order in which they are told."""

VERDICT_MEANINGS: Final[dict[str, str]] = {
    "supported": "the findings bear it out in every reading that could be held against them",
    "partly_supported": "some reasonable readings hold and others do not; each is printed",
    "contradicted": "every reasonable reading fails against the findings",
    "not_observable": "no data of this kind could show it",
    "not_examined": "the data that would settle it were not given",
    "not_testable": "a statement of motive, opinion, forecast or what might have been",
}

LIKELIHOOD: Final = (
    (0.05, "almost no chance", "1–5 %"),
    (0.20, "very unlikely", "5–20 %"),
    (0.45, "unlikely", "20–45 %"),
    (0.55, "roughly even chance", "45–55 %"),
    (0.80, "likely", "55–80 %"),
    (0.95, "very likely", "80–95 %"),
    (1.00, "almost certain", "95–99 %"),
)
"""The seven terms of ICD 203 with their ranges; a term holds up to its first number."""

SUPPORT: Final[dict[str, str]] = {
    "reproduced": "reproduced: the findings rest on the same kind of sensor as the claim",
    "corroborated": "corroborated: the findings rest on an independent kind of sensor",
}

EDITS: Final[dict[str, str]] = {
    "kept": "kept",
    "edited": "edited",
    "merged": "merged",
    "split": "split",
    "moved": "moved",
    "cut": "cut",
    "added": "added",
}
"""What became of a sentence between two printings, in the order in which they are counted."""


def likelihood(low: float | None, high: float | None) -> str:
    """Say a calibrated likelihood in ICD 203's terms; an empty text where none was calibrated.

    A range that crosses a border names both ends. Never 0 or 100 %.

    >>> likelihood(0.82, 0.93)
    'very likely (80–95 %)'
    >>> likelihood(None, None)
    ''
    """
    ends = [v for v in (low, high) if v is not None]
    if not ends:
        return ""
    terms = [next(t for t in LIKELIHOOD if v <= t[0] or t[0] == 1.0) for v in ends]
    first, last = terms[0], terms[-1]
    if first == last:
        return f"{first[1]} ({first[2]})"
    return f"{first[1]} to {last[1]} ({first[2].split('–')[0]}–{last[2].split('–')[1]})"


def plain_words(name: str) -> str:
    """Turn a snake-case name of the vocabulary into words.

    >>> plain_words("workers_abroad")
    'workers abroad'
    """
    return name.replace("_", " ")


def sentence(said: str) -> str:
    """Make a text a sentence: a capital at its start and a stop at its end.

    >>> sentence("no AIS file was given")
    'No AIS file was given.'
    """
    said = said.strip()
    stop = "" if not said or said[-1] in ".!?…”" else "."
    return said[:1].upper() + said[1:] + stop
