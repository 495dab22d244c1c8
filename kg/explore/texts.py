"""The texts of the reports, read again from their files where these are unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import InputError
from kg.read import find_files
from kg.read.report import to_text


def report_texts(
    sources: Iterable[tuple[str, str | None, str | None]], known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Report → text, of `(report, path, SHA-256 of its bytes)`; `known` are texts by SHA-256 already at hand.

    A file that is gone, cannot be read or has other bytes gives nothing: offsets would point beside the words.
    """
    texts = {}
    for report, source, digest in sources:
        if source is None or digest is None:
            continue
        if known and digest in known:
            texts[report] = known[digest]
            continue
        if (text := report_text(source, digest)) is not None:
            texts[report] = text
    return texts


def report_text(path: str, digest: str) -> str | None:
    """The text of a report's file; None when it is gone, cannot be read, or has other bytes than the SHA-256 says."""
    try:
        data = Path(path).read_bytes()
        return to_text(data, path) if hashlib.sha256(data).hexdigest() == digest else None
    except (OSError, InputError, ValueError):
        return None


def texts_in(sources: Iterable[str | Path]) -> dict[str, str]:
    """The texts of the reports in files and folders, by the SHA-256 of their bytes.

    Raises UsageError on a path that does not exist.
    """
    texts = {}
    for source in find_files(sources):
        try:
            data = Path(source).read_bytes()
            texts[hashlib.sha256(data).hexdigest()] = to_text(data, source)
        except (OSError, InputError, ValueError):
            continue
    return texts
