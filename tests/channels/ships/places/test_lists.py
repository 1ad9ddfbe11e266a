"""Published lists of ports: what each gives, what is refused, and how they become one."""

import io

import pytest

from hawse.channels.ships.places import lists

WPI = """World Port Index Number,Main Port Name,Alternate Port Name,UN/LOCODE,Country Code,Harbor Size,Latitude,Longitude
60500,Ch'ongjin,Seishin; Chungjin,KP CHO,Korea North,Small,41.766667,129.816667
60520,Senbong, , ,Korea North,Very Small,42.333333,130.4
60530,Nowhere, , ,Atlantis,Small,42.3,130.4
60540,Too Far North, ,KP TFN,Korea North,Small,95.0,130.4
"""
LOCODE = ""","KP",,".KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF",,,,,,,,
,"KP","CHO","Chongjin","Chongjin",,"1-3-----","RL","0401",,,
,"KP","RJN","Rajin (Najin)","Rajin (Najin)",,"1-------","RL","0401",,"4213N 13017E",
"=","KP",,"Rason = Rajin (Najin)","Rason = Rajin (Najin)",,,,,,,
,"KP","FNJ","Pyongyang","Pyongyang",,"---4----","AI","0401",,"3902N 12545E",
not a line of it
,"KP","BAD","Badplace","Badplace",,"1-------","RL","0401",,"9513N 19017E",
"""
GFW = """s2id,latitude,longitude,label,sublabel,iso3
1,42.90,131.40,SLAVYANKA,,RUS
2,42.92,131.46,SLAVYANKA,,RUS
3,42.91,131.44,SLAVYANKA,,RUS
4,42.91,131.44,,,RUS
5,42.91,191.44,ELSEWHERE,,RUS
6,42.91,131.44,ELSEWHERE,,XXX
"""


def parted(rows):
    rows = list(rows)
    places = {r.id: r for r in rows if isinstance(r, lists.Listed)}
    return places, [r for r in rows if isinstance(r, str)]


def test_the_world_port_index_gives_ports_with_and_without_a_code():
    """A country in words is learned from the rows that have a code; what is none is said."""
    places, refused = parted(lists.wpi(io.StringIO(WPI)))

    assert ["port:KPCHO", "port:WPI60520"] == sorted(places)
    assert ("KP", 42.33333, 130.4, "V") == (
        places["port:WPI60520"].country, places["port:WPI60520"].lat, places["port:WPI60520"].lon,
        places["port:WPI60520"].size,
    )  # fmt: skip
    assert ("Seishin", "Chungjin") == places["port:KPCHO"].others
    assert ["60530", "60540"] == [r.split()[3].strip(":") for r in refused]


def test_a_code_list_gives_its_ports_alone_with_their_other_names():
    """An airport is no port; a position that cannot be is none; an equal sign gives a name."""
    places, refused = parted(lists.unlocode(io.StringIO(LOCODE), "2024-2"))

    assert ["port:KPBAD", "port:KPCHO", "port:KPRJN"] == sorted(places)
    assert (42.2167, 130.2833) == (places["port:KPRJN"].lat, places["port:KPRJN"].lon)
    assert {"Najin", "Rason"} <= set(places["port:KPRJN"].others)
    assert places["port:KPBAD"].lat is places["port:KPCHO"].lat is None
    assert "UN/LOCODE 2024-2" == places["port:KPCHO"].source
    assert ["'not a line of it' is no line of a UN/LOCODE list"] == refused


def test_anchorages_of_one_label_are_one_place_in_their_middle():
    """A port has many cells; a cell without a label, a country or a place is none."""
    places, refused = parted(lists.anchorages(io.StringIO(GFW), {"RUS": "RU"}))

    assert ["port:GFW-RU-SLAVYANKA"] == list(places)
    one = places["port:GFW-RU-SLAVYANKA"]
    assert (42.91, 131.44, "anchorage") == (one.lat, one.lon, one.kind)
    assert 3 == len(refused)


def test_lists_of_one_place_are_joined():
    """The first that gives a position gives it; names are united; both sources are told."""
    every = [*lists.unlocode(io.StringIO(LOCODE), "2024-2"), *lists.wpi(io.StringIO(WPI))]

    joined = {p.id: p for p in lists.joined(p for p in every if isinstance(p, lists.Listed))}

    one = joined["port:KPCHO"]
    assert (41.76667, 129.81667, "S") == (one.lat, one.lon, one.size)
    assert "UN/LOCODE 2024-2; NGA World Port Index 60500" == one.source
    assert {"Seishin", "Chungjin"} <= set(one.others)


@pytest.mark.parametrize("name", ["Beilun Pt", "Kashima Ko", "Ridham Dock", "Agger Havn",
    "Tianjin Binhai International Apt"])  # fmt: skip
def test_a_word_for_the_kind_of_place_is_cut_from_a_name(name):
    """Crews write Beilun, not Beilun Pt."""
    assert lists.bare(name) == name.split()[0]
