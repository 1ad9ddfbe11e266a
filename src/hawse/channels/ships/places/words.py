"""Words that crews write besides the name of a place, in the languages they write them in."""

import re
from collections.abc import Iterable
from typing import Final

from hawse.channels.ships.places.vocabulary import LISTS, listed

SEPARATOR: Final = re.compile(
    r"\s*(?:<?[-=~]*>+<?|<[-=~>]*|[-=~]{2,}|\*{2,}|\)\(|[=~/\\+&;|,:]|\s-\s|\s\.\s"
    r"|\b(?:TO|AND|OR|VS|VV)\b|\bV\.V\.?)\s*"
)
"""What stands between the ports of a voyage; a lone hyphen and a space are tried later."""

STATUS: Final = re.compile(
    r"\b(?:(?:A?WAIT\w*|STAND\w*|WTG|AWT\w*)\s*(?:FOR|4)?\s*(?:NEW|FURTHER|FURTH|NEXT)?\s*(?:ORDERS?|ORD|INST\w*|BERTH\w*|PILOT|CARGO|LOCK)?"
    r"|(?:FOR|4|BY|UNDER|NEW|TO)\s*ORDERS?|FOR\s*ORD|ORDERS?|F[./]?O\.?(?=$|\s)|O/?ORDERS?"
    r"|(?:VHF\s*)?CH(?:ANNEL)?\.?\s*\d{1,2}(?:[/,]\d+)*(?:\s*FOR\s*DEST\w*)?|VHF\s*\d+"
    r"|DRIFT\w*|FISHING(?:\s*GROUNDS?)?|FISHERY|FISKE\w*|VISSERIJ|PESCA|VISSEN"
    r"|AT\s*ANCHOR|ANCHORED|ANCHORING|AT\s*SEA|IN\s*PORT|MOORED|ALONGSIDE|UNDERWAY|LAID\s*UP|STOPPED"
    r"|(?:AT\s*)?SEA\s*TR(?:IA|AI)LS?|TRIALS?|TESTS?|TESTING|SAR|ON\s*DUTY|DUTY|PATROL\w*|SURVEY\w*|RESEARCH|DREDGING|BAGGEREN"
    r"|TOWAGE|TOWING|TUG\s*SERVICE|ESCORT\w*|ASSIST\w*|ASSITANCE|BUNKER(?:ING|S)?|REPAIRS?|MAINTENANCE|SALVAGE"
    r"|CRUISING|SAILING|PLEASURE|RACING|VARIOUS|HARBOU?R\s*(?:DUTIES|SERVICE|WORK)|PILOT\s*DUTY|PILOTING|WORKING|WORK"
    r"|ARMED\s*GUARDS?(?:\s*ON\s*?BOARD)?|SECURITY\s*ON\s*BOARD|NUC|RAM|NOT\s*(?:DEFINED|AVAILABLE|KNOWN|SET)"
    r"|NO\s*DEST\w*|DESTINATION|UNKNOWN|UNDEFINED|UNDEF|TBA|TBN|TBC|NONE|NIL|N/A|HOME\s*PORT|HOME|STANDBY|STBY"
    r"|DIVING|SUPPORT|GUARD|TRAINING|EXERCISE\w*|ICE\s*BREAKING|OIL\s*RECOVERY|PILOT\s*VESSEL|LOCAL|DAY\s*TRIP"
    r"|NOT\s*UNDER\s*COMMAND|UNDER\s*TOW|TUG\s*(?:IN\s*)?OP\w*|CABLE\s*LAY\w*|PIPE\s*LAY\w*|KEEP\s*CLEAR|CREW\s*CHANGE"
    r"|ONBEKEND|VARIABLE|CLASSIFIED|LIGHTERING|STS)\b"
)

_PLAIN_SIGNS: Final = re.compile(r"[<>=~/\\+&;|,:]+")


def parted(text: str, tokens: Iterable[str]) -> list[str]:
    """Part a text of ``tokens`` at what stands between the ports of a voyage.

    No piece is empty. Where nothing else than single signs can part it, a short pattern does.
    """
    plain = not ("-" in text or "." in text or "*" in text or ")" in text)
    signs = _PLAIN_SIGNS if plain and JOINED.isdisjoint(tokens) else SEPARATOR
    return [piece for p in signs.split(text) if (piece := p.strip())]


AREA_WORDS: Final = listed("area")
"""Words that tell of a sea or a site, no port."""
AREA_STARTS: Final = listed("area_start")
"""The first six letters of such words."""
AREA_ENDS: Final = listed("area_end")
"""The last seven letters of such words."""
AREA_ALONE: Final = listed("area_alone")
"""Rivers, canals and sounds, as keys: where one stands alone it names no port."""
NOISE: Final = listed("noise")
"""Words beside a name that tell of a berth, a pilot, a quay or a time; no names by themselves."""
PASSAGE: Final = NOISE | listed("passage")
"""These, and the words of a passage through a river or canal."""
ARRIVAL: Final = listed("arrival")
"""Of these, the words that a ship from afar may write."""
STATUS_STARTS: Final = listed("status_start")
"""The first three letters of the tokens that ``STATUS`` may begin with: others need no search."""
STATUS_BEGINS: Final = listed("status_begin")
"""What a status begins with, spaces and signs left out: of these letters one must stand there."""
STATUS_WORDS: Final = listed("status_word")
"""Whole words that are a status and of which longer words that are none begin."""
STATUS_ALONE: Final = listed("status_alone")
"""Words that are names of places too, but mean a status where they stand alone."""
FIRST_WORDS: Final = {
    name.removeprefix("first_"): words
    for name, words in LISTS.items()
    if name.startswith("first_")
}
"""A first word cut short, and the words that it may be."""
JUNK: Final = re.compile(
    r"^(?:[^A-Z]*|(.)\1{2,}|[A-Z]{0,1}[^A-Z]+[A-Z]?|MOB\b.*|(?:MOBILE|TEL|TLF|PHONE)\b[^A-Z]*\d[^A-Z]*)$"
)
DIGITS: Final = str.maketrans({"0": "O", "1": "I", "5": "S", "3": "E", "8": "B", "4": "A"})
SIGNS: Final = re.compile(r"[<>=~/\\+&;|,:]|--|\*\*|\)\(|\s[-.]\s|V\.V")
JOINED: Final = frozenset({"TO", "AND", "OR", "VS", "VV"})
DROPPED: Final = {n: None for n in range(128) if not chr(n).isalnum() and chr(n) != "@"}
MARKS: Final = str.maketrans({"`": "'", "\u2019": "'", "_": " "})
