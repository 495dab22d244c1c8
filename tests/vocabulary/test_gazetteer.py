"""Administrative divisions: the data, the names, what they mean where and when."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.model import Level, Place
from kg.paths import ontology_dir
from kg.vocabulary import Vocabulary
from kg.vocabulary.gazetteer import Division, Gazetteer, strip_level

Row = dict[str, str]


@pytest.fixture(scope="module")
def gazetteer(vocabulary: Vocabulary) -> Gazetteer:
    return vocabulary.gazetteer


def rows(name: str) -> list[Row]:
    with (ontology_dir() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def regions() -> list[Row]:
    return rows("regions.csv")


# ---- the data


def test_codes_are_well_formed_and_every_parent_exists(regions: list[Row]) -> None:
    levels = {row["code"]: row["level"] for row in regions}
    allowed = {
        "province": {None},
        "prefecture": {"province"},
        "county": {"prefecture", "province"},
        "zone": {"prefecture", "province"},
    }
    for row in regions:
        assert re.fullmatch(r"[1-8]\d{5}", row["code"]), row
        assert levels.get(row["parent"]) in allowed[row["level"]], row
        assert not row["parent"] or row["parent"][:2] == row["code"][:2], row
        if row["level"] == "province":
            assert row["code"].endswith("0000"), row
        if row["level"] == "prefecture":
            assert row["code"].endswith("00") and not row["code"].endswith("0000"), row


def test_the_number_of_divisions_is_that_of_the_country(regions: list[Row]) -> None:
    present = Counter(row["level"] for row in regions if not row["valid_to"])
    assert present["province"] == 34
    # 333 prefectures in 2023; counties were 2,843 to 2,851 in the years since 2010.
    assert present["prefecture"] == 333
    assert 2840 <= present["county"] <= 2900


def test_years_and_positions_lie_in_their_bounds(regions: list[Row]) -> None:
    for row in regions:
        start, end = int(row["valid_from"] or 1949), int(row["valid_to"] or 2030)
        assert 1949 <= start <= end <= 2030, row
        assert bool(row["lat"]) == bool(row["lon"]), row
        if row["lat"]:
            assert 3 < float(row["lat"]) < 54 and 73 < float(row["lon"]) < 136, row


def overlap(a: Row, b: Row) -> bool:
    start = max(int(a["valid_from"] or 0), int(b["valid_from"] or 0))
    return start < min(int(a["valid_to"] or 9999), int(b["valid_to"] or 9999))


def test_a_code_has_one_name_at_a_time(regions: list[Row]) -> None:
    by_code = defaultdict(list)
    for row in regions:
        by_code[row["code"]].append(row)
    shared = [pair for same in by_code.values() for pair in combinations(same, 2)]
    assert shared, "renamed divisions keep their code"
    assert [pair for pair in shared if overlap(*pair)] == []


def test_names_are_unique_among_siblings_of_a_year(regions: list[Row]) -> None:
    siblings = defaultdict(list)
    for row in regions:
        for name in {row["name"], row["short"]} - {""}:
            siblings[row["parent"], name].append(row)
    clashes = {
        (name, frozenset(row["name"] for row in pair))
        for (_, name), same in siblings.items()
        for pair in combinations(same, 2)
        if overlap(*pair)
    }
    # Pairs of city and county, or district and county, that differ by the level word alone.
    assert clashes == {
        ("井陉", frozenset({"井陉矿区", "井陉县"})),
        ("宣化", frozenset({"宣化区", "宣化县"})),
        ("伊宁", frozenset({"伊宁市", "伊宁县"})),
    }


def test_short_names_have_two_characters_at_least(regions: list[Row]) -> None:
    short = [row for row in regions if row["short"]]
    assert len(short) > 2500
    assert [row["name"] for row in short if len(row["short"]) < 2] == []
    official = [row for row in short if row["level"] != "zone"]
    assert [row["name"] for row in official if not row["name"].startswith(row["short"])] == []


def test_townships_lie_in_a_county_and_are_found_under_it(gazetteer: Gazetteer) -> None:
    towns = rows("townships.csv")
    assert len(towns) > 40_000
    for town in towns:
        assert re.fullmatch(r"\d{9}", town["code"]), town
        place = gazetteer.township(town["name"], town["county"])
        assert place is not None, town
        assert place.code == town["code"]
        assert place.level is Level.TOWNSHIP
        assert place.chain.split("/")[-2] == gazetteer.by_code[town["county"]].name
        assert gazetteer.place(town["code"]) == place


def test_abbreviations_stand_for_the_provinces(gazetteer: Gazetteer) -> None:
    assert gazetteer.abbreviations["湘"] == "430000"
    assert gazetteer.abbreviations["苏"] == "320000"
    assert {gazetteer.abbreviations["黔"], gazetteer.abbreviations["贵"]} == {"520000"}
    provinces = {code for code, division in gazetteer.by_code.items() if division.level is Level.PROVINCE}
    assert set(gazetteer.abbreviations.values()) == provinces
    assert all(len(name) == 1 for name in gazetteer.abbreviations)
    # One character is too little to be found in running text.
    assert list(gazetteer.find("湘赣边")) == [(0, 3, "湘赣边")]
    assert list(gazetteer.find("湘菜")) == []


# ---- what a name means


@pytest.mark.parametrize(
    ("name", "context", "year", "code"),
    [
        # 海门市 became 海门区 in 2020, and got another code.
        ("海门市", None, 2019, "320684"),
        ("海门市", None, 2023, "320684"),
        ("海门区", None, 2023, "320614"),
        ("海门", None, 2019, "320684"),
        ("海门", None, 2023, "320614"),
        ("海门", None, 2020, "320614"),
        ("海门", None, None, "320614"),
        ("海门", "320600", 2015, "320684"),
        ("海门", "320600", 2020, "320614"),
        # A renamed division keeps its code.
        ("庐山区", None, 2012, "360402"),
        ("濂溪区", None, 2020, "360402"),
        # Namesakes: 鼓楼区 in four cities.
        ("鼓楼区", None, None, None),
        ("鼓楼区", "430000", None, None),
        ("鼓楼区", "320100", None, "320106"),
        ("鼓楼区", "320300", None, "320302"),
        ("鼓楼区", "350100", None, "350102"),
        ("鼓楼区", "350000", None, "350102"),
        ("鼓楼区", "320000", None, None),
        ("鼓楼区", "320106", None, "320106"),
        ("鼓楼区", "320102", None, "320106"),
        # The higher of two namesakes.
        ("吉林", None, None, "220000"),
        ("吉林市", None, None, "220200"),
        ("朝阳", None, None, "211300"),
        ("朝阳区", "110000", None, "110105"),
        ("朝阳区", "220100", None, "220104"),
        # Names that lasted go before names that ended; of two that last none is taken.
        ("宣化", None, None, "130705"),
        ("宣化", None, 2010, None),
        ("伊宁", None, None, None),
        ("长三角", None, None, None),
        ("不存在市", None, None, None),
    ],
)
def test_resolve(
    name: str, context: str | None, year: int | None, code: str | None, gazetteer: Gazetteer
) -> None:
    place = gazetteer.place(context) if context else None
    found = gazetteer.resolve(name, place, year)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "context", "year", "chain", "code"),
    [
        ("南通市海门区包场镇人民政府", None, 2023, "江苏省/南通市/海门区/包场镇", "320614108"),
        ("江苏省南通市海门区", None, 2023, "江苏省/南通市/海门区", "320614"),
        ("海门市人民政府", None, 2018, "江苏省/南通市/海门市", "320684"),
        ("中共醴陵市委", None, None, "湖南省/株洲市/醴陵市", "430281"),
        ("醴陵市来龙门街道办事处", None, None, "湖南省/株洲市/醴陵市/来龙门街道", "430281006"),
        ("南京市鼓楼区司法局", None, None, "江苏省/南京市/鼓楼区", "320106"),
        ("徐州市鼓楼区司法局", None, None, "江苏省/徐州市/鼓楼区", "320302"),
        ("鼓楼区司法局", "350100", None, "福建省/福州市/鼓楼区", "350102"),
        ("鼓楼区司法局", None, None, None, None),
        # Townships: in the context's own county first, unknown ones without a code.
        ("包场镇人民政府", "320614", None, "江苏省/南通市/海门区/包场镇", "320614108"),
        ("包场镇人民政府", "320600", None, "江苏省/南通市/海门区/包场镇", "320614108"),
        ("包场镇人民政府", "350423", None, None, None),
        ("包场镇人民政府", None, None, None, None),
        ("醴陵市某某镇人民政府", None, None, "湖南省/株洲市/醴陵市/某某镇", None),
        # Cities without counties.
        ("东莞市虎门镇", None, None, "广东省/东莞市/虎门镇", "441900121"),
        ("嘉峪关市新城镇", None, None, "甘肃省/嘉峪关市/新城镇", "620201100"),
        # No townships, though they end like one.
        ("清流县住房和城乡建设局", None, None, "福建省/三明市/清流县", "350423"),
        ("清流县乡镇企业局", None, None, "福建省/三明市/清流县", "350423"),
        ("清流县城镇管理局", None, None, "福建省/三明市/清流县", "350423"),
        # The text must begin with it.
        ("关于醴陵市的报告", None, None, None, None),
        ("市司法局", "430281", None, None, None),
        ("", None, None, None, None),
    ],
)
def test_spell_out(
    text: str,
    context: str | None,
    year: int | None,
    chain: str | None,
    code: str | None,
    gazetteer: Gazetteer,
) -> None:
    found = gazetteer.spell_out(text, gazetteer.place(context) if context else None, year)
    assert (found.chain if found else None) == chain
    assert (found.code if found else None) == code


def test_spell_out_anywhere(gazetteer: Gazetteer) -> None:
    liling = Place("湖南省/株洲市/醴陵市", Level.COUNTY, "430281")
    assert gazetteer.spell_out("关于醴陵市2023年度的报告", anywhere=True) == liling
    # What does not touch the first name is passed over.
    assert gazetteer.spell_out("关于株洲市和醴陵市的报告", anywhere=True) == gazetteer.place("430200")


def test_find_is_longest_first_and_keeps_offsets(gazetteer: Gazetteer) -> None:
    text = "海门区委、乌鲁木齐市、吉林市、吉林省和长江三角洲"
    found = list(gazetteer.find(text))
    assert [name for _, _, name in found] == ["海门区", "乌鲁木齐市", "吉林市", "吉林省", "长江三角洲"]
    assert all(text[start:end] == name for start, end, name in found)


# ---- chains


def test_chains_run_from_the_province_down(gazetteer: Gazetteer) -> None:
    assert [d.name for d in gazetteer.ancestors("430281")] == ["醴陵市", "株洲市", "湖南省"]
    assert gazetteer.place("430000") == Place("湖南省", Level.PROVINCE, "430000")
    assert gazetteer.place("430281", ("白兔潭镇", "某村")) == Place(
        "湖南省/株洲市/醴陵市/白兔潭镇/某村", Level.VILLAGE
    )
    assert gazetteer.place("110101") == Place("北京市/东城区", Level.COUNTY, "110101")


@pytest.mark.parametrize("code", ["999999", "320614999"])
def test_there_is_no_place_for_an_unknown_code(code: str, gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError):
        gazetteer.place(code)


def test_children_and_what_lies_in_what(gazetteer: Gazetteer) -> None:
    assert {"醴陵市", "天元区", "攸县"} <= {d.name for d in gazetteer.children("430200")}
    assert gazetteer.children("430281") == []
    assert gazetteer.lies_in("清流县", "三明市")
    assert gazetteer.lies_in("清流", "福建")
    assert not gazetteer.lies_in("清流县", "南平市")
    assert not gazetteer.lies_in("清流县", "清流县")


def test_counties_near(gazetteer: Gazetteer) -> None:
    assert gazetteer.counties_near(None) == []
    assert gazetteer.counties_near(Place("某地", Level.COUNTY)) == []
    assert gazetteer.counties_near(gazetteer.place("350423")) == ["350423"]
    assert gazetteer.counties_near(gazetteer.place("320614108")) == ["320614"]
    assert gazetteer.counties_near(gazetteer.place("430000")) == []
    near = gazetteer.counties_near(gazetteer.place("430200"))
    assert near[0] == "430200" and "430281" in near


def test_a_township_named_like_another_near_is_not_told(gazetteer: Gazetteer) -> None:
    counties = gazetteer.counties_near(gazetteer.place("430200"))
    names = Counter(name for county in counties for name in gazetteer.townships.get(county, {}))
    once = next(name for name, count in names.items() if count == 1)
    assert gazetteer.near_township(once, gazetteer.place("430200")) is not None
    small = Gazetteer(
        [
            Division("430200", "株洲市", Level.PREFECTURE, None, "株洲"),
            Division("430281", "醴陵市", Level.COUNTY, "430200", "醴陵"),
            Division("430223", "攸县", Level.COUNTY, "430200", ""),
        ],
        {"430281": {"城关镇": "430281001"}, "430223": {"城关镇": "430223001"}},
        [],
        {},
    )
    assert small.near_township("城关镇", small.place("430200")) is None
    assert small.near_township("城关镇", small.place("430223")) == small.place("430223001")


def test_what_lasts_goes_first_whatever_its_code() -> None:
    gazetteer = Gazetteer(
        [
            Division("320600", "南通市", Level.PREFECTURE, None, "南通"),
            Division("320601", "甲县", Level.COUNTY, "320600", "甲乙", valid_to=2020),
            Division("320602", "甲区", Level.COUNTY, "320600", "甲乙", valid_from=2020),
        ],
        {},
        [],
        {},
    )
    for context in (None, gazetteer.place("320600")):
        codes = [
            found.code
            for year in (2019, 2020, 2021, None)
            if (found := gazetteer.resolve("甲乙", context, year))
        ]
        assert codes == ["320601", "320602", "320602", "320602"]


@pytest.mark.parametrize(
    ("name", "stripped"),
    [
        ("株洲市", "株洲"),
        ("清流县", "清流"),
        ("内蒙古自治区", "内蒙古"),
        ("湘西土家族苗族自治州", "湘西土家族苗族"),
        ("香港特别行政区", "香港"),
        ("大兴安岭地区", "大兴安岭"),
        ("攸县", "攸县"),
        ("市区", "市区"),
        ("长三角", "长三角"),
    ],
)
def test_strip_level(name: str, stripped: str) -> None:
    assert strip_level(name) == stripped


def test_existence_by_year() -> None:
    division = Division("320684", "海门市", Level.COUNTY, "320600", "海门", valid_from=1994, valid_to=2020)
    assert [division.existed(year) for year in (1993, 1994, 2020, 2021, None)] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert [division.outlasted(year) for year in (2019, 2020, None)] == [True, False, False]


# ---- broken files


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "regions.csv",
            "430281,醴陵市,城市,430200,醴陵,,,,",
            "regions.csv, line 5: '城市' is not a valid Level",
        ),
        (
            "regions.csv",
            "430282,某市,county,430200,某,北,,,",
            "regions.csv, line 5: could not convert string to float",
        ),
        (
            "regions.csv",
            "430282,某市,county,430200,某,,,去年,",
            "regions.csv, line 5: invalid literal for int",
        ),
        (
            "regions.csv",
            "430282,某市,county,430299,某,,,,",
            "regions.csv: 430282 lies in 430299, which is missing",
        ),
        ("regions.csv", "430282,某市", "regions.csv, line 5: not the columns code, name"),
        ("townships.csv", "430299001,某镇,430299", "townships.csv: regions.csv has no 430299"),
        ("townships.csv", "430281001", "townships.csv, line 3: not the columns code, name, county"),
        ("areas.csv", "赣,abbreviation,360000", "areas.csv: regions.csv has no 360000"),
        ("areas.csv", "赣,hamlet,", "areas.csv, line 4: no kind of area: hamlet"),
    ],
)
def test_a_broken_line_is_named(name: str, content: str, message: str, small: Path) -> None:
    with (small / name).open("a", encoding="utf-8") as file:
        file.write(content + "\n")
    with pytest.raises(VocabularyError) as caught:
        Gazetteer.load(small)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("name", ["regions.csv", "townships.csv", "areas.csv"])
def test_a_missing_file_or_wrong_columns(name: str, small: Path) -> None:
    path = small / name
    path.write_text("甲,乙\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"^{name}, line 1: not the columns"):
        Gazetteer.load(small)
    path.write_bytes("株洲市".encode("gbk"))
    with pytest.raises(VocabularyError, match=rf"^{name}: .*can't decode"):
        Gazetteer.load(small)
    path.unlink()
    with pytest.raises(VocabularyError, match=rf"^{name}: .*No such file"):
        Gazetteer.load(small)


def test_the_small_gazetteer_holds_together(small: Path) -> None:
    gazetteer = Gazetteer.load(small)
    assert gazetteer.by_code["430281"] == Division(
        "430281", "醴陵市", Level.COUNTY, "430200", "醴陵", valid_from=1985
    )
    assert gazetteer.by_code["430200"].latitude == 27.8
    assert gazetteer.areas == {"长株潭"}
    assert gazetteer.abbreviations == {"湘": "430000"}
    assert gazetteer.townships == {"430281": {"来龙门街道": "430281006"}}


def test_special_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.special.cities["深"] == "440300"
    known = gazetteer.well_known
    town, village, area = known("乌镇"), known("十八洞村"), known("湘江新区")
    assert town is not None and town.chain == "浙江省/嘉兴市/桐乡市/乌镇镇"
    assert village is not None and village.chain.endswith("花垣县/双龙镇/十八洞村")
    assert village.level is Level.VILLAGE
    assert area is not None and area.chain == "湖南湘江新区"
    assert known("某地") is None


def test_a_township_named_like_a_county_elsewhere_is_read_behind_its_own(gazetteer: Gazetteer) -> None:
    place = gazetteer.spell_out("柳城县大埔镇")
    assert place is not None and place.chain == "广西壮族自治区/柳州市/柳城县/大埔镇"
