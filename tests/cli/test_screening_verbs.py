"""``hawse screen`` and ``hawse measures`` as a user types them."""

import json

import pytest

from hawse.cli import main
from tests.channels.measures.lists import samples

ASK = "id,name,schema,imo\na,HARBOUR PEARL 6,vessel,8628597\nb,HARBOUR PEARL 6,vessel,9562233\nc,Nobody At All,vessel,\n"


@pytest.fixture
def told(capsys):
    """Give a way to run a verb in this process: (code, stdout, stderr)."""

    def run(*words):
        code = main([str(w) for w in words])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


@pytest.fixture
def files(tmp_path):
    """Give a file of names and a list."""
    names, held = tmp_path / "ask.csv", tmp_path / "eu.csv"
    names.write_text(ASK, "utf-8")
    held.write_bytes(samples.EU)
    return names, held


def test_a_screen_prints_hits_with_reasons_and_what_was_not_examined(told, files):
    """What a person needs to judge a hit stands beside it; a no-hit on an undated list is told as none."""
    names, held = files

    code, out, _ = told("screen", names, "--lists", held, "--as-of", "2017-10-05")

    assert 0 == code
    assert "3 names as of 2017-10-05" in out
    assert "same IMO number 8628597, check digit holds" in out
    assert "a different IMO number" in out
    assert "Not examined: no hit says nothing of these" in out
    assert "Versions held" in out


def test_a_screen_gives_one_json_object_with_an_answer_for_each_name(told, files):
    """Another program reads the same: hits, others, answers, versions, alarms."""
    names, held = files

    code, out, _ = told("screen", names, "--lists", held, "--as-of", "2017-10-03", "--json")
    made = json.loads(out)

    assert (0, 1) == (code, len(out.splitlines()))
    assert ["listed", "other", "not_examined"] == [a["answer"] for a in made["answers"]]
    assert ["in_force"] == [h["state"] for h in made["hits"]]
    assert ["vetoed"] == [h["state"] for h in made["others"]]
    assert {"as_of", "versions", "not_examined", "alarms", "rejects", "rows"} <= set(made)


def test_no_hit_is_an_answer_between_two_versions_of_a_list(told, tmp_path):
    """Two whole versions around the day: who is on neither was on none."""
    names = tmp_path / "ask.csv"
    names.write_text("name,schema\nNobody At All,person\n", "utf-8")
    for day in ("2019-01-15", "2021-07-07"):
        (tmp_path / f"sdn_{day}.csv").write_bytes(samples.SDN)

    code, out, _ = told(
        "screen",
        names,
        "--lists",
        *sorted(tmp_path.glob("sdn*")),
        "--as-of",
        "2020-01-01",
        "--json",
    )

    assert 0 == code
    assert ["no_hit"] == [a["answer"] for a in json.loads(out)["answers"]]


@pytest.mark.parametrize(("words", "code", "said"), [
    (("screen", "@none", "--lists", "@held"), 4, "cannot be read"),
    (("screen", "@names", "--lists", "@none"), 4, "found no file"),
    (("screen", "@names", "--lists", "@names"), 4, "no list reader takes it"),
    (("screen", "@names"), 2, "--lists"),
    (("screen", "@names", "--lists", "@held", "--as-of", "2017-13-01"), 2, "2017-13-01"),
    (("measures",), 2, "--on"),
    (("measures", "--on", "2017-10-05", "--hs", "x"), 2, "HS code 'x'"),
    (("measures", "@names", "--on", "2017-10-05"), 2, "is no table of measures"),
])  # fmt: skip
def test_a_wrong_question_ends_with_its_code_and_says_what_to_do(
    told, files, tmp_path, *, words, code, said
):
    """No traceback, whatever is typed; the same in JSON."""
    stand = {"@names": files[0], "@held": files[1], "@none": tmp_path / "nothing.csv"}
    typed = [stand.get(w, w) for w in words]

    got, _, err = told(*typed)
    again, out, _ = told(*typed, "--json")

    assert (code, code) == (got, again)
    assert said in err.replace("\n", " ")
    assert code == json.loads(out)["exit_code"]


