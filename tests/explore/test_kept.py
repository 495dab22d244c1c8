"""The outline that is kept beside a store."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

import kg
from kg.explore import kept
from kg.explore.index import Index


def same(one: Index, other: Index) -> bool:
    for each in fields(Index):
        a, b = getattr(one, each.name), getattr(other, each.name)
        if each.name in ("adoptions", "ties"):
            if not all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(a)):
                return False
        elif not (np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b):
            return False
    return True


def test_the_second_time_it_is_read_from_the_file(
    seeds_graph: kg.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept.kept_index(seeds_graph.store, tmp_path, "one")

    def never(store: object) -> Index:
        raise AssertionError("read from the store")

    monkeypatch.setattr(kept, "read_index", never)
    assert same(kept.kept_index(seeds_graph.store, tmp_path, "one"), first)
    with pytest.raises(AssertionError):
        kept.kept_index(seeds_graph.store, tmp_path, "another build")


@pytest.mark.parametrize("harm", [b"", b"no zip at all", None])
def test_a_harmed_file_is_read_anew(seeds_graph: kg.Graph, tmp_path: Path, harm: bytes | None) -> None:
    first = kept.kept_index(seeds_graph.store, tmp_path, "one")
    path = tmp_path / kept.FILE
    path.write_bytes(path.read_bytes()[:-200] if harm is None else harm)
    assert same(kept.kept_index(seeds_graph.store, tmp_path, "one"), first)


def test_a_folder_that_cannot_be_written_is_no_hindrance(seeds_graph: kg.Graph, tmp_path: Path) -> None:
    assert kept.kept_index(seeds_graph.store, tmp_path / "missing", "one").iris
    assert not (tmp_path / "missing").exists()
