from __future__ import annotations

from typing import Any

import pytest
from samples import LILING, QINGLIU, SHANGQIU, record, seed_record

from kg.extract.awards import level_of


def awards(text: str, issuer: str = "寿县人民政府") -> list[dict[str, Any]]:
    return record(text, issuer=issuer)["awards"]


def brief(text: str) -> list[tuple[str, str, str]]:
    return [(award["name"], award["recipient"], award["level"]) for award in awards(text)]


OWN = "安徽省/淮南市/寿县"


@pytest.mark.parametrize(
    "text, name, recipient, level",
    [
        ("我县获评全省法治政府建设示范县。", "全省法治政府建设示范县", OWN, "provincial"),
        ("我县入选“全国县域旅游发展潜力百佳县”。", "全国县域旅游发展潜力百佳县", OWN, "national"),
        (
            "县司法局被司法部评为“全国公共法律服务先进集体”。",
            "全国公共法律服务先进集体",
            "寿县司法局",
            "national",
        ),
        ("县法院荣获“全国优秀法院”称号。", "全国优秀法院", "寿县人民法院", "national"),
        (
            "“芍陂夜话”入选全省新时代“枫桥经验”典型案例。",
            "全省新时代“枫桥经验”典型案例",
            "芍陂夜话",
            "provincial",
        ),
        ("办件满意率位列全市第一。", "办件满意率位列全市第一", OWN, "municipal"),
        ("信访接待“5S”工作法在全省检察机关推介。", "全省检察机关推介", "5S工作法", "provincial"),
        ("县信访局荣立全省信访系统集体二等功。", "全省信访系统集体二等功", "寿县信访局", "provincial"),
        (
            "在2023年全省营商环境评价中,我县综合排名第二。",
            "2023年全省营商环境评价综合排名第二",
            OWN,
            "provincial",
        ),
        ("新增硬质合金等7个国家中小企业特色产业集群。", "国家中小企业特色产业集群", "硬质合金", "national"),
        ("经验做法被国家发展改革委在全国推广。", "全国推广", OWN, "national"),
        ("残疾人证办理改革获全省推广。", "全省推广", "残疾人证办理改革", "provincial"),
    ],
)
def test_honours_their_recipients_and_levels(text: str, name: str, recipient: str, level: str) -> None:
    assert brief(text) == [(name, recipient, level)]


