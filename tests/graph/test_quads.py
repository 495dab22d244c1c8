from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.quads import report_quads
from kg.graph.terms import decimal
from kg.iris import region_iri
from kg.model import Agency, Award, Extraction, Mention, Programme, Region, Report, Span, Stage
from kg.namespaces import BASE, OA, ONTOLOGY

from .conftest import JUSTICE, KNOWN, LILING, TEXT, make_report, mention, span, text

FACTS = {"Mention": 2, "Adoption": 3, "Citation": 2, "AwardReceipt": 1, "Observation": 2}
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def values(quads: list[ox.Quad], subject: str, predicate: str) -> list[str]:
    return [text(q.object) for q in quads if text(q.subject) == subject and q.predicate.value == predicate]


def of_class(quads: list[ox.Quad], name: str) -> list[str]:
    return [text(q.subject) for q in quads if q.predicate == TYPE and text(q.object) == ONTOLOGY + name]


def test_numbers_of_facts(extraction: Extraction) -> None:
    quads = report_quads(extraction)
    assert {name: len(of_class(quads, name)) for name in FACTS} == FACTS


def test_every_fact_has_evidence_and_all_of_it_is_exact(extraction: Extraction) -> None:
    quads = report_quads(extraction)
    facts = {fact for name in FACTS for fact in of_class(quads, name)}
    proved = {text(q.object) for q in quads if q.predicate.value == OA + "hasBody"}
    assert facts == proved
    for evidence in of_class(quads, "Evidence"):
        (start,) = values(quads, evidence + "#position", OA + "start")
        (end,) = values(quads, evidence + "#position", OA + "end")
        assert values(quads, evidence, ONTOLOGY + "quote") == [TEXT[int(start) : int(end)]]
        assert values(quads, evidence + "#quote", OA + "exact") == [TEXT[int(start) : int(end)]]


def test_all_stands_in_the_graph_of_the_report_and_once(extraction: Extraction) -> None:
    quads = report_quads(extraction)
    (report,) = of_class(quads, "Report")
    assert {text(q.graph_name) for q in quads} == {report}
    assert len(quads) == len(set(quads))
    assert quads == report_quads(extraction)


def test_no_blank_nodes_and_only_ascii_iris(quads: list[ox.Quad]) -> None:
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert isinstance(term, (ox.NamedNode, ox.Literal))
            assert isinstance(term, ox.Literal) or term.value.isascii()


def test_mentions_count_and_prove_each_surface_once(extraction: Extraction) -> None:
    quads = report_quads(extraction)
    (fact,) = [fact for fact in of_class(quads, "Mention") if "-region-" in fact]
    assert values(quads, fact, ONTOLOGY + "count") == ["3"]
    assert values(quads, fact, ONTOLOGY + "surface") == ["醴陵市", "醴陵范本"]
    assert sum(q.predicate.value == OA + "hasBody" and text(q.object) == fact for q in quads) == 2


def test_issuers_are_agencies_named_in_the_text_or_new_ones(extraction: Extraction) -> None:
    quads = report_quads(extraction)
    (report,) = of_class(quads, "Report")
    known, new = values(quads, report, "http://purl.org/dc/terms/publisher")
    assert known == JUSTICE
    assert new.startswith(BASE + "agency/430281-x-")


def test_evidence_tells_its_section(extraction: Extraction) -> None:
    quads = report_quads(extraction)
    sections = {text(q.object) for q in quads if q.predicate.value == ONTOLOGY + "section"}
    assert sections == {"一、主要工作"}


def test_another_base_moves_every_iri(extraction: Extraction) -> None:
    moved = report_quads(extraction, "https://example.org/id/")
    assert len(moved) == len(report_quads(extraction))
    assert not any(BASE in str(quad) for quad in moved)
    assert any("https://example.org/id/region/430281" in str(quad) for quad in moved)


def test_a_fact_said_twice_is_described_once() -> None:
    first = Programme(
        KNOWN, "行刑衔接", (), "mechanism", (LILING,), Stage.IMPLEMENTED, None, True,
        span("打造“行刑衔接”工作醴陵范本"), (mention("行刑衔接"),),
    )  # fmt: skip
    again = replace(first, stage=Stage.PLANNED, quote=span("行刑衔接"), mentions=())
    quads = report_quads(Extraction(make_report(), programmes=(first, again)))
    (fact,) = of_class(quads, "Adoption")
    assert values(quads, fact, ONTOLOGY + "stage") == [ONTOLOGY + "implemented"]
    scores = Counter(q.subject for q in quads if q.predicate.value == ONTOLOGY + "score")
    assert set(scores.values()) == {1}


def test_statistics_that_share_a_number_stay_apart(extraction: Extraction) -> None:
    one = extraction.statistics[0]
    quads = report_quads(Extraction(make_report(), statistics=(one, replace(one, indicator="案件"))))
    assert len(of_class(quads, "Observation")) == 2


def test_what_the_text_does_not_name_is_no_fact() -> None:
    empty = Extraction(make_report(), (Region(region_iri(LILING), LILING, ()),))
    assert of_class(report_quads(empty), "Mention") == []


def test_offsets_outside_the_text_are_refused() -> None:
    wrong = Mention(Span(len(TEXT) - 1, len(TEXT) + 1), "?")
    with pytest.raises(ValueError, match="no text at"):
        report_quads(Extraction(make_report(), agencies=(Agency(JUSTICE, "局", (), LILING, None, (wrong,)),)))


def test_a_report_that_says_nothing_of_itself() -> None:
    report = make_report("没有什么。", place=None)
    bare = replace(report, metadata=replace(report.metadata, title=None, issuers=(), year=None))
    quads = report_quads(Extraction(bare))
    (iri,) = of_class(quads, "Report")
    assert "/report/unknown-undated-" in iri
    assert values(quads, iri, "http://www.w3.org/2000/01/rdf-schema#label") == ["醴陵 2023"]


@pytest.mark.parametrize(
    ("value", "text"), [(122.0, "122"), (98.5, "98.5"), (0.0, "0"), (-0.0, "0"), (1.2e12, "1200000000000")]
)
def test_decimals(value: float, text: str) -> None:
    assert decimal(value).value == text


def test_infinity_is_no_decimal() -> None:
    with pytest.raises(ValueError, match="not a decimal"):
        decimal(float("inf"))


WORDS = st.text(st.sampled_from('行刑衔接“”《》,。\n 𠀀🙂é"\\1%'), min_size=1, max_size=60)


@st.composite
def reports_with_spans(draw: st.DrawFn) -> tuple[Report, list[Span]]:
    text = draw(WORDS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=5))
    spans = [Span(start, draw(st.integers(start + 1, len(text)))) for start in starts]
    return make_report(text), spans


@given(reports_with_spans())
def test_quotes_are_the_text_at_their_offsets(case: tuple[Report, list[Span]]) -> None:
    report, spans = case
    awards = tuple(
        Award(f"奖{n}", None, "醴陵市", None, None, "other", 2023, None, None, one)
        for n, one in enumerate(spans)
    )
    mentions = tuple(Mention(one, report.text[one.start : one.end]) for one in spans)
    region = Region(region_iri(LILING), LILING, mentions)
    quads = report_quads(Extraction(report, (region,), awards=awards))
    for evidence in of_class(quads, "Evidence"):
        (start,) = values(quads, evidence + "#position", OA + "start")
        (end,) = values(quads, evidence + "#position", OA + "end")
        assert values(quads, evidence, ONTOLOGY + "quote") == [report.text[int(start) : int(end)]]
    store = ox.Store()
    store.extend(quads)
    assert len(store) == len(quads)
