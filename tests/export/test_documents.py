"""kg document: what goes with a published graph, into its folder or another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS

from kg.errors import UsageError
from kg.export.context import context
from kg.export.documents import write_documents
from kg.graph.published import Publication

pytest.importorskip("pylode")


def test_the_three_files(seeds_folder: Path, tmp_path: Path) -> None:
    written = write_documents(seeds_folder, tmp_path / "new" / "out")
    assert written.problem is None
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == [
        "context.jsonld",
        "dataset.ttl",
        "ontology.html",
    ]
    made = {path.name: path.read_bytes() for path in written.files}
    assert made["dataset.ttl"] == (seeds_folder / "dataset.ttl").read_bytes()
    assert json.loads(made["context.jsonld"]) == {"@context": context()}
    assert made["ontology.html"].startswith(b"<!DOCTYPE html>")


def test_the_licence_is_the_publishers(seeds_folder: Path, tmp_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    write_documents(seeds_folder, tmp_path, Publication(licence=licence))
    graph = rdflib.Graph().parse(tmp_path / "dataset.ttl")
    assert {str(value) for value in graph.objects(None, DCTERMS.license)} == {licence}


def test_refusals(seeds_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no graph"):
        write_documents(tmp_path / "nothing")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_documents(seeds_folder, tmp_path / "file" / "x")
