"""Screening: who is hit, as of when, and why; and when no hit is no answer."""

import gzip
import json
import tracemalloc
from datetime import date

import pytest

from hawse.channels.measures.screen.names_csv import BATCH
from hawse.channels.measures.screen.standing import Held
from hawse.core.errors import HawseError, SourceError
from hawse.flow.screened import screen
from hawse.flow.screening import asked_tables, read_lists, run_steps, shrunk
from tests.channels.measures.lists import samples

DAY = date(2017, 10, 5)


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    files = {
        "un.xml": samples.UN,
        "sdn_2019-01-15.csv": samples.SDN,
        "eu.csv": samples.EU,
        "alt_2019-01-15.csv": samples.ALT,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def hits(held, rows, **settings):
    """Screen rows given in memory: (entry, state) of each hit."""
    made = run_steps(held, asked_tables(rows), **settings)["screening_hits"].to_pylist()
    return {(r["party"].split()[-1], r["state"]): r for r in made}


@pytest.fixture(scope="module")
def ships(lists):
    return read_lists([lists / "eu.csv"])


@pytest.fixture(scope="module")
def people(lists):
    return read_lists([lists / "un.xml"])


def ask(tmp_path, text):
    path = tmp_path / "ask.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_ship_listed_two_days_before_is_hit_and_the_second_clock_is_told(lists, tmp_path):
    """HAO FAN 6's number was listed on 3 October 2017 and made public on the 9th: both are said."""
    path = ask(tmp_path, "name,schema,imo\nHARBOUR PEARL 6,vessel,8628597\n")

    got = screen(path, [lists / "eu.csv"], as_of=date(2017, 10, 3))

    assert [(date(2017, 10, 3), date(2017, 10, 9), "imo")] == [
        (h["in_force_from"], h["published"], h["found_by"]) for h in got.hits
    ]
    assert any("not public before 2017-10-09" in r for r in got.hits[0]["reasons_against"])


@pytest.mark.parametrize(
    ("day", "state"),
    [("2017-10-02", "not_yet"), ("2017-10-03", "in_force"), ("2017-10-04", "cannot_tell")],
)
def test_a_hit_is_one_on_the_days_that_are_known_alone(ships, day, state):
    """A screen without a day returns hits that did not exist; an undated file says nothing of later days."""
    assert {("8628597", state)} == set(
        hits(ships, [{"name": "HARBOUR PEARL 6", "schema": "vessel"}], as_of=day)
    )


def test_no_hit_between_no_two_versions_was_not_examined(lists, tmp_path):
    """A list of 2019 cannot say who was not on it in 2017."""
    path = ask(tmp_path, "name,schema\nNOBODY AT ALL,vessel\n")

    early = screen(path, [lists / "sdn_2019-01-15.csv"], as_of=DAY)
    same = screen(path, [lists / "sdn_2019-01-15.csv"], as_of=date(2019, 1, 15))

    assert ["US-SDN"] == [r["list"] for r in early.not_examined]
    assert "2019-01-15" in early.not_examined[0]["versions_held"]
    assert [] == same.not_examined


def test_an_alias_of_an_entry_that_no_file_has_is_an_alarm_and_screens_nobody(lists, tmp_path):
    """The list's three files may be of different days: such a name names nobody."""
    path = ask(tmp_path, "name,schema\nSUN-RISE AIR,company\n")

    alone = screen(path, [lists / "alt_2019-01-15.csv"], as_of=date(2019, 1, 15))
    both = screen(
        path,
        [lists / f"{part}_2019-01-15.csv" for part in ("sdn", "alt")],
        as_of=date(2019, 1, 15),
    )

    assert ([], 1) == (alone.hits, sum("names are of entries" in a for a in alone.alarms))
    assert [("36", ())] == [(h["party"].split()[-1], both.alarms) for h in both.hits]


@pytest.mark.parametrize(("name", "imo", "found"), [
    ("", "8628597", {("8628597", "in_force")}),
    ("OTHER NAME", "IMO 8628597", {("8628597", "in_force")}),
    ("HARBOUR PEARL 6", "", {("8628597", "in_force")}),
    ("PEARL SIX", "", {("8628597", "in_force")}),
    ("HARBOR PEARL 6", "", {("8628597", "in_force")}),
    ("HARBOUR PEARL 6", "862859", {("8628597", "in_force")}),
    ("HARBOUR PEARL 6", "8628579", {("8628597", "in_force")}),
    ("HARBOUR PEARL 6", "9562233", {("8628597", "vetoed")}),
    ("HARBOUR PEARL 2", "", set()),
    ("HARBOUR PEARL", "", set()),
    ("HARBOUR PEARL VI", "", {("8628597", "in_force")}),
    ("HARBOUR PEARL VII", "", set()),
    ("NO LIKENESS", "9562233", set()),
])  # fmt: skip
def test_ships_are_hit_by_number_first_and_digits_are_hard(ships, name, imo, found):
    """Look-alikes are many: 154 pairs among 433 ships, and 14 series that differ only in digits."""
    assert found == set(
        hits(ships, [{"name": name, "schema": "vessel", "imo": imo}], as_of="2017-10-03")
    )


def test_a_number_that_is_another_listed_hulls_does_not_hide_a_ship(tmp_path):
    """Who sails under a stolen number is found by name, and the number's owner by the number."""
    more = (
        samples.EU
        + b"32017R1509,,EU-PRK,XIV.B,Transportation restrictions,3.10.2017,,Vessel,PETREL EIGHT,,,,,,,,9562233,,\n"
    )
    (tmp_path / "eu.csv").write_bytes(more)

    got = hits(
        read_lists([tmp_path / "eu.csv"]),
        [{"name": "HARBOUR PEARL 6", "schema": "vessel", "imo": "9562233"}],
        as_of="2017-10-03",
    )

    assert {("8628597", "in_force"), ("9562233", "in_force")} == set(got)
    assert any("may be stolen" in r for r in got["8628597", "in_force"]["reasons_against"])


@pytest.mark.parametrize(("row", "found"), [
    ({"name": "PAK CHON IL"}, True), ({"name": "Chon-il PAK"}, True), ({"name": "박천일"}, True), ({"name": "박전일"}, False),
    ({"name": "PAK CHON IL", "birth": "1956-03-01"}, True), ({"name": "PAK CHON IL", "birth": "1990-03-01"}, True),
    ({"name": "PAK CHOON IL", "birth": "1990-03-01", "country": "BR"}, False), ({"name": "PAK"}, False), ({"name": "Maria Gonzalez"}, False),
])  # fmt: skip
def test_people_are_hit_by_names_and_what_else_is_known(people, row, found):
    """The own script comes first; births and countries speak for and against."""
    assert found == bool(hits(people, [{"schema": "person", **row}], as_of="2017-10-04"))


def test_every_hit_says_why_and_why_not(people):
    """A hit is a reason to look: whoever looks needs the reasons of both sides."""
    got = hits(
        people,
        [{"name": "PAK CHON IL", "schema": "person", "birth": "1990-03-01", "country": "KP"}],
        as_of="2017-10-04",
    )

    hit = got["KPi.900", "in_force"]
    assert ["every part of the name is the same (latin)", "both tied to KP"] == hit["reasons_for"]
    assert ["births differ: asked 1990-03-01, listed 1955/1957"] == hit["reasons_against"]


def test_a_name_on_one_version_and_not_on_the_next_has_ended(lists, tmp_path):
    """Removals are only seen between versions; the days between the two cannot be told."""
    later = b"\r\n".join(samples.SDN.split(b"\r\n")[:1]) + b"\r\n\x1a"
    (tmp_path / "sdn_2021-07-07.csv").write_bytes(later)
    held = read_lists([lists / "sdn_2019-01-15.csv", tmp_path / "sdn_2021-07-07.csv"])
    ship = [{"name": "HARBOUR PEARL 6", "schema": "vessel"}]

    states = {
        day: {s for _, s in hits(held, ship, as_of=day)}
        for day in ("2018-01-01", "2019-01-15", "2020-01-01", "2021-07-07")
    }

    assert {
        "2018-01-01": {"cannot_tell"},
        "2019-01-15": {"in_force"},
        "2020-01-01": {"cannot_tell"},
        "2021-07-07": {"ended"},
    } == states
    assert ["US-SDN: 2021-07-07 has 1 entries, 2019-01-15 had 3"] == list(held.alarms)


@pytest.mark.parametrize(("entries", "alarms"), [(80, 0), (79, 1)])
def test_a_list_that_shrank_by_more_than_a_fifth_is_an_alarm(entries, alarms):
    """A list that shrank is an alarm, not a result."""
    rows = [{"list": "L", "version": v, "first_on": date(y, 1, 1), "last_on": date(y, 1, 1), "entries": n, "whole": True, "source_id": "s"}
            for v, y, n in (("a", 2019, 100), ("b", 2020, entries))]  # fmt: skip

    assert alarms == len(shrunk(rows))


def test_days_between_two_whole_versions_are_covered():
    """Just before the first and just after the last no hit is no answer; a cut version covers nothing."""
    rows = [{"list": "L", "version": str(y), "first_on": date(y, 5, 1), "last_on": date(y, 5, 31), "whole": w, "source_id": "s"}
            for y, w in ((2019, True), (2021, True), (2023, False))]  # fmt: skip
    held = Held(rows)

    days = [
        date(2019, 5, 30),
        date(2019, 5, 31),
        date(2021, 5, 1),
        date(2021, 5, 2),
        date(2022, 1, 1),
    ]

    assert [False, True, True, False, False] == [held.covers("L", d) for d in days]


@pytest.mark.parametrize(("text", "reasons"), [
    ("name,schema\n" + "x" * 10_000 + ",person\n", ["a name of 10000 characters; the longest taken is 1000"]),
    ("name,schema\n,person\n", ["no name and no IMO number; give one of them"]),
    ("name,schema\nA,planet\n", ["schema 'planet'; wanted one of"]),
    ("name,schema\nПётр Ivanov 박천일,person\n\u202eabc\u0000\n".replace("\u0000", ""), []),
])  # fmt: skip
def test_bad_rows_are_rejects_and_mixed_scripts_are_read(lists, tmp_path, text, reasons):
    """One bad row does not stop the screen, and nothing vanishes."""
    got = screen(ask(tmp_path, text), [lists / "un.xml"], as_of=date(2017, 10, 4))

    assert all(a["reason"].startswith(b) for a, b in zip(got.rejects, reasons, strict=True))
    assert [] == got.hits


@pytest.mark.parametrize("data", [b"", b"hello\n"])
def test_an_empty_or_strange_list_is_refused_in_words(tmp_path, data):
    """An empty list must never look like a list on which nobody is."""
    (tmp_path / "list.csv").write_bytes(data)

    with pytest.raises(SourceError, match=r"wanted a sanctions list|no list reader takes it"):
        read_lists([tmp_path / "list.csv"])


@pytest.mark.parametrize(
    "asked",
    ["XARIM ILYAS KADIROV", "KARIM ILYASKADIROV", "KAR IM ILYAS KADIROV", "KARIM ILYA SKADIROV"],
)
def test_a_wrong_first_letter_or_a_moved_space_hides_nobody(tmp_path, asked):
    """A slip at a word's start puts it elsewhere in the alphabet; a space left out makes one word of two."""
    others = [
        f"{a}{b}ov {b}{a}in"
        for a in ("pet", "sid", "mol", "gur")
        for b in ("yr", "ak", "um", "es")
    ]
    entries = (
        json.dumps(
            {
                "id": str(n),
                "schema": "Person",
                "properties": {"name": [name], "topics": ["sanction"]},
            }
        )
        + "\n"
        for n, name in enumerate(["Karim Ilyas KADIROV", *others], start=1)
    )
    (tmp_path / "own_2020-01-01.json").write_text("".join(entries), "utf-8")

    got = hits(
        read_lists([tmp_path / "own_2020-01-01.json"]), [{"name": asked, "schema": "person"}]
    )

    assert {("1", "in_force")} == set(got)


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("KEREM ALYAS KADAROV", "0"),  # vowels written otherwise
        (
            "KARIM ILYAS AKDIROV",
            "0",
        ),  # a slip at the start of a family name that the list puts first
        ("ADBUL REHMAN KADIROV", "1"),  # a slip in Abdul, whose article goes with it
        ("ABDUUL RAHMAN KADIROV", "1"),
    ],
)
def test_vowels_slips_in_abdul_and_another_order_hide_nobody(tmp_path, asked, entry):
    """Each of these kept a listed name from being judged at all, or from being found."""
    first = [f"{a}{b}ov" for a in ("Pet", "Sid", "Mol", "Gur") for b in ("yr", "ak", "um", "es")]
    names = ["KADIROV, Karim Ilyas", "KADIROV, Abdul Rahman", *(f"{n} {n[::-1]}" for n in first)]
    entries = (
        json.dumps(
            {
                "id": str(n),
                "schema": "Person",
                "properties": {"name": [name], "topics": ["sanction"]},
            }
        )
        + "\n"
        for n, name in enumerate(names)
    )
    (tmp_path / "own_2020-01-01.json").write_text("".join(entries), "utf-8")

    got = hits(
        read_lists([tmp_path / "own_2020-01-01.json"]), [{"name": asked, "schema": "person"}]
    )

    assert {(entry, "in_force")} == set(got)


