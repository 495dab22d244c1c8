"""Word lists of the extraction."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.words import Words


def write(folder: Path, rows: str) -> Words:
    (folder / "words.csv").write_text("list,word,unless\n" + rows, encoding="utf-8")
    return Words.load("words.csv", folder)


def test_lists_keep_the_order_of_the_file(tmp_path: Path) -> None:
    words = write(tmp_path, "kind site,站,\nverb,建,\nkind site,驿站,\n")
    assert words["kind site"] == ("站", "驿站")
    assert dict(words.under("kind")) == {"site": ("站", "驿站")}


def test_a_list_as_a_pattern(tmp_path: Path) -> None:
    words = write(tmp_path, "a,责任,制\na,人才,工程|计划\na,人才队伍,\n")
    pattern = re.compile(words.pattern("a", longest_first=True))
    assert [m.group() for m in pattern.finditer("责任制、责任、人才工程、人才队伍")] == ["责任", "人才队伍"]


@pytest.mark.parametrize(
    "text, message",
    [
        ("list,word\na,b\n", "words.csv, line 1: not the columns list, word, unless"),
        ("list,word,unless\na,,\n", "words.csv, line 2: list and word must be given"),
        ("list,word,unless\na,b\n", "words.csv, line 2: not the columns list, word, unless"),
    ],
)
def test_a_broken_file_is_named(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        Words.load("words.csv", tmp_path)
    assert str(caught.value) == message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"^words\.csv: .*No such file"):
        Words.load("words.csv", tmp_path)


def test_the_shipped_lists_repeat_no_word() -> None:
    words = Words.load("programme_words.csv")
    for kind, listed in words.under("kind"):
        assert len(set(listed)) == len(listed), kind
