from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiate import Range, best, names, quality_of, ranges

OFFERS = ("text/turtle", "application/ld+json", "application/n-triples", "text/html")
TOKEN = st.text("abcdefghijklmnopqrstuvwxyz0123456789+.-", min_size=1, max_size=8)
MEDIA = st.sampled_from(OFFERS) | st.builds("{}/{}".format, TOKEN, TOKEN)
RANGE = (
    MEDIA | st.just("*/*") | st.builds("{}/*".format, TOKEN) | st.sampled_from(["text/*", "application/*"])
)
QUALITY = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
HEADER = st.lists(st.tuples(RANGE, QUALITY), max_size=8)


def written(parts: list[tuple[str, float]]) -> str:
    return ", ".join(f"{media};q={quality:.3f}" for media, quality in parts)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("TEXT/HTML", "text/html"),
        ("application/*, text/html;q=0.9", "application/ld+json"),
        ("text/turtle;q=0.5, application/n-triples", "application/n-triples"),
        ("text/turtle;q=0, */*;q=0.1", "application/ld+json"),
        ("text/*;q=0.3, text/html;q=0.7, */*;q=0.5", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ('application/ld+json;profile="a,b;q=0", text/turtle;q=0.1', "application/ld+json"),
        ("text/turtle ; q=0.2 , text/html;Q=0.3", "text/html"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/turtle;q=2, text/html;q=0.1", "text/html"),
        ("nonsense", "text/turtle"),
    ],
)
def test_the_best_of_the_offers(accept: str | None, chosen: str | None) -> None:
    assert best(accept, OFFERS) == chosen


def test_nothing_on_offer_is_nothing() -> None:
    assert best("*/*", ()) is None
    assert best(None, ()) is None


def test_names_means_by_itself_not_by_a_wildcard() -> None:
    assert names("text/html;q=0.1, */*", "text/html")
    assert not names("*/*", "text/html")
    assert not names("text/html;q=0", "text/html")


@given(HEADER)
def test_what_is_written_is_read(parts: list[tuple[str, float]]) -> None:
    found = ranges(written(parts))
    assert [(f"{r.type}/{r.subtype}", r.quality) for r in found] == parts


@given(HEADER)
def test_the_chosen_one_is_accepted_and_no_other_is_liked_better(parts: list[tuple[str, float]]) -> None:
    chosen = best(written(parts), OFFERS)
    if not parts:
        assert chosen == OFFERS[0]
        return
    known = ranges(written(parts))
    qualities = [quality_of(known, offer) for offer in OFFERS]
    if chosen is None:
        assert max(qualities) == 0
    else:
        assert quality_of(known, chosen) == max(qualities) > 0
        assert OFFERS.index(chosen) == qualities.index(max(qualities)), "of equals the first"


@given(HEADER, st.randoms(use_true_random=False))
def test_the_order_of_ranges_means_nothing(parts: list[tuple[str, float]], random: object) -> None:
    unique = list(dict(parts).items())
    shuffled = list(unique)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert best(written(unique), OFFERS) == best(written(shuffled), OFFERS)


@given(st.text(max_size=60))
def test_any_header_is_read(accept: str) -> None:
    assert best(accept, OFFERS) in (*OFFERS, None)
    assert all(isinstance(r, Range) and 0 <= r.quality <= 1 for r in ranges(accept))
