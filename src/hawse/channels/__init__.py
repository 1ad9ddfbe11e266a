"""The channels. Adding one is a folder here and a name in the tuple; outside, an entry point."""

from importlib.metadata import entry_points
from typing import Final

from hawse.channels import labour, measures, reports, routes, ships, trade
from hawse.core.channel import Channel

OWN: Final = (
    ships.CHANNEL,
    routes.CHANNEL,
    trade.CHANNEL,
    labour.CHANNEL,
    measures.CHANNEL,
    reports.CHANNEL,
)


def channels() -> tuple[Channel, ...]:
    """Give every channel: our own in their order, then entry point group ``hawse.channels``."""
    found = sorted(entry_points(group="hawse.channels"), key=lambda e: e.name)
    return (*OWN, *(e.load() for e in found))
