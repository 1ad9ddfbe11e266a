"""Resolve who says a figure, whom it is about and what it counts, from the words of its row.

Rows write the same thing several ways: 'Russia (FCS via Energy Voice)' with partner PRK; 'ITC via
Yonhap' with partner RUS-PRK; partner RUS with direction 'PRK import'; '1718 Committee (China)'.
The ultimate speaker is the first one named; whoever stands after 'via' passed it on and is no
second source.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

WORLD: Final = "entity:world"
_FLIP: Final = {"export": "import", "import": "export"}
_OUTER: Final = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]*)\)\s*(?P<rest>.*)")
_FLOWS: Final = {
    "turnover": "total",
    "total": "total",
    "export": "export",
    "import": "import",
    "exports": "export",
    "imports": "import",
}
_LABOUR: Final = (
    (re.compile(r".*workers with valid permits"), "permits"),
    (re.compile(r".*workers"), "workers"),
    (re.compile(r"repatriated"), "repatriated"),
    (re.compile(r"wage"), "wage"),
    (re.compile(r"kept by worker"), "kept"),
    (re.compile(r"remittances?"), "remittances"),
)


@dataclass(frozen=True)
class Names:
    """What words name: countries by ISO code and by alias, products and speakers by alias."""

    iso3: Mapping[str, str]
    alias: Mapping[str, str]
    place: Mapping[str, str]
    product: Mapping[str, str]
    speaker: Mapping[str, tuple[str, str | None]]
    targets: frozenset[str] = field(default_factory=frozenset)

    def country(self, words: str) -> str | None:
        """Give the country, or all states together, that the whole of the words names."""
        found = self.iso3.get(words.strip()) or self.alias.get(words.strip().lower())
        return found if found and found.startswith(("country:", "entity:")) else None

    def starts_with(self, words: str) -> str | None:
        """Give the country whose name begins the words: 'Russian embassy in DPRK' is Russia's."""
        parts = words.lower().replace("'s", "").split()
        for n in range(min(4, len(parts)), 0, -1):
            found = self.alias.get(" ".join(parts[:n]), "")
            if found.startswith("country:"):
                return found
        return None

    def item(self, words: str) -> str:
        """Give the item that a product's name means; an unknown name becomes its own item."""
        text = " ".join(words.lower().split())
        return self.product.get(text) or re.sub(r"[^a-z0-9]+", "_", text).strip("_") or "all"


class Said(NamedTuple):
    """Who vouches: the ultimate speaker, its country, who passed it on, whom it speaks of."""

    speaker: str
    country: str | None
    via: tuple[str, ...]
    about: str | None


class Sides(NamedTuple):
    """Whom a figure is about, as the subject sees the flow."""

    subject: str | None
    counterpart: str | None
    flow: str | None
    counts: str
    place: str | None = None
    mirror: bool = False


def items_by_code(products: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Give the widest item of each HS code: 2710 is oil products, not one of those inside it."""
    rows = list(products)
    hs = {r["item"]: r["hs"] for r in rows}
    widest = [r for r in rows if r["hs"] and hs.get(r["within"]) != r["hs"]]
    return {r["hs"]: r["item"] for r in sorted(widest, key=lambda r: r["item"], reverse=True)}


def who(text: str, names: Names) -> Said:
    """Tell the ultimate speaker from those who passed its words on."""
    head, via = _via(text)
    about = None
    country = None
    if found := _OUTER.fullmatch(head):
        outer, inner, rest = found["outer"], found["inner"], found["rest"]
        inner, inner_via = _via(inner)
        via = (*inner_via, *via)
        whole = _supplier(inner, names)
        if whole and names.country(outer) is None:
            head, about = f"{outer} {rest}".strip(), whole
        elif inner and names.country(outer):
            office = (
                inner
                if inner.lower() in names.speaker or not inner[0].islower()
                else f"{inner} of {outer}"
            )
            head, country = office, names.country(outer)
        else:
            head = outer if not inner or not names.speaker.get(inner.lower()) else inner
            via = (rest.removeprefix("to ").strip(), *via) if rest.startswith("to ") else via
    if " to " in head:
        head, _, passed = head.partition(" to ")
        via = (passed.strip(), *via)
    known = names.speaker.get(head.strip().lower())
    if known:
        return Said(known[0], country or known[1], via, about)
    return Said(head.strip(), country or names.starts_with(head), via, about)


def sides(topic: str, partner: str, direction: str, said: Said, names: Names) -> Sides:
    """Tell subject, counterpart and flow; what a row does not say stays null."""
    if topic == "labour":
        return _labour(partner, direction, names)
    if topic == "cap":
        return Sides(None, names.country(partner), None, "cap")
    return _trade(topic, partner, direction, said, names)


def flipped(flow: str | None) -> str | None:
    """Give the flow as the other side sees it."""
    return _FLIP.get(flow or "", flow)


def _via(text: str) -> tuple[str, tuple[str, ...]]:
    """Split 'ITC via Kharon/Yonhap' (outside brackets) into speaker and those who passed it on."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and text[at : at + 4] == "via " and (at == 0 or text[at - 1] == " "):
            return text[:at].strip(), tuple(
                p.strip() for p in text[at + 4 :].split("/") if p.strip()
            )
    return text.strip(), ()


def _supplier(words: str, names: Names) -> str | None:
    """Give the supplier that brackets name: a country, all of them, or several as one."""
    if words.strip().lower() == "all":
        return WORLD
    if "+" in words:
        parts = [names.country(p) for p in words.split("+")]
        if all(parts):
            return "entity:" + "+".join(sorted(str(p).removeprefix("country:") for p in parts))
        return None
    return names.country(words)


def _trade(topic: str, partner: str, direction: str, said: Said, names: Names) -> Sides:
    counts = "notified" if topic == "fuel" and said.about else "trade"
    loaded = re.fullmatch(r"(?P<from>\S+) load (?P<port>.+)", direction)
    if loaded:
        ships = names.country(partner.removesuffix(" tankers"))
        return Sides(
            names.country(loaded["from"]),
            ships,
            "export",
            "loaded",
            names.place.get(loaded["port"].lower()),
        )
    if "ship-to-ship" in direction:
        return Sides(said.about or WORLD, names.country(partner), "export", "ship_to_ship")
    first, _, rest = direction.partition(" ")
    seen_by = names.country(first) if rest in _FLOWS else None
    flow = _FLOWS.get(rest if seen_by else direction)
    if seen_by:
        return _facing(Sides(seen_by, _supplier(partner, names), flow, counts), names)
    if "-" in partner:
        one, _, two = partner.partition("-")
        return _facing(Sides(names.country(one), names.country(two), flow, counts), names)
    subject = said.about or said.country
    return _facing(Sides(subject, names.country(partner), flow, counts), names)


def _facing(it: Sides, names: Names) -> Sides:
    """Turn a figure round where its subject is the target, so that the supplier is the subject."""
    if it.subject in names.targets and it.counterpart not in names.targets:
        return it._replace(
            subject=it.counterpart, counterpart=it.subject, flow=flipped(it.flow), mirror=True
        )
    return it


def _labour(partner: str, direction: str, names: Names) -> Sides:
    counts = next((c for pattern, c in _LABOUR if pattern.fullmatch(direction)), "other")
    first = direction.split(" ", 1)[0]
    workers = names.country(first) if counts in {"workers", "permits"} else None
    target = next(iter(sorted(names.targets)), None)
    return Sides(names.country(partner), workers or target, None, counts)
