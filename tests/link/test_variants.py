"""Variants of a new programme's name."""

from __future__ import annotations

import pytest
from samples import said, vocabulary

from kg.iris import candidate_iri
from kg.link.variants import programme_core, without_region


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("赣案通", "赣案通"),
        ("“赣案通”平台", "赣案通"),
        ("赣案通系统", "赣案通"),
        ("粮食产能提升行动", "粮食产能提升"),
        ("粮食产能提升工程", "粮食产能提升"),
        ("空中丝绸之路建设三年行动计划", "空中丝绸之路建设"),
        ("打击非法集资专项行动", "打击非法集资"),
        ("板凳法庭工作法", "板凳法庭"),
        ("清源行动", "清源行动"),  # too little would remain
        ("涉企行政执法监管平台", "涉企行政执法监管平台"),  # a description, no name
        ("信息共享机制", "信息共享机制"),
        ("行动", "行动"),
        ("“”", "“”"),
    ],
)
def test_core(name: str, core: str) -> None:
    assert programme_core(name) == core
    assert programme_core(core) == core


@pytest.mark.parametrize(
    ("core", "rest"),
    [
        ("湖南省株洲市板凳法庭", "板凳法庭"),
        ("厦门综合改革试点", "综合改革试点"),
        ("上海2035", "上海2035"[2:]),
        ("上海灯会", "上海灯会"),
        ("碳汇云南", "碳汇云南"),
    ],
)
def test_regions_in_front(core: str, rest: str) -> None:
    assert without_region(core, vocabulary().gazetteer) == rest


def test_variants_in_two_reports_have_one_iri() -> None:
    one, other = (said(f"我市打造“稻田议事{word}”,群众满意。") for word in ("平台", "系统"))
    (first,), (second,) = one.programmes, other.programmes
    assert (first.name, second.name) == ("稻田议事平台", "稻田议事系统")
    assert first.iri == second.iri == candidate_iri("programme", "稻田议事")


def test_variants_in_one_report_are_one_programme() -> None:
    (programme,) = said("我市打造“稻田议事平台”。我市推广“稻田议事系统”。").programmes
    assert {mention.surface for mention in programme.mentions} == {"稻田议事平台", "稻田议事系统"}
