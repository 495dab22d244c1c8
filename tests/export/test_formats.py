"""The one door: every format, twice the same bytes, and its refusals."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from queries_fixture import small_store

from kg.errors import UsageError
from kg.export.formats import FORMATS, write_export

RDF = {
    "turtle": "turtle",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "jsonld-compact": "json-ld",
}


def files(path: Path) -> dict[str, bytes]:
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in found}


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    shuffled = ox.Store()
    shuffled.extend(sorted(small_store().quads_for_pattern(None, None, None, None), key=str, reverse=True))
    one, other = tmp_path / "one" / "x", tmp_path / "other" / "x"
    write_export(small_store(), format, one)
    write_export(shuffled, format, other)
    assert files(one) == files(other)


@pytest.mark.parametrize("format", RDF)
def test_rdflib_reads_all_of_it(format: str, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    write_export(small_store(), format, path)
    found = rdflib.Graph() if format == "turtle" else rdflib.Dataset()
    found.parse(path, format=RDF[format])
    assert len(found) == len(small_store())


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"xlsx.*graphml"):
        write_export(small_store(), "xlsx", tmp_path / "x")


@pytest.mark.parametrize("format", FORMATS)
def test_a_place_that_cannot_be_written_is_named(format: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_export(small_store(), format, tmp_path / "file" / "below")
