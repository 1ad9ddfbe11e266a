"""Reports: Who said what, on whose word, and is it one story or several?"""

from hawse.core.channel import Channel, Panel

CHANNEL = Channel(
    name="reports",
    question="Who said what, on whose word, and is it one story or several?",
    tables=(),
    kinds=(),
    readers=(),
    facts=(),
    steps=(),
    panel=Panel(reads=(), draws=lambda: ()),
)
