"""Checks of a built graph: its shapes, and every quote against the file that it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.store import open_store
from kg.graph.validate import Finding, check_quotes, validate
from kg.read import find_files
from kg.read.report import to_text


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, and one sentence that says what was checked."""

    findings: tuple[Finding, ...]
    statement: str

    @property
    def failed(self) -> bool:
        """Whether anything is wrong: warnings alone are not."""
        return any(finding.severity == "violation" for finding in self.findings)


def check_graph(folder: Path, sources: Iterable[str | Path] | None = None) -> CheckReport:
    """Validate the graph in `folder`; with `sources`, re-read the files and prove each quote at its offsets.

    Raises UsageError when there is no graph, or no such file.
    """
    store = open_store(folder)
    findings = list(validate(store))
    parts = [f"{_count(store, 'Evidence')} pieces of evidence", "shapes checked"]
    if sources is not None:
        texts = source_texts(sources)
        findings += check_quotes(store, texts)
        parts.append(f"quotes re-read from {len(texts)} files")
    parts.append(f"{len(findings)} findings" if findings else "all well")
    return CheckReport(tuple(findings), ", ".join(parts))


def source_texts(paths: Iterable[str | Path]) -> dict[str, str]:
    """The texts of files by the SHA-256 of their bytes; files that hold no text are passed over."""
    texts: dict[str, str] = {}
    for source in find_files(paths):
        data = Path(source).read_bytes()
        try:
            texts[hashlib.sha256(data).hexdigest()] = to_text(data, source)
        except InputError:
            continue
    return texts


def _count(store: ox.Store, class_name: str) -> int:
    from kg.query import run

    result = run(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a kg:{class_name} }}")
    return int(str(result.rows[0][0]))
