from __future__ import annotations

import pytest

from kg.graph.iris import evidence_iri, observation_iri, report_local
from kg.iris import (
    agency_iri,
    candidate_iri,
    hash12,
    iri,
    is_slug,
    local_name,
    rebase,
    region_iri,
    unknown_slug,
)
from kg.model import Level, Place
from kg.namespaces import BASE

from .conftest import LILING, VILLAGE


def test_entities_with_and_without_codes() -> None:
    assert region_iri(LILING) == BASE + "region/430281"
    assert (
        region_iri(VILLAGE, "https://example.org/") == f"https://example.org/region/x-{hash12(VILLAGE.chain)}"
    )
    assert region_iri(Place("中国", Level.NATIONAL)) == BASE + "region/cn"
    assert agency_iri(LILING, "si-fa-xing-zheng") == BASE + "agency/430281-si-fa-xing-zheng"
    assert agency_iri(None, "si-fa-xing-zheng") == BASE + "agency/cn-si-fa-xing-zheng"


def test_candidates_ignore_quotation_marks_and_spaces() -> None:
    assert candidate_iri("programme", "“板凳法庭” 工作法") == candidate_iri("programme", "板凳法庭工作法")
    assert candidate_iri("programme", "板凳法庭") != candidate_iri("regulation", "板凳法庭")
    assert unknown_slug("“”").startswith("x-")


@pytest.mark.parametrize("slug", ["司法", "Si-Fa", "", "-a", "a--b", "a/b", "a b"])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    assert not is_slug(slug)
    with pytest.raises(ValueError, match="slug"):
        agency_iri(LILING, slug)


def test_iri_refuses_what_is_not_ascii() -> None:
    with pytest.raises(ValueError, match="not fit"):
        iri(BASE, "region", "醴陵")


def test_report_names() -> None:
    assert report_local(LILING, 2023, "2610cc06b801b4b3") == "430281-2023-2610cc06"
    assert report_local(None, None, "2610cc06b801b4b3") == "unknown-undated-2610cc06"
    with pytest.raises(ValueError, match="SHA-256"):
        report_local(LILING, 2023, "26")


def test_facts_and_evidence_are_told_apart() -> None:
    assert observation_iri("r", 12) != observation_iri("r", 12, 2)
    assert evidence_iri("r", 1, 2, "https://a") != evidence_iri("r", 1, 2, "https://b")


def test_rebase_moves_only_own_iris() -> None:
    assert rebase(BASE + "region/430281", "https://example.org/") == "https://example.org/region/430281"
    assert rebase("https://schema.org/name", "https://example.org/") == "https://schema.org/name"
    assert local_name(BASE + "region/430281") == "430281"
