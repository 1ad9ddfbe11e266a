"""Ships: Which vessels loaded at a supplier's port, and where did they really go?"""

from hawse.core.channel import Channel, Panel

CHANNEL = Channel(
    name="ships",
    question="Which vessels loaded at a supplier's port, and where did they really go?",
    tables=(),
    kinds=(),
    readers=(),
    facts=(),
    steps=(),
    panel=Panel(reads=(), draws=lambda: ()),
)
