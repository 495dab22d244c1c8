from __future__ import annotations

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, chains, said, seed, vocabulary

from kg.extract.agencies import place_names
from kg.extract.regions import RegionMention, find_regions
from kg.extract.zones import find_zones
from kg.spans import SpanSet
from kg.text import fold


def find(text: str, towns: tuple[str, ...] = ()) -> list[RegionMention]:
    folded, gazetteer = fold(text), vocabulary().gazetteer
    places = place_names(folded, gazetteer, towns)
    zones = find_zones(folded, 0, len(folded), gazetteer, places)
    return find_regions(folded, 0, len(folded), gazetteer, places, SpanSet(len(folded)), zones)


def surfaces(text: str, towns: tuple[str, ...] = ()) -> list[str]:
    return [text[m.span.start : m.span.end] for m in find(text, towns)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("组织人员赴浙江省学习。", ["浙江省"]),
        ("先后到广元市、绵阳市学习考察。", ["广元市", "绵阳市"]),
        ("赴玉环市、平湖市考察。", ["玉环市", "平湖市"]),
        ("邀请山东省和江苏省的专家。", ["山东省", "江苏省"]),
        ("建设法治商丘。", ["商丘"]),
        ("在乌审旗召开现场会。", ["乌审旗"]),
        ("与延边朝鲜族自治州结对。", ["延边朝鲜族自治州"]),
        ("服务京津冀协同发展。", ["京津冀"]),
    ],
)
def test_divisions_and_areas_by_name(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "6月召开县委常委会会议。",  # 开县
        "各项工作四平八稳。",  # 四平
        "打造四平台一中心。",
        "宁静的佳县城。",
        "与财政局和县委沟通。",  # 和县
        "为全市全县全区的群众服务,我市、本区、该镇落实。",
        "建设美丽乡村,走进农村社区,服务各村,试点村先行。",
        "各开发区、全省各工业园区、两个示范区。",
        "开发区建设提速。",
    ],
)
def test_other_words_are_no_region(text: str) -> None:
    assert surfaces(text) == []


@pytest.mark.parametrize("text", ["深入推进平安建设。", "安宁和谐的环境。", "打造通道经济和城关夜市。"])
def test_short_names_of_counties_far_away_are_words(text: str) -> None:
    assert chains(said(text, issuer="寿县人民政府").regions) == set()


def test_a_region_inside_an_agency_or_a_title_does_not_count() -> None:
    extraction = said("《浙江省行政程序办法》施行,江苏省司法厅来我县调研。", issuer="寿县人民政府")
    assert chains(extraction.regions) == set()


def test_each_division_of_a_joined_name_counts() -> None:
    assert surfaces("赴成都市武侯区考察。") == ["成都市", "成都市武侯区", "武侯区"]
    assert chains(said("赴成都市武侯区考察。").regions) == {"四川省/成都市", "四川省/成都市/武侯区"}


def test_townships_near_the_report_alone_count() -> None:
    text = "在长校镇和城关镇开展宣传。"
    assert surfaces(text, towns=("长校镇",)) == ["长校镇"]
    assert surfaces(text) == []


def test_villages_count_behind_their_township_and_in_rows() -> None:
    text = "深入长校镇河排村、林畲镇石下村等乡村开展系列活动。"
    found = find(text, towns=("长校镇", "林畲镇"))
    assert [text[m.span.start : m.span.end] for m in found] == [
        "长校镇",
        "长校镇河排村",
        "林畲镇",
        "林畲镇石下村",
    ]
    assert [m.above for m in found if m.name.endswith("村")] == ["长校镇", "林畲镇"]
    assert surfaces("先后到轧西村、河塘村调研。") == ["轧西村", "河塘村"]


def test_provinces_by_one_character_only_in_rows() -> None:
    assert surfaces("与湘鄂赣粤4省24市县区开通跨省通办业务。") == ["湘", "鄂", "赣", "粤"]
    assert surfaces("入湘企业和赣商。") == []
    assert chains(said("与湘鄂赣粤4省合作。").regions) == {"湖南省", "湖北省", "江西省", "广东省"}


def test_places_by_one_character_without_a_word_for_them_behind() -> None:
    assert surfaces("借鉴浙广深沪政务服务先进经验。") == ["浙", "广", "深", "沪"]


def test_development_zones() -> None:
    assert "苏里格经济开发区" in surfaces("在苏里格经济开发区推行联合检查。")
    assert "葛店开发区" in surfaces("鄂城区、葛店开发区分别实现了跨区通办。")
    assert surfaces("重点服务国家级经济技术开发区。") == []


def test_offsets_hold_in_the_text_as_printed() -> None:
    text = "支持醴陵市“一件事一次办”,在株洲市推开。"
    for mention in find(text):
        assert text[mention.span.start : mention.span.end] == mention.name


