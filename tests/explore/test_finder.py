"""Search on the server's side: written and spelled, ranked as the page ranks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explore.finder import Finder, fold

NAMES = [
    ["行刑衔接", "两法衔接"],
    ["醴陵市", "湖南省/株洲市/醴陵市", "430281"],
    ["重庆市", "500000"],
    ["“一件事一次办”", "一件事"],
    ["行政执法监督"],
    ["AI+医疗"],
    ["湖南省", "430000"],
]
WEIGHTS = [9, 5, 3, 30, 2, 1, 8]


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(NAMES, WEIGHTS)


def first(finder: Finder, query: str) -> str:
    found = finder.find(query)
    return NAMES[found[0].number][0] if found else ""


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("行刑", "行刑衔接"),
        ("xxxj", "行刑衔接"),
        ("xingxingxianjie", "行刑衔接"),
        ("xingxxianj", "行刑衔接"),
        ("xingxingx", "行刑衔接"),
        ("xianjie", "行刑衔接"),
        ("两法", "行刑衔接"),
        ("chongqing", "重庆市"),
        ("zhongqing", "重庆市"),  # every reading counts
        ("cq", "重庆市"),
        ("chq", "重庆市"),
        ("430281", "醴陵市"),
        ("湖南省株洲市醴陵市", "醴陵市"),
        ("hunan", "湖南省"),
        ("yjsycb", "“一件事一次办”"),
        ("一件事一次办", "“一件事一次办”"),
        ("ai+", "AI+医疗"),
        ("aiyl", ""),  # the sign between is part of the name
    ],
)
def test_what_a_query_means(finder: Finder, query: str, name: str) -> None:
    assert first(finder, query) == name


def test_the_alias_that_matched_is_told(finder: Finder) -> None:
    found = finder.find("两法衔接")[0]
    assert (found.number, found.by) == (0, "两法衔接")
    assert finder.find("行刑衔接")[0].by == ""


def test_the_whole_name_goes_before_its_beginning_and_that_before_its_middle() -> None:
    finder = Finder([["法治"], ["法治督察"], ["依法治理法治"]], [1, 1, 1])
    assert [found.number for found in finder.find("法治")] == [0, 1, 2]
    assert finder.find("fz")[0].number == 0


def test_of_like_names_the_one_more_facts_name_is_first() -> None:
    finder = Finder([["司法局甲"], ["司法局乙"]], [1, 50])
    assert [found.number for found in finder.find("司法局")] == [1, 0]
    assert [found.number for found in finder.find("sfj")] == [1, 0]


@pytest.mark.parametrize("query", ["", "   ", "“”", "没有这个", "qqqqq", "x" * 500, "a\nb", "[", "(.*"])
def test_nothing_is_found_for_nothing(finder: Finder, query: str) -> None:
    assert finder.find(query) == []


def test_no_name_is_found_across_the_border_of_two() -> None:
    finder = Finder([["甲行"], ["政乙"]], [1, 1])
    assert finder.find("行政") == [] and finder.find("xingzheng") == [] and finder.find("xz") == []


def test_the_limit_holds(finder: Finder) -> None:
    assert len(finder.find("省", 1)) == 1


@given(st.lists(st.text("行政执法监督一件事办", min_size=1, max_size=8), min_size=1, max_size=12), st.data())
def test_every_part_of_a_name_finds_it(names: list[str], data: st.DataObject) -> None:
    finder = Finder([[name] for name in names], [1] * len(names))
    name = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert name in {names[found.number] for found in finder.find(name[start:end])}


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
