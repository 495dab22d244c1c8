"""What is found of an honour at one place of a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Span
from kg.vocabulary.concepts import Concept


class Sort(StrEnum):
    """How a place came to an honour."""

    HONOUR = "honour"
    PRAISE = "praise"
    PROMOTION = "promotion"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class AwardMention:
    """An honour found; all offsets are of the folded text.

    `title` is where the honour is named, `subject` where its recipient is named (empty when the report's own place
    is meant), `grantor` where the giver is named, `honour` the concept when known. `apart` tells that the subject
    stands in an earlier clause than the verb, `one_of_row` that it is one name of a row of recipients.
    """

    name: str
    level: str
    quote: Span
    title: Span
    subject: Span
    grantor: Span | None
    honour: Concept | None
    score: float
    sort: Sort = Sort.HONOUR
    apart: bool = False
    one_of_row: bool = False
