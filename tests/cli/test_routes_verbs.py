"""``hawse routes ...`` as a user types it: small files made here, and what comes out as JSON."""

import json

import pytest

from hawse.cli import main
from tests.channels.routes import mrt_maker as make
from tests.channels.routes.test_replay import KP, PEERS, START, archive, timeline

GRAPH = "1|4837|-1\n1|20485|-1\n1|7|-1\n2|8|-1\n1|2|0\n4837|131279|-1\n"
AFTER = GRAPH + "20485|131279|-1\n2|20485|-1\n"


@pytest.fixture
def files(tmp_path):
    """Two months of relationships, and the two days of October 2017."""
    (tmp_path / "asrel_201710.txt").write_text(GRAPH, "utf-8")
    (tmp_path / "asrel_201711.txt").write_text(AFTER, "utf-8")
    (tmp_path / "rrc00").mkdir()
    (tmp_path / "rrc00" / "updates.20171001.mrt").write_bytes(archive())
    return {p.name: p for p in sorted(tmp_path.rglob("*.*")) if p.is_file()}


@pytest.fixture
def told(capsys):
    """Run a verb below routes; give its JSON and its exit code."""

    def run(*words):
        code = main(["routes", *(str(w) for w in words), "--json"])
        return json.loads(capsys.readouterr().out), code

    return run


def test_upstreams_by_month(files, told):
    """One in October, two in November; the gain is a candidate, as the data end too near."""
    got, code = told("upstreams", files["asrel_201710.txt"], files["asrel_201711.txt"])

    assert 0 == code
    assert [("2017-10", "as:4837"), ("2017-11", "as:20485"), ("2017-11", "as:4837")] == sorted(
        (m["month"], m["upstream"]) for m in got["months"]
    )
    assert [("2017-11", "gain", "as:20485", "lacks_history")] == [
        (c["month"], c["direction"], c["operator"], c["status"]) for c in got["changes"]
    ]


def test_shares_of_days_come_from_routing_tables(files, told):
    """Three quarters through Russia at the end of the first day, a quarter at the end of the second."""
    got, _ = told("upstreams", files["updates.20171001.mrt"])

    assert [("2017-10-01", 0.75), ("2017-10-02", 0.25)] == [
        (s["day"], s["share"]) for s in got["shares"] if s["upstream"] == "as:20485"
    ]


def test_a_replay_gives_every_change_to_the_second_and_any_instant(files, told):
    """All eleven of the timeline, and what stood at eleven o'clock."""
    got, code = told("replay", files["updates.20171001.mrt"], "--at", "2017-10-01T11:00:00")

    assert 0 == code
    assert [(f"{at:%Y-%m-%dT%H:%M:%S}", event, prefix) for at, event, prefix in timeline()] == [
        (e["at"][:19], e["event"], e["prefix"]) for e in got["events"] if e["upstream"] == 20485
    ]
    assert [(p, 4837) for p in KP] == [(t["prefix"], t["upstream"]) for t in got["table"]]


def test_hegemony_of_a_target_counts_full_feeds_alone(tmp_path, told):
    """A peer that tells one route of many sees nothing of the rest, and is left out."""
    other = [f"10.{n}.0.0/16" for n in range(20)]
    peers = (*PEERS, ("10.0.0.4", 174))
    data = make.peer_table(START, peers)
    for prefix in (*KP, *other):
        by = 20485 if prefix == KP[2] else 4837
        last = 131279 if prefix in KP else 15169
        routes = [(n, make.attributes([a, by, last])) for n, (_, a) in enumerate(PEERS)]
        routes += [(3, make.attributes([174, 99, last]))] * (prefix == KP[0])
        data += make.table(START, prefix, routes)
    path = tmp_path / "rib.mrt"
    path.write_bytes(data)
    (tmp_path / "asrel_201710.txt").write_text(AFTER, "utf-8")

    got, code = told("hegemony", path, tmp_path / "asrel_201710.txt")

    assert 0 == code
    assert (3, 1, 4) == (got["vantage_ases"], got["peers_left_out"], got["prefixes"])
    value = {r["as"]: r["value"] for r in got["hegemony"]}
    assert (0.75, 0.25) == (value[4837], value[20485])
    assert 99 not in value
    assert {"CN": 0.75, "RU": 0.25} == got["entry"]
    assert 0.625 == got["hhi"]
    assert {4837: 0.75, 20485: 0.25} == {r["as"]: r["value"] for r in got["cti"]}


