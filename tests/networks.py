"""Made-up graphs of the shape that the export gives, for the tests of the pages."""

from __future__ import annotations

import random

import networkx as nx

BASE = "https://w3id.org/fazhi-kg/id/"


def _words(text: str) -> list[str]:
    return text.split()


PROGRAMMES = _words("""行政执法三项制度 行刑衔接 府检联动 包容审慎监管 柔性执法 首违不罚 综合查一次 双随机一公开 跨部门联合执法 法治副校长
法律明白人 民主法治示范村 法治政府示范创建 重大行政决策法定程序 公平竞争审查 行政规范性文件备案审查 行政复议体制改革 行政争议实质性化解
一网通办 一件事一次办 跨省通办 证明事项告知承诺制 容缺受理 掌上办事 政务服务好差评 信用监管 信用修复 公职律师 政府法律顾问
村（社区）法律顾问 公共法律服务中心 人民调解 诉源治理 枫桥式司法所 枫桥式公安派出所 矛盾纠纷多元化解 信访法治化 领导干部学法用法
旁听庭审 述法制度 行政机关负责人出庭应诉 法治督察 法治体检 涉企行政检查扫码入企 轻微违法行为不予处罚清单 乡镇综合行政执法改革
执法监督协调小组 行政执法监督平台 非现场执法 执法案卷评查 数字法治 智慧监管 放管服改革 营商环境监测点 民营企业法治服务
政务公开标准化 基层立法联系点 村规民约审查 青少年法治教育基地 以案释法""")
AGENCIES = _words("""司法局 公安局 市场监督管理局 生态环境局 交通运输局 农业农村局 文化旅游广电体育局 卫生健康局 应急管理局 自然资源局
住房和城乡建设局 城市管理和综合执法局 教育局 民政局 财政局 人力资源和社会保障局 水利局 林业局 审计局 统计局 医疗保障局 行政审批服务局
信访局 人民检察院 人民法院 人民政府办公室 委全面依法治市委员会办公室 税务局 消防救援大队 退役军人事务局""")
REGULATIONS = _words("""中华人民共和国行政处罚法 中华人民共和国行政复议法 法治政府建设实施纲要（2021—2025年） 优化营商环境条例 重大行政决策程序暂行条例
中华人民共和国行政诉讼法 湖南省行政程序规定 信访工作条例 公平竞争审查条例 中华人民共和国民法典""")
HONOURS = _words("""全国法治政府建设示范市 全省法治政府建设示范县 全国民主法治示范村 全省依法行政先进单位 全国信访工作示范县
全省营商环境评价前十 全国市域社会治理现代化试点合格城市 平安湖南建设先进县 全国模范人民调解委员会 全省优秀司法所""")
REGIONS = {
    "430281": "醴陵市",
    "350423": "清流县",
    "330110": "余杭区",
    "510504": "龙马潭区",
    "320684": "海门区",
}
_STAGES = ("implemented", "implemented", "implemented", "pilot", "planned")
_SECTIONS = (
    "一、主要举措和成效 > （一）坚持高位推动，压实法治建设责任",
    "一、主要举措和成效 > （三）严格规范公正文明执法 > 2.健全行政执法与刑事司法衔接机制",
    "三、下一步工作打算",
)


def _region(graph: nx.MultiDiGraph, code: str) -> str:
    iri = f"{BASE}region/{code}"
    graph.add_node(
        iri, iri=iri, label=REGIONS[code], kind="region", level="county", chain=f"某省/某市/{REGIONS[code]}"
    )
    return iri


