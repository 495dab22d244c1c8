"""What the routes of one application share, and the way they ask the graph."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox
from fastapi import Request
from starlette.concurrency import run_in_threadpool

from kg.errors import UsageError
from kg.explore.source import Source
from kg.query.results import Term
from kg.serve.forms import NTRIPLES, TABLES
from kg.serve.held import Held
from kg.serve.metrics import Metrics
from kg.serve.pool import Answer, Busy, NoStore, Pool, Question, TooLong
from kg.serve.problems import Problem
from kg.serve.process import Died
from kg.serve.settings import Settings

T = TypeVar("T")
_DIED = "The query ended without an answer; perhaps it needs too much memory. Ask for less at once."
_STOPPING = "The server is stopping. Ask again when it is back."
_OWN_ROWS = 100_000


class Gone(Exception):
    """The client went away before its answer was there."""


class Context:
    """The graph's folder, the settings, the workers and the figures of one application."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.metrics = Metrics()
        self.pool = Pool(
            folder,
            size=settings.workers,
            timeout=settings.timeout,
            queue=settings.queue,
            memory=settings.memory,
        )
        self.metrics.running.set_function(lambda: self.pool.running)
        self.held = Held(folder, settings.sources)
        self._found: dict[str, dict[str, Any]] = {}

    async def source(self) -> Source:
        """The graph as the explorer knows it; the first one who asks waits until its outline is read."""
        try:
            return await run_in_threadpool(self.held.source)
        except UsageError as error:
            raise Problem(503, f"{error} (The server goes on when the graph is there.)") from error

    async def ask(self, request: Request, question: Question) -> Answer:
        """Ask the graph for a client. Raises Problem with what to do when there is no answer."""
        seconds = f"{self.settings.timeout:g} s"
        try:
            return await _while_connected(request, self.pool.ask(question))
        except UsageError as error:
            self._refuse("query")
            raise Problem(400, str(error)) from error
        except Busy as error:
            self._refuse("busy")
            detail = f"Too many queries wait already. Ask again in {error.seconds} s."
            raise Problem(503, detail, {"Retry-After": str(error.seconds)}) from error
        except TooLong as error:
            self.metrics.timed_out.inc()
            detail = f"The query took more than {seconds} and was stopped. Add a LIMIT or a filter."
            raise Problem(503, detail) from error
        except Died as error:
            self._refuse("died")
            detail = (
                "The query ended without an answer; perhaps it needs too much memory. Ask for less at once."
            )
            raise Problem(503, detail) from error
        except NoStore as error:
            raise _no_store(error) from error
        except Gone:
            self.metrics.abandoned.inc()
            raise Problem(499, "The client has gone.") from None

    async def base(self, request: Request) -> str:
        """The IRI that the data's IRIs begin with."""

        async def find() -> str:
            return (await self.ask(request, Question("ASK {}", "text/csv", None, 1))).base

        return await self.once("base", find)

    async def once(self, name: str, find: Callable[[], Awaitable[T]]) -> T:
        """Something that holds for a whole build of the graph; found at the first request after it."""
        mark = self.mark()
        if mark not in self._found:
            self._found = {mark: {}}
        known = self._found[mark]
        if name not in known:
            known[name] = await find()
        result: T = known[name]
        return result

    def mark(self) -> str:
        """What tells this build of the graph from others. Raises Problem when there is no graph."""
        try:
            return self.pool.mark()
        except NoStore as error:
            raise _no_store(error) from error

    async def rows(self, request: Request, sparql: str) -> list[dict[str, Term]]:
        """The rows of a SELECT query of the server's own, each with the variables that are bound."""
        answer = await self.ask(request, Question(sparql, TABLES[0].media, None, _OWN_ROWS))
        found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [
            {name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found
        ]

    async def triples(self, request: Request, sparql: str) -> list[ox.Triple]:
        """The triples of a CONSTRUCT query of the server's own."""
        answer = await self.ask(request, Question(sparql, None, NTRIPLES, _OWN_ROWS))
        found = ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)
        return [quad.triple for quad in found]

    def _refuse(self, reason: str) -> None:
        self.metrics.refused.labels(reason).inc()


def _no_store(error: NoStore) -> Problem:
    return Problem(503, f"{error} (The server goes on when the graph is there.)")


async def _while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of some work, which is cancelled when the client goes away. Raises Gone then."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Gone
        return working.result()
    finally:
        for task in (working, watching):
            task.cancel()
        with contextlib.suppress(BaseException):
            await asyncio.gather(working, watching, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue
