"""The local app: who gets in, what it shows, and that it only ever reads."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from hawse.core.errors import LedgerError, SourceError
from hawse.engine.paging import page_of
from hawse.ledger import store
from hawse.serve.around import ROWS, around
from tests.made import PACKED, the_demo
from tests.serve.conftest import Asking, started

VIEWS = ["/", "/findings", "/sources", "/changes", "/cut"]


def evidence_of(demo, path):
    """Give an evidence row of a file, one far enough in that rows stand before it."""
    ledger = store.read(demo / "out")
    source = next(r["id"] for r in ledger.rows("sources") if r["path"] == path)
    return max(
        (r for r in ledger.rows("evidence") if r["source_id"] == source),
        key=lambda r: int(re.findall(r"\d+", r["locator"])[0]),
    )


# ---- who gets in


def test_the_token_opens_once_and_never_again(demo):
    """An address that lies in a history opens nothing."""
    first = started(demo / "out")
    second = Asking(f"http://{first.host}{first.first}")

    assert 401 == second.ask("/")[0]
    assert 303 == first.enter()
    assert 200 == first.ask("/")[0]
    assert 401 == second.ask(second.first)[0]
    assert 401 == second.ask("/findings")[0]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_refused_even_with_the_cookie(served, host):
    """A page elsewhere may let its own name point to this machine (DNS rebinding)."""
    code, _, words = served.ask("/", Host=host)

    assert 403 == code
    assert "another host" in words


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_get_is_answered(served, method):
    """Nothing of it writes."""
    assert 405 == served.ask("/", method)[0]


@pytest.mark.parametrize("path", [*VIEWS, "/dossier", "/nothing"])
def test_every_answer_forbids_what_it_does_not_need(served, path):
    """No script of a stranger, no frame, no cache, no address handed on."""
    _, headers, _ = served.ask(path)

    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "no-referrer" == headers["Referrer-Policy"]
    assert "no-store" == headers["Cache-Control"]
    assert "DENY" == headers["X-Frame-Options"]
    if path != "/dossier":
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha")
        assert "unsafe" not in headers["Content-Security-Policy"]


# ---- what it shows


def test_the_dossier_is_the_file(served, demo):
    """The same bytes, the same policy in its head, the same ids."""
    code, _, words = served.ask("/dossier")

    assert 200 == code
    assert (demo / "out" / "dossier.html").read_text("utf-8") == words


def test_an_id_leads_to_its_place_in_the_dossier(served, demo):
    """``/e0123`` is ``dossier.html#e0123``; as JSON it is the whole trail."""
    row = store.read(demo / "out").rows("findings")[0]

    code, headers, _ = served.ask(f"/{row['id']}")
    trail = json.loads(served.ask(f"/{row['id']}.json")[2])

    assert 303 == code
    anchor = headers["Location"].removeprefix("/dossier#")
    assert row["id"].startswith(anchor)
    page = served.ask("/dossier")[2]
    packed = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert f'id="{anchor}"' in page or anchor in {r[0] for r in packed["findings"]}
    assert row["id"] == trail["id"]
    assert "source" == trail["rests_on"][0]["rests_on"][0]["kind"]


@pytest.mark.parametrize("path", ["/start", *VIEWS[1:], "/dossier"])
def test_every_view_is_json_too(served, path):
    """Whoever writes a program asks the same questions."""
    code, headers, words = served.ask(f"{path}.json")

    assert (200, "application/json") == (code, headers["Content-Type"])
    assert isinstance(json.loads(words), dict)


def test_the_rows_around_a_place_are_those_of_the_file_with_its_hash_taken_now(served, demo):
    """What the register quotes stands between its neighbours, as in the file."""
    path = "figures/reported_figures.csv"
    row = evidence_of(demo, path)
    number = int(row["locator"].split()[1])
    lines = (demo / "case" / path).read_text("utf-8").splitlines()

    seen = json.loads(served.ask(f"/source/{row['id']}.json")[2])

    assert seen["same"] is True
    assert row["source_id"] == seen["sha256_now"]
    wanted = range(max(1, number - ROWS), min(len(lines), number + ROWS) + 1)
    assert [(n, lines[n - 1], n == number) for n in wanted] == [
        (n["number"], n["text"], n["cited"]) for n in seen["lines"]
    ]
    page = served.ask(f"/source/{row['id']}")[2]
    assert "the same bytes" in page
    assert 1 == page.count('class="cited"')


def test_a_file_that_has_changed_is_said_to_have_and_not_shown(served, demo):
    """Rows of other bytes are not what was cited."""
    path = "routes/upstreams_kp.csv"
    row = evidence_of(demo, path)
    file = demo / "case" / path
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"20485", b"20486"))

    seen = json.loads(served.ask(f"/source/{row['id']}.json")[2])
    page = served.ask(f"/source/{row['id']}")[2]
    file.write_bytes(whole)

    assert (False, []) == (seen["same"], seen["lines"])
    assert "other bytes" in page
    assert json.loads(served.ask(f"/source/{row['id']}.json")[2])["same"] is True


