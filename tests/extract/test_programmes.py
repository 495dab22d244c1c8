from __future__ import annotations

from itertools import pairwise

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, SHANGQIU, record, seed_record, vocabulary

from kg.extract.programmes import ProgrammeMention, find_programmes
from kg.extract.regulations import titles
from kg.model import Method
from kg.spans import SpanSet
from kg.text import fold


def find(text: str) -> list[ProgrammeMention]:
    folded = fold(text)
    inside = SpanSet(len(folded), (title.span for title in titles(folded)))
    return find_programmes(folded, 0, len(folded), vocabulary(), inside, [])


def names(text: str) -> list[str]:
    return [mention.name for mention in find(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("深化“放管服”改革。", ["放管服改革"]),
        ("持续深化“放管服效”改革。", ["放管服改革"]),
        ("全面推行“双随机、一公开”监管。", ["双随机一公开"]),
        ("强化行政执法“三项制度”全面落实。", ["行政执法三项制度"]),
        ("落实“谁执法谁普法”责任制。", ["谁执法谁普法"]),
        ("推进“八五”普法。", ["八五普法"]),
        ("为民营企业开展“法治体检”。", ["法治体检"]),
        ("健全府院联动机制。", ["府院联动"]),
        ("推行证明事项告知承诺制。", ["告知承诺制"]),
        ("坚持和发展新时代“枫桥经验”。", ["枫桥经验"]),
    ],
)
def test_known_ones_under_their_usual_name(text: str, expected: list[str]) -> None:
    found = find(text)
    assert [mention.name for mention in found] == expected
    assert found[0].concept is not None and found[0].method is Method.VOCABULARY


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("打造“楚小二”帮办品牌。", "楚小二", None),
        ("上线“寿春通”小程序。", "寿春通", "platform"),
        ("深入开展“芍陂夜巡”专项行动。", "芍陂夜巡", "campaign"),
        ("推行“三色预警”工作机制。", "三色预警", "mechanism"),
        ("设立“楚都调解”工作室。", "楚都调解", "site"),
        ("创新“楚风五步”工作法。", "楚风五步", "method"),
        ("扎实开展农资打假护春耕专项行动。", "农资打假护春耕专项行动", "campaign"),
        ("构建“8+4”经济政策体系。", "8+4经济政策体系", "plan"),
        ("“芍陂夜话”入选全省十佳案例。", "芍陂夜话", None),
        ("该镇“芍陂夜话”做法在全省推广。", "芍陂夜话", None),
    ],
)
def test_new_ones_by_quotes_and_telling_words(text: str, name: str, kind: str | None) -> None:
    found = {mention.name: mention for mention in find(text)}
    assert name in found
    assert found[name].concept is None
    assert kind in (None, found[name].kind)


@pytest.mark.parametrize(
    "text",
    [
        "打通服务群众“最后一公里”。",
        "推行“1+5”,全面落实。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "深刻领悟“两个确立”的决定性意义。",
        "紧盯“关键少数”。",
        "抓实整改“后半篇文章”。",
        "解决群众“急难愁盼”问题。",
        "发动“五老”人员宣传政策。",
        "围绕习近平法治思想“十一个坚持”。",
        "打击涉黑势力“保护伞”。",
        "整治“挂证”乱象。",
        "形成“人人学法”的良好氛围。",
        "发挥利企“助推器”作用。",
        "做好行政复议、行政应诉、人民调解、政务公开工作。",
        "开展专项整治,组织宣传活动。",
        "《点亮“平安灯” 当好守夜人》。",
    ],
)
def test_rhetoric_and_ordinary_duties_are_none(text: str) -> None:
    assert names(text) == []


def test_the_span_leaves_the_quotation_marks_out_and_forms_go_on() -> None:
    text = "设立“楚都调解”工作室。"
    (mention,) = find(text)
    assert text[mention.span.start : mention.span.end] == "楚都调解"
    assert [text[f.start : f.end] for f in mention.forms] == ["楚都调解”工作室"]


def test_述法_is_not_cut_out_of_another_word() -> None:
    assert names("上述法律法规。") == []
    assert names("组织年度述法。") == ["述法"]


def test_who_does_it_is_not_what_is_done() -> None:
    assert names("聘请乡贤调解员12名。") == []
    assert names("推广乡贤调解。") == ["乡贤调解"]


def test_a_name_inside_a_longer_quoted_one_gives_way() -> None:
    assert "综合执法" not in names("推行“芍陂水岸综合执法直通车”机制。")


def test_mentions_do_not_overlap() -> None:
    found = find("推进“互联网+监管”,落实“双随机、一公开”监管、行政执法“三项制度”和“一件事一次办”改革。")
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "stem, name, surface, stage",
    [
        (LILING, "行刑衔接", "行刑衔接", "implemented"),
        (LILING, "夜巡夜访夜话", "夜巡夜访夜话", "implemented"),
        (LILING, "双随机一公开", "双随机、一公开”监管", "planned"),
        (LILING, "枫桥经验", "坚持和发展新时代“枫桥经验", "implemented"),
        (BAOCHANG, "援法议事", "援法议事", "implemented"),
        (BAOCHANG, "旁站式行政执法监督", "旁站式”行政执法监督", "implemented"),
        (BAOCHANG, "行政执法三项制度", "推行“三项制度", "planned"),
        (SHANGQIU, "府院联动", "府院联动机制", "implemented"),
        (QINGLIU, "证照分离", "证照分离”改革", "implemented"),
        (EZHOU, "市场准营承诺即入制", "市场准营承诺即入制", "pilot"),
    ],
)
def test_in_the_seeds(stem: str, name: str, surface: str, stage: str) -> None:
    (entry,) = [p for p in seed_record(stem)["programmes"] if p["name"] == name]
    assert surface in entry["surfaces"]
    assert entry["stage"] == stage


