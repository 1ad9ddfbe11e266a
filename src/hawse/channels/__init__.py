"""The channels. Adding one is a folder here and a name in the tuple; outside, an entry point."""

from importlib import import_module
from importlib.metadata import entry_points
from typing import Final

from hawse.core.channel import Channel

OWN: Final = (
    "hawse.channels.ships",
    "hawse.channels.routes",
    "hawse.channels.trade",
    "hawse.channels.labour",
    "hawse.channels.measures",
    "hawse.channels.reports",
)


def channels() -> tuple[Channel, ...]:
    """Give every channel: our own in their order, then entry point group ``hawse.channels``.

    They are imported when first asked for: a verb that only shows a ledger needs none of them.
    """
    own: list[Channel] = [import_module(name).CHANNEL for name in OWN]
    found = sorted(entry_points(group="hawse.channels"), key=lambda e: e.name)
    return (*own, *(e.load() for e in found))
