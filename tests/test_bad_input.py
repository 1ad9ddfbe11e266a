"""Bad input: a clear error or a reject row; never a traceback, never a line lost."""

import lzma
import shutil

import pytest

import hawse
from hawse.core.errors import CaseError, HawseError, ReadError, SourceError
from hawse.ledger import store
from tests.made import FIGURES, UPSTREAMS, a_case, cli

RELATIONSHIPS = "# serial-1\n4837|131279|-1\n20485|131279|-1\n3356|4837|0\n"
ARTICLE = """A line is kept open

MOSCOW, Oct 4 2017 (Meridian Wire) - A Russian company began routing North Korean internet traffic this month.
"""


def told(folder, *paths, **more):
    """Run a case that names these paths and give the error it ends in."""
    with pytest.raises(HawseError) as why:
        hawse.run(a_case(folder, *paths, **more), folder / "out")
    return why.value


def held(folder, *paths):
    """Run a case that names these paths and give its ledger."""
    return hawse.run(a_case(folder, *paths), folder / "out").ledger


def counted(ledger, path):
    """Give how many rows were read of a file and how many were rejected."""
    row = next(r for r in ledger.rows("sources") if r["path"] == path)
    return row["rows_read"], row["rows_rejected"]


def given(ledger):
    """Give the paths of the case's own sources, without the reference rows of the package."""
    return [r["path"] for r in ledger.rows("sources") if not r["path"].startswith("hawse:")]


def test_files_that_are_not_there_are_named_all_at_once(tmp_path):
    """A user mends the paths in one go; the place of each and what to do are said."""
    error = told(tmp_path, "gone.csv", "also/gone.txt")

    assert isinstance(error, SourceError)
    assert 4 == error.exit_code
    assert "gone.csv: no such file" in str(error)
    assert "also/gone.txt: no such file" in str(error)
    assert "relative to the case's root" in str(error)


def test_an_empty_file_is_refused_by_name(tmp_path):
    """Nothing in a file is not the same as nothing found."""
    (tmp_path / "empty.csv").touch()

    error = told(tmp_path, "empty.csv")

    assert 4 == error.exit_code
    assert "empty.csv: found an empty file, wanted rows" in str(error)


def test_a_binary_file_called_text_is_refused_by_its_bytes(tmp_path):
    """A name is a promise of nobody's: the contents are looked at."""
    (tmp_path / "photo.txt").write_bytes(bytes(range(256)) * 64)

    error = told(tmp_path, "photo.txt")

    assert 4 == error.exit_code
    assert "photo.txt, byte 0: found a zero byte, as binary files have, wanted plain text" == str(
        error
    )


def test_a_binary_file_forced_on_the_text_reader_is_refused_too(tmp_path):
    """A reader named by hand still checks what it is given."""
    (tmp_path / "photo.txt").write_bytes(bytes(range(256)) * 64)

    error = told(tmp_path, "photo.txt", more='reader = "plain_text"\n')

    assert isinstance(error, ReadError)
    assert "photo.txt" in str(error)


def test_a_table_with_other_columns_is_refused_with_what_was_wanted(tmp_path):
    """Rows read under the wrong heading would be wrong and look right."""
    (tmp_path / "figures.csv").write_text("a,b,c\n1,2,3\n", "utf-8")

    error = told(tmp_path, "figures.csv", more='reader = "reported_figures"\n')

    assert isinstance(error, ReadError)
    assert "figures.csv, line 1: found" in str(error)
    assert "wanted" in str(error)
    assert "period" in str(error)


