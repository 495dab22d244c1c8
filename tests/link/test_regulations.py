from __future__ import annotations

import pytest
from samples import EZHOU, QINGLIU, said, seed

from kg.link.regulations import kind_of
from kg.model import Regulation


def regulations(text: str) -> tuple[Regulation, ...]:
    return said(text, issuer="寿县人民政府").regulations


def test_short_and_full_name_of_a_law_are_one() -> None:
    (law,) = regulations("学习《中华人民共和国民法典》,开展民法典宣传,贯彻《民法典》。")
    assert law.title == "中华人民共和国民法典"
    assert law.known and law.kind == "law"
    assert "民法典" in law.aliases
    assert [m.surface for m in law.mentions] == ["《中华人民共和国民法典》", "民法典", "《民法典》"]


def test_editions_and_years_are_aliases() -> None:
    (plan,) = regulations("制定《寿县行政执法协作办法(试行)》,落实《寿县行政执法协作办法》。")
    assert plan.title == "寿县行政执法协作办法"
    assert "寿县行政执法协作办法(试行)" in plan.aliases
    assert not plan.known and plan.iri.rsplit("/", 1)[-1].startswith("x-")


def test_a_year_in_the_title_tells_two_documents_apart() -> None:
    found = regulations("印发《寿县2022年工作要点》《寿县2023年工作要点》。")
    assert {r.title for r in found} == {"寿县2022年工作要点", "寿县2023年工作要点"}
    assert len({r.iri for r in found}) == 2


def test_the_strongest_role_counts_but_no_county_enacts_a_law() -> None:
    (own,) = regulations("学习《寿县停车管理办法》,出台《寿县停车管理办法》。")
    assert own.role == "enacted"
    (law,) = regulations("印发《中华人民共和国行政处罚法》读本。")
    assert law.role == "cited"


def test_the_end_of_a_longer_title_is_that_title() -> None:
    found = regulations("起草《寿县信息化项目实施细则》等文件,拟提请审议《实施细则》。")
    assert [r.title for r in found] == ["寿县信息化项目实施细则"]
    assert [m.surface for m in found[0].mentions] == ["《寿县信息化项目实施细则》", "《实施细则》"]


def test_two_regions_documents_of_one_name_are_two() -> None:
    found = regulations("学习《六安市停车管理办法》《淮南市停车管理办法》。")
    assert len({r.iri for r in found}) == 2


@pytest.mark.parametrize(
    "title, kind",
    [
        ("法治政府建设实施纲要", "plan"),
        ("寿县工作方案", "plan"),
        ("寿县年度工作要点", "plan"),
        ("突发事件总体应急预案", "plan"),
        ("政府信息公开年度报告", "report"),
        ("未成年人保护法", "law"),
        ("商丘市城市绿化条例", "local_regulation"),
        ("河南省规章管理办法", "rule"),
        ("商丘市政务云管理办法", "normative"),
        ("普法责任清单", "normative"),
        ("停车收费办法", "normative"),
        ("关于加强管理的通知", "normative"),
    ],
)
def test_kinds_by_the_end_of_the_title(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_in_the_seeds() -> None:
    titles = {r.title: r for r in seed(EZHOU).regulations}
    assert "实施细则" not in titles and "鄂州市新型智慧城市信息化项目实施细则" in titles
    assert "鄂州市法治宣传教育第八个五年规划" in titles
    (code,) = [r for r in seed(QINGLIU).regulations if r.title == "中华人民共和国民法典"]
    assert len(code.mentions) >= 4


def test_in_order_of_their_first_mention() -> None:
    found = seed(EZHOU).regulations
    starts = [r.mentions[0].span.start for r in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text, title",
    [
        ("严格执行县政府工作规则。", "寿县人民政府工作规则"),
        ("县国土空间总体规划获批。", "寿县国土空间总体规划"),
        ("落实省海岸带空间规划。", "安徽省海岸带空间规划"),
        ("出台“科技金融十五条”。", "科技金融十五条"),
        ("公布县级行政许可事项清单。", "县级行政许可事项清单"),
        ("公布市、县两级行政许可事项清单。", "市、县两级行政许可事项清单"),
    ],
)
def test_a_bare_level_word_before_a_title_is_the_place(text: str, title: str) -> None:
    assert [r.title for r in regulations(text)] == [title]


def test_the_text_says_what_kind_it_is() -> None:
    (own,) = regulations("市政府出台规章《六安市工业遗产保护利用办法》。")
    assert own.kind == "rule"
    (plan,) = regulations("绿心总规优化调整。")
    assert plan.kind == "plan"


@pytest.mark.parametrize(
    "text, kind",
    [
        ("公布《安徽省楚水保护办法》。", "normative"),
        ("出台《安徽省楚水保护管理办法》。", "rule"),
        ("印发《安徽省楚水保护管理办法》。", "normative"),
        ("印发《楚水工作方案》《安徽省楚水保护管理办法》。", "normative"),
        ("出台《安徽省楚水保护管理办法(试行)》。", "normative"),
        ("制定《安徽省楚水行政处罚裁量基准规定》。", "normative"),
    ],
)
def test_what_is_issued_or_on_trial_is_no_rule_of_government(text: str, kind: str) -> None:
    assert regulations(text)[-1].kind == kind