@pytest.mark.parametrize(
    "text",
    [
        "力争创建全国示范县。",
        "争创“全国信用示范区”,冲刺省级文明县。",
        "评选“最美法律明白人”15名,表彰先进个人。",
        "向获得“全国五一劳动奖章”的2名调解员发放慰问金1万元。",
        "获得了群众一致好评,获取信息。",
        "组织学习先进典型。",
        "微视频《窗口》获奖。",
        "工作成效得到书记高度肯定。",
        "落实第一责任人职责,第一时间处置。",
        "增强群众的获得感、幸福感。",
    ],
)
def test_targets_own_honours_and_praise_are_none(text: str) -> None:
    assert awards(text) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        # rows of places, things, bodies and works
        (
            "寿春镇、堰口镇获评全省综合行政执法规范化建设示范镇。",
            [
                ("全省综合行政执法规范化建设示范镇", OWN + "/寿春镇", "provincial"),
                ("全省综合行政执法规范化建设示范镇", OWN + "/堰口镇", "provincial"),
            ],
        ),
        (
            "寿县、凤台县等4个县区同时获评省级双拥模范县。",
            [("省级双拥模范县", OWN, "provincial"), ("省级双拥模范县", "安徽省/淮南市/凤台县", "provincial")],
        ),
        (
            "芍陂景区、古城墙遗址成功创建国家5A级旅游景区。",
            [("国家5A级旅游景区", "芍陂景区", "national"), ("国家5A级旅游景区", "古城墙遗址", "national")],
        ),
        (
            "“芍陂夜话”“寿春快办”分别入选全省基层治理典型案例、全省政务服务创新案例。",
            [
                ("全省基层治理典型案例", "芍陂夜话", "provincial"),
                ("全省政务服务创新案例", "寿春快办", "provincial"),
            ],
        ),
        (
            "县司法局和寿春镇分获全市法治建设先进集体、示范镇称号。",
            [
                ("全市法治建设先进集体", "寿县司法局", "municipal"),
                ("示范镇", "寿县寿春镇人民政府", "municipal"),
            ],
        ),
        # praise by one's own government, by name
        (
            "县政府通报表扬县教体局、县卫健委等8个依法行政先进单位。",
            [
                ("依法行政先进单位通报表扬", "寿县教育体育局", "county"),
                ("依法行政先进单位通报表扬", "寿县卫生健康委员会", "county"),
            ],
        ),
        ("县委对县住建局等12个单位予以通报表扬。", [("通报表扬", "寿县住房和城乡建设局", "county")]),
        # lists of the honoured
        (
            "省司法厅公布第四批全省法治政府建设示范乡镇名单,我县瓦埠镇名列其中。",
            [("第四批全省法治政府建设示范乡镇", OWN + "/瓦埠镇", "provincial")],
        ),
        # one thing, a village, a body's deed, a work, a case
        ("芍陂风景区获评国家5A级旅游景区。", [("国家5A级旅游景区", "芍陂风景区", "national")]),
        (
            "板桥镇清真村获评“全国民主法治示范村”。",
            [("全国民主法治示范村", OWN + "/板桥镇/清真村", "national")],
        ),
        ("全县共有6个村被命名为省级民主法治示范村。", [("省级民主法治示范村", OWN, "provincial")]),
        (
            "寿县人民法院“芍陂法官工作室”获最高人民法院通报表扬。",
            [("最高人民法院通报表扬", "芍陂法官工作室", "national")],
        ),
        (
            "“某公司非法占地案”入选自然资源部执法典型案例。",
            [("自然资源部执法典型案例", "某公司非法占地案", "national")],
        ),
        (
            "我县申报的“涉企合规”项目被命名为全省法治政府建设示范项目。",
            [("全省法治政府建设示范项目", "涉企合规", "provincial")],
        ),
        # who spreads a practice
        ("省委依法治省办发文推广我县“三色预警”工作机制。", [("发文推广", "三色预警", "provincial")]),
        ("县政府在全县推广“三色卡”做法。", []),
        ("财政保障民生的做法被财政部推广。", [("财政部推广", OWN, "national")]),
        ("“扫码入企”执法模式全国推广。", [("全国推广", "扫码入企", "national")]),
        # grades and ranks
        (
            "法治政府建设考核连续两年被评为优秀等次。",
            [("法治政府建设考核优秀等次", OWN, "other")],
        ),
        ("粮食安全责任制考核居全国优秀。", [("粮食安全责任制考核优秀", OWN, "national")]),
        ("政务公开第三方评估全市第2。", [("政务公开第三方评估全市第2", OWN, "municipal")]),
        (
            "财政收入51.4亿元,增速居全省第8位。",
            [("财政收入增速居全省第8位", OWN, "provincial")],
        ),
        (
            "在2023年度全省法治政府建设评估中,我县位列全省第二、全市第一。",
            [("2023年度全省法治政府建设评估位列全省第二、全市第一", OWN, "provincial")],
        ),
        ("连续3年蝉联全国百强县。", [("全国百强县", OWN, "national")]),
        ("12345热线办结率稳居全市首位。", [("12345热线办结率稳居全市首位", OWN, "municipal")]),
        (
            "荣获国家科学技术奖15项。",
            [("国家科学技术奖", OWN, "national")],
        ),
    ],
)
def test_honours_in_many_shapes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(brief(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "未获评全省示范单位。",
        "力争3个乡镇获评全国乡村治理示范镇。",
        "对获评优秀的20名执法人员发放奖金。",
        "全国守法普法示范县创建工作有序推进。",
        "承担第一批试点任务,坚守安全第一线。",
        "努力成为全国样板。",
        "被列入严重违法失信名单的企业12家。",
        "信用等级被评为A级的企业增至15家。",
        "入选省级优秀案例的给予奖励5万元。",
        "获省级财政奖补资金200万元。",
        "32人获得法律职业资格。",
        "法治建设单项考核位居全市第一方阵。",
        "市场监管所入选省级重点项目库。",
    ],
)
def test_what_is_not_won_is_none(text: str) -> None:
    assert awards(text) == []


def test_the_street_office_has_what_bodies_get() -> None:
    text = "街道获评“海门区信访工作先进集体”,获评全国民主法治示范街道。"
    found = {a["name"]: a["recipient"] for a in awards(text, issuer="南通市海门区包场镇人民政府")}
    assert found["海门区信访工作先进集体"].endswith("包场镇人民政府")
    assert found["全国民主法治示范街道"].endswith("/包场镇")


def test_what_stands_in_next_steps_is_none() -> None:
    assert record("完成任务。", issuer="寿县人民政府", plans="获评全省示范县。")["awards"] == []


def test_praise_names_its_giver() -> None:
    (award,) = awards("在全省率先实现“刷脸结算”,典型经验做法受到省政府通报表扬。")
    assert award["grantor"] == "安徽省人民政府"
    assert (award["name"], award["level"], award["programme"]) == ("通报表扬", "provincial", "刷脸结算")


def test_who_gives_is_not_who_receives() -> None:
    (_, listed) = awards("查处的案件受到国务院办公厅通报表扬,成为全国20个成效明显的地方之一。")
    assert listed["recipient"] == OWN


def test_two_recipients_of_one_honour_are_two_awards() -> None:
    text = "县公共法律服务中心、县法律援助中心被省司法厅命名为省级示范点。"
    assert {award["recipient"] for award in awards(text)} == {"寿县公共法律服务中心", "寿县法律援助中心"}


