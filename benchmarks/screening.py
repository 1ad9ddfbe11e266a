"""How fast are names screened, beside rapidfuzz's brute force and nomenklatura's matcher, turn by turn?

    python -m benchmarks.screening POSITIVES.csv NEGATIVES.csv[.gz] LIST... [--names 10000] [--rounds 3]
        [--peer PYTHON]         a Python with nomenklatura, in an environment of its own
        [--million [NAMES]]     a million names put together from parts of real ones against --listed 100000

Seconds are of the process's CPU on one thread, for the names asked about; reading and indexing lists, which is
done once, is given apart, and so is the first turn, in which tables and compiled code are loaded. No two of the
names asked about are the same: where the files have too few, given and family names of others are put together.
Brute force is rapidfuzz's ratio of sorted tokens, all pairs, at 80 (the best of its scorers on these names).
Recall and false hits of each stand beside its speed.
"""

import argparse
import itertools
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from evaluation.screen_rows import rows_of
from rapidfuzz import fuzz, process

from hawse.channels.measures.screen.forms import form, latin_of
from hawse.channels.measures.screen.pairs import likeness
from hawse.channels.measures.screen.sounds import sound
from hawse.flow.screening import Lists, asked_tables, indexed, read_lists, run_steps

PEER_NAMES, CUTOFF, PART = 40, 80, 25_000
PEER = """
import json, sys, time
from followthemoney import model
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig
given = json.load(sys.stdin)
algorithm = get_algorithm("logic-v2")
config = ScoringConfig.defaults()
def person(n, name):
    return model.get_proxy({"id": str(n), "schema": "Person", "properties": {"name": [name]}})
listed = [person(n, name) for n, name in enumerate(given["listed"])]
algorithm.compare(person("a", "John Smith"), listed[0], config)
asked = [person(n, name) for n, name in enumerate(given["asked"])]
started = time.process_time()
best = [max(algorithm.compare(a, listed[c], config).score for c in near) if near else 0.0
        for a, near in zip(asked, given["near"])]
print(json.dumps({"seconds": time.process_time() - started, "best": best}))
"""


def people(held: Lists) -> Lists:
    """Keep the people of the lists."""
    parties = held.tables["listed_parties"]
    keep = pa.compute.equal(parties["schema"], "person")
    chosen = {
        (r["list"], r["party"]) for r in parties.filter(keep).select(["list", "party"]).to_pylist()
    }
    names = held.tables["listed_names"]
    mask = [
        (a, b) in chosen
        for a, b in zip(names["list"].to_pylist(), names["party"].to_pylist(), strict=True)
    ]
    tables = {
        **held.tables,
        "listed_parties": parties.filter(keep),
        "listed_names": names.filter(pa.array(mask)),
    }
    return fresh(Lists(tables, held.alarms))


def fresh(held: Lists) -> Lists:
    """Forget every name that was made ready, and index the lists anew."""
    for known in (form, latin_of, sound, likeness):
        known.cache_clear()
    return Lists(indexed(held.tables), held.alarms)


def ours(held: Lists, rows: list[dict[str, str]]) -> tuple[float, set[int]]:
    """Screen rows; give the seconds and the rows that were hit."""
    held, asked = fresh(held), asked_tables(rows, schema="person")
    started = time.process_time()
    made = run_steps(held, asked)
    spent = time.process_time() - started
    return spent, {
        int(line.split()[-1]) - 2 for line in made["screening_hits"]["asked_locator"].to_pylist()
    }


def brute(held: Lists, rows: list[dict[str, str]]) -> tuple[float, set[int]]:
    """Hold every name against every listed one."""
    listed = [
        " ".join(sorted(form(n, "person").latin))
        for n in held.tables["listed_index"]["name"].to_pylist()
    ]
    form.cache_clear()
    started = time.process_time()
    asked = [" ".join(sorted(form(r["full_name"], "person").latin)) for r in rows]
    hit: set[int] = set()
    for start in range(0, len(asked), 500):
        block = process.cdist(
            asked[start : start + 500],
            listed,
            scorer=fuzz.ratio,
            score_cutoff=CUTOFF,
            dtype=np.uint8,
            workers=1,
        )
        hit |= {start + int(n) for n in np.flatnonzero(block.max(axis=1))}
    return time.process_time() - started, hit


