"""Finding the files to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.read import find_files

from .conftest import SEEDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = (
        "b.txt", "a.TXT", "c.html", "d.htm", "e.docx", "f.pdf", "g.text", "sub/h.txt", "sub/deep/i.txt",
        "README.md", "readme.txt", "LICENSE.txt", ".hidden.txt", ".git/j.txt", "sub/~$e.docx", "k.doc", "l.csv", "m",
    )  # fmt: skip
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    return tmp_path


def test_a_folder_gives_its_readable_files_in_a_fixed_order(folder: Path) -> None:
    found = [Path(path).relative_to(folder).as_posix() for path in find_files([folder])]
    assert found == [
        "a.TXT",
        "b.txt",
        "c.html",
        "d.htm",
        "e.docx",
        "f.pdf",
        "g.text",
        "sub/deep/i.txt",
        "sub/h.txt",
    ]


def test_a_file_is_taken_as_it_is(folder: Path) -> None:
    assert find_files([folder / "k.doc", str(folder / "readme.txt")]) == [
        str(folder / "k.doc"),
        str(folder / "readme.txt"),
    ]


def test_each_file_is_given_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert find_files(["sub", folder / "sub", "sub/h.txt", "sub/../sub/h.txt"]) == [
        "sub/deep/i.txt",
        "sub/h.txt",
    ]


def test_a_folder_given_by_a_hidden_path_is_read(folder: Path) -> None:
    assert find_files([folder / ".git"]) == [str(folder / ".git" / "j.txt")]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere.*: no such file or folder"):
        find_files([tmp_path / "nowhere"])


def test_nothing_to_find(tmp_path: Path) -> None:
    assert find_files([]) == []
    assert find_files([tmp_path]) == []


def test_the_folder_of_seeds_holds_five_reports() -> None:
    assert [Path(path).name[:3] for path in find_files([SEEDS])] == ["000", "001", "002", "003", "004"]