def _tie(
    graph: nx.MultiDiGraph, chance: random.Random, code: str, other: str, kind: str, times: int = 1
) -> None:
    name = graph.nodes[other]["label"]
    for number in range(times):
        year = 2025 - number
        graph.add_edge(
            f"{BASE}region/{code}",
            other,
            label={"adoption": "采用做法", "citation": "引用文件", "award": "获得荣誉", "mention": "提及"}[
                kind
            ],
            kind=kind,
            year=year,
            stage=chance.choice(_STAGES) if kind == "adoption" else "",
            quote=f"{year}年，{REGIONS[code]}深入推进“{name}”，全年办理相关事项{chance.randint(20, 900)}件，"
            "同比增长12.5%，群众满意度进一步提升。",
            section=chance.choice(_SECTIONS),
            report=f"{BASE}report/{code}-{year}-2610cc06",
            report_title=f"{REGIONS[code]}人民政府关于{year}年度法治政府建设情况的报告",
        )


def county(seed: int = 1, code: str = "430281") -> nx.MultiDiGraph:
    """One county with 60 programmes, 30 agencies, 10 regulations and 10 honours."""
    graph, chance = nx.MultiDiGraph(), random.Random(seed)
    _region(graph, code)
    for index, name in enumerate(PROGRAMMES[:60]):
        iri = f"{BASE}programme/p{index}"
        graph.add_node(
            iri, iri=iri, label=name, kind="programme", aliases=["两法衔接"] if name == "行刑衔接" else []
        )
        _tie(graph, chance, code, iri, "adoption", chance.choice((1, 1, 1, 2, 4)))
    for index, name in enumerate(AGENCIES):
        iri = f"{BASE}agency/{code}-a{index}"
        graph.add_node(iri, iri=iri, label=REGIONS[code] + name, kind="agency")
        _tie(graph, chance, code, iri, "mention", chance.choice((1, 1, 2)))
        for programme in chance.sample(range(60), chance.choice((0, 1, 2))):
            graph.add_edge(
                iri,
                f"{BASE}programme/p{programme}",
                kind="agency",
                label="承担",
                year=2024,
                quote="由其牵头。",
            )
    for kind, names, tie in (("regulation", REGULATIONS, "citation"), ("award", HONOURS, "award")):
        for index, name in enumerate(names):
            iri = f"{BASE}{kind}/{index}"
            graph.add_node(iri, iri=iri, label=name, kind=kind)
            _tie(graph, chance, code, iri, tie)
    return graph


def regions(seed: int = 2) -> nx.MultiDiGraph:
    """Five regions that share programmes, regulations and honours, each with agencies of its own."""
    graph, chance = nx.MultiDiGraph(), random.Random(seed)
    for code in REGIONS:
        part = county(seed, code)
        drop = [
            node
            for node, data in part.nodes(data=True)
            if data["kind"] != "region" and chance.random() < (0.3 if data["kind"] == "agency" else 0.55)
        ]
        part.remove_nodes_from(drop)
        graph = nx.compose(graph, part)
    return graph


# Texts that try to become markup, script or structure; each would set a flag if it ran.
INJECTIONS = (
    "</script><script>window.__hit=1</script>",
    "<img src=x onerror=window.__hit=1>",
    "<svg onload=window.__hit=1>",
    '"><a href=javascript:window.__hit=1>href</a>',
    "'-(window.__hit=1)-'",
    "${window.__hit=1} $title {{7*7}} {count}",
    "<!--<script>",
    "]]>\u2028\u2029\u202e\x00\ud800",
    "__proto__",
    "&lt;b&gt;<b>粗</b>",
)


def hostile() -> nx.MultiDiGraph:
    """A star in which every text that a graph may hold is an injection."""
    graph = nx.MultiDiGraph()
    graph.add_node(
        "centre<script>window.__hit=1</script>", label=INJECTIONS[0], kind="region", level=INJECTIONS[1]
    )
    for text in INJECTIONS:
        node = f"node {text}"
        graph.add_node(node, label=text, kind="programme", iri=text, aliases=[text], year=text)
        graph.add_edge(
            "centre<script>window.__hit=1</script>", node,
            label=text, kind=text, year=text, stage=text, quote=text, section=text, report=text, region=text,
        )  # fmt: skip
    return graph
