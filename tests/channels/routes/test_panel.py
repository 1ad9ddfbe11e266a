"""The panel: plain figures, each mark naming the findings that it rests on."""

import pyarrow as pa

from hawse.channels.routes.panel import draws
from tests.channels.routes.conftest import run


def drawn(bench, history):
    """Run a history and draw what was found, with ids as the ledger gives them."""
    _, findings = run(bench, "country:KP", history)
    ids = pa.array([f"f{n}" for n in range(findings.num_rows)], pa.string())
    own = ("upstreams", "upstream_shares", "what_ifs", "model_trust")
    return draws(
        findings=findings.append_column("id", ids), **{n: bench.engine.table(n) for n in own}
    )


def test_the_graph_shows_the_links_before_and_after(bench):
    """One link to China before; China and Russia after."""
    graph, lines, table = drawn(
        bench, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8}
    )

    assert ("graph", "lines", "table") == (graph.kind, lines.kind, table.kind)
    assert [
        ("after", "AS131279", "AS20485 (RU)"),
        ("after", "AS131279", "AS4837 (CN)"),
        ("before", "AS131279", "AS4837 (CN)"),
    ] == [(d.series, d.label, d.to) for d in graph.data]
    assert [1.0] * 10 + [2.0] * 8 == [d.best for d in lines.data]
    assert ("AS20485", "as:20485", "RU", "2017-11", "2018-06", "8") == table.data[1].cells


def test_every_mark_names_what_it_rests_on(bench):
    """A mark without a finding could not be asked why."""
    figures = drawn(bench, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8})

    assert all(datum.ids for figure in figures for datum in figure.data)


def test_nothing_found_is_nothing_drawn(bench):
    """An empty picture would look like a picture of nothing."""
    assert () == drawn(bench, {"4837>9": "111"})
