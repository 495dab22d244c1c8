from __future__ import annotations

import pytest
from samples import BAOCHANG, EZHOU, QINGLIU, chains, place, said, seed, vocabulary

from kg.extract.regions import RegionMention
from kg.link.regions import place_of
from kg.model import Level, Method, Place, Span

G = vocabulary().gazetteer


def linked(
    name: str, report: str | None, level: Level | None = None, above: str = "", year: int = 2023
) -> Place | None:
    mention = RegionMention(Span(0, len(name)), name, level, above, Method.VOCABULARY, 1.0)
    return place_of(mention, place(report) if report else None, year, G)


@pytest.mark.parametrize(
    "name, report, chain",
    [
        ("醴陵", "醴陵市", "湖南省/株洲市/醴陵市"),
        ("株洲", "醴陵市", "湖南省/株洲市"),
        ("鼓楼区", "南京市", "江苏省/南京市/鼓楼区"),  # many cities have one: the report's own
        ("鼓楼区", "福州市", "福建省/福州市/鼓楼区"),
        ("成都市武侯区", "醴陵市", "四川省/成都市/武侯区"),
        ("浙江省", "醴陵市", "浙江省"),
        ("城关镇", "寿县", None),
        ("嘉树镇", "醴陵市", "湖南省/株洲市/醴陵市/嘉树镇"),
    ],
)
def test_names_in_the_context_of_a_report(name: str, report: str, chain: str | None) -> None:
    found = linked(name, report)
    assert (found.chain if found else None) == chain


def test_a_name_that_several_places_far_away_bear_is_left_out() -> None:
    assert linked("鼓楼区", "醴陵市") is None


def test_a_short_name_of_a_county_counts_near_it_only() -> None:
    assert linked("罗江", "德阳市") is not None
    assert linked("罗江", "醴陵市") is None  # 区长罗江 is a person


def test_codes_are_those_of_gb_t_2260() -> None:
    found = linked("醴陵市", None)
    assert found is not None and (found.code, found.level) == ("430281", Level.COUNTY)


def test_villages_stand_under_their_township() -> None:
    found = linked("河排村", "清流县", Level.VILLAGE, "长校镇")
    assert found == Place("福建省/三明市/清流县/长校镇/河排村", Level.VILLAGE)
    found = linked("轧西村", "南通市海门区包场镇", Level.VILLAGE)
    assert found == Place("江苏省/南通市/海门区/包场镇/轧西村", Level.VILLAGE)


@pytest.mark.parametrize(
    "name, report, chain",
    [
        ("葛店开发区", "鄂州市", "湖北省/鄂州市/葛店开发区"),
        ("海门港新区", "南通市海门区包场镇", "江苏省/南通市/海门区/海门港新区"),
        ("苏里格经济开发区", "乌审旗", "内蒙古自治区/鄂尔多斯市/乌审旗/苏里格经济开发区"),
        ("苏州工业园区", "醴陵市", "江苏省/苏州市/苏州工业园区"),
    ],
)
def test_zones_stand_under_the_place_they_are_named_for_or_the_report_s(
    name: str, report: str, chain: str
) -> None:
    found = linked(name, report, Level.ZONE)
    assert found is not None and found.chain == chain


def test_a_named_area_has_no_chain() -> None:
    assert linked("京津冀", "醴陵市") == Place("京津冀", Level.ZONE)


def test_mentions_are_grouped_by_place_and_sorted_by_iri() -> None:
    regions = said("在醴陵市和株洲开展,醴陵的经验。").regions
    assert [r.iri for r in regions] == sorted(r.iri for r in regions)
    (own,) = [r for r in regions if r.place.name == "醴陵市"]
    assert {m.surface for m in own.mentions} == {"醴陵市", "醴陵"}


@pytest.mark.parametrize("stem, chain", [
    (BAOCHANG, "江苏省/南通市/海门区/海门港新区"),
    (QINGLIU, "福建省/三明市/清流县/林畲镇/石下村"),
    (EZHOU, "湖北省/鄂州市/葛店开发区"),
])  # fmt: skip
def test_in_the_seeds(stem: str, chain: str) -> None:
    assert chain in chains(seed(stem).regions)


def test_a_short_name_behind_its_province_is_told_far_away() -> None:
    found = linked("浙江义乌", "寿县")
    assert found is not None and found.chain == "浙江省/金华市/义乌市"
    assert linked("义乌", "寿县") is None


def test_a_countys_name_that_is_a_common_word_counts_in_its_prefecture() -> None:
    assert linked("老城区", "寿县") is None
    found = linked("老城区", "洛阳市")
    assert found is not None and found.chain == "河南省/洛阳市/老城区"


def test_a_name_that_ended_long_ago_is_a_chance_likeness() -> None:
    assert linked("增城市", "天津市", year=2024) is None
    assert linked("增城市", "广州市", year=2012) is not None


def test_an_area_goes_by_one_name() -> None:
    found = linked("长株潭都市圈", "长沙市", Level.ZONE)
    assert found is not None and found.chain == "长株潭"
