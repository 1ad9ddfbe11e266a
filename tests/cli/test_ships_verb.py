"""``hawse ships --from --to``: whose ports, and which country."""

import json
from pathlib import Path

import pytest

import hawse
from hawse.cli import main

DEMO = Path(hawse.__file__).parent / "demo" / "lifeline-2017" / "ships"


@pytest.mark.parametrize(
    ("asked", "home"), [(("--from", "RU", "--to", "KP"), 8), (("--from", "CN", "--to", "JP"), 0)]
)
def test_only_voyages_of_the_parties_are_told(capsys, asked, home):
    """The eight left Russia for North Korea; none of it is between China and Japan."""
    files = [str(DEMO / name) for name in ("traffic.nmea.gz", "declarations.csv")]

    code = main(["ships", *files, *asked, "--json"])

    found = json.loads(capsys.readouterr().out)["findings"]
    assert 0 == code
    assert home == sum(f["kind"] == "returned_home" for f in found)
