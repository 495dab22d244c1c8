from __future__ import annotations

import pytest
from samples import place, vocabulary

from kg.link.places import level_word, official_name, owner_of, stem_level
from kg.model import Level, Place

G = vocabulary().gazetteer


@pytest.mark.parametrize(
    "report, word, owner",
    [
        # A bare level word is resolved by the level of the report's own region.
        ("醴陵市", "市", "醴陵市"),  # a county-level city's own report
        ("清流县", "市", "三明市"),  # a county's report: the prefecture above
        ("商丘市", "市", "商丘市"),
        ("重庆市江津区", "市", "重庆市"),  # the municipality above
        ("上海市", "市", "上海市"),
        ("南通市海门区包场镇", "区", "海门区"),  # a town's report: the district above
        ("南通市海门区包场镇", "市", "南通市"),
        ("南通市海门区包场镇", "镇", "包场镇"),
        ("醴陵市来龙门街道", "街道", "来龙门街道"),
        ("清流县", "县", "清流县"),
        ("清流县", "省", "福建省"),
        ("乌审旗", "旗", "乌审旗"),
        ("乌审旗", "市", "鄂尔多斯市"),
        ("乌审旗", "自治区", "内蒙古自治区"),
        ("延边朝鲜族自治州", "州", "延边朝鲜族自治州"),
    ],
)
def test_whose_a_bare_level_word_is(report: str, word: str, owner: str) -> None:
    found = owner_of(word, place(report), G)
    assert found is not None and found.name == owner


@pytest.mark.parametrize(
    "report, word",
    [
        ("商丘市", "县"),  # a class of places
        ("商丘市", "区"),
        ("清流县", "镇"),
        ("南通市海门区包场镇", "县"),
        ("南通市海门区包场镇", "街道"),
        ("醴陵市来龙门街道", "镇"),
        ("上海市", "省"),
    ],
)
def test_words_that_name_a_class_of_places_have_no_owner(report: str, word: str) -> None:
    assert owner_of(word, place(report), G) is None


def test_without_a_known_place_there_is_no_owner() -> None:
    assert owner_of("市", None, G) is None
    assert owner_of("市", Place("某新区", Level.ZONE), G) is None


@pytest.mark.parametrize(
    "name, official",
    [
        ("醴陵市", "醴陵市"),
        ("商丘市", "商丘市"),
        ("清流县", "清流县"),
        ("南通市海门区", "南通市海门区"),
        ("重庆市江津区", "重庆市江津区"),
        ("南通市海门区包场镇", "南通市海门区包场镇"),
        ("醴陵市来龙门街道", "醴陵市来龙门街道"),
        ("内蒙古自治区", "内蒙古自治区"),
    ],
)
def test_official_names(name: str, official: str) -> None:
    assert official_name(place(name), G) == official


def test_a_township_without_a_code_takes_what_stands_above_it() -> None:
    assert official_name(Place("福建省/三明市/清流县/某镇", Level.TOWNSHIP), G) == "清流县某镇"


@pytest.mark.parametrize(
    "name, word, level",
    [
        ("湖南省", "省", Level.PROVINCE),
        ("内蒙古自治区", "区", Level.PROVINCE),
        ("上海市", "市", "municipality"),
        ("延边朝鲜族自治州", "州", Level.PREFECTURE),
        ("醴陵市", "市", Level.COUNTY),
        ("乌审旗", "旗", Level.COUNTY),
        ("醴陵市来龙门街道", "街道", Level.TOWNSHIP),
    ],
)
def test_level_words_and_levels_of_names(name: str, word: str, level: Level | str) -> None:
    assert level_word(place(name)) == word
    assert stem_level(place(name)) == level


def test_bodies_of_a_zone_are_named_like_those_of_a_county() -> None:
    assert stem_level(Place("湖北省/鄂州市/葛店开发区", Level.ZONE)) is Level.COUNTY
