from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from samples import LILING, SEEDS

import kg
from kg.checking import CheckReport, check_graph, source_texts
from kg.errors import UsageError
from kg.graph.validate import Finding


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A graph of one seed, and the copy of the seed that it was read from."""
    folder = tmp_path_factory.mktemp("one")
    source = folder / f"{LILING}.txt"
    shutil.copy(SEEDS / source.name, source)
    kg.build(source, out=folder / "graph")
    return folder / "graph", source


def test_a_built_graph_is_well(one: tuple[Path, Path]) -> None:
    graph, source = one
    report = check_graph(graph, [source])
    assert report.findings == () and not report.failed
    assert "quotes re-read from 1 files" in report.statement and "all well" in report.statement
    assert int(report.statement.split()[0]) > 100


def test_without_sources_quotes_are_not_read(one: tuple[Path, Path]) -> None:
    assert "re-read" not in check_graph(one[0]).statement


def test_a_changed_file_is_a_missing_source(one: tuple[Path, Path], tmp_path: Path) -> None:
    changed = tmp_path / one[1].name
    changed.write_text(one[1].read_text(encoding="utf-8") + "。", encoding="utf-8")
    report = check_graph(one[0], [changed])
    assert report.failed
    assert [finding.message.split(":")[0] for finding in report.findings] == ["the source is missing"]
    assert "1 findings" in report.statement


def test_no_graph_and_no_file_are_errors(one: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build"):
        check_graph(tmp_path)
    with pytest.raises(UsageError, match="no such file"):
        check_graph(one[0], [tmp_path / "gone"])


def test_texts_by_the_hash_of_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("报告".encode())
    (tmp_path / "b.docx").write_bytes(b"no zip")
    texts = source_texts([tmp_path])
    assert texts == {hashlib.sha256("报告".encode()).hexdigest(): "报告"}


def test_warnings_alone_do_not_fail() -> None:
    assert not CheckReport((Finding("a", "b", "c", "warning"),), "").failed
    assert CheckReport((Finding("a", "b", "c"),), "").failed