@pytest.mark.parametrize("other", ["ABDULLA KADIROV", "ABDUH RAHIM", "BASHIR KADIROVSKI"])
def test_other_names_are_no_slips_of_abdul(tmp_path, other):
    """Abdulla and Abduh are names of their own."""
    row = {
        "id": "1",
        "schema": "Person",
        "properties": {"name": ["Abdul Rahman KADIROV"], "topics": ["sanction"]},
    }
    (tmp_path / "own_2020-01-01.json").write_text(json.dumps(row) + "\n", "utf-8")

    assert {} == hits(
        read_lists([tmp_path / "own_2020-01-01.json"]), [{"name": other, "schema": "person"}]
    )


FOUR = {
    "PETREL 8": "9562233",
    "HAO FAN 6": "8628597",
    "TONG SAN 2": "8937675",
    "JIE SHUN": "8518780",
}


@pytest.fixture(scope="module")
def four(tmp_path_factory):
    """The four ships as EU 2017/1509, annex XIV.B, has them; HAO FAN 6 was listed once more in 2018."""
    head = samples.EU.decode().splitlines()[0]
    rows = [f"32017R1509,{n},EU-PRK,XIV.B,Transportation restrictions,3.10.2017,,Vessel,{name},,,,,,,,{imo},,"
            for n, (name, imo) in enumerate(FOUR.items(), start=1)]  # fmt: skip
    rows.append(
        "32017R1509,29,EU-PRK,XIV.B,Transportation restrictions,30.3.2018,,Vessel,HAO FAN 6,,,,,,,,8628597,,"
    )
    path = tmp_path_factory.mktemp("four") / "eu.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("by", ["number", "name", "both"])