@pytest.mark.parametrize(
    "stem, expected",
    [
        (LILING, {"湖南省/株洲市/醴陵市/嘉树镇", "湖南省/株洲市/醴陵市/船湾镇", "湖南省/株洲市/醴陵市/来龙门街道"}),
        (BAOCHANG, {"江苏省/南通市/海门区/包场镇", "江苏省/南通市/海门区/包场镇/轧西村"}),
        (QINGLIU, {"福建省/三明市/清流县/长校镇", "福建省/三明市/清流县/长校镇/河排村"}),
        (EZHOU, {"湖北省/鄂州市/华容区", "湖北省/鄂州市/梁子湖区", "福建省/泉州市/南安市"}),
    ],
)  # fmt: skip
def test_what_the_seeds_name(stem: str, expected: set[str]) -> None:
    assert expected <= chains(seed(stem).regions)


def test_no_seed_names_the_county_that_hides_in_召开县委() -> None:
    assert not [r for r in seed(QINGLIU).regions if r.place.name in ("开县", "开州区")]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("支持杭州打造人工智能高地。", ["杭州"]),
        ("在柳东新区、阳和工业新区设立窗口。", ["柳东新区", "阳和工业新区"]),
        ("深化长三角生态绿色一体化发展示范区建设。", ["长三角生态绿色一体化发展示范区"]),
        ("推动长株潭国家自主创新示范区高质量发展。", ["长株潭国家自主创新示范区"]),
        ("支持金义都市区加快发展。", ["金义都市区"]),
        ("落实胶东经济圈一体化战略。", ["胶东经济圈"]),
        ("推进甬舟海洋经济核心区建设。", ["甬舟海洋经济核心区"]),
        ("提升之江文化产业带平台能级。", ["之江文化产业带"]),
        ("高水平建设湘江科学城。", ["湘江科学城"]),
        ("湘南湘西承接产业转移示范区加快建设。", ["湘南湘西承接产业转移示范区"]),
        ("萍乡深度融入长株潭城市群。", ["萍乡", "长株潭城市群"]),
        ("湖南自贸试验区2项成果入选。", ["湖南自贸试验区"]),
        ("中国(湖南)自由贸易试验区建设提速。", ["中国(湖南)自由贸易试验区"]),
        ("加快湘琼先进制造业共建产业园建设。", ["湘", "湘琼先进制造业共建产业园", "琼"]),
        ("推进湘赣边区域合作。", ["湘", "湘赣边区域", "赣"]),
    ],
)
def test_zones_and_areas(text: str, expected: list[str]) -> None:
    assert sorted(surfaces(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "深化开发区改革,健全园区体制,提升综合保税区能级。",
        "着力提升三大都市圈功能,做强都市圈。",
        "打造先进制造业集聚区,建设国家现代农业产业园。",
        "优化提升开发区、高新区、综保区等开放平台。",
        "推进村庄规划,改善村容村貌,开展法律进村。",
        "创新合作机制,跃上新台阶。",
        "新增城市停车泊位,菜篮子产品北京市场份额提高。",
        "宁德时代新能源项目投产,韶山管理局成立。",
        "联合开展护航柳江行动。",
        "加强巢湖流域治理,改善水质。",
        "辽宁省人民政府,在村级事务中。",
    ],
)
def test_what_only_looks_like_a_zone_a_village_or_a_place(text: str) -> None:
    assert [name for name in surfaces(text) if name != "辽宁省"] == []


def test_a_zone_beside_a_place_does_not_hide_it() -> None:
    assert surfaces("与江西、福建共建闽赣合作示范区。") == ["江西", "福建", "闽", "闽赣合作示范区", "赣"]


def test_communities_by_themselves_count_below_the_province() -> None:
    text = "在芙蓉街社区试点。县西巷社区打造议事厅。"
    assert surfaces(text) == ["芙蓉街社区", "县西巷社区"]
    assert chains(said(text, issuer="湖南省人民政府").regions) == set()


def test_a_village_behind_a_city() -> None:
    assert chains(said("益阳清溪村入选案例。", issuer="湖南省人民政府").regions) >= {"湖南省/益阳市/清溪村"}


def test_well_known_towns_and_villages_have_their_place() -> None:
    found = chains(said("世界互联网大会乌镇峰会召开,学习十八洞村经验。", issuer="寿县人民政府").regions)
    assert {
        "浙江省/嘉兴市/桐乡市/乌镇镇",
        "湖南省/湘西土家族苗族自治州/花垣县/双龙镇/十八洞村",
    } <= found


def test_a_name_that_means_something_else_elsewhere() -> None:
    assert "辽宁省/朝阳市" not in chains(said("发展朝阳产业。", issuer="寿县人民政府").regions)
    assert "辽宁省/朝阳市" in chains(said("支持朝阳发展。", issuer="辽宁省人民政府").regions)
