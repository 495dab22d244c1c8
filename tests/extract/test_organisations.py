from __future__ import annotations

import pytest
from samples import vocabulary

from kg.extract.agencies import Qualifier, find_agencies, place_names
from kg.text import fold


def organisations(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    places = place_names(folded, vocabulary().gazetteer, [])
    found = find_agencies(folded, 0, len(folded), vocabulary().bodies, places)
    return [
        (folded[m.span.start : m.span.end], m.stem) for m in found if m.qualifier is Qualifier.ORGANISATION
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("推动比亚迪半导体产业化。", [("比亚迪", "比亚迪股份有限公司")]),
        ("开工建设中石化舟山六横LNG等项目。", [("中石化", "中国石油化工集团有限公司")]),
        ("湘潭吉利新能源汽车项目建成投产。", [("吉利", "浙江吉利控股集团有限公司")]),
        ("确保台州清陶锂电池等项目投运。", [("清陶", "清陶（昆山）能源发展集团股份有限公司")]),
        (
            "支持宁德时代、中伟股份等龙头企业发展。",
            [
                ("宁德时代", "宁德时代新能源科技股份有限公司"),
                ("中伟股份", "中伟新材料股份有限公司"),
            ],
        ),
        ("推进国网湖南主配网调控技术攻关。", [("国网湖南", "国网湖南省电力有限公司")]),
        ("推动吉利贵阳基地扩大生产,企业增产。", [("吉利", "浙江吉利控股集团有限公司")]),
        (
            "加快推进国能煤制油、久泰新材料等项目建设。",
            [
                ("国能", "国家能源投资集团有限责任公司"),
                ("久泰", "久泰集团有限公司"),
            ],
        ),
        ("洛阳石化百万吨乙烯项目开工。", [("洛阳石化", "洛阳石化公司")]),
        ("海信集团总部落户。", [("海信集团", "海信集团控股股份有限公司")]),
        ("与清华大学、中科大深化合作。", [("清华大学", "清华大学"), ("中科大", "中国科学技术大学")]),
        ("支持深交所建设债券平台。", [("深交所", "深圳证券交易所")]),
        ("之江实验室取得新成果。", [("之江实验室", "之江实验室")]),
        ("阿里通义千问等大模型加速发展。", [("阿里", "阿里巴巴集团控股有限公司")]),
    ],
)
def test_organisations_by_all_their_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert organisations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "企业集中化工园区发展,项目集中铁路沿线。",  # 中化, 中铁
        "推动阿里地区项目开工,京津冀南京瓷器企业落户。",  # 阿里, 京瓷
        "省级技术创新和成果转化项目。",  # 新和成
        "申报三星堆世界文化遗产,打造三星级零碳工厂。",
        "中国银行业监管企业。",
        "福州大学城建成。",
        "骏马奔驰在草原,百姓生活蒸蒸日上。",
        "互联互通、联通城乡,群众负担太重。",
    ],
)
def test_names_that_are_parts_of_other_words(text: str) -> None:
    assert organisations(text) == []
