"""The Oxigraph store on disk: written beside and swapped in whole, opened for reading only."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.iris import ENTITIES_GRAPH, VOCABULARY_GRAPH, graph_iri
from kg.namespaces import BASE

STORE = "store"
_NEW = "store.new-"
_OLD = "store.old"
_LOOKS = 3
_LEFT_BEHIND = 24 * 3600.0


def write_store(folder: Path, quads: Iterable[ox.Quad]) -> None:
    """Replace the store in `folder` by one that holds `quads`, and make the folder where it is missing.

    The new store is written beside the old one and swapped in when it is complete: an error or a killed
    process leaves the old store readable. Other processes that read the old store should open it again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _tidy(folder)
    beside = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
    try:
        store = ox.Store(str(beside))
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
        del store
        beside.chmod(0o755)
        _swap(folder, beside)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def open_store(folder: Path) -> ox.Store:
    """Open the store in `folder` for reading.

    Raises UsageError when there is none, or when it cannot be read.
    """
    place = _place(folder)
    try:
        return ox.Store.read_only(str(place))
    except (OSError, RuntimeError) as error:
        raise UsageError(f"The graph in {folder} cannot be read ({error}). Run `kg build` again.") from error


def store_mark(folder: Path) -> str:
    """What tells the store in `folder` from those before and after it; cheap. Raises UsageError without one."""
    for _ in range(_LOOKS):
        with contextlib.suppress(OSError, UsageError):  # a new store may just be swapped in
            return _mark(_place(folder))
    try:
        return _mark(_place(folder))
    except OSError as error:
        raise UsageError(f"The graph in {folder} cannot be read ({error}). Run `kg build` again.") from error


def _mark(place: Path) -> str:
    found = (place / "CURRENT").stat()
    return f"{found.st_dev}-{found.st_ino}-{found.st_mtime_ns}"


def _place(folder: Path) -> Path:
    place = folder / STORE
    if not place.is_dir() and (folder / _OLD).is_dir():
        place = folder / _OLD  # a build was killed between its two renames
    if not place.is_dir():
        raise UsageError(f"There is no graph in {folder}. Run `kg build` first, or name its folder.")
    return place


def graph_quads(store: ox.Store, graph: str | None = None) -> Iterator[ox.Quad]:
    """Yield the quads of a store, or of one of its graphs (IRI)."""
    name = None if graph is None else ox.NamedNode(graph)
    yield from store.quads_for_pattern(None, None, None, name)


def base_of(store: ox.Store) -> str:
    """What the data IRIs of a graph begin with, told by the names of the graphs that all reports share."""
    endings = tuple(graph_iri(name, "") for name in (ENTITIES_GRAPH, VOCABULARY_GRAPH))
    names = (name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    bases = (name.removesuffix(ending) for name in names for ending in endings if name.endswith(ending))
    return min(bases, default=BASE)


def _swap(folder: Path, beside: Path) -> None:
    current, old = folder / STORE, folder / _OLD
    if current.exists():
        current.rename(old)
    try:
        beside.rename(current)
    except OSError:
        if old.exists():
            old.rename(current)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Put right what a killed build has left: the old store in the wrong place, new ones never finished."""
    current, old = folder / STORE, folder / _OLD
    if old.is_dir():
        if current.is_dir():
            shutil.rmtree(old)
        else:
            old.rename(current)
    for left in folder.glob(f"{_NEW}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
