"""Trade: How much is traded with the target, by whom, in what, and which way is it going?"""

from hawse.core.channel import Channel, Panel

CHANNEL = Channel(
    name="trade",
    question="How much is traded with the target, by whom, in what, and which way is it going?",
    tables=(),
    kinds=(),
    readers=(),
    facts=(),
    steps=(),
    panel=Panel(reads=(), draws=lambda: ()),
)
