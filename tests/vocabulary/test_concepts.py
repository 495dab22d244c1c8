"""The shipped vocabularies hold together, and broken ones are refused by file and concept."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.model import Level
from kg.namespaces import PREFIXES as IRIS
from kg.text import skeleton
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import (
    AgencyFunction,
    Concept,
    load_functions,
    load_honours,
    load_indicators,
    load_programmes,
    load_regulations,
    load_rhetoric,
)

from .conftest import PREFIXES

KINDS = ("programmes", "regulations", "honours", "indicators")


def concepts(vocabulary: Vocabulary, kind: str) -> tuple[Concept, ...]:
    found: tuple[Concept, ...] = getattr(vocabulary, kind)
    return found


# ---- the shipped vocabularies


@pytest.mark.parametrize(
    ("kind", "least"), [("programmes", 1500), ("regulations", 500), ("honours", 500), ("indicators", 300)]
)
def test_vocabularies_are_large(kind: str, least: int, vocabulary: Vocabulary) -> None:
    assert len(concepts(vocabulary, kind)) >= least


@pytest.mark.parametrize("kind", KINDS)
def test_each_label_belongs_to_one_concept(kind: str, vocabulary: Vocabulary) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in concepts(vocabulary, kind):
        for label in (*concept.labels, *concept.quoted):
            owners[skeleton(label)].add(concept.iri)
    assert {label: sorted(iris) for label, iris in owners.items() if len(iris) > 1} == {}
    assert "" not in owners


@pytest.mark.parametrize("kind", KINDS)
def test_iris_are_ascii_under_their_prefix_and_names_are_clean(kind: str, vocabulary: Vocabulary) -> None:
    prefix = IRIS[
        {
            "programmes": "programme",
            "regulations": "regulation",
            "honours": "honour",
            "indicators": "indicator",
        }[kind]
    ]
    for concept in concepts(vocabulary, kind):
        assert re.fullmatch(re.escape(prefix) + r"[a-z0-9]+(?:-[a-z0-9]+)*", concept.iri), concept.iri
        assert concept.labels[0] == concept.name
        for label in (*concept.labels, *concept.quoted):
            assert label == label.strip() and "\n" not in label, concept.iri


def test_programmes_have_a_known_kind_and_no_circle_of_broader_ones(vocabulary: Vocabulary) -> None:
    by_iri = {concept.iri: concept for concept in vocabulary.programmes}
    for concept in vocabulary.programmes:
        assert concept.kind in {
            "reform",
            "campaign",
            "mechanism",
            "method",
            "service",
            "platform",
            "site",
            "plan",
        }
        above, seen = set(concept.broader), {concept.iri}
        while above:
            assert not above & seen, concept.iri
            seen |= above
            above = {iri for wider in above for iri in by_iri[wider].broader}


def test_years_of_programmes_and_regulations(vocabulary: Vocabulary) -> None:
    for concept in (*vocabulary.programmes, *vocabulary.regulations):
        year = concept.detail("year")
        # 双拥 is the oldest: 1943.
        assert year is None or 1943 <= int(year) <= 2026, concept.iri


def test_levels_of_honours(vocabulary: Vocabulary) -> None:
    levels = {concept.detail("level") for concept in vocabulary.honours}
    assert levels <= {None, "national", "provincial", "municipal", "county", "media", "other"}


def test_no_programme_is_rhetoric(vocabulary: Vocabulary) -> None:
    names = {skeleton(concept.name): concept.name for concept in vocabulary.programmes}
    both = {names[bare] for bare in names.keys() & vocabulary.rhetoric}
    assert both == set()


def test_functions_of_bodies(vocabulary: Vocabulary) -> None:
    functions = vocabulary.bodies.functions
    assert len(functions) > 400
    assert len({function.iri for function in functions}) == len(functions)
    assert len({function.name for function in functions}) == len(functions)
    for function in functions:
        assert re.fullmatch(re.escape(IRIS["function"]) + r"[a-z0-9]+(?:-[a-z0-9]+)*", function.iri), (
            function.iri
        )
        assert function.stems or function.aliases or function.former, function.iri
        for stem in (*(s for _, stems in function.stems for s in stems), *function.aliases):
            assert set(re.findall(r"\{.*?\}", stem)) <= {"{L}", "{R}", "{r}", "{P}"}, function.iri
        for _, year in function.former:
            assert 1949 <= year <= 2026, function.iri


def test_the_function_of_justice(vocabulary: Vocabulary) -> None:
    [justice] = [f for f in vocabulary.bodies.functions if f.iri == IRIS["function"] + "si-fa-xing-zheng"]
    assert justice.stems_at(Level.PROVINCE)[0] == "司法厅"
    assert justice.stems_at(Level.COUNTY)[0] == "司法局"
    assert justice.stems_at("municipality")[0] == "司法局"
    assert justice.stems_at(Level.TOWNSHIP)[0] == "司法所"
    assert justice.stems_at(Level.VILLAGE) == ()
    assert ("法制办公室", 2018) in justice.former


# ---- reading


def write(path: Path, content: str) -> Path:
    path.write_text(PREFIXES + content, encoding="utf-8")
    return path


def test_a_programme_with_all_it_tells(small: Path) -> None:
    first, second = load_programmes(small / "programmes.ttl")
    assert first == Concept(
        iri=IRIS["programme"] + "a",
        name="行刑衔接",
        labels=("行刑衔接", "两法衔接"),
        kind="mechanism",
        details=(("document", "关于加强行政执法与刑事司法衔接工作的意见"), ("year", "2011")),
    )
    assert second.broader == (first.iri,)
    assert second.quoted == ("双随机",)
    assert first.detail("year") == "2011"
    assert second.detail("year") is None


def test_labels_are_given_once_and_hidden_ones_last(tmp_path: Path) -> None:
    path = write(
        tmp_path / "programmes.ttl",
        'programme:a a kg:Programme ; skos:hiddenLabel "丙" ; skos:altLabel "乙" , "甲" ; skos:prefLabel "甲" ; kg:kind kg:plan .',
    )
    [concept] = load_programmes(path)
    assert concept.labels == ("甲", "乙", "丙")


def test_other_classes_in_a_file_are_passed_over(small: Path) -> None:
    path = write(small / "regulations.ttl", 'programme:a a kg:Programme ; skos:prefLabel "甲" .')
    assert load_regulations(path) == ()
    assert load_honours(path) == ()
    assert load_indicators(path) == ()
    assert load_functions(path) == ()
    assert load_rhetoric(small / "rhetoric.ttl") == {"四个意识"}


def test_functions_with_stems_and_former_names(tmp_path: Path) -> None:
    path = write(
        tmp_path / "agencies.ttl",
        'function:a a kg:AgencyFunction ; skos:prefLabel "司法" ; kg:nationalName "司法部" ; kg:countyName "司法局" , "{L}司法局" ;'
        ' skos:altLabel "司法" ; kg:formerly [ skos:prefLabel "法制办" ; kg:until 2018 ] .',
    )
    assert load_functions(path) == (
        AgencyFunction(
            iri=IRIS["function"] + "a",
            name="司法",
            stems=((Level.NATIONAL, ("司法部",)), (Level.COUNTY, ("司法局", "{L}司法局"))),
            aliases=("司法",),
            former=(("法制办", 2018),),
        ),
    )


# ---- refusals


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "programme:bad a kg:Programme ; kg:kind kg:plan .",
            "programme/bad needs exactly one skos:prefLabel",
        ),
        (
            'programme:bad a kg:Programme ; skos:prefLabel "甲" , "乙" ; kg:kind kg:plan .',
            "programme/bad needs exactly one skos:prefLabel",
        ),
        (
            'programme:bad a kg:Programme ; skos:prefLabel "  " ; kg:kind kg:plan .',
            "programme/bad needs exactly one skos:prefLabel",
        ),
        (
            'programme:bad a kg:Programme ; skos:prefLabel "甲" ; kg:kind kg:plan ; skos:broader programme:none .',
            "programme/bad has a broader concept that is missing: https://w3id.org/fazhi-kg/id/programme/none",
        ),
        (
            'programme:bad a kg:Programme ; skos:prefLabel "甲" .',
            "programme/bad has no kg:kind of campaign, mechanism",
        ),
        (
            'programme:bad a kg:Programme ; skos:prefLabel "甲" ; kg:kind kg:slogan .',
            "programme/bad has no kg:kind of campaign",
        ),
        # The same concept written down twice.
        (
            'programme:bad a kg:Programme ; skos:prefLabel "甲" ; kg:kind kg:plan .\n'
            'programme:bad a kg:Programme ; skos:prefLabel "乙" ; kg:kind kg:plan .',
            "programme/bad needs exactly one skos:prefLabel",
        ),
    ],
)
def test_broken_programmes(content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError) as caught:
        load_programmes(write(tmp_path / "programmes.ttl", content))
    assert str(caught.value).startswith("programmes.ttl: https://w3id.org/fazhi-kg/id/" + message)


@pytest.mark.parametrize(
    "former",
    [
        '[ skos:prefLabel "法制办" ]',
        "[ kg:until 2018 ]",
        '[ skos:prefLabel "法制办" ; kg:until 2017 , 2018 ]',
        '[ skos:prefLabel "法制办" ; kg:until "去年" ]',
        "function:missing",
    ],
)
def test_broken_former_names(former: str, tmp_path: Path) -> None:
    content = f'function:bad a kg:AgencyFunction ; skos:prefLabel "司法" ; kg:formerly {former} .'
    with pytest.raises(VocabularyError) as caught:
        load_functions(write(tmp_path / "agencies.ttl", content))
    assert str(caught.value) == (
        "agencies.ttl: https://w3id.org/fazhi-kg/id/function/bad has a former name without a label or its last year"
    )


def test_a_function_without_a_name(tmp_path: Path) -> None:
    path = write(tmp_path / "agencies.ttl", 'function:bad a kg:AgencyFunction ; kg:countyName "司法局" .')
    with pytest.raises(
        VocabularyError, match=r"^agencies\.ttl: .*function/bad needs exactly one skos:prefLabel"
    ):
        load_functions(path)
