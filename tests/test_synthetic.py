"""What was made up never bears on what was said in earnest, and is marked wherever it is shown."""

import html
import re
import shutil

import pytest

import hawse
from tests.made import FIGURES, HEAD, UPSTREAMS, cli, the_demo

SAID = """MOSCOW, Oct 4, 2017 ({agency}) - {first}

A Russian company began routing North Korean internet traffic this month, giving Pyongyang a second connection to the outside world besides China.

{last}
"""
FIRST = "Wires and cables are seldom in the news, but this week one of them is."
OTHER = "Engineers who watch the network from abroad were the first to see it."
LAST = "The company did not answer questions that were sent to its press office on Tuesday."


def report(agency, first=FIRST, last=LAST):
    """Write a report that makes the claim of the second connection."""
    return SAID.format(agency=agency, first=first, last=last)


def weighed(folder, *sources):
    """Run a case of (name, text or path, synthetic) and give its ledger and page."""
    folder.mkdir(parents=True)
    text = HEAD
    for name, what, synthetic in sources:
        if isinstance(what, str):
            (folder / name).write_text(what, "utf-8")
        else:
            shutil.copy(what, folder / name)
        text += f'\n[[source]]\npath = "{name}"\nsynthetic = {str(synthetic).lower()}\n'
        text += f'publisher = "{name}"\npublished = 2017-10-04\n'
    (folder / "case.toml").write_text(text, "utf-8")
    made = hawse.run(folder / "case.toml", folder / "out")
    return made.ledger, made.dossier.read_text("utf-8")


def second_connection(ledger, *, synthetic):
    """Give the entry on the second connection whose claims are, or are not, made up."""
    claims = {c["id"]: c for c in ledger.rows("claims")}
    (entry,) = [
        e
        for e in ledger.rows("entries")
        if claims[e["claim_ids"][0]]["kind"] == "new_upstream"
        and {claims[i]["synthetic"] for i in e["claim_ids"]} == {synthetic}
    ]
    return entry


def test_a_real_claim_is_supported_by_real_rows(tmp_path):
    """Without this the tests below would prove nothing."""
    ledger, _ = weighed(
        tmp_path / "c", ("a.txt", report("Wire"), False), ("u.csv", UPSTREAMS, False)
    )

    entry = second_connection(ledger, synthetic=False)
    assert ("supported", False) == (entry["verdict"], entry["synthetic"])


def test_planted_rows_do_not_weigh_a_real_claim(tmp_path):
    """The same rows, marked as made up, leave the claim as open as if they were not there."""
    planted, _ = weighed(
        tmp_path / "p", ("a.txt", report("Wire"), False), ("u.csv", UPSTREAMS, True)
    )
    without, _ = weighed(tmp_path / "w", ("a.txt", report("Wire"), False))

    entry, bare = (second_connection(ledger, synthetic=False) for ledger in (planted, without))
    assert "new_upstream" in {f["kind"] for f in planted.rows("findings") if f["synthetic"]}
    assert "not_examined" == entry["verdict"] == bare["verdict"]
    assert ([], "[]") == (entry["finding_ids"], entry["readings"])
    assert not entry["synthetic"]


@pytest.mark.parametrize(
    ("real", "was", "is_"), [(UPSTREAMS, "20485", "64500"), (FIGURES, ",7", ",9")]
)
def test_planted_rows_neither_mix_into_real_findings_nor_take_them_away(tmp_path, real, was, is_):
    """Real rows and made-up rows of one series are two series: the real findings stay as they are."""
    fake = real.read_text("utf-8").replace(was, is_)
    mixed, _ = weighed(tmp_path / "m", ("r.csv", real, False), ("f.csv", fake, True))
    alone, _ = weighed(tmp_path / "a", ("r.csv", real, False))

    def told(ledger):
        own = (f for f in ledger.rows("findings") if not f["synthetic"])
        return {(f["kind"], f["says"], f["q_low"], f["q_high"], f["period_start"]) for f in own}

    assert [f for f in mixed.rows("findings") if f["synthetic"]]
    assert told(alone) == told(mixed)


def test_a_made_up_report_does_not_corroborate_a_real_one(tmp_path):
    """Two reports say the same, one of them invented: there is one source."""
    ledger, _ = weighed(
        tmp_path / "c",
        ("a.txt", report("Wire"), False),
        ("b.txt", report("Herald", OTHER, "Nothing more was known by night."), True),
        ("u.csv", UPSTREAMS, False),
    )

    entry = second_connection(ledger, synthetic=False)
    assert (1, 1, False) == (
        entry["independent_sources"],
        len(entry["claim_ids"]),
        entry["synthetic"],
    )


