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
    (r"\bapprox_\w+\s*\(", "approximate"),
    (
        r"\b(random|uuid|now|current_date|current_timestamp|today|get_current_time)\b\s*(\(|$)?",
        "not the same twice",
    ),
)
"""What a step's SQL may not say, and why (design, section 3)."""

NEED_ORDER: Final = (
    (
        r"\b(first|last|any_value|mode|arbitrary)\s*\(",
        "takes any row; use min, max, or arg_min of a unique struct",
    ),
    (
        r"\b(list|array_agg|string_agg|group_concat|listagg)\s*\(",
        "a list without an order; write list(x order by KEY)",
    ),
)
"""What it may say only with an ``order by`` of its own."""


def scan(step: Step) -> list[str]:
    """Give what a step's SQL says that is not the same twice; empty for a sound text."""
    if not isinstance(step.does, Path):
        return []
    bare = re.sub(r"--[^\n]*|'(?:[^']|'')*'", " ", step.text()).lower()
    found = [(hit, why) for what, why in FORBIDDEN for hit in re.finditer(what, bare)]
    found += [
        (hit, why)
        for what, why in NEED_ORDER
        for hit in re.finditer(what, bare)
        if not re.search(r"\border\s+by\b", _inside(bare, hit.end()))
    ]
    return [f"{step.name}: {hit.group(0).strip()} ({why})" for hit, why in found]


def _inside(text: str, start: int) -> str:
    """Give what stands between a bracket that is open at ``start`` and its own end."""
    depth, end = 1, start
    while depth and end < len(text):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        end += 1
    return text[start:end]


def scan_function(step: Step) -> list[str]:
    """Give the trigonometry that a function leaves to NumPy, which is not the same everywhere."""
    if isinstance(step.does, Path):
        return []
    return [
        f"{step.name}: {m}"
        for m in re.findall(r"\bnp\.(?:sin|cos|tan|arc\w+|exp|log\w*)\b", step.text())
    ]
