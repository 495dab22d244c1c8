"""The texts of the reports, read again from their files where these are unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError
from kg.read.report import to_text


def report_texts(sources: Iterable[tuple[str, str | None, str | None]]) -> dict[str, str]:
    """Report → text, of `(report, path, SHA-256 of its bytes)`.

    A file that is gone, cannot be read or has other bytes gives nothing: offsets would point beside the words.
    """
    texts = {}
    for report, source, digest in sources:
        if source is None or digest is None:
            continue
        try:
            data = Path(source).read_bytes()
            if hashlib.sha256(data).hexdigest() == digest:
                texts[report] = to_text(data, source)
        except (OSError, InputError, ValueError):
            continue
    return texts
