"""Articles made of drawn words, of which some are cut from others, and reports of news density."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

KEPT = (0.8, 0.6, 0.45, 0.3)
NEAR = 5_000
ALIGNED = 600  # pairs that the rate of alignment is taken of
REPORT = (
    "Exports of {item} to North Korea from China {moved} {share} percent to {tonnes:,} tonnes in {month}, the customs "
    "service said. At least {count} tankers left the port with fuel and returned home despite declaring other "
    "destinations, officials said. About {workers:,} North Korean workers are employed in Mongolia, according to a "
    "labour lawyer in Ulaanbaatar. The {place} is closed in winter. Nobody could say when the bridge would be mended. "
    "It is long and it is narrow. "
)
DRAWN = {
    "item": ("diesel", "coal", "fuel", "grain", "timber", "kerosene"),
    "moved": ("rose", "fell", "grew", "dropped", "jumped"),
    "month": ("January", "March", "May", "August", "October"),
    "count": ("five", "eight", "three", "a dozen", "11"),
    "place": ("road", "pass", "harbour", "crossing", "railway"),
}


@dataclass
class Made:
    """What was written: planted pairs (child, parent, share kept), and the texts of the first of them."""

    planted: list[tuple[int, int, float]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def texts(count: int, seed: int, found: Made) -> Iterator[str]:
    """Make articles one after the other, of which only the last 5,000 are held."""
    dice = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnoprstuvw"))
    vocabulary = np.array(
        ["".join(dice.choice(letters, size=int(n))) for n in dice.integers(2, 10, 30_000)]
    )
    rank = 1.0 / np.arange(1, 30_001)
    chance = np.cumsum(rank / rank.sum())
    held: dict[int, list[str]] = {}
    for n in range(count):
        if n > 20 and n % 20 == 0:
            parent, kept = int(dice.integers(max(0, n - NEAR), n)), KEPT[(n // 20) % 4]
            keep = [s for s in held[parent] if dice.random() < kept] or held[parent][:3]
            held[n] = [
                " ".join(w if dice.random() > 0.03 else "other" for w in s.split(" "))
                for s in keep
            ]
            found.planted.append((n, parent, kept))
            if len(found.pairs) < ALIGNED:
                found.pairs.append((" ".join(held[n]), " ".join(held[parent])))
        else:
            length = int(np.clip(dice.normal(436, 120), 80, 1200))
            drawn = vocabulary[np.searchsorted(chance, dice.random(length))]
            held[n] = [
                " ".join(drawn[at : at + 22]).capitalize() + "." for at in range(0, length, 22)
            ]
        held.pop(n - NEAR, None)
        yield "\n\n".join(" ".join(held[n][at : at + 3]) for at in range(0, len(held[n]), 3))


def told_reports(times: int, count: int = 200) -> Iterator[str]:
    """Make reports of six times ``times`` sentences, each with figures and words of its own."""
    dice = np.random.default_rng(times)
    for _ in range(count):
        yield "".join(
            REPORT.format(
                share=int(dice.integers(2, 90)),
                tonnes=int(dice.integers(1_000, 90_000)),
                workers=int(dice.integers(1_000, 60_000)),
                **{name: str(dice.choice(words)) for name, words in DRAWN.items()},
            )
            for _ in range(times)
        )
