"""One channel alone on files: it takes with it what it builds on, and shows its own."""

import json

import pytest

from hawse.channels import channels
from hawse.cli import main
from hawse.core.errors import LedgerError
from hawse.flow import look
from hawse.flow.files import channels_for
from tests.made import PACKED

FILES = {
    "labour": "figures/reported_figures.csv",
    "trade": "figures/reported_figures.csv",
    "routes": "routes/upstreams_kp.csv",
}


@pytest.mark.parametrize("name", [c.name for c in channels()])
def test_a_channel_is_served_in_the_order_of_all(name):
    """The order of channels is part of what makes two runs the same."""
    asked = next(c for c in channels() if c.name == name)

    names = [c.name for c in channels_for(asked, channels())]

    assert name in names
    assert names == [c.name for c in channels() if c.name in names]


def test_labour_stands_on_trades_figures():
    """The workers are counted in a file that the trade channel reads."""
    labour = next(c for c in channels() if c.name == "labour")

    assert {"labour", "trade"} <= {c.name for c in channels_for(labour, channels())}


@pytest.mark.parametrize("name", FILES)
def test_a_channel_alone_finds_and_shows_its_own(name, capsys):
    """What it builds on runs with it and stays out of what is shown."""
    code = main([name, str(PACKED / FILES[name]), "--json"])
    got = json.loads(capsys.readouterr().out)

    assert 0 == code
    assert {name} == {f["channel"] for f in got["findings"]}


def test_an_unknown_channel_names_those_there_are(tmp_path):
    """Errors teach."""
    with pytest.raises(LedgerError, match="ships"):
        look("planes", [], tmp_path)
