"""Labour: How many of the target's workers are abroad, where, and what do they bring home?"""

from hawse.core.channel import Channel, Panel

CHANNEL = Channel(
    name="labour",
    question="How many of the target's workers are abroad, where, and what do they bring home?",
    tables=(),
    kinds=(),
    readers=(),
    facts=(),
    steps=(),
    panel=Panel(reads=(), draws=lambda: ()),
)
