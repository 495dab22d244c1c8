from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.graph.store import graph_quads, open_store, store_mark, write_store

ONE = ox.Quad(
    ox.NamedNode("https://a"), ox.NamedNode("https://b"), ox.Literal("c"), ox.NamedNode("https://g")
)
TWO = ox.Quad(
    ox.NamedNode("https://a"), ox.NamedNode("https://b"), ox.Literal("d"), ox.NamedNode("https://h")
)


def test_written_and_opened(tmp_path: Path, quads: list[ox.Quad]) -> None:
    write_store(tmp_path / "new", quads)
    store = open_store(tmp_path / "new")
    assert set(store) == set(quads)
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(ONE)


def test_replaced_in_whole(tmp_path: Path) -> None:
    write_store(tmp_path, [ONE])
    write_store(tmp_path, [TWO])
    assert list(open_store(tmp_path)) == [TWO]
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_one_graph(tmp_path: Path) -> None:
    write_store(tmp_path, [ONE, TWO])
    assert list(graph_quads(open_store(tmp_path), "https://h")) == [TWO]
    assert len(list(graph_quads(open_store(tmp_path)))) == 2


def test_an_error_leaves_the_old_store(tmp_path: Path) -> None:
    def broken() -> Iterator[ox.Quad]:
        yield TWO
        raise RuntimeError("stop")

    write_store(tmp_path, [ONE])
    with pytest.raises(RuntimeError, match="stop"):
        write_store(tmp_path, broken())
    assert list(open_store(tmp_path)) == [ONE]
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_build_killed_between_its_renames(tmp_path: Path) -> None:
    write_store(tmp_path, [ONE])
    (tmp_path / "store").rename(tmp_path / "store.old")
    assert list(open_store(tmp_path)) == [ONE]
    write_store(tmp_path, [TWO])
    assert list(open_store(tmp_path)) == [TWO]


def test_readers_of_the_old_store_are_not_disturbed(tmp_path: Path) -> None:
    write_store(tmp_path, [ONE])
    reader = open_store(tmp_path)
    write_store(tmp_path, [TWO])
    assert list(reader) == [ONE]


def test_the_mark_tells_one_store_from_the_next(tmp_path: Path) -> None:
    write_store(tmp_path, [ONE])
    mark = store_mark(tmp_path)
    open_store(tmp_path)
    assert store_mark(tmp_path) == mark
    write_store(tmp_path, [ONE])
    assert store_mark(tmp_path) != mark
    (tmp_path / "store" / "CURRENT").unlink()
    with pytest.raises(UsageError, match="kg build"):
        store_mark(tmp_path)
    with pytest.raises(UsageError, match="kg build"):
        store_mark(tmp_path / "nothing")


def test_no_store_tells_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build"):
        open_store(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(UsageError, match="kg build"):
        open_store(tmp_path)