def test_a_made_up_claim_weighed_by_real_rows_stays_marked(tmp_path):
    """The demo does so: the verdict is worth as much as the claim, and says what it is."""
    ledger, page = weighed(
        tmp_path / "c", ("a.txt", report("Wire"), True), ("u.csv", UPSTREAMS, False)
    )

    entry = second_connection(ledger, synthetic=True)
    assert ("supported", True) == (entry["verdict"], entry["synthetic"])
    assert "synthetic" in page


@pytest.mark.parametrize(
    "table", ["sources", "articles", "sentences", "claims", "entries", "evidence"]
)
def test_what_comes_of_a_made_up_source_is_marked_in_every_table(table):
    """A row taken out of the ledger still says what it is."""
    ledger = hawse.run(the_demo() / "case" / "case.toml", the_demo() / "out").ledger
    made_up = {s["id"] for s in ledger.rows("sources") if s["path"].startswith("reports/")}

    def comes_of_it(row):
        named = {row.get("source_id"), row.get("id"), row.get("article_id", "").split("#")[0]}
        return table in {"claims", "entries"} or bool(made_up & named)

    rows = [r for r in ledger.rows(table) if comes_of_it(r)]
    assert rows
    assert {True} == {r["synthetic"] for r in rows}


def test_no_real_row_of_the_demo_is_marked_as_made_up():
    """A mark on everything would mark nothing."""
    ledger = hawse.run(the_demo() / "case" / "case.toml", the_demo() / "out").ledger

    findings = ledger.rows("findings")
    assert {"ships"} == {f["channel"] for f in findings if f["synthetic"]}
    assert {"ships"} == {line["channel"] for line in ledger.rows("lifelines") if line["synthetic"]}
    assert {"labour", "routes", "trade"} <= {f["channel"] for f in findings if not f["synthetic"]}


def test_made_up_claims_are_marked_where_the_page_shows_them():
    """Beside each claim, not only at the top: a row is quoted without its page."""
    text = (the_demo() / "out" / "dossier.html").read_text("utf-8")
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())

    assert "DEMO – synthetic rows, do not cite" in words
    assert words.count("synthetic") >= len(hawse.claims(the_demo() / "out"))


def test_a_real_case_bears_no_mark(tmp_path):
    """The page of a case without made-up rows says nothing of the kind."""
    ledger, page = weighed(
        tmp_path / "c", ("a.txt", report("Wire"), False), ("u.csv", UPSTREAMS, False)
    )

    assert {False} == {r["synthetic"] for t in ("claims", "findings", "entries", "evidence") for r in ledger.rows(t)}  # fmt: skip
    assert "do not cite" not in page


@pytest.mark.parametrize("verb", ["claims", "findings"])
def test_a_list_at_the_terminal_marks_what_was_made_up_and_nothing_else(verb):
    """A line that is copied out of a terminal takes its mark along."""
    got = cli(verb, "--out", the_demo() / "out")
    rows = getattr(hawse, verb)(the_demo() / "out")
    made_up = {r["id"] for r in rows if r["synthetic"]}

    marked = {line.split()[0] for line in got.stdout.splitlines() if "[synthetic]" in line}
    assert made_up == marked
    assert 0 < len(made_up) <= len(rows)


def test_a_trail_marks_the_rows_and_the_files_that_were_made_up():
    """From the verdict down to the bytes."""
    out = the_demo() / "out"
    one = next(c for c in hawse.claims(out) if c["kind"] == "returned_home")
    got = cli("explain", one["id"], "--out", out)

    told = [line for line in got.stdout.splitlines() if "(as above)" not in line]
    assert all("[synthetic]" in line for line in told)


def test_a_run_says_how_many_of_its_sources_were_made_up(tmp_path):
    """Nobody should have to look for it."""
    case = tmp_path / "case"
    shutil.copytree(the_demo() / "case", case)
    got = cli("run", case, "--out", tmp_path / "out")
    made_up = re.search(r"\[synthetic\] (\d+) of (\d+) sources", got.stdout)

    assert made_up, got.stdout
    assert 0 < int(made_up[1]) < int(made_up[2])
