"""Which words of trade speak of trade between countries: not a trade union, not a shop's sales."""

import re
from typing import Final

from hawse.channels.reports.extract.scene import Scene
from hawse.channels.reports.text.normal import listed

_NOT_TRADE: Final = re.compile(
    r" (?:trade|trade s) (?:union|unions|war|minister|ministry|talks|deal|deals"
    r"|agreement|relations|ties|barriers|sanctions|deficits?|surplus|surpluses|gap|imbalance"
    r"|balance|polic(?:y|ies)|representatives?|prosecutors?|enforcement|officials?|negotiators?"
    r"|negotiations|pacts?|accords?|groups?|blocs?|secretary|commissioners?|associations?"
    r"|organi[sz]ations?|disputes?|violations?|practices|secrets|tensions|routes?|missions?"
    r"|delegations?|embargo|restrictions|curbs|bans?|tariffs?|bills?|laws?|rules|shows?|fairs?) "
)
_TAXED: Final = re.compile(
    r" (?:tariffs?|dut(?:y|ies)|tax(?:es)?|lev(?:y|ies)|curbs?|restrictions?|bans?|sanctions"
    r"|embargo(?:es)?|quotas?) (?:\S+ )?(?:on|against) (?:\S+ ){0,4}$"
)
_SOLD: Final = frozenset(
    listed(
        "sales sold purchases purchased bought buying supplied supplies delivered deliveries "
        "shipped"
    )
)
"""What shops and firms do as well."""
_NEAR: Final = 120  # letters: longer than a tariff with five words behind it


def is_modifier(shape: str, at: int) -> bool:
    """Say whether a word only says of what sort another is: a trade deficit, a trade ministry."""
    return _NOT_TRADE.match(shape, at - 1) is not None


def is_taxed(shape: str, at: int) -> bool:
    """Say whether a figure behind the word is none of it: 'a tariff on imports of cars'."""
    return _TAXED.search(shape, max(at - _NEAR, 0), at) is not None


def is_traded(scene: Scene, word: str) -> bool:
    """Say whether a word speaks of trade between countries: sales do where one is named beside."""
    return word not in _SOLD or bool(scene.countries())
