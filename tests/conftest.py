from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from samples import SEEDS

import kg

# Properties say what is true, not how fast: a busy machine must not fail them.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    """The graph of the five seeds, built once; tests only read it."""
    return kg.build(SEEDS, out=tmp_path_factory.mktemp("seeds") / "graph")


@pytest.fixture(scope="session")
def seeds_folder(seeds_graph: kg.Graph) -> Path:
    return seeds_graph.folder