def test_findings_are_paged_and_counted(served, demo):
    """Every finding is on exactly one page."""
    total = store.read(demo / "out").table("findings").num_rows
    first = json.loads(served.ask("/findings.json")[2])
    ids = [
        f["id"]
        for n in range(1, first["pages"] + 1)
        for f in json.loads(served.ask(f"/findings.json?page={n}")[2])["findings"]
    ]

    assert total == first["total"] == len(ids) == len(set(ids))
    assert sum(n for _, n in first["facets"]["kind"]) == total


def test_a_filter_counts_what_another_choice_would_give(served):
    """A facet that counts only what is shown already leads nowhere."""
    kinds = json.loads(served.ask("/findings.json")[2])["facets"]["kind"]
    name, count = kinds[0]
    got = json.loads(served.ask(f"/findings.json?kind={name}")[2])

    assert count == got["total"]
    assert kinds == got["facets"]["kind"]
    assert {name} == {f["kind"] for f in got["findings"]}


@pytest.mark.parametrize(("path", "words"), [
    ("/findings?page=0", "there is no page"),
    ("/findings?page=99999999999999999999", "there is no page"),
    ("/findings?page=x", "there is no page"),
    ("/source/zz", "no id"),
    ("/zz", "no id"),
    ("/..%2f..%2fetc%2fpasswd", ""),
    ("/source/%00", "no id"),
])  # fmt: skip
def test_what_is_not_there_is_said_not_to_be(served, path, words):
    """No trace of the program's inside."""
    code, _, body = served.ask(path)

    assert 404 == code
    assert words in body
    assert "Traceback" not in body


def test_words_of_a_stranger_are_words(served):
    """What is asked is printed, never run, in the page and in the query."""
    _, _, words = served.ask("/findings?words=%3Cscript%3Ealert(1)%3C/script%3E%27%22;drop")

    assert "<script" not in words
    assert "&lt;script&gt;" in words
    assert "No finding fits" in words


def test_synthetic_rows_say_so_in_every_view(served):
    """The demo's reports were made up."""
    assert "DEMO – synthetic rows, do not cite" in served.ask("/findings")[2]
    assert 'class="made-up"' in served.ask("/sources")[2]


# ---- the parts


def test_paging_names_a_column_that_is_none():
    """A column's name stands in the text of the query: only the table's own may."""
    table = store.read(the_demo() / "out").table("findings")

    with pytest.raises(LedgerError, match="no column"):
        page_of(table, equal={'kind" or 1=1 --': "x"})


def test_a_place_past_the_end_and_a_file_that_is_gone(tmp_path):
    """Both are said; neither is an empty page."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"one\ntwo\n")
    held = __import__("hashlib").sha256(b"one\ntwo\n").hexdigest()

    assert "before line 9" in around("a.csv", held, "line 9", file).said
    assert "not where the case says" in around("a.csv", held, "line 1", tmp_path / "b").said
    assert "not where the case says" in around("a.csv", held, "line 1", None).said
    assert "not a line or row" in around("a.csv", held, "whole file", file).said
    assert [(1, "one", False), (2, "two", True)] == [
        (n.number, n.text, n.cited) for n in around("a.csv", held, "line 2", file).lines
    ]


def test_a_line_of_megabytes_is_cut(tmp_path):
    """A file without line ends must not fill the memory or the page."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 5_000_000)
    held = __import__("hashlib").sha256(b"x" * 5_000_000).hexdigest()

    (line,) = around("a.txt", held, "line 1", file).lines

    assert len(line.text) < 3000


def test_a_row_of_a_parquet_file_is_found_by_its_number(tmp_path):
    """Rows are counted from 1, over all row groups."""
    import pyarrow as pa  # noqa: PLC0415 - here alone
    import pyarrow.parquet as pq  # noqa: PLC0415 - here alone

    file = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": range(100)}), file, row_group_size=7)
    held = __import__("hashlib").sha256(file.read_bytes()).hexdigest()

    lines = around("a.parquet", held, "row 50", file).lines

    assert [(n, f"n = {n - 1}") for n in range(30, 71)] == [(n.number, n.text) for n in lines]
    assert [50] == [n.number for n in lines if n.cited]


def test_a_ledger_that_was_handed_over_alone_is_served_without_its_sources(tmp_path):
    """The case is on another machine."""
    from hawse.flow.serving import finder  # noqa: PLC0415 - here alone

    where = finder(tmp_path, None)

    assert where("figures/reported_figures.csv") is None
    assert where("hawse:channels/ships/facts/ports.csv").name == "ports.csv"
    assert where("hawse:../../../../etc/passwd") is None
    inside = finder(tmp_path, PACKED / "case.toml")
    assert inside("../../../etc/passwd") is None
    assert inside("figures/reported_figures.csv").is_file()


def test_a_port_that_is_taken_is_said_to_be(served, demo):
    """The cure is another port."""
    import hawse  # noqa: PLC0415 - here alone

    taken = int(served.host.split(":")[1])

    with ThreadPoolExecutor(1) as pool:  # a browser of another test may hold this thread's loop
        tried = pool.submit(hawse.run_server, demo / "out", print, port=taken)
        with pytest.raises(SourceError, match=rf"port {taken} cannot be used"):
            tried.result()
