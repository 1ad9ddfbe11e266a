"""Each verb as a user types it: what it prints, where, and with which code it ends."""

import json
from functools import reduce

import pytest

import hawse
from hawse.cli import commands, main
from tests.made import FIGURES, PACKED, UPSTREAMS, a_case, cli, demo_copy, the_demo

OUT = ("--out", "@demo")  # the demo's ledger, made when a test first asks for it


def every_verb(app=None, above=()):
    """Name every command there is, those below others too: ("routes",), ("routes", "cut")."""
    app = commands() if app is None else app
    for name in app:
        if not name.startswith("-"):
            yield (*above, name)
            yield from every_verb(app[name], (*above, name))


def command(verb):
    """Give the app of a verb, which may stand below another."""
    return reduce(lambda app, name: app[name], verb, commands())


VERBS = sorted(every_verb())


@pytest.fixture
def told(capsys):
    """Give a way to run a verb in this process: (code, stdout, stderr)."""

    def run(*words):
        code = main([str(the_demo() / "out") if w == "@demo" else str(w) for w in words])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


def only_json(text):
    """Read the one JSON object that a text is."""
    assert 1 == len(text.splitlines())
    made = json.loads(text)
    assert isinstance(made, dict)
    return made


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_has_help_that_names_its_python_twin(verb, told):
    """Help is documentation; a command without it does not ship."""
    code, out, _ = told(*verb, "--help")

    assert 0 == code
    assert "Python twin: hawse." in out
    twin = out.split("Python twin: hawse.")[1].split("(")[0]
    assert callable(getattr(hawse, twin))


@pytest.mark.parametrize("verb", [v for v in VERBS if command(v).default_command], ids=" ".join)
def test_every_parameter_of_every_verb_is_described(verb):
    """An option without a word of help is found by accident only."""
    arguments = command(verb).assemble_argument_collection(parse_docstring=True)

    assert "--json" in {a.name for a in arguments}
    assert [] == [a.name for a in arguments if not a.parameter.help]


def test_the_verbs_of_the_flow_and_of_the_channels_are_there():
    """What the first page promises can be typed."""
    flow = {"demo", "init", "check", "run", "claims", "findings", "explain", "verify"}
    alone = {"reports", "routes", "trade", "labour", "measures", "ships"}

    assert flow | alone <= {name for name, *below in VERBS if not below}


@pytest.mark.parametrize("words", [
    ("claims", *OUT), ("findings", *OUT), ("findings", "--kind", "new_upstream", *OUT), ("explain", "new_upstream", *OUT),
    ("check", PACKED), ("check", PACKED / "case.toml"), ("routes", UPSTREAMS), ("trade", FIGURES), ("labour", FIGURES),
    ("measures", FIGURES), ("ships", FIGURES), ("reports", PACKED / "reports" / "wire.txt"),
])  # fmt: skip
def test_json_is_one_object_on_stdout_whatever_comes_of_it(words, told):
    """A program can read every outcome, a failure too; talk goes elsewhere."""
    code, out, _ = told(*words, "--json")

    made = only_json(out)
    assert code == made.get("exit_code", 0)
    assert ("error" in made) is (code != 0)


def test_run_as_json_tells_where_things_are_and_what_was_found(told, tmp_path):
    """The digest is that of the ledger on the disk."""
    code, out, err = told("run", PACKED, "-o", tmp_path / "out", "--json")

    made = only_json(out)
    assert 0 == code
    assert (
        made["ledger"]
        == json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["ledger"]
    )
    assert made["dossier"] == str(tmp_path / "out" / "dossier.html")
    assert "1/4 read: " in err
    assert "4/4 weigh: " in err


def test_init_makes_a_case_that_check_takes_and_never_writes_over_one(told, tmp_path):
    """The template must be sound, and a user's case is the user's."""
    code, out, _ = told("init", tmp_path / "new")
    again, _, err = told("init", tmp_path / "new")

    assert (0, 4) == (code, again)
    assert "hawse check" in out
    assert "is there already" in err
    assert 0 == told("check", tmp_path / "new")[0]


def test_a_case_without_files_runs_and_says_that_there_are_no_claims(told, tmp_path):
    """An empty case is a start, not an error."""
    told("init", tmp_path / "new")

    code, out, _ = told("run", tmp_path / "new", "-o", tmp_path / "out")

    assert 0 == code
    assert "Claims: none, as no report was given" in out


