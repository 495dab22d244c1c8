"""Rows from the store, and names that people type."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.namespaces import PREFIXES
from kg.spread.facts import Facts, PlaceRow, ProgrammeRow, ReportRow, load_facts

SMALL = Path(__file__).parent.parent / "fixtures" / "small.trig"
REGION, PROGRAMME = PREFIXES["region"], PREFIXES["programme"]


@pytest.fixture(scope="module")
def facts() -> Facts:
    store = ox.Store()
    store.bulk_load(SMALL.read_bytes(), format=ox.RdfFormat.TRIG)
    return load_facts(store)


def test_places_know_what_is_above_them(facts: Facts) -> None:
    liling = facts.places[REGION + "430281"]
    assert (liling.name, liling.level, liling.code) == ("醴陵市", "county", "430281")
    assert (liling.province, liling.prefecture) == (REGION + "430000", REGION + "430200")
    assert (liling.latitude, liling.longitude) == (27.657873, 113.507157)
    zhuzhou, hunan = facts.places[REGION + "430200"], facts.places[REGION + "430000"]
    assert (zhuzhou.province, zhuzhou.prefecture) == (REGION + "430000", None)
    assert (hunan.province, hunan.prefecture) == (None, None)
    town = facts.places[REGION + "x-0123456789ab"]
    assert (town.code, town.province, town.prefecture) == (None, REGION + "350000", REGION + "350400")


def test_an_adoption_has_the_sentence_and_not_the_bare_name(facts: Facts) -> None:
    (row,) = (a for a in facts.adoptions if a.since == 2021)
    assert row.quote == "自2021年起健全行刑衔接机制,移送涉嫌犯罪案件12件。"
    assert row.section == "一、主要举措 > (二)执法"
    assert (row.year, row.stage, row.region) == (2023, "implemented", REGION + "430281")
    assert [facts.agencies[iri] for iri in row.agencies] == ["醴陵市司法局"]
    assert facts.reports[row.report].source == "seeds/430281-2023-fc91a61e.txt"
    assert facts.reports[row.report].issued == "2024-01-15"


def test_programmes_observations_and_awards(facts: Facts) -> None:
    known = facts.programmes[PROGRAMME + "xing-xing-xian-jie"]
    assert known == ProgrammeRow(known.iri, "行刑衔接", ("行刑衔接", "两法衔接"), "mechanism", (), 2001)
    assert facts.programmes[PROGRAMME + "x-aaaaaaaaaaaa"].candidate
    (tied,) = (o for o in facts.observations if o.programme == known.iri and o.value == 12)
    assert (tied.indicator_text, tied.unit, tied.quote) == ("移送涉嫌犯罪案件", "件", "移送涉嫌犯罪案件12件")
    (award,) = (a for a in facts.awards if a.programme == known.iri)
    assert (award.name, award.level, award.year) == ("全国优秀案例", "national", None)


def test_tied_only_leaves_out_other_observations() -> None:
    store = ox.Store()
    store.bulk_load(SMALL.read_bytes(), format=ox.RdfFormat.TRIG)
    every, tied = load_facts(store), load_facts(store, tied_only=True)
    assert set(tied.observations) == {row for row in every.observations if row.programme}
    assert tied.adoptions == every.adoptions


@pytest.mark.parametrize("name", ["行刑衔接", "“两法衔接”", "programme:xing-xing-xian-jie"])
def test_a_programme_is_found_by_any_of_its_names(facts: Facts, name: str) -> None:
    assert facts.find_programme(name).iri == PROGRAMME + "xing-xing-xian-jie"


@pytest.mark.parametrize(
    "name",
    ["醴陵市", "醴陵", "430281", "region:430281", REGION + "430281", "株洲市/醴陵市", "湖南省株洲市醴陵市"],
)
def test_a_region_is_found_by_any_of_its_names(facts: Facts, name: str) -> None:
    assert facts.find_region(name).iri == REGION + "430281"


def test_unknown_names_get_the_nearest(facts: Facts) -> None:
    with pytest.raises(UsageError, match="did you mean 行刑衔接"):
        facts.find_programme("行刑街接")
    with pytest.raises(UsageError, match="did you mean 醴陵市"):
        facts.find_region("醴陵县")
    with pytest.raises(UsageError, match=r"no region in this graph is called ''$"):
        facts.find_region("")


def _places(*rows: tuple[str, str, str], reporting: tuple[str, ...] = ()) -> Facts:
    places = {iri: PlaceRow(iri, chain.rsplit("/", 1)[-1], chain, level) for iri, chain, level in rows}
    reports = {iri + "r": ReportRow(iri + "r", "", iri, 2020) for iri in reporting}
    return Facts(places, reports)


def test_one_name_of_several_regions() -> None:
    rows = (("a", "福建省/福州市/鼓楼区", "county"), ("b", "江苏省/南京市/鼓楼区", "county"))
    with pytest.raises(UsageError, match=r"any of 2 regions: 江苏省/南京市/鼓楼区, 福建省/福州市/鼓楼区"):
        _places(*rows).find_region("鼓楼区")
    assert _places(*rows, reporting=("b",)).find_region("鼓楼区").iri == "b"
    assert _places(*rows).find_region("福州市鼓楼区").iri == "a"


def test_a_short_name_means_the_highest_level() -> None:
    rows = (("a", "湖南省/长沙市/长沙县", "county"), ("b", "湖南省/长沙市", "prefecture"))
    assert _places(*rows, reporting=("a",)).find_region("长沙").iri == "b"
    far = _places(("c", "广西壮族自治区", "province"), ("d", "湖北省/恩施土家族苗族自治州", "prefecture"))
    assert far.find_region("广西").iri == "c"
    assert far.find_region("恩施").iri == "d"


def test_a_known_programme_goes_before_a_candidate() -> None:
    rows = [
        ProgrammeRow("x", "林长制", ("林长制",), candidate=True),
        ProgrammeRow("y", "林长制", ("林长制",)),
    ]
    assert Facts(programmes={row.iri: row for row in rows}).find_programme("林长制").iri == "y"
