from __future__ import annotations

from pathlib import Path

import pytest
from samples import SEEDS

import kg


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    """The graph of the five seeds, built once; tests only read it."""
    return kg.build(SEEDS, out=tmp_path_factory.mktemp("seeds") / "graph")


@pytest.fixture(scope="session")
def seeds_folder(seeds_graph: kg.Graph) -> Path:
    return seeds_graph.folder
