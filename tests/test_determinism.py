"""The same input gives the same bytes: in another order, in other processes, with another hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import SEEDS

from kg.builder import build_folder

WRITTEN = ("graph.ttl", "graph.nq", "dataset.ttl", "extracted.jsonl")
FILES = sorted(str(path) for path in SEEDS.glob("0*.txt"))


@pytest.mark.parametrize("name", WRITTEN)
def test_two_builds_give_the_same_bytes(seeds_folder: Path, again: Path, name: str) -> None:
    assert (again / name).read_bytes() == (seeds_folder / name).read_bytes()


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds built once more, in a process of its own with another order of hashes."""
    out = tmp_path_factory.mktemp("again") / "graph"
    code = "import sys; from kg.builder import build_folder; build_folder([sys.argv[1]], sys.argv[2])"
    root = str(SEEDS.parent)
    subprocess.run(
        [sys.executable, "-c", code, str(SEEDS), str(out)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": root},
        timeout=120,
    )
    return out


def test_the_order_of_the_files_does_not_matter(seeds_folder: Path, tmp_path: Path) -> None:
    build_folder(reversed(FILES), tmp_path / "out")
    for name in ("graph.ttl", "graph.nq", "dataset.ttl"):
        assert (tmp_path / "out" / name).read_bytes() == (seeds_folder / name).read_bytes()


def test_the_number_of_processes_does_not_matter(seeds_folder: Path, tmp_path: Path) -> None:
    build_folder([SEEDS], tmp_path / "out", jobs=2)
    for name in WRITTEN:
        assert (tmp_path / "out" / name).read_bytes() == (seeds_folder / name).read_bytes()
