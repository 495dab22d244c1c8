"""Turtle files as dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.turtle import read_subjects


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.ttl"


def test_values_are_text_in_the_file_s_order(path: Path) -> None:
    path.write_text(
        '@prefix e: <e:> . e:b e:p "乙"@zh , "甲" , 3 , e:o ; e:q _:n . e:a e:p "丙" . _:n e:r "丁" .',
        encoding="utf-8",
    )
    found = read_subjects(path)
    assert list(found)[:2] == ["e:b", "e:a"]
    assert found["e:b"]["e:p"] == ["乙", "甲", "3", "e:o"]
    [node] = found["e:b"]["e:q"]
    assert node.startswith("_:")
    assert found[node] == {"e:r": ["丁"]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('@prefix e: <e:> .\ne:a e:p "甲" .\ne:b e:p .', "line 3"),
        ("@prefix e: <e:> .\ne:a x:p 1 .", "line 2"),
        ('@prefix e: <e:> .\ne:a e:p "甲 .', "line 2"),
        ("@prefix e: <e:> . e:a e:p <<( e:a e:p e:o )>> .", "a term that no vocabulary uses"),
    ],
)
def test_broken_files_are_named_with_the_line(content: str, message: str, path: Path) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"^small\.ttl: .*{message}"):
        read_subjects(path)


def test_missing_file(path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"^small\.ttl: .*No such file"):
        read_subjects(path)
