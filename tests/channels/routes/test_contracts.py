"""The contracts of the seam, held by every step and by the channel."""

import io
from dataclasses import replace
from typing import ClassVar

import pyarrow as pa
import pytest

from hawse.channels.routes import CHANNEL, STEPS
from hawse.channels.routes.read import mrt_archive
from hawse.core.tables import SHARED
from hawse.testing import Bench, ChannelContract, StepContract, a_source
from tests.channels.routes.conftest import fill, run
from tests.channels.routes.test_carried import crimea, gone
from tests.channels.routes.test_changed_by_day import tables

HISTORY = {
    "4837>131279": "1" * 12,
    "20485>131279": "000000111111",
    "22351>131279": "111000000000",
    "6453>29386": "111011100111",
    "3491>29256": "000111111000",
    "3356>1000": "111111111111",
    "12389>201776": "111111111111",
}


class TestChannel(ChannelContract):
    """The channel as a whole."""

    channel = CHANNEL


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Every table of one run: the inputs of all steps."""
    bench = Bench(tmp_path_factory.mktemp("store"), CHANNEL, threads=2)
    fill(bench)
    daily = tables({4837: "1" * 14, 20485: "0" * 7 + "1" * 7})
    for data in (gone(3_600), crimea(), daily):
        for name, batch in mrt_archive.rows(io.BytesIO(data), a_source("rrc00/updates.mrt")):
            bench.add(name, pa.Table.from_batches([batch]))
    bench.add(
        "case_parties",
        """
        role    id
        target  as:201776
    """,
    )
    run(bench, "country:KP", HISTORY)
    return {n: bench.engine.table(n) for n in bench.plan.tables}


def contract(number: int) -> type[StepContract]:
    """Make the contract's test class for one step; its inputs are what the steps before it make."""
    own = STEPS[number]
    small = {n: 1 for n in ("least_relations", "least_pairs") if n in own.settings}

    class TestStep(StepContract):
        step = replace(own, settings={**own.settings, **small})
        tables: ClassVar = {**SHARED, **{t.name: t for t in CHANNEL.tables}}
        inputs: ClassVar = {}

        @pytest.fixture(autouse=True)
        def _filled(self, made):
            type(self).inputs = {n: made[n] for n in (*self.step.reads, *self.step.whole)}

    TestStep.__doc__ = f"The step {STEPS[number].name}."
    return TestStep


for _number, _step in enumerate(STEPS):
    globals()[f"TestStep{_number}_{_step.name}"] = contract(_number)
