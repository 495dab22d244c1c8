"""Asking a store: in this process, or in one that can be stopped."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection

import pyoxigraph as ox

from kg.errors import UsageError
from kg.iris import rebase
from kg.namespaces import BASE, PREFIXES
from kg.query.guard import checked, names_its_graphs
from kg.query.results import Result, Row

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query is asked of: those that make up its default graph, those that GRAPH sees (IRIs).

    They take the place of what FROM and FROM NAMED in the query say, as in the SPARQL protocol.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    """A query as the user wrote it and as the engine gets it, with all that belongs to it."""

    sparql: str
    text: str
    prefixes: Mapping[str, str]
    base: str
    graphs: Graphs | None
    limit: int | None


def run(
    store: ox.Store,
    sparql: str,
    *,
    prefixes: bool = True,
    timeout: float | None = None,
    base: str = BASE,
    graphs: Graphs | None = None,
    limit: int | None = None,
) -> Result:
    """Ask a SELECT, ASK, CONSTRUCT or DESCRIBE query of all graphs of a store together.

    `prefixes` makes those of `kg.namespaces` known (a declaration in the query wins), the data's ones under
    `base`. With `timeout` (seconds) the query runs in a process of its own, which is killed when the time is
    over; without, it cannot be interrupted. A query that names its graphs (FROM) is asked of those alone, and
    `graphs` goes before that. `limit` cuts what is longer (rows or triples); `Result.cut` then says so.

    Raises UsageError for anything but such a query, for SERVICE, for a syntax error (with its line), and
    when the time is over.
    """
    known = {name: rebase(iri, base) for name, iri in PREFIXES.items()} if prefixes else {}
    question = _Question(sparql, checked(sparql), known, base, graphs, limit)
    if timeout is None:
        return _answer(store, question)
    return _answer_in_time(store, question, timeout)


def _answer(store: ox.Store, asked: _Question) -> Result:
    prefixes, base = asked.prefixes, asked.base
    try:
        found = _find(store, asked)
        if isinstance(found, ox.QueryBoolean):
            return Result("ask", ("answer",), ((ox.Literal(bool(found)),),), prefixes, base)
        if isinstance(found, ox.QueryTriples):
            triples, cut = _first(dict.fromkeys(_parts(found, asked.limit)), asked.limit)
            return Result("graph", ("subject", "predicate", "object"), triples, prefixes, base, cut)
        columns = tuple(variable.value for variable in found.variables)
        rows, cut = _first((tuple(solution) for solution in found), asked.limit)
        return Result("select", columns, rows, prefixes, base, cut)
    except SyntaxError as error:
        raise UsageError(_explain(asked.sparql, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"The query could not be answered: {error}") from error


def _find(store: ox.Store, asked: _Question) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    prefixes = dict(asked.prefixes)
    if asked.graphs is None:
        union = not names_its_graphs(asked.text)
        return store.query(asked.text, prefixes=prefixes, use_default_graph_as_union=union)
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(iri) for iri in asked.graphs.default
    ]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in asked.graphs.named]
    return store.query(asked.text, prefixes=prefixes, default_graph=default, named_graphs=named)


def _parts(triples: Iterable[ox.Triple], limit: int | None) -> Iterable[Row]:
    """The parts of each triple, up to the first that is one too many; the engine may give one twice."""
    seen: set[Row] = set()
    for triple in triples:
        row: Row = (triple.subject, triple.predicate, triple.object)
        seen.add(row)
        yield row
        if limit is not None and len(seen) > limit:
            return


def _first(rows: Iterable[Row], limit: int | None) -> tuple[tuple[Row, ...], bool]:
    if limit is None:
        return tuple(rows), False
    found = tuple(islice(rows, limit + 1))
    return found[:limit], len(found) > limit


def _explain(sparql: str, message: str) -> str:
    """The syntax error with its line as the user wrote it."""
    place = _PLACE.match(message)
    if place is None:
        return f"The query has a syntax error: {message}"
    number, column, reason = int(place[1]), int(place[2]), place[3]
    lines = sparql.split("\n")
    line = lines[number - 1].strip() if number <= len(lines) else ""
    if "Prefix not found" in reason:
        reason = f"a prefix is not declared (known without declaration: {', '.join(PREFIXES)})"
    reason = re.sub(r"\s+", " ", reason)
    reason = reason if len(reason) <= 300 else reason[:300] + " …"
    return f"The query has a syntax error in line {number}, column {column}: {reason}\n  {line}"


def _answer_in_time(store: ox.Store, question: _Question, timeout: float) -> Result:
    # A forked process sees the store as it is; where there is no fork, the quads are sent to it.
    forking = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forking else multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    given = store if forking else _dump(store)
    process = context.Process(target=_send_answer, args=(sender, given, question))
    process.start()
    sender.close()
    try:
        if not receiver.poll(timeout):
            raise UsageError(
                f"The query took more than {timeout:g} s and was stopped. Add a LIMIT or a filter."
            )
        outcome: Result | str = receiver.recv()
    except EOFError as error:
        raise UsageError("The query ended without an answer; perhaps it needs too much memory.") from error
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(outcome, str):
        raise UsageError(outcome)
    return outcome


def _send_answer(sender: Connection, given: ox.Store | bytes, question: _Question) -> None:
    store = given if isinstance(given, ox.Store) else _restore(given)
    try:
        outcome: Result | str = _answer(store, question)
    except UsageError as error:
        outcome = str(error)
    sender.send(outcome)
    sender.close()


def _dump(store: ox.Store) -> bytes:
    return store.dump(format=ox.RdfFormat.N_QUADS) or b""


def _restore(quads: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
    return store
