"""Cues: the words by which a text says that somebody else says, thinks or wants something.

These are the cues that vouch for claims; ``voices`` knows many more, with how likely each is.
"""

from typing import Final

from hawse.channels.reports.text.normal import listed

SAY: Final = listed(
    "said says say saying added adds stated states announced announces reported reports "
    "warned warns noted notes argued argues explained explains confirmed confirms "
    "acknowledged admitted declared declares suggested suggests estimated estimates "
    "predicted predicts wrote writes testified concluded stressed recalled insisted "
    "insists maintained believes believe thinks think showed shows show revealed found "
    "told tells quoted"
)
DISTANT: Final = listed(
    "claimed claims claim alleged alleges allege accused accuses accuse called calls "
    "contended contends"
)
DENY: Final = listed("denied denies deny rejected rejects dismissed dismisses disputed disputes")
CUES: Final = {
    **dict.fromkeys(SAY, "attributed"),
    **dict.fromkeys(DISTANT, "attributed_distanced"),
    **dict.fromkeys(DENY, "denied"),
}
CUE_WORDS: Final = frozenset(CUES) | {"according", "citing", "reportedly"}
ATTITUDE: Final = frozenset(
    {
        *("believes", "believe", "thinks", "think", "found", "called", "calls", "rejected"),
        *("rejects", "show", "shows", "states", "reports", "notes", "dismissed"),
    }
)
SHOWN: Final = frozenset({"called", "calls", "shows", "show"})
INVERTS: Final = frozenset(
    listed(
        "said says added adds noted explained wrote warned stated insisted argued asked continued"
    )
)
