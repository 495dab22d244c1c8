"""Documents named without 《》, in sentences of the kinds that reports print."""

from __future__ import annotations

import pytest
from samples import vocabulary

from kg.extract.regulations import find_regulations
from kg.text import fold


def found(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(m.title, m.role) for m in find_regulations(folded, 0, len(folded), vocabulary())]


@pytest.mark.parametrize(
    "text, title",
    [
        ("出台促进民营经济发展壮大若干措施。", "促进民营经济发展壮大若干措施"),
        ("推动出台河湖长制条例,建设幸福河湖。", "河湖长制条例"),
        ("制定促进人才流动、推动教科人一体化的指导意见。", "促进人才流动、推动教科人一体化的指导意见"),
        ("制定落实新一轮人民城市建设实施方案。", "新一轮人民城市建设实施方案"),
        ("出台和落实促进服务业高质量发展33条措施。", "促进服务业高质量发展33条措施"),
        ("出台大抓落实工作激励“二十条”,激发活力。", "大抓落实工作激励“二十条”"),
        ("出台“科技金融15条”,信贷增长。", "“科技金融15条”"),
        ("率先出台大视听产业高质量发展政策。", "大视听产业高质量发展政策"),
        ("编制开发区发展规划。", "开发区发展规划"),
        ("推动制定国土空间规划条例。", "国土空间规划条例"),
        ("动态编制“4×4”现代化产业体系创新图谱。", "“4×4”现代化产业体系创新图谱"),
        ("宁波舟山港总体规划正式获批,港区投用。", "宁波舟山港总体规划"),
        ("绿心总规优化调整。", "绿心总规"),
        ("印发2023年度依法治县工作要点,明确任务。", "2023年度依法治县工作要点"),
        ("出台轻微违法行为不予处罚清单。", "轻微违法行为不予处罚清单"),
        ("制定重大行政决策程序规定。", "重大行政决策程序规定"),
        ("出台促进工业经济平稳增长20条,稳住预期。", "促进工业经济平稳增长20条"),
        ("印发关于加强基层执法队伍建设的通知。", "关于加强基层执法队伍建设的通知"),
        ("县委出台全面深化法治建设的意见。", "全面深化法治建设的意见"),
        ("自贸港数字经济促进条例出台实施。", "自贸港数字经济促进条例"),
    ],
)
def test_what_is_drawn_up_or_comes_into_force_is_enacted(text: str, title: str) -> None:
    assert found(text) == [(title, "enacted")]


@pytest.mark.parametrize(
    "text, title",
    [
        ("全面落实民营经济32条政策。", "民营经济32条政策"),
        ("实施减轻企业负担“20条”等政策。", "减轻企业负担“20条”"),
        ("对照共同富裕示范区建设实施方案,抓好落实。", "共同富裕示范区建设实施方案"),
        ("完成第三轮清洁空气行动计划,空气变好。", "第三轮清洁空气行动计划"),
        ("按照我市政府依申请公开流程指引做好答复。", "我市政府依申请公开流程指引"),
        ("严格执行县政府工作规则,强化约束。", "县政府工作规则"),
        ("贯彻落实省政府关于加强应急管理的意见。", "关于加强应急管理的意见"),
        ("按照上级关于做好普法工作的通知要求。", "关于做好普法工作的通知"),
        ("启动农产品加工业高质量发展三年行动计划。", "农产品加工业高质量发展三年行动计划"),
    ],
)
def test_what_is_obeyed_is_cited(text: str, title: str) -> None:
    assert found(text) == [(title, "cited")]


def test_in_a_row_one_verb_holds_for_all() -> None:
    text = "推动出台科技创新条例、制造业高质量发展促进条例。"
    assert found(text) == [("科技创新条例", "enacted"), ("制造业高质量发展促进条例", "enacted")]
    text = "制定提升服务实施方案、城市精细化管理三年行动计划。"
    assert [title for title, _ in found(text)] == ["提升服务实施方案", "城市精细化管理三年行动计划"]


@pytest.mark.parametrize(
    "text",
    [
        "制定工作方案和应急预案,落实责任。",
        "各部门制定了本部门行政执法信息公示具体办法。",
        "构建国土空间规划体系,加强城乡规划建设。",
        "完成省市县三级国土空间总体规划批复。",
        "编制完成1.1万个村庄规划。",
        "实施“智改数转”行动计划。",  # a programme by its own name
        "贯彻中央改革决定和市委实施意见。",
        "出台系列政策措施,推出18条措施。",
        "推动高质量发展政策落地,用改革的办法破解难题。",
        "沿着总书记指引的方向前进。",
        "制定实施第三轮三年行动计划。",
        "编制五年发展规划,印发三年攻坚行动方案。",
        "健全制度型开放清单体系。",
        "接续推出三批政策清单。",
        "人大常委会作出关于加强检察监督的决定。",
        "征求公众的意见,出台惠企政策20条,修订章程条款20条。",
        "按照上级的规定,下发整改通知,作出行政处罚的决定。",
        "开展民法典进社区活动,举办“美好生活·民法典相伴”宣传。",
    ],
)
def test_classes_of_documents_and_other_words_are_none(text: str) -> None:
    assert found(text) == []


def test_a_draft_amendment_is_an_edition() -> None:
    assert [title for title, _ in found("审议《济南市名泉保护条例(修订草案)》。")] == [
        "济南市名泉保护条例(修订草案)"
    ]