@pytest.mark.parametrize("stem", [LILING, BAOCHANG, SHANGQIU, QINGLIU, EZHOU])
def test_no_seed_has_a_slogan_for_a_programme(stem: str) -> None:
    found = {programme["name"] for programme in seed_record(stem)["programmes"]}
    assert not found & {"最后一公里", "四个意识", "四个自信", "两个维护", "关键少数", "五老", "后半篇文章"}


def test_only_planned_is_planned() -> None:
    plans = "在全县推行“扫码入企”,探索“芍陂夜话”工作机制。持续深化“放管服”改革。"
    stages = {
        p["name"]: p["stage"] for p in record("完成任务。", issuer="寿县人民政府", plans=plans)["programmes"]
    }
    assert stages == {"扫码入企": "planned", "芍陂夜话": "planned", "放管服改革": "implemented"}


@pytest.mark.parametrize(
    "text, expected",
    [
        # a worn word with the name of a campaign or reform behind it
        ("深化“最后一公里”攻坚行动。", ["最后一公里攻坚行动"]),
        ("深化“421”科技创新体系建设。", ["421科技创新体系"]),
        ("探索“不照面”网上服务。", ["不照面"]),
        ("大力实施“七大攻坚”。", ["七大攻坚"]),
        # rows, of which only the first stands behind a verb
        ("开展“芍陂一号”、校企“芍陂二号”。", ["芍陂一号", "芍陂二号"]),
        ("实施农田提质改造行动、河道清淤攻坚行动。", ["农田提质改造行动", "河道清淤攻坚行动"]),
        ("高校实验室提质工程有序推进。", ["高校实验室提质工程"]),
        # a title runs on behind its first telling word
        ("开展公共区域突出问题大排查大化解大整治攻坚行动。", ["公共区域突出问题大排查大化解大整治攻坚行动"]),
        ("开展生活废水综合治理和回用提质增效行动。", ["生活废水综合治理和回用提质增效行动"]),
        ("大力实施创新提质行动。", ["创新提质行动"]),
        # zones, composite reforms, what is brought into places
        ("打造国家楚文化创新试验区。", ["国家楚文化创新试验区"]),
        ("深化多田连片集成改革。", ["多田连片集成改革"]),
        ("组织反诈宣传进商圈、进校园。", ["反诈宣传进商圈、进校园"]),
        ("开展宪法宣讲、民法典进商圈等活动。", ["民法典进商圈"]),
        # a name that an honour tells of
        ("“芍陂夜话”被命名为示范项目。", ["芍陂夜话"]),
    ],
)
def test_new_ones_in_many_shapes(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推进机场改扩建工程、高速公路扩容工程。",
        "“芍陂3号”入选科技成果。",
        "落实“二十条”。",
        "推进信访工作法治化。",
        "湖南自贸试验区扩区。",
        "建设一批省级示范区。",
        "让“遇事找法”蔚然成风。",
        "新建高标准农田3万亩,改造老旧小区20个。",
    ],
)
def test_bricks_goods_and_broad_measures_are_none(text: str) -> None:
    assert names(text) == []


def test_a_paragraph_on_next_year_without_a_heading_is_about_plans() -> None:
    done = "完成任务。\n2024年,县政府将突出重点:一是推行“扫码入企”;二是持续深化“放管服”改革。"
    stages = {p["name"]: p["stage"] for p in record(done, issuer="寿县人民政府")["programmes"]}
    assert stages == {"扫码入企": "planned", "放管服改革": "implemented"}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("开展规划分区与项目联批试点。", ["规划分区与项目联批试点"]),
        ("获批中小企业数字化转型试点县。", ["中小企业数字化转型城市试点"]),
        ("该市启动楚地康养服务规范化建设试点工作,成效明显。", ["楚地康养服务规范化建设试点"]),
        ("开展试点,推进重点领域试点。", []),
        ("抓好5个新型城镇化试点。", []),
    ],
)
def test_what_is_tried_out_under_a_title_of_its_own(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        # The title goes before the known label that only says what the platform is for.
        ("建设寿春市行政执法监督云平台。", ["寿春市行政执法监督云平台"]),
        ("启动寿春市智慧水利综合平台建设。", ["寿春市智慧水利综合平台"]),
        # One name, not also its second half.
        ("开展“芍陂护秋”农资打假专项行动。", ["芍陂护秋"]),
        ("开展涉渔执法专项监督。", ["涉渔执法专项监督"]),
        # A count of firms and the products of a place are no programmes.
        ("新增专精特新“小巨人”企业14户。", []),
        ("加快“宁电入湘”建设。", []),
        ("实施生活污水治理3个“三年行动”。", []),
        ("推进楚国文学馆、美术馆等重点文化标识工程建设。", []),
        ("推进绿色矿山建设。", ["绿色矿山建设"]),
    ],
)
def test_titles_and_names_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert names(text) == expected
