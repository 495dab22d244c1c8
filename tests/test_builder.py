from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from samples import EZHOU, LILING, SEEDS, letter

import kg
from kg.builder import Built, build_folder, build_one, extract_many, write_file
from kg.errors import UsageError
from kg.model import Extraction, Rejection

GOOD = letter("推行“一件事一次办”,办理案件5件。", issuer="寿县人民政府")
OTHER = letter("深化“一件事一次办”改革,打造“芍陂夜话”工作室。", issuer="醴陵市人民政府")
TRADE = (
    "今日是星期日です。これは日本語の文章であり、報告ではありません。ひらがなとカタカナがたくさんあります。"
    * 4
)


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Two reports, a copy of one, and files that cannot be used."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="gb18030")
    (folder / "copy.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "short.txt").write_text("报告", encoding="utf-8")
    (folder / "english.txt").write_text("This is a report. " * 40, encoding="utf-8")
    (folder / "japanese.txt").write_text(TRADE, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "README.txt").write_text(GOOD, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def test_what_a_build_writes(seeds_folder: Path) -> None:
    written = {path.name for path in seeds_folder.iterdir()}
    assert {"store", "graph.ttl", "graph.nq", "dataset.ttl", "extracted.jsonl", "rejected.jsonl"} <= written
    assert not [name for name in written if name.endswith(".part") or name.startswith("store.")]
    assert lines(seeds_folder / "rejected.jsonl") == []
    records = lines(seeds_folder / "extracted.jsonl")
    assert [Path(record["source"]).stem for record in records] == sorted(p.stem for p in SEEDS.glob("*.txt"))


def test_the_summary_counts_what_is_there(seeds_graph: kg.Graph) -> None:
    summary = seeds_graph.summary
    assert summary is not None
    records = lines(seeds_graph.folder / "extracted.jsonl")
    assert summary.reports == 5 and summary.rejected == ()
    assert summary.facts["statistic"] == sum(len(r["statistics"]) for r in records)
    assert summary.facts["adoption"] == sum(len(p["where"]) for r in records for p in r["programmes"])
    assert summary.facts["citation"] == sum(len(r["regulations"]) for r in records)
    assert summary.facts["award"] == sum(len(r["awards"]) for r in records)
    assert summary.quads == len(seeds_graph.store)
    assert summary.entities["programme"] < sum(len(r["programmes"]) for r in records)


def test_a_programme_that_seeds_share_is_one_node_with_an_adoption_each(seeds_graph: kg.Graph) -> None:
    found = seeds_graph.query(
        """SELECT ?programme (COUNT(DISTINCT ?adoption) AS ?adoptions) (COUNT(DISTINCT ?region) AS ?regions) {
             ?programme a kg:Programme ; rdfs:label "行政执法三项制度"@zh .
             ?adoption a kg:Adoption ; kg:programme ?programme ; kg:region ?region .
           } GROUP BY ?programme"""
    )
    ((_, adoptions, regions),) = found.rows
    assert adoptions == regions == 5


def test_each_report_has_a_named_graph(seeds_graph: kg.Graph) -> None:
    found = seeds_graph.query("SELECT ?graph ?report { GRAPH ?graph { ?report a kg:Report } }")
    assert len(found.rows) == 5
    assert len({graph for graph, _ in found.rows}) == 5


def test_a_planned_programme_is_no_adoption_that_stands(seeds_graph: kg.Graph) -> None:
    found = seeds_graph.query(
        """SELECT ?region ?stage { ?adoption kg:programme/rdfs:label "双随机一公开"@zh ; kg:stage ?stage ;
             kg:region ?region . }"""
    )
    assert sorted(found.rows) == [("region:411400", "kg:implemented"), ("region:430281", "kg:planned")]


def test_rejected_files_are_listed_and_the_others_built(mixed: Path, tmp_path: Path) -> None:
    summary = build_folder([mixed], tmp_path / "out")
    assert summary.reports == 2
    reasons = {Path(r["source"]).name: r["reason"] for r in lines(tmp_path / "out" / "rejected.jsonl")}
    assert set(reasons) == {
        "copy.txt", "empty.txt", "short.txt", "english.txt", "japanese.txt", "broken.docx", "broken.pdf",
    }  # fmt: skip
    assert "the same content as" in reasons["copy.txt"] and "a.txt" in reasons["copy.txt"]
    assert "empty" in reasons["empty.txt"]
    assert "too short" in reasons["short.txt"]
    assert "not Chinese" in reasons["english.txt"] and "not Chinese" in reasons["japanese.txt"]
    assert not [reason for reason in reasons.values() if "internal error" in reason]
    assert [(Path(r.source).name, r.reason) for r in summary.rejected] == list(reasons.items())
    records = lines(tmp_path / "out" / "extracted.jsonl")
    assert [r["document"]["region"] for r in records] == ["安徽省/淮南市/寿县", "湖南省/株洲市/醴陵市"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GOOD, encoding="utf-8")
    summary = build_folder([file, tmp_path, str(file)], tmp_path / "out")
    assert (summary.reports, summary.rejected) == (1, ())


def test_a_new_build_replaces_the_old_one(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(GOOD, encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    out = tmp_path / "out"
    build_folder([one, other], out)
    build_folder([other], out)
    found = kg.open_graph(out).query("SELECT ?place { [] a kg:Report ; dct:spatial ?place }")
    assert found.rows == [("region:430281",)]
    assert "寿县" not in (out / "extracted.jsonl").read_text(encoding="utf-8")


def test_nothing_to_read_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no reports found"):
        build_folder([tmp_path / "empty"], tmp_path / "out")
    with pytest.raises(UsageError, match="no such file or folder"):
        build_folder([tmp_path / "nowhere"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_only_unusable_files_give_a_graph_without_reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("报告", encoding="utf-8")
    summary = build_folder([tmp_path / "a.txt"], tmp_path / "out")
    assert (summary.reports, len(summary.rejected)) == (0, 1)
    assert kg.open_graph(tmp_path / "out").query("SELECT ?r { ?r a kg:Report }").rows == []


def test_progress_and_base(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    seen: list[tuple[int, int]] = []
    base = "https://example.org/kg/"
    build_folder(
        [tmp_path], tmp_path / "out", base=base, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(1, 2), (2, 2)]
    text = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert base + "region/340422" in text
    assert "https://w3id.org/fazhi-kg/id/" not in text


def test_the_exports_hold_what_the_store_holds(seeds_graph: kg.Graph) -> None:
    data = (seeds_graph.folder / "graph.nq").read_bytes()
    quads = set(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    assert quads == set(seeds_graph.store)
    triples = set(ox.parse((seeds_graph.folder / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    assert {(t.subject, t.predicate, t.object) for t in triples} == {
        (q.subject, q.predicate, q.object) for q in quads
    }


def test_build_one_gives_a_record_or_a_rejection(tmp_path: Path) -> None:
    built = build_one(str(SEEDS / f"{LILING}.txt"))
    assert isinstance(built, Built)
    assert built.record["document"]["region"] == "湖南省/株洲市/醴陵市"
    assert built.quads.count(b"\n") == len(set(built.quads.splitlines()))
    assert build_one(str(tmp_path / "gone.txt")) == Rejection(
        str(tmp_path / "gone.txt"), "cannot be read (No such file or directory)"
    )


def test_a_fault_in_one_report_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Extraction:
        raise RecursionError("too deep")

    monkeypatch.setattr("kg.builder.extract", fail)
    found = build_one("a.txt")
    assert isinstance(found, Rejection)
    assert found.reason == "internal error, please report it: RecursionError: too deep"


def test_extract_many_in_order_and_by_choice(mixed: Path) -> None:
    found = list(extract_many([mixed]))
    assert [type(one) for one in found if isinstance(one, Extraction)] == [Extraction] * 3
    chosen = list(extract_many([SEEDS], only=lambda source: Path(source).stem == EZHOU))
    assert [Path(one.report.source).stem for one in chosen if isinstance(one, Extraction)] == [EZHOU]


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    write_file(target, b"one")
    write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
