"""Candidates for programmes that no vocabulary holds, and what a learned scorer may see of each.

Recall is not capped by the hand-written scores: every quotation counts, whatever the unquoted patterns match, and
what ends with a telling word behind a verb or a joint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rjieba

from kg.extract.programmes import ProgrammeMention, kinds, titled
from kg.extract.programmes import quoted as quotes
from kg.extract.regulations import titles
from kg.model import Method, Report, Span
from kg.spans import SpanSet
from kg.text import clause_around, fold, quoted_spans, skeleton
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may name a programme. `known` ones stand in the vocabulary: they only teach."""

    span: Span
    suffix: str
    quoted: bool
    known: bool
    features: tuple[str, ...]

    def mention(self, folded: str, score: float) -> ProgrammeMention:
        """The candidate as the extraction's mention, named and sorted as the patterns do it."""
        text = folded[self.span.start : self.span.end]
        name = text if len(skeleton(text)) >= 3 else text + self.suffix
        word = kinds.suffix_word(self.suffix or text)
        kind = kinds.KIND_OF[word] if word else kinds.guess_kind(text)
        whole = Span(self.span.start, self.span.end + 1 + len(self.suffix))
        forms = (whole,) if self.suffix else ()
        return ProgrammeMention(self.span, name, kind, None, Method.PATTERN, round(score, 2), forms)


_VERB = re.compile(f"(?:{kinds.WORDS.pattern('done', longest_first=True)})")
_JOINT = re.compile(
    f"(?:{kinds.WORDS.pattern('done', longest_first=True)})(?:了|好)?|[的和与及、以对等在]|\\d+[个项处家]"
)
_RUN = re.compile(r"[\u4e00-\u9fff\dA-Za-z+()、]{1,24}$")
_HINTS = {
    "yes": quotes._INSIDE_YES,
    "no": quotes._INSIDE_NO,
    "slogan": quotes._LONG_SLOGAN,
    "latin": re.compile("[A-Za-z]"),
    "digit": re.compile(r"\d"),
    "numeral": re.compile("[一二三四五六七八九十]"),
    "plus": re.compile(r"[+×]"),
    "marks": re.compile("[,、]"),
    "place": re.compile("[省市县区镇]"),
}


def without_hand(features: Iterable[str]) -> tuple[str, ...]:
    """The features but for those that tell the judgement of the hand-written patterns."""
    return tuple(feature for feature in features if "hand" not in feature)


def candidates(report: Report, vocabulary: Vocabulary) -> list[Candidate]:
    """The candidates of a report's body, quoted ones first."""
    folded = fold(report.text)
    view = _View(report, folded, vocabulary)
    return [*_quoted(view), *_unquoted(view)]


class _View:
    """A report with what features are made of."""

    def __init__(self, report: Report, folded: str, vocabulary: Vocabulary) -> None:
        self.report, self.folded, self.vocabulary = report, folded, vocabulary
        self.start, self.end = report.body_start, report.body_end
        self.titles = SpanSet(len(folded), (title.span for title in titles(folded)))
        labels = vocabulary.programme_labels.find(folded)
        self.by_hand = {m.span for m in titled.titled_ones(folded, self.start, self.end)}
        self.known = SpanSet(len(folded), (Span(m.start, m.end) for m in labels))
        self.words: dict[int, str] = {}  # by where they begin
        self.word_ends: dict[int, str] = {}
        at = 0
        for word in rjieba.cut(folded):
            self.words[at] = word
            at += len(word)
            self.word_ends[at] = word


def _quoted(view: _View) -> Iterator[Candidate]:
    outer_end = -1
    for begin, stop in quoted_spans(view.folded):
        inner = stop <= outer_end
        outer_end = max(outer_end, stop)
        core = skeleton(view.folded[begin:stop])
        if inner or not (view.start <= begin and stop <= view.end and 2 <= len(core) <= 26):
            continue
        suffix = kinds.suffix_behind(view.folded[stop + 1 : stop + 16])
        known = view.vocabulary.programme_labels.exact(core) is not None
        features = tuple(_features(view, Span(begin, stop), suffix, quoted=True))
        yield Candidate(Span(begin, stop), suffix, True, known, features)


def _unquoted(view: _View) -> Iterator[Candidate]:
    in_quotes = SpanSet(len(view.folded), (Span(*span) for span in quoted_spans(view.folded)))
    for span in sorted({*_by_pattern(view), *_by_ending(view)}):
        if not (view.titles.touches(span) or in_quotes.touches(span)):
            known = view.known.covers(span)
            yield Candidate(span, "", False, known, tuple(_features(view, span, "", quoted=False)))


