"""The words of the grammar of bodies' names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary import Vocabulary
from kg.vocabulary.body_words import BodyWords
from kg.vocabulary.words import Words

HEADER = "list,word,unless\n"


def test_the_longest_ending_is_found() -> None:
    words = BodyWords(Words({"ending": (("中心", ""), ("中心小学", ""))}))
    found = words.ending.search("镇中心小学")
    assert found is not None and found.group() == "中心小学"


def test_what_may_not_follow() -> None:
    words = BodyWords(Words({"not_inside": (("有", "限|色"),)}))
    assert words.not_inside.search("有关") is not None
    assert words.not_inside.search("有限") is None and words.not_inside.search("有色") is None


def test_lists_without_words_match_nothing() -> None:
    words = BodyWords()
    assert words.ending.search("中心") is None and not words.alone_never
    assert words.before_firm.search("委托") is None


def test_the_shipped_words(vocabulary: Vocabulary) -> None:
    words = vocabulary.bodies.words
    assert words.ending.search("综合行政执法大队") is not None
    assert "办公室" in words.alone_never
    assert words.before_firm.search("区司法局委托某某") is not None
    assert "上市公司" in words.no_body_end


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("word\n", "line 1"),
        (HEADER + "ending,中心\n", "line 2"),
        (HEADER + "ending,,\n", "line 2"),
    ],
)
def test_a_broken_table_is_named(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "body_words.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"^body_words\.csv.*{message}"):
        BodyWords.load(path)
