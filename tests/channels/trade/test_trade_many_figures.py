"""A long table of reported figures costs time as its length, and memory that stays bounded."""

import io
import resource
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hawse.channels.trade.check.indexed import MOST as AT_ONE_TIME
from hawse.channels.trade.check.indexed import Spans
from hawse.channels.trade.check.scale import scale
from hawse.channels.trade.check.sums import sums
from hawse.channels.trade.read import reported_figures
from hawse.core.errors import ReadError
from hawse.core.source import Source

HEAD = "id,topic,reporter_or_speaker,partner,direction,period,value,unit,product,source_url,note\n"
ROOT = Path(__file__).parents[3]
LIMITED = """
    import resource
    from tests.channels.trade.test_trade_many_figures import read_and_named
    resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))
    rows = read_and_named(200_000)
    # of this process alone: ru_maxrss starts with what the process that began it held
    peak = next(l for l in open("/proc/self/status") if l.startswith("VmHWM"))
    print(rows, int(peak.split()[1]) >> 10)
"""


def lines(count):
    """Give figures of some hundred speakers, month by month, a third of them with a stated change."""
    yield HEAD.encode()
    for n in range(count):
        voice, month = n // 240, f"{2000 + n % 20}-{1 + n // 20 % 12:02d}"
        note = "+12.5% on 2016" if n % 3 == 0 else ""
        yield f"{n},trade,Speaker {voice},PRK,export,{month},{1 + n % 997},USD million,coal,https://x/{voice},{note}\n".encode()


class Endless(io.RawIOBase):
    """A file whose lines are made as they are asked for."""

    def __init__(self, count):
        self._lines = lines(count)
        self._left = b""

    def readable(self):
        """It can be read."""
        return True

    def readinto(self, buffer):
        """Give what is left of a line."""
        self._left = self._left or next(self._lines, b"")
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def read_and_named(count):
    """Read a table of ``count`` figures and run the step ``figures`` over it; give its rows."""
    import pyarrow as pa  # noqa: PLC0415 - in the limited process alone
    from evaluation.figures import facts  # noqa: PLC0415 - as above

    from hawse.channels.trade import READ_FIGURES  # noqa: PLC0415 - as above
    from hawse.channels.trade.tables import TARGET_FLOWS  # noqa: PLC0415 - as above
    from hawse.core.tables import CASE_PARTIES  # noqa: PLC0415 - as above

    file = io.BufferedReader(Endless(count))
    batches = reported_figures.READER.rows(file, Source("a" * 64, "long.csv"))
    whole = {n: facts(n) for n in READ_FIGURES.whole if n not in {"case_parties", "target_flows"}}
    return READ_FIGURES.does(
        reported_figures=pa.Table.from_batches([b for name, b in batches if name != "rejects"]),
        target_flows=TARGET_FLOWS.empty(),
        case_parties=CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]),
        **whole,
    ).num_rows


def test_two_hundred_thousand_figures_are_read_and_named_within_the_bound():
    """A process of 2 GB of data reads and names them; a third of the rows gives two more each."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(LIMITED)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=240,
    )  # fmt: skip

    assert 0 == done.returncode, done.stderr[-2000:]
    rows, peak_mb = (int(n) for n in done.stdout.split())
    assert rows > 200_000
    assert peak_mb < 1_200


def test_more_figures_than_anybody_reports_are_refused_with_what_to_do(monkeypatch):
    """Statistics in bulk belong to another reader; the place and the way out are named."""
    monkeypatch.setattr(reported_figures, "MOST", 2_000)
    file = io.BufferedReader(Endless(reported_figures.MOST + 1))

    with pytest.raises(ReadError, match=r"long.csv, line 2002: .*2,000 figures.*Comtrade"):
        for _ in reported_figures.READER.rows(file, Source("a" * 64, "long.csv")):
            pass


def figure(start, days, value, n=0):
    """Give one row as the checks see it."""
    at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=start)
    return {
        "figure": f"{start}-{days}-{n}", "topic": "fuel", "source_id": "s", "locator": f"line {n}", "subject": "country:CN",
        "counterpart": "country:KP", "flow": "export", "item": "oil_products", "counts": "trade", "place_from": None,
        "unit": "t", "quantity_kind": "level", "said_by": "X", "per": None, "url": "u", "note": None, "mirror": False,
        "q_low": value, "q_best": value, "q_high": value, "q_step": 1.0, "period_grain": "day", "synthetic": False,
        "period_start": at, "period_end": at + timedelta(days=days),
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [figure(n, 1, 7.0, n) for n in range(6000)] + [figure(0, 6000, 42_000.0)],
        [figure(0, 365, 7.0, n) for n in range(6000)],
        [figure(n % 100, 1 + n // 100, 7.0, n) for n in range(1000)],
    ],
    ids=["a chain of days", "one period many times", "periods in each other"],
)
def test_a_hostile_table_costs_no_square_of_its_length(rows):
    """Days that follow each other for years, one amount thousands of times, nested periods."""
    begun = time.process_time()
    sums(rows)
    scale(rows, [], {})

    assert time.process_time() - begun < 60


def test_of_one_period_a_bounded_number_of_rows_is_looked_at():
    """The first stay, in the order of the file."""
    spans = Spans([figure(0, 1, 7.0, n) for n in range(AT_ONE_TIME + 5)])

    assert [f"line {n}" for n in range(AT_ONE_TIME)] == [
        r["locator"] for r in spans.at(figure(0, 1, 1.0))
    ]


def test_rows_inside_a_period_are_found_and_no_others():
    """The day before, the day after and what hangs over the end are outside."""
    spans = Spans([figure(n, d, 7.0) for n, d in ((9, 1), (10, 1), (12, 8), (12, 9), (20, 1))])

    assert ["10-1-0", "12-8-0"] == [r["figure"] for r in spans.inside(figure(10, 10, 1.0))]


def test_the_limit_of_memory_is_one_that_bites():
    """A process that may not take memory does not: the bound of the test above is real."""
    code = "import resource; resource.setrlimit(resource.RLIMIT_DATA, (1 << 28, 1 << 28)); bytearray(1 << 29)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert resource.RLIMIT_DATA >= 0
    assert "MemoryError" in done.stderr
