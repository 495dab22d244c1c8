"""What is found of a programme at one place of a text."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Method, Span
from kg.vocabulary.concepts import Concept


class ProgrammeMention(NamedTuple):
    """A programme found; `span` is its name without quotation marks, `name` what to call it if it is new.

    `forms` are longer or shorter ways in which the same place of the text names it.
    """

    span: Span
    name: str
    kind: str
    concept: Concept | None
    method: Method
    score: float
    forms: tuple[Span, ...] = ()
