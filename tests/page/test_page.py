"""The dossier in a real browser: nothing fetched, nothing overflowing, every record one key away."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hawse.core.channel import Datum, Figure
from hawse.dossier.build import build
from hawse.dossier.render import render
from tests.dossier.ledgers import about, figures, large, rows, sha, tables

pytestmark = pytest.mark.page
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LAID_OUT = (
    "section { content-visibility: visible !important }"  # what is off the screen is laid out too
)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_is_never_wider_than_the_screen(open_page, width):
    """A phone at 390 px, or a desktop at 400 % zoom (320 px): no sideways scrolling of the page."""
    page = open_page(width, bypass_csp=True).page
    page.add_style_tag(content=LAID_OUT)

    assert 0 == page.evaluate(OVERFLOW)
    assert page.evaluate("document.querySelector('#method').offsetHeight") > 0


def test_nothing_is_requested_and_nothing_is_complained_of(open_page, file):
    """Opened from a disk in a closed network: one file, no request, no error."""
    seen = open_page()
    seen.page.mouse.wheel(0, 20000)

    assert ([file.as_uri()], []) == (seen.requests, seen.words)


def test_a_chip_opens_its_record_and_escape_gives_the_focus_back(open_page):
    """One key from a figure to file, place and hash, one key back to where the reader was."""
    page = open_page().page
    chip = page.locator("#judgements a.chip[href^='#e']").first
    chip.focus()
    page.keyboard.press("Enter")
    record = page.locator("#record")

    assert record.is_visible()
    assert page.locator("#record .hash").first.inner_text().strip().isalnum()
    assert 64 == len(page.locator("#record .hash").first.inner_text().strip())
    assert "used by" in record.inner_text()
    page.keyboard.press("Escape")
    assert not record.is_visible()
    assert chip.evaluate("e => e === document.activeElement")


def test_a_finding_opens_with_how_it_was_made_and_leads_on_to_its_evidence(open_page):
    """A derived figure names its step, settings and inputs, and each input is a chip."""
    page = open_page().page
    page.locator("#claims a.chip[href^='#f']").first.click()

    assert "how made" in page.locator("#record").inner_text()
    page.locator("#record a.chip[href^='#e']").first.click()
    assert page.locator("#record-title").inner_text().startswith("Evidence")


def test_evidence_that_no_sentence_cites_opens_from_the_packed_data(open_page):
    """What is not printed as a row is still one address away."""
    page = open_page().page
    packed = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).evidence[0][0]"
    )
    page.evaluate(f"location.hash = '#{packed}'")

    page.wait_for_selector("#record[open]")
    assert packed in page.locator("#record-title").inner_text()


def test_every_chip_opens_a_record_or_leads_to_a_place(open_page):
    """No chip is a dead end."""
    page = open_page().page
    dead = page.evaluate(
        """() => Array.from(document.querySelectorAll('.chip')).filter(chip => {
            const dialog = document.getElementById('record');
            if (dialog.open) dialog.close();
            chip.click();
            return !dialog.open && !document.getElementById((chip.getAttribute('href') || '#').slice(1));
        }).map(c => c.textContent)"""
    )

    assert [] == dead


def test_without_scripts_chips_are_anchors_to_printed_rows(open_page):
    """A browser that runs nothing still shows the ground of every figure."""
    page = open_page(java_script_enabled=False).page
    chip = page.locator("#judgements a.chip[href^='#e']").first
    chip.click()

    assert page.url.endswith(chip.get_attribute("href"))
    assert page.locator(chip.get_attribute("href")).is_visible()
    assert page.get_by_text("Search and sort are off.").is_visible()
    assert page.locator("#findings-table tbody tr").first.is_visible()
    assert page.locator("svg").first.is_visible()


def test_a_script_that_got_into_the_file_does_not_run(file, open_page, tmp_path):
    """The policy is the second wall, should the escaping ever fail: script, handler, image and connection are refused."""
    evil = "<script>document.title='owned'</script><p onclick=\"document.title='owned'\" id=trap>x</p><img src=http://192.0.2.1/x onerror=\"document.title='owned'\">"
    path = tmp_path / "evil.html"
    html = file.read_text("utf-8")
    path.write_text(html.replace("<main>", "<main>" + evil, 1), encoding="utf-8")
    seen = open_page(address=path.as_uri())
    seen.page.locator("#trap").click()

    assert "owned" not in seen.page.title()
    assert {"csp"} == {why for _, why in seen.refused}
    seen.page.locator("#judgements a.chip").first.click()
    assert seen.page.locator("#record").is_visible()


def test_filters_count_what_is_left_and_keep_their_state_in_the_address(open_page):
    """A link to a filtered list shows the same list to the next reader."""
    seen = open_page()
    page = seen.page
    page.locator("[data-filters=findings] [data-by=channel]").select_option("trade")

    assert "2 of 3 findings" == page.locator("[data-filters=findings] .counted").text_content()
    assert page.url.endswith("#findings?channel=trade")
    again = open_page(address=page.url).page
    assert "2 of 3 findings" == again.locator("[data-filters=findings] .counted").text_content()
    again.locator("[data-filters=findings] [data-by=words]").fill("no such words")
    assert "0 of 3 findings" == again.locator("[data-filters=findings] .counted").text_content()
    again.get_by_role("button", name="Clear filters").click()
    assert "3 of 3 findings" == again.locator("[data-filters=findings] .counted").text_content()
    page.locator("[data-filters=claims] [data-by=verdict]").select_option("not_examined")
    assert "1 of 4 claims" == page.locator("[data-filters=claims] .counted").text_content()


def test_the_ledgers_rows_download_from_the_page_itself(open_page):
    """A colleague without Hawse gets the rows as a table; no cell begins like a formula."""
    page = open_page().page
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download evidence (CSV)").click()
    lines = waited.value.path().read_text("utf-8").splitlines()

    assert 1 + 5 == len(lines)
    assert lines[0].startswith('"id","as it stands there"')


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark")])
def test_axe_finds_no_barrier(open_page, width, scheme):
    """WCAG 2.0 to 2.2, A and AA, and best practice: no violation, in light and dark."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    page = open_page(width, color_scheme=scheme, bypass_csp=True).page
    page.add_style_tag(content=LAID_OUT)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    got = (
        axe.Axe()
        .run(page, options={"runOnly": {"type": "tag", "values": tags}})
        .response["violations"]
    )

    assert [] == [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in got]