@pytest.mark.parametrize(
    ("day", "state"),
    [(1, "not_yet"), (2, "not_yet"), (3, "in_force"), (5, "in_force")],
)
def test_the_four_ships_of_3_october_2017_are_hits_from_that_day_on(
    tmp_path, four, by, day, state
):
    """On the founding article's day they were listed; four days before there was no listing."""
    cells = {"number": "SOMETHING ELSE,vessel,{imo}", "name": "{name},vessel,", "both": "{name},vessel,{imo}"}[by]  # fmt: skip
    lines = [cells.format(name=name, imo=imo) for name, imo in FOUR.items()]
    path = ask(tmp_path, "name,schema,imo\n" + "\n".join(lines) + "\n")

    got = screen(path, [four], as_of=date(2017, 10, day))

    answer = "listed" if state == "in_force" else "other"
    assert [answer] * 4 == [a["answer"] for a in got.answers]
    told = {(h["asked_locator"], h["state"], h["in_force_from"], h["published"])
            for h in (*got.hits, *got.others) if h["in_force_from"] == date(2017, 10, 3)}  # fmt: skip
    assert {
        (f"line {n}", state, date(2017, 10, 3), date(2017, 10, 9)) for n in range(2, 6)
    } == told


@pytest.mark.shared
def test_the_eus_own_list_has_the_four_ships_from_3_october_2017(tmp_path, shared):
    """The same, with the list as the EU keeps it."""
    lines = [f"{name},vessel,{imo}" for name, imo in FOUR.items()]
    path = ask(tmp_path, "name,schema,imo\n" + "\n".join(lines) + "\n")
    lists = [shared / "data" / "measures" / "eu_32017R1509.csv.gz"]

    early, late = (screen(path, lists, as_of=date(2017, 10, day)) for day in (1, 5))

    assert ([], ["listed"] * 4) == (early.hits, [a["answer"] for a in late.answers])


