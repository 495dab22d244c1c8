from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.likeness import comparable, dice, longest_common, normalise, overlap

SHORT = st.text("甲乙丙丁", max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《重大行政决策程序暂行条例》(试行)", "重大行政决策程序暂行条例试行"),
        ("“放管服”、『改革』,〔2024〕【一】。", "放管服改革2024一"),
        (" 互联网＋监管\n（ＡＢ）\u3000％\r\u2003", "互联网+监管AB%"),
        ("'单引号'\"双引号\"〖甲〗〈乙〉", "单引号双引号甲乙"),
        ("甲·乙;丙:丁.5-6/7", "甲·乙;丙:丁.5-6/7"),
        ("，、。", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("（甲）", "甲"),
        ("", None),
        ([], None),
        (None, None),
        (2023, 2023),
        (["甲 ", "乙"], frozenset({"甲", "乙"})),
    ],
)
def test_comparable(value: object, expected: object) -> None:
    assert comparable(value) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("甲乙丙", "甲乙丙", 1.0),
        ("甲", "甲", 1.0),
        ("甲", "乙", 0.0),
        ("", "甲乙", 0.0),
        ("甲乙丙", "甲乙丁", 0.5),  # one of two bigrams on either side
        ("甲乙甲乙", "甲乙", 0.5),  # a repeat counts: 2·1 / (3 + 1)
    ],
)
def test_dice(one: str, other: str, expected: float) -> None:
    assert dice(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("甲乙丙丁", "子甲乙丙丁丑", 1.0),  # one holds the other
        ("甲乙丙丁", "甲乙子丑寅卯", 0.5),
        ("甲乙丙丁", "甲子乙丑丙寅丁", 0.25),  # together 4, in one piece 1
        ("甲乙", "丙丁", 0.0),
        ("", "甲", 0.0),
        ("", "", 0.0),
    ],
)
def test_overlap(one: str, other: str, expected: float) -> None:
    assert overlap(one, other) == overlap(other, one) == expected


@given(SHORT, SHORT)
def test_longest_common_is_that_of_all_parts(one: str, other: str) -> None:
    parts = [one[i:j] for i in range(len(one)) for j in range(i + 1, len(one) + 1)]
    assert longest_common(one, other) == max((len(part) for part in parts if part in other), default=0)


@given(SHORT, SHORT)
def test_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert 0 <= dice(one, other) == dice(other, one) <= 1
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1


def test_long_quotes_are_quick() -> None:
    one = "".join(chr(0x4E00 + n * 7 % 293) for n in range(300))
    other = "".join(chr(0x4E00 + n * 11 % 293) for n in range(300))
    start = time.perf_counter()
    for _ in range(100):
        overlap(one, other)
    assert time.perf_counter() - start < 2
