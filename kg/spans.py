"""A set of stretches of a text that answers quickly what lies inside or across it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Span

_STRETCH = re.compile(b"\x01+")


class SpanSet:
    """Spans over a text of known length (code points). Spans that touch count as one stretch."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        """An empty set, or one with `spans`; all lie within `0 … length`."""
        self._covered = bytearray(length)
        for start, end in spans:
            self._covered[start:end] = b"\x01" * (end - start)

    def stretches(self) -> Iterator[Span]:
        """Yield what is covered, in order; spans that touch are one."""
        for found in _STRETCH.finditer(self._covered):
            yield Span(*found.span())

    def add(self, span: Span) -> None:
        """Put a span in."""
        self._covered[span.start : span.end] = b"\x01" * (span.end - span.start)

    def covers(self, span: Span) -> bool:
        """Whether all of `span` lies inside."""
        return self._covered.find(0, span.start, span.end) < 0

    def touches(self, span: Span) -> bool:
        """Whether any of `span` lies inside."""
        return self._covered.find(1, span.start, span.end) >= 0
