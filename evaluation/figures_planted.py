"""Slips planted in made-up figures: ``python -m evaluation.figures_planted [--files N] [--seed N]``.

Prints one JSON line: rows, recall of planted slips by type, false flags by type, each with a 95 % interval.
A slip counts as found if a flag names its row; a flag is false if it names no such row.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from evaluation.figure_notes import MAKERS, loose
from evaluation.figure_rows import Writer, made_up
from evaluation.figures import checked, labelled, wilson

NEAR = 2  # rows that are shown around a miss


def with_notes(writer: Writer, groups: int = 10) -> Writer:
    """Add groups whose notes carry the second figure, a third of them with a slip."""
    for _ in range(groups):
        if writer.dice.random() < 1 / 4:
            loose(writer)
        else:
            writer.dice.choice(MAKERS)(writer, slip=writer.dice.random() < 1 / 3)
    return writer


def report(files: int, seed: int, shown: int = 0) -> dict[str, object]:
    """Give the figures that the script prints; ``shown`` misses and false flags go to stderr."""
    rows = rejected = pairs = settled = 0
    planted, found, false = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        for number in range(files):
            writer = with_notes(made_up(seed * 100_003 + number))
            path.write_text(writer.text(), "utf-8")
            checks, read, bad = checked(path)
            marked = labelled(path) or set()
            slips = [c for c in checks if c["verdict"] == "slip"]
            flagged = {f for c in slips for f in c["figures"]}  # type: ignore[attr-defined]
            rows, rejected = rows + read, rejected + bad
            pairs += sum(c["check"] == "pair" for c in checks)
            settled += sum(c["check"] == "pair" and c["verdict"] == "explained" for c in checks)
            planted.update(writer.kinds[n] for n in marked)
            found.update(writer.kinds[n] for n in marked & flagged)
            wrong = {c["figures"][-1]: c for c in slips if not set(c["figures"]) & marked}  # type: ignore[index,call-overload]
            false.update(writer.kinds[n] for n in wrong)
            for n in [*sorted(marked - flagged), *wrong][:shown]:
                print(
                    number,
                    n,
                    "FALSE" if n in wrong else "MISSED",
                    writer.kinds[n],
                    wrong.get(n, {}).get("says"),
                    file=sys.stderr,
                )
                print(
                    "   ",
                    *(r for r in writer.rows if abs(int(r[0]) - int(n)) <= NEAR),
                    sep="\n    ",
                    file=sys.stderr,
                )
    honest = rows - sum(planted.values())
    return {
        "rows": rows, "rejected": rejected, "pairs": pairs, "explained": settled, "planted": sum(planted.values()),
        "slips_found": sum(found.values()), "recall": round(sum(found.values()) / max(1, sum(planted.values())), 4),
        "recall_interval": wilson(sum(found.values()), sum(planted.values())), "false_flags": sum(false.values()),
        "honest_rows": honest, "false_interval": wilson(sum(false.values()), honest),
        "by_type": {k: [found[k], planted[k]] for k in sorted(planted)}, "false_by_type": dict(sorted(false.items())),
    }  # fmt: skip


def main() -> int:
    """Print the report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--shown", type=int, default=0)
    args = asked.parse_args()
    print(json.dumps(report(args.files, args.seed, args.shown)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
