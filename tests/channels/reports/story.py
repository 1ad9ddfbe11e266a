"""What the tests of the reports channel share: a wire story and its reprint, made up, and their bench."""

import csv
import hashlib
import io
from pathlib import Path

import pyarrow as pa

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.read.plain import READER
from hawse.channels.reports.tables import PLACE_WORDS
from hawse.core.source import Source
from hawse.testing import Bench

WIRE = """\
port louis ( reuters ) - traders say mongolia is quietly raising its fuel sales to north korea .
a mongolian carrier started routing north korean internet traffic last month , giving pyongyang a second link with the world besides russia .
exports to north korea rose 40 percent to $ 12.5 million in the second quarter of 2019 , led by diesel , according to mongolia s customs service .
at least three north korean tankers that left vladivostok with diesel cargoes in june have returned to nampo despite declaring other destinations .
about 12,000 north korean workers are employed in mongolia , said bat erdene , a labour lawyer in ulaanbaatar .
mongolia voted for tougher u.n. sanctions on north korea last year .
the number of trucks at the border post fell sharply in july , residents said .
the road to the border is poor and is closed for most of the winter because of snow .
it could take years to build a better one , he said .
"""
REPRINT = """\
Neighbour keeps North Korea supplied

PORT LOUIS • Traders say Mongolia is quietly raising its fuel sales to North Korea.

A Mongolian carrier started routing North Korean Internet traffic last month, giving Pyongyang a second link with the world besides Russia. Exports to North Korea rose 40 per cent to US$12.5 million (S$17 million) in the second quarter this year, led by diesel.

At least three North Korean tankers that left Vladivostok with diesel cargoes in June have returned to Nampo despite declaring other destinations. On Monday, officials put the figure at five.

About 12,000 North Korean workers are employed in Mongolia, said Mr Bat Erdene, a labour lawyer in Ulaanbaatar.

Mongolia voted for tougher UN sanctions on North Korea last year.

A version of this article appeared in the print edition of The Harbour Post on August 07, 2019, with the headline 'Neighbour keeps North Korea supplied'.
"""
OTHER = """\
Bakers in the old town said on Friday that flour had never been as cheap as in this summer.

The mill at the river bought a new oven, and the council will decide about the bridge in autumn, the mayor said.
"""


def source(text: bytes, name: str = "a.txt") -> Source:
    """Give a source whose id is the digest of its bytes."""
    return Source(hashlib.sha256(text).hexdigest(), name)


def documents(*texts: str | bytes) -> pa.Table:
    """Read texts as files and give their rows of ``documents``."""
    batches = []
    for text in texts:
        data = text if isinstance(text, bytes) else text.encode()
        batches += [
            b for name, b in READER.rows(io.BytesIO(data), source(data)) if name == "documents"
        ]
    return pa.Table.from_batches(batches)


def bench_of(store: Path, *texts: str | bytes, target: str | None = None) -> Bench:
    """Lay texts out on a real engine, nothing run yet."""
    bench = Bench(store, CHANNEL)
    bench.add("documents", documents(*texts))
    bench.add("place_words", places())
    if target:
        bench.add("case_parties", f"role    id\ntarget  {target}")
    return bench


def run(store: Path, *texts: str | bytes, target: str | None = None) -> Bench:
    """Run every step of the channel on texts with the real engine."""
    bench = bench_of(store, *texts, target=target)
    bench.run()
    return bench


def places() -> pa.Table:
    """Give the gazetteer that ships with the channel."""
    with CHANNEL.facts[0].path.open(encoding="utf-8", newline="") as file:
        return PLACE_WORDS.rows([dict(row) for row in csv.DictReader(file)])


def key_of(text: str | bytes) -> str:
    """Give the article id that a text gets."""
    return source(text if isinstance(text, bytes) else text.encode()).id + "#0"


class Kit:
    """What a test asks for: the texts, and ways to run them."""

    wire, reprint, other = WIRE, REPRINT, OTHER
    source = staticmethod(source)
    documents = staticmethod(documents)
    places = staticmethod(places)
    key_of = staticmethod(key_of)

    def __init__(self, store: Path) -> None:
        self.store = store

    def bench(self, *texts: str | bytes) -> Bench:
        """Lay texts out, nothing run yet."""
        return bench_of(self.store.with_name("other"), *texts)

    def run(self, *texts: str | bytes, target: str | None = None) -> Bench:
        """Run every step of the channel on texts."""
        return run(self.store, *texts, target=target)

    def rows(self, name: str, *texts: str | bytes, target: str | None = None) -> list[dict]:
        """Give the rows of one table made of texts."""
        return self.run(*texts, target=target).engine.table(name).to_pylist()

    def claims(self, text: str, target: str | None = None) -> list[dict]:
        """Give the claims of a single text that a day of 5 October 2017 dates."""
        return [
            c
            for c in self.rows("claims", DATED + text, target=target)
            if c["kind"] not in {"posture", "said", "event"}
        ]


DATED = "October 5, 2017\n\n"
