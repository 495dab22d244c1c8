"""Texts are cut and wrapped by their width; shapes are moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.spread.pictures.frame import count_ticks, year_ticks
from kg.spread.pictures.heat import class_of, count_classes
from kg.spread.pictures.scene import DARK, LIGHT, Circle, Path, clean, cut, ems, moved, wrap


def test_texts_lose_what_cannot_be_seen() -> None:
    assert clean("甲\x00乙\u202e\ud800\n丙\u200b  丁") == "甲 乙 丙 丁"


def test_widths() -> None:
    assert ems("县") == 1.0
    assert ems("0") < ems("M") < 1
    assert cut("醴陵市人民政府", 7) == "醴陵市人民政府"
    assert cut("醴陵市人民政府", 5) == "醴陵市人…"


def test_rows_break_between_characters_and_not_before_marks() -> None:
    assert wrap("没有写不等于没有做：报告", 9) == ["没有写不等于没有做：", "报告"]
    assert wrap("推行“一件事”改革", 3) == ["推行", "“一件", "事”改", "革"]
    assert wrap("two words here", 5.5) == ["two words", "here"]
    assert wrap("", 5) == []


@given(st.text(max_size=80), st.integers(4, 40))
def test_wrapping_loses_nothing(text: str, room: int) -> None:
    rows = wrap(text, room)
    assert "".join(rows).replace(" ", "") == clean(text).replace(" ", "")
    assert all(rows)


@given(st.text(max_size=80), st.integers(2, 40))
def test_cutting_keeps_to_the_room(text: str, room: int) -> None:
    assert ems(cut(text, room)) <= room + 1e-9


def test_shapes_are_moved() -> None:
    assert moved((Circle(1, 2, 3), Path(((0, 0), (1, 1)))), 10, 20) == (
        Circle(11, 22, 3),
        Path(((10, 20), (11, 21))),
    )


@pytest.mark.parametrize(
    ("most", "ticks"),
    [(0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (33, [0, 10, 20, 30, 40]), (250, [0, 50, 100, 150, 200, 250])],
)  # fmt: skip
def test_ticks_of_counts(most: int, ticks: list[int]) -> None:
    assert count_ticks(most) == ticks


def test_ticks_of_years() -> None:
    assert year_ticks(range(2019, 2023), 60) == [2019, 2020, 2021, 2022]
    assert year_ticks(range(2009, 2023), 10) == [2010, 2015, 2020]
    assert year_ticks([2021], 3) == [2021]


@given(st.integers(0, 100_000))
def test_classes_hold_all_counts(most: int) -> None:
    steps = count_classes(most)
    assert 1 <= len(steps) <= 5
    assert steps[-1] >= most
    assert class_of(0, steps) == 0
    assert steps[class_of(most, steps)] >= most


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_stand_out(theme: dict[str, str]) -> None:
    assert LIGHT.keys() == DARK.keys()
    pairs = [("ink", "paper"), ("soft", "paper"), ("ink", "silent")]
    pairs += [(f"on{rank}", f"seq{rank}") for rank in range(5)]
    assert all(_contrast(theme[ink], theme[ground]) >= 4.5 for ink, ground in pairs)
    # The states differ in lightness too, for those who see no hue and for print in black.
    assert _contrast(theme["reported"], theme["silent"]) >= 3
    shades = [_luminance(theme[f"seq{rank}"]) for rank in range(5)]
    assert shades in (sorted(shades), sorted(shades, reverse=True))