def test_a_file_longer_than_a_part_is_screened_as_if_it_were_one(lists, tmp_path):
    """Parts bound the memory and change nothing: the same hits, an answer for every line in order."""
    few = ["PAK CHON IL,person", ",person", "SUN RISE AIRLINES,company"]
    many = [few[0], *(f"Nobody Atall{n},person" for n in range(BATCH)), *few[1:]]
    seen = []

    short = screen(ask(tmp_path, "\n".join(["name,schema", *few, ""])), [lists / "un.xml"])
    long = screen(
        ask(tmp_path, "\n".join(["name,schema", *many, ""])),
        [lists / "un.xml"],
        told=lambda what, done, of: seen.append((what, done, of)),
    )

    assert [(h["name"], h["score"]) for h in short.hits] == [
        (h["name"], h["score"]) for h in long.hits
    ]
    assert [f"row {n}" for n in range(1, BATCH + 4) if n != BATCH + 2] == [
        a["row"] for a in long.answers
    ]
    assert [f"line {BATCH + 3}"] == [r["locator"] for r in long.rejects]
    assert ("screen ask.csv", 0, BATCH + 3) == seen[0]
    assert ("screen ask.csv", BATCH + 3, BATCH + 3) == seen[-1]


def test_a_folder_of_lists_stands_for_the_lists_in_it(lists, tmp_path):
    """Whoever keeps lists in a folder names the folder; one without a list is told, not passed over."""
    (tmp_path / "notes.txt").write_text("no list\n", "utf-8")
    held = {v["list"] for v in read_lists([lists]).tables["list_versions"].to_pylist()}

    assert {"UN", "US-SDN"} <= held
    with pytest.raises(SourceError, match=r"found no sanctions list among the 1 files"):
        read_lists([tmp_path])