def test_the_printed_page_repeats_the_handling_and_opens_what_is_folded(open_page):
    """A page torn from the pile still says that it must not be cited."""
    page = open_page().page
    page.emulate_media(media="print")

    assert page.pdf(format="A4").startswith(b"%PDF")
    assert "@top-center" in page.content()
    assert not page.locator(".filters").first.is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_words_do_not_widen_the_page_or_run(open_page, tmp_path, width):
    """Names without a gap, piles of marks, right-to-left text and markup in every cell: the layout holds."""
    evil = (
        "<img src=x onerror=alert(1)>"
        + "W" * 900
        + "\u202e"
        + "e"
        + "\u0301" * 60
        + " שלום "
        + "{{7*7}}"
    )
    ledger = rows()
    for table, columns in {"findings": ("says", "step", "not_shown"), "claims": ("says", "speaker", "attribution"), "evidence": ("quote", "locator", "values"),
                           "sources": ("path", "title", "url"), "articles": ("title", "publisher"), "sentences": ("text",), "measures": ("subject", "source"),
                           "entries": ("because", "would_settle"), "coverage": ("basis_text",), "rejects": ("raw", "reason")}.items():  # fmt: skip
        ledger[table] = [{**r, **dict.fromkeys(columns, evil)} for r in ledger[table]]
    drawn = {
        "trade": (
            Figure("bars", evil, (Datum(evil, (), best=1.0, series=evil),), caption=evil),
            Figure("table", evil, (Datum("", (), cells=(evil, evil)),), columns=(evil, evil)),
        )
    }
    path = tmp_path / "hostile.html"
    path.write_bytes(render(build(tables(ledger), drawn, about(question=evil, case_text=evil))))
    seen = open_page(width, address=path.as_uri())
    wide = open_page(width, address=path.as_uri(), bypass_csp=True).page
    wide.add_style_tag(content=LAID_OUT)

    assert 0 == wide.evaluate(OVERFLOW)
    assert ([path.as_uri()], []) == (seen.requests, seen.words)
    assert 0 == seen.page.locator("img").count()


def test_an_anchor_far_down_the_page_arrives_at_its_row(open_page, file):
    """Sections off the screen are laid out late; a link from a mail must still land on the row."""
    page = open_page().page
    row = page.locator("#evidence-table tbody tr[id]").last.get_attribute("id")
    there = open_page(address=f"{file.as_uri()}#{row}").page
    there.wait_for_timeout(300)

    assert 0 <= there.locator(f"#{row}").bounding_box()["y"] <= 900


