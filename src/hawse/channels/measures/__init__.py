"""Measures: Which measure was in force on that day, and would it cover this?"""

from hawse.core.channel import Channel, Panel

CHANNEL = Channel(
    name="measures",
    question="Which measure was in force on that day, and would it cover this?",
    tables=(),
    kinds=(),
    readers=(),
    facts=(),
    steps=(),
    panel=Panel(reads=(), draws=lambda: ()),
)
