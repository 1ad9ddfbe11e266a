"""What all tests share: where the real data lie, and the rule that nothing may be skipped in CI."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
settings.register_profile("hawse", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("hawse")
NO_SKIPS = os.environ.get("HAWSE_NO_SKIPS") == "1"


@pytest.fixture(scope="session")
def shared():
    """The folder of real data that lies beside the repository and is no part of it."""
    if not SHARED.is_dir():
        pytest.skip(f"no real data: there is no folder {SHARED.name} beside the repository")
    return SHARED


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport():
    """Turn a skipped test into a failed one where everything is to run."""
    outcome = yield
    _forbid_skip(outcome.get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report():
    """Turn a skipped module into a failed one where everything is to run."""
    outcome = yield
    _forbid_skip(outcome.get_result())


def _forbid_skip(report):
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be (HAWSE_NO_SKIPS=1): {reason}"