def test_two_recipients_and_two_honours_go_in_pairs() -> None:
    text = "县法院、县检察院分别获评全省先进集体、全国先进集体。"
    assert brief(text) == [
        ("全国先进集体", "寿县人民检察院", "national"),
        ("全省先进集体", "寿县人民法院", "provincial"),
    ]
    text = "《书写法“字”》花瓶、《星子灯》分别获全省法治文化作品一等奖、三等奖。"
    assert brief(text) == [
        ("全省法治文化作品一等奖", "书写法“字”", "provincial"),
        ("全省法治文化作品三等奖", "星子灯", "provincial"),
    ]


def test_two_honours_of_one_recipient() -> None:
    found = brief("我县获评“安徽省文明县”“全国平安县”称号。")
    assert ("安徽省文明县", OWN, "provincial") in found
    assert ("全国平安县", OWN, "national") in found


def test_a_case_is_a_recipient_and_no_programme() -> None:
    found = record("县水利局查办的“某公司无证取水案”入选全省十大典型案例。", issuer="寿县人民政府")
    assert [award["recipient"] for award in found["awards"]] == ["某公司无证取水案"]
    assert "某公司无证取水案" not in {p["name"] for p in found["programmes"]}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("人民网十佳案例", "media"),
        ("全国先进集体", "national"),
        ("省司法厅", "provincial"),
        ("全市第一", "municipal"),
        ("县级示范", "county"),
        ("先进集体", None),
    ],
)
def test_levels_by_their_words(text: str, expected: str | None) -> None:
    assert level_of(text) == expected


@pytest.mark.parametrize(
    "issuer, level",
    [
        ("乌审旗人民政府", "provincial"),  # 全区: the autonomous region
        ("南通市海门区包场镇人民政府", "county"),  # 全区: the district
    ],
)
def test_全区_is_the_autonomous_region_or_the_district(issuer: str, level: str) -> None:
    (award,) = awards("“板凳法庭”入选全区优秀案例。", issuer=issuer)
    assert award["level"] == level


def test_a_rank_two_clauses_behind_what_is_ranked() -> None:
    (award,) = awards("在全市依法行政满意度测评中,我县得分92.35分,在7个县区中排名第2位。")
    assert "依法行政满意度测评" in award["name"]


def test_the_quote_is_in_the_text() -> None:
    (award,) = awards("成绩突出,县司法局获评全省先进集体。")
    assert award["quote"] == "县司法局获评全省先进集体"


@pytest.mark.parametrize(
    "stem, name, recipient",
    [
        (LILING, "全省生态文明建设示范区", "湖南省/株洲市/醴陵市"),
        (LILING, "全省法治建设先进集体", "醴陵市司法局"),
        (LILING, "湖南省法治政府建设单项示范项目", "行刑衔接"),
        (LILING, "湖南省非物质文化遗产法治文化作品创作三等奖", "星子灯"),
        (SHANGQIU, "省级示范点", "睢县公共法律服务中心"),
        (QINGLIU, "扫黑除恶“好评率”位列全市第3、全省第24位", "福建省/三明市/清流县"),
    ],
)
def test_in_the_seeds(stem: str, name: str, recipient: str) -> None:
    assert (name, recipient) in {(a["name"], a["recipient"]) for a in seed_record(stem)["awards"]}


@pytest.mark.parametrize(
    "text, name, recipient, level",
    [
        ("我县实现“全国双拥模范县”七连冠。", "全国双拥模范县", OWN, "national"),
        (
            "县司法局所长李传红被授予“全国司法行政系统劳动模范”。",
            "全国司法行政系统劳动模范",
            "李传红",
            "national",
        ),
        ("县林业局获得“全国森林防火先进单位”殊荣。", "全国森林防火先进单位", "寿县林业局", "national"),
        ("政务公开进入全省前10名。", "政务公开进入全省前10名", OWN, "provincial"),
        ("县图书馆被评定为国家一级图书馆。", "国家一级图书馆", "寿县图书馆", "national"),
        ("县公共法律服务中心保持省级文明单位荣誉。", "省级文明单位", "寿县公共法律服务中心", "provincial"),
    ],
)
def test_more_ways_of_telling_honours(text: str, name: str, recipient: str, level: str) -> None:
    assert brief(text) == [(name, recipient, level)]


@pytest.mark.parametrize(
    "text",
    [
        "县民政局在全省民政工作会议上作典型发言。",
        "我县先后获得国家级荣誉8项、省级荣誉23项。",
        "全县获批国家级项目12个。",
    ],
)
def test_speeches_and_counts_are_no_honours(text: str) -> None:
    assert brief(text) == []


def test_several_honours_of_one_verb() -> None:
    text = "微视频《老杨》获寿县“法润”文艺作品大赛一等奖、安徽省第十六届法治微电影优秀奖。"
    assert {name for name, _, _ in brief(text)} == {
        "寿县“法润”文艺作品大赛一等奖",
        "安徽省第十六届法治微电影优秀奖",
    }


def test_what_a_municipality_gives_is_provincial() -> None:
    (award,) = awards("我区获评全市先进集体。", issuer="重庆市渝北区人民政府")
    assert award["level"] == "provincial"
