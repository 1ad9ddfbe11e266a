"""Every step of the flow, the ledger's too, keeps the step's contract on the demo case's own rows."""

import random
from importlib.resources import files
from pathlib import Path

import pytest

import hawse
from hawse.engine.local import LocalEngine
from hawse.engine.work import Means, bucketed, run_bucket
from hawse.testing.contracts import mixed, worn

DEMO = Path(str(files("hawse").joinpath("demo/lifeline-2017/case.toml")))


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """Every step that ran, with the tables it took, the declared tables, and what it made."""
    ran = []
    run = LocalEngine.run

    def noted(self, planned):
        inputs = {name: self.table(name) for name in planned.inputs}
        part = run(self, planned)
        ran.append((planned, inputs, dict(self.tables), part.rows))
        return part

    LocalEngine.run = noted
    try:
        hawse.run(DEMO, tmp_path_factory.mktemp("every"), threads=1)
    finally:
        LocalEngine.run = run
    return ran


def rows(task, inputs, threads=1):
    return sorted(map(repr, run_bucket(task, inputs, Means(threads)).to_pylist()))


def test_the_demo_gives_many_steps_something_to_do(steps):
    """What follows would prove little on empty tables.

    The steps for positions, raw routes and lists stand idle: the demo has no such file, and their
    channels hold them to the contract on rows of their own.
    """
    busy = {planned.task.name for planned, _, _, made in steps if made}

    assert len(busy) > 35
    assert {"routes", "trade", "labour", "measures", "reports", "ledger"} <= {
        name.split(".")[0] for name in busy
    }


def test_no_step_hangs_on_the_order_of_its_rows_or_on_threads(steps):
    """Done with the doubles worn too: sums of round figures are the same in any order."""
    dice = random.Random(11)
    hanging = []
    for planned, inputs, _, _ in steps:
        for given in (inputs, {name: worn(table) for name, table in inputs.items()}):
            whole = rows(planned.task, given)
            shuffled = [
                rows(planned.task, {n: mixed(t, dice) for n, t in given.items()}, threads)
                for threads in (1, 2)
            ]
            if shuffled != [whole, whole]:
                hanging.append(planned.task.name)

    assert hanging == []


def test_every_step_that_says_how_it_may_be_split_may_be(steps):
    """Running bucket by bucket and joining equals running on everything."""
    parting = []
    for planned, inputs, tables, _ in steps:
        step = planned.step
        if step.by is None:
            continue
        for count in (2, 7):
            split = {n: dict(bucketed(tables[n], inputs[n], step.by, count)) for n in step.reads}
            pieces = []
            for bucket in range(count):
                part = {n: split[n].get(bucket, tables[n].empty()) for n in step.reads}
                pieces += rows(planned.task, {**inputs, **part})
            if sorted(pieces) != rows(planned.task, inputs):
                parting.append((planned.task.name, count))

    assert parting == []


def test_every_step_runs_on_empty_tables(steps):
    """Every declared table exists, perhaps empty; with no data nothing is found."""
    for planned, inputs, tables, _ in steps:
        made = run_bucket(planned.task, {n: tables[n].empty() for n in inputs}, Means())
        if planned.step.makes == "findings":
            assert made.num_rows == 0, planned.task.name
