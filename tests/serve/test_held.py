"""The graph as a server holds it for the explorer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import SEEDS

import kg
from kg.errors import UsageError
from kg.serve.held import Held


@pytest.fixture
def copied(seeds_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(seeds_folder / "store", tmp_path / "graph" / "store")
    return tmp_path / "graph"


def report_of(held: Held, code: str) -> str:
    return next(iri for iri in held.source().index.iris if iri.startswith(f"report/{code}-"))


def test_a_new_build_is_seen_and_the_same_one_kept(copied: Path, tmp_path: Path) -> None:
    held = Held(copied)
    first = held.source()
    assert held.source() is first
    kg.build(sorted(SEEDS.glob("*.txt"))[0], out=copied)
    again = held.source()
    assert again is not first
    assert len(again.index.of_kind("report")) == 1 < len(first.index.of_kind("report"))


def test_without_a_graph_it_says_so_and_goes_on_when_there_is_one(tmp_path: Path, copied: Path) -> None:
    held = Held(tmp_path / "later")
    with pytest.raises(UsageError, match="kg build"):
        held.source()
    shutil.copytree(copied, tmp_path / "later")
    assert held.source().index.iris


def test_the_text_is_that_of_the_unchanged_file(seeds_folder: Path) -> None:
    held = Held(seeds_folder)
    text = held.text(report_of(held, "430281"))
    assert text is not None and "醴陵市" in text
    assert held.text("report/none") is None


def test_texts_are_found_where_the_files_have_moved(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    shutil.copytree(SEEDS, reports)
    kg.build(reports, out=tmp_path / "graph")
    moved = tmp_path / "moved"
    reports.rename(moved)
    lost = Held(tmp_path / "graph")
    report = report_of(lost, "430281")
    assert lost.text(report) is None and not lost.source().has_text(report)
    found = Held(tmp_path / "graph", [str(moved)])
    assert found.source().has_text(report) and "醴陵市" in (found.text(report) or "")
    for path in moved.glob("*.txt"):
        path.write_text("别的文字", encoding="utf-8")
    assert Held(tmp_path / "graph", [str(moved)]).text(report) is None


def test_sources_that_do_not_exist_are_named(tmp_path: Path, seeds_folder: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        Held(seeds_folder, [str(tmp_path / "nowhere")])
