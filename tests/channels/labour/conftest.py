"""Where real tables of labour lie beside the repository."""

from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Path:
    """The folder of real data beside the repository; skip where it is not there."""
    folder = Path(__file__).parents[4] / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared with real data here")
    return folder
