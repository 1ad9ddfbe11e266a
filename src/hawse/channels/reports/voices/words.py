"""Kinds of words: the closed classes of English, and which word may be a form of which verb.

The open class is ``verbs.txt``: one verb a line with two letters, what its bare form and its form
in -s are more often (``v`` a verb, ``n`` a noun). It was condensed from the lexicon of Brill's
tagger (Brill 1992, "A simple rule-based part of speech tagger"; copyright 1993 Massachusetts
Institute of Technology and University of Pennsylvania, MIT licence).
"""

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from hawse.channels.reports.text.normal import listed

_CLASSES: Final = {
    "D": "the a an this these those some any every each no both either neither all another such",
    "S": "his their its my our your whose",
    "P": (
        "i he she they we you it someone somebody everyone everybody anyone anybody nobody hes "
        "shes theyre ive im youre weve theyve theyd hed shed youve"
    ),
    "L": "him them me us himself herself themselves itself myself ourselves",
    "W": "who which whom what where when why how whoever whatever",
    "I": (
        "in on at for with from of by to about against into over under between through during "
        "among toward towards within without amid despite behind beyond upon across throughout "
        "via per near around inside outside off onto unlike like versus vs alongside concerning "
        "regarding than up down out following"
    ),
    "C": "and or but nor yet",
    "B": (
        "that if whether because while although though since as until unless before after once "
        "whereas so"
    ),
    "b": "is are was were be been being am isn aren wasn weren isnt arent wasnt werent m re",
    "h": "has have had having hasn haven hadn hasnt havent hadnt ve",
    "d": "do does did don doesn didn dont doesnt didnt",
    "m": (
        "will would can could may might must shall should ll wo wouldn couldn shouldn cannot "
        "wouldnt couldnt shouldnt wont cant ought"
    ),
    "A": (
        "not also never always often still even just only again already ever later earlier then "
        "now here there soon thus therefore however meanwhile instead perhaps maybe almost quite "
        "rather too very well much more most less further repeatedly previously recently today "
        "yesterday tomorrow tonight sometimes ago back first twice ahead away together forward "
        "long n t nt nevertheless nonetheless indeed moreover furthermore far once yet"
    ),
}
KIND: Final = {word: kind for kind, words in _CLASSES.items() for word in words.split()}
"""The kind of every word of a closed class.

D determiner, S possessive, P pronoun as subject, L as object, W relative or question word,
I preposition, C conjunction, B subordinator, b h d m forms of be, have, do and the modals,
A adverb. Open words become N noun, M name, Z possessor, V finite verb, F bare form, G in -ing.
"""
DAYS: Final = frozenset(listed("monday tuesday wednesday thursday friday saturday sunday"))
MARKS: Final = frozenset('",:;()-?')
_IRREGULAR: Final = dict(
    pair.split(":")
    for pair in listed(
        "arose:arise arisen:arise ate:eat became:become began:begin begun:begin bent:bend "
        "bitten:bite blew:blow blown:blow bought:buy bound:bind broke:break broken:break "
        "brought:bring built:build came:come caught:catch chose:choose chosen:choose clung:cling "
        "dealt:deal drank:drink drawn:draw drew:draw driven:drive drove:drive dug:dig eaten:eat "
        "fallen:fall fell:fall felt:feel fed:feed fled:flee flew:fly flown:fly forbade:forbid "
        "foresaw:foresee forgave:forgive forgot:forget forgotten:forget fought:fight found:find "
        "froze:freeze frozen:freeze gave:give given:give gone:go went:go got:get gotten:get "
        "grew:grow grown:grow heard:hear held:hold hid:hide hidden:hide hung:hang kept:keep "
        "knew:know known:know laid:lay led:lead left:leave lent:lend lit:light lost:lose "
        "made:make meant:mean met:meet misled:mislead misunderstood:misunderstand "
        "overcame:overcome oversaw:oversee overtook:overtake overthrew:overthrow paid:pay "
        "proven:prove ran:run rang:ring ridden:ride risen:rise rode:ride rose:rise said:say "
        "sang:sing sank:sink sat:sit saw:see seen:see sent:send shaken:shake shone:shine "
        "shook:shake shot:shoot shown:show shrank:shrink slept:sleep slid:slide sold:sell "
        "sought:seek sped:speed spent:spend spoke:speak spoken:speak sprang:spring spun:spin "
        "stole:steal stolen:steal stood:stand strove:strive struck:strike stuck:stick swam:swim "
        "swept:sweep swore:swear sworn:swear swung:swing taken:take taught:teach thought:think "
        "threw:throw thrown:throw told:tell took:take tore:tear torn:tear undergone:undergo "
        "understood:understand undertook:undertake underwent:undergo upheld:uphold "
        "withdrawn:withdraw withdrew:withdraw withheld:withhold woke:wake won:win wore:wear "
        "worn:wear written:write wrote:write hit:hit put:put set:set let:let cut:cut read:read "
        "quit:quit cast:cast bet:bet shut:shut spread:spread split:split cost:cost hurt:hurt"
    )
)
_NO_VERB: Final = frozenset(
    listed(
        "close okay bush rice trump president people state states mr mrs ms sen rep gov dr party "
        "house street time times post poll polls voter voters news fox court white black right "
        "matter national general"
    )
)
_NO_FORM: Final = frozenset(
    listed(
        "hundred indeed embed speed sacred biased beloved nothing something anything everything "
        "evening morning during king wing spring string building wedding ceiling feeling hearing "
        "funding ruling beijing wyoming boeing upcoming ongoing housing hatred greed rating "
        "lightning outstanding underlying incoming"
    )
)
_NO_ADVERB: Final = frozenset(
    listed(
        "family ally assembly italy reply supply rally july early monopoly anomaly bully fly "
        "apply rely imply comply multiply daily weekly elderly friendly likely unlikely lovely "
        "ugly holy silly"
    )
)
_ENDINGS: Final = (("ing", "g"), ("ied", "d"), ("ed", "d"), ("ies", "s"), ("es", "s"), ("s", "s"))
_GUESSED: Final = {"ed": 5, "ing": 6}  # the shortest unknown word that is still taken for a form


