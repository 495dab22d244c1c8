from __future__ import annotations

from itertools import pairwise

import pytest
from samples import place, said, vocabulary

from kg.extract.agencies import AgencyMention, Qualifier, find_agencies, place_names
from kg.model import Method
from kg.text import fold


def find(text: str, towns: tuple[str, ...] = ()) -> list[AgencyMention]:
    folded = fold(text)
    places = place_names(folded, vocabulary().gazetteer, towns)
    return find_agencies(folded, 0, len(folded), vocabulary().bodies, places)


def surfaces(text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in find(text)]


def test_a_place_before_a_known_stem() -> None:
    (mention,) = find("醴陵市司法局获评先进集体。")
    assert (mention.qualifier, mention.owner, mention.stem) == (Qualifier.PLACE, "醴陵市", "司法局")
    assert (mention.span.start, mention.span.end) == (0, 6)
    assert mention.function is not None and mention.function.iri.endswith("/si-fa-xing-zheng")
    assert mention.method is Method.VOCABULARY


def test_a_level_word_before_a_known_stem() -> None:
    (mention,) = find("经市司法局审核。")
    assert (mention.qualifier, mention.owner, mention.stem) == (Qualifier.LEVEL, "市", "司法局")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("县委编办牵头组织县直部门做好梳理工作。", ["县委编办"]),
        ("市委依法治市办开展督察。", ["市委依法治市办"]),
        ("中共株洲市委、株洲市人民政府:", ["中共株洲市委", "株洲市人民政府"]),
        ("县人大常委会副主任、县政协副主席列席会议。", ["县人大常委会", "县政协"]),
        ("县委书记主持召开会议。", ["县委"]),
        ("被司法部、民政部命名为示范村。", ["司法部", "民政部"]),
        ("受到国务院办公厅通报表扬。", ["国务院办公厅"]),
        ("依法治市办联合市委督查室开展督察。", ["依法治市办", "市委督查室"]),
        ("与江苏东洲律师事务所签订合作协议。", ["江苏东洲律师事务所"]),
        ("帮助泸州窖龄酒业有限公司挽回损失。", ["泸州窖龄酒业有限公司"]),
        (
            "区司法局会同区工商联组织四川酒都衡远律师事务所开展“法治体检”。",
            ["区司法局", "区工商联", "四川酒都衡远律师事务所"],
        ),
        ("委托江西财经大学开展第三方评估。", ["江西财经大学"]),
        ("抽取市公安局交警大队的案卷。", ["市公安局交警大队"]),
        ("市司法局行政复议科办理案件30件。", ["市司法局行政复议科"]),
        ("柳州市公安局鱼峰分局驾鹤派出所获评先进。", ["柳州市公安局鱼峰分局驾鹤派出所"]),
        ("本溪市生态环境保护综合行政执法队获评先进。", ["本溪市生态环境保护综合行政执法队"]),
        ("街道与泉城路派出所开展巡查。", ["泉城路派出所"]),
        ("县司法局设立法治股,抽调人员办案。", ["县司法局", "法治股"]),
        ("县法院城关人民法庭开展巡回审判。", ["县法院城关人民法庭"]),
        ("在湖南省第十四届人民代表大会第三次会议上作报告。", ["湖南省第十四届人民代表大会"]),
        ("办理省政协提案1047件。", ["省政协"]),
        ("改革推进。省能源集团、矿产集团等相继组建。", ["省能源集团", "矿产集团"]),
        ("进一步理顺韶山管理局管理体制。", ["韶山管理局"]),
        ("联合知名高校和企业共建安徽高等研究院。", ["安徽高等研究院"]),
        ("江苏农商联合银行获批筹建。", ["江苏农商联合银行"]),
        ("推动山东农业大学等高校特色发展。", ["山东农业大学"]),
        ("来源:湖南日报\n", ["湖南日报"]),
        ("多篇信息在江南时报、《法治日报》发表。", ["江南时报", "法治日报"]),
        ("组建鹿城实验室,建好天山实验室。", ["鹿城实验室", "天山实验室"]),
        ("“中国—马达加斯加”杂交水稻联合实验室挂牌运行。", ["“中国—马达加斯加”杂交水稻联合实验室"]),
        ("建强湘江科技创新院,推进长沙量子院建设。", ["湘江科技创新院", "长沙量子院"]),
        ("建好用好长江博物馆、绥德革命纪念馆。", ["长江博物馆", "绥德革命纪念馆"]),
        ("成立省水网运行调度中心。", ["省水网运行调度中心"]),
    ],
)
def test_what_is_a_body(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各部门、行政执法部门、各级党委和镇街认真落实。",
        "接受人大代表和政协委员的监督。",
        "人民法院受理,由法院依法判决。",
        "完善政府采购和政府合同管理。",
        "城市管理水平提升,园区委托代办。",
        "委员会议、工作专班、领导小组开会。",
        "各县司法局参加培训。",
        "全市公安机关严格执法。",
        "长沙申报建设中欧班列国家集结中心。",
        "获批建设国家医学中心、国家区域医疗中心。",
        "支持遵义加快建设省域副中心,提升合肥综合性国家科学中心能级。",
        "新增全国重点实验室5家,优化省重点实验室布局,推动国家实验室建设。",
        "获批建设“一带一路”联合实验室。",
        "新晋国家一级博物馆6家,公共图书馆、博物馆免费开放。",
        "县级综合医院能力达标,县级公立医院改革深化。",
        "加快芜湖数据中心集群建设。",
        "湖南上市公司达150家。",
        "向武警部队官兵致以崇高敬意。",
        "专家号源优先向社区卫生服务中心开放,建设一批检验检测中心。",
        "推进县级中医医院建设,完成市级政府机构改革。",
        "中国—东盟海关深化合作,区县疾控局挂牌运行。",
        "及时报送材料,按日报告进度。",
        "目前已成立市级人民调解员协会1个。",
    ],
)
def test_what_is_none(text: str) -> None:
    assert surfaces(text) == []


