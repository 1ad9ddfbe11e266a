"""Routes: Who carries the target's internet traffic, since when, and how much hangs on each?"""

from hawse.core.channel import Channel, Panel

CHANNEL = Channel(
    name="routes",
    question="Who carries the target's internet traffic, since when, and how much hangs on each?",
    tables=(),
    kinds=(),
    readers=(),
    facts=(),
    steps=(),
    panel=Panel(reads=(), draws=lambda: ()),
)
