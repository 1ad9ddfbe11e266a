"""Errors, all of one root.

HawseError
├── CaseError        the case file asks for something that cannot be; carries every fault at once
├── SourceError      a source is missing, leaves the root, or no reader takes it
│   └── ReadError    a file is not what its reader takes it for
├── PlanError        the steps do not fit together
├── StepError        a step failed; carries the step's name and its text
├── LedgerError      a ledger is missing, or an id is not in it
└── VerifyError      a ledger, a source or a figure does not hold
    ├── HashError    a source's bytes are not those that were read (exit 5)
    └── FigureError  a figure does not recompute (exit 6)
"""

from collections.abc import Sequence
from typing import NamedTuple


class HawseError(Exception):
    """The root: whatever Hawse raises on purpose is one of these."""

    exit_code = 1


class Fault(NamedTuple):
    """One fault of a case file: where, what was found, and what to do about it."""

    where: str
    found: str
    cure: str

    def __str__(self) -> str:
        """Give the fault as one line."""
        return (
            f"{self.where}: {self.found}; {self.cure}"
            if self.cure
            else f"{self.where}: {self.found}"
        )


class CaseError(HawseError):
    """The case file asks for something that cannot be; all its faults are reported at once."""

    exit_code = 3

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

    def __reduce__(self) -> tuple[type["CaseError"], tuple[tuple[Fault, ...]]]:
        """Let the error cross a process border whole."""
        return (type(self), (self.faults,))


class SourceError(HawseError):
    """A source is missing, unreadable, outside the case's root, or taken by no reader."""

    exit_code = 4


class ReadError(SourceError):
    """A file is broken in a way that would make the rows after it wrong."""

    def __init__(self, path: str, where: str, found: str, wanted: str) -> None:
        super().__init__(f"{path}, {where}: found {found}, wanted {wanted}")
        self.path, self.where, self.found, self.wanted = path, where, found, wanted

    def __reduce__(self) -> tuple[type["ReadError"], tuple[str, str, str, str]]:
        """Let the error cross a process border whole."""
        return (type(self), (self.path, self.where, self.found, self.wanted))


class PlanError(HawseError):
    """The steps do not fit together: a table without a maker, a cycle, a setting nobody reads."""

    exit_code = 3


class StepError(HawseError):
    """A step failed; says which one, and shows the text that ran."""

    def __init__(self, step: str, why: str, text: str = "") -> None:
        super().__init__(f"step {step}: {why}" + (f"\n{text}" if text else ""))
        self.step, self.why, self.text = step, why, text

    def __reduce__(self) -> tuple[type["StepError"], tuple[str, str, str]]:
        """Let the error cross a process border whole."""
        return (type(self), (self.step, self.why, self.text))


class LedgerError(HawseError):
    """There is no ledger here, or no such id in it."""

    exit_code = 4


class VerifyError(HawseError):
    """Something that was written down does not hold when it is looked at again."""

    exit_code = 6


class HashError(VerifyError):
    """A source's bytes are not those that were read."""

    exit_code = 5


class FigureError(VerifyError):
    """A figure of the ledger does not recompute."""
