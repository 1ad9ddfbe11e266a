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


def test_what_ships_did_is_told_with_the_measures_that_could_cover_it(capsys):
    """Spring 2017: no cap on fuel yet, rules of conduct already; each finding says so."""
    files = [str(DEMO / name) for name in ("traffic.nmea.gz", "declarations.csv")]

    main(["ships", *files, "--from", "RU", "--to", "KP", "--json"])

    found = json.loads(capsys.readouterr().out)["findings"]
    homes = [f for f in found if f["kind"] == "returned_home"]
    answers = [{r["measure_id"]: r["answer"] for r in f["would_cover"]} for f in homes]
    assert {"not_yet"} == {a["2375-14a"] for a in answers}
    assert {"may_apply"} == {a[m] for a in answers for m in ("2270-18", "2321-8", "2321-9")}
    assert not any("covers" in a.values() for a in answers)


def test_rejected_lines_are_told_by_file_and_reason_in_their_order(capsys, tmp_path):
    """Twelve bad lines in two files are three rows, the tenth line after the second."""
    good = "273000001,2017-04-01T00:{:02}:00Z,42.9,132.1\n"
    lines = [good.format(n) if n % 2 else f"27300{n:04},soon,42.9,132.1\n" for n in range(20)]
    (tmp_path / "one.csv").write_text("mmsi,time,lat,lon\n" + "".join(lines), "utf-8")
    lines = ["273000001,2017-04-01T00:00:00Z,91.5,1\n", "273000001,1970-01-01T00:00:00Z,1,1\n"]
    (tmp_path / "two.csv").write_text("mmsi,time,lat,lon\n" + "".join(lines), "utf-8")

    code = main(["ships", *(str(tmp_path / f"{n}.csv") for n in ("two", "one"))])

    told = capsys.readouterr().out.partition("12 rejects")[2].split("\n")[2:5]
    assert 0 == code
    assert [["one.csv", "10", "line", "2"], ["two.csv", "1", "line", "2"], ["two.csv", "1", "line", "3"]] == [
        row.split()[:4] for row in told
    ]  # fmt: skip
    assert "outside the years 1990 to 2099" in told[2]
