"""What tests of the whole program are made of: small cases, one demo run, and the command itself."""

import atexit
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import hawse

ROOT = Path(__file__).resolve().parents[1]
PACKED = ROOT / "src" / "hawse" / "demo" / "lifeline-2017"
UPSTREAMS = PACKED / "routes" / "upstreams_kp.csv"
FIGURES = PACKED / "figures" / "reported_figures.csv"
HEAD = """
[case]
id = "small"
question = "Does it hold?"
target = "KP"
suppliers = ["RU", "CN"]
period = { from = 2017-01-01, until = 2017-12-31 }
"""


def a_case(folder, *paths, head=HEAD, more=""):
    """Write a case file that names these paths; ``more`` stands under the last of them."""
    text = head + "".join(f'\n[[source]]\npath = "{path}"\n' for path in paths) + more
    made = folder / "case.toml"
    made.write_text(text, "utf-8")
    return made


def scratch():
    """Give a folder that is gone when the tests are."""
    folder = Path(tempfile.mkdtemp(prefix="hawse-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def the_demo():
    """Run the demo once for all tests; give its folder, of which tests take copies."""
    folder = scratch()
    hawse.demo(folder)
    return folder


def demo_copy(folder):
    """Give a copy of the demo, its case and its ledger, that a test may spoil."""
    made = folder / "demo"
    shutil.copytree(the_demo(), made)
    run = {"case": str(made / "case" / "case.toml")}
    (made / "out" / "run.json").write_text(json.dumps(run), "utf-8")
    return made


def cli(*words, cwd=None, **env):
    """Start the command as a user would, piped; give the finished process."""
    plain = {
        k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}
    }
    return subprocess.run(
        [sys.executable, "-m", "hawse.cli", *map(str, words)],
        cwd=cwd,
        env={**plain, "PYTHONPATH": str(ROOT / "src"), **env},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def bytes_of(out):
    """Give the digest of every file that a run must make the same: ledger, manifest and page."""
    files = [*sorted((out / "ledger").iterdir()), out / "manifest.json", out / "dossier.html"]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
