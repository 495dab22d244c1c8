"""Programmes of the vocabulary, by their labels."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.extract.programmes.kinds import WORDS, suffix_behind
from kg.extract.programmes.mention import ProgrammeMention
from kg.model import Method, Span
from kg.spans import SpanSet
from kg.vocabulary import Vocabulary


def known_ones(
    folded: str,
    start: int,
    end: int,
    vocabulary: Vocabulary,
    titles: SpanSet,
    bodies: SpanSet,
    quoted: list[Span],
    candidates: list[ProgrammeMention],
) -> Iterator[ProgrammeMention]:
    """Programmes of the vocabulary by their labels; `candidates` are the new ones in quotation marks."""
    near_quotes = SpanSet(
        len(folded), (Span(max(0, q.start - 2), min(q.end + 2, len(folded))) for q in quoted)
    )

    starts = [q.start for q in quoted]
    named = {c.span.start for c in candidates}

    def accept(begin: int, stop: int) -> bool:
        if begin < start or stop > end:
            return False
        span = Span(begin, stop)
        if bodies.covers(span) or _cut(folded, span):
            return False
        if not near_quotes.touches(span):
            return not titles.covers(span)
        near = quoted[bisect_left(starts, begin - 62) : bisect_right(starts, stop)]
        if any(_across(span, q) for q in near):
            return False
        if any(span.within(q) and 2 * (stop - begin) < q.end - q.start <= 10 for q in near):
            return False  # 三基 in “三基地一枢纽”
        whole = next((q for q in near if span.within(q) and q.start in named), None)
        if whole is not None and (stop - begin) < 0.75 * (whole.end - whole.start):
            return False  # part of a quoted name of its own
        return not titles.covers(span) or any(
            span.within(q) and q.end - q.start <= (stop - begin) + 4 for q in near
        )

    for match in vocabulary.programme_labels.find(folded, accept):
        span = Span(match.start, match.end)
        forms = tuple(_longer_forms(folded, span, match.concept.kind))
        yield ProgrammeMention(
            span, match.concept.name, match.concept.kind, match.concept, Method.VOCABULARY, 0.95, forms
        )


def not_in_longer(
    known: Iterator[ProgrammeMention], unquoted: list[ProgrammeMention]
) -> Iterator[ProgrammeMention]:
    """Leave out a known label that is but a small part of a longer title: 大排查大化解 in …大整治攻坚行动."""
    titles = sorted(unquoted, key=lambda m: m.span)
    starts = [title.span.start for title in titles]
    for mention in known:
        at = bisect_right(starts, mention.span.start) - 1
        around = titles[at] if at >= 0 and mention.span.within(titles[at].span) else None
        if around is None or (
            2 * _length(mention.span) >= _length(around.span) and not _says_what_for(mention, around)
        ):
            yield mention


def _says_what_for(mention: ProgrammeMention, title: ProgrammeMention) -> bool:
    """Whether a label in front of 平台 or 系统 only tells what the platform is for: 行政执法监督 of 行政执法监督云平台."""
    return "platform" == title.kind != mention.kind and mention.span.end < title.span.end


def _length(span: Span) -> int:
    return span.end - span.start


def _across(span: Span, quotation: Span) -> bool:
    """Whether a match runs from outside into the middle of a quotation, or from its middle out."""
    into = span.start < quotation.start - 1 and quotation.start < span.end < quotation.end
    out = quotation.start < span.start < quotation.end < span.end
    return into or out


_LEFT = re.compile(
    rf"(?:.*(?:{WORDS.pattern('verb in front')}|的|和|与|、|对|将|在|了|及|为|用|以|从|等))?([\u4e00-\u9fff()]{{2,14}})$"
)
_NAME_BACKWARDS = re.compile(r"[\u4e00-\u9fff、()]*")
_NAMED_THINGS = frozenset({"platform", "site", "campaign"})


def _longer_forms(folded: str, span: Span, kind: str = "") -> Iterator[Span]:
    """The name with the words around it that belong to it: “放管服”改革, 商丘市中小企业融资信用服务平台."""
    if kind in _NAMED_THINGS:
        before = _NAME_BACKWARDS.match(folded[max(0, span.start - 16) : span.start][::-1])
        lead = _LEFT.match(before.group()[::-1]) if before else None
        if lead:
            yield Span(span.start - len(lead.group(1)), span.end)
    closing = span.end < len(folded) and folded[span.end] in "”’"
    end = span.end + 1 if closing else span.end
    suffix = suffix_behind(folded[end : end + 14])
    if suffix:
        yield Span(span.start, end + len(suffix))


def _cut(folded: str, span: Span) -> bool:
    """Whether the label's edge cuts a word: 述法 in 上述法律, 乡贤调解 in 乡贤调解员."""
    if folded.startswith("调解员", span.end - 2):
        return True
    if span.end - span.start == 2 and folded.startswith("述法", span.start):
        return (
            bool(re.match(r"[律规]", folded[span.end : span.end + 1]))
            or folded[span.start - 1 : span.start] in "上前所陈综论"
        )
    return False
