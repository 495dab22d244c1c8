"""All programmes that a text names, each place of the text once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.programmes.kinds import KIND_OF, suffix_word
from kg.extract.programmes.known import known_ones, not_in_longer
from kg.extract.programmes.mention import ProgrammeMention
from kg.extract.programmes.quoted import quoted_ones
from kg.extract.programmes.titled import titled_ones
from kg.model import Method, Span
from kg.spans import SpanSet
from kg.text import quoted_spans
from kg.vocabulary import Vocabulary


def find_programmes(
    folded: str, start: int, end: int, vocabulary: Vocabulary, titles: SpanSet, bodies: list[Span]
) -> list[ProgrammeMention]:
    """Return the programmes named in `folded[start:end]`, in order; offsets are of `folded`.

    `titles` are the spans of 《…》 and other documents, where only quoted names count; `bodies` those of agencies.
    """
    in_bodies = SpanSet(len(folded), bodies)
    quoted = [Span(*span) for span in quoted_spans(folded) if start <= span[0] and span[1] <= end]
    candidates = list(quoted_ones(folded, quoted, vocabulary, titles))
    unquoted = list(titled_ones(folded, start, end))
    known = known_ones(folded, start, end, vocabulary, titles, in_bodies, quoted, candidates)
    known = not_in_longer(known, unquoted)
    found = [m for m in _models(folded, bodies) if start <= m.span.start < end]
    taken = SpanSet(len(folded), (m.span for m in found))
    tails = SpanSet(len(folded), (_tail(m) for m in candidates if m.forms))
    for mention in known:
        if not taken.touches(mention.span) and not tails.covers(mention.span):
            found.append(mention)
            taken.add(mention.span)
    for mention in candidates:
        if not taken.touches(mention.span):
            found.append(mention)
            taken.add(mention.span)
            taken.add(_tail(mention))
    for mention in unquoted:
        if not (
            taken.touches(mention.span) or titles.touches(mention.span) or in_bodies.touches(mention.span)
        ):
            found.append(mention)
            taken.add(mention.span)
    return sorted(found, key=lambda m: m.span)


def _tail(mention: ProgrammeMention) -> Span:
    """What stands behind a quoted name and says what it is: 农资打假专项行动 of “护航春耕”农资打假专项行动."""
    return Span(mention.span.end, max((form.end for form in mention.forms), default=mention.span.end))


_PRACTICE = re.compile(r"(?:^|[的,])([\u4e00-\u9fff“”]{4,18}(?:改革|模式|工作法|机制|制度))$")


def honoured_practices(
    folded: str, subjects: Iterable[Span], found: list[ProgrammeMention]
) -> list[ProgrammeMention]:
    """Practices without quotation marks that an honour or a promotion names: 残疾人证办理改革获全省推广.

    `subjects` are the spans in front of the honours; those that hold one of the mentions `found` give nothing.
    """
    taken = SpanSet(len(folded), (m.span for m in found))
    practices: list[ProgrammeMention] = []
    for subject in subjects:
        named = _PRACTICE.search(folded[subject.start : subject.end])
        if named is None or taken.touches(subject):
            continue
        span = Span(subject.start + named.start(1), subject.end)
        taken.add(span)
        kind = KIND_OF[suffix_word(named.group(1))]
        practices.append(ProgrammeMention(span, named.group(1), kind, None, Method.PATTERN, 0.6))
    return practices


_TAKEN_UP = re.compile(r"(?:推广|借鉴|复制|学习)(?:应用|运用|借鉴|推广)?$")


def _models(folded: str, bodies: list[Span]) -> Iterator[ProgrammeMention]:
    """A body's way of working that is spread: 推广…应急消防管理服务中心模式."""
    for body in bodies:
        if folded.startswith(("模式", "经验", "做法"), body.end) and _TAKEN_UP.search(
            folded[max(0, body.start - 8) : body.start]
        ):
            span = Span(body.start, body.end + 2)
            yield ProgrammeMention(span, folded[span.start : span.end], "method", None, Method.PATTERN, 0.7)
