from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.spans import SpanSet

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda t: Span(t[0], t[0] + t[1]))


def test_inside_and_across() -> None:
    spans = SpanSet(20, [Span(2, 5), Span(10, 12)])
    assert spans.covers(Span(2, 5)) and spans.covers(Span(3, 4))
    assert not spans.covers(Span(4, 6))
    assert spans.touches(Span(4, 6)) and spans.touches(Span(0, 20))
    assert not spans.touches(Span(5, 10)) and not spans.covers(Span(5, 10))


def test_spans_that_touch_are_one_stretch() -> None:
    spans = SpanSet(10, [Span(0, 3)])
    spans.add(Span(3, 6))
    assert spans.covers(Span(1, 5))


def test_an_empty_set_touches_nothing() -> None:
    assert not SpanSet(10).touches(Span(0, 10))


@given(st.lists(SPANS, max_size=6), SPANS)
def test_it_agrees_with_sets_of_offsets(given_spans: list[Span], asked: Span) -> None:
    offsets = {offset for span in given_spans for offset in range(span.start, span.end)}
    inside = set(range(asked.start, asked.end))
    spans = SpanSet(40, given_spans)
    assert spans.touches(asked) == bool(offsets & inside)
    assert spans.covers(asked) == (inside <= offsets)