def test_check_names_reader_and_hash_of_each_file_and_the_channels_without_one(told):
    """What will be read, and what cannot be answered, is known before the run."""
    code, out, _ = told("check", PACKED)

    assert 0 == code
    assert "is sound: 6 files" in out
    assert "upstreams_csv" in out
    assert "No file of their own: labour, measures" in out


def test_check_lists_the_settings_that_a_case_may_set(told):
    """Every line can be written into the case as it stands there."""
    _, out, _ = told("check", PACKED, "--settings")

    assert "routes.sole_upstream.sole_months = 3" in out


def test_claims_can_be_narrowed_to_a_verdict(told):
    """Only those asked for are listed, and their number is said."""
    _, out, _ = told("claims", "--verdict", "supported", *OUT)

    rows = [r for r in hawse.claims(the_demo() / "out") if r["verdict"] == "supported"]
    assert out.startswith(f"{len(rows)} claims")
    assert "not examined" not in out


@pytest.mark.parametrize("words", [
    ("claims", "--verdict", "true"), ("run", "--engine", "mysql"), ("run", "--threads", "0"), ("run", "--fast"),
    ("explain",), ("routes",), ("sail",), ("findings", "--kind"),
])  # fmt: skip
def test_wrong_usage_ends_with_two_and_points_to_help(words, told):
    """Usage is the user's to mend; the message says what is wrong with it."""
    code, out, err = told(*words)

    assert (2, "") == (code, out)
    assert err.startswith("hawse: ")
    assert "hawse --help" in err


@pytest.mark.parametrize("verb", [("claims",), ("findings",), ("explain", "n1"), ("verify",)])
def test_without_a_ledger_a_verb_says_how_to_make_one(verb, told, tmp_path):
    """Nothing is made up where nothing is."""
    code, out, err = told(*verb, "--out", tmp_path)

    assert (4, "") == (code, out)
    assert "there is no ledger here" in " ".join(err.split()) or "cannot be read" in err
    assert "run" in err


def test_an_id_that_is_not_there_is_answered_with_the_nearest(told):
    """A slip of one digit is the common case."""
    whole = hawse.claims(the_demo() / "out")[0]["id"]
    wrong = whole[:-1] + ("0" if whole[-1] != "0" else "1")

    code, _, err = told("explain", wrong, *OUT)

    assert 4 == code
    assert f"no id {wrong!r}" in err
    assert f"nearest: {whole}" in err


def test_a_kind_that_is_not_there_is_answered_with_those_that_are(told):
    """The vocabulary need not be known by heart."""
    code, _, err = told("findings", "--kind", "new_upstreams", *OUT)

    assert 4 == code
    assert "'new_upstream'" in err


@pytest.mark.parametrize("shape", ["whole", "beginning", "page", "key"])
def test_explain_takes_an_id_in_every_form_in_which_it_is_shown(shape, told):
    """On the page, in a list, in a message: what is shown can be typed."""
    entry = next(r for r in hawse.claims(the_demo() / "out") if r["verdict"] == "supported")
    wanted = {"whole": entry["id"], "beginning": entry["id"][:8], "page": entry["id"][:6], "key": entry["key"]}[shape]  # fmt: skip

    code, out, _ = told("explain", wanted, *OUT)

    assert 0 == code
    assert entry["id"] in out
    assert "SHA-256" in out
    assert "reports/" in out


def test_a_measure_is_explained_with_where_its_row_is_from(told):
    """A paragraph number alone cannot be looked up."""
    code, out, _ = told("explain", "2375-14a", *OUT)

    assert 0 == code
    assert "S/RES/2375 para 14" in out
    assert "MOFCOM" in out


def test_reports_tells_the_lineage_of_two_files_and_what_became_of_each_sentence(told):
    """Two printings on a desk are the first thing that a reader of Hawse has."""
    code, out, _ = told("reports", *sorted((PACKED / "reports").iterdir()))

    assert 0 == code
    assert "1 lineage" in out
    assert "A quiet lifeline from Russia" in out
    assert "attribution cut" in out
    assert "attribution_inherited" in out


def test_a_channel_alone_keeps_its_ledger_where_it_is_told_to(told, tmp_path):
    """Without --out nothing is left behind; with it the other verbs go on from there."""
    told("routes", UPSTREAMS, "-o", tmp_path / "kept")

    code, out, _ = told("findings", "-o", tmp_path / "kept")

    assert 0 == code
    assert "AS20485" in out


