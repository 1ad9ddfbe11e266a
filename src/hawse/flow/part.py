"""One channel's files read, and as many of its steps run as an answer needs; no case."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hawse.channels import channels
from hawse.core.case import Case, CaseSource
from hawse.core.tables import CASE_PARTIES
from hawse.engine.catalog import Told
from hawse.engine.plan import plan
from hawse.engine.protocol import Engine, open_engine, run_plan
from hawse.engine.reading import Reading
from hawse.flow import ALWAYS, staged
from hawse.flow.files import channels_for, jobs_of, needed, part_of
from hawse.ledger import steps

LETTERS = 2
"""ISO 3166-1 alpha-2."""


@contextmanager
def part_run(  # noqa: PLR0917 - the files and what is asked of them
    name: str,
    files: Iterable[Path],
    target: str,
    makes: Collection[str],
    told: Told,
    aside: Callable[[Reading], bool] = lambda _: False,
) -> Iterator[tuple[Engine, tuple[Reading, ...]]]:
    """Give an engine that holds the tables ``makes``, and the files for which ``aside`` is true.

    Those are left unread. ``target`` is a typed id.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken.
    """
    asked = next(c for c in channels() if c.name == name)
    paths = tuple(CaseSource(0, str(p.resolve())) for p in files)
    case = Case(name, asked.question, target, (), *ALWAYS, Path("/"), sources=paths)
    plan_ = part_of(plan(channels(), steps.STEPS, steps.TABLES), asked, channels())
    jobs = jobs_of(case, channels_for(asked, channels()), plan_)
    left = tuple(j for j in jobs if aside(j))
    tables = needed(
        replace(asked, steps=tuple(s for s in asked.steps if s.makes in makes)), [asked]
    )
    mine = [p for p in plan_.steps if p.channel == name and p.step.makes in {*tables, *makes}]
    with TemporaryDirectory(prefix="hawse-") as scratch:
        held = open_engine("local", Path(scratch))
        try:
            held.declare(plan_.tables)
            held.read([j for j in jobs if j not in left], staged("read", told))
            held.put("case_parties", CASE_PARTIES.rows([{"role": "target", "id": target}]))
            run_plan(held, plan_, mine, staged("observe", told))
            yield held, left
        finally:
            held.close()


def country(target: str) -> str | None:
    """Give a country's two letters, however written, as a typed id; ``None`` where it is none.

    >>> country("kp"), country("country:KP"), country("Korea")
    ('country:KP', 'country:KP', None)
    """
    code = target.strip().removeprefix("country:").upper()
    return (
        f"country:{code}" if len(code) == LETTERS and code.isascii() and code.isalpha() else None
    )
