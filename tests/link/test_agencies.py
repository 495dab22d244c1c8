from __future__ import annotations

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, SHANGQIU, by_surface, place, said, seed, vocabulary

from kg.link.agencies import name_body

V = vocabulary()


def full(name: str, report: str | None, year: int = 2023) -> str | None:
    body = name_body(name, place(report) if report else None, year, V)
    return body.name if body else None


@pytest.mark.parametrize(
    "printed, report, name",
    [
        ("市司法局", "醴陵市", "醴陵市司法局"),
        ("市司法局", "商丘市", "商丘市司法局"),
        ("市委", "醴陵市", "中共醴陵市委员会"),
        ("中共株洲市委", "醴陵市", "中共株洲市委员会"),
        ("市政府", "商丘市", "商丘市人民政府"),
        ("市委依法治市办", "清流县", "中共三明市委全面依法治市委员会办公室"),
        ("市委依法治市办", "醴陵市", "中共醴陵市委全面依法治市委员会办公室"),
        ("依法治市办", "醴陵市", "中共醴陵市委全面依法治市委员会办公室"),
        ("区委", "南通市海门区包场镇", "中共南通市海门区委员会"),
        ("镇党委", "南通市海门区包场镇", "中共南通市海门区包场镇委员会"),
        ("县委常委会", "清流县", "中共清流县委员会常务委员会"),
        ("县政协", "清流县", "中国人民政治协商会议清流县委员会"),
        ("市法院", "商丘市", "商丘市中级人民法院"),
        ("县法院", "清流县", "清流县人民法院"),
        ("市住建局", "醴陵市", "醴陵市住房和城乡建设局"),
        ("县卫健局", "清流县", "清流县卫生健康局"),
        ("省税务局", "清流县", "国家税务总局福建省税务局"),
        ("省公安厅", "商丘市", "河南省公安厅"),
        ("旗委", "乌审旗", "中共乌审旗委员会"),
        ("司法部", "清流县", "中华人民共和国司法部"),
        ("街道党工委", "济南市历下区泉城路街道", "中共济南市历下区泉城路街道工作委员会"),
        ("自治区大数据发展局", "柳州市", "广西壮族自治区大数据发展局"),
        ("旗政务服务局", "乌审旗", "乌审旗政务服务局"),
        ("县文体和旅游局", "清流县", "清流县文体和旅游局"),
        ("县文旅局", "清流县", "清流县文化和旅游局"),
        ("国务院", "清流县", "国务院"),
        ("醴陵市司法局", None, "醴陵市司法局"),
    ],
)
def test_full_official_names(printed: str, report: str | None, name: str) -> None:
    assert full(printed, report) == name


@pytest.mark.parametrize(
    "printed, report",
    [("县司法局", "商丘市"), ("镇政府", "清流县"), ("很多单位", "清流县"), ("市司法局审核", "清流县")],
)
def test_whose_body_cannot_be_told_is_none(printed: str, report: str) -> None:
    assert full(printed, report) is None


def test_the_printed_name_is_among_the_aliases() -> None:
    body = name_body("市城管局", place("醴陵市"), 2023, V)
    assert body is not None and "醴陵市城管局" in body.aliases
    body = name_body("市委", place("醴陵市"), 2023, V)
    assert body is not None and {"醴陵市委", "中共醴陵市委"} <= set(body.aliases)


def test_one_body_of_two_regions_has_two_iris() -> None:
    one, other = (name_body("市司法局", place(report), 2023, V) for report in ("醴陵市", "商丘市"))
    assert one is not None and other is not None
    assert one.iri.endswith("agency/430281-si-fa-xing-zheng")
    assert other.iri.endswith("agency/411400-si-fa-xing-zheng")


def test_a_former_body_is_not_its_successor() -> None:
    old, new = (name_body(name, place("商丘市"), 2023, V) for name in ("市工商局", "市市场监管局"))
    assert old is not None and new is not None
    assert old.iri != new.iri


def test_districts_of_one_city_are_never_merged() -> None:
    iris = {name_body(f"{d}司法局", place("杭州市"), 2023, V) for d in ("余杭区", "临平区")}
    assert {body.name for body in iris if body} == {"杭州市余杭区司法局", "杭州市临平区司法局"}
    assert len({body.iri for body in iris if body}) == 2


def test_our_own_bureau() -> None:
    found = by_surface(said("我局加强管理,局党组召开会议,本局严格执法。", issuer="寿县司法局").agencies)
    assert (found["我局"], found["本局"], found["局党组"]) == (
        "寿县司法局",
        "寿县司法局",
        "中共寿县司法局党组",
    )
    found = by_surface(said("我局加强管理。", issuer="寿县人民政府").agencies)
    assert "我局" not in found


