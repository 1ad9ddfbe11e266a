"""What is handed on is the whole ledger, says what is made up, and opens where it should."""

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from followthemoney import model

import hawse
from hawse.core.errors import LedgerError, SourceError
from hawse.core.tables import LEDGER
from hawse.export import csv as csv_form
from hawse.export import followthemoney, geojson, parquet, sqlite
from hawse.export.write import FORMATS, write
from tests.export.conftest import small
from tests.made import demo_copy, the_demo


def read_csv(made):
    """Read CSV files back: table -> rows."""
    return {
        n.removesuffix(".csv"): list(csv.DictReader(io.StringIO(b.decode(), newline="")))
        for n, b in made
    }


def entities(handed):
    """Read the entities back."""
    ((_, made),) = followthemoney.files(handed)
    return [json.loads(line) for line in made.decode().splitlines()]


# ---- tables


def test_every_table_is_there_with_all_its_rows_in_each_form(demo, tmp_path):
    """A form that drops a table has lost something that nobody will miss in time."""
    wanted = {n: demo.ledger.table(n).num_rows for n in LEDGER}
    for name, made in sqlite.files(demo.ledger):
        (tmp_path / name).write_bytes(made)
    base = sqlite3.connect(tmp_path / sqlite.NAME)

    assert wanted == {n: len(rows) for n, rows in read_csv(csv_form.files(demo.ledger)).items()}
    assert wanted == {
        n.removesuffix(".parquet"): pq.read_table(io.BytesIO(b)).num_rows
        for n, b in parquet.files(demo.ledger)
    }
    assert wanted == {
        n: base.execute(f'select count(*) from "{n}"').fetchone()[0]  # noqa: S608 - our own names
        for n in LEDGER
    }


def test_parquet_keeps_every_value(demo):
    """Nothing is rounded or turned into text on the way."""
    for name, made in parquet.files(demo.ledger):
        table = pq.read_table(io.BytesIO(made))
        own = list(LEDGER[name.removesuffix(".parquet")].names)

        assert demo.ledger.table(name.removesuffix(".parquet")).select(own) == table.select(own)


@pytest.mark.parametrize("table", ["sources", "findings", "evidence", "rejects", "decisions"])
def test_a_row_about_what_is_made_up_is_marked_in_every_table(table):
    """A reject of a made-up file and a decision about a made-up finding are made up too."""
    rows = read_csv(csv_form.files(small()))[table]

    assert ["1"] == [r["synthetic"] for r in rows]


def test_a_row_about_what_is_real_is_not_marked(demo):
    """The mark would be worth nothing if everything had it."""
    rows = read_csv(csv_form.files(demo.ledger))

    assert {"0", "1"} == {r["synthetic"] for r in rows["claims"]} | {
        r["synthetic"] for r in rows["findings"]
    }
    assert {"0"} == {r["synthetic"] for r in rows["measures"]}


def test_a_text_that_a_spreadsheet_would_run_is_kept_from_running():
    """A cell that begins with = is a program in a spreadsheet; a negative number is none."""
    rows = read_csv(csv_form.files(small()))

    assert "'=1+1 declared Busan and was next observed at Rajin" == rows["findings"][0]["says"]
    assert "'@x" == rows["rejects"][0]["raw"]
    assert "-5" == csv_form._safe(str(-5)) or csv_form._safe(-5.0) == -5.0


def test_nulls_are_empty_and_not_nought(demo, tmp_path):
    """Not said is not zero."""
    for name, made in sqlite.files(demo.ledger):
        (tmp_path / name).write_bytes(made)
    base = sqlite3.connect(tmp_path / sqlite.NAME)
    nulls = sum(r["q_best"] is None for r in demo.ledger.rows("findings"))

    (found,) = base.execute("select count(*) from findings where q_best is null").fetchone()
    empty = sum(not r["q_best"] for r in read_csv(csv_form.files(demo.ledger))["findings"])
    assert 0 < nulls == found == empty


def test_the_dictionary_explains_every_column_of_the_sqlite_file(demo, tmp_path):
    """Whoever opens it in Datasette has no other page to look at."""
    for name, made in sqlite.files(demo.ledger):
        (tmp_path / name).write_bytes(made)
    base = sqlite3.connect(tmp_path / sqlite.NAME)
    told = set(base.execute('select "table", "column" from columns where meaning <> \'\''))

    for table in LEDGER:
        own = {(table, c[1]) for c in base.execute(f'pragma table_info("{table}")')}
        assert own <= told


# ---- GeoJSON


def test_a_finding_is_one_point_a_place_and_never_a_line(made_up):
    """A line from a port to a port would say that somebody saw the way."""
    ((_, made),) = geojson.files(made_up)
    found = [f for f in json.loads(made)["features"] if f["properties"]["from"] == "finding"]

    assert [("from", "Vladivostok", [131.9, 43.1]), ("to", "KPRAJ", [130.3, 42.2])] == [
        (f["properties"]["role"], f["properties"]["name"], f["geometry"]["coordinates"])
        for f in found
    ]
    assert {"Point"} == {f["geometry"]["type"] for f in found}
    assert all(f["properties"]["synthetic"] is True for f in found)


