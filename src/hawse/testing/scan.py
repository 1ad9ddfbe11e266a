"""The scan of a step's text for what is not the same twice."""

import re
from pathlib import Path
from typing import Final

from hawse.core.channel import Step

FORBIDDEN: Final = (
    (
        r"\b(fsum|avg|mean|stddev\w*|var_pop|var_samp|variance|corr|regr_\w+)\s*\(",
        "a sum of doubles in no fixed order; use sum(x::decimal(28, n)) or sum(x order by KEY)",
    ),
    (
        r"\b(first|last|any_value|mode|arbitrary)\s*\((?![^()]*\border\s+by\b)",
        "takes any row; use min, max, or arg_min of a unique struct",
    ),
    (r"\bapprox_\w+\s*\(", "approximate"),
    (
        r"\b(random|uuid|now|current_date|current_timestamp|today|get_current_time)\b\s*(\(|$)?",
        "not the same twice",
    ),
    (
        r"\b(list|array_agg|string_agg|group_concat|listagg)\s*\((?![^()]*(\([^()]*\)[^()]*)*\border\s+by\b)",
        "a list without an order; write list(x order by KEY)",
    ),
)
"""What a step's SQL may not say, and why (design, section 3)."""


def scan(step: Step) -> list[str]:
    """Give what a step's SQL says that is not the same twice; empty for a sound text."""
    if not isinstance(step.does, Path):
        return []
    bare = re.sub(r"--[^\n]*|'(?:[^']|'')*'", " ", step.text()).lower()
    return [
        f"{step.name}: {found.group(0).strip()} ({why})"
        for what, why in FORBIDDEN
        for found in re.finditer(what, bare)
    ]


def scan_function(step: Step) -> list[str]:
    """Give the trigonometry that a function leaves to NumPy, which is not the same everywhere."""
    if isinstance(step.does, Path):
        return []
    return [
        f"{step.name}: {m}"
        for m in re.findall(r"\bnp\.(?:sin|cos|tan|arc\w+|exp|log\w*)\b", step.text())
    ]