@pytest.mark.parametrize(
    ("name", "data", "silent"),
    [
        (
            "un.xml",
            b'<CONSOLIDATED_LIST dateGenerated="2017-10-05T00:00:00"><INDIVIDUALS/></CONSOLIDATED_LIST>',
            "un.xml",
        ),
        ("owners.csv", b"owner,owned,share\nA,B,60%\n", "no list"),
    ],
)
def test_a_list_without_an_entry_clears_nobody(tmp_path, name, data, silent):
    """A whole file that names nobody is a failed download sooner than a world without sanctions."""
    (tmp_path / name).write_bytes(data)
    path = ask(tmp_path, "name,schema\nPAK CHON IL,person\n")

    got = screen(path, [tmp_path / name], as_of=DAY)

    assert [("not_examined", [silent])] == [(a["answer"], a["lists_silent"]) for a in got.answers]
    assert [silent] == [u["list"] for u in got.not_examined]


@pytest.mark.parametrize(
    ("name", "start", "body"),
    [
        ("un.xml.gz", samples.UN[:200], b"a"),  # within a tag
        ("un.xml.gz", samples.UN[: samples.UN.index(b"PAK")], b"a"),  # within a name
        ("eu.csv.gz", samples.EU[:400], b"x"),
        (
            "ftm.json.gz",
            b'{"id":"1","schema":"Person","properties":{"topics":["sanction"],"name":["',
            b"a",
        ),
        ("sdn.csv.gz", b'36,"', b"0"),
        ("ask.csv.gz", b"name,schema\n", b"x"),
    ],
)
def test_a_list_or_a_file_that_unpacks_without_end_is_refused(lists, tmp_path, name, start, body):
    """Three hundred megabytes out of three hundred kilobytes: a clear fault, and memory stays bounded."""
    path = tmp_path / name
    with gzip.open(path, "wb", 9) as file:
        file.write(start)
        for _ in range(270):
            file.write(body * (1 << 20))
    good = ask(tmp_path, "name,schema\nPAK CHON IL,person\n")
    asked, held = (path, lists / "un.xml") if name.startswith("ask") else (good, path)
    tracemalloc.start()
    try:
        with pytest.raises(
            HawseError, match=r"found more than|no list reader takes it|a tag of"
        ) as fault:
            screen(asked, [held])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert name in str(fault.value)
    assert peak < 60 << 20