def test_measures_says_in_a_sentence_and_in_rows_what_would_cover_an_act(told):
    """The issue's own line, and the day before it would have been another."""
    code, out, _ = told("measures", "--on", "2017-10-05", "--hs", "2710", "--target", "KP")
    _, before, _ = told(
        "measures", "--on", "2017-09-30", "--hs", "2710", "--target", "KP", "--json"
    )
    made = json.loads(before)

    assert 0 == code
    assert out.startswith("trade in HS 2710 on 2017-10-05 would be covered by S/RES/2375 para 14")
    assert made["says"].startswith("no quantity measure in force covered")
    assert "not_yet" == next(m["answer"] for m in made["measures"] if m["id"] == "2375-14a")


def test_a_table_of_measures_of_the_users_own_stands_beside_ours(told, tmp_path):
    """A row of one's own is judged like ours; a bad row is told, not lost."""
    head = "id,regime,instrument,adopted,in_force_from,in_force_to,side,subject,hs,kind,value,unit,period,aggregation,exemption_or_grace,paragraph,replaced_by,check,source\n"
    (tmp_path / "own.csv").write_text(
        head
        + "own-1,UN-DPRK,National order,2010-01-01,2010-01-01,,supply,oil,2710,ban,,,,,,1,,A,gazette\n"
        + "own-2,UN-DPRK,National order,2010-01-01,2010-02-30,,supply,oil,2710,ban,,,,,,1,,A,gazette\n"
    )

    _, out, _ = told(
        "measures", tmp_path / "own.csv", "--on", "2016-01-01", "--hs", "2710", "--json"
    )
    made = json.loads(out)

    assert ["own-1"] == [m["id"] for m in made["measures"] if m["answer"] == "covers"]
    assert ["line 3"] == [r["locator"] for r in made["rejects"]]


def test_measures_with_files_and_no_day_runs_the_channel(told, files):
    """The channel's own verb is kept."""
    code, out, _ = told("measures", files[1], "--json")

    assert 0 == code
    assert "measures" == json.loads(out)["channel"]


OWNING = b"".join(r for r in samples.FTM.splitlines(keepends=True) if b'"id":"b"' not in r)
"""A listed company that owns one that no list names."""


def test_lists_tells_each_change_once_and_what_listed_ones_own(told, tmp_path):
    """An entry that came and one that went; b is owned by half, and the EU asks for more than half."""
    old, new, held = (
        tmp_path / n for n in ("sdn_2019-01-15.csv", "sdn_2021-07-07.csv", "own_2020-01-01.json")
    )
    old.write_bytes(samples.SDN)
    new.write_bytes(samples.SDN.replace(b'36,"SUNRISE AIRLINES"', b'37,"MOONSET AIRLINES"'))
    held.write_bytes(OWNING.replace(b'"51%"', b'"50%"'))

    code, out, _ = told("lists", old, new, held, "--as-of", "2020-01-01", "--json")
    made = json.loads(out)

    assert 0 == code
    assert {("36", "removed"), ("37", "added")} == {
        (c["party"], c["change"]) for c in made["changes"] if c["what"] == "entry"
    }
    assert [("b", "owned", 0.5)] == [
        (o["entity"], o["rule"], o["share_low"]) for o in made["owned"]
    ]
    _, stricter, _ = told("lists", held, "--more-than", "--json")
    assert [] == json.loads(stricter)["owned"]


def test_lists_prints_versions_changes_and_owners(told, tmp_path):
    """The same for a person."""
    (tmp_path / "own_2020-01-01.json").write_bytes(OWNING)

    code, out, _ = told("lists", tmp_path / "own_2020-01-01.json")

    assert 0 == code
    assert "0 changes between versions: none" in out
    assert "1 owned or directed by listed ones" in out


def test_lists_without_a_list_says_what_it_wants(told, tmp_path):
    """A missing file ends with the code for sources."""
    code, _, err = told("lists", tmp_path / "none.csv")

    assert 4 == code
    assert "wanted a sanctions list" in err
