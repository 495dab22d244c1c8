"""The small graph by hand as a store on disk, and applications over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from kg.graph.store import write_store
from kg.serve.app import create_app
from kg.serve.settings import Settings

SMALL = Path(__file__).parents[1] / "fixtures" / "small.trig"


def write_small(folder: Path, *more: ox.Quad) -> Path:
    """Write the small graph, and further quads, as the store of a folder."""
    write_store(folder, [*ox.parse(SMALL.read_bytes(), format=ox.RdfFormat.TRIG), *more])
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small graph; tests only read it."""
    return write_small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    """A client of an application over the small graph, in this process."""
    with TestClient(create_app(folder, Settings(rows=50, timeout=20)), follow_redirects=False) as client:
        yield client
