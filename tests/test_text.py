"""Folding, skeletons and the bounds of sentences: offsets hold in the original text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.text import (
    clause_around,
    fold,
    offset_in,
    quoted_spans,
    sentence_around,
    skeleton,
    skeleton_with_offsets,
)

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))

# Mostly what folding acts on, so that few examples are idle.
MARKS = (
    "\"'“”‘’「」『』《》〈〉\uff08\uff09\uff02\uff0c\uff1b()、,.。;!?\n \u3000\u00a0\u200b\ufeff市县9\uff21"
)
TEXTS = st.text(st.one_of(st.sampled_from(MARKS), st.characters()))


def seed_texts() -> Iterator[str]:
    for path in SEEDS:
        yield path.read_text(encoding="utf-8")


@given(TEXTS)
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
@example('"甲"\n"乙')
@example("\uff02甲\uff02")
def test_fold_is_idempotent(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(TEXTS)
def test_fold_leaves_letters_and_line_ends_where_they_are(text: str) -> None:
    for before, after in zip(text, fold(text), strict=True):
        assert (before == "\n") == (after == "\n")
        if "\u4e00" <= before <= "\u9fff":
            assert after == before


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("\uff08\u4e00\uff09\uff0c\uff1a\uff1b\uff01\uff1f", "(一),:;!?"),
        ("\uff11\uff12\uff13\uff21\uff42\uff05", "123Ab%"),
        ("法\u3000治\u00a0政\u200b府\ufeff\t", "法 治 政 府  "),
        ("「行刑衔接」『双随机』", "“行刑衔接”‘双随机’"),
        ("〈办法〉", "<办法>"),
        ("阿力木‧买买提•库尔班", "阿力木·买买提·库尔班"),
        ("《办法》〔2024〕2号。", "《办法》〔2024〕2号。"),
    ],
)
def test_fold_unifies_widths_spaces_and_quotation_marks(given_text: str, folded: str) -> None:
    assert fold(given_text) == folded


def test_straight_quotes_open_and_close_by_turns_within_a_line() -> None:
    assert fold('推行"甲"和"乙"') == "推行“甲”和“乙”"
    # A lost mark is not carried into the next paragraph.
    assert fold('推行"甲\n推行"乙"') == "推行“甲\n推行“乙”"
    # A straight mark after a curly opening one closes.
    assert fold('“甲"和"乙”') == "“甲”和“乙”"


def test_skeleton_drops_what_carries_no_meaning_in_a_name() -> None:
    assert skeleton("“双随机、一公开”监管") == "双随机一公开监管"
    assert skeleton("《中华人民共和国行政处罚法》(2021 年修订)") == "中华人民共和国行政处罚法2021年修订"
    assert skeleton("互联网+监管") == "互联网+监管"
    assert skeleton(" “”\n") == ""


@given(TEXTS)
def test_skeleton_with_offsets_maps_back(text: str) -> None:
    folded = fold(text)
    bare, dropped = skeleton_with_offsets(folded)
    offsets = [offset_in(dropped, at) for at in range(len(bare))]
    assert [folded[offset] for offset in offsets] == list(bare)
    assert offsets == sorted(set(offsets))
    assert bare.replace("\n", "") == skeleton(text)


def test_skeleton_with_offsets_keeps_line_ends() -> None:
    bare, dropped = skeleton_with_offsets("“甲”\n乙、丙")
    assert bare == "甲\n乙丙"
    assert [offset_in(dropped, at) for at in range(len(bare))] == [1, 3, 4, 6]


def test_seeds_keep_their_length_when_folded() -> None:
    lengths = [(len(text), len(fold(text))) for text in seed_texts()]
    assert len(lengths) == 5
    assert all(before == after for before, after in lengths)


TEXT = fold(
    "一是强化学习。市司法局打造“行刑衔接”工作醴陵范本,移送案件122件:其中公安90件;其他32件。\n 二是 完善制度"
)


def cut(bounds: tuple[int, int]) -> str:
    return TEXT[bounds[0] : bounds[1]]


@pytest.mark.parametrize(
    ("word", "sentence", "clause"),
    [
        ("强化学习", "一是强化学习", "一是强化学习"),
        (
            "行刑衔接",
            "市司法局打造“行刑衔接”工作醴陵范本,移送案件122件:其中公安90件",
            "市司法局打造“行刑衔接”工作醴陵范本",
        ),
        ("90件", "市司法局打造“行刑衔接”工作醴陵范本,移送案件122件:其中公安90件", "其中公安90件"),
        ("其他", "其他32件", "其他32件"),
        # Spaces at the ends are left out, those inside stay.
        ("完善", "二是 完善制度", "二是 完善制度"),
    ],
)
def test_sentence_and_clause_around(word: str, sentence: str, clause: str) -> None:
    start = TEXT.index(word)
    assert cut(sentence_around(TEXT, start, start + len(word))) == sentence
    assert cut(clause_around(TEXT, start, start + len(word))) == clause


@given(TEXTS, st.data())
def test_the_clause_lies_in_the_sentence_and_holds_the_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    outer = sentence_around(folded, start, end)
    inner = clause_around(folded, start, end)
    assert 0 <= outer[0] <= inner[0] <= start <= end <= inner[1] <= outer[1] <= len(folded)
    assert not set("。;!?\n") & set(folded[outer[0] : start] + folded[end : outer[1]])


def test_quoted_spans_are_outer_and_inner_ones() -> None:
    text = "深化“放管服”改革,推行“一件事‘一次办’服务”"
    assert [text[a:b] for a, b in quoted_spans(text)] == ["放管服", "一件事‘一次办’服务", "一次办"]


def test_quoted_spans_do_not_cross_paragraphs() -> None:
    text = "推行“甲\n乙”和“丙”"
    assert [text[a:b] for a, b in quoted_spans(text)] == ["丙"]


def test_quoted_spans_have_bounds() -> None:
    assert quoted_spans("“”") == []
    assert quoted_spans(f"“{'长' * 60}”") == [(1, 61)]
    assert quoted_spans(f"“{'长' * 61}”") == []
    assert quoted_spans("没有开头”") == []
