"""The documents say what the program does: their examples run, their tables are the code's."""

import re
import runpy
from pathlib import Path

import pytest

from hawse.channels import channels
from hawse.core.case import CASE_KEYS, HANDLING, SOURCE_KEYS, parse
from hawse.engine.plan import known_settings

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CASE = (DOCS / "case.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", CASE, re.DOTALL)
PAGES = [
    ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
]
PAGES += sorted(DOCS.rglob("*.md"))


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_case_file_in_the_documents_is_a_good_one(text, tmp_path):
    """An example that does not run teaches a fault."""
    readers = [reader.name for channel in channels() for reader in channel.readers]

    assert parse(text, "case.toml", tmp_path, known_settings(channels()), readers).id


def test_every_key_of_a_case_file_is_explained():
    """A key that is nowhere written down is used by nobody."""
    explained = set(
        re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", CASE, re.MULTILINE)))
    )

    assert set(CASE_KEYS) | set(SOURCE_KEYS) == explained
    assert set(HANDLING) <= set(re.findall(r"`(\w+)`", CASE))


MADE = runpy.run_path(str(DOCS / "make_tables.py"))["pages"]()


@pytest.mark.parametrize("name", MADE)
def test_the_pages_of_tables_are_fresh(name):
    """The data dictionary is the code's; run docs/make_tables.py to write it again."""
    assert MADE[name] == (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_documents_links_and_paths_lead_somewhere(path):
    """A recipe that names a file that is gone is worse than none."""
    text = path.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = re.findall(r"`((?:src|tests|docs|benchmarks|evaluation|\.ci)/[\w./-]+)`", code)

    assert [link for link in links if not (path.parent / link).exists()] == []
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_decision_has_a_number_a_reason_and_a_price():
    """A choice without its price was not weighed."""
    pages = sorted((DOCS / "adr").glob("[0-9]*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text("utf-8")
        assert re.match(rf"# {int(page.name[:4])}\. ", text)
        assert all(f"\n## {part}\n" in text for part in ("Why", "What it costs"))
