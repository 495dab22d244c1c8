"""The explorer's view of the graph in a folder: opened at the first question, opened anew after a build."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.explore.described import LookedUp
from kg.explore.kept import kept_index
from kg.explore.source import Source, make_source
from kg.explore.texts import report_text
from kg.graph.store import open_store, store_mark
from kg.read import find_files


class Held:
    """The graph of one folder as a source of slices. Safe to use from several threads.

    `sources` are files or folders where the reports are, if they moved since the build. Raises UsageError for
    one that does not exist.
    """

    def __init__(self, folder: Path, sources: Sequence[str] = ()) -> None:
        self._folder = folder
        self._sources = tuple(sources)
        for source in self._sources:
            if not Path(source).exists():
                raise UsageError(f"{source}: no such file or folder")
        self._moved: dict[str, str] | None = None
        self._lock = threading.Lock()
        self._known: tuple[str, Source] | None = None

    def source(self) -> Source:
        """The graph as it stands in the folder now. Raises UsageError when there is none."""
        with self._lock:
            mark = store_mark(self._folder)
            if self._known is None or self._known[0] != mark:
                store = open_store(self._folder)
                made = make_source(store, kept_index(store, self._folder, mark))
                made.has_text = lambda report: self._file(made.described(), report) is not None
                self._known = mark, made
            return self._known[1]

    def text(self, report: str) -> str | None:
        """The text of a report (IRI without the base); None where its unchanged file is not at hand."""
        of = self.source().described()
        path, digest = self._file(of, report), of.one(report, "sha256")
        return None if path is None or digest is None else report_text(path, digest)

    def _file(self, of: LookedUp, report: str) -> str | None:
        """The file of a report: where the build found it, or among the moved ones with the same bytes."""
        path, digest = of.one(report, "source"), of.one(report, "sha256")
        if path is None or digest is None:
            return None
        if self._sources:
            moved = self._moved_files()
            if digest in moved:
                return moved[digest]
        return path if Path(path).is_file() else None

    def _moved_files(self) -> dict[str, str]:
        """SHA-256 → path of the files that were named."""
        if self._moved is None:
            self._moved = {}
            for path in find_files(self._sources):
                try:
                    self._moved[hashlib.sha256(Path(path).read_bytes()).hexdigest()] = str(path)
                except OSError:
                    continue
        return self._moved
