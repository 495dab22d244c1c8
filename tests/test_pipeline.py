"""One report from bytes to linked facts: the rules that hold across kinds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    BAOCHANG,
    EZHOU,
    LILING,
    QINGLIU,
    SEEDS,
    SHANGQIU,
    by_surface,
    chains,
    letter,
    record,
    said,
    seed,
    seed_record,
    vocabulary,
)

import kg
from kg.errors import InputError
from kg.model import Extraction, Role, Stage
from kg.pipeline import analyse
from kg.read import read_bytes

STEMS = (LILING, BAOCHANG, SHANGQIU, QINGLIU, EZHOU)


def names(found: dict[str, Any], kind: str, key: str = "name") -> set[str]:
    return {entry[key] for entry in found[kind]}


def test_the_same_words_in_two_reports_are_two_agencies() -> None:
    one, other = seed(LILING), said("市司法局组织培训。", issuer="商丘市人民政府")
    of_liling = {a.name: a.iri for a in one.agencies}["醴陵市司法局"]
    of_shangqiu = {a.name: a.iri for a in other.agencies}["商丘市司法局"]
    assert of_liling != of_shangqiu
    assert by_surface(one.agencies)["市司法局"] == "醴陵市司法局"


def test_市_in_a_county_s_report_is_the_prefecture_above() -> None:
    assert by_surface(seed(QINGLIU).agencies)["市委依法治市办"] == "中共三明市委全面依法治市委员会办公室"


def test_区_in_a_town_s_report_is_the_district_above() -> None:
    assert by_surface(seed(BAOCHANG).agencies)["区委"] == "中共南通市海门区委员会"
    assert by_surface(seed(BAOCHANG).agencies)["区政府"] == "南通市海门区人民政府"


def test_a_report_of_another_region() -> None:
    found = record(
        "旗委、旗政府高度重视。旗司法局推行“点题述法”,嘎鲁图镇打造“毡房调解室”,办理法律援助案件432件,"
        "挽回经济损失1187.3万元。贯彻《中华人民共和国黄河保护法》,出台《乌审旗停车管理办法》。"
        "旗司法局被自治区司法厅评为“全区司法行政系统先进集体”。",
        issuer="乌审旗人民政府",
        year=2022,
    )
    assert found["document"]["region"] == "内蒙古自治区/鄂尔多斯市/乌审旗"
    assert found["document"]["year"] == 2022
    assert {"中共乌审旗委员会", "乌审旗司法局", "内蒙古自治区司法厅", "乌审旗人民政府"} <= names(
        found, "agencies"
    )
    assert {"点题述法", "毡房调解室"} <= names(found, "programmes")
    roles = {entry["title"]: entry["role"] for entry in found["regulations"]}
    assert roles == {"中华人民共和国黄河保护法": "cited", "乌审旗停车管理办法": "enacted"}
    assert {(s["value"], s["unit"]) for s in found["statistics"]} == {(432, "件"), (11_873_000, "元")}
    (award,) = found["awards"]
    assert (award["recipient"], award["level"]) == ("乌审旗司法局", "provincial")


def test_next_steps_hold_plans_and_no_numbers_or_awards() -> None:
    found = said(
        "办理案件5件。",
        issuer="寿县人民政府",
        problems="行政复议规范化不足,还有3个问题。",
        plans="推行“扫码入企”,新建站点9个,获评全省示范县。",
    )
    assert {p.name: p.stage for p in found.programmes} == {"扫码入企": Stage.PLANNED}
    assert 9 not in {s.value for s in found.statistics}
    assert found.awards == ()


def test_a_title_with_a_programme_in_it_names_both() -> None:
    found = seed_record(LILING)
    assert "优化法治化营商环境专项行动“十大春风活动”实施方案" in names(found, "regulations", "title")
    assert "十大春风活动" in names(found, "programmes")


def test_numbers_measure_the_programme_of_their_clause() -> None:
    extraction = said("梳理“一件事一次办”事项254项,办理案件5件。", issuer="寿县人民政府")
    iris = {p.name: p.iri for p in extraction.programmes}
    assert [s.programme for s in extraction.statistics] == [iris["一件事一次办"], None]


def test_numbers_of_a_lower_place_belong_to_it() -> None:
    extraction = said("华容区调解纠纷30件。全市调解纠纷90件。", issuer="鄂州市人民政府")
    assert [(s.value, s.place.name) for s in extraction.statistics if s.place] == [
        (30, "华容区"),
        (90, "鄂州市"),
    ]


@pytest.mark.parametrize("stem", STEMS)
def test_offsets_are_those_of_the_text_that_the_report_keeps(stem: str) -> None:
    extraction = seed(stem)
    text = extraction.report.text
    kinds = (extraction.regions, extraction.agencies, extraction.regulations, extraction.programmes)
    mentions = [m for kind in kinds for one in kind for m in one.mentions]
    assert mentions
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.surface
        assert 0 < mention.score <= 1
    for statistic in extraction.statistics:
        assert statistic.number.within(statistic.quote)
    spans = [p.quote for p in extraction.programmes] + [a.quote for a in extraction.awards]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@pytest.mark.parametrize("stem", STEMS)
def test_every_entity_has_a_mention_and_one_iri(stem: str) -> None:
    extraction = seed(stem)
    for kind in (extraction.regions, extraction.agencies, extraction.regulations, extraction.programmes):
        assert all(one.mentions for one in kind)
        iris = [one.iri for one in kind]
        assert len(iris) == len(set(iris))
        assert all(iri.isascii() for iri in iris)


@pytest.mark.parametrize("stem", STEMS)
def test_numbers_and_honours_are_not_taken_from_plans(stem: str) -> None:
    extraction = seed(stem)
    report = extraction.report
    assert all(report.role_at(s.number.start) is not Role.PLANS for s in extraction.statistics)
    assert all(report.role_at(a.quote.start) is Role.BODY for a in extraction.awards)


def test_programmes_that_seeds_share_have_one_iri() -> None:
    found = [{p.name: p.iri for p in seed(stem).programmes} for stem in STEMS]
    for name in ("放管服改革", "行政执法三项制度", "谁执法谁普法"):
        assert len({one[name] for one in found if name in one}) == 1
        assert sum(name in one for one in found) >= 3


def test_the_same_bytes_give_the_same_extraction() -> None:
    data = (SEEDS / f"{EZHOU}.txt").read_bytes()
    gazetteer = vocabulary().gazetteer
    one, other = (analyse(read_bytes(data, "a.txt", gazetteer), vocabulary()) for _ in range(2))
    assert one == other


def test_full_width_and_corner_quotes_change_nothing() -> None:
    text = letter("推行“一件事一次办”,办理案件1,234件。", issuer="寿县人民政府")
    other = text.replace("“", "「").replace("”", "」").replace(",", "，").replace("1，234", "１，２３４")
    gazetteer = vocabulary().gazetteer
    plain, wide = (analyse(read_bytes(t.encode(), "a.txt", gazetteer), vocabulary()) for t in (text, other))
    assert [p.name for p in plain.programmes] == [p.name for p in wide.programmes] == ["一件事一次办"]
    assert [s.value for s in plain.statistics] == [s.value for s in wide.statistics] == [1234]


def test_extract_is_the_library_s_verb() -> None:
    extraction = kg.extract(SEEDS / f"{LILING}.txt")
    assert isinstance(extraction, Extraction)
    assert "湖南省/株洲市/醴陵市" in chains(extraction.regions)
    with pytest.raises(InputError, match="nowhere"):
        kg.extract("nowhere.txt")


PIECES = (
    "“", "”", "《", "》", "(", ")", "、", ",", "。", ";", "\n", "第", "三", "12", "1.5万", "%", "件", "2023年", "市", "县委",
    "司法局", "获评", "全省", "先进集体", "试点", "推行", "清单", "制定", "条例", "放管服", "醴陵", "开县", "一件事一次办", "村", "镇", "同比",
    "下降", "从", "到", "的", "等", "『", "‘", "’", "(", "1.", "\u3000", "①", "😀", "a", "湘鄂", "4省", "嘉树镇",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_text_breaks_it_and_every_offset_holds(body: str) -> None:
    extraction = said(body)
    text = extraction.report.text
    for kind in (extraction.regions, extraction.agencies, extraction.regulations, extraction.programmes):
        for one in kind:
            for mention in one.mentions:
                assert text[mention.span.start : mention.span.end] == mention.surface != ""
    for statistic in extraction.statistics:
        assert (
            0 <= statistic.quote.start <= statistic.number.start < statistic.number.end <= statistic.quote.end
        )
    for quote in [p.quote for p in extraction.programmes] + [a.quote for a in extraction.awards]:
        assert 0 <= quote.start < quote.end <= len(text)
