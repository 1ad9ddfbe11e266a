"""Cues: the words by which a text says that somebody else says, thinks or wants something.

The wider list was chosen by how often a word stands inside a cue in the training part of PolNeAR
(Newell, Margolin and Ruths 2018, "An attribution relations corpus for political news"); what was
taken over are counts of words, no text.
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
WIDE: Final = frozenset(
    listed(
        "asked asks tweeted described describes continued endorsed endorses criticized "
        "criticised criticizes responded responds expressed expresses agreed agrees urged "
        "urges sought seeks proposed proposes supported supports opposed opposes defended "
        "defends praised praises vowed vows promised promises hopes hoped questioned "
        "questions cited cites mentioned mentions attacked attacks talked indicated indicates "
        "backed blasted blasts denounced denounces pushed worried worries blamed blames "
        "learned ordered complained echoed reiterated discussed mocked offered repeated "
        "challenged condemned asserted asserts joked reminded requested voiced favored "
        "conceded decried highlighted touted pressed slammed slams encouraged encourages "
        "emphasized emphasised boasted boasts thanked threatened threatens remarked prefers "
        "preferred answered shouted lamented disclosed hinted wondered chanted assailed "
        "applauded welcomed recommended cautioned implied commented described lambasted "
        "rebuked derided lashed regarded recounted speculated dubbed demanded demands "
        "outlined hailed reacted advocated proclaimed pledged pledges wants want wanted "
        "expects expect expected plans planned refused refuses declined decided considers "
        "considered intends feels felt fears doubts knows sees argue agree hope oppose "
        "support urge propose worry suggest warn insist admit acknowledge predict note "
        "conclude explain expects vow pledge stands understood likened unveiled documents "
        "details detailed reveals echoes quoted spoke asserting"
    )
)
GERUND: Final = frozenset(
    listed(
        "saying adding arguing telling calling asking warning claiming suggesting noting "
        "insisting describing explaining announcing promising urging citing accusing "
        "declaring stating blaming criticizing questioning acknowledging denying demanding "
        "writing predicting referring emphasizing stressing vowing pledging complaining "
        "threatening asserting alleging tweeting praising defending attacking condemning "
        "denouncing proposing offering encouraging touting"
    )
)
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
