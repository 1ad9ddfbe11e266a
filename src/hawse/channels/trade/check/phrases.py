"""Does a note speak of its own row, or of something else?

A remark is held against its row only if every word around the figure is one that any remark has:
'text says nearly 170% year on year' is the row's own change, 'price fell 20%', '40% from
Vladivostok' and 'doubled its fleet' are other matters. An unknown word means: not judged.
"""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'/][^\W\d_]+)*|\d[\d.,]*")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\S+", text))


_ANY: Final = _words("""
    a an the it its this that these which was were is are been has have had be as by of to in at
    on and or so also about around nearly almost some roughly approximately circa approx more
    less than over under least most up down just close i.e e viz equal equals equalling
    equivalent gives give given makes make means meaning amounting amounts comes come
    corresponds corresponding works work out worked would text article story headline report
    reports reported reportedly says say said saying states state stated stating claims claimed
    quotes quoted prints printed writes wrote notes noted adds put puts agency paper press
    ministry office embassy according per spokesman officials official figure figures data
    number amount calls called described elsewhere here then sharply slightly significantly
    overall altogether all whole nominal nominally exactly
""")
OF_TRADE: Final = _words("""
    export exports import imports trade turnover total value bilateral deliveries delivery
    supplies supply shipments sales purchases goods two-way mutual
""")
OF_CHANGE: Final = OF_TRADE | _words("""
    year years yearly annual annually yoy y/y year-on-year year-over-year same period previous
    last earlier before ago prior preceding compared compare comparison against versus vs from
    since growth grew rise rising rose increase increased increasing fall fell falling drop
    dropped decline declined decrease decreased gain gained jump jumped surge surged slump
    slumped plunge plunged climb climbed soared shrank cut reduction higher lower larger smaller
    times fold dollar dollars terms usd month quarter half
""")
OF_WORTH: Final = _words("""
    worth valued value estimated costing cost price priced paid sold bought rate exchange
    then-current current converted conversion dollars euros yuan money us for each one remitted
    remittances earned sent home
""")
OF_WEIGHT: Final = _words("""
    same quantity volume weight amount tonnage barrels tonnes converted conversion notified
""")
_SPEAKER: Final = re.compile(
    r"\b[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?(?='s\b|\s+(?:says?|said|reports?|reported|states?|stated|"
    r"claims?|claimed|writes|wrote|gives|has|puts)\b)"
)


def own(text: str, *more: frozenset[str], years: bool = False) -> bool:
    """Say whether the words left of a remark, its figure taken out, are such as any remark has.

    ``more`` are words that belong to the remark's kind; with ``years`` a year may be named. Any
    other number, name or noun makes the remark one of another thing.

    >>> own("text says", OF_CHANGE), own("price fell", OF_CHANGE), own("from Vladivostok")
    (True, False, False)
    """
    bare = _SPEAKER.sub(" ", text)
    bare = re.sub(r"\((?:p|e|r|est|prelim)\.?\)", " ", bare)
    known = _ANY.union(*more)
    for word in _WORD.findall(bare):
        if word[0].isdigit():
            if not (years and re.fullmatch(r"(?:19|20)\d\d", word)):
                return False
        elif word.lower() not in known:
            return False
    return True
