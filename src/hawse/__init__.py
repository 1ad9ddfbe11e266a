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
    from hawse.flow.cutting import cut
    from hawse.flow.deciding import decide, reply
    from hawse.flow.handing import diff, write_dossier, write_export
    from hawse.flow.listing import lists
    from hawse.flow.places import places_import
    from hawse.flow.routes.cutting import routes_cut, routes_validate
    from hawse.flow.routes.history import routes_replay, routes_upstreams
    from hawse.flow.routes.weight import routes_hegemony
    from hawse.flow.screened import screen
    from hawse.flow.serving import run_server
    from hawse.flow.trading import (
        trade_breaks,
        trade_hubs,
        trade_mirror,
        trade_slips,
        trade_split,
        trade_suppliers,
    )
    from hawse.flow.verbs import check, claims, demo, explain, findings, init, verify

_WHERE: Final = {
    "HawseError": "hawse.core.errors",
    "load": "hawse.flow",
    "look": "hawse.flow",
    "run": "hawse.flow",
    "measures": "hawse.flow.covering",
    "screen": "hawse.flow.screened",
    "check": "hawse.flow.verbs",
    "claims": "hawse.flow.verbs",
    "cut": "hawse.flow.cutting",
    "decide": "hawse.flow.deciding",
    "demo": "hawse.flow.verbs",
    "diff": "hawse.flow.handing",
    "explain": "hawse.flow.verbs",
    "findings": "hawse.flow.verbs",
    "init": "hawse.flow.verbs",
    "lists": "hawse.flow.listing",
    "reply": "hawse.flow.deciding",
    "run_server": "hawse.flow.serving",
    "verify": "hawse.flow.verbs",
    "write_dossier": "hawse.flow.handing",
    "write_export": "hawse.flow.handing",
    "places_import": "hawse.flow.places",
    "routes_cut": "hawse.flow.routes.cutting",
    "routes_hegemony": "hawse.flow.routes.weight",
    "routes_replay": "hawse.flow.routes.history",
    "routes_upstreams": "hawse.flow.routes.history",
    "routes_validate": "hawse.flow.routes.cutting",
    "trade_breaks": "hawse.flow.trading",
    "trade_hubs": "hawse.flow.trading",
    "trade_mirror": "hawse.flow.trading",
    "trade_slips": "hawse.flow.trading",
    "trade_split": "hawse.flow.trading",
    "trade_suppliers": "hawse.flow.trading",
}

__all__ = [
    "HawseError",
    "__version__",
    "check",
    "claims",
    "cut",
    "decide",
    "demo",
    "diff",
    "explain",
    "findings",
    "init",
    "lists",
    "load",
    "look",
    "measures",
    "places_import",
    "reply",
    "routes_cut",
    "routes_hegemony",
    "routes_replay",
    "routes_upstreams",
    "routes_validate",
    "run",
    "run_server",
    "screen",
    "trade_breaks",
    "trade_hubs",
    "trade_mirror",
    "trade_slips",
    "trade_split",
    "trade_suppliers",
    "verify",
    "write_dossier",
    "write_export",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that workers and ``--help`` start fast."""
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"hawse has no {name!r}; it has {sorted(_WHERE)}")
