"""The fixtures of the reports channel's tests."""

from pathlib import Path

import pytest

from tests.channels.reports.story import Kit


@pytest.fixture
def kit(tmp_path):
    """The texts, and the real engine to run them on."""
    return Kit(tmp_path / "store")


SHARED = Path(__file__).resolve().parents[4] / "shared" / "articles"


@pytest.fixture
def founding():
    """The two founding articles as they are; skipped where they are missing."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/articles with the founding articles")
    return [path.read_bytes() for path in sorted(SHARED.glob("*.txt"))]
