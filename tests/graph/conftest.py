"""A small report, by hand, with one fact of each kind and more where a rule needs it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.entities import entity_quads, ontology_quads
from kg.graph.quads import report_quads
from kg.iris import agency_iri, candidate_iri, region_iri
from kg.model import (
    Agency,
    Award,
    Extraction,
    Level,
    Mention,
    Metadata,
    Method,
    Place,
    Programme,
    Region,
    Regulation,
    Report,
    Role,
    Section,
    Span,
    Stage,
    Statistic,
)
from kg.namespaces import PREFIXES
from kg.vocabulary import Vocabulary, load_vocabulary

TEXT = (
    "关于醴陵市2023年度法治政府建设工作情况的报告\n"
    "一、主要工作\n"
    "市司法局打造“行刑衔接”工作醴陵范本,移送涉嫌犯罪案件122件。\n"
    "在来龙门街道推行“板凳法庭”,我市获评全省法治政府建设示范市。\n"
    "贯彻《中华人民共和国行政处罚法》,制定《醴陵市行政执法协作办法》,群众满意率98.50%。\n"
)
LILING = Place("湖南省/株洲市/醴陵市", Level.COUNTY, "430281")
STREET = Place("湖南省/株洲市/醴陵市/来龙门街道", Level.TOWNSHIP, "430281001")
VILLAGE = Place("湖南省/株洲市/醴陵市/某新村", Level.VILLAGE)
FUNCTION = PREFIXES["function"] + "si-fa-xing-zheng"
KNOWN = PREFIXES["programme"] + "xing-xing-xian-jie"
LAW = PREFIXES["regulation"] + "xing-zheng-chu-fa-fa"
JUSTICE = agency_iri(LILING, "si-fa-xing-zheng")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def text(term: object) -> str:
    """The IRI of a node, the words of a literal."""
    assert isinstance(term, (ox.NamedNode, ox.Literal))
    return term.value


def mention(words: str, text: str = TEXT) -> Mention:
    return Mention(span(words, text), words)


def make_report(text: str = TEXT, sha256: str = "", place: Place | None = LILING) -> Report:
    begin = text.find("一、")
    sections = (Section("一、", "主要工作", 1, begin, len(text), Role.BODY, None),) if begin >= 0 else ()
    metadata = Metadata(
        title="关于醴陵市2023年度法治政府建设工作情况的报告",
        issuers=("醴陵市司法局", "醴陵市人民政府"),
        place=place,
        year=2023,
        published="2024-01-31",
        dated="2024-01-15",
        doc_number="醴政〔2024〕1号",
        signatories=("张三",),
        addressees=("株洲市人民政府",),
    )
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return Report("reports/醴陵 2023.html", digest, text, sections, (), metadata, 0, len(text))


def _programmes() -> tuple[Programme, ...]:
    return (
        Programme(
            KNOWN, "行刑衔接", (), "mechanism", (LILING,), Stage.IMPLEMENTED, 2021, True,
            span("打造“行刑衔接”工作醴陵范本"), (mention("行刑衔接"),), (JUSTICE,),
        ),
        Programme(
            candidate_iri("programme", "板凳法庭"), "板凳法庭", ("板凳法庭工作法",), "method",
            (STREET, VILLAGE), Stage.PILOT, None, False, span("推行“板凳法庭”"),
            (Mention(span("板凳法庭"), "板凳法庭", Method.PATTERN, 0.7),),
        ),
    )  # fmt: skip


def _regulations() -> tuple[Regulation, ...]:
    local = "醴陵市行政执法协作办法"
    return (
        Regulation(
            LAW, "中华人民共和国行政处罚法", (), "law", "cited", True, (mention("中华人民共和国行政处罚法"),)
        ),
        Regulation(
            candidate_iri("regulation", local), local, (), "normative", "enacted", False, (mention(local),)
        ),
    )


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    return Extraction(
        make_report(),
        (Region(region_iri(LILING), LILING, (mention("醴陵市"), mention("醴陵范本"), mention("醴陵市"))),),
        (Agency(JUSTICE, "醴陵市司法局", ("市司法局",), LILING, FUNCTION, (mention("市司法局"),)),),
        _regulations(),
        _programmes(),
        (
            Award(
                "全省法治政府建设示范市", None, LILING.chain, region_iri(LILING), None, "provincial", 2023,
                None, None, span("我市获评全省法治政府建设示范市"),
            ),
        ),
        (
            Statistic(
                "移送涉嫌犯罪案件", 122.0, "件", span("移送涉嫌犯罪案件122件"), span("122件"), programme=KNOWN
            ),
            Statistic("群众满意率", 98.5, "%", span("群众满意率98.50%"), span("98.50%")),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def quads(extraction: Extraction, vocabulary: Vocabulary) -> list[ox.Quad]:
    """The whole graph of the one report."""
    return [*report_quads(extraction), *entity_quads([extraction], vocabulary), *ontology_quads()]


@pytest.fixture
def store(quads: list[ox.Quad]) -> ox.Store:
    filled = ox.Store()
    filled.extend(quads)
    return filled


@pytest.fixture(scope="session")
def ontology() -> Path:
    return Path(__file__).parents[2] / "ontology"
