"""Hawse: a sanctions-lifeline observatory.

What keeps a sanctioned economy supplied, by whom, through which channel, how sure are we, which
measure would cover it, and do the observations bear out what was reported?
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from hawse.core.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from hawse.core.errors import HawseError
    from hawse.flow import load, look, run
    from hawse.flow.covering import measures
    from hawse.flow.screening import screen
    from hawse.flow.verbs import check, claims, demo, explain, findings, init, verify

_WHERE: Final = {
    "HawseError": "hawse.core.errors",
    "load": "hawse.flow",
    "look": "hawse.flow",
    "run": "hawse.flow",
    "measures": "hawse.flow.covering",
    "screen": "hawse.flow.screening",
    "check": "hawse.flow.verbs",
    "claims": "hawse.flow.verbs",
    "demo": "hawse.flow.verbs",
    "explain": "hawse.flow.verbs",
    "findings": "hawse.flow.verbs",
    "init": "hawse.flow.verbs",
    "verify": "hawse.flow.verbs",
}

__all__ = [
    "HawseError",
    "__version__",
    "check",
    "claims",
    "demo",
    "explain",
    "findings",
    "init",
    "load",
    "look",
    "measures",
    "run",
    "screen",
    "verify",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that workers and ``--help`` start fast."""
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"hawse has no {name!r}; it has {sorted(_WHERE)}")
