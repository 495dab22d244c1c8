"""Sections: numbers, titles, nesting and roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Report, Role, Section
from kg.read.sections import sections
from kg.text import fold


def outline(text: str) -> list[tuple[str, str, int, int | None]]:
    """Number, title, depth and parent of each section of the text."""
    folded = fold(text)
    return [(s.number, s.title, s.depth, s.parent) for s in sections(folded, 0, len(folded))]


def roles(text: str) -> list[Role]:
    folded = fold(text)
    return [s.role for s in sections(folded, 0, len(folded))]


def test_the_levels_of_official_documents() -> None:
    text = (
        "一、主要工作\n(一)健全制度。制定办法。\n1.组织领导\n(1)召开会议。听取汇报。\n一是强化学习,提高认识。\n"
        "2、责任落实\n\uff08二\uff09化解纠纷\n二、存在的问题\n"
    )
    assert outline(text) == [
        ("一、", "主要工作", 1, None),
        ("(一)", "健全制度", 2, 0),
        ("1.", "组织领导", 3, 1),
        ("(1)", "召开会议", 4, 2),
        ("一是", "强化学习", 5, 3),
        ("2、", "责任落实", 3, 1),
        ("(二)", "化解纠纷", 2, 0),
        ("二、", "存在的问题", 1, None),
    ]


def test_parts_and_chapters_and_plain_headings() -> None:
    text = "第一部分 2023年工作回顾\n一年来,成绩显著。\n第二章、主要任务\n2024年主要工作\n继续努力。\n"
    assert outline(text) == [
        ("第一部分 ", "2023年工作回顾", 1, None),
        ("第二章、", "主要任务", 1, None),
        ("", "2024年主要工作", 1, None),
    ]


def test_a_number_lost_before_its_mark() -> None:
    assert outline("、坚持严格规范公正文明执法\n内容。\n")[0] == ("、", "坚持严格规范公正文明执法", 1, None)


def test_what_is_no_heading() -> None:
    text = "十一届全会以来,工作推进。\n3.15消费者权益日活动。\n2023年,工作推进。\n一、\n二是否合法,须审查。\n"
    assert outline(text) == []


def test_items_end_with_their_paragraph() -> None:
    text = "(一)三项工作。一是强化学习,提高认识。二是完善制度;三是严格执法。\n另行安排。\n"
    found = sections(text, 0, len(text))
    assert [text[s.start : s.end] for s in found[1:]] == [
        "一是强化学习,提高认识。",
        "二是完善制度;",
        "三是严格执法。",
    ]
    assert found[0].end == len(text)


def test_items_that_begin_paragraphs() -> None:
    text = "一、主要工作\n一是强化学习。\n二是完善制度。\n三是严格执法。\n"
    assert outline(text)[1:] == [
        ("一是", "强化学习", 5, 0),
        ("二是", "完善制度", 5, 0),
        ("三是", "严格执法", 5, 0),
    ]


def test_a_lone_second_item_inside_a_sentence_is_none() -> None:
    assert outline("主要原因,二是力量不足。\n坚持做到,五要从严。\n三要素保障有力。\n") == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("存在的问题", Role.PROBLEMS),
        ("存在不足", Role.PROBLEMS),
        ("存在的主要问题和不足", Role.PROBLEMS),
        ("2022年度推进法治政府建设存在的不足和原因", Role.PROBLEMS),
        ("存在的困难", Role.PROBLEMS),
        ("下一步工作安排", Role.PLANS),
        ("下步工作与打算", Role.PLANS),
        ("2024年法治政府建设工作思路", Role.PLANS),
        ("2023年下一年度推进法治政府建设的主要安排", Role.PLANS),
        ("明年工作计划", Role.PLANS),
        ("2025年政府工作总体要求和目标任务", Role.PLANS),
        ("2023年度法治政府建设的主要举措及成效", Role.BODY),
        ("着力解决突出问题", Role.BODY),
        ("2023年工作计划完成情况", Role.BODY),
        ("党政主要负责人履行推进法治建设第一责任人职责有关情况", Role.BODY),
    ],
)
def test_roles_of_headings(title: str, role: Role) -> None:
    assert roles(f"一、{title}\n内容。\n") == [role]


def test_roles_pass_down_and_end_with_the_section() -> None:
    text = "一、存在的问题\n(一)力量薄弱。一是人少。\n二、下一步工作\n1.强化学习。\n三、主要成效\n(一)存在的不足\n(二)工作\n"
    assert roles(text) == [Role.PROBLEMS] * 3 + [Role.PLANS] * 2 + [Role.BODY, Role.PROBLEMS, Role.BODY]


def test_only_the_given_stretch_is_read() -> None:
    text = "一、题前\n一、正文\n(一)内容\n二、文后\n"
    start, end = text.index("一、正文"), text.index("二、文后")
    found = sections(text, start, end)
    assert [(s.title, s.start, s.end) for s in found] == [
        ("正文", start, end),
        ("内容", text.index("(一)"), end),
    ]


# ---- the seeds

TOP = {
    "000": [
        ("一、", "2023年度法治政府建设的主要举措及成效", Role.BODY),
        ("二、", "存在的主要问题", Role.PROBLEMS),
        ("三、", "下一步工作安排", Role.PLANS),
    ],
    "001": [
        ("一、", "2023年度推进法治政府建设的主要举措和成效", Role.BODY),
        ("二、", "主要负责人履行推进法治政府建设的主要举措和成效", Role.BODY),
        ("三、", "存在不足", Role.PROBLEMS),
        ("四、", "2024年法治政府建设工作思路", Role.PLANS),
    ],
    "002": [
        ("一、", "加强组织领导,谋划法治政府建设工作", Role.BODY),
        ("二、", "依法全面履行政府职能,法治政府建设取得新成效", Role.BODY),
        ("三、", "存在的问题", Role.PROBLEMS),
        ("四、", "下步工作与打算", Role.PLANS),
    ],
    "003": [
        ("", "2020年主要工作", Role.BODY),
        ("一、", "坚持党的领导,认真履行推进法治建设第一责任人职责", Role.BODY),
        ("二、", "推进行政决策科学化、民主化、法治化", Role.BODY),
        ("三、", "推进互联网+政务服务,优化营商环境", Role.BODY),
        ("、", "坚持严格规范公正文明执法", Role.BODY),
        ("、", "坚持运用法治思维和方式化解社会矛盾纠纷", Role.BODY),
        ("、", "坚持有权必有责,强化责任落实", Role.BODY),
        ("", "2021年工作思路", Role.PLANS),
    ],
}


@pytest.mark.parametrize("seed", TOP)
def test_topmost_sections_of_the_seeds(seed: str, seeds: dict[str, Report]) -> None:
    found = [(s.number, s.title, s.role) for s in seeds[seed].sections if s.depth == 1]
    assert found == TOP[seed]


def test_roles_in_the_fifth_seed(seeds: dict[str, Report]) -> None:
    found = [(s.number, s.role) for s in seeds["004"].sections if s.depth == 1]
    assert found == [("一、", Role.BODY), ("二、", Role.PROBLEMS), ("三、", Role.BODY), ("四、", Role.PLANS)]


def test_the_place_of_a_sentence_in_a_seed(seeds: dict[str, Report]) -> None:
    report = seeds["000"]
    offset = report.text.index("“行刑衔接”工作醴陵范本")
    assert report.section_path(report.section_at(offset)) == (
        "一、2023年度法治政府建设的主要举措及成效 > (二)找准坐标,巩固提升,彰显法治政府建设成效 > "
        "3.提升严格规范公正文明执法水平 > 二是打造“行刑衔接”工作醴陵范本"
    )
    assert report.role_at(report.text.index("“法律明白人”培养工程")) is Role.PLANS


def test_items_in_paragraphs_of_a_seed(seeds: dict[str, Report]) -> None:
    report = seeds["001"]
    plans = [s for s in report.sections if s.role is Role.PLANS and s.depth > 1]
    assert [s.number for s in plans] == ["一是", "二是", "三是", "四是"]


# ---- properties

NUMERALS = "一二三四五六七八九十"
LINE = st.one_of(
    st.builds(
        "{}、{}".format, st.sampled_from(NUMERALS), st.sampled_from(["主要工作", "存在的问题", "下一步工作"])
    ),
    st.builds(
        "({}){}".format,
        st.sampled_from(NUMERALS),
        st.sampled_from(["健全制度。一是学习。二是考核。", "执法"]),
    ),
    st.builds("{}.{}".format, st.integers(1, 20), st.sampled_from(["组织领导", "责任,一是明确;三是落实"])),
    st.builds("({}){}".format, st.integers(1, 20), st.just("内容")),
    st.builds(
        "{}是{}".format, st.sampled_from(NUMERALS), st.sampled_from(["强化学习,提高", "完善。二是严格执法"])
    ),
    st.sampled_from(["", "  ", "2023年,工作推进。", "2024年工作安排"]),
)
OUTLINES = st.lists(st.builds("{}{}".format, st.sampled_from(["", "  "]), LINE), max_size=25).map("\n".join)


def check_tree(found: tuple[Section, ...], start: int, end: int) -> None:
    for index, section in enumerate(found):
        assert start <= section.start < section.end <= end
        if section.parent is None:
            continue
        parent = found[section.parent]
        assert section.parent < index
        assert parent.depth < section.depth
        assert parent.start <= section.start and section.end <= parent.end
    starts = [section.start for section in found]
    assert starts == sorted(set(starts))
    for first in found:
        for second in found:
            # Two sections lie apart, or one inside the other.
            apart = first.end <= second.start or second.end <= first.start
            assert (
                apart or (first.start <= second.start) == (first.end >= second.end) or first.end == second.end
            )


@given(OUTLINES, st.data())
def test_a_child_lies_inside_its_parent(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check_tree(sections(text, start, end), start, end)


@given(OUTLINES)
def test_each_section_begins_with_its_number_and_holds_its_title(text: str) -> None:
    for section in sections(text, 0, len(text)):
        stretch = text[section.start : section.end]
        assert stretch.startswith(section.number)
        assert section.title in stretch


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_siblings_share_the_text_between_them(children: list[int]) -> None:
    """Topmost sections with so many children each: what is written is what is read."""
    lines, expected = [], []
    for number, count in enumerate(children):
        parent = len(expected)
        expected.append((1, None))
        lines.append(f"{NUMERALS[number % 10]}、部分")
        for child in range(count):
            expected.append((2, parent))
            lines.append(f"({NUMERALS[child]})小节")
    text = "\n".join(lines)
    found = sections(text, 0, len(text))
    assert [(s.depth, s.parent) for s in found] == expected
    top = [s for s in found if s.depth == 1]
    assert [s.end for s in top] == [*(s.start for s in top[1:]), len(text)]


def test_the_sections_of_the_seeds_form_a_tree(seeds: dict[str, Report]) -> None:
    for report in seeds.values():
        assert len(report.sections) > 25
        check_tree(report.sections, report.body_start, report.body_end)