def test_a_level_word_holds_for_the_whole_row() -> None:
    found = find("重大案件与县公安、检察院、法院进行会商。")
    assert [(m.owner, m.stem) for m in found] == [("县", "公安"), ("县", "检察院"), ("县", "法院")]


def test_the_longest_name_wins() -> None:
    (mention,) = find("召开市委全面依法治市委员会会议。")
    assert mention.stem == "委全面依法治市委员会"


def test_party_committees_are_told_from_other_words_with_委() -> None:
    assert surfaces("市委高度重视,区委托管,市委员工,村委会换届。") == ["市委"]


def test_mentions_stand_in_order_and_do_not_overlap() -> None:
    found = find("市公安局交警大队、市司法局和市委政法委,县法院与省高级人民法院。")
    assert found == sorted(found, key=lambda m: m.span)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_place_names_that_touch_are_one() -> None:
    folded = "在南通市海门区包场镇开展。"
    (found,) = place_names(folded, vocabulary().gazetteer, ["包场镇"])
    assert (found.text, found.parts) == ("南通市海门区包场镇", (4, 7, 10))


def test_place_names_that_touch_but_do_not_belong_together_are_two() -> None:
    found = place_names("株洲市商丘市", vocabulary().gazetteer, [])
    assert [name.text for name in found] == ["株洲市", "商丘市"]


def test_a_body_inside_a_title_does_not_count_but_its_issuer_does() -> None:
    extraction = said(
        "按照《寿县司法局关于开展清理工作的函》要求落实,学习《最高人民法院关于行政诉讼的解释》,"
        "印发《关于支持淮南市公安局工作的意见》。",
        issuer="寿县人民政府",
    )
    names = {agency.name for agency in extraction.agencies}
    assert "寿县司法局" in names
    assert "淮南市公安局" not in names
    assert "最高人民法院" not in names  # what the centre issues is known by its title alone


def test_the_new_body_of_a_place_is_named_once() -> None:
    extraction = said("成立寿县民营企业调解中心,挂牌成立寿县调解协会。", issuer="寿县人民政府")
    names = {agency.name for agency in extraction.agencies}
    assert {"寿县民营企业调解中心", "寿县调解协会"} <= names


