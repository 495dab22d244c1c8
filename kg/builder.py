"""The pipeline over many reports: files in, a folder with the store and its exports out."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.graph.dataset import write_dumps
from kg.graph.entities import ontology_quads, quads_of_used
from kg.graph.quads import report_quads
from kg.graph.serialise import serialise
from kg.graph.store import write_store
from kg.graph.used import Used, used_by
from kg.link.confidence import at_least
from kg.model import BuildSummary, Extraction, Rejection
from kg.namespaces import BASE
from kg.pipeline import analyse
from kg.read import find_files, read
from kg.records import to_record
from kg.settings import Settings, read_settings
from kg.text import fold

Progress = Callable[[int, int], None]

# Below this number of files a pool costs more than it saves: each worker loads the vocabularies.
_POOL_FROM = 24


@dataclass(frozen=True, slots=True)
class Built:
    """One report built: its JSON record, its graph as N-Quads, what it uses of the shared graphs."""

    source: str
    sha256: str
    record: dict[str, Any]
    quads: bytes
    used: Used
    entities: dict[str, tuple[str, ...]]
    facts: dict[str, int]
    said: frozenset[tuple[int, str]] = frozenset()  # names in the reviewer's decisions that the report has


_SHIPPED = Settings()


def extract(path: str | Path, settings: Settings = _SHIPPED) -> Extraction:
    """Read one file and return everything it says. Raises InputError when the file cannot be used."""
    vocabulary = settings.vocabulary
    extraction = analyse(read(path, vocabulary.gazetteer), vocabulary, settings.decisions)
    return at_least(extraction, settings.min_score)


def extract_many(
    paths: Iterable[str | Path],
    only: Callable[[str], bool] | None = None,
    vocabularies: Iterable[str | Path] = (),
) -> Iterator[Extraction | Rejection]:
    """Extract the files under `paths` one by one, in order; a file that cannot be used gives a Rejection.

    `only` picks files by their path, `vocabularies` are files of concepts beside the shipped ones. Raises
    UsageError on a path that does not exist, VocabularyError on a vocabulary that does not hold together.
    """
    settings = read_settings(vocabularies)
    for source in find_files(paths):
        if only is not None and not only(source):
            continue
        try:
            yield extract(source, settings)
        except InputError as error:
            yield Rejection(error.source, error.reason)


def build_folder(
    paths: Iterable[str | Path],
    out: str | Path = "exports",
    *,
    jobs: int | None = None,
    base: str = BASE,
    progress: Progress | None = None,
    vocabularies: Iterable[str | Path] = (),
    decisions: str | Path | None = None,
    min_score: float = 0.0,
) -> BuildSummary:
    """Build the graph of all reports under `paths` into the folder `out`, replacing an earlier graph there.

    `jobs` is the number of processes (by default one a core when there are many files), `base` the IRI that
    data IRIs begin with, `progress` is called with the numbers of files done and in all. `vocabularies` are
    Turtle files of concepts beside the shipped ones, `decisions` a reviewer's (see `kg.link.decisions`), facts
    with a score below `min_score` are left out. A file that cannot be used is listed in `rejected.jsonl`; the
    others are built. Nothing in `out` changes before all reports are read, so a build that is broken off
    loses nothing. Raises UsageError when there is no file to read or a decision cannot be followed,
    VocabularyError when a vocabulary does not hold together.
    """
    files = find_files(paths)
    if not files:
        raise UsageError("no reports found: give .txt, .html, .docx or .pdf files, or folders of them")
    settings = read_settings(vocabularies, decisions, min_score, files)
    results = list(_run(files, jobs, base, settings, progress))
    built, rejected = _without_repeats(results)
    settings.decisions.check(frozenset(name for report in built for name in report.said))
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    quads = ontology_quads(base)
    quads += quads_of_used((b.used for b in built), settings.vocabulary, base)
    for report in built:
        quads += list(ox.parse(report.quads, format=ox.RdfFormat.N_QUADS))
    write_store(folder, quads)
    write_dumps(folder, quads, base)
    write_file(folder / "extracted.jsonl", _json_lines(b.record for b in built))
    write_file(
        folder / "rejected.jsonl", _json_lines({"source": r.source, "reason": r.reason} for r in rejected)
    )
    return _summary(built, rejected, len(quads))


def build_one(source: str, base: str = BASE, settings: Settings = _SHIPPED) -> Built | Rejection:
    """Build one report: a pure function of the file's bytes, the vocabularies, the settings and the version."""
    try:
        extraction = extract(source, settings)
    except InputError as error:
        return Rejection(error.source, error.reason)
    except Exception as error:  # one odd file must not lose the others; the reason names the fault
        return Rejection(source, f"internal error, please report it: {type(error).__name__}: {error}")
    return Built(
        source=source,
        sha256=extraction.report.sha256,
        record=to_record(extraction),
        quads=serialise(report_quads(extraction, base), "nquads", base),
        used=used_by(extraction),
        entities=_entities(extraction),
        facts=_facts(extraction),
        said=settings.decisions.said_in(source, fold(extraction.report.text)),
    )


def _run(
    files: list[str], jobs: int | None, base: str, settings: Settings, progress: Progress | None
) -> Iterator[Built | Rejection]:
    workers = jobs if jobs is not None else (os.cpu_count() or 1) if len(files) >= _POOL_FROM else 1
    if workers <= 1:
        for done, source in enumerate(files, start=1):
            yield build_one(source, base, settings)
            if progress:
                progress(done, len(files))
        return
    with ProcessPoolExecutor(workers) as pool:
        chunk = max(1, min(16, len(files) // (workers * 4)))
        results = pool.map(build_one, files, repeat(base), repeat(settings), chunksize=chunk)
        for done, result in enumerate(results, start=1):
            yield result
            if progress:
                progress(done, len(files))


def _without_repeats(results: list[Built | Rejection]) -> tuple[list[Built], list[Rejection]]:
    built: dict[str, Built] = {}
    rejected: list[Rejection] = []
    for result in results:
        if isinstance(result, Rejection):
            rejected.append(result)
        elif result.sha256 in built:
            rejected.append(Rejection(result.source, f"the same content as {built[result.sha256].source}"))
        else:
            built[result.sha256] = result
    return list(built.values()), rejected


def _entities(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    return {
        "region": tuple(r.iri for r in extraction.regions),
        "agency": tuple(a.iri for a in extraction.agencies),
        "regulation": tuple(r.iri for r in extraction.regulations),
        "programme": tuple(p.iri for p in extraction.programmes),
    }


def _facts(extraction: Extraction) -> dict[str, int]:
    return {
        "mention": len(extraction.regions) + len(extraction.agencies),
        "adoption": sum(len(p.places) for p in extraction.programmes),
        "citation": len(extraction.regulations),
        "award": len(extraction.awards),
        "statistic": len(extraction.statistics),
    }


def _summary(built: list[Built], rejected: list[Rejection], quads: int) -> BuildSummary:
    entities: dict[str, set[str]] = {}
    facts: Counter[str] = Counter()
    for report in built:
        for kind, iris in report.entities.items():
            entities.setdefault(kind, set()).update(iris)
        facts.update(report.facts)
    return BuildSummary(
        len(built), {kind: len(iris) for kind, iris in entities.items()}, dict(facts), quads, tuple(rejected)
    )


def _json_lines(records: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def write_file(path: Path, data: bytes) -> None:
    """Write `data` so that the file is whole or untouched."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    beside.replace(path)
