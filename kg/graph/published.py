"""The files in which a graph is published, and what only its publisher can say of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Publication:
    """What only the publisher of a graph can say, each an http(s) IRI or nothing: licence, endpoint, place."""

    licence: str | None = None
    endpoint: str | None = None  # where the graph answers SPARQL
    place: str | None = None  # the folder on the web where its files will be

    def __post_init__(self) -> None:
        """Raises UsageError when a value is no http(s) IRI."""
        for name, value in (("licence", self.licence), ("endpoint", self.endpoint), ("place", self.place)):
            if value is not None and not is_web_iri(value):
                raise UsageError(f"the {name} must be an http(s) IRI, not {value!r}")


@dataclass(frozen=True, slots=True)
class Dump:
    """A file that holds the whole graph: its name, size in bytes and SHA-256 (hex)."""

    name: str
    size: int
    sha256: str


# Files of a build that hold the whole graph: media type, name of the format at the W3C, title.
DUMPS = {
    "graph.ttl": ("text/turtle", "Turtle", "Turtle（不含图名）", "Turtle, without the names of graphs"),
    "graph.nq": ("application/n-quads", "N-Quads", "N-Quads（含图名）", "N-Quads, with the names of graphs"),
}


def is_web_iri(text: str) -> bool:
    """Whether `text` is an absolute http(s) IRI."""
    try:
        parts = urlsplit(text)
        ox.NamedNode(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(text) & set(' <>"{}|\\^`')


def dump_of(name: str, data: bytes) -> Dump:
    """Describe a file by its content."""
    return Dump(name, len(data), hashlib.sha256(data).hexdigest())


def dumps_in(folder: Path) -> list[Dump]:
    """The files of `DUMPS` that are in a graph's folder."""
    return [dump_of(name, (folder / name).read_bytes()) for name in DUMPS if (folder / name).is_file()]
