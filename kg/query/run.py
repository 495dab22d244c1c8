"""Asking a store: in this process, or in one that can be stopped."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Mapping
from multiprocessing.connection import Connection

import pyoxigraph as ox

from kg.errors import UsageError
from kg.iris import rebase
from kg.namespaces import BASE, PREFIXES
from kg.query.guard import checked
from kg.query.results import Result

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def run(
    store: ox.Store, sparql: str, *, prefixes: bool = True, timeout: float | None = None, base: str = BASE
) -> Result:
    """Ask a SELECT, ASK, CONSTRUCT or DESCRIBE query of all graphs of a store together.

    `prefixes` makes those of `kg.namespaces` known (a declaration in the query wins), the data's ones under
    `base`. With `timeout` (seconds) the query runs in a process of its own, which is killed when the time is
    over; without, it cannot be interrupted.

    Raises UsageError for anything but such a query, for SERVICE, for a syntax error (with its line), and
    when the time is over.
    """
    text = checked(sparql)
    known = {name: rebase(iri, base) for name, iri in PREFIXES.items()} if prefixes else {}
    if timeout is None:
        return _answer(store, sparql, text, known, base)
    return _answer_in_time(store, sparql, text, known, base, timeout)


def _answer(store: ox.Store, sparql: str, text: str, prefixes: Mapping[str, str], base: str) -> Result:
    try:
        found = store.query(text, prefixes=dict(prefixes), use_default_graph_as_union=True)
        if isinstance(found, ox.QueryBoolean):
            return Result("ask", ("answer",), ((ox.Literal(bool(found)),),), prefixes, base)
        if isinstance(found, ox.QueryTriples):
            triples = dict.fromkeys((t.subject, t.predicate, t.object) for t in found)
            return Result("graph", ("subject", "predicate", "object"), tuple(triples), prefixes, base)
        columns = tuple(variable.value for variable in found.variables)
        return Result("select", columns, tuple(tuple(solution) for solution in found), prefixes, base)
    except SyntaxError as error:
        raise UsageError(_explain(sparql, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"The query could not be answered: {error}") from error


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


def _answer_in_time(
    store: ox.Store, sparql: str, text: str, prefixes: Mapping[str, str], base: str, timeout: float
) -> Result:
    # A forked process sees the store as it is; where there is no fork, the quads are sent to it.
    forking = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forking else multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    given = store if forking else _dump(store)
    process = context.Process(target=_send_answer, args=(sender, given, sparql, text, dict(prefixes), base))
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


def _send_answer(
    sender: Connection, given: ox.Store | bytes, sparql: str, text: str, prefixes: dict[str, str], base: str
) -> None:
    store = given if isinstance(given, ox.Store) else _restore(given)
    try:
        outcome: Result | str = _answer(store, sparql, text, prefixes, base)
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
