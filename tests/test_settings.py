"""What a user sets for a build: decisions, vocabularies, a lowest score; from Python and the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import GOLD, LILING, SEEDS, letter
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.errors import UsageError, VocabularyError
from kg.settings import read_settings

HEADER = "decision,name,target,report,note\n"
DONE = "我市打造“稻田议事”平台。我市推进行刑衔接,办理案件5件。我市推行“田埂说法”。"
OWN = (
    "@prefix kg: <https://w3id.org/fazhi-kg/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<https://w3id.org/fazhi-kg/id/programme/own> a kg:Programme ; skos:prefLabel "稻田议事"@zh ;'
    ' skos:altLabel "田埂说法" ; kg:kind kg:site .\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(letter(DONE, issuer="醴陵市人民政府"), encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(
        letter("我县推进行刑衔接。", issuer="寿县人民政府"), encoding="utf-8"
    )
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    return tmp_path


def decide(folder: Path, lines: str) -> Path:
    (folder / "decisions.csv").write_text(HEADER + lines, encoding="utf-8")
    return folder / "decisions.csv"


def programmes(graph: kg.Graph) -> set[str]:
    rows = graph.query("SELECT DISTINCT ?l { ?a kg:programme ?p . ?a a kg:Adoption . ?p rdfs:label ?l }").rows
    return {str(label) for (label,) in rows}


@pytest.mark.parametrize("jobs", [1, 2])
def test_decisions_and_vocabularies_reach_every_worker(folder: Path, jobs: int) -> None:
    decisions = decide(folder, "not-a-programme,行刑衔接,,b,\n")
    graph = kg.build(
        folder / "in", out=folder / "out", jobs=jobs, decisions=decisions, vocabularies=[folder / "own.ttl"]
    )
    assert programmes(graph) == {"稻田议事", "行刑衔接"}
    assert graph.query("SELECT ?r { ?a kg:programme programme:xing-xing-xian-jie ; kg:region ?r }").rows == [
        ("region:430281",)
    ]
    assert graph.query(
        "ASK { programme:own kg:kind kg:site ; rdfs:label '稻田议事'@zh ; skos:altLabel '田埂说法'@zh }"
    ).rows == [(True,)]


def test_an_unknown_name_is_refused_and_nothing_is_written(folder: Path) -> None:
    kg.build(folder / "in", out=folder / "out")
    before = (folder / "out" / "graph.nq").read_bytes()
    decisions = decide(folder, "same-as,田埂说法,行刑衔接,,\nnot-a-programme,茶馆说事,,,\n")
    with pytest.raises(UsageError, match=r"decisions\.csv, line 3: unknown name '茶馆说事'"):
        kg.build(folder / "in", out=folder / "out", decisions=decisions)
    assert (folder / "out" / "graph.nq").read_bytes() == before


def test_facts_below_the_lowest_score_are_left_out(folder: Path) -> None:
    graph = kg.build(folder / "in", out=folder / "out", min_score=0.9)
    assert programmes(graph) == {"稻田议事", "行刑衔接"}
    assert graph.query("ASK { ?e kg:score ?s FILTER(?s < 0.9) }").rows == [(False,)]
    lines = (folder / "out" / "extracted.jsonl").read_text(encoding="utf-8").splitlines()
    for record in map(json.loads, lines):
        for kind in ("regions", "agencies", "regulations", "programmes", "awards", "statistics"):
            assert all(entry["score"] >= 0.9 for entry in record[kind])
            assert {entry["method"] for entry in record[kind]} <= {"vocabulary", "pattern"}


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_lowest_score_is_a_share(score: float) -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        read_settings(min_score=score)


def test_bad_files_are_refused_before_any_report_is_read(folder: Path) -> None:
    (folder / "own.ttl").write_text(OWN.replace("kg:site", "kg:sight"), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"own\.ttl: .*programme/own has no kg:kind"):
        kg.build(folder / "in", out=folder / "out", vocabularies=[folder / "own.ttl"])
    with pytest.raises(UsageError, match="line 2: unknown decision"):
        kg.build(folder / "in", out=folder / "out", decisions=decide(folder, "perhaps,甲乙,,,\n"))
    assert not (folder / "out").exists()


def test_on_the_command_line(folder: Path) -> None:
    run = CliRunner().invoke
    out, own = str(folder / "out"), str(folder / "own.ttl")
    done = run(app, ["extract", str(folder / "in" / "a.txt"), "--vocabulary", own])
    assert [p["name"] for p in json.loads(done.stdout)["programmes"]] == ["稻田议事", "行刑衔接"]
    assert run(app, ["build", str(folder / "in"), "-o", out, "--no-page", "--min-score", "2"]).exit_code == 2
    assert run(app, ["build", str(folder / "in"), "-o", out, "--no-page"]).exit_code == 0
    accept = [
        "candidates",
        "-g",
        out,
        "--only",
        "田埂说法",
        "--accept",
        str(folder / "new.ttl"),
        "--format",
        "csv",
    ]
    done = run(app, accept)
    assert (done.exit_code, done.stdout.count("\n")) == (0, 2)
    assert "wrote 1 programmes" in done.stderr
    assert "left out: 田埂说法: it is there already" in run(app, accept).stderr
    done = run(app, ["candidates", "-g", out, "--limit", "1"])
    assert "1 of 2" in done.stderr
    done = run(app, ["build", "--help"])
    assert all(
        word in done.stdout for word in ("decision,name,target,report,note", "not-same", "--min-score")
    )


def test_calibration_on_the_command_line(folder: Path) -> None:
    run = CliRunner().invoke
    of = [str(GOLD / f"{LILING}.json"), str(SEEDS / f"{LILING}.txt"), "--calibration"]
    assert "expected calibration error" in run(app, ["eval", *of]).stdout
    data = json.loads(run(app, ["eval", *of, "--json", "--vocabulary", str(folder / "own.ttl")]).stdout)
    assert 0 <= data["calibration"]["programme"]["error"] <= 1
    assert run(app, ["eval", *of, "--errors", "programmes"]).exit_code == 2
