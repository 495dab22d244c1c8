from __future__ import annotations

import pytest
from samples import EZHOU, LILING, QINGLIU, SHANGQIU, seed_record, vocabulary

from kg.extract.regulations import (
    RegulationMention,
    find_regulations,
    role_of,
    strip_edition,
    strongest,
    titles,
)
from kg.model import Span
from kg.text import fold


def find(text: str) -> list[RegulationMention]:
    folded = fold(text)
    return find_regulations(folded, 0, len(folded), vocabulary())


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.title, mention.role) for mention in find(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("贯彻《法治政府建设实施纲要(2021-2025年)》精神。", [("法治政府建设实施纲要(2021-2025年)", "cited")]),
        ("印发《鄂州市公共资源交易监督管理办法》。", [("鄂州市公共资源交易监督管理办法", "enacted")]),
        ("组织学习《行政许可法》《民法典》。", [("行政许可法", "studied"), ("民法典", "studied")]),
        ("认真宣传民法典。", [("民法典", "studied")]),
        ("严格执行传染病防治法、突发事件应对法。", [("传染病防治法", "cited"), ("突发事件应对法", "cited")]),
        ("《商丘市城市绿化条例》已于2023年9月1日起施行。", [("商丘市城市绿化条例", "enacted")]),
        ("县委依法治县办转发了《三明市行政执法公示办法》。", [("三明市行政执法公示办法", "cited")]),
        ("公布县直部门权责清单。", [("县直部门权责清单", "enacted")]),
        ("制定醴陵市年度重大行政决策事项目录,及时公布。", [("醴陵市年度重大行政决策事项目录", "enacted")]),
    ],
)
def test_what_is_a_regulation_and_in_which_role(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "学习《习近平法治思想学习纲要》《论坚持全面依法治国》等篇目。",
        "联合市委政法委开设专题节目《醴陵政法》,聚焦法治故事。",
        "将普法短视频《秤的良心》报送参赛。",
        "《书写法“字”(治)》花瓶、《星子灯》分别获一等奖、三等奖。",
        "《点亮“平安灯” 当好守夜人》入选人民网十佳案例。",
        "《四川日报》《人民日报》专题报道。",
        "我市《“信用+绿色通道”审批服务 助力企业投资项目“拿地即开工”》做法榜上有名。",
        "电视剧《执法者条例》热播。",
        "在12月4日宪法日、宪法宣传周组织宪法宣誓。",
        "形成问题清单、任务清单,梳理事项清单。",
        "开展刑法律师培训和行政法官交流。",
    ],
)
def test_books_works_articles_and_common_nouns_are_none(text: str) -> None:
    assert found(text) == []


def test_offsets_take_in_the_marks() -> None:
    text = "一是贯彻《重大行政决策程序暂行条例》和宪法。"
    first, second = find(text)
    assert text[first.span.start : first.span.end] == "《重大行政决策程序暂行条例》"
    assert text[second.span.start : second.span.end] == "宪法"


def test_a_known_law_carries_its_concept() -> None:
    (mention,) = find("贯彻《行政处罚法》。")
    assert mention.concept is not None and mention.concept.name == "中华人民共和国行政处罚法"


def test_a_row_of_titles_has_one_verb() -> None:
    text = "依据《中华人民共和国行政诉讼法》、《中华人民共和国行政处罚法》、《福建省行政执法条例》等法律法规办案。"
    assert {role for _, role in found(text)} == {"cited"}
    assert len(found(text)) == 3


def test_titles_inside_titles_are_part_of_them() -> None:
    folded = fold(
        "制定下发《清流县关于加强<中华人民共和国民法典>学习宣传工作方案》,贯彻《关于〈行政许可法〉的解释》。"
    )
    assert [folded[t.inner.start : t.inner.end] for t in titles(folded)] == [
        "清流县关于加强<中华人民共和国民法典>学习宣传工作方案",
        "关于<行政许可法>的解释",
    ]
    folded = "印发《关于贯彻《条例》的通知》。"
    (title,) = titles(folded)
    assert folded[title.inner.start : title.inner.end] == "关于贯彻《条例》的通知"


def test_a_line_end_closes_a_title_that_lost_its_mark() -> None:
    folded = "印发《工作方案\n贯彻《城乡规划法》。"
    assert [folded[t.inner.start : t.inner.end] for t in titles(folded)] == ["城乡规划法"]


@pytest.mark.parametrize(
    "title, bare",
    [
        ("法治政府建设实施纲要(2021-2025年)", "法治政府建设实施纲要"),
        ("评标工作指南(试行)", "评标工作指南"),
        ("任务分工(2022年版)(试行)", "任务分工"),
        ("残疾人证(醴陵区域)管理办法", "残疾人证(醴陵区域)管理办法"),
    ],
)
def test_editions_are_stripped(title: str, bare: str) -> None:
    assert strip_edition(title) == bare


def test_the_strongest_role_wins() -> None:
    assert strongest(["studied", "cited"]) == "cited"
    assert strongest(["cited", "enacted", "studied"]) == "enacted"


def test_role_of_a_title_without_a_verb_is_cited() -> None:
    folded = "《某某办法》之下。"
    assert role_of(folded, Span(0, 6)) == "cited"


@pytest.mark.parametrize(
    "stem, title, kind, role",
    [
        (LILING, "优化法治化营商环境专项行动“十大春风活动”实施方案", "plan", "enacted"),
        (SHANGQIU, "商丘市中心城区河道保护管理条例", "local_regulation", "enacted"),
        (SHANGQIU, "重大行政决策程序暂行条例", "administrative_regulation", "cited"),
        (QINGLIU, "中华人民共和国公职人员政务处分法", "law", "studied"),
        (QINGLIU, "清流县人民政府法律顾问工作规则", "normative", "enacted"),
        (QINGLIU, "三明市行政执法公示办法", "normative", "cited"),
        (EZHOU, "鄂州市依法治市2022年工作要点", "plan", "cited"),
    ],
)
def test_in_the_seeds(stem: str, title: str, kind: str, role: str) -> None:
    (entry,) = [r for r in seed_record(stem)["regulations"] if r["title"] == title]
    assert (entry["kind"], entry["role"]) == (kind, role)


@pytest.mark.parametrize(
    "title", ["习近平法治思想学习纲要", "论坚持全面依法治国", "醴陵政法", "星子灯", "书写法“字”(治)"]
)
def test_the_works_in_the_first_seed_are_no_regulations(title: str) -> None:
    assert title not in {r["title"] for r in seed_record(LILING)["regulations"]}


@pytest.mark.parametrize(
    "text, role",
    [
        ("提请省人大常委会审议《辽宁省数据条例(草案)》。", "enacted"),
        ("《浙江省“千万工程”条例》等12件地方性法规提请人大审议通过。", "enacted"),
        ("严格执行决策程序,《加装电梯以奖代补办法》公开征求意见后采纳意见18条。", "enacted"),
        ("执行《寿县停车管理办法》。", "cited"),
    ],
)
def test_a_governments_own_drafts_are_enacted(text: str, role: str) -> None:
    assert [r for _, r in found(text)] == [role]
