"""What the tests of the ships channel share."""

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ships"


@pytest.fixture
def shared():
    """The folder of real data; a test that needs it is skipped where it is missing."""
    if not DATA.is_dir():
        pytest.skip("needs ../shared/data/ships with real files")
    return DATA
