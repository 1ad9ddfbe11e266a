"""Errors: one root, one line that says what to do, whole after crossing a process border."""

import pickle

import pytest

from hawse.core import errors
from hawse.core.errors import CaseError, Fault, HawseError, ReadError, StepError

EVERY = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, HawseError)]


def test_every_error_is_of_one_root_and_has_an_exit_code():
    """A caller catches one name; a shell tells the cases apart."""
    assert len(EVERY) > 8
    assert {e.__name__: e.exit_code for e in EVERY} == {
        "HawseError": 1, "CaseError": 3, "SourceError": 4, "ReadError": 4, "PlanError": 3,
        "StepError": 1, "LedgerError": 4, "VerifyError": 6, "HashError": 5, "FigureError": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    "error",
    [
        ReadError("a.csv", "line 3", "'x'", "a number"),
        StepError("ships.stays", "no such column", "select 1"),
        CaseError([Fault("case.toml:1", "x", "y"), Fault("case.toml:2", "z", "")]),
        errors.SourceError("a.csv: missing"),
    ],
    ids=lambda e: type(e).__name__,
)
def test_an_error_crosses_a_process_border_whole(error):
    """A worker's message is the message that the user reads."""
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(there) is type(error)
    assert str(there) == str(error)
    assert vars(there) == vars(error)


def test_a_read_error_says_where_what_was_found_and_what_was_wanted():
    """A message without a place sends people searching."""
    assert (
        str(ReadError("a.csv", "line 3", "'x'", "a number"))
        == "a.csv, line 3: found 'x', wanted a number"
    )
