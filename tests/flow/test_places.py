"""``hawse places import``: lists that a user has, made into one file that a case can name."""

import gzip

import pytest

import hawse
from hawse.core.errors import ReadError, SourceError

WPI = """World Port Index Number,Main Port Name,Alternate Port Name,UN/LOCODE,Country Code,Harbor Size,Latitude,Longitude
60500,Ch'ongjin,Seishin,KP CHO,Korea North,Small,41.766667,129.816667
60530,Nowhere, , ,Atlantis,Small,42.3,130.4
"""
LOCODE = ',"KP","CHO","Chongjin","Chongjin",,"1-3-----","RL","0401",,,\n'
GFW = "s2id,lat,lon,label,sublabel,iso3\n1,42.90,131.40,SLAVYANKA,,RUS\n"


def test_lists_of_all_three_kinds_become_one_file(tmp_path):
    """Packed or not, in any order; what is no place is counted with its reason."""
    (tmp_path / "wpi.csv").write_text(WPI)
    (tmp_path / "unlocode.csv.gz").write_bytes(gzip.compress(LOCODE.encode("latin-1")))
    (tmp_path / "gfw.csv").write_text(GFW)
    out = tmp_path / "places.csv"

    told = hawse.places_import(sorted(tmp_path.iterdir()), out, edition="2024-2")

    assert (2, 0) == (told["places"], told["without_position"])
    assert [
        ("Global Fishing Watch anchorages", 1, 0),
        ("UN/LOCODE", 1, 0),
        ("World Port Index", 1, 1),
    ] == [(f["list"], f["places"], f["refused"]) for f in told["files"]]
    lines = out.read_text("utf-8").splitlines()
    where, names = "41.76667,129.81667,port", "Seishin"
    source = "UN/LOCODE 2024-2; NGA World Port Index 60500"
    assert f"port:KPCHO,Chongjin,country:KP,{where},{names},,S,{source}" in lines


@pytest.mark.parametrize(
    "text", ["", "a,b,c\n1,2,3\n", WPI.splitlines()[0] + "\n", "\0\1\2", '"' * 99_999]
)
def test_a_file_of_another_kind_says_so(tmp_path, text):
    """No file of places is written out of it."""
    (tmp_path / "other.csv").write_text(text)

    with pytest.raises(ReadError, match=r"other\.csv, .*: found .*, wanted "):
        hawse.places_import([tmp_path / "other.csv"], tmp_path / "places.csv")

    assert not (tmp_path / "places.csv").exists()


@pytest.mark.parametrize(("text", "found"), [
    ("", "an empty file"),
    (" \n", "an empty file"),
    (WPI.splitlines()[0] + "\n", "World Port Index with 0 rows, none of them a place"),
    ("id,name,country,lat,lon,kind,other_names,part,size,source\n", "a file that an import wrote"),
    ("a,b\n1,2\n", "a file that begins 'a,b"),
])  # fmt: skip
def test_it_says_what_was_found_instead(tmp_path, text, found):
    """So that one knows what to do next."""
    (tmp_path / "other.csv").write_text(text)

    with pytest.raises(ReadError, match=found):
        hawse.places_import([tmp_path / "other.csv"], tmp_path / "places.csv")


def test_the_edition_in_a_files_name_goes_before_the_one_given(tmp_path):
    """Lists of two editions may be imported at once."""
    (tmp_path / "2023-1 UNLOCODE CodeListPart1.csv").write_text(LOCODE)
    (tmp_path / "other.csv").write_text(
        LOCODE.replace("CHO", "HGM").replace("Chongjin", "Hungnam")
    )

    hawse.places_import(sorted(tmp_path.iterdir()), tmp_path / "places.csv", edition="2024-2")

    made = (tmp_path / "places.csv").read_text("utf-8")
    assert "port:KPCHO,Chongjin,country:KP,,,port,,,,UN/LOCODE 2023-1\n" in made
    assert "port:KPHGM,Hungnam,country:KP,,,port,,,,UN/LOCODE 2024-2\n" in made


def test_a_refused_row_says_what_it_lacks(tmp_path):
    """By its number and its name."""
    (tmp_path / "wpi.csv").write_text(WPI)

    told = hawse.places_import([tmp_path / "wpi.csv"], tmp_path / "places.csv")

    assert ["World Port Index 60530 'Nowhere': no country"] == told["files"][0]["reasons"]


@pytest.mark.parametrize("text", [WPI, LOCODE, GFW], ids=["WPI", "UN/LOCODE", "GFW"])
def test_a_list_cut_at_every_byte_gives_places_or_says_why(tmp_path, text):
    """A download that broke off ends in places or in a clear error."""
    path, out = tmp_path / "list.csv", tmp_path / "places.csv"
    for end in range(len(text.encode())):
        path.write_bytes(text.encode()[:end])
        try:
            places = hawse.places_import([path], out)["places"]
        except ReadError as why:
            places = str(why).count("list.csv")

        assert places >= 1


def test_a_place_to_write_that_is_none_says_so(tmp_path):
    """The lists are read, and the folder is not there."""
    (tmp_path / "gfw.csv").write_text(GFW)

    with pytest.raises(SourceError, match="cannot be written"):
        hawse.places_import([tmp_path / "gfw.csv"], tmp_path / "no" / "places.csv")
