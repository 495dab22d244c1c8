"""From what reports say to places and programmes, and to quads with evidence."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from samples import SEEDS

from kg.extract.agencies import place_names
from kg.extract.links import Relation, find_links
from kg.graph.iris import report_local
from kg.graph.links import stated_quads
from kg.graph.terms import rebase_quads
from kg.link.links import resolve_links
from kg.model import Extraction, StatedLink
from kg.namespaces import BASE, ONTOLOGY
from kg.pipeline import analyse
from kg.read import find_files, read
from kg.text import fold
from kg.vocabulary import load_vocabulary

PROVINCES = Path(__file__).parents[3] / "shared" / "corpora" / "provincial-2025"


def stated(path: str) -> tuple[Extraction, list[StatedLink]]:
    vocabulary = load_vocabulary()
    extraction = analyse(read(path, vocabulary.gazetteer), vocabulary)
    report = extraction.report
    folded = fold(report.text)
    gazetteer = vocabulary.gazetteer
    towns = [
        name
        for county in gazetteer.counties_near(report.metadata.place)
        for name in gazetteer.townships.get(county, {})
    ]
    mentions = find_links(folded, report.body_start, report.body_end, place_names(folded, gazetteer, towns))
    return extraction, resolve_links(report, mentions, extraction.programmes, gazetteer)


def ends(links: list[StatedLink]) -> set[tuple[str, str, str, str]]:
    return {(link.relation, link.origin.name, link.destination.name, link.direction) for link in links}


@pytest.fixture(scope="module")
def seeds() -> dict[str, tuple[Extraction, list[StatedLink]]]:
    return {Path(path).name[:3]: stated(path) for path in find_files([SEEDS])}


def test_a_county_promoted_learning_and_visited(
    seeds: dict[str, tuple[Extraction, list[StatedLink]]],
) -> None:
    assert ends(seeds["000"][1]) == {
        ("promotion", "醴陵市", "湖南省", "vertical"),
        ("learning", "白兔潭镇", "醴陵市", "vertical"),
        ("visit", "醴陵市", "江西省", "horizontal"),
        ("visit", "醴陵市", "湖南省", "horizontal"),  # visitors from counties there, not from the province
    }


def test_one_character_names_of_provinces_and_cities(
    seeds: dict[str, tuple[Extraction, list[StatedLink]]],
) -> None:
    assert ends(seeds["004"][1]) == {
        ("learning", name, "鄂州市", "horizontal") for name in ("浙江省", "上海市", "广州市", "深圳市")
    }


def test_quads_have_evidence_that_stands_in_the_text(
    seeds: dict[str, tuple[Extraction, list[StatedLink]]],
) -> None:
    extraction, links = seeds["000"]
    report = extraction.report
    local = report_local(report.metadata.place, report.metadata.year, report.sha256)
    store = ox.Store()
    store.extend(rebase_quads(stated_quads(report, local, links), "https://example.org/id/"))
    rows = list(
        store.query(  # type: ignore[arg-type]
            f"""PREFIX kg: <{ONTOLOGY}> PREFIX oa: <http://www.w3.org/ns/oa#>
            SELECT ?from ?to ?quote ?surface WHERE {{ ?from kg:statedLink ?link . ?link a kg:StatedLink ;
            kg:fromRegion ?from ; kg:toRegion ?to ; kg:surface ?surface .
            ?e oa:hasBody ?link ; kg:quote ?quote }}""",
            use_default_graph_as_union=True,
        )
    )
    assert len(rows) == len(links) == 4
    assert all(row["quote"] == row["surface"] and row["quote"].value in report.text for row in rows)
    assert all(row["from"].value.startswith("https://example.org/id/region/") for row in rows)
    assert {quad.graph_name.value for quad in store} == {f"https://example.org/id/report/{local}"}
    assert not any(BASE in str(quad) for quad in store)


@pytest.mark.skipif(not PROVINCES.is_dir(), reason="the provincial reports are not at hand")
@pytest.mark.parametrize(
    ("province", "found", "programme"),
    [
        ("青海省", ("learning", "三明市", "青海省", "horizontal"), "三明医改经验"),
        ("福建省", ("promotion", "三明市", "中国", "vertical"), "三明医改经验"),
        ("福建省", ("promotion", "厦门市", "中国", "vertical"), None),
        ("陕西省", ("promotion", "富平县", "中国", "vertical"), "五水协同"),
        ("西藏", ("learning", "林芝市", "西藏自治区", "vertical"), None),
        ("重庆市", ("promotion", "四川省", "中国", "vertical"), None),  # 川渝 is both
        ("内蒙古自治区", ("learning", "中国", "内蒙古自治区", "vertical"), None),
    ],
)
def test_work_reports_of_provinces(
    province: str, found: tuple[str, str, str, str], programme: str | None
) -> None:
    extraction, links = stated(str(PROVINCES / f"2025年{province}政府工作报告.docx"))
    (link,) = (link for link in links if ends([link]) == {found} and link.relation == found[0])
    names = {p.iri: p.name for p in extraction.programmes}
    assert names.get(link.programme or "") == programme


@pytest.mark.skipif(not PROVINCES.is_dir(), reason="the provincial reports are not at hand")
def test_what_a_province_spreads_within_itself_links_no_regions() -> None:
    for province in ("浙江省", "海南省"):
        _, links = stated(str(PROVINCES / f"2025年{province}政府工作报告.docx"))
        assert all(link.origin != link.destination for link in links)
        assert {link.destination.name for link in links if link.relation == Relation.PROMOTION} == {"中国"}


@pytest.mark.skipif(not PROVINCES.is_dir(), reason="the provincial reports are not at hand")
def test_next_steps_are_planned() -> None:
    _, links = stated(str(PROVINCES / "2025年西藏政府工作报告.docx"))
    assert [link.planned for link in links] == [True]
