"""Each kind of picture shows what the tables say, with its limits in words."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from kg.errors import UsageError
from kg.spread.facts import Facts
from kg.spread.grouping import province_borders
from kg.spread.netinf import Edge, Inference
from kg.spread.pictures import picture
from kg.spread.pictures.heat import MOST_ROWS
from kg.spread.pictures.network import MOST_EDGES
from kg.spread.pictures.scene import Rect, Scene
from kg.spread.pictures.tiles import tiles
from kg.spread.pictures.words import WORDS

from ..rows import world
from ..worked import facts as worked
from .helpers import (
    inference,
    of_role,
    outside,
    overlaps,
    provinces,
    texts,
    titles,
)

SILENCE = {"zh": "没有写不等于没有做", "en": "Silence is not refusal"}


def scenes(facts: Facts, programme: str, lang: str = "zh") -> list[Scene]:
    kinds = ("adoption_curve", "heat_map", "tile_map", "timeline")
    return [
        *(picture(kind, facts, lang, programme=programme) for kind in kinds),
        *(picture(kind, facts, lang) for kind in ("heat_map", "tile_map")),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_says_what_it_counts_and_what_it_does_not(lang: str) -> None:
    for scene in [*scenes(provinces(), "最多跑一次", lang), *scenes(worked(), "两法衔接", lang)]:
        rows = texts(scene)
        assert any(row.startswith(SILENCE[lang]) for row in rows)
        assert SILENCE[lang] in scene.description
    for scene in scenes(provinces(), "最多跑一次", lang)[:4]:
        assert any({"zh": "左删失", "en": "eft-censored"}[lang] in row for row in texts(scene))
    rows = texts(picture("network", inference(), lang))
    assert any(SILENCE[lang] in row for row in rows)
    assert any({"zh": "左删失", "en": "left-censored"}[lang] in row for row in rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_covers_another_or_leaves_the_picture(lang: str) -> None:
    long = provinces(range(1950, 2025), "很长很长的名字" * 30)
    for facts in (provinces(), worked(), long, provinces(range(2021, 2022))):
        name = next(iter(facts.programmes.values())).name
        for scene in scenes(facts, name, lang):
            assert not list(overlaps(scene))
            assert not outside(scene)
    for count in (1, 2, 5, 12, 60):
        scene = picture("network", inference(count), lang)
        assert not list(overlaps(scene))
        assert not outside(scene)


def test_both_languages_have_all_words() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()


def test_the_heat_map_tells_the_states_apart() -> None:
    # Of X: planned in 2019, reported by 甲县 2020 and 2021, 乙县 2021, 株洲市 2020; 乙县 lacks it in 2019.
    scene = picture("heat_map", worked(), programme="两法衔接")
    assert len(of_role(scene, "reported")) == 4
    assert len(of_role(scene, "planned")) == 1
    assert len([item for item in of_role(scene, "silent") if isinstance(item, Rect)]) == 1
    found = titles(scene)
    assert "湖南省 株洲市 甲县，2019，计划：推行p/x。" in found
    assert "湖南省 株洲市 乙县，2019：未提及" in found
    rows = [row for row in texts(scene) if row in ("甲县", "乙县", "株洲市")]
    assert rows == ["株洲市", "甲县", "乙县"]  # 2020 (higher level first), 2020, 2021


def test_the_heat_map_of_all_counts_programmes() -> None:
    scene = picture("heat_map", world({"A": {2020: "x y p:z", 2021: "x"}, "B": {2021: ""}}))
    assert {title for title in titles(scene) if "：" in title} == {
        "A，2020：2 项做法",
        "A，2021：1 项做法",
        "B，2021：0 项做法",
    }


def test_too_many_regions_are_left_out_and_counted() -> None:
    facts = world({f"R{number:03}": {2020: "x"} for number in range(MOST_ROWS + 30)})
    for kind in ("heat_map", "timeline"):
        assert "另有 30 个地区未画出。" in texts(picture(kind, facts, programme="x"))


def test_the_timeline_marks_what_a_date_is_worth() -> None:
    scene = picture("timeline", worked(), programme="两法衔接")
    found = titles(scene)
    assert "开始于 2020 年，上一年的报告尚无，湖南省 株洲市 甲县，2020，试点：推行p/x。" in found
    assert "开始于 2020 年，左删失（可能更早），湖南省 株洲市，2020，实施：推行p/x。" in found
    assert "开始于 2021 年，此前某年的报告尚无，湖南省 株洲市 乙县，2021，实施：推行p/x。" in found
    rows = texts(scene)
    assert "首次报告，左删失（可能更早）" in rows
    assert "文中写明的开始年份" not in rows
    assert any("（1/3 个地区）" in row for row in rows)
    assert "同年开始的地区不分先后（1 对）。" in rows
    stated = picture("timeline", worked(), programme="林长制")
    assert "文中写明的开始年份" in texts(stated)
    assert "2018" in texts(stated)


def test_a_timeline_of_plans_alone() -> None:
    scene = picture("timeline", worked(), programme="一业一册")
    assert "甲县" in texts(scene)
    assert len(of_role(scene, "planned")) == 1
    with pytest.raises(UsageError, match="no curve to draw"):
        picture("adoption_curve", worked(), programme="一业一册")


def test_the_curve_adds_up() -> None:
    scene = picture("adoption_curve", worked(), programme="两法衔接")
    found = titles(scene)
    assert "2020 年：新增 2 个地区，累计 2 个（其中左删失 1 个）" in found
    assert "2021 年：新增 1 个地区，累计 3 个（其中左删失 1 个）" in found
    assert "2019 年：2 个地区有报告" not in found  # the curve begins in 2020
    assert "2021 年：2 个地区有报告" in found
    assert any(row.startswith("未拟合曲线") for row in texts(scene))
    fitted = picture("adoption_curve", provinces(), programme="最多跑一次")
    assert any(row.startswith("拟合") for row in texts(fitted))
    assert "始见 2014" in texts(fitted)


def test_one_region_or_year_is_no_spread() -> None:
    assert "只有一个地区，不能据此推断扩散。" in texts(
        picture("timeline", world({"A": {2020: "x", 2021: "x"}}), programme="x")
    )
    assert "只有一个年份，不能据此推断扩散。" in texts(
        picture("adoption_curve", world({"A": {2020: "x"}, "B": {2020: "x"}}), programme="x")
    )
    rows = texts(picture("heat_map", world({"A": {2020: "x"}, "B": {2021: "x"}}), programme="x"))
    assert any(row.startswith("没有一个地区有两年的报告") for row in rows)


def test_the_tiles_are_the_34_provinces_each_in_its_place() -> None:
    known = tiles()
    assert len(known) == len(set(known.values())) == 34
    borders = province_borders()
    assert borders.keys() <= known.keys()
    near = [
        max(abs(known[a][0] - known[b][0]), abs(known[a][1] - known[b][1]))
        for a in borders
        for b in borders[a]
    ]
    assert sum(steps == 1 for steps in near) / len(near) > 0.7
    assert known["230000"][0] < known["440000"][0]  # north and south
    assert known["650000"][1] < known["310000"][1]  # west and east


def test_the_tile_map_counts_regions_below_a_province() -> None:
    scene = picture("tile_map", worked(), programme="两法衔接")
    assert "湖南省：3/3 个地区已报告" in titles(scene)
    assert {"湖南", "3/3", "北京", "台湾"} <= set(texts(scene))
    assert "北京：无报告" in titles(scene)
    planned = picture("tile_map", worked(), programme="一业一册")
    assert "湖南省：0/3 个地区已报告，1 个地区只有计划" in titles(planned)
    everything = picture("tile_map", worked())
    assert "湖南省：2 项做法，3 个地区，6 份报告" in titles(everything)


def test_the_network_names_its_edges() -> None:
    given = Inference(
        (Edge("省/甲县", "省/乙县", 12.5, 0.0123), Edge("省/乙县", "省/甲县", 3.0, 0.5), Edge("a/市", "b/市", 1, 1e-9)),
        "rayleigh", (2.0,), 9, 4, 0.05,
    )  # fmt: skip
    scene = picture("network", given)
    rows, found = texts(scene), titles(scene)
    assert "省 甲县 → 省 乙县：p = 0.0123，改进 12.5（第 1 条）" in found
    assert {"甲县", "乙县", "a 市", "b 市", "0.012", "0.50", "p < 0.001", "p ≥ 0.05"} <= set(rows)
    assert "瑞利模型，参数 2；可能的边 9 条，画出 3 条" in rows
    assert "同年采用的地区之间不画边（4 对）。" in rows
    assert "省 甲县：出 1，入 1" in found


def test_a_network_without_p_values_or_edges() -> None:
    given = replace(inference(1), edges=(Edge("甲", "乙", 1.0, math.nan),))
    assert "无 p 值（只有一条级联）" in texts(picture("network", given))
    with pytest.raises(UsageError, match="no edges"):
        picture("network", replace(given, edges=()))


def test_a_large_network_is_cut() -> None:
    edges = tuple(Edge(f"n{i % 40}", f"m{(i * 7) % 41}", 1.0, 0.01) for i in range(MOST_EDGES + 5))
    assert "另有 5 条边未画出。" in texts(picture("network", replace(inference(), edges=edges)))


@pytest.mark.parametrize(
    ("kind", "message"), [("heat_map", "nothing to draw"), ("tile_map", "nothing to draw")]
)
def test_nothing_to_draw(kind: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        picture(kind, Facts())
