"""What ships say of themselves, run by run."""

import pytest

from hawse.channels.ships.observe.said import said
from hawse.channels.ships.tables import STATICS
from hawse.testing import table_of

HEAD = (
    "ship       sent_at           kind  line  name  draught_m  destination  source_id  synthetic\n"
)


def runs(text):
    made = said(table_of(STATICS, HEAD + text))
    return [
        (
            r["ship"] % 10, r["name"], r["destination"], r["draught_m"], f"{r['start']:%H}-{r['end']:%H}",
            r["messages"], r["line"],
        )
        for r in made.to_pylist()
    ]  # fmt: skip


def test_messages_that_say_the_same_are_one_run_until_another_is_sent():
    """What comes back is a run of its own, and each ship has its own runs, however the rows lie."""
    got = runs("""
        445000001  2017-04-01T03:00  5  4  GULL  5.0  BUSAN   s  false
        445000001  2017-04-01T01:00  5  2  GULL  5.0  BUSAN   s  false
        445000002  2017-04-01T01:00  5  1  TERN  5.0  BUSAN   s  false
        445000001  2017-04-01T00:00  5  3  GULL  5.0  BUSAN   s  false
        445000001  2017-04-01T02:00  5  5  GULL  5.0  WONSAN  s  false
    """)

    assert [
        (1, "GULL", "BUSAN", 5.0, "00-01", 2, 3),
        (1, "GULL", "WONSAN", 5.0, "02-02", 1, 5),
        (1, "GULL", "BUSAN", 5.0, "03-03", 1, 4),
        (2, "TERN", "BUSAN", 5.0, "01-01", 1, 1),
    ] == got


def test_what_is_not_said_differs_from_what_is_and_not_from_itself():
    """A draught of null twice is one run; a draught typed after it begins another."""
    got = runs("""
        445000001  2017-04-01T00:00  5  1  GULL  -    -      s  false
        445000001  2017-04-01T01:00  5  2  GULL  -    -      s  false
        445000001  2017-04-01T02:00  5  3  GULL  4.5  -      s  false
        445000001  2017-04-01T03:00  5  4  GULL  -    -      s  false
    """)

    assert [(None, 2), (4.5, 1), (None, 1)] == [(draught, many) for *_, draught, _, many, _ in got]


@pytest.mark.parametrize(
    "left_out",
    [
        "445000001  2017-04-01T01:00  24  2  TERN  -    -       s  false",
        "445000001  -                 5   2  TERN  5.0  WONSAN  s  false",
    ],
)
def test_parts_and_what_has_no_time_end_no_run(left_out):
    """A message of type 24 says a part at a time: it is no change of the rest."""
    got = runs(f"""
        445000001  2017-04-01T00:00  5  1  GULL  5.0  BUSAN  s  false
        {left_out}
        445000001  2017-04-01T02:00  -  3  GULL  5.0  BUSAN  s  false
    """)

    assert [(1, "GULL", "BUSAN", 5.0, "00-02", 2, 1)] == got


def test_one_made_up_message_makes_a_run_made_up():
    """A run is real where all of it is."""
    made = said(table_of(STATICS, HEAD + """
        445000001  2017-04-01T00:00  5  1  GULL  5.0  BUSAN   s  false
        445000001  2017-04-01T01:00  5  2  GULL  5.0  BUSAN   s  true
        445000001  2017-04-01T02:00  5  3  GULL  5.0  WONSAN  s  -
    """))  # fmt: skip

    assert [True, False] == made["synthetic"].to_pylist()


def test_nothing_gives_nothing():
    """The empty table is a table."""
    assert 0 == said(STATICS.empty()).num_rows
