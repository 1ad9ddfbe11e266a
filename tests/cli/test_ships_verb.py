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


HEAD = "mmsi,time,lat,lon,destination\n"
DAY = "2017-05-01T{:02d}:00:00Z"


def log(tmp_path, *, lines=""):
    """Write ten hours at Vladivostok and eight under way to the south, declared for Busan."""
    port = [f"445000001,{DAY.format(h)},43.10,131.88,BUSAN" for h in range(10)]
    sea = [f"445000001,{DAY.format(10 + h)},{42.9 - h / 6:.3f},131.9,BUSAN" for h in range(8)]
    path = tmp_path / "log.csv"
    path.write_text(HEAD + "\n".join([*port, *sea]) + f"\n{lines}", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--from", "Russia"), "for --from. found 'Russia', wanted a country's ISO 3166 alpha-2 code; that of Russia is RU"),
        (("--to", "XX"), "for --to. found 'XX', wanted a country's ISO 3166 alpha-2 code"),
    ],
)  # fmt: skip
def test_a_country_that_is_none_is_refused(tmp_path, capsys, asked, why):
    """With a country that nobody sails for, nothing would be found, and nothing would say why."""
    code = main(["ships", log(tmp_path), *asked])

    assert 2 == code
    assert why in " ".join(capsys.readouterr().err.split())


def test_codes_may_be_typed_small(tmp_path, capsys):
    """Typed kp, it is KP: the distances to its border are there."""
    main(["ships", log(tmp_path), "--from", "ru", "--to", "kp", "--json"])

    assert "distance" in {f["kind"] for f in json.loads(capsys.readouterr().out)["findings"]}


def test_what_cannot_be_judged_is_said_and_not_left_out(tmp_path, capsys):
    """A ship declared Busan and the log ends at sea: no finding is no acquittal."""
    said = "0 of 1 departures from RU can be judged"

    main(["ships", log(tmp_path)])
    shown = capsys.readouterr().out
    main(["ships", log(tmp_path), "--json"])

    assert said in shown
    assert [True] == [
        said in c["basis_text"] for c in json.loads(capsys.readouterr().out)["coverage"]
    ]


def test_many_rejects_of_one_reason_are_shown_once_and_all_are_counted(tmp_path, capsys):
    """A million torn lines are no reading matter."""
    path = log(tmp_path, lines="x,y,z,w,v\n" * 60)

    main(["ships", path])
    shown = capsys.readouterr().out
    main(["ships", path, "--json"])

    assert "60 rejects" in shown
    assert 1 == shown.count("x,y,z,w,v")
    assert 60 == len(json.loads(capsys.readouterr().out)["rejects"])


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