def _by_pattern(view: _View) -> Iterator[Span]:
    """What the hand-written patterns match, without their exclusions."""
    for pattern in (titled._CAMPAIGN, titled._PLATFORM, titled._STYLE, titled._WORKING_METHOD, titled._SITE):
        for match in pattern.finditer(view.folded, view.start, view.end):
            text = match.group(match.lastindex or 0)
            trimmed = titled._ADVERBS.sub("", text)
            if len(trimmed) >= 4:
                stop = match.end(match.lastindex or 0)
                yield Span(stop - len(trimmed), stop)


def _by_ending(view: _View) -> Iterator[Span]:
    """What ends with a telling word, back to the last verb or joint in front of it."""
    for word in kinds.SUFFIX.finditer(view.folded, view.start, view.end):
        run = _RUN.search(view.folded, max(view.start, word.start() - 16), word.start())
        if run is None:
            continue
        joints = [joint.end() for joint in _JOINT.finditer(view.folded, run.start(), word.start())]
        begin = joints[-1] if joints else run.start()
        trimmed = titled._ADVERBS.sub("", view.folded[begin : word.end()])
        if 4 <= len(trimmed) <= 18:
            yield Span(word.end() - len(trimmed), word.end())


def _features(view: _View, span: Span, suffix: str, quoted: bool) -> Iterator[str]:
    """Names of what holds of a candidate; those of quoted and unquoted ones are kept apart, some are shared too."""
    own = "q:" if quoted else "u:"
    for feature in (*_inside(view, span, suffix), *_around(view, span, quoted)):
        yield own + feature
        if feature.startswith(("word=", "end=", "role=", "verb=")):
            yield feature
    yield own + "bias"
    if quoted:
        core = skeleton(view.folded[span.start : span.end])
        after = view.folded[span.end + 1 : span.end + 16]
        score = quotes._quoted_score(view.folded, span, core, suffix, after)
        yield from (f"hand above {bound / 10}" for bound in range(11) if score * 10 >= bound)
        if score >= 0.5 and core not in view.vocabulary.rhetoric:
            yield "hand finds the quoted one"
    elif span in view.by_hand:
        yield "hand finds the unquoted one"


def _inside(view: _View, span: Span, suffix: str) -> Iterator[str]:
    text = view.folded[span.start : span.end]
    core = skeleton(text)
    ending = kinds.suffix_word(core)
    yield f"length={min(len(core), 15)}"
    yield f"end={ending}"
    yield f"kind={kinds.KIND_OF.get(ending, '')}"
    yield f"last={core[-1:]}"
    yield f"last2={core[-2:]}"
    yield f"first={core[:1]}"
    yield f"first2={core[:2]}"
    yield f"behind={kinds.suffix_word(suffix)}" if suffix else "nothing behind"
    yield from (f"word={word}" for word in set(rjieba.cut(core)) if len(word) > 1)
    yield from (f"inside {name}" for name, pattern in _HINTS.items() if pattern.search(core))
    if core in view.vocabulary.rhetoric:
        yield "rhetoric"
    if view.titles.covers(span):
        yield "in title"
    if not view.known.covers(span) and view.known.touches(span):
        yield "holds a known name"


def _around(view: _View, span: Span, quoted: bool) -> Iterator[str]:
    folded, mark = view.folded, 1 if quoted else 0
    begin, stop = span.start - mark, span.end + mark
    left, right = clause_around(folded, span.start, span.end)
    before, after = folded[max(left, begin - 20) : begin], folded[stop : stop + 15]
    verbs = _VERB.findall(before)
    yield f"role={view.report.role_at(span.start)}"
    yield f"verb={verbs[-1]}" if verbs else "no verb"
    yield f"before={folded[begin - 1 : begin]}"
    yield f"word before={view.word_ends.get(begin, '?')}"
    yield f"after={folded[stop : stop + 1]}"
    yield f"word after={view.words.get(stop, '?')}"
    if quotes._QUOTE_ROW.search(before) or re.match("[、和及]“", after):
        yield "in a row"
    if quotes._NAMED_BEFORE.search(before):
        yield "named"
    if quotes._HONOURED.match(after):
        yield "honoured"
    if quotes._NOT_AFTER.match(after):
        yield "not before this"
    if quotes._NOT_BEFORE.search(before):
        yield "not behind this"
    if quotes._DO_BEFORE.search(before):
        yield "done"
    if begin <= left:
        yield "clause begins"
    if stop >= right:
        yield "clause ends"
