from __future__ import annotations

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, chains, said, seed, vocabulary

from kg.extract.agencies import place_names
from kg.extract.regions import RegionMention, find_regions
from kg.spans import SpanSet
from kg.text import fold


def find(text: str, towns: tuple[str, ...] = ()) -> list[RegionMention]:
    folded, gazetteer = fold(text), vocabulary().gazetteer
    places = place_names(folded, gazetteer, towns)
    return find_regions(folded, 0, len(folded), gazetteer, places, SpanSet(len(folded)))


def surfaces(text: str, towns: tuple[str, ...] = ()) -> list[str]:
    return [text[m.span.start : m.span.end] for m in find(text, towns)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("组织人员赴浙江省学习。", ["浙江省"]),
        ("先后到广元市、绵阳市学习考察。", ["广元市", "绵阳市"]),
        ("赴玉环市、平湖市考察。", ["玉环市", "平湖市"]),
        ("邀请山东省和江苏省的专家。", ["山东省", "江苏省"]),
        ("建设法治商丘。", ["商丘"]),
        ("在乌审旗召开现场会。", ["乌审旗"]),
        ("与延边朝鲜族自治州结对。", ["延边朝鲜族自治州"]),
        ("服务京津冀协同发展。", ["京津冀"]),
    ],
)
def test_divisions_and_areas_by_name(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "6月召开县委常委会会议。",  # 开县
        "各项工作四平八稳。",  # 四平
        "打造四平台一中心。",
        "宁静的佳县城。",
        "与财政局和县委沟通。",  # 和县
        "为全市全县全区的群众服务,我市、本区、该镇落实。",
        "建设美丽乡村,走进农村社区,服务各村,试点村先行。",
        "各开发区、全省各工业园区、两个示范区。",
        "开发区建设提速。",
    ],
)
def test_other_words_are_no_region(text: str) -> None:
    assert surfaces(text) == []


@pytest.mark.parametrize("text", ["深入推进平安建设。", "安宁和谐的环境。", "打造通道经济和城关夜市。"])
def test_short_names_of_counties_far_away_are_words(text: str) -> None:
    assert chains(said(text, issuer="寿县人民政府").regions) == set()


def test_a_region_inside_an_agency_or_a_title_does_not_count() -> None:
    extraction = said("《浙江省行政程序办法》施行,江苏省司法厅来我县调研。", issuer="寿县人民政府")
    assert chains(extraction.regions) == set()


def test_each_division_of_a_joined_name_counts() -> None:
    assert surfaces("赴成都市武侯区考察。") == ["成都市", "成都市武侯区", "武侯区"]
    assert chains(said("赴成都市武侯区考察。").regions) == {"四川省/成都市", "四川省/成都市/武侯区"}


def test_townships_near_the_report_alone_count() -> None:
    text = "在长校镇和城关镇开展宣传。"
    assert surfaces(text, towns=("长校镇",)) == ["长校镇"]
    assert surfaces(text) == []


def test_villages_count_behind_their_township_and_in_rows() -> None:
    text = "深入长校镇河排村、林畲镇石下村等乡村开展系列活动。"
    found = find(text, towns=("长校镇", "林畲镇"))
    assert [text[m.span.start : m.span.end] for m in found] == [
        "长校镇",
        "长校镇河排村",
        "林畲镇",
        "林畲镇石下村",
    ]
    assert [m.above for m in found if m.name.endswith("村")] == ["长校镇", "林畲镇"]
    assert surfaces("先后到轧西村、河塘村调研。") == ["轧西村", "河塘村"]


def test_provinces_by_one_character_only_in_rows() -> None:
    assert surfaces("与湘鄂赣粤4省24市县区开通跨省通办业务。") == ["湘", "鄂", "赣", "粤"]
    assert surfaces("入湘企业和赣商。") == []
    assert chains(said("与湘鄂赣粤4省合作。").regions) == {"湖南省", "湖北省", "江西省", "广东省"}


@pytest.mark.xfail(strict=True, reason="a row of cities and provinces by one character has no 省 behind it")
def test_places_by_one_character_without_a_word_for_them_behind() -> None:
    assert surfaces("借鉴浙广深沪政务服务先进经验。") == ["浙", "广", "深", "沪"]


def test_development_zones() -> None:
    assert "苏里格经济开发区" in surfaces("在苏里格经济开发区推行联合检查。")
    assert "葛店开发区" in surfaces("鄂城区、葛店开发区分别实现了跨区通办。")
    assert surfaces("重点服务国家级经济技术开发区。") == []


def test_offsets_hold_in_the_text_as_printed() -> None:
    text = "支持醴陵市“一件事一次办”,在株洲市推开。"
    for mention in find(text):
        assert text[mention.span.start : mention.span.end] == mention.name


@pytest.mark.parametrize(
    "stem, expected",
    [
        (LILING, {"湖南省/株洲市/醴陵市/嘉树镇", "湖南省/株洲市/醴陵市/船湾镇", "湖南省/株洲市/醴陵市/来龙门街道"}),
        (BAOCHANG, {"江苏省/南通市/海门区/包场镇", "江苏省/南通市/海门区/包场镇/轧西村"}),
        (QINGLIU, {"福建省/三明市/清流县/长校镇", "福建省/三明市/清流县/长校镇/河排村"}),
        (EZHOU, {"湖北省/鄂州市/华容区", "湖北省/鄂州市/梁子湖区", "福建省/泉州市/南安市"}),
    ],
)  # fmt: skip
def test_what_the_seeds_name(stem: str, expected: set[str]) -> None:
    assert expected <= chains(seed(stem).regions)


def test_no_seed_names_the_county_that_hides_in_召开县委() -> None:
    assert not [r for r in seed(QINGLIU).regions if r.place.name in ("开县", "开州区")]