def test_a_word_for_a_number_in_a_relationship_line_is_a_reject_and_the_rest_is_read(tmp_path):
    """One bad line does not stop the file and does not vanish: what is read less is rejected."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    (good / "20171101.as-rel.txt").write_text(RELATIONSHIPS + "7018|3356|0\n", "utf-8")
    (bad / "20171101.as-rel.txt").write_text(RELATIONSHIPS + "twenty|3356|0\n", "utf-8")

    whole, less = held(good, "20171101.as-rel.txt"), held(bad, "20171101.as-rel.txt")

    read, rejected = counted(whole, "20171101.as-rel.txt")
    assert 0 == rejected
    assert (read - 1, 1) == counted(less, "20171101.as-rel.txt")
    (reject,) = less.rows("rejects")
    assert "line 5" == reject["locator"]
    assert "no AS number" in reject["reason"]
    assert "wanted" in reject["reason"]
    assert "twenty|3356|0" == reject["raw"]


def test_a_cut_xz_is_refused_with_the_byte_it_ends_at(tmp_path):
    """Half a month of routes would look like a loss of upstreams."""
    whole = lzma.compress((RELATIONSHIPS * 5000).encode())
    (tmp_path / "20171101.as-rel.txt.xz").write_bytes(whole[: len(whole) // 2])

    error = told(tmp_path, "20171101.as-rel.txt.xz")

    assert isinstance(error, ReadError)
    assert "20171101.as-rel.txt.xz, byte " in str(error)
    assert "cut or damaged" in str(error)


def test_a_case_file_with_four_faults_tells_four_each_with_line_and_cure(tmp_path):
    """Mending one fault a run is no way to treat a user."""
    case = tmp_path / "case.toml"
    case.write_text(
        """[case]
id = "small"
question = "Does it hold?"
target = "Korea"
supplier = ["RU"]
period = { from = 2017-12-31, until = 2017-01-01 }

