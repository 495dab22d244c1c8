"""New programmes across a corpus: found, joined, ranked, accepted, built again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from samples import letter

import kg
from kg.candidates import Candidate, Quote, accept_candidates, candidates_text, choose, find_candidates
from kg.errors import UsageError
from kg.iris import candidate_iri
from kg.vocabulary import load_vocabulary, read_extra

SAYS = {
    ("醴陵市人民政府", 2022): "我市打造“稻田议事平台”。我市推行“田埂说法”工作法。",
    ("寿县人民政府", 2023): "我县打造“稻田议事”。我县推进行刑衔接。",
    ("清流县人民政府", 2023): "我县上线“稻田议事系统”。我县推行“清流田埂说法”工作法。我县开展“夜话”活动。",
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for number, ((issuer, year), done) in enumerate(SAYS.items()):
        (folder / f"{number}.txt").write_text(letter(done, issuer=issuer, year=year), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graph(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.build(reports, out=tmp_path_factory.mktemp("graph"), base="https://example.org/")


@pytest.fixture(scope="module")
def found(graph: kg.Graph) -> list[Candidate]:
    return find_candidates(graph.store)


def test_variants_of_several_reports_are_joined_and_ranked(found: list[Candidate]) -> None:
    rice, field = found[:2]
    assert {rice.name, *rice.variants} == {"稻田议事平台", "稻田议事", "稻田议事系统"}
    assert rice.regions == ("安徽省/淮南市/寿县", "湖南省/株洲市/醴陵市", "福建省/三明市/清流县")
    assert (rice.years, rice.mentions) == ((2022, 2023), 3)
    assert len(rice.iris) == 1  # the build has joined them already
    assert {field.name, *field.variants} >= {"田埂说法", "清流田埂说法"}
    assert (len(field.regions), len(field.iris)) == (2, 2)
    assert "行刑衔接" not in {candidate.name for candidate in found}


def test_with_kinds_quotes_and_score(found: list[Candidate]) -> None:
    rice = found[0]
    assert rice.kinds[0] in {"platform", "mechanism"}
    assert Quote("安徽省/淮南市/寿县", 2023, "我县打造“稻田议事”") in rice.quotes
    assert [quote.region for quote in rice.quotes] == list(rice.regions)
    assert 0.5 <= rice.score <= 1


def test_at_least_so_many_regions(graph: kg.Graph, found: list[Candidate]) -> None:
    assert [c.name for c in find_candidates(graph.store, 3)] == [found[0].name]
    assert find_candidates(graph.store, 4) == []


@pytest.mark.parametrize("name", ["稻田议事", "“稻田议事”系统", candidate_iri("programme", "稻田议事")])
def test_chosen_by_any_of_its_names(found: list[Candidate], name: str) -> None:
    name = name.rsplit("/", 1)[-1]
    assert choose(found, [name]) == [found[0]]


def test_an_unknown_name_is_refused_with_the_nearest(found: list[Candidate]) -> None:
    with pytest.raises(UsageError, match=r"no new programme is called '田埂说发'; did you mean .*田埂说法"):
        choose(found, ["田埂说发"])


def test_as_csv_json_and_table(found: list[Candidate]) -> None:
    rows = list(csv.DictReader(io.StringIO(candidates_text(found, "csv"))))
    assert [row["region"] for row in rows if row["programme"] == found[0].name] == list(found[0].regions)
    assert {row["quote"] for row in rows} == {q.quote for c in found for q in c.quotes}
    data = json.loads(candidates_text(found, "json"))
    assert [one["name"] for one in data] == [c.name for c in found]
    assert data[0]["quotes"][0] == {
        "region": "安徽省/淮南市/寿县", "year": 2023, "quote": "我县打造“稻田议事”",
    }  # fmt: skip
    assert candidates_text(found, "table").splitlines()[1].startswith(found[0].name)
    with pytest.raises(UsageError, match="unknown format 'xml'"):
        candidates_text(found, "xml")


@pytest.mark.parametrize("jobs", [1, 2])
def test_accepted_they_are_one_known_programme(
    reports: Path, found: list[Candidate], tmp_path: Path, jobs: int
) -> None:
    own = tmp_path / "own.ttl"
    assert accept_candidates(found[:2], own).names == (found[0].name, found[1].name)
    assert accept_candidates(found[:2], own).names == ()
    again = kg.build(reports, out=tmp_path / "again", vocabularies=[own], jobs=jobs)
    rows = again.query(
        "SELECT ?p (COUNT(DISTINCT ?r) AS ?n) { ?a kg:programme ?p ; kg:region ?r . ?p skos:inScheme scheme:programmes ."
        " FILTER(STRSTARTS(STRAFTER(STR(?p), 'programme/'), 'x-')) } GROUP BY ?p ORDER BY DESC(?n)"
    ).rows
    names = [iri.rsplit("/", 1)[-1] for iri in (found[0].iri, found[1].iri)]
    assert rows == [(f"programme:{names[0]}", 3), (f"programme:{names[1]}", 2)]
    left = {candidate.name for candidate in find_candidates(again.store)}
    assert left == {candidate.name for candidate in found[2:]}


def test_a_variant_that_is_not_written_is_the_accepted_programme_too(tmp_path: Path, reports: Path) -> None:
    own = tmp_path / "own.ttl"
    only = Candidate(
        "稻田议事平台", candidate_iri("programme", "稻田议事"), (), (), ("platform",), (), (), 1, 0.9, ()
    )
    accept_candidates([only], own)
    again = kg.build(reports, out=tmp_path / "again", vocabularies=[own])
    assert again.query(f"SELECT DISTINCT ?r {{ ?a kg:programme <{only.iri}> ; kg:region ?r }}").rows[2:]
    assert again.query(f"ASK {{ <{only.iri}> a kg:Candidate }}").rows == [(False,)]


@pytest.mark.parametrize(
    ("quote", "quoted"),
    [("开展“夜话”活动", True), ("开展“夜话”,在夜话中", False), ("无", False)],
)
def test_short_names_in_quotation_marks_count_there_only(tmp_path: Path, quote: str, quoted: bool) -> None:
    own = tmp_path / "own.ttl"
    iri = candidate_iri("programme", "夜话")
    one = Candidate("夜话", iri, (iri,), (), (), ("甲",), (), 1, 0.9, (Quote("甲", None, quote),))
    accept_candidates([one], own)
    (concept,) = load_vocabulary(None, read_extra([own])).minted.values()
    assert concept.quoted == (("夜话",) if quoted else ())
    assert concept.kind == "mechanism"