def test_a_list_of_what_belongs_to_a_body_is_no_body() -> None:
    text = "包场镇调解组织主要包括镇级调处中心,三个公调对接调处工作站。"
    extraction = said(text, issuer="南通市海门区包场镇人民政府")
    assert not [a for a in extraction.agencies for m in a.mentions if "包括" in m.surface]


def test_a_bracket_that_does_not_close_is_left_out() -> None:
    extraction = said("与商丘师范学院联合共建华商学院(企业家学院),创办大讲堂。", issuer="商丘市人民政府")
    surfaces = [m.surface for a in extraction.agencies for m in a.mentions]
    assert all(s.count("(") == s.count(")") for s in surfaces)
    assert any(s.startswith("华商学院") for s in surfaces)


def test_places_of_other_regions_are_kept_with_their_bodies() -> None:
    extraction = said("与陕西省榆林市横山区水利局联合检查。", issuer="乌审旗人民政府")
    (agency,) = [a for a in extraction.agencies if a.name.endswith("水利局")]
    assert agency.name == "榆林市横山区水利局"
    assert agency.place is not None and agency.place.chain == place("榆林市横山区").chain


@pytest.mark.parametrize("line", ["主办:辽宁省人民政府办公厅 承办:辽宁省信息中心 网站标识码:2100000037"])
def test_the_imprint_below_a_report_names_bodies(line: str) -> None:
    folded = fold(f"各部门认真落实。\n{line}")
    places = place_names(folded, vocabulary().gazetteer, [])
    found = find_agencies(folded, 0, 9, vocabulary().bodies, places)
    assert [folded[m.span.start : m.span.end] for m in found] == ["辽宁省人民政府办公厅", "辽宁省信息中心"]


def test_what_is_founded_at_a_level_belongs_to_it() -> None:
    (mention,) = find("设立省民营经济发展促进中心。")
    assert (mention.qualifier, mention.owner, mention.stem) == (
        Qualifier.LEVEL,
        "省",
        "民营经济发展促进中心",
    )


def test_a_row_behind_a_level_word_wins_over_the_report_s_own_body() -> None:
    found = find("被自治区人力资源和社会保障厅、司法厅评为先进。")
    assert [(m.owner, m.stem) for m in found] == [
        ("自治区", "人力资源和社会保障厅"),
        ("自治区", "司法厅"),
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("由街道财政办公室、街道社区事务服务中心受理。", ["街道财政办公室", "街道社区事务服务中心"]),
        ("区法院龙溪法庭、区公安分局交巡警支队参与。", ["区法院龙溪法庭", "区公安分局交巡警支队"]),
        ("市司法局备案审查科荣立集体二等功。", ["市司法局备案审查科"]),
        ("县司法局普法与依法治理股承担工作。", ["县司法局普法与依法治理股"]),
        ("区信访联席会议办公室通报情况。", ["区信访联席会议办公室"]),
        ("获国务院办公厅电子政务办公室刊发。", ["国务院办公厅电子政务办公室"]),
        ("受到自治区党委宣传部表扬。", ["自治区党委宣传部"]),
        ("接受县人大及其常委会监督。", ["县人大", "常委会"]),
        ("与西南政法大学人工智能法学院共建。", ["西南政法大学人工智能法学院"]),
        ("国网黄陵县供电公司参与。", ["国网黄陵县供电公司"]),
        ("确保,县医院通过评审。", ["县医院"]),
        ("同时,花卉园社区居委会获评先进。", ["花卉园社区居委会"]),
        ("同时,马鬃岭国家级自然保护区管理站获评先进。", ["马鬃岭国家级自然保护区管理站"]),
    ],
)
def test_organs_and_outposts_of_bodies(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_together_with_the_county_s_court_is_no_county() -> None:
    text = "汇报工作。" * 50 + "县司法局牵头,会同县法院办理。"
    assert surfaces(text) == ["县司法局", "县法院"]


def test_titles_of_honour_are_no_outposts() -> None:
    assert surfaces("分别被评为全国模范司法所、新时代人民法庭。") == []
