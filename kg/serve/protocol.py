"""Requests of the SPARQL 1.1 Protocol: what a client asks, by GET or POST (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

import pyoxigraph as ox

from kg.serve.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_FORMATS = ("format", "output", "results")
_FIELDS = 1000

Parameters = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as a client asks it: its text, the graphs to ask (default, named; None for all), the form."""

    query: str
    graphs: tuple[tuple[str, ...], tuple[str, ...]] | None
    format: str | None


def asked_by_get(query_string: bytes) -> Asked | None:
    """The query of a GET request, None when it asks for nothing (and wants the service's description).

    Raises Problem: 400 for what is malformed or doubled, 403 for an update.
    """
    parameters = _parameters(query_string)
    _refuse_update(parameters)
    if "query" not in parameters and not parameters.keys() & {"default-graph-uri", "named-graph-uri"}:
        return None
    return _asked(parameters, _one_query(parameters))


def asked_by_post(query_string: bytes, content_type: str, body: bytes) -> Asked:
    """The query of a POST request: a form, or the query itself as the body.

    Raises Problem: 400 for what is malformed or doubled, 403 for an update, 415 for another media type.
    """
    media, charset = _content_type(content_type)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"The body is to be in UTF-8, not {charset!r}.")
    parameters = _parameters(query_string)
    _refuse_update({"update": []} if media == UPDATE else parameters)
    if media == QUERY:
        if "query" in parameters:
            raise Problem(400, "There are two queries, one in the address and one in the body. Send one.")
        return _asked(parameters, _text(body))
    if media != FORM:
        raise Problem(
            415, f"POST a query as {QUERY}, or a form ({FORM}) with a field `query`; not {media!r}."
        )
    form = _parameters(body)
    names = parameters.keys() | form.keys()
    parameters = {name: [*parameters.get(name, ()), *form.get(name, ())] for name in names}
    _refuse_update(parameters)
    return _asked(parameters, _one_query(parameters))


def _content_type(header: str) -> tuple[str, str]:
    media, *rest = (part.strip() for part in header.split(";"))
    pairs = (part.partition("=") for part in rest)
    charsets = [
        value.strip().strip('"').lower() for name, _, value in pairs if name.strip().lower() == "charset"
    ]
    return media.lower(), charsets[0] if charsets else ""


def _parameters(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise Problem(400, "Parameters are to be percent-encoded UTF-8.") from error
    except ValueError as error:
        raise Problem(400, f"There are too many parameters (at most {_FIELDS}).") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"The query is not in UTF-8: {error.reason} at byte {error.start}.") from error


def _refuse_update(parameters: Parameters) -> None:
    if "update" in parameters:
        raise Problem(
            403, "This endpoint only reads; the graph changes by `kg build`. Send a query (`query=…`)."
        )


def _one_query(parameters: Parameters) -> str:
    queries = parameters.get("query", [])
    if len(queries) != 1:
        many = f"There are {len(queries)} queries" if queries else "There is no query"
        raise Problem(400, f"{many}. Send exactly one parameter `query`.")
    return queries[0]


def _asked(parameters: Parameters, query: str) -> Asked:
    default = _iris(parameters, "default-graph-uri")
    named = _iris(parameters, "named-graph-uri")
    wanted = {value for name in _FORMATS for value in parameters.get(name, ()) if value}
    if len(wanted) > 1:
        raise Problem(400, f"Several forms are asked for ({', '.join(sorted(wanted))}). Name one.")
    return Asked(query, (default, named) if default or named else None, next(iter(wanted), None))


def _iris(parameters: Parameters, name: str) -> tuple[str, ...]:
    found = parameters.get(name, [])
    for iri in found:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise Problem(400, f"{name} is to be an absolute IRI, not {iri!r}.") from error
    return tuple(dict.fromkeys(found))
