"""What a bare number counts: the noun behind it, the amount before it, or nothing at all."""

from typing import Final

from hawse.channels.reports.extract.reading import Amount, Reading
from hawse.channels.reports.text.normal import listed

_NOUNS: Final = {
    "person": (
        "people persons person workers worker laborers labourers labourer laborer migrants "
        "nationals citizens refugees sailors loggers employees residents inhabitants soldiers "
        "troops diplomats passengers men women fishermen fisherman seafarers crewmen mariners "
        "technicians engineers students children civilians prisoners defectors trainees "
        "waitresses koreans russians americans iranians syrians"
    ),
    "ship": "ships ship vessels vessel tankers tanker freighters freighter boats boat carriers",
    "connection": "connections connection links link providers upstreams",
    "prefix": "prefixes",
    "vote": "votes",
    "measure": "sanctions measures resolutions resolution",
}
_NOUN: Final = {noun: unit for unit, nouns in _NOUNS.items() for noun in nouns.split()}
_STOP: Final = frozenset(
    listed(
        "of in on at to from and or but with by for is are was were be been has have had that who "
        "which as than a the its their his her this these those per during after before while when"
    )
) | frozenset(',;:().?!"-')
_THE: Final = frozenset({"the", "its", "their", "his", "her", "these", "those"})
_LABELLED: Final = frozenset(
    listed(
        "resolution resolutions paragraph article no number flight boeing page as imo channel "
        "room group chapter section highway route hs heading subheading code berth pier hull"
    )
)
_TIME: Final = frozenset(
    listed("weeks week months month years year minutes minute decades fortnight am pm")
)
_COMPOUND: Final = frozenset(listed("way sided pronged step stage state storey story dwt gt"))
_SMALL: Final = frozenset(
    listed("one two three four five six seven eight nine ten twenty hundred thousand")
)
_HELD: Final = (
    *(["up", "from"], ["down", "from"], ["compared", "with"]),
    *(["of", "which"], ["of", "whom"], ["of", "them"]),
)
_MOST_IN: Final = 10  # "1 in 10"; "40 in 2017" is none
_LONGEST_RATIO: Final = 8  # letters or digits
_HIGHEST_NAME: Final = 99  # ships and stations are numbered no higher


def counted(reading: Reading, last: int) -> tuple[str, str, str]:
    """Find what a bare number counts: the first known noun within six words."""
    following = reading.tokens[last + 1 : last + 9]
    if following and following[0].word == "of":
        following = following[2 if len(following) > 1 and following[1].word in _THE else 1 :]
    for at, token in enumerate(following[:6]):
        members = [t.word for t in following[at + 1 : at + 2]] == ["members"]
        if token.word == "crew" and (members or not at):
            return "person", "crew", "count"
        if token.word in _NOUN:
            return _NOUN[token.word], token.word, "count"
        if token.word in _STOP:
            break
    return "-", "", "count"


def is_label(reading: Reading, amount: Amount) -> bool:
    """Say whether a bare number counts nothing: a resolution, a flight, an hour, one of us."""
    words = reading.said
    word, before = words[amount.first], words[amount.first - 1] if amount.first else ""
    after = (*words[amount.last + 1 : amount.last + 3], "", "")
    of = before == "of" and amount.first > 1
    if before in _LABELLED or (of and words[amount.first - 2] == "tonnage"):
        return word.isdigit()
    one_of = word == "one" and (before in {"the", "not", "no"} or after[0] == "of")
    if one_of or _is_ratio(words, amount):
        return True
    if amount.unit != "-":
        return False
    if after[0] in _TIME | _COMPOUND or (word.isdigit() and _is_name(reading, amount)):
        return True  # "two weeks" is a span of time, "2 a.m." an hour, "two-way" a word
    pointed = not word.isdigit() and before in {"the", "these", "those", "other"}
    return (word in {"one", "a", "half"} and amount.best == 1) or pointed


def _is_ratio(words: list[str], amount: Amount) -> bool:
    """Say whether it is one end of '1 in 10' or of '15 to 0'."""
    if amount.first != amount.last and words[amount.last] == "0":
        return amount.low == 0
    ahead = words[amount.last + 1 : amount.last + 3]
    behind = words[max(amount.first - 2, 0) : amount.first]
    small = amount.best is not None and amount.best <= _MOST_IN
    one = len(ahead) > 1 and ahead[0] == "in" and _is_number(ahead[1]) and small
    return one or (len(behind) > 1 and behind[1] == "in" and _is_number(behind[0]))


def _is_number(word: str) -> bool:
    return len(word) <= _LONGEST_RATIO and (word.isdigit() or word in _SMALL)


def _is_name(reading: Reading, amount: Amount) -> bool:
    """Say whether a small number ends a name: 'the Chon Myong 1'."""
    if not amount.first or not reading.cased or (amount.best or 0) > _HIGHEST_NAME:
        return False
    before = reading.tokens[amount.first - 1]
    behind = reading.tokens[amount.last + 1 : amount.last + 2]
    ends = not behind or behind[0].word in _STOP
    return ends and amount.first > 1 and reading.text[before.start].isupper()


def follows(amounts: list[Amount], reading: Reading, amount: Amount) -> Amount:
    """Give 'up from 240', or '90 ships, of which 41', the unit of the amount before."""
    words = reading.said[max(amount.first - 3, 0) : amount.first]
    against = words[-2:] in _HELD
    if amount.unit != "-" or not amounts or not (against or words[-1:] == ["against"]):
        return amount
    last = amounts[-1]
    return amount._replace(unit=last.unit, kind=last.kind) if last.unit in _NOUNS else amount