class Form(NamedTuple):
    """A word as a verb's form: ``B`` bare, ``s`` in -s, ``d`` past or passive, ``g`` -ing."""

    verb: str
    form: str


@lru_cache(maxsize=1)
def verbs() -> dict[str, str]:
    """Give the verbs, each with what its bare form and its form in -s are more often."""
    lines = (files(__package__) / "verbs.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ") for line in lines if not line.startswith("#"))


@lru_cache(maxsize=100_000)
def form_of(word: str) -> Form | None:
    """Say of which verb a word may be a form; ``None`` where it is none.

    >>> form_of("denied"), form_of("said"), form_of("voter")
    (Form(verb='deny', form='d'), Form(verb='say', form='d'), None)
    """
    if word in _NO_VERB:
        return None
    if word in _IRREGULAR:
        return Form(_IRREGULAR[word], "d")
    known = verbs()
    if word in known and word != "that":
        return Form(word, "B")
    for ending, form in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            for verb in _bare(word[: -len(ending)], ending):
                if verb in known:
                    return Form(verb, form)
    return _guessed(word)


def _bare(stem: str, ending: str) -> tuple[str, ...]:
    if ending in {"ied", "ies"}:
        return (stem + "y",)
    if ending == "s":
        return (stem,)
    short = len(stem) >= 2 and stem[-1] not in "aeiouwxy" and stem[-2] in "aeiou"  # noqa: PLR2004 - 'hop'
    if ending != "es" and short and (len(stem) == 2 or stem[-3] not in "aeiou"):  # noqa: PLR2004 - 'us'
        one = len(stem) == 2 or not set(stem[:-2]) & set("aeiou")  # noqa: PLR2004 - as above
        if one:
            return stem + "e", stem
    if ending != "es" and len(stem) > 2 and stem[-1] == stem[-2]:  # noqa: PLR2004 - 'planned'
        return stem, stem + "e", stem[:-1]
    return stem, stem + "e"


def _guessed(word: str) -> Form | None:
    """Take an unknown word in -ed or -ing for a form of a verb that the list does not know."""
    if word.startswith("un") or word in _NO_FORM:
        return None
    for ending, least in _GUESSED.items():
        if word.endswith(ending) and len(word) >= least:
            return Form(word[: -len(ending)], "g" if ending == "ing" else "d")
    return None


def is_adverb(word: str) -> bool:
    """Say whether an open word is an adverb by its ending."""
    return word.endswith("ly") and word not in _NO_ADVERB