def test_another_target_is_looked_at_when_it_is_asked_for(told):
    """No country is built in: the same file holds no upstream of Syria."""
    assert "AS20485" in told("routes", UPSTREAMS)[1]
    assert "AS20485" not in told("routes", UPSTREAMS, "--target", "SY")[1]


def test_verify_says_what_it_looked_at(told):
    """'Holds' alone would say little."""
    code, out, _ = told("verify", *OUT)

    assert 0 == code
    assert out.startswith("Holds: ")
    assert "findings" in out


def test_a_fault_of_our_own_is_one_line_and_asks_for_a_report(told, tmp_path, monkeypatch):
    """Even then no traceback: it helps nobody but us, and we can ask for it."""

    def broken(*_args, **_more):
        raise ZeroDivisionError("a slip of ours")

    monkeypatch.setattr(hawse, "check", broken, raising=False)
    code, _, err = told("check", PACKED)

    assert 1 == code
    assert "internal fault: ZeroDivisionError: a slip of ours" in err
    assert "HAWSE_DEBUG=1" in err
    assert "Traceback" not in err


def test_a_ledger_that_was_altered_ends_verify_with_five_or_six(told, tmp_path):
    """Five: the sources are others. Six: the ledger is."""
    demo = demo_copy(tmp_path)
    (demo / "out" / "dossier.html").write_text("another page", "utf-8")
    assert 6 == told("verify", "-o", demo / "out")[0]
    (demo / "case" / "reports" / "wire.txt").write_text("another text", "utf-8")
    assert 5 == told("verify", "-o", demo / "out")[0]


def test_a_bad_case_ends_with_three(told, tmp_path):
    """A script can tell a bad case from a missing file."""
    assert 3 == told("run", a_case(tmp_path, head="[case]\nid = 1\n"))[0]
    assert 4 == told("run", tmp_path / "gone.toml")[0]


def test_the_version_is_that_of_the_package():
    """What made a ledger can be named."""
    assert hawse.__version__ == cli("--version").stdout.strip()


def test_a_path_with_a_space_is_quoted_where_it_is_to_be_copied(told, tmp_path):
    """What comes after Next: is pasted into a shell."""
    _, out, _ = told("init", tmp_path / "my case")

    assert f"hawse check '{tmp_path / 'my case'}/case.toml'" in out


@pytest.mark.parametrize("verb", ["verify", "claims", "findings", "dossier", "serve"])
def test_a_folder_without_a_ledger_is_said_to_have_none(told, tmp_path, verb):
    """The cure is the same whatever was asked of it."""
    code, _, err = told(verb, "--out", tmp_path)

    assert 4 == code
    assert "there is no ledger here; make one with hawse run CASE.toml -o" in err


def test_one_row_is_one_row(told):
    """Nobody writes "1 findings"."""
    _, out, _ = told("findings", *OUT, "--kind", "new_upstream")

    assert out.startswith("1 finding\n")


def test_diff_says_what_was_and_what_is(told, tmp_path):
    """The same is said to be the same; a word of it is code 0 either way."""
    out = demo_copy(tmp_path) / "out"
    assert "Nothing differs" in told("diff", "@demo", out)[1]
    key = hawse.findings(out)[0]["key"]

    code, shown, _ = told("decide", key, "note", "--reason", "seen", "--author", "me", "-o", out)
    assert (0, True) == (code, f"note {key}, by me" in shown)
    assert "decisions: 1 new" in told("diff", "@demo", out)[1]
    assert not only_json(told("diff", "@demo", out, "--json")[1])["same"]


@pytest.mark.parametrize(
    ("size", "code"), [("700kB", 0), ("3MB", 0), ("2", 4), ("x", 2), ("0", 2), ("-1MB", 2)]
)
def test_a_size_is_said_as_people_say_it(told, tmp_path, size, code):
    """What is no size is refused before any work."""
    assert code == told("dossier", *OUT, "--page", tmp_path / "p.html", "--max-size", size)[0]


def test_an_export_says_what_it_wrote(told, tmp_path):
    """One file a line, each of them there."""
    code, out, _ = told("export", *OUT, "--to", "csv", "--into", tmp_path / "t", "--json")

    assert 0 == code
    assert {f["path"] for f in only_json(out)["files"]} == {
        str(p) for p in (tmp_path / "t").iterdir()
    }
