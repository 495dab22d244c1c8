from __future__ import annotations

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, SHANGQIU, seed_record

from kg.extract.statistics import StatisticMention, find_statistics
from kg.model import Span
from kg.text import fold


def find(text: str, skip: tuple[Span, ...] = ()) -> list[StatisticMention]:
    folded = fold(text)
    return find_statistics(folded, 0, len(folded), list(skip))


def numbers(text: str) -> list[tuple[float, str]]:
    return [(statistic.value, statistic.unit) for statistic in find(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("全年共收到行政复议申请122件,已审结89件。", [(122, "件"), (89, "件")]),
        ("总办件量约370万件。", [(3_700_000, "件")]),
        ("达成融资意向30.2亿元。", [(3_020_000_000, "元")]),
        ("参演人员近12万人次。", [(120_000, "人次")]),
        ("案值1.44万元,罚没2.85万元。", [(14_400, "元"), (28_500, "元")]),
        ("为受援人挽回经济损失500余万元。", [(5_000_000, "元")]),
        ("归集各类信用信息9.2亿条。", [(920_000_000, "条")]),
        ("争取救助资金640万,拨付到位。", [(6_400_000, "元")]),
        ("办理告知承诺事项3,420件。", [(3420, "件")]),
        ("组织普法活动1 100余场。", [(1100, "场")]),
        ("群众满意率99.83%。", [(99.83, "%")]),
        ("优秀率较上年提高7.2个百分点。", [(7.2, "个百分点")]),
        ("平均用时1.31天。", [(1.31, "天")]),
        ("压缩至2个工作日。", [(2, "个工作日")]),
        ("梳理法律风险点七百二十六个。", [(726, "个")]),
        ("聘请特邀监督员二十三名。", [(23, "名")]),
        ("连续6年未发生涉医闹事件。", [(6, "年")]),
        (
            "转移牲畜1.26万头(只),筹集住房3929套(间)。",
            [(12_600, "头\uff08只\uff09"), (3929, "套\uff08间\uff09")],
        ),
        ("处置48个(县级3个)。", [(48, "个"), (3, "个")]),
        ("PM2.5平均浓度降至34.6微克/立方米。", [(34.6, "微克/立方米")]),
        ("开行中欧班列34列,进出口总额72亿美元。", [(34, "列"), (7_200_000_000, "美元")]),
        ("集装箱吞吐量350万标箱,绿电超2000亿度。", [(3_500_000, "标箱"), (200_000_000_000, "度")]),
        ("征求意见稿收到意见30余条。", [(30, "条")]),
        ("立案涉黑“五类案件”16件16人。", [(16, "件"), (16, "人")]),
    ],
)
def test_values_and_units(text: str, expected: list[tuple[float, str]]) -> None:
    assert numbers(text) == expected


def test_a_row_shares_the_unit_of_its_last_number() -> None:
    text = "鄂城区、华容区、梁子湖区、葛店开发区认领事项数分别为606、618、590、414项;完成率达100%。"
    found = find(text)
    assert [(s.value, s.unit) for s in found[:4]] == [(606, "项"), (618, "项"), (590, "项"), (414, "项")]
    for statistic in found[:4]:
        quote = text[statistic.quote.start : statistic.quote.end]
        assert "认领事项数" in statistic.indicator
        assert "认领事项数" in quote and str(int(statistic.value)) in quote
    assert numbers("刑事案件同比分别下降18.2%、3.8%。") == [(18.2, "%"), (3.8, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月31日前完成。",
        "2021-2025年规划期内。",
        "于9月21日至9月27日进行。",
        "自2023年4月起施行。",
        "皖政〔2023〕12号文件。",
        "用好12345热线和12348热线。",
        "拨打110报警电话。",
        "打造24小时自助办理区。",
        "7×24小时受理诉求。",
        "召开第3次会议,发布第10批名单。",
        "荣获第十九届全国优秀奖。",
        "落实行政执法三项制度和中央八项规定。",
        "增强四个意识、做到两个维护。",
        "贯彻《关于第12条的意见》。",
        "开展“3个100”活动。",
        "办好“12.4”宪法日活动。",
        "二是加强管理。三要落实责任。",
    ],
)
def test_dates_numbers_of_documents_and_names_do_not_count(text: str) -> None:
    assert numbers(text) == []


def test_plans_and_targets_do_not_count() -> None:
    assert numbers("确保达到100%,力争完成90%,计划新建5个站点。") == []
    text = "今年办理5件。明年办理9件。"
    assert [s.value for s in find(text, skip=(Span(text.index("明"), len(text)),))] == [5]