def test_a_ledger_of_thousands_pages_filters_and_opens(open_page, tmp_path):
    """What is packed and not printed is found, shown and opened like any other row."""
    path = tmp_path / "large.html"
    path.write_bytes(render(build(large(600), {}, about())))
    page = open_page(address=path.as_uri()).page
    box, table = (
        page.locator("[data-filters=findings]"),
        page.locator("#findings-table tbody tr:not([hidden])"),
    )

    assert 50 == table.count()
    page.locator(".pages [data-act=on]").click()
    assert page.locator(".pages span").text_content().startswith("51–100 of 603")
    box.locator("[data-by=words]").fill("item 599 stood")
    assert "1 of 603 findings" == box.locator(".counted").text_content()
    assert 1 == table.count()
    table.first.locator("a.chip").first.click()
    assert "figures" in page.locator("#record").inner_text()


def test_a_map_is_bounded_in_time_and_rows_and_marks_light_each_other(open_page, tmp_path):
    """37 of 120 voyages: whoever moves the slider sees how many are left, on the map and below."""
    days = [datetime(2017, 1 + n, 1, tzinfo=UTC) for n in range(5)]
    voyages = tuple(
        Datum(f"voyage {n}", (sha("e-nov"),), cells=("43.1 42.3", "131.9 130.4", "observed"),
              start=t, end=t + timedelta(days=3))
        for n, t in enumerate(days)
    )  # fmt: skip
    port = Datum("Rajin", (), cells=("42.24", "130.29", "port"))
    drawn = {"ships": (Figure("map", "Voyages", (port, *voyages)),)}
    path = tmp_path / "map.html"
    path.write_bytes(render(build(tables(rows()), drawn, about())))
    page = open_page(address=path.as_uri()).page
    box = page.locator("figure.map .filters")

    assert "5 of 5 with a date" == box.locator(".counted").text_content()
    box.locator("input").first.evaluate(
        "r => { r.value = Number(r.min) + 50; r.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    assert "3 of 5 with a date" == box.locator(".counted").text_content()
    assert 3 == page.locator("figure.map tr[data-from]:not([hidden])").count()
    left = page.locator("figure.map g[data-n]").evaluate_all(
        "all => all.filter(g => g.style.display !== 'none').length"
    )
    assert 4 == left
    page.locator("figure.map tr[data-from]:not([hidden])").first.hover()
    assert 1 == page.locator("figure.map g.lit").count()
    assert page.locator("figure.map tbody tr").last.locator("th").text_content() == "Rajin"


def test_the_rows_are_handed_over_as_json_with_their_files_and_hashes(open_page):
    """What a page shows can be worked on elsewhere: findings and evidence, printed or packed."""
    page = open_page().page
    with page.expect_download() as got:
        page.locator("[data-act=json]").click()
    told = json.loads(Path(got.value.path()).read_text("utf-8"))
    made = build(tables(rows()), figures(), about())

    assert {f.short for f in made.findings} == {f["id"].split()[0] for f in told["findings"]}
    assert {e.short for e in made.evidence} == {e["id"].split()[0] for e in told["evidence"]}
    assert all(len(e["SHA-256 of the file"]) == 64 for e in told["evidence"])
    assert told["ledger"] == made.about.ledger_sha256


@pytest.mark.parametrize("width", [1280, 390])
def test_the_brief_form_opens_its_records_and_has_no_barrier(open_page, tmp_path, width):
    """Two minutes of reading, and each figure is still one click from its row."""
    path = tmp_path / "brief.html"
    path.write_bytes(render(build(tables(rows()), figures(), about()), profile="brief"))
    seen = open_page(width, address=path.as_uri())

    assert 0 == seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    chips = seen.page.locator("a.chip")
    assert chips.count() > 3
    for n in range(chips.count()):
        chips.nth(n).click()
        assert seen.page.locator("dialog[open] code.hash, dialog[open] a.chip").count()
        seen.page.keyboard.press("Escape")
    assert [] == seen.words


@pytest.mark.parametrize(("width", "most"), [(1280, 50), (390, 15)])
def test_a_page_of_findings_is_as_long_as_it_says_on_a_phone_too(open_page, tmp_path, width, most):
    """Rows that are set aside are not shown as cards either."""
    path = tmp_path / "large.html"
    path.write_bytes(render(build(large(200), {}, about())))
    page = open_page(width, address=path.as_uri(), bypass_csp=True).page
    page.add_style_tag(content=LAID_OUT)

    shown = page.locator("#findings-table tbody tr").evaluate_all(
        "all => all.filter(r => r.getClientRects().length).length"
    )
    assert most == shown
