"""A body found in text, and which of those that overlap to keep."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from kg.model import Method, Span
from kg.spans import SpanSet
from kg.vocabulary.concepts import AgencyFunction

# A university's schools and hospitals.
SCHOOL_BEHIND = re.compile(
    r"(?<=大学)(?:(?![建立设和与及在等对合牵])[\u4e00-\u9fff]){1,8}?(?:学院|研究院|研究中心|附属[\u4e00-\u9fff]{0,4}医院)(?![院派区])"
)

# A great firm's branches: 国网黄陵县供电公司, 中国移动黄陵分公司.
BRANCH_BEHIND = re.compile(
    r"(?![和与及在等、对])[\u4e00-\u9fff]{2,8}?(?:供电公司|供电局|分公司|支公司|分行|支行)(?![和与及]?各)"
)


class Qualifier(StrEnum):
    """What stands before a body's stem and tells whose body it is."""

    PLACE = "place"
    LEVEL = "level"
    NONE = "none"
    NATIONAL = "national"
    ORGANISATION = "organisation"  # one of the vocabulary, its full name is the stem
    NAMED = "named"  # the text gives the whole name, no region belongs before it


class AgencyMention(NamedTuple):
    """A body found: `span` covers qualifier and stem, `owner` is the qualifier as printed (醴陵市, 市, 省)."""

    span: Span
    qualifier: Qualifier
    owner: str
    stem: str
    function: AgencyFunction | None
    method: Method
    score: float


def longest(mentions: list[AgencyMention]) -> list[AgencyMention]:
    """Drop mentions inside or across longer ones; a known stem wins over grammar of the same length."""
    taken = SpanSet(max((m.span.end for m in mentions), default=0))
    ordered = sorted(
        mentions, key=lambda m: (m.span.start - m.span.end, m.method is Method.PATTERN, m.span.start)
    )
    kept: list[AgencyMention] = []
    for mention in ordered:
        if not taken.touches(mention.span):
            kept.append(mention)
            taken.add(mention.span)
    return sorted(kept, key=lambda m: m.span)
