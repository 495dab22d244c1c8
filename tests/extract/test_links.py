"""Links that a text states: sentences as reports print them."""

from __future__ import annotations

import pytest
from samples import SEEDS

from kg.extract.agencies import place_names
from kg.extract.links import LinkMention, Relation, direction, find_links
from kg.read import find_files, read
from kg.text import fold
from kg.vocabulary import load_vocabulary

Short = tuple[str, str, str, str | None]


def links(text: str) -> list[LinkMention]:
    folded = fold(text)
    return find_links(folded, 0, len(folded), place_names(folded, load_vocabulary().gazetteer, []))


def short(text: str) -> list[Short]:
    """Relation, source, target and what is spread."""
    return [
        (
            link.relation.value,
            link.source,
            link.target,
            text[link.programme.start : link.programme.end] if link.programme else None,
        )
        for link in links(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The seeds.
        ("借鉴浙广深沪政务服务先进经验,结合市政务服务中心实际", [
            ("learning", name, "", "政务服务") for name in ("广", "沪", "浙", "深")
        ]),
        ("残疾人证办理改革获全省推广。", [("promotion", "", "全省", "残疾人证办理改革")]),
        ("先后接待了湖南省、江西省等地州、县市区学习考察30余批次。", [
            ("visit", "", "江西省", None), ("visit", "", "湖南省", None),
        ]),
        # Work reports of provinces.
        ("以市州为单位全面推广三明医改经验。", [("learning", "三明", "", "医改")]),
        ("三明医改经验持续在全国推广,", [("promotion", "三明", "全国", "医改")]),
        ("复制推广一批林芝改革开放先行先试经验。", [("learning", "林芝", "", "改革开放先行先试")]),
        ("复制推广223项国家层面制度创新成果,", [("learning", "全国", "", None)]),
        ("富平“五水协同”助力乡村生态振兴模式全国推广,", [
            ("promotion", "富平", "全国", "“五水协同”助力乡村生态振兴模式"),
        ]),
        ("“海鱼陆养”经验在全国交流。", [("promotion", "", "全国", "海鱼陆养")]),
        ("财政保障改善民生的做法被财政部推广。", [("promotion", "", "全国", "财政保障改善民生")]),
        ("传承弘扬创新发展“晋江经验”,", [("learning", "晋江", "", None)]),
        # A row that holds a name that is no place, and of a row of things the first alone.
        ("总结推广金昌、白银、庆阳3个城市医疗集团建设试点经验。", [
            ("learning", "庆阳", "", "3个城市医疗集团建设"), ("learning", "金昌", "", "3个城市医疗集团建设"),
        ]),
        ("推广长汀水土流失治理、木兰溪治理经验。", [("learning", "长汀", "", "水土流失治理")]),
        # Other ways to say it.
        ("学习借鉴浙江、江苏等地“最多跑一次”改革经验。", [
            ("learning", "江苏", "", "“最多跑一次”改革"), ("learning", "浙江", "", "“最多跑一次”改革"),
        ]),
        ("组织人员赴上海、苏州等地考察学习。", [("learning", "上海", "", None), ("learning", "苏州", "", None)]),
        ("向深圳学习,持续优化营商环境。", [("learning", "深圳", "", None)]),
        ("全省行政执法监督现场会在我县召开。", [("meeting", "", "全省", "行政执法监督")]),
        ("成功承办全国信访工作现场会。", [("meeting", "", "全国", "信访")]),
        ("江苏省南通市等地前来我市学习考察。", [("visit", "", "江苏省南通市", None)]),
        ("我市“一码通”做法被长沙、武汉等地学习借鉴。", [
            ("promotion", "", "武汉", "一码通"), ("promotion", "", "长沙", "一码通"),
        ]),
    ],
)  # fmt: skip
def test_a_stated_link(text: str, found: list[Short]) -> None:
    assert sorted(short(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "推广“枫桥经验”,树立调解品牌。",  # a practice by the name of a village, not a place learnt from
        "力争在全省推广“一件事”改革经验。",  # hoped for
        "形成更多可复制可推广的改革经验。",
        "对标考核指标,逐项研究。",
        "认真落实《关于在全国推广行政执法公示制度的通知》要求。",  # a title
        "选派干部到北京大学学习。",
        "一批制度创新成果复制推广。",  # nobody knows where
        "学习贯彻习近平法治思想。",
        "推广运用说服教育、劝导示范等方式。",
        "湖南省、江西省等地降雨增多。",
        "学习借鉴先进地区经验。",
    ],
)
def test_no_link(text: str) -> None:
    assert links(text) == []


def test_what_is_spread_stands_behind_where_nothing_stands_before() -> None:
    text = "在全省推广“蜀安·焊”动火作业规范管理办法,"
    assert short(text) == [("promotion", "", "全省", "“蜀安·焊”动火作业规范管理办法")]


def test_the_clause_is_the_span_and_within_is_told() -> None:
    text = "成效得到肯定,先后接待了湖南省、江西省等地州、县市区学习考察30余批次。扎实推进。"
    for link in links(text):
        assert (
            text[link.span.start : link.span.end] == "先后接待了湖南省、江西省等地州、县市区学习考察30余批次"
        )
        assert link.within
    (link,) = links("接待江西省考察学习。")
    assert not link.within


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "三明医改经验在全国推广。借鉴浙江政务服务经验。"
    places = place_names(text, load_vocabulary().gazetteer, [])
    assert [link.relation for link in find_links(text, 0, 12, places)] == [Relation.PROMOTION]
    assert [link.relation for link in find_links(text, 12, len(text), places)] == [Relation.LEARNING]


def test_direction() -> None:
    assert direction("湖南省/株洲市/醴陵市", "湖南省") == "vertical"
    assert direction("湖南省", "湖南省/株洲市") == "vertical"
    assert direction("", "湖南省/株洲市") == direction("湖南省", "") == "vertical"
    assert direction("湖南省", "江西省") == "horizontal"
    assert direction("湖南省/株洲市", "湖南省/长沙市") == "horizontal"
    assert direction("福建省/三明市", "青海省") == "horizontal"
    assert direction("湖南省", "湖南") == "horizontal"  # links of a chain, not the start of a word
    # Visitors from places inside: those of the county's province are not above it, those of its own are below.
    assert direction("湖南省/株洲市/醴陵市", "湖南省", within=True) == "horizontal"
    assert direction("湖南省/株洲市", "湖南省/株洲市/醴陵市", within=True) == "vertical"


def test_the_seeds_state_what_was_read_in_them() -> None:
    gazetteer = load_vocabulary().gazetteer
    found = []
    for path in find_files([SEEDS]):
        report = read(path, gazetteer)
        folded = fold(report.text)
        places = place_names(folded, gazetteer, [])
        for link in find_links(folded, report.body_start, report.body_end, places):
            assert report.body_start <= link.span.start < link.span.end <= report.body_end
            found.append((link.relation.value, link.source, link.target))
    assert ("promotion", "", "全省") in found
    assert {source for relation, source, _ in found if relation == "learning"} >= set("浙广深沪")
    assert {target for relation, _, target in found if relation == "visit"} == {"湖南省", "江西省"}
    assert len(found) <= 10