[[source]]
path = "a.txt"
grade = "Z"
""",
        "utf-8",
    )

    with pytest.raises(CaseError) as why:
        hawse.load(case)

    assert 3 == why.value.exit_code
    assert [
        ("case.toml:4", "target is 'Korea'"),
        ("case.toml:5", "unknown key 'supplier'"),
        ("case.toml:6", "the period ends (2017-01-01) before it begins (2017-12-31)"),
        ("case.toml:10", "grade is 'Z'"),
    ] == [(f.where, f.found) for f in why.value.faults]
    assert [True] * 4 == [bool(f.cure) for f in why.value.faults]
    assert "did you mean 'suppliers'?" == why.value.faults[1].cure


def test_an_article_of_one_word_is_an_article_without_claims(tmp_path):
    """There is little to say about it, and nothing to stumble over."""
    (tmp_path / "word.txt").write_text("Lifeline", "utf-8")

    ledger = held(tmp_path, "word.txt")

    assert ["word.txt"] == given(ledger)
    assert [] == ledger.rows("claims")
    assert [] == ledger.rows("entries")


def test_an_article_of_ten_megabytes_is_read_as_far_as_it_goes_and_the_rest_is_a_reject(tmp_path):
    """A text of a million words is a mistake or an attack: the run comes back, and says what it left."""
    sentence = (
        "In the harbour the pilots waited "
        + "for the tide and for the fog to lift " * 6
        + "again. "
    )
    (tmp_path / "long.txt").write_text(ARTICLE + sentence * (10_000_000 // len(sentence)), "utf-8")

    ledger = held(tmp_path, "long.txt")

    assert (1, 1) == counted(ledger, "long.txt")
    (reject,) = ledger.rows("rejects")
    assert "longer than" in reject["reason"]
    assert len(reject["raw"]) <= 500
    assert "new_upstream" in {c["kind"] for c in ledger.rows("claims")}


def test_the_same_bytes_under_two_names_are_one_source(tmp_path):
    """A copy of a file corroborates nothing."""
    shutil.copy(UPSTREAMS, tmp_path / "one.csv")
    shutil.copy(UPSTREAMS, tmp_path / "two.csv")

    ledger = held(tmp_path, "one.csv", "two.csv")

    assert ["one.csv"] == given(ledger)
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(UPSTREAMS, alone / "one.csv")
    assert held(alone, "one.csv").rows("findings") == ledger.rows("findings")


@pytest.mark.parametrize("way", ["../secret.txt", "link.txt", "linked/secret.txt", "*.txt"])
def test_a_path_that_leaves_the_root_is_refused_however_it_leaves(tmp_path, way):
    """A case from a stranger must not read the files of whoever runs it."""
    root = tmp_path / "case"
    root.mkdir()
    (tmp_path / "secret.txt").write_text(ARTICLE, "utf-8")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "linked").symlink_to(tmp_path)

    error = told(root, way)

    assert isinstance(error, CaseError)
    assert f"case.toml:9: path {way!r} leaves the case's root" in str(error)
    assert not (root / "out" / "ledger").exists()


def test_an_absolute_path_outside_the_root_is_refused(tmp_path):
    """An absolute path is a path like any other."""
    root = tmp_path / "case"
    root.mkdir()
    (tmp_path / "secret.txt").write_text(ARTICLE, "utf-8")

    assert "leaves the case's root" in str(told(root, tmp_path / "secret.txt"))


def test_a_text_file_called_parquet_is_refused(tmp_path):
    """Its name says Parquet, its bytes do not."""
    (tmp_path / "months.parquet").write_text("no,parquet\n1,2\n", "utf-8")

    error = told(tmp_path, "months.parquet", more='reader = "as_relationship_months"\n')

    assert isinstance(error, ReadError)
    assert "months.parquet" in str(error)
    assert "wanted" in str(error)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    """A folder is no file; a pattern names the files in it."""
    (tmp_path / "reports").mkdir()

    error = told(tmp_path, "reports")

    assert 4 == error.exit_code
    assert "reports: is a folder, wanted files; write reports/* for all in it" == str(error)


@pytest.mark.parametrize("odd", ["round.txt", "x" * 300, "a\\u0000b", "**x", "~/.profile"])
def test_a_path_that_leads_nowhere_is_named_and_nothing_breaks(tmp_path, odd):
    """A link in a circle, a name too long, a zero byte, a pattern that is none: all are paths of a case."""
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")

    error = told(tmp_path, odd)

    assert isinstance(error, SourceError)
    assert "check the path" in str(error)


def test_an_out_that_is_a_file_is_refused_before_any_work(tmp_path):
    """Nobody waits for a long run to learn that it cannot be written down."""
    shutil.copy(UPSTREAMS, tmp_path / "u.csv")
    (tmp_path / "out").write_text("mine", "utf-8")

    error = told(tmp_path, "u.csv")

    assert 4 == error.exit_code
    assert "cannot be written" in str(error)
    assert "--out" in str(error)
    assert "mine" == (tmp_path / "out").read_text("utf-8")


def test_a_ledger_that_cannot_be_read_is_named_with_what_to_do(tmp_path):
    """A spoiled ledger is made again, not guessed at."""
    shutil.copy(UPSTREAMS, tmp_path / "u.csv")
    made = hawse.run(a_case(tmp_path, "u.csv"), tmp_path / "out")
    (made.out / "ledger" / "claims.parquet").write_bytes(b"no parquet")

    with pytest.raises(HawseError, match=r"claims\.parquet: cannot be read .* run the case again"):
        store.read(made.out)


def test_one_line_of_ten_megabytes_is_refused_or_rejected_and_never_kept_whole(tmp_path):
    """A file that is one line is no table; a message or a reject keeps no more than a bit of it."""
    (tmp_path / "20171101.as-rel.txt").write_text(RELATIONSHIPS + "9" * 10_000_000 + "\n", "utf-8")

    error = told(tmp_path, "20171101.as-rel.txt")

    assert isinstance(error, ReadError)
    assert "20171101.as-rel.txt, line" in str(error)
    assert "a line of over" in str(error)
    assert len(str(error)) < 500


def test_every_line_of_a_table_is_read_or_rejected(tmp_path):
    """Nothing vanishes: a table's lines are its rows and its rejects."""
    lines = FIGURES.read_text("utf-8").splitlines()
    spoiled = [lines[0], *(line.replace(",2017", ",long ago") for line in lines[1:])]
    (tmp_path / "figures.csv").write_text("\n".join(spoiled) + "\n", "utf-8")

    ledger = held(tmp_path, "figures.csv")

    read, rejected = counted(ledger, "figures.csv")
    assert rejected > 0
    assert len(lines) - 1 == read + rejected
    assert rejected == len(ledger.rows("rejects"))


@pytest.mark.parametrize("bad", ["gone.csv", "case.toml", "photo.bin"])
def test_the_command_ends_bad_input_in_one_message_and_a_code(tmp_path, bad):
    """A user sees what is wrong with the file, never how the program is made."""
    (tmp_path / "photo.bin").write_bytes(bytes(range(256)) * 16)

    got = cli("reports", tmp_path / bad)

    assert 4 == got.returncode
    assert "" == got.stdout
    assert got.stderr.startswith("hawse: ")
    assert "Traceback" not in got.stderr
    assert bad in got.stderr