def test_mentions_of_one_body_are_one_agency_with_all_its_surfaces() -> None:
    (agency,) = [
        a
        for a in said("寿县司法局牵头,县司法局落实,县司法局总结。", issuer="寿县人民政府").agencies
        if a.name == "寿县司法局"
    ]
    assert [m.surface for m in agency.mentions] == ["寿县司法局", "县司法局", "县司法局"]
    assert [m.span.start for m in agency.mentions] == sorted(m.span.start for m in agency.mentions)


def test_a_firm_goes_by_its_own_name() -> None:
    (firm,) = [
        a for a in said("与江苏东洲律师事务所签订协议。", issuer="寿县人民政府").agencies if "律师" in a.name
    ]
    assert firm.name == "江苏东洲律师事务所"


@pytest.mark.parametrize(
    "stem, surface, name",
    [
        (LILING, "市司法局", "醴陵市司法局"),
        (LILING, "市委", "中共醴陵市委员会"),
        (LILING, "省委", "中共湖南省委员会"),
        (LILING, "市城管局", "醴陵市城市管理和综合执法局"),
        (LILING, "国瓷街道", "醴陵市国瓷街道办事处"),
        (LILING, "依法治市办", "中共醴陵市委全面依法治市委员会办公室"),
        (BAOCHANG, "区委", "中共南通市海门区委员会"),
        (BAOCHANG, "镇党委", "中共南通市海门区包场镇委员会"),
        (SHANGQIU, "市政府", "商丘市人民政府"),
        (SHANGQIU, "省司法厅", "河南省司法厅"),
        (QINGLIU, "市委依法治市办", "中共三明市委全面依法治市委员会办公室"),
        (QINGLIU, "县委依法治县办", "中共清流县委全面依法治县委员会办公室"),
        (EZHOU, "我局", "鄂州市行政审批局"),
        (EZHOU, "市委依法治市办", "中共鄂州市委全面依法治市委员会办公室"),
    ],
)
def test_in_the_seeds(stem: str, surface: str, name: str) -> None:
    assert by_surface(seed(stem).agencies)[surface] == name


def test_no_agency_is_named_with_its_region_twice() -> None:
    for stem in (LILING, BAOCHANG, SHANGQIU, QINGLIU, EZHOU):
        for agency in seed(stem).agencies:
            if agency.place is not None:
                assert agency.name.count(agency.place.name) <= 1


@pytest.mark.parametrize(
    "report, printed, name",
    [
        ("济南市历下区泉城路街道", "泉城路司法所", "济南市历下区司法局泉城路司法所"),
        ("济南市历下区泉城路街道", "泉城路派出所", "济南市公安局历下区分局泉城路派出所"),
    ],
)
def test_an_outpost_is_named_with_its_bureau(report: str, printed: str, name: str) -> None:
    assert by_surface(said(f"与{printed}开展巡查。", issuer=f"{report}办事处").agencies)[printed] == name


def test_a_committee_of_a_community_whose_name_begins_like_a_level() -> None:
    text = "工作成效显著。县西巷社区人民调解委员会获评先进。"
    found = by_surface(said(text, issuer="济南市历下区泉城路街道办事处").agencies)
    assert found["县西巷社区人民调解委员会"].endswith("泉城路街道县西巷社区人民调解委员会")


def test_only_townships_have_a_judicial_station() -> None:
    assert full("济南市司法所", "济南市") is None


def test_an_organisation_of_the_vocabulary_is_one_in_all_reports() -> None:
    found = [
        [a for a in said("比亚迪项目建成投产。", issuer=issuer).agencies if "比亚迪" in a.name]
        for issuer in ("寿县人民政府", "商丘市人民政府")
    ]
    [[one], [other]] = found
    assert one.iri == other.iri and one.name == "比亚迪股份有限公司"
    assert one.place is not None and one.place.chain == "广东省"


def test_a_firm_is_one_in_the_reports_of_two_regions() -> None:
    text = "与江苏东洲律师事务所签订协议,在江南时报发表。"
    found = [
        {a.name: a for a in said(text, issuer=issuer).agencies}
        for issuer in ("寿县人民政府", "商丘市人民政府")
    ]
    for name in ("江苏东洲律师事务所", "江南时报社"):
        assert found[0][name].iri == found[1][name].iri
    home = found[0]["江苏东洲律师事务所"].place
    assert home is not None and home.chain == "江苏省"


def test_a_section_of_the_issuing_body() -> None:
    text = "摸底结束后,大数据管理科先后组织编制方案,相关业务科负责落实。"
    found = by_surface(said(text, issuer="寿县司法局").agencies)
    assert found["大数据管理科"] == "寿县司法局大数据管理科"
    assert "相关业务科" not in found
    assert "大数据管理科" not in by_surface(said(text, issuer="寿县人民政府").agencies)
