"""The outline of a graph kept in a file beside its store, so that a server of a large graph is there at once."""

from __future__ import annotations

import contextlib
import json
import os
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox

from kg.explore.index import Adoptions, Index, TieTable, read_index

FILE = "outline.npz"
_FORM = 1
_ARRAYS = ("kinds", "within", "facts")


def kept_index(store: ox.Store, folder: Path, mark: str) -> Index:
    """The outline of the store in a folder: of the file beside it, else read from the store and kept there.

    `mark` tells this store from earlier ones. Where the file cannot be written, the outline is not kept.
    """
    path = folder / FILE
    known = _load(path, mark)
    if known is not None:
        return known
    index = read_index(store)
    with contextlib.suppress(OSError):
        _save(index, path, mark)
    return index


def _save(index: Index, path: Path, mark: str) -> None:
    names = {name: getattr(index, name) for name in _ARRAYS}
    texts: dict[str, Any] = {
        "form": _FORM,
        "mark": mark,
        "base": index.base,
        "iris": index.iris,
        "names": index.names,
        "level": index.level,
        "code": index.code,
        "type": index.type,
        "candidates": sorted(index.candidates),
        "years": {str(region): years for region, years in index.years.items()},
        "counts": dict(index.counts),
    }
    columns = {f"adoptions_{name}": values for name, values in asdict(index.adoptions).items()}
    columns |= {f"ties_{name}": values for name, values in asdict(index.ties).items()}
    packed = np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), np.uint8)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            np.savez_compressed(file, texts=packed, **names, **columns)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _load(path: Path, mark: str) -> Index | None:
    """The outline in a file; None when there is none of this store that can be read."""
    try:
        with np.load(path, allow_pickle=False) as file:
            texts = json.loads(bytes(file["texts"]))
            if (texts.pop("form"), texts.pop("mark")) != (_FORM, mark):
                return None
            adoptions, ties = (
                {
                    name.removeprefix(f"{table}_"): file[name]
                    for name in file.files
                    if name.startswith(f"{table}_")
                }
                for table in ("adoptions", "ties")
            )
            return Index(
                base=texts["base"],
                iris=tuple(texts["iris"]),
                names=tuple(map(tuple, texts["names"])),
                level=tuple(texts["level"]),
                code=tuple(texts["code"]),
                type=tuple(texts["type"]),
                candidates=frozenset(texts["candidates"]),
                numbers={iri: number for number, iri in enumerate(texts["iris"])},
                adoptions=Adoptions(**adoptions),
                ties=TieTable(**ties),
                years={int(region): tuple(years) for region, years in texts["years"].items()},
                counts=texts["counts"],
                **{name: file[name] for name in _ARRAYS},
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
