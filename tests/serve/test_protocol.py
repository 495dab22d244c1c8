from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.problems import Problem
from kg.serve.protocol import Asked, asked_by_get, asked_by_post

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def test_a_get_without_parameters_asks_for_the_description() -> None:
    assert asked_by_get(b"") is None
    assert asked_by_get(b"lang=en") is None


def test_a_query_in_the_address() -> None:
    asked = asked_by_get(b"query=ASK%20%7B%7D&format=json")
    assert asked == Asked("ASK {}", None, "json")


def test_plus_is_a_space_and_chinese_is_read() -> None:
    asked = asked_by_get("query=ASK+{}+%23+行刑".encode("ascii", "xmlcharrefreplace"))
    assert asked is not None
    asked = asked_by_get(b"query=ASK+%7B%7D+%23%E8%A1%8C")
    assert asked == Asked("ASK {} #行", None, None)


def test_graphs_are_kept_in_order_each_once() -> None:
    asked = asked_by_get(
        b"query=q&default-graph-uri=http://a/&default-graph-uri=http://b/&default-graph-uri=http://a/"
        b"&named-graph-uri=http://c/"
    )
    assert asked is not None
    assert asked.graphs == (("http://a/", "http://b/"), ("http://c/",))


def test_a_form_and_a_query_as_the_body() -> None:
    assert asked_by_post(b"", FORM, b"query=ASK+%7B%7D") == Asked("ASK {}", None, None)
    assert asked_by_post(b"", f"{FORM}; charset=UTF-8", b"query=q") == Asked("q", None, None)
    posted = asked_by_post(b"default-graph-uri=http://a/", f"{DIRECT};charset=utf-8", "行".encode())
    assert posted == Asked("行", (("http://a/",), ()), None)


@pytest.mark.parametrize("same", ["format=csv&output=csv", "format=csv&output=", "results=csv"])
def test_the_form_has_several_names(same: str) -> None:
    asked = asked_by_get(f"query=q&{same}".encode())
    assert asked is not None and asked.format == "csv"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (b"query=a&query=b", 400),
        (b"default-graph-uri=http://a/", 400),
        (b"query=q&default-graph-uri=relative", 400),
        (b"query=q&named-graph-uri=http://a%20b/", 400),
        (b"query=%FF", 400),
        (b"query=\xff", 400),
        (b"query=q&format=csv&output=xml", 400),
        (b"query=q&" + b"a=1&" * 2000, 400),
        (b"update=DROP+ALL", 403),
        (b"query=q&update=CLEAR+ALL", 403),
    ],
)
def test_what_a_get_must_not_be(query: bytes, status: int) -> None:
    with pytest.raises(Problem) as caught:
        asked_by_get(query)
    assert caught.value.status_code == status
    assert caught.value.detail


@pytest.mark.parametrize(
    ("query", "media", "body", "status"),
    [
        (b"", FORM, b"", 400),
        (b"", FORM, b"query=a&query=b", 400),
        (b"query=a", FORM, b"query=b", 400),
        (b"query=a", DIRECT, b"ASK {}", 400),
        (b"", DIRECT, b"ASK \xff", 400),
        (b"", FORM, b"query=%FF", 400),
        (b"", DIRECT + "; charset=utf-16", "ASK {}".encode("utf-16"), 415),
        (b"", "", b"query=ASK+{}", 415),
        (b"", "text/plain", b"ASK {}", 415),
        (b"", "application/json", b"{}", 415),
        (b"", "multipart/form-data; boundary=x", b"--x--", 415),
        (b"", "application/sparql-update", b"CLEAR ALL", 403),
        (b"", FORM, b"update=CLEAR+ALL", 403),
        (b"update=x", DIRECT, b"ASK {}", 403),
    ],
)
def test_what_a_post_must_not_be(query: bytes, media: str, body: bytes, status: int) -> None:
    with pytest.raises(Problem) as caught:
        asked_by_post(query, media, body)
    assert caught.value.status_code == status


@given(st.binary(max_size=80), st.sampled_from([FORM, DIRECT, "", "x/y; charset"]), st.binary(max_size=80))
def test_any_request_is_read_or_told_why_not(query: bytes, media: str, body: bytes) -> None:
    try:
        assert isinstance(asked_by_post(query, media, body), Asked)
    except Problem as problem:
        assert problem.status_code in (400, 403, 415)
