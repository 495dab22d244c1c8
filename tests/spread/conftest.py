"""The graph of the real corpus, built once where the corpus is."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.spread.facts import Facts, load_facts

TOP = Path(__file__).parents[2]
CORPUS = TOP.parent / "shared" / "corpora" / "provincial-2025"


@pytest.fixture(scope="session")
def real_graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    """The seeds and the provincial reports of 2025."""
    if not CORPUS.is_dir():
        pytest.skip(f"{CORPUS} is not here")
    return kg.build(TOP / "seeds", CORPUS, out=tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def real_facts(real_graph: kg.Graph) -> Facts:
    """All rows of that graph."""
    return load_facts(real_graph.store)