def test_what_a_field_is_compared_with_does_not_count() -> None:
    found = find("信息上报率在383个县市区排名第一。")
    assert [(s.value, s.unit) for s in found] == [(1, "名")]
    assert numbers("我旗在全市考核中位列9个旗区第三名。") == [(3, "名")]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("事项数居全省第2位。", [(2, "位")]),
        ("信息合规率排名第一。", [(1, "名")]),
        ("位列全市第3、全省第24位。", [(3, "位"), (24, "位")]),
        ("卷宗质量位居全区第一。", [(1, "位")]),
        ("党委书记是第一责任人,第一时间处置。", []),
        ("第二次全体会议。", []),
    ],
)
def test_ranks(text: str, expected: list[tuple[float, str]]) -> None:
    assert numbers(text) == expected


def test_from_a_to_b_gives_both() -> None:
    found = find("行政诉讼败诉率从9.8%降到4.1%。")
    assert [s.value for s in found] == [9.8, 4.1]
    assert all("行政诉讼败诉率" in s.indicator for s in found)


def test_a_range_gives_both_ends() -> None:
    assert numbers("预警响应时间缩短至2—3分钟。") == [(2, "分钟"), (3, "分钟")]


def test_two_things_with_the_same_ending_and_number_are_two() -> None:
    assert numbers("包括死亡纠纷15起。其中非正常死亡纠纷15起。") == [(15, "起"), (15, "起")]


def test_the_same_number_of_the_same_thing_counts_once() -> None:
    assert numbers("受理一审案件13起。总之,受理一审案件13起。") == [(13, "起")]


def test_list_numbers_are_part_of_nothing() -> None:
    found = find("1.办理案件5件。\n2.开展培训2次。\n(3)调解纠纷4起。")
    assert [(s.indicator, s.value) for s in found] == [("办理案件", 5), ("开展培训", 2), ("调解纠纷", 4)]


@pytest.mark.parametrize(
    "text, indicator",
    [
        ("全年共开展各类法治宣传活动142场次。", "开展各类法治宣传活动"),
        ("发布风险监测预警信息12期。", "发布风险监测预警信息"),
        ("新增法律援助案件30件。", "新增法律援助案件"),
        ("群众满意率98%,较上年下降2%。", "群众满意率较上年下降"),
        ("人均3.2平方米。", "人均"),
        ("89个村集体自有经营性收入达10万元。", "村集体自有经营性收入"),
    ],
)
def test_the_indicator_is_what_is_counted(text: str, indicator: str) -> None:
    assert find(text)[-1].indicator == indicator


def test_quotes_hold_number_and_thing() -> None:
    text = "深入推进普法,发放宣传资料3500余份,成效明显。"
    (statistic,) = find(text)
    assert text[statistic.quote.start : statistic.quote.end] == "发放宣传资料3500余份"
    assert text[statistic.number.start : statistic.number.end] == "3500余份"


@pytest.mark.parametrize(
    "stem, value, unit, quoted",
    [
        (LILING, 3_700_000, "件", "总办件量约370万件"),
        (LILING, 97_570_000, "元", "涉及金额9757万元"),
        (LILING, 1, "名", "排名第一"),
        (BAOCHANG, 12_000_000, "元", "1200万元"),
        (SHANGQIU, 12_804_000_000, "元", "128.04亿元"),
        (SHANGQIU, 605_000, "次", "60.5万次"),
        (QINGLIU, 24, "位", "第24位"),
        (EZHOU, 414, "项", "414项"),
        (EZHOU, 46_900, "条", "4.69万条"),
    ],
)
def test_in_the_seeds(stem: str, value: float, unit: str, quoted: str) -> None:
    entries = [s for s in seed_record(stem)["statistics"] if (s["value"], s["unit"]) == (value, unit)]
    assert any(quoted in entry["quote"] for entry in entries)


@pytest.mark.parametrize("stem", [LILING, BAOCHANG, SHANGQIU, QINGLIU, EZHOU])
def test_no_seed_counts_a_year_or_a_hotline(stem: str) -> None:
    values = {s["value"] for s in seed_record(stem)["statistics"]}
    assert not values & {2020, 2021, 2022, 2023, 2024, 12345, 12348, 4207000024}


def test_a_numeral_behind_a_contract_counts_it() -> None:
    assert numbers("审核各类文件、合同三百一十八件。") == [(318, "件")]


def test_places_that_one_is_ranked_among_do_not_count() -> None:
    assert numbers("我市居261个地级市第12位。") == [(12, "位")]
    assert numbers("在14个设区市排名第3位。") == [(3, "位")]


def test_marks_count_where_the_text_says_that_they_are_marks() -> None:
    assert numbers("居民评分从91.6分提高到95.2分。") == [(91.6, "分"), (95.2, "分")]
