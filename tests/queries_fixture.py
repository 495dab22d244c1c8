"""The small graph of `fixtures/small.trig`, in Oxigraph and in rdflib, and what the named queries answer."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from kg.query import shorten
from kg.query.results import Cell, value_of

FIXTURES = Path(__file__).parent / "fixtures"
SMALL = FIXTURES / "small.trig"


@lru_cache
def small_store() -> ox.Store:
    """The graph in memory; tests only read it."""
    store = ox.Store()
    store.load(path=str(SMALL), format=ox.RdfFormat.TRIG)
    return store


@lru_cache
def small_dataset() -> rdflib.Dataset:
    """The same in rdflib, whose default graph is the union too."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(SMALL, format="trig")
    return dataset


def rdflib_rows(sparql: str) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Columns and rows as rdflib answers, with the same Python values as `Result.rows`."""
    found = small_dataset().query(sparql)
    assert found.vars is not None
    rows: list[Any] = list(found)
    return [str(name) for name in found.vars], [tuple(_cell(term) for term in row) for row in rows]


def _cell(term: object) -> Cell:
    if isinstance(term, rdflib.URIRef):
        return shorten(str(term))
    if isinstance(term, rdflib.Literal):
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return value_of(ox.Literal(str(term), datatype=datatype))
    assert term is None
    return None


def golden() -> dict[str, dict[str, Any]]:
    """What each named query answers with its defaults: `columns` and `rows`."""
    text = (FIXTURES / "named_queries.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found
