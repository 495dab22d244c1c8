"""The errors that the package raises on purpose: each says what happened and what to try."""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that a caller may expect; its message is meant for a person."""


class InputError(KgError):
    """A report that cannot be used: its source and the reason, for `rejected.jsonl`."""

    def __init__(self, source: str, reason: str) -> None:
        """`source` is the path as given by the caller, `reason` a sentence without the path."""
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class VocabularyError(KgError):
    """A vocabulary file that does not hold together: names the file and the concept."""


class UsageError(KgError):
    """A request that cannot be answered as it was put: wrong name, missing graph, bad query."""