def test_a_silence_says_that_its_path_is_unknown(made_up):
    """Between two signals nobody knows where a ship was."""
    ((_, made),) = geojson.files(made_up)
    (line,) = [f for f in json.loads(made)["features"] if f["properties"].get("mark") == "silent"]

    assert "unknown: no signal between its ends" == line["properties"]["path"]
    assert {"type": "LineString", "coordinates": [[131.9, 43.1], [130.3, 42.3]]} == line[
        "geometry"
    ]


def test_a_line_over_the_antimeridian_is_cut_there(made_up):
    """RFC 7946, 3.1.9: else it is drawn once around the world."""
    ((_, made),) = geojson.files(made_up)
    (line,) = [f for f in json.loads(made)["features"] if f["properties"].get("label") == "over"]

    assert "MultiLineString" == line["geometry"]["type"]
    assert [[[179.0, 50.0], [180.0, 51.0]], [[-180.0, 51.0], [-179.0, 52.0]]] == line["geometry"][
        "coordinates"
    ]


# ---- FollowTheMoney


def checked(one):
    """Let the library look at an entity; gives the values that it would not take as they are."""
    proxy = model.get_proxy({k: one[k] for k in ("id", "schema", "properties")}, cleaned=False)
    kept = {n: sorted(proxy.get(n)) for n in one["properties"]}
    return {n: (v, kept[n]) for n, v in one["properties"].items() if len(v) != len(kept[n])}


def test_the_library_takes_every_entity_with_every_value(demo, made_up):
    """FtM drops what it cannot read without a word; nothing may be dropped."""
    for handed in (demo, made_up):
        made = entities(handed)
        for one in made:
            assert {} == checked(one), one
            model.get(one["schema"]).validate({"properties": one["properties"]})
        assert len({e["id"] for e in made}) == len(made)


def test_every_link_leads_to_an_entity_of_the_right_kind(demo):
    """A link that leads nowhere is a hole in somebody's graph."""
    made = {e["id"]: e for e in entities(demo)}

    for one in made.values():
        schema = model.get(one["schema"])
        for name, values in one["properties"].items():
            wanted = schema.get(name).range
            for value in values if wanted is not None else ():
                assert model.get(made[value]["schema"]).is_a(wanted), (one, name)


def test_what_is_made_up_says_so_in_name_keyword_and_data_set(made_up):
    """Aleph shows the name alone in a list."""
    made = entities(made_up)
    ship = next(e for e in made if e["schema"] == "Vessel")
    event = next(e for e in made if e["schema"] == "Event")
    link = next(e for e in made if e["schema"] == "UnknownLink")

    assert ["SYNTHETIC IMO 9000001"] == ship["properties"]["name"]
    assert "synthetic" in event["properties"]["keywords"]
    assert ["hawse_a_case_synthetic"] == event["datasets"]
    assert ["SYNTHETIC returned_home"] == link["properties"]["role"]


def test_a_party_that_a_real_row_names_too_is_real(made_up):
    """Made-up rows may name real countries; that makes no country up."""
    real = {
        **made_up.ledger.rows("findings")[0],
        "id": "f2",
        "subject": "as:1",
        "synthetic": False,
    }
    ledger = small(findings=[made_up.ledger.rows("findings")[0], real])
    made = {e["id"]: e for e in entities(replace(made_up, ledger=ledger))}

    assert ["North Korea"] == made["p-country-KP"]["properties"]["name"]
    assert ["SYNTHETIC IMO 9000001"] == made["p-imo-9000001"]["properties"]["name"]


def test_no_text_of_a_report_is_handed_on(demo):
    """Reports have owners; their words go no further than the claims that quote them."""
    bodies = [a["body"] for a in demo.ledger.rows("articles")]

    made = json.dumps(entities(demo))
    assert all(body[:400] not in made for body in bodies)


# ---- writing


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_two_exports_of_one_ledger_are_the_same_bytes(demo, tmp_path, to):
    """A zip carries a clock unless it is told not to."""
    for name in ("one", "two"):
        write(to, demo, tmp_path / name / "it.zip")

    assert (tmp_path / "one/it.zip").read_bytes() == (tmp_path / "two/it.zip").read_bytes()


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_a_readme_goes_with_it_and_says_that_rows_are_synthetic(demo, tmp_path, to):
    """It is what somebody reads who was sent a zip."""
    write(to, demo, tmp_path / "it.zip")

    with zipfile.ZipFile(tmp_path / "it.zip") as packed:
        words = packed.read("it/README.md").decode()
    assert "rows of this ledger are SYNTHETIC. Do not cite them." in words
    assert "| `synthetic` |" in words
    assert demo.ledger.digest in words


def test_the_verb_writes_beside_the_ledger_if_nothing_else_is_said(tmp_path):
    """One looks for it where the ledger is."""
    out = demo_copy(tmp_path) / "out"

    made = hawse.write_export(out, "geojson")

    assert [out / "export/geojson/README.md", out / "export/geojson/map.geojson"] == made
    hawse.verify(out)


def test_faults_are_told(tmp_path):
    """A form that there is not, and a place that cannot be written."""
    (tmp_path / "file").write_text("here", "utf-8")

    with pytest.raises(LedgerError, match="no form 'xls'; there are"):
        hawse.write_export(the_demo() / "out", "xls")
    with pytest.raises(SourceError, match=r"cannot be written .*--into"):
        hawse.write_export(the_demo() / "out", "csv", tmp_path / "file")