def test_a_cut_says_what_is_left_and_how_far_to_trust_it(files, told):
    """Isolated in October, reached through Russia in November; always with the model's own record."""
    october, _ = told("cut", files["asrel_201710.txt"], "--ases", "4837")
    november, _ = told("cut", files["asrel_201711.txt"], "--links", "4837-131279")
    abroad, _ = told("cut", files["asrel_201711.txt"], "--countries", "CN", "--countries", "RU")

    assert (0.0, [], 1) == (
        october["after"]["reach"]["median"], october["after"]["entry"], october["chains"],
    )  # fmt: skip
    assert (1.0, [20485], 2) == (
        november["after"]["reach"]["median"],
        [e["as"] for e in november["after"]["entry"]],
        november["chains"],
    )
    assert {"RU": 1.0} == november["after"]["countries"]
    assert {"CN", "RU"} == set(november["before"]["countries"])
    assert 0.0 == abroad["after"]["reach"]["high"]
    assert {"modelled"} == {m["basis"] for m in (october, november, abroad)}
    assert 50 <= november["tie_breaks"]
    assert "not of this case" in november["trust"][0]["where"]
    assert november["trust"][0]["pairs"] > 10_000


def test_a_table_beside_the_relationships_measures_the_model(files, told):
    """Two of three vantage networks are in the graph of neither month: nothing is made up for them."""
    rel = files["asrel_201711.txt"]
    rel.write_text(AFTER + "1|3333|-1\n1|6939|-1\n", "utf-8")

    got, code = told("validate", rel, files["updates.20171001.mrt"])
    cut, _ = told("cut", rel, files["updates.20171001.mrt"], "--ases", "4837")

    assert 0 == code
    assert (1, 2, 1) == (got["origins"], got["pairs"], got["not_reached"])
    assert "updates.20171001.mrt" == got["where"] == cut["trust"][0]["where"]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("validate", "asrel_201710.txt"), 4, "no routing table"),
        (("hegemony", "asrel_201710.txt"), 4, "no routing table"),
        (("replay", "asrel_201710.txt"), 4, "no routing table"),
        (("cut", "updates.20171001.mrt"), 4, "no relationship file"),
        (("cut", "asrel_201710.txt", "--month", "2016-01"), 4, "there are those of 2017-10"),
        (("cut", "asrel_201710.txt", "--ases", "x"), 4, "is none; write its AS number"),
        (("cut", "asrel_201710.txt", "--links", "4837"), 4, "4837-131279"),
        (("cut", "asrel_201710.txt", "--target", "Korea"), 4, "write a country as KP"),
        (("cut", "asrel_201710.txt", "--tie-breaks", "0"), 2, "tie-breaks"),
    ],
)
def test_what_cannot_be_answered_says_why(files, told, words, code, why):
    """The error names what was found, and what to do."""
    verb, name, *rest = words

    got, ended = told(verb, files[name], *rest)

    assert code == ended
    assert why in got["error"]


@pytest.mark.parametrize("target", ["as:131279", "AS131279"])
def test_one_network_can_be_the_target(files, told, target):
    """Crimea's network is asked for by its number."""
    got, _ = told("cut", files["asrel_201710.txt"], "--target", target, "--ases", "4837")

    assert "as:131279" == got["target"]
    assert 0.0 == got["after"]["reach"]["high"]
