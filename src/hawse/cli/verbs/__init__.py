"""Verbs beside those of the flow: one file a verb, or one for what a channel can do besides.

Each file has ``add(app)``, which gives the app its command. A channel's own verb is there by then:
``app["routes"].command(...)`` puts one below it, ``del app["routes"]`` makes room for another.
"""

from importlib import import_module
from pkgutil import iter_modules

from cyclopts import App


def add_all(app: App) -> None:
    """Let every file of this folder, in the order of their names, add what it has."""
    for name in sorted(m.name for m in iter_modules(__path__)):
        import_module(f"{__name__}.{name}").add(app)
