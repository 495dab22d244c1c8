from __future__ import annotations

import pytest
from samples import by_surface, chains, said, seed


@pytest.mark.parametrize(
    "text, surface, name",
    [
        ("嘉树镇组织召开会议。", "嘉树镇", "醴陵市嘉树镇人民政府"),
        ("市司法局、国瓷街道等13个单位接受督察。", "国瓷街道", "醴陵市国瓷街道办事处"),
        ("市城管局、嘉树镇、来龙门街道党政主要负责人现场述法。", "来龙门街道", "醴陵市来龙门街道办事处"),
    ],
)
def test_a_township_that_acts_is_a_body_and_a_region(text: str, surface: str, name: str) -> None:
    extraction = said(text)
    assert by_surface(extraction.agencies)[surface] == name
    assert f"湖南省/株洲市/醴陵市/{surface}" in chains(extraction.regions)


@pytest.mark.parametrize("text", ["在嘉树镇开展宣传活动。", "到嘉树镇、船湾镇采访。", "嘉树镇的群众满意。"])
def test_a_township_where_something_happens_is_a_region_only(text: str) -> None:
    extraction = said(text)
    assert "嘉树镇" not in by_surface(extraction.agencies)
    assert "湖南省/株洲市/醴陵市/嘉树镇" in chains(extraction.regions)


def test_a_county_that_acts_is_a_region_only() -> None:
    extraction = said("民权县组织开展调解。", issuer="商丘市人民政府")
    assert "民权县" not in by_surface(extraction.agencies)


def test_the_town_of_a_town_s_report_acts() -> None:
    found = by_surface(seed("001_b2724b32383efc5b").agencies)
    assert found["包场镇"] == "南通市海门区包场镇人民政府"


def test_townships_in_a_row_before_one_that_acts() -> None:
    extraction = said("与嘉树镇、船湾镇建立协作机制。")
    assert {"嘉树镇", "船湾镇"} <= set(by_surface(extraction.agencies))


def test_a_township_behind_the_name_of_its_county() -> None:
    assert "重庆市/渝中区/解放碑街道" in chains(said("赴渝中区解放碑街道学习。").regions)