def peer(python: Path, held: Lists, rows: list[dict[str, str]], seed: int) -> dict[str, Any]:
    """Let nomenklatura's matcher judge a few names against the candidates that its own index would give it.

    Its index takes seconds to minutes apart; here it is spared that: it is given, for each name, the listed
    names that share a token or are nearest by trigrams, at most 200.
    """
    dice = random.Random(seed)  # noqa: S311 - a sample, nothing secret
    sample = dice.sample(rows, PEER_NAMES)
    listed = held.tables["listed_index"]["name"].to_pylist()
    texts = [" ".join(form(n, "person").latin) for n in listed]
    near = []
    for row in sample:
        text = " ".join(form(row["full_name"], "person").latin)
        found = process.extract(text, texts, scorer=fuzz.token_set_ratio, limit=200)
        near.append([at for _, _, at in found])
    given = json.dumps({"listed": listed, "asked": [r["full_name"] for r in sample], "near": near})
    done = subprocess.run(
        [str(python), "-c", PEER], input=given, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def asked_about(
    listed: list[dict[str, str]], others: list[dict[str, str]], count: int
) -> list[dict[str, str]]:
    """Give as many rows as are wanted, the listed people first, no name twice among the others."""
    seen = {r["full_name"] for r in listed}
    more = [r for r in others if r["full_name"] not in seen and not seen.add(r["full_name"])]
    parts = [n for r in more if len(n := r["full_name"].split()) > 1]
    made = (
        {"full_name": name}
        for step in range(1, len(parts))
        for at, one in enumerate(parts)
        if (name := " ".join([*one[:-1], parts[at - step][-1]])) not in seen and not seen.add(name)
    )
    short = count - len(listed) - len(more)
    return [*listed, *more, *itertools.islice(made, max(0, short))][:count]


def names_of_parts(real: list[str], count: int, seed: int) -> Iterator[str]:
    """Put names together of parts of real ones that stand at the same place; the same each time."""
    dice = random.Random(seed)  # noqa: S311 - made-up names, nothing secret
    whole = [n.split() for n in real]
    by_size: dict[int, list[list[str]]] = {}
    for one in whole:
        by_size.setdefault(len(one), []).append(one)
    for _ in range(count):
        like = by_size[len(dice.choice(whole))]
        yield " ".join(dice.choice(like)[k] for k in range(len(like[0])))


def slip(name: str, dice: random.Random) -> str:
    """Leave one letter of a name out."""
    at = dice.randrange(len(name))
    return name[:at] + name[at + 1 :] if name[at] != " " else name


def million(real: list[str], others: list[str], count: int, listed: int) -> dict[str, Any]:
    """Screen names against names, in parts of 25,000 as the command line does.

    One in a hundred is a listed one with a slip; the others are put together of parts of
    people's names that are on no list.
    """
    names = list(names_of_parts(real, listed, 7))
    dice = random.Random(11)  # noqa: S311 - made-up names, nothing secret
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people_2020-01-01.json"
        with path.open("w") as file:
            for n, name in enumerate(names):
                properties = {"name": [name], "topics": ["sanction"]}
                row = {"id": str(n), "schema": "Person", "properties": properties}
                file.write(json.dumps(row) + "\n")
        started, clock = time.process_time(), time.perf_counter()
        held = read_lists([path])
    ready = time.process_time() - started
    hit, slips, found = 0, 0, 0
    strangers = names_of_parts(others, count, 13)
    for _ in range(0, count, PART):
        known = [dice.randrange(listed) for _ in range(PART // 100)]
        rows = [{"full_name": slip(names[n], dice)} for n in known]
        rows += [{"full_name": n} for n in itertools.islice(strangers, PART - len(known))]
        hits = run_steps(held, asked_tables(rows, schema="person"))["screening_hits"]
        got = {(int(line.split()[-1]) - 2, party) for line, party in
               zip(hits["asked_locator"].to_pylist(), hits["party"].to_pylist(), strict=True)}  # fmt: skip
        slips, found = (
            slips + len(known),
            found + sum((at, str(n)) in got for at, n in enumerate(known)),
        )
        hit += len({at for at, _ in got if at >= len(known)})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"names": count, "listed": listed, "index_seconds": round(ready, 1), "cpu_seconds": round(time.process_time() - started, 1),
            "seconds": round(time.perf_counter() - clock, 1), "slips": slips, "slips_found": found,
            "strangers_hit": hit, "peak_mb": round(peak)}  # fmt: skip


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("positives", type=Path)
    ask.add_argument("negatives", type=Path)
    ask.add_argument("lists", type=Path, nargs="+")
    ask.add_argument("--names", type=int, default=10_000)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--peer", type=Path)
    ask.add_argument("--million", type=int, nargs="?", const=1_000_000)
    ask.add_argument("--listed", type=int, default=100_000)
    given = ask.parse_args()
    listed, others = rows_of(given.positives), rows_of(given.negatives)
    rows = asked_about(listed, others, given.names)
    started = time.process_time()
    held = people(read_lists(given.lists))
    ready = time.process_time() - started
    if given.million:
        real = held.tables["listed_index"]["name"].to_pylist()
        print(
            json.dumps(
                million(real, [r["full_name"] for r in others], given.million, given.listed)
            )
        )
        return
    mine, theirs, matched = [], [], []
    first, _ = ours(held, rows)
    for turn in range(given.rounds):  # turn by turn, so that a busy machine slows all of them
        mine.append(ours(held, rows))
        theirs.append(brute(held, rows))
        if given.peer:
            matched.append(PEER_NAMES / peer(given.peer, held, rows, 7 + turn)["seconds"])
    speed = {
        k: statistics.median(s for s, _ in v) for k, v in (("hawse", mine), ("rapidfuzz", theirs))
    }
    quality = {k: {"recall": round(len(h & set(range(len(listed)))) / len(listed), 4),
                   "false_hit_rate": round(len({n for n in h if n >= len(listed)}) / (len(rows) - len(listed)), 5)}
               for k, h in (("hawse", mine[0][1]), ("rapidfuzz", theirs[0][1]))}  # fmt: skip
    said: dict[str, Any] = {
        "names": len(rows), "listed": held.tables["listed_index"].num_rows, "seconds": round(speed["hawse"], 3),
        "least_seconds": round(min(s for s, _ in mine), 3), "first_seconds": round(first, 3),
        "per_second": round(len(rows) / speed["hawse"]), "index_seconds": round(ready, 2),
        "ratio_rapidfuzz": round(statistics.median(b / a for (a, _), (b, _) in zip(mine, theirs, strict=True)), 2),
        "quality": quality,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip
    if matched:
        said["nomenklatura_per_second"] = round(statistics.median(matched), 1)
        said["ratio_nomenklatura"] = round(statistics.median(
            len(rows) / s / m for (s, _), m in zip(mine, matched, strict=True)), 1)  # fmt: skip
    print(json.dumps(said))


if __name__ == "__main__":
    sys.exit(main())
